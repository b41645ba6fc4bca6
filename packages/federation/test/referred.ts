import { readReferred, receive, upload, verbs, watchDue } from "@simpul/casework";
import { keptAs } from "@simpul/testkit";
import type { Federation, Member } from "@simpul/testkit";
import {
  expectHealed,
  key,
  nodeOf,
  openFederation,
  stateAt,
  tenantsOf,
  twoNodes,
  until,
  value,
} from "./support.ts";

/** One clock for everybody, which stands still unless a test moves it. */
interface Moving {
  now: string;
}

interface ReferredCase {
  readonly federation: Federation;
  readonly id: string;
  readonly clock: Moving;
  close(): Promise<void>;
}

/**
 * A complaint that the city let lie, over Eid and with a question to the reporter in between, until the hub referred it.
 * 2026-03-17 is a Tuesday; of the days behind it 11 are holidays or collective leave (PRODUCT: + 60 = 2026-06-26).
 */
export async function referredCase(
  said: { text: string; secret?: boolean; class?: "complaint" | "whistleblowing" } = {
    text: "Jalan berlubang di depan SDN 001, dua anak jatuh.",
  },
): Promise<ReferredCase> {
  const clock: Moving = { now: "2026-03-17T02:00:00.000Z" };
  const federation = await openFederation({
    nodes: { ...twoNodes, ombudsman: tenantsOf("ombudsman") },
    now: () => Temporal.Instant.from(clock.now),
  });
  const hub = () => federation.hub.deployment.ctx;
  const city = () => nodeOf(federation, "kaltim").deployment.ctx;
  const talk = () => nodeOf(federation, "kaltim").startConversation();
  talk();
  const officer = key("64.71");
  const file = (bytes: string) =>
    upload(hub(), key("national"), Buffer.from(bytes), "Foto Ibu Sari.jpg", keptAs("image/jpeg"));
  const attachments = [value(await file("lubang")).id, value(await file("trotoar")).id];
  const { text, secret = false, class: kind = "complaint" } = said;
  const place = { area: "64.71.01", address: "Jalan Jenderal Sudirman 12" };
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  const intake = { text, attachments, place, secret, class: kind, occurredOn: "2026-03-10" };
  const { id } = value(await receive(hub(), key("national"), intake, source));
  const report = { report: id };
  const moved = (to: string) => {
    clock.now = to;
  };
  moved("2026-03-17T04:00:00.000Z");
  const assessed = {
    class: kind,
    category: "road",
    supervisory: true,
    maladministration: ["undueDelay"],
  } satisfies Parameters<typeof verbs.verify.run>[3];
  value(await verbs.verify.run(hub(), key("national"), report, assessed));
  value(await verbs.forward.run(hub(), key("national"), report, { tenant: "64.71" }));
  await stateAt(city(), "64.71", id, "forwarded");
  moved("2026-03-17T17:30:00.000Z");
  value(await verbs.accept.run(city(), officer, report, {}));
  value(await verbs.assign.run(city(), officer, report, { unit: "dpu" }));
  moved("2026-04-06T01:00:00.000Z");
  value(
    await verbs.respond.run(city(), officer, report, {
      kind: "initial",
      text: "Sedang kami periksa.",
    }),
  );
  value(await verbs.ask.run(city(), officer, report, { question: "Di sisi jalan yang mana?" }));
  await stateAt(hub(), "national", id, "inProgress");
  moved("2026-04-09T01:00:00.000Z");
  value(await verbs.reply.run(hub(), key("national"), report, { text: "Sisi kiri, dekat halte." }));
  await expectHealed(federation, [id]);

  // Two months later: the directory is renewed, and everybody is heard after the deadline.
  await nodeOf(federation, "kaltim").stopConversation();
  moved("2026-07-02T01:00:00.000Z");
  await federation.hub.restart();
  for (const node of federation.nodes.values()) await node.restart();
  talk();
  nodeOf(federation, "ombudsman").startConversation();
  moved("2026-07-06T01:00:00.000Z");
  await until(async () => {
    await watchDue(hub());
    return (await reportAt(federation.hub, id))?.state === "referred" ? true : undefined;
  }, "the referral");
  await stateAt(nodeOf(federation, "ombudsman").deployment.ctx, "ombudsman", id, "referred");
  value(
    await verbs.register.run(
      nodeOf(federation, "ombudsman").deployment.ctx,
      key("ombudsman"),
      report,
      {
        number: "0123/LM/VII/2026/BPN",
      },
    ),
  );
  await until(async () => {
    const number = (await reportAt(federation.hub, id))?.referral?.number;
    return number === undefined ? undefined : true;
  }, "the office's number");
  // A receipt or a file that comes later makes another archive.
  await expectHealed(federation, [id]);
  return { federation, id, clock, close: () => federation.close() };
}

async function reportAt(member: Member, id: string) {
  const read = await readReferred(member.deployment.ctx, key("national"), id, "no");
  return read.outcome === "failed" ? undefined : read.value.current.report;
}
