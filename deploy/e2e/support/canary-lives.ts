import { randomUUID } from "node:crypto";
import { crc32 } from "node:zlib";
import { watchDue } from "@simpul/casework";
import { connect, moveCaseClock } from "@simpul/db";
import type { Canaries } from "./canaries.ts";
import type { Code, Stage } from "./canary-stage.ts";
import { type Answer, Api, deliver, envelope, listOf, textOf } from "./client.ts";
import type { Hay } from "./haystacks.ts";
import { awaitState } from "./reports.ts";
import { until } from "./until.ts";

/** A report that was lived, with a canary in everything that anybody said of it. */
export interface Story {
  readonly name: StoryName;
  readonly id: string;
  readonly trackingId: string;
  /** Of its files, as events name them. */
  readonly hashes: readonly string[];
  /** Of its reporter. */
  readonly session?: { readonly token: string; readonly at: string };
}

export type StoryName =
  | "open"
  | "secret"
  | "tightened"
  | "unit"
  | "whole"
  | "own"
  | "operator"
  | "anonymous"
  | "referred";

export interface Lives {
  readonly stories: readonly Story[];
  /** What was answered meanwhile. */
  readonly hay: readonly Hay[];
}

type Body = Readonly<Record<string, unknown>>;

/** A picture of one point, and what a program may write beside it (PNG, 11.3.4.3). */
const picture = (said: string): Buffer => {
  const plain = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const text = Buffer.from(`tEXtAuthor\0${said}`);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(text.length - 4);
  sum.writeUInt32BE(crc32(text));
  return Buffer.concat([plain.subarray(0, -12), length, text, sum, plain.subarray(-12)]);
};

