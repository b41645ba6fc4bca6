import { texts } from "../text.ts";

/** Refusals of the federation protocol; operators meet them in logs, dead letters and `simpul doctor`. */
export const problemsOfPeers = texts({
  malformed: {
    title: { id: "Pesan tidak sesuai bentuknya", en: "The message is malformed" },
    detail: { id: "Samakan versi kedua simpul.", en: "Bring both sides to a common version." },
  },
  wrongAlgorithm: {
    title: { id: "Algoritma tanda tangan ditolak", en: "Signature algorithm refused" },
    detail: { id: "Hanya EdDSA yang diterima.", en: "Only EdDSA is accepted." },
  },
  wrongType: {
    title: { id: "Jenis pesan tidak sesuai", en: "Wrong type of message" },
    detail: { id: "Kirim jenis yang diminta alamat ini.", en: "Send the type this address takes." },
  },
  unknownKey: {
    title: { id: "Kunci tidak dikenal", en: "Unknown key" },
    detail: {
      id: "Perbarui direktori, atau daftarkan kunci simpul itu.",
      en: "Refresh the directory, or register that node's key.",
    },
  },
  badSignature: {
    title: { id: "Tanda tangan tidak sah", en: "The signature is not valid" },
    detail: { id: "Pesan berubah di jalan atau palsu.", en: "The message was changed or forged." },
  },
  wrongIssuer: {
    title: { id: "Pengirim tidak sesuai", en: "Wrong issuer" },
    detail: { id: "Kirim dengan kunci simpul sendiri.", en: "Send with the node's own key." },
  },
  wrongAudience: {
    title: { id: "Bukan untuk penerima ini", en: "Meant for somebody else" },
    detail: { id: "Periksa alamat hub.", en: "Check the hub's address." },
  },
  wrongRequest: {
    title: { id: "Token milik permintaan lain", en: "Token of another request" },
    detail: {
      id: "Periksa alamat publik; perantara mungkin mengubahnya.",
      en: "Check the public address; a proxy may rewrite it.",
    },
  },
  wrongReply: {
    title: { id: "Jawaban milik permintaan lain", en: "Reply to another request" },
    detail: { id: "Permintaan diulang dengan sendirinya.", en: "The request repeats by itself." },
  },
  bodyMismatch: {
    title: { id: "Isi berubah di jalan", en: "The body was changed on the way" },
    detail: {
      id: "Cari perantara yang mengubah isi permintaan.",
      en: "Look for a proxy that rewrites bodies.",
    },
  },
  clockSkew: {
    title: { id: "Jam tidak cocok", en: "Clocks differ" },
    detail: {
      id: "Selisihnya lebih dari 5 menit. Nyalakan sinkronisasi waktu.",
      en: "They differ by more than 5 minutes. Turn on time synchronisation.",
    },
  },
  contentMismatch: {
    title: { id: "Isi tidak cocok dengan sidiknya", en: "Content does not match its hash" },
    detail: { id: "Isi diminta ulang.", en: "The content is requested again." },
  },
  wrongProof: {
    title: { id: "Bukti kepemilikan kunci tidak sah", en: "Proof of possession is not valid" },
    detail: { id: "Ulangi pendaftaran dengan kode baru.", en: "Enrol again with a new code." },
  },
  forged: {
    title: { id: "Direktori palsu", en: "The directory is forged" },
    detail: {
      id: "Bandingkan sidik kunci akar dengan yang dari admin pusat.",
      en: "Compare the root key's thumbprint with the hub administrator's.",
    },
  },
  rollback: {
    title: { id: "Direktori lebih lama", en: "The directory is older than ours" },
    detail: {
      id: "Hub mungkin dipulihkan dari cadangan; tunggu versi berikutnya.",
      en: "The hub may have been restored; wait for its next version.",
    },
  },
  expired: {
    title: { id: "Masa berlakunya habis", en: "Expired" },
    detail: { id: "Minta yang baru.", en: "Ask for a new one." },
  },
  hopMissing: {
    title: { id: "Permintaan tanpa tanda tangan", en: "The request is not signed" },
    detail: {
      id: "Sertakan token simpul di kepala simpul-hop.",
      en: "Send the node's token in the simpul-hop header.",
    },
  },
  suspended: {
    title: { id: "Simpul ini ditangguhkan", en: "This node is suspended" },
    detail: { id: "Hubungi admin pusat.", en: "Ask the hub's administrator." },
  },
  notTheHub: {
    title: { id: "Ini bukan hub", en: "This is not the hub" },
    detail: { id: "Daftarkan simpul di alamat hub.", en: "Enrol at the hub's address." },
  },
  codeInvalid: {
    title: { id: "Kode pendaftaran tidak berlaku", en: "The enrolment code is not valid" },
    detail: {
      id: "Kode berlaku sekali dan terbatas waktunya; minta yang baru kepada admin pusat.",
      en: "A code works once and for a time; ask the hub's administrator for a new one.",
    },
  },
  badReceipt: {
    title: { id: "Tanda terima tidak sah", en: "The receipt is not valid" },
    detail: {
      id: "Ambil lagi kiriman itu dan buat tanda terima baru.",
      en: "Pull the batch again and sign a new receipt.",
    },
  },
  contentMissing: {
    title: { id: "Isi itu tidak ada di sini", en: "That content is not here" },
    detail: {
      id: "Simpul asalnya mengirimkannya nanti.",
      en: "The node it comes from will send it.",
    },
  },
  badRange: {
    title: { id: "Bagian yang diminta tidak ada", en: "There is no such part" },
    detail: {
      id: "Minta lagi dari byte terakhir yang diterima.",
      en: "Ask again from the last byte received.",
    },
  },
  tooManyPolls: {
    title: { id: "Terlalu banyak permintaan menunggu", en: "Too many polls are open" },
    detail: { id: "Tunggu jawaban yang sudah diminta.", en: "Wait for those that were asked for." },
  },
  nodeIsHub: {
    title: { id: "Itu simpul pusat sendiri", en: "That is the hub itself" },
    detail: { id: "Pilih simpul lain.", en: "Choose another node." },
  },
  nodeNotEnrolled: {
    title: { id: "Node belum terdaftar", en: "The node is not enrolled" },
    detail: {
      id: "Undang node itu, atau tunggu sampai kodenya dipakai.",
      en: "Invite the node, or wait until its code is used.",
    },
  },
  nodeCannotPing: {
    title: { id: "Node belum mengenal ping", en: "The node knows no ping" },
    detail: {
      id: "Perangkat lunaknya lebih lama. Lihat kontak terakhirnya, dan minta pemutakhiran.",
      en: "Its software is older. Look at its last contact, and ask for an upgrade.",
    },
  },
  keyScopes: {
    title: { id: "Hak kunci ini tidak dapat digabung", en: "These scopes do not go together" },
    detail: {
      id: "referrals:outlook hanya untuk kunci pusat, dan berdiri sendiri.",
      en: "referrals:outlook is for a key of the hub, and stands alone.",
    },
  },
});
