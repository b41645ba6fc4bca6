import type { RefusalCode } from "@simpul/domain";
import { type Text, texts } from "../text.ts";

/** Why a rule said no, for the officer or reporter who tried: one for each refusal of the domain. */
export const problemsOfRules = texts({
  notHolder: {
    title: { id: "Laporan dipegang instansi lain", en: "Another institution holds the report" },
    detail: {
      id: "Hanya pemegang laporan yang mengubah keadaannya. Anda masih dapat menambah catatan.",
      en: "Only its holder changes its state. You may still add a note.",
    },
  },
  wrongState: {
    title: { id: "Tidak dapat dilakukan pada tahap ini", en: "Not possible at this stage" },
    detail: {
      id: "Muat ulang laporan untuk melihat tahapnya dan tindakan yang tersedia.",
      en: "Reload the report to see its stage and what can be done now.",
    },
  },
  hubOnly: {
    title: { id: "Hanya admin pusat", en: "National verifiers only" },
    detail: { id: "Minta admin pusat melakukannya.", en: "Ask the national verifiers to do it." },
  },
  institutionOnly: {
    title: { id: "Hanya instansi yang menangani", en: "The handling institution only" },
    detail: {
      id: "Teruskan dulu laporan ke instansi yang berwenang.",
      en: "Forward the report to the institution responsible first.",
    },
  },
  originOnly: {
    title: { id: "Hanya instansi penerima awal", en: "Only where the report was taken in" },
    detail: {
      id: "Perkataan pelapor dicatat oleh instansi yang menerima laporannya.",
      en: "The reporter's words are recorded by the institution that took the report in.",
    },
  },
  notAssessed: {
    title: { id: "Laporan belum diklasifikasi", en: "The report is not classified yet" },
    detail: {
      id: "Tentukan klasifikasi dan kategorinya terlebih dahulu.",
      en: "Set its class and category first.",
    },
  },
  unknownTenant: {
    title: { id: "Instansi tidak dikenal", en: "Unknown institution" },
    detail: { id: "Pilih instansi dari daftar.", en: "Choose an institution from the list." },
  },
  unknownUnit: {
    title: { id: "Unit tidak dikenal", en: "Unknown unit" },
    detail: {
      id: "Pilih unit dari daftar instansi itu.",
      en: "Choose a unit of that institution.",
    },
  },
  unknownCategory: {
    title: { id: "Kategori tidak dikenal", en: "Unknown category" },
    detail: { id: "Pilih kategori dari daftar.", en: "Choose a category from the list." },
  },
  unknownArea: {
    title: { id: "Wilayah tidak dikenal", en: "Unknown area" },
    detail: {
      id: "Gunakan kode wilayah Kemendagri, misalnya 64.02.18.",
      en: "Use a Kemendagri area code, such as 64.02.18.",
    },
  },
  sameTenant: {
    title: { id: "Laporan sudah di instansi itu", en: "The report is there already" },
    detail: { id: "Pilih instansi lain.", en: "Choose another institution." },
  },
  accusedTenant: {
    title: { id: "Instansi itu terlapor", en: "That institution is accused" },
    detail: {
      id: "Teruskan ke inspektorat atau atasan instansi itu.",
      en: "Forward it to the inspectorate or to that institution's superior.",
    },
  },
  accusedUnit: {
    title: { id: "Unit itu terlapor", en: "That unit is accused" },
    detail: {
      id: "Disposisikan ke inspektorat atau unit lain.",
      en: "Assign it to the inspectorate or to another unit.",
    },
  },
  needsAdjudication: {
    title: { id: "Perlu keputusan pusat", en: "The hub must adjudicate" },
    detail: {
      id: "Laporan sudah dua kali dikembalikan. Tetapkan instansi secara final.",
      en: "It was returned twice. Decide the institution for good.",
    },
  },
  adjudicated: {
    title: { id: "Sudah diputuskan pusat", en: "The hub has decided" },
    detail: {
      id: "Laporan ini tidak dapat dikembalikan lagi. Tangani, atau hubungi admin pusat.",
      en: "It cannot be returned again. Handle it, or speak with the national verifiers.",
    },
  },
  alreadyExtended: {
    title: { id: "Tenggat sudah pernah diperpanjang", en: "Extended once already" },
    detail: {
      id: "Perpanjangan hanya satu kali. Berikan kabar perkembangan kepada pelapor.",
      en: "It can be extended once only. Report progress to the reporter.",
    },
  },
  notDue: {
    title: { id: "Tenggat belum lewat", en: "The deadline has not passed" },
    detail: {
      id: "Tindakan otomatis ini hanya berlaku setelah tenggatnya lewat.",
      en: "What happens by itself happens only after its deadline.",
    },
  },
  alreadyReferred: {
    title: { id: "Sudah pernah diserahkan ke Ombudsman", en: "Already referred to the Ombudsman" },
    detail: {
      id: "Laporan diserahkan satu kali saja, dan hanya setelah berkasnya lengkap.",
      en: "A report is referred once, and only after its file is complete.",
    },
  },
  windowOpen: {
    title: { id: "Masih waktu pelapor menanggapi", en: "The reporter may still respond" },
    detail: {
      id: "Tunggu sampai waktunya lewat, atau catat perkataan pelapor.",
      en: "Wait until the time has passed, or record the reporter's word.",
    },
  },
  recordedWordMissing: {
    title: { id: "Perkataan pelapor belum dicatat", en: "The reporter's word is not recorded" },
    detail: {
      id: "Tulis kapan dan bagaimana pelapor menyatakannya.",
      en: "Write when and how the reporter said so.",
    },
  },
  duplicateMissing: {
    title: { id: "Laporan utama belum disebut", en: "The main report is not named" },
    detail: {
      id: "Sebutkan laporan yang sama isinya.",
      en: "Name the report that this one repeats.",
    },
  },
  duplicateOfItself: {
    title: { id: "Laporan tidak dapat menggandakan dirinya", en: "A report cannot repeat itself" },
    detail: { id: "Sebutkan laporan yang lain.", en: "Name another report." },
  },
  mainNotOpen: {
    title: { id: "Laporan utama sudah tidak terbuka", en: "The main report is no longer open" },
    detail: {
      id: "Pilih laporan yang masih ditangani.",
      en: "Choose one that is still being handled.",
    },
  },
  restrictedApart: {
    title: {
      id: "Pelaporan pelanggaran tidak dicampur dengan laporan lain",
      en: "Whistleblowing is kept apart from other reports",
    },
    detail: {
      id: "Tetapkan dahulu kelas yang sama untuk semuanya, atau tangani laporan masing-masing.",
      en: "Give all of it the same class first, or handle each report by itself.",
    },
  },
  noParts: {
    title: { id: "Tidak ada bagian", en: "No parts" },
    detail: {
      id: "Sebutkan paling sedikit satu bagian yang dipisahkan.",
      en: "Name at least one part to split off.",
    },
  },
  noAnswer: {
    title: { id: "Belum ada jawaban", en: "There is no answer yet" },
    detail: {
      id: "Tunggu jawaban instansi terlebih dahulu.",
      en: "Wait for the institution's answer first.",
    },
  },
  nothingToCorrect: {
    title: { id: "Tidak ada yang diubah", en: "Nothing to correct" },
    detail: {
      id: "Ubah paling sedikit satu isian.",
      en: "Change at least one field.",
    },
  },
  datePast: {
    title: { id: "Tanggal sudah lewat", en: "The date has passed" },
    detail: { id: "Pilih tanggal yang akan datang.", en: "Choose a date that is still to come." },
  },
  tooManyWords: {
    title: { id: "Terlalu banyak tambahan", en: "Too much was added" },
    detail: {
      id: "Laporan ini sudah memuat terlalu banyak tambahan; buat laporan baru bila masih perlu.",
      en: "This report already holds too many additions; make a new one if it is still needed.",
    },
  },
}) satisfies Record<RefusalCode, { title: Text; detail: Text }>;
