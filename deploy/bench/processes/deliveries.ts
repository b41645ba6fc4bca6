import { createHmac, randomUUID } from "node:crypto";

export interface Target {
  readonly port: number;
  readonly path: string;
  /** As the gateway holds it: `whsec_` and base64. */
  readonly secret: string;
}

/** Sentences of different lengths, so that no two bodies have the same size. */
const sentences = [
  "Jalan di depan Pasar Klandasan berlubang sejak awal musim hujan dan sudah dua pengendara motor terjatuh.",
  "Petugas di loket meminta biaya tambahan di luar tarif resmi tanpa memberikan kuitansi.",
  "Lampu penerangan jalan mati selama tiga minggu sehingga warga takut keluar rumah pada malam hari.",
  "Permohonan izin usaha kami belum diproses padahal berkas dinyatakan lengkap empat puluh hari yang lalu.",
  "Sampah menumpuk di dekat sekolah dasar dan baunya mengganggu kegiatan belajar.",
  "Air bersih tidak mengalir ke RT 14 pada pagi hari sejak perbaikan pipa bulan lalu.",
];

/** Requests as bytes, signed beforehand: what is measured is the door, not the sender. */
export function signedRequests({ port, path, secret }: Target, count: number): Buffer[] {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const now = Temporal.Now.instant();
  const seconds = Math.floor(now.epochMilliseconds / 1000);
  return Array.from({ length: count }, (_, n) => {
    const id = `msg_${randomUUID()}`;
    const body = JSON.stringify({
      type: "report.submitted",
      timestamp: now.toString(),
      data: report(n),
    });
    const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
    return Buffer.from(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\nwebhook-id: ${id}\r\nwebhook-timestamp: ${seconds}\r\n` +
        `webhook-signature: v1,${signature}\r\n\r\n${body}`,
    );
  });
}

/** About 600 bytes; every other reporter leaves a contact, which is sealed. */
function report(n: number) {
  const said = [0, 1, 2, 3].map((i) => sentences[(n + i * (1 + (n % 3))) % sentences.length]);
  return {
    class: "complaint",
    title: `Laporan warga nomor ${n}`,
    text: `${said.slice(0, 3 + (n % 2)).join(" ")} (${n})`,
    place: { area: "64.71", address: `Jalan Jenderal Sudirman nomor ${1 + (n % 400)}, Balikpapan` },
    ...(n % 2 === 0
      ? {
          contact: {
            name: `Warga ${n}`,
            phone: `+62812${String(10_000_000 + n)}`,
            email: `warga${n}@contoh.id`,
          },
        }
      : {}),
  };
}
