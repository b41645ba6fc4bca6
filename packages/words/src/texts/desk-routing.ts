import { texts } from "../text.ts";

/** What the router's forms and suggestions say. */
export const deskRouting = texts({
  sendKeys: { id: "Ctrl+Enter mengirim, Esc menutup", en: "Ctrl+Enter sends, Esc closes" },
  to: { id: "Teruskan ke", en: "Forward to" },
  suggested: { id: "Disarankan", en: "Suggested" },
  nobody: {
    id: "Belum ada saran untuk laporan ini. Cari instansinya di bawah.",
    en: "There is no suggestion for this report yet. Search for the institution below.",
  },
  placeUnknown: {
    id: "Aturan memerlukan tempat yang lebih rinci. Lengkapi wilayahnya dengan Koreksi, atau pilih instansinya sendiri.",
    en: "The rules need a more exact place. Add the area by Correct, or choose the institution yourself.",
  },
  hubExamines: {
    id: "Tidak ada instansi di atas terlapor: laporan ini diperiksa pusat.",
    en: "There is no institution above the accused: the hub examines this report.",
  },
  sure: { id: "{percent}% yakin", en: "{percent}% sure" },
  sureOf: {
    id: "Dari laporan serupa, kira-kira {percent} dari 100 berakhir di sini",
    en: "Of reports like this one about {percent} in 100 ended here",
  },
  source: {
    rule: { id: "menurut aturan", en: "by a rule" },
    proposed: { id: "diusulkan", en: "proposed" },
    past: { id: "menurut disposisi lalu", en: "by past dispositions" },
  },
  why: {
    rule: { id: "{basis}", en: "{basis}" },
    proposed: { id: "Diusulkan oleh {tenant}", en: "Proposed by {tenant}" },
    returned: {
      id: "Pernah mengembalikan laporan ini",
      en: "Gave this report back before",
    },
    words: {
      id: "Kata “{words}”: sampai {past} laporan lalu",
      en: "Words “{words}”: up to {past} past {past:report|reports}",
    },
    place: {
      id: "Tempat {area}: {past} laporan lalu",
      en: "Place {area}: {past} past {past:report|reports}",
    },
    category: {
      id: "Kategori {category}: {past} laporan lalu",
      en: "Category {category}: {past} past {past:report|reports}",
    },
    class: { id: "{class}: {past} laporan lalu", en: "{class}: {past} past {past:report|reports}" },
  },
  other: { id: "Instansi lain", en: "Another institution" },
  otherHint: {
    id: "Nama, singkatan atau kode: “pemkot balikpapan”, “64.71”",
    en: "Name, short name or code: “pemkot balikpapan”, “64.71”",
  },
  noMatch: {
    id: "Tidak ada instansi dengan nama itu yang menerima laporan.",
    en: "No institution of that name takes reports.",
  },
  matches: { id: "{count} instansi", en: "{count} {count:institution|institutions}" },
  note: { id: "Catatan untuk instansi", en: "Note to the institution" },
  chosen: { id: "Dipilih: {tenant}", en: "Chosen: {tenant}" },
  forwarded: { id: "Diteruskan ke {tenant}", en: "Forwarded to {tenant}" },
  adjudication: {
    id: "Putusan pusat: instansi tidak dapat mengembalikannya lagi",
    en: "Adjudication: the institution cannot give it back again",
  },
  adjudicationWhy: {
    id: "Laporan ini sudah {hops} kali dikembalikan. Jelaskan mengapa instansi ini yang berwenang; alasan itu menjadi dasar putusan.",
    en: "This report was given back {hops} {hops:time|times}. Say why this institution is responsible; the reason is the ground of the decision.",
  },
  ruling: { id: "Alasan putusan", en: "Reason of the decision" },
  hops: { id: "Pengembalian ({count})", en: "Returns ({count})" },
  hopReason: { id: "Alasan", en: "Reason" },
  hopBasis: { id: "Dasar", en: "Basis" },
  hopProposed: { id: "Mengusulkan {tenant}", en: "Proposes {tenant}" },
  recall: {
    title: { id: "Tarik kembali dari {tenant}", en: "Recall from {tenant}" },
    effect: {
      id: "Giliran instansi berakhir; laporan kembali ke pusat untuk diteruskan lagi. Yang sudah ditulis instansi tetap tercatat.",
      en: "The institution's turn ends; the report is with the hub again to be forwarded anew. What the institution wrote stays on record.",
    },
    reason: { id: "Alasan penarikan", en: "Reason of the recall" },
    said: { id: "Ditarik kembali", en: "Recalled" },
  },
  close: {
    title: { id: "Tutup atas pernyataan pelapor", en: "Close on the reporter's word" },
    effect: {
      id: "Petugas hanya menutup bila pelapor sendiri menyatakan puas, misalnya lewat telepon. Pernyataannya dicatat.",
      en: "Officers close only where the reporters themselves said that they are content, by telephone for instance. Their word is recorded.",
    },
    word: {
      id: "Pernyataan pelapor: kapan, lewat apa, apa yang dikatakan",
      en: "The reporter's word: when, by what way, what was said",
    },
    said: { id: "Ditutup", en: "Closed" },
  },
  reopen: {
    title: { id: "Buka kembali laporan", en: "Reopen the report" },
    effect: {
      id: "Laporan kembali ke unit yang menjawab; laporan yang diarsipkan kembali ke keadaan sebelumnya.",
      en: "The report goes back to the unit that answered; an archived one to where it was before.",
    },
    reason: { id: "Alasan membuka kembali", en: "Reason of the reopening" },
    said: { id: "Dibuka kembali", en: "Reopened" },
  },
  duplicates: {
    title: { id: "Kemungkinan duplikat ({count})", en: "Possible duplicates ({count})" },
    none: {
      id: "Tidak ada laporan lain dengan kata-kata serupa dalam 90 hari.",
      en: "No other report with similar words within 90 days.",
    },
    match: { id: "{percent}% mirip", en: "{percent}% alike" },
    days: { id: "berselang {days} hari", en: "{days} {days:day|days} apart" },
    sameDay: { id: "hari yang sama", en: "the same day" },
    words: { id: "Kata yang sama: {words}", en: "Words in common: {words}" },
    compare: { id: "Bandingkan", en: "Compare" },
    open: { id: "Buka {id}", en: "Open {id}" },
  },
  merge: {
    title: { id: "Gabungkan sebagai duplikat", en: "Merge as a duplicate" },
    into: { id: "Laporan utama", en: "Main report" },
    typed: { id: "Nomor pelacakan lain", en: "Another tracking number" },
    here: { id: "Laporan ini ({id})", en: "This report ({id})" },
    there: { id: "Laporan utama ({id})", en: "Main report ({id})" },
    effect: {
      id: "Laporan ini diarsipkan dan mengikuti laporan utama. Kedua pelapor tetap mendapat kabar: pelapor ini menyimpan nomornya, melihat status, tenggat dan jawaban laporan utama; pelapor utama tidak berubah apa-apa.",
      en: "This report is archived and follows the main one. Both reporters stay informed: this one keeps their number and is shown the state, deadline and answers of the main report; for the main reporter nothing changes.",
    },
    note: { id: "Catatan (opsional)", en: "Note (optional)" },
    noneChosen: {
      id: "Pilih laporan utama atau ketik nomornya.",
      en: "Choose the main report or type its number.",
    },
    said: { id: "Digabungkan ke {id}", en: "Merged into {id}" },
  },
});
