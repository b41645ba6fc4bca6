import { verbs } from "@simpul/casework";
import { nationalCalendar, nationalPolicy } from "@simpul/domain";
import { composeDossier } from "@simpul/documents";
import { verifyArchive } from "@simpul/verify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exportDossier } from "../src/dossier.ts";
import { publishReference } from "../src/publish-reference.ts";
import { repack, unpack, withFile, type Files } from "./archive.ts";
import { referredCase } from "./referred.ts";
import { expectHealed, key, nodeOf, rows, until, value } from "./support.ts";

let story: Awaited<ReturnType<typeof referredCase>>;
const hub = () => story.federation.hub.deployment;
const office = () => nodeOf(story.federation, "ombudsman").deployment;

async function made(deployment = hub(), tenant = "national"): Promise<Files> {
  const found = await exportDossier(deployment, key(tenant), story.id, composeDossier);
  const archive = Buffer.concat(value(found).pieces);
  const root = hub().keyring.root?.kid ?? "";
  expect(verifyArchive(archive, { root })).toMatchObject({ outcome: "genuine" });
  return unpack(archive);
}

interface Told {
  chronology: { type: string; writer: string; counted: string; state?: string; event: string }[];
  parties: { tenant: string; name: string }[];
  computedBy: Record<string, { version: number; name: string }>;
  report: { state: string };
}
// Proof: of our own making.
const told = (files: Files) => JSON.parse(files.get("dossier.json")?.toString() ?? "") as Told;

beforeAll(async () => {
  story = await referredCase();
}, 90_000);
afterAll(() => story?.close());

it("tells of an answer beside the office's case as a contribution, and no maker makes it an act", async () => {
  const city = nodeOf(story.federation, "kaltim").deployment.ctx;
  const done = { kind: "done", text: "Sudah ditambal." } as const;
  // Beyond the cut: the city's turn ended with the referral.
  value(await verbs.respond.run(city, key("64.71"), { report: story.id }, done));
  await expectHealed(story.federation, [story.id]);
  const files = await until(async () => {
    const now = await made();
    return told(now).chronology.some(({ type }) => type === "answered") ? now : undefined;
  }, "the answer at the hub");
  const dossier = told(files);
  const late = dossier.chronology.find(({ type }) => type === "answered");
  expect(late).toMatchObject({ writer: "64.71", counted: "contribution" });
  expect(dossier.report.state).toBe("referred");
  Object.assign(late ?? {}, { counted: "transition", state: "answered" });
  const lie = withFile(files, "dossier.json", Buffer.from(JSON.stringify(dossier)));
  expect(verifyArchive(repack(lie, hub().keyring.signing))).toMatchObject({
    code: "dossierStateWrong",
    detail: "by the streams it is a contribution, and the report referred",
  });
});

const composed = ["clocks.json", "dossier.json", "dossier.pdf"] as const;
const bytesOf = (files: Files) => composed.map((name) => files.get(name)?.toString("base64"));

it("is opened years later with the same bytes, whatever was amended, renamed or renewed since", async () => {
  const before = [await made(), await made(office(), "ombudsman")];
  // Before the referral, and not read yet by the process that referred: the date alone does not tell.
  const early = Temporal.Instant.from("2026-07-06T00:59:59.000Z");
  const publish = async (kind: "calendar" | "policy", body: object) =>
    publishReference(hub().db, hub().keyring, kind, body, early);
  // By the calendar the deadline is the same, and only its name tells; by the policy it is another.
  const decrees = nationalCalendar.decrees.map((one) => ({
    ...one,
    adds: one.adds.filter(({ date }) => date !== "2026-12-25"),
  }));
  expect(await publish("calendar", { ...nationalCalendar, version: "amended", decrees })).toBe(2);
  expect(await publish("policy", { ...nationalPolicy, version: "later", mostPausedDays: 1 })).toBe(
    2,
  );
  await rows(
    story.federation.hub,
    "update federation.tenant set name = 'Kota Lain', zone = 'Asia/Jayapura' where code = '64.71'",
  );
  await nodeOf(story.federation, "ombudsman").stopConversation();
  await nodeOf(story.federation, "kaltim").stopConversation();
  story.clock.now = "2029-09-01T01:00:00.000Z";
  await story.federation.hub.restart();
  nodeOf(story.federation, "ombudsman").startConversation();
  const newest = () => office().reference.heads();
  await until(
    () => (newest().calendar?.version === 2 && newest().policy?.version === 2) || undefined,
    "the amendment at the office",
  );
  const [atHub, atOffice] = [await made(), await made(office(), "ombudsman")];
  expect(
    hub()
      .ctx.reference.tenants()
      .find(({ code }) => code === "64.71")?.name,
  ).toBe("Kota Lain");
  expect(hub().reference.calendar().version).toBe(2);
  expect([atHub, atOffice].map(bytesOf)).toEqual(before.map(bytesOf));
  expect(told(atHub).computedBy).toEqual({
    calendar: { version: 1, name: nationalCalendar.version },
    policy: { version: 1, name: nationalPolicy.version },
  });
});
