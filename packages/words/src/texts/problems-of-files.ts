import { texts } from "../text.ts";

/** What can be wrong with a file, on its way in or out. */
export const problemsOfFiles = texts({
  brokenPicture: {
    title: { id: "Gambar tidak dapat dibaca", en: "The picture cannot be read" },
    detail: {
      id: "Berkasnya terpotong atau rusak. Kirim lagi dari aslinya.",
      en: "The file breaks off or is damaged. Send it again from the original.",
    },
  },
  pictureTooLarge: {
    title: { id: "Gambar terlalu besar", en: "The picture has too many pixels" },
    detail: {
      id: "Paling banyak 64 juta piksel, termasuk semua bingkai gambar bergerak. Kirim yang lebih kecil.",
      en: "At most 64 million pixels, all frames of a moving picture counted. Send a smaller one.",
    },
  },
  infectedFile: {
    title: { id: "Berkas ini berbahaya", en: "This file is harmful" },
    detail: {
      id: "Pemindai mengenalinya sebagai perangkat jahat. Berkas sudah dihapus dan tidak diberikan kepada siapa pun.",
      en: "The scanner knows it as malware. It has been removed and is given to nobody.",
    },
  },
  beingChecked: {
    title: { id: "Berkas sedang diperiksa", en: "The file is being checked" },
    detail: {
      id: "Pemindai belum selesai memeriksanya. Coba lagi beberapa menit lagi.",
      en: "The scanner has not finished with it. Please try again in some minutes.",
    },
  },
  rangeNotSatisfiable: {
    title: { id: "Bagian berkas itu tidak ada", en: "The file has no such part" },
    detail: {
      id: "Minta bagian yang ada di dalam ukurannya.",
      en: "Ask for a part within its size.",
    },
  },
  uploadOffset: {
    title: { id: "Potongan tidak bersambung", en: "The piece does not continue" },
    detail: {
      id: "Tanyakan dengan HEAD sampai mana berkas diterima, lalu lanjutkan dari sana.",
      en: "Ask by HEAD how much has been received, and go on from there.",
    },
  },
  uploadQuota: {
    title: { id: "Terlalu banyak unggahan terbuka", en: "Too many uploads are open" },
    detail: {
      id: "Selesaikan unggahan yang sudah dimulai, atau tunggu sampai kedaluwarsa setelah 24 jam.",
      en: "Finish the uploads that were begun, or wait until they expire after 24 hours.",
    },
  },
  checksumMismatch: {
    title: { id: "Potongan rusak di jalan", en: "The piece was damaged on its way" },
    detail: {
      id: "Potongan itu tidak disimpan. Kirim lagi dari tempat yang sama.",
      en: "It was not kept. Send it again from the same place.",
    },
  },
  uploadHeader: {
    title: { id: "Kepala unggahan belum benar", en: "A header of the upload is not right" },
    detail: { id: "Perbaiki {header}.", en: "Correct {header}." },
  },
  tusVersion: {
    title: { id: "Versi tus tidak didukung", en: "This version of tus is not supported" },
    detail: { id: "Gunakan tus 1.0.0.", en: "Use tus 1.0.0." },
  },
});
