import type { EventType } from "@simpul/domain";
import { type Text, texts } from "../text.ts";

/** One sentence an event type, for the timeline. Names of institutions and units are parameters, never of people. */
export const history = texts({
  received: { id: "Laporan diterima melalui {channel}.", en: "Report received by {channel}." },
  held: { id: "Pelapor diminta melengkapi laporan.", en: "The reporter was asked for details." },
  resumed: {
    id: "Keterangan dilengkapi; pemeriksaan dilanjutkan.",
    en: "Details supplied; checking goes on.",
  },
  archived: { id: "Laporan diarsipkan: {reason}.", en: "Report archived: {reason}." },
  verified: { id: "Laporan diverifikasi.", en: "Report verified." },
  deemed: {
    id: "Laporan dianggap terverifikasi karena tenggat verifikasi lewat.",
    en: "Report deemed verified, because the deadline for verifying passed.",
  },
  corrected: { id: "Klasifikasi laporan diperbaiki.", en: "Classification corrected." },
  split: {
    id: "Laporan dipecah menjadi {count} laporan.",
    en: "Report split into {count} {count:report|reports}.",
  },
  forwarded: {
    id: "Laporan diteruskan ke {institution}.",
    en: "Report forwarded to {institution}.",
  },
  recalled: {
    id: "Laporan ditarik kembali dari {institution}.",
    en: "Report recalled from {institution}.",
  },
  returned: {
    id: "{institution} mengembalikan laporan: bukan kewenangannya.",
    en: "{institution} returned the report: not its authority.",
  },
  epochOpened: {
    id: "Laporan sekarang dipegang {institution}.",
    en: "{institution} now holds the report.",
  },
  accepted: { id: "{institution} menerima laporan.", en: "{institution} accepted the report." },
  assigned: { id: "Laporan didisposisikan ke {unit}.", en: "Report assigned to {unit}." },
  declined: { id: "{unit} menyatakan bukan tugasnya.", en: "{unit} said it is not its task." },
  asked: { id: "Instansi bertanya kepada pelapor.", en: "The institution asked the reporter." },
  extended: {
    id: "Tenggat tindak lanjut diperpanjang.",
    en: "The follow-up deadline was extended.",
  },
  responded: {
    initial: { id: "Tanggapan awal diberikan.", en: "Initial response given." },
    interim: { id: "Kabar perkembangan diberikan.", en: "Progress reported." },
    plan: { id: "Rencana tindak lanjut: {date}.", en: "Follow-up planned for {date}." },
  },
  answered: {
    done: { id: "Laporan ditindaklanjuti.", en: "Report answered: done." },
    refused: {
      id: "Permintaan tidak dapat dipenuhi.",
      en: "Report answered: refused, with reasons.",
    },
  },
  closed: {
    confirmed: {
      id: "Laporan selesai, dikonfirmasi pelapor.",
      en: "Closed, confirmed by the reporter.",
    },
    unconfirmed: {
      id: "Laporan ditutup karena tidak ada tanggapan pelapor.",
      en: "Closed, because the reporter's time passed without a word.",
    },
  },
  reopened: { id: "Laporan dibuka kembali.", en: "Report reopened." },
  referred: { id: "Laporan diserahkan ke Ombudsman.", en: "Report referred to the Ombudsman." },
  registered: {
    id: "Ombudsman mendaftarkan perkara dengan nomor {number}.",
    en: "The Ombudsman registered the case under number {number}.",
  },
  ineligible: {
    id: "Ombudsman menyatakan tidak memenuhi syarat.",
    en: "The Ombudsman found it not eligible.",
  },
  concluded: {
    id: "Ombudsman menyelesaikan pemeriksaan.",
    en: "The Ombudsman concluded the case.",
  },
  supplied: { id: "Pelapor menambah keterangan.", en: "The reporter added details." },
  replied: { id: "Pelapor membalas.", en: "The reporter replied." },
  confirmed: { id: "Pelapor menyatakan selesai.", en: "The reporter confirmed." },
  objected: { id: "Pelapor menyatakan keberatan.", en: "The reporter objected." },
  rated: { id: "Pelapor memberi nilai {score} dari 5.", en: "The reporter rated it {score} of 5." },
  withdrawn: { id: "Pelapor mencabut laporan.", en: "The reporter withdrew the report." },
  consented: {
    id: "Pelapor menyetujui penyerahan identitas ke Ombudsman.",
    en: "The reporter consented to handing the identity to the Ombudsman.",
  },
  advised: {
    id: "Pelapor diberi tahu ke mana laporan yang belum selesai ini dapat dibawa.",
    en: "The reporter was told where this unsettled report can be taken.",
  },
  tightened: {
    id: "Kerahasiaan laporan ditingkatkan.",
    en: "The report's confidentiality was tightened.",
  },
  warned: { id: "Peringatan tenggat dikirim.", en: "A deadline warning was sent." },
  recomputed: {
    id: "Tenggat dihitung ulang menurut {decree}.",
    en: "Deadlines recomputed by {decree}.",
  },
}) satisfies Record<EventType, Text | Record<string, Text>>;
