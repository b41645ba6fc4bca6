import type { RosterRefusal } from "@simpul/domain";
import { type Text, texts } from "../text.ts";

/** Why a roster or a unit tree stays as it is, for the administrator who tried. */
export const problemsOfRosters = texts({
  roleNotHere: {
    title: { id: "Peran ini tidak ada di instansi tersebut", en: "No such role there" },
    detail: {
      id: "Pilih peran yang berlaku di instansi ini. Pembina provinsi ditunjuk di pusat untuk satu provinsi.",
      en: "Choose a role that exists at this institution. Provincial overseers are named at the centre, for a province.",
    },
  },
  roleUnit: {
    title: { id: "Unit tidak sesuai dengan perannya", en: "The unit does not fit the role" },
    detail: {
      id: "Pejabat penghubung dan pimpinan unit memerlukan unit; peran lain tidak memilikinya.",
      en: "Liaison officers and unit heads need a unit; other roles have none.",
    },
  },
  rolesClash: {
    title: { id: "Kedua peran tidak dapat dirangkap", en: "These roles cannot be combined" },
    detail: {
      id: "Admin instansi tidak boleh melihat pelaporan pelanggaran, maka tidak merangkap inspektorat. Tunjuk orang lain.",
      en: "Administrators never see whistleblowing, so none of them is the inspectorate as well. Name somebody else.",
    },
  },
  ownRole: {
    title: { id: "Peran sendiri tidak dapat diberikan", en: "Nobody gives themselves a role" },
    detail: {
      id: "Minta admin lain mengubah peran Anda.",
      en: "Ask another administrator to change your role.",
    },
  },
  alreadyOfficer: {
    title: { id: "Orang ini sudah memegang peran itu", en: "They hold that role already" },
    detail: {
      id: "Perannya sudah ada dalam daftar dan belum diakhiri.",
      en: "The role is on the roster and was not ended.",
    },
  },
  lastAdmin: {
    title: { id: "Ini admin terakhir", en: "This is the last administrator" },
    detail: {
      id: "Tunjuk penggantinya lebih dahulu dan pastikan ia sudah pernah masuk; sesudah itu peran ini dapat diakhiri.",
      en: "Name a successor who has signed in once; then this role can end.",
    },
  },
  unfitSuccessor: {
    title: { id: "Orang ini tidak dapat menjadi pengganti", en: "They cannot succeed" },
    detail: {
      id: "Pengganti memegang peran dan unit yang sama, dan sudah bertugas hari ini.",
      en: "A successor holds the same role and unit, and is in office today.",
    },
  },
  unfitDeputy: {
    title: { id: "Orang ini tidak dapat mewakili", en: "They cannot stand in" },
    detail: {
      id: "Pilih orang lain yang bertugas sepanjang cuti itu.",
      en: "Choose somebody else who is there for the whole leave.",
    },
  },
  coverOverlaps: {
    title: { id: "Pada tanggal itu sudah ada perwakilan", en: "Already covered on those days" },
    detail: {
      id: "Satu cuti diwakili satu orang, dan yang sedang mewakili orang lain tidak dapat cuti tanpa mengakhirinya.",
      en: "One person covers a leave, and whoever covers somebody else's ends that before going away.",
    },
  },
  unitKnown: {
    title: { id: "Kode unit sudah dipakai", en: "The unit code is taken" },
    detail: {
      id: "Kode tidak dipakai ulang, juga kode unit yang sudah tidak aktif. Pilih kode lain.",
      en: "Codes are not used again, nor those of retired units. Choose another.",
    },
  },
  unitCycle: {
    title: { id: "Unit tidak dapat berada di bawah dirinya", en: "A unit cannot be below itself" },
    detail: {
      id: "Pilih induk yang bukan unit ini dan bukan bawahannya.",
      en: "Choose a parent that is neither this unit nor below it.",
    },
  },
  unitHasCases: {
    title: { id: "Unit masih menangani laporan", en: "The unit still has open reports" },
    detail: {
      id: "Disposisikan dulu laporannya ke unit lain.",
      en: "Assign its reports to another unit first.",
    },
  },
  unitHasOfficers: {
    title: { id: "Masih ada petugas di unit ini", en: "People still hold roles in this unit" },
    detail: {
      id: "Akhiri atau pindahkan dulu peran mereka.",
      en: "End their roles or change them first.",
    },
  },
  unitHasUnits: {
    title: { id: "Masih ada unit di bawahnya", en: "There are units below it" },
    detail: {
      id: "Pindahkan atau nonaktifkan dulu unit di bawahnya.",
      en: "Move or retire the units below it first.",
    },
  },
  unitRetired: {
    title: { id: "Unit sudah tidak aktif", en: "The unit is retired" },
    detail: { id: "Pilih unit yang aktif.", en: "Choose an active unit." },
  },
  unknownOfficer: {
    title: { id: "Petugas tidak dikenal", en: "Unknown officer" },
    detail: {
      id: "Pilih petugas dari daftar instansi ini.",
      en: "Choose somebody on this institution's roster.",
    },
  },
  unknownDecree: {
    title: { id: "SK tidak dikenal", en: "Unknown decree" },
    detail: { id: "Catat SK itu terlebih dahulu.", en: "Record the decree first." },
  },
  unknownCover: {
    title: { id: "Perwakilan cuti tidak ditemukan", en: "No such leave cover" },
    detail: {
      id: "Perwakilan itu mungkin sudah diakhiri. Muat ulang daftarnya.",
      en: "It may have been ended already. Reload the roster.",
    },
  },
  decreeKnown: {
    title: { id: "Nomor SK sudah tercatat", en: "The decree is recorded already" },
    detail: {
      id: "SK yang tercatat tidak diubah; catat SK penggantinya.",
      en: "A recorded decree is not changed; record the one that succeeds it.",
    },
  },
  datesCrossed: {
    title: { id: "Tanggal akhir terlalu awal", en: "The last day is too early" },
    detail: {
      id: "Tanggal akhir tidak boleh sebelum tanggal mulai, dan cuti tidak boleh sudah lewat.",
      en: "The last day is not before the first, and a leave is not over already.",
    },
  },
  officerEnded: {
    title: { id: "Peran ini sudah diakhiri", en: "The role has ended" },
    detail: {
      id: "Muat ulang daftar untuk melihat siapa yang bertugas sekarang.",
      en: "Reload the roster to see who is in office now.",
    },
  },
  alreadyConfirmed: {
    title: { id: "Orang ini sudah pernah masuk", en: "They have signed in before" },
    detail: {
      id: "Undangan tidak diperlukan lagi. Bila lupa sandi, ia memintanya sendiri di halaman masuk.",
      en: "No invitation is needed. Who forgot a password asks for a new one on the sign-in page.",
    },
  },
  notOfUnit: {
    title: { id: "Petugas ini tidak menangani laporan itu", en: "Not an officer for this report" },
    detail: {
      id: "Pilih petugas dari unit yang memegang laporan.",
      en: "Choose an officer of the unit that has the report.",
    },
  },
  rosterElsewhere: {
    title: { id: "Daftar petugas ada di simpul lain", en: "The roster lies at another node" },
    detail: {
      id: "Daftar petugas instansi ini dikelola di pemasangannya sendiri dan tidak dikirim ke sini.",
      en: "This institution's roster is kept in its own installation and is not sent here.",
    },
  },
}) satisfies Record<RosterRefusal, { title: Text; detail: Text }>;
