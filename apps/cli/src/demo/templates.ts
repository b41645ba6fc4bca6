import { keepTemplate, staffAt } from "@simpul/casework";
import type { Deployment } from "@simpul/federation";

/** What every institution of the demo begins its answers with: each says who does what by when. What a desk does not know is left to fill in. */
const templates: readonly Parameters<typeof keepTemplate>[2][] = [
  {
    name: "Tanggapan awal: petugas ke lokasi",
    kind: "initial",
    text: "Yth. {pelapor},\n\nLaporan {nomor} ditangani {unit}. Petugas kami memeriksa lokasi pada {tanggal_kunjungan}, dan hasilnya kami sampaikan di sini paling lambat {tenggat}.",
  },
  {
    name: "Rencana: masuk jadwal pekerjaan",
    kind: "plan",
    text: "Yth. {pelapor},\n\n{unit} sudah memeriksa lokasi pada {tanggal_periksa}. Pekerjaan {pekerjaan} dimulai {tanggal_mulai}. Sampai selesai, {pengamanan_sementara}.",
  },
  {
    name: "Sudah dikerjakan, dengan foto",
    kind: "done",
    text: "Yth. {pelapor},\n\n{unit} sudah {pekerjaan} pada {tanggal_selesai}. Foto sebelum dan sesudah terlampir. Bila masalahnya berulang, sampaikan keberatan atas jawaban ini.",
  },
];

/** @param admin account of who looks after them; @throws when one is refused */
export async function keepAnswerTemplates(
  { ctx }: Deployment,
  tenant: string,
  admin: string,
): Promise<void> {
  const actor = await staffAt(ctx, tenant, admin, true);
  if (actor === "none") throw new Error(`${tenant} has no administrator yet`);
  for (const template of templates) {
    const kept = await keepTemplate(ctx, actor, template);
    if (kept.outcome !== "done") throw new Error(`the demo's template was refused: ${kept.code}`);
  }
}