/** Kept as it comes: a picture would be made anew. */
const paper = (said: string): Buffer =>
  Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Said (${said}) >>\nendobj\n%%EOF\n`);

export async function live(stage: Stage, canaries: Canaries): Promise<Lives> {
  const hay: Hay[] = [];
  const stories = new Map<StoryName, Story>();
  const story = (name: StoryName): Story => {
    const found = stories.get(name);
    if (found === undefined) throw new Error(`${name} was not told`);
    return found;
  };
  const heard = (who: string, what: string, site: string, answer: Answer): Answer => {
    hay.push({ place: { kind: "answer", site, who, what }, content: answer.text });
    return answer;
  };
  const siteOf = (code: Code): string =>
    code === "national" ? "hub" : code === "ombudsman" ? "ombudsman" : "kaltim";

  const begin = async (
    name: StoryName,
    tell: (body: Body) => Promise<Answer>,
    more: Body = {},
  ): Promise<void> => {
    const say = (part: Parameters<Canaries["plant"]>[1]) => canaries.plant(name, part);
    const answer = await tell({
      text: say("words"),
      title: say("words"),
      place: { area: "64.71.01", address: say("words") },
      contact: { name: say("name"), phone: say("phone"), email: say("email") },
      externalId: randomUUID(),
      ...more,
    });
    if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${answer.text}`);
    heard("sender", "submitReport", "hub", answer);
    const [id, trackingId] = [textOf(answer, "id"), textOf(answer, "trackingId")];
    stories.set(name, { name, id, trackingId, hashes: [] });
  };
  const act = async (name: StoryName, code: Code, verb: string, body: Body = {}): Promise<void> => {
    // While something arrives for the very report it says so, and asks to be asked again.
    const answer = await until(`${verb} of ${name} is heard`, async () => {
      const given = await stage.api[code].post(`/reports/${story(name).id}/${verb}`, body);
      return given.body["type"] === "/problems/busy" ? undefined : given;
    });
    if (answer.status !== 200) throw new Error(`${name} ${verb}: ${answer.status} ${answer.text}`);
    heard(code, `${verb}Report`, siteOf(code), answer);
  };
  const note = (name: StoryName, code: Code) =>
    act(name, code, "note", { text: canaries.plant(name, "note", code) });
  const verify = (name: StoryName, code: Code = "national", more: Body = {}) =>
    act(name, code, "verify", {
      class: "complaint",
      category: "road",
      title: canaries.plant(name, "published", code),
      ...more,
    });
  const forward = async (name: StoryName, to: Code): Promise<void> => {
    const inside = canaries.plant(name, "inside", "national");
    await act(name, "national", "forward", { tenant: to, note: inside });
    await awaitState(stage.api[to], story(name).id, "forwarded");
  };
  const take = async (name: StoryName, by: Code, unit: string): Promise<void> => {
    await act(name, by, "accept");
    await act(name, by, "assign", { unit, note: canaries.plant(name, "inside", by) });
    await note(name, by);
  };
  const answered = async (name: StoryName, by: Code, kind = "done"): Promise<void> => {
    await act(name, by, "respond", { kind, text: canaries.plant(name, "published", by) });
  };
  const files = async (name: StoryName, api: Api): Promise<string[]> => {
    const ids: string[] = [];
    for (const [bytes, ending] of [
      [picture(canaries.plant(name, "metadata")), "png"],
      [paper(canaries.plant(name, "file")), "pdf"],
    ] as const) {
      const called = `${canaries.plant(name, "fileName")}.${ending}`;
      const type = { "content-type": "application/octet-stream", "x-filename": called };
      const answer = await api.raw("/attachments", bytes, type);
      ids.push(textOf(heard("sender", "uploadAttachment", "hub", answer), "id"));
    }
    return ids;
  };
  const speak = async (name: StoryName, verb: string, body: Body): Promise<void> => {
    const { session, trackingId } = story(name);
    const api = new Api(session?.at ?? "", session?.token);
    const answer = await until(`the reporter of ${name} is heard`, async () => {
      const given = await api.post(`/reports/${trackingId}/${verb}`, body);
      return given.body["type"] === "/problems/busy" ? undefined : given;
    });
    if (answer.status !== 200) throw new Error(`${name} ${verb}: ${answer.text}`);
    heard(`reporter of ${name}`, `${verb}Report`, "hub", answer);
  };
  const enter = async (name: StoryName, at: string, proof: Body): Promise<void> => {
    const opened = await new Api(at).post(`/reports/${story(name).trackingId}/access`, proof);
    const token = canaries.secret("session", textOf(opened, "token"));
    stories.set(name, { ...story(name), session: { token, at } });
  };

  const { api, app, channel, nodeChannel, hub, kaltim, sandbox } = stage;
  const byChannel = (to: typeof channel) => (body: Body) => deliver(to, envelope(body));
  const byKey = (by: Api) => (body: Body) =>
    by.post("/reports", body, { "idempotency-key": randomUUID() });
  const whistle = (accused: Body) => ({ class: "whistleblowing", accused });

  await begin("open", byChannel(channel));
  await begin("secret", byKey(app), { secret: true, attachments: await files("secret", app) });
  await begin("tightened", byKey(api.national));
  await begin("unit", byChannel(channel), whistle({ tenant: "64.71", unit: "dinas-pu" }));
  await begin("whole", byKey(api.national), whistle({ tenant: "64.71" }));
  await begin("own", byChannel(nodeChannel), whistle({ tenant: "64.71" }));
  await begin("operator", byChannel(channel), whistle({ tenant: "64.71", office: "operator" }));
  await begin("anonymous", byKey(api["64.71"]), { anonymous: true });
  await begin("referred", byKey(app), { attachments: await files("referred", app) });

  // Its reporter comes back by a code, and answers what is asked.
  await new Api(hub.url).post(`/reports/${story("open").trackingId}/access/code`, {});
  const [email = ""] = canaries.all
    .filter(({ of, part }) => of === "open" && part === "email")
    .map(({ core }) => core);
  const mailed = await until("the code is mailed", () =>
    sandbox.list("email").find(({ to }) => to.includes(email)),
  );
  const code = /\b\d{4}[ -]?\d{4}\b/.exec(mailed.text)?.[0] ?? "";
  await enter("open", hub.url, { code });
  canaries.secret("code", code.replaceAll(/\D/g, ""));
  await act("open", "national", "hold", { question: canaries.plant("open", "question") });
  await speak("open", "supply", { text: canaries.plant("open", "words") });
  await verify("open");
  await note("open", "national");
  await forward("open", "64.71");
  await act("open", "64.71", "return", {
    reason: canaries.plant("open", "inside", "64.71"),
    basis: canaries.plant("open", "inside", "64.71"),
  });
  await awaitState(api.national, story("open").id, "returned");
  await forward("open", "64.71");
  await take("open", "64.71", "dinas-pu");
  await act("open", "64.71", "ask", { question: canaries.plant("open", "question") });
  await awaitAsked(api.national, story("open").id);
  await speak("open", "reply", { text: canaries.plant("open", "words") });
  await answered("open", "64.71", "initial");
  await answered("open", "64.71");

  // Killed while it has work, and back.
  await verify("secret");
  await note("secret", "national");
  await act("secret", "national", "forward", {
    tenant: "64.71",
    note: canaries.plant("secret", "inside", "national"),
  });
  await hub.stop("SIGKILL");
  await hub.start();
  await kaltim.stop("SIGKILL");
  await kaltim.start();
  await awaitState(api["64.71"], story("secret").id, "forwarded");
  await take("secret", "64.71", "dinas-pu");
  await answered("secret", "64.71");

  await awaitState(api.national, story("open").id, "answered");
  await speak("open", "object", { reason: canaries.plant("open", "words") });
  await awaitState(api["64.71"], story("open").id, "assigned");
  await answered("open", "64.71");
  await awaitState(api.national, story("open").id, "answered");
  await act("open", "national", "close", { recordedWord: canaries.plant("open", "words") });

  await verify("tightened");
  await forward("tightened", "64.71");
  await take("tightened", "64.71", "dinas-pu");
  await answered("tightened", "64.71", "initial");
  const why = canaries.plant("tightened", "inside", "64.71");
  await act("tightened", "64.71", "tighten", { secret: true, reason: why });
  await answered("tightened", "64.71");

  const levy = { class: "whistleblowing", category: "illegal-levy" };
  for (const name of ["unit", "whole", "own", "operator"] as const) {
    await awaitState(api.national, story(name).id, "received");
    await verify(name, "national", levy);
    await note(name, "national");
  }
  await forward("unit", "64.71");
  await take("unit", "64.71", "inspektorat");
  await answered("unit", "64.71");
  await forward("whole", "64.02");
  await take("whole", "64.02", "inspektorat");
  await answered("whole", "64.02");

  await verify("anonymous", "64.71");
  await take("anonymous", "64.71", "dinas-pu");
  const made = await api["64.71"].post(`/reports/${story("anonymous").id}/secret`, {});
  const secret = canaries.secret("slip", textOf(made, "secret"));
  canaries.secret("slip", secret.replaceAll("-", ""));
  await enter("anonymous", kaltim.url, { secret });
  await speak("anonymous", "reply", { text: canaries.plant("anonymous", "words") });
  await speak("anonymous", "reply", { text: canaries.plant("anonymous", "erased") });
  await answered("anonymous", "64.71");

  const supervised = { supervisory: true, maladministration: ["undueDelay"] };
  await verify("referred", "national", supervised);
  await note("referred", "national");
  await forward("referred", "64.71");
  await take("referred", "64.71", "dinas-pu");
  await answered("referred", "64.71", "interim");
  for (const name of ["secret", "tightened", "unit", "whole", "anonymous"] as const)
    await awaitState(api.national, story(name).id, "answered");

  const hash = async (name: StoryName): Promise<void> => {
    const read = await api.national.get(`/reports/${story(name).id}`);
    const hashes = listOf(read, "attachments").map((each) => String(each["hash"]));
    stories.set(name, { ...story(name), hashes });
  };
  await hash("secret");
  await hash("referred");
  await pass(stage, 130);
  await awaitState(api.ombudsman, story("referred").id, "referred");
  await act("referred", "ombudsman", "register", { number: "0042/LM/2027/BPN" });
  await note("referred", "ombudsman");
  return { stories: [...stories.values()], hay };
}

async function awaitAsked(api: Api, id: string): Promise<void> {
  await until("the question arrived", async () => {
    const { text } = await api.get(`/reports/${id}`);
    return text.includes('"asked"') || undefined;
  });
}

/** So many days go by for the cases, and what that brings happens. */
async function pass({ sites, opened, hub }: Stage, days: number): Promise<void> {
  for (const { databases } of sites) {
    const owner = connect(databases.owner, { max: 1, name: "canary-clock" });
    await moveCaseClock(owner, days * 24 * 60 * 60 * 1000);
    await owner.close();
  }
  const start = Temporal.Now.instant().add({ hours: (days - 1) * 24 });
  await until("the clocks have moved", () =>
    [...opened.values()].every(({ ctx }) => Temporal.Instant.compare(ctx.caseNow(), start) > 0)
      ? true
      : undefined,
  );
  for (const site of [hub, ...sites]) {
    const ctx = opened.get(site)?.ctx;
    if (ctx !== undefined) while ((await watchDue(ctx)) > 0);
  }
}
