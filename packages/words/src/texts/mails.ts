import { texts } from "../text.ts";

/**
 * Mails: each says who writes, why, and what to do. What a report is about stands in none of them; who has a mailbox open
 * beside somebody else learns a tracking id at most.
 */
export const mails = texts({
  common: {
    dearName: { id: "Yth. {name},", en: "Dear {name}," },
    dearReporter: { id: "Yth. Pelapor,", en: "Dear reporter," },
    dearOfficer: { id: "Yth. Bapak/Ibu,", en: "Dear colleague," },
    from: {
      id: "Surel ini dikirim oleh {tenant} melalui Simpul, layanan pengaduan masyarakat.",
      en: "This mail is from {tenant}, sent through Simpul, the public complaints service.",
    },
    password: {
      id: "Kami tidak pernah meminta kata sandi Anda, baik lewat surel, telepon, maupun pesan.",
      en: "We never ask for your password, neither by mail nor by phone nor by message.",
    },
    automatic: {
      id: "Surel ini dibuat otomatis. Balasannya tidak dibaca.",
      en: "This mail was made automatically. Nobody reads replies to it.",
    },
    address: {
      id: "Jika tombol di atas tidak berfungsi, salin alamat ini ke peramban Anda:",
      en: "If the button does not work, copy this address into your browser:",
    },
    once: {
      id: "Tautan ini berlaku {time} dan hanya dapat dipakai satu kali.",
      en: "The link is valid for {time} and works once.",
    },
    minutes: { id: "{n} menit", en: "{n} {n:minute|minutes}" },
    hours: { id: "{n} jam", en: "{n} {n:hour|hours}" },
    desk: { id: "Buka meja kerja", en: "Open the desk" },
    report: { id: "Buka halaman laporan", en: "Open the report's page" },
  },
  invitation: {
    subject: { id: "Undangan petugas pengaduan {tenant}", en: "Complaint officer at {tenant}" },
    why: {
      id: "Anda menerimanya karena {tenant} mencantumkan Anda sebagai petugas pengaduan.",
      en: "You receive it because {tenant} put you on its roster of complaint officers.",
    },
    body: {
      id: "{tenant} mencantumkan Anda sebagai petugas pengaduan. Buat kata sandi Anda sendiri untuk mulai bekerja.",
      en: "{tenant} put you on its roster of complaint officers. Choose a password of your own to begin.",
    },
    action: { id: "Buat kata sandi", en: "Choose a password" },
    otherwise: {
      id: "Jika Anda tidak bertugas di sana, abaikan surel ini. Tidak ada yang berubah.",
      en: "If you do not work there, ignore this mail. Nothing changes.",
    },
  },
  passwordReset: {
    subject: { id: "Kata sandi baru untuk Simpul", en: "A new password for Simpul" },
    why: {
      id: "Anda menerimanya karena seseorang meminta kata sandi baru untuk akun Anda.",
      en: "You receive it because somebody asked for a new password for your account.",
    },
    body: {
      id: "Kata sandi baru untuk akun Anda diminta. Dengan kata sandi baru, Anda keluar dari semua perangkat.",
      en: "A new password was asked for your account. With a new one you are signed out on every device.",
    },
    action: { id: "Buat kata sandi baru", en: "Choose a new password" },
    otherwise: {
      id: "Jika bukan Anda yang meminta, abaikan surel ini. Kata sandi Anda tetap sama.",
      en: "If it was not you, ignore this mail. Your password stays as it is.",
    },
  },
  secondFactorReset: {
    subject: {
      id: "Faktor kedua Anda di Simpul diatur ulang",
      en: "Your second factor for Simpul was reset",
    },
    why: {
      id: "Anda menerimanya karena pengelola {tenant} mengatur ulang faktor kedua akun Anda.",
      en: "You receive it because an administrator of {tenant} reset the second factor of your account.",
    },
    body: {
      id: "{tenant} menghapus faktor kedua akun Anda, dan Anda keluar dari semua perangkat. Masuklah dengan kata sandi Anda, lalu atur faktor kedua yang baru lewat tautan ini.",
      en: "{tenant} took the second factor of your account away, and you are signed out on every device. Sign in with your password and set up another by this link.",
    },
    action: { id: "Atur faktor kedua", en: "Set up a second factor" },
    otherwise: {
      id: "Jika bukan Anda yang meminta, segera hubungi pengelola instansi Anda: mungkin ada yang mengetahui kata sandi Anda.",
      en: "If you did not ask for it, tell an administrator of your institution at once: somebody may know your password.",
    },
  },
  signInLink: {
    subject: { id: "Tautan masuk ke Simpul", en: "Your sign-in link for Simpul" },
    why: {
      id: "Anda menerimanya karena seseorang meminta masuk dengan alamat surel ini.",
      en: "You receive it because somebody asked to sign in with this address.",
    },
    body: {
      id: "Buka tautan ini di peramban yang sama dengan yang Anda pakai untuk memintanya.",
      en: "Open this link in the same browser in which you asked for it.",
    },
    action: { id: "Masuk", en: "Sign in" },
    otherwise: {
      id: "Jika bukan Anda yang meminta, abaikan surel ini. Tautan ini tidak berguna di peramban lain.",
      en: "If it was not you, ignore this mail. The link is of no use in another browser.",
    },
  },
  reporterCode: {
    subject: { id: "Kode untuk laporan {trackingId}", en: "Code for report {trackingId}" },
    why: {
      id: "Anda menerimanya karena alamat ini tercatat pada sebuah laporan dan kodenya diminta.",
      en: "You receive it because a report has this address and a code was asked for.",
    },
    body: {
      id: "Masukkan kode ini di halaman laporan {trackingId}. Kode berlaku {minutes} menit.",
      en: "Enter this code on the page of report {trackingId}. It is valid for {minutes} {minutes:minute|minutes}.",
    },
    otherwise: {
      id: "Jangan berikan kode ini kepada siapa pun, juga tidak kepada petugas. Jika bukan Anda yang meminta, abaikan surel ini.",
      en: "Give this code to nobody, not even to an officer. If it was not you who asked, ignore this mail.",
    },
  },
  digest: {
    subject: { id: "Tenggat laporan {tenant}: {count}", en: "Deadlines at {tenant}: {count}" },
    why: {
      id: "Anda menerimanya karena tugas Anda di {tenant}.",
      en: "You receive it because of your role at {tenant}.",
    },
    body: {
      id: "Tenggat laporan berikut sudah dekat atau sudah lewat.",
      en: "The deadlines of these reports are near or have passed.",
    },
    ahead: {
      id: "{trackingId}: {clock}, tenggat {day}",
      en: "{trackingId}: {clock}, due {day}",
    },
    over: {
      id: "{trackingId}: {clock}, lewat tenggat {day}",
      en: "{trackingId}: {clock}, was due {day}",
    },
    more: { id: "dan lainnya: {count}", en: "and others: {count}" },
    restricted: {
      id: "Laporan terbatas yang menunggu pemeriksa: {count}. Selebihnya hanya ada di meja kerja.",
      en: "Restricted reports that wait for an examiner: {count}. All else is at the desk only.",
    },
  },
  consentRequest: {
    subject: {
      id: "Mohon persetujuan Anda: laporan {trackingId}",
      en: "We ask for your consent: report {trackingId}",
    },
    why: {
      id: "Anda menerimanya karena alamat ini tercatat pada laporan itu.",
      en: "You receive it because that report has this address.",
    },
    body: {
      id: "Laporan {trackingId} belum selesai dan tenggatnya hampir habis. Setelah itu laporan diserahkan ke Ombudsman Republik Indonesia.",
      en: "Report {trackingId} is not settled and its time is nearly over. After that it is handed to the Ombudsman of Indonesia.",
    },
    referred: {
      id: "Laporan {trackingId} tidak selesai pada waktunya dan sudah diserahkan ke Ombudsman Republik Indonesia.",
      en: "Report {trackingId} was not settled in time and was handed to the Ombudsman of Indonesia.",
    },
    question: {
      id: "Bolehkah Ombudsman mengetahui identitas Anda? Tanpa persetujuan Anda, identitas tidak diserahkan.",
      en: "May the Ombudsman learn who you are? Without your consent your identity is not handed over.",
    },
    otherwise: {
      id: "Jawab di halaman laporan. Anda dapat menarik persetujuan itu kembali.",
      en: "Answer on the report's page. You can take your consent back.",
    },
  },
  reporterReminder: {
    subject: {
      id: "Laporan {trackingId} menunggu Anda",
      en: "Report {trackingId} waits for you",
    },
    why: {
      id: "Anda menerimanya karena alamat ini tercatat pada laporan itu.",
      en: "You receive it because that report has this address.",
    },
    completion: {
      id: "Laporan {trackingId} belum lengkap. Anda dapat melengkapinya sampai {day}; setelah itu laporan diarsipkan.",
      en: "Report {trackingId} is not complete. You can complete it until {day}; after that it is archived.",
    },
    reporterWindow: {
      id: "Laporan {trackingId} sudah dijawab. Anda dapat menanggapi jawabannya sampai {day}; setelah itu laporan ditutup.",
      en: "Report {trackingId} was answered. You can respond to the answer until {day}; after that it is closed.",
    },
    followed: {
      id: "Laporan yang sama dengan laporan {trackingId} milik Anda sudah dijawab. Jawabannya ada di halaman laporan Anda.",
      en: "The report that your report {trackingId} was joined to was answered. The answer is on your report's page.",
    },
  },
  rosterAlarm: {
    subject: { id: "Daftar petugas {tenant}", en: "The roster of {tenant}" },
    why: {
      id: "Anda menerimanya karena Anda mengelola daftar petugas {tenant}.",
      en: "You receive it because you look after the roster of {tenant}.",
    },
    decreeMissing: {
      id: "Belum ada SK tim pengelola yang tercatat. Catat SK yang berlaku.",
      en: "No roster decree is recorded. Record the one in force.",
    },
    decreeExpiring: {
      id: "SK {about} berakhir dalam {days} hari. Siapkan dan catat penggantinya.",
      en: "Decree {about} ends in {days} {days:day|days}. Prepare its successor and record it.",
    },
    decreeExpired: {
      id: "SK {about} sudah berakhir {days} hari yang lalu. Tanpa penggantinya, petugas di dalamnya kehilangan akses.",
      en: "Decree {about} ended {days} {days:day|days} ago. Without a successor the officers in it lose their access.",
    },
    unconfirmed: {
      id: "{about} belum masuk sejak diundang {days} hari yang lalu. Undang lagi, atau tunjuk orang lain.",
      en: "{about} has not signed in since the invitation {days} {days:day|days} ago. Invite again, or appoint somebody else.",
    },
  },
  unattendedUnit: {
    subject: { id: "Unit tanpa petugas di {tenant}", en: "A unit without officers at {tenant}" },
    why: {
      id: "Anda menerimanya karena Anda mengelola daftar petugas {tenant}.",
      en: "You receive it because you look after the roster of {tenant}.",
    },
    body: {
      id: "Hari ini tidak ada petugas untuk {unit}, sementara laporannya yang terbuka berjumlah {cases}. Tunjuk petugas atau pengganti.",
      en: "Nobody works for {unit} today, and its open reports number {cases}. Appoint an officer or a deputy.",
    },
  },
  unsealAsked: {
    subject: { id: "Persetujuan kedua diminta", en: "A second person's word is needed" },
    why: {
      id: "Anda menerimanya karena Anda pemeriksa di {tenant}.",
      en: "You receive it because you are an examiner at {tenant}.",
    },
    body: {
      id: "Seorang pemeriksa meminta izin membuka identitas pelapor pada laporan {trackingId}. Baca alasannya di meja kerja sebelum Anda memutuskan.",
      en: "An examiner asks to open the reporter's identity in report {trackingId}. Read the reason at the desk before you decide.",
    },
    valid: {
      id: "Permintaan ini berlaku {time}.",
      en: "The request is valid for {time}.",
    },
  },
});
