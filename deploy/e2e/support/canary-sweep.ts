import { exportReport } from "@simpul/federation";
import type { Canaries, Canary } from "./canaries.ts";
import { Searcher } from "./canaries.ts";
import type { Lives, Story } from "./canary-lives.ts";
import { type Code, type Officer, type Stage } from "./canary-stage.ts";
import { mayStand } from "./canary-table.ts";
import { Api, type Answer, send } from "./client.ts";
import { databaseOf, filesOf, type Hay, type Place, unpacked } from "./haystacks.ts";
import { until } from "./until.ts";

export interface Found {
  readonly canary: Canary;
  readonly place: Place;
}

/** Every canary in every piece, with whether it may stand there. */
export function sift(canaries: Canaries, hay: readonly Hay[]): { here: Found[]; leaks: Found[] } {
  const searcher = new Searcher(canaries.all);
  const here = hay.flatMap(({ place, content }) =>
    searcher.find(content).map((canary) => ({ canary, place })),
  );
  return { here, leaks: here.filter(({ canary, place }) => !mayStand(canary, place)) };
}

interface Caller {
  readonly who: string;
  readonly site: string;
  readonly api: Api;
  /** Its own report, of a reporter. */
  readonly only?: Story;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly wantsKey: boolean;
}

const headOf = ({ headers }: { readonly headers: Headers }): Buffer =>
  Buffer.from([...headers].map(([name, value]) => `${name}: ${value}\n`).join(""));

/** As many at once, in any order. */
export async function inTurns<T>(works: readonly (() => Promise<T>)[], atOnce = 12): Promise<T[]> {
  const done: T[] = [];
  const waiting = works.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const work of waiting) done.push(await work());
    }),
  );
  return done;
}

/** Every operation of the document about every report, by everybody: what reads first, and then what acts. */
export async function answersOf(stage: Stage, { stories }: Lives): Promise<Hay[]> {
  const { hub, kaltim, ombudsman, api, app } = stage;
  const keys: Caller[] = [
    ...Object.entries(api).map(([who, by]) => ({
      who,
      api: by,
      site: who === "national" ? "hub" : who === "ombudsman" ? "ombudsman" : "kaltim",
    })),
    { who: "app", api: app, site: "hub" },
    ...[hub, kaltim, ombudsman].map(({ id, url }) => ({
      who: "nobody",
      api: new Api(url),
      site: id,
    })),
    ...stories.flatMap((story) =>
      story.session === undefined
        ? []
        : [
            {
              who: `reporter of ${story.name}`,
              api: new Api(story.session.at, story.session.token),
              site: story.session.at === hub.url ? "hub" : "kaltim",
              only: story,
            },
          ],
    ),
  ];
  const hay: Hay[] = [];
  const ask = async (caller: Caller, { method, id }: Operation, path: string): Promise<void> => {
    const { who, site } = caller;
    const isActing = method === "post" || method === "patch";
    const answer = await fetch(`${caller.api.base}${path}`, {
      method: method.toUpperCase(),
      headers: {
        ...caller.api.headers(),
        ...(isActing ? { "content-type": "application/json" } : {}),
      },
      ...(isActing ? { body: "{}" } : {}),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status >= 500 || answer.status === 429)
      throw new Error(`${who} ${id} ${path} was answered ${answer.status}`);
    const place: Place = { kind: "answer", site, who, what: id };
    if (id === "readDossier" && answer.status === 200)
      for (const [what, content] of unpacked(bytes))
        hay.push({ place: { ...place, kind: "dossier", what }, content });
    else hay.push({ place, content: Buffer.concat([headOf(answer), bytes]) });
  };
  const operations = await operationsOf(hub.url);
  for (const isReading of [true, false])
    await inTurns(
      keys.flatMap((caller) =>
        operations
          .filter(({ method }) => (method === "get") === isReading)
          // A session is a person's: what it says is limited, and some of it would end it.
          .filter(() => isReading || caller.only === undefined)
          .flatMap((operation) =>
            pathsOf(operation, aboutWhich(caller, operation, stories)).map(
              (path) => () => ask(caller, operation, path),
            ),
          ),
      ),
    );
  return hay;
}

/** Who has no key is refused what wants one before the report is looked at: one of them is enough. */
function aboutWhich(caller: Caller, { wantsKey }: Operation, stories: readonly Story[]) {
  if (caller.only !== undefined) return [caller.only];
  return wantsKey && caller.who === "nobody" ? stories.slice(0, 1) : stories;
}

async function operationsOf(url: string): Promise<Operation[]> {
  const { text } = await send(`${url}/api/v1/openapi.json`);
  // Proof: our own document.
  const { paths } = JSON.parse(text) as {
    paths: Record<string, Record<string, { operationId: string; security: object[] }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id, security }]) => ({
      method,
      id,
      path: path.replace("/api/v1", ""),
      wantsKey: security.length > 0 && !security.some((way) => Object.keys(way).length === 0),
    })),
  );
}

function pathsOf({ path, id: operation }: Operation, stories: readonly Story[]): string[] {
  if (!path.includes("{")) return [path];
  return stories.flatMap(({ id, trackingId, hashes }) => {
    const names = operation === "readReport" ? [id, trackingId] : [id];
    const named = names.map((name) => path.replace("{id}", name));
    return path.includes("{hash}")
      ? named.flatMap((each) => hashes.map((hash) => each.replace("{hash}", hash)))
      : named;
  });
}

/** The public page of each report in both languages at every service, and its reporter's own where there is a session. */
export async function pagesOf({ sites }: Stage, { stories }: Lives): Promise<Hay[]> {
  const works = stories.flatMap(({ name, trackingId, session }) =>
    sites.flatMap(({ id, url }) =>
      ["id", "en"].flatMap((lang) =>
        ["", "/saya"].map((path) => async (): Promise<Hay> => {
          const headers: Record<string, string> = { "accept-language": lang };
          const isOwn = path !== "" && session?.at === url;
          if (isOwn) headers["cookie"] = `lapor=${session.token}`;
          const answer = await send(`${url}/lacak/${trackingId}${path}`, { headers });
          const who = isOwn ? `reporter of ${name}` : "nobody";
          const place: Place = { kind: "page", site: id, who, what: path };
          return { place, content: `${String(headOf(answer))}${answer.text}` };
        }),
      ),
    ),
  );
  return inTurns(works);
}

const asksOfReport = ["report.open", "identity.accesses", "identity.ways"];
const asks: Readonly<Record<string, unknown>> = {
  "report.list": {},
  "reviews.list": undefined,
  "audit.search": {},
  "identity.requests": undefined,
  "roster.get": undefined,
  "units.tree": undefined,
  "senders.list": {},
  "reference.units": undefined,
};

/** What the desk answers to each of its people, about everything; and two identities that are opened as they may be. */
export async function desksOf({ staff }: Stage, { stories }: Lives): Promise<Hay[]> {
  const hay: Hay[] = [];
  const told: Told = ({ name, site }, what, { text }) => {
    hay.push({ place: { kind: "desk", site: site.id, who: name, what }, content: text });
    return text;
  };
  const works = staff.flatMap((officer) => [
    ...Object.entries(asks).map(([what, input]) => async () => {
      told(officer, what, await officer.call(what, input));
    }),
    ...stories.flatMap(({ id }) =>
      asksOfReport.map((what) => async () => {
        told(officer, what, await officer.call(what, { report: id }));
      }),
    ),
    async () => {
      const input = { format: "csv" };
      told(officer, "audit.export", await officer.call("audit.export", input, "mutation"));
    },
  ]);
  await inTurns(works);
  const input = { purpose: "examination", reason: "Menguji siapa yang boleh tahu" };
  await inTurns(
    stories.flatMap(({ id }) =>
      staff.map((officer) => async () => {
        const answer = await officer.call("identity.unseal", { report: id, input }, "mutation");
        told(officer, "identity.unseal", answer);
      }),
    ),
  );
  const [first, second] = staff.filter(({ name }) => name.startsWith("nationalAdmin@"));
  const unit = stories.find(({ name }) => name === "unit")?.id;
  if (first === undefined || second === undefined) throw new Error("two are missing");
  await askedElsewhere(staff, stories, input, told);
  const asked = await first.call("identity.askUnseal", { report: unit, input }, "mutation");
  const { result } = JSON.parse(asked.text) as { result: { data: { id: string } } };
  const request = { request: result.data.id, decision: "allowed" };
  told(
    second,
    "identity.allowUnseal",
    await second.call("identity.allowUnseal", request, "mutation"),
  );
  const opened = await first.call("identity.unseal", { report: unit, input }, "mutation");
  told(first, "identity.unseal", opened);
  return hay;
}

type Told = (officer: Officer, what: string, answer: Answer) => string;

/** An institution asks the hub, which took the report in, who its reporter is; of others it is told nothing. */
async function askedElsewhere(
  staff: readonly Officer[],
  stories: readonly Story[],
  input: object,
  told: Told,
): Promise<void> {
  const officers = staff.filter(({ tenant }) => tenant === "64.71");
  await inTurns(
    stories.flatMap(({ id }) =>
      officers.map((officer) => async () => {
        const answer = await officer.call("identity.ask", { report: id, input }, "mutation");
        told(officer, "identity.ask", answer);
      }),
    ),
  );
  const asker = officers.find(({ name }) => name === "tenantAdmin@64.71");
  const report = stories.find(({ name }) => name === "secret")?.id;
  if (asker === undefined) throw new Error("nobody asks");
  const ask = await until("the answer is back", async () => {
    const { text } = await asker.call("identity.asked", { report });
    // Proof: the procedure's own answer, or nothing of what is read of it is there.
    const { result } = JSON.parse(text) as { result?: { data: { id: string; state: string }[] } };
    return result?.data.find(({ state }) => state !== "waiting");
  });
  const opened = await asker.call("identity.openAnswer", { ask: ask.id }, "mutation");
  told(asker, "identity.openAnswer", opened);
}

/** What the command line writes for each tenant that has a copy, and for those that have none or may not. */
export async function exportsOf({ api, opened }: Stage, { stories }: Lives): Promise<Hay[]> {
  const hay: Hay[] = [];
  for (const code of Object.keys(api) as Code[])
    for (const [site, deployment] of opened) {
      if (!deployment.ctx.here.tenants().includes(code)) continue;
      for (const { id } of stories) {
        const scopes = ["reports:read", "reports:act"] as const;
        const actor = { kind: "machine" as const, id: "export", tenant: code, scopes };
        const made = await exportReport(deployment, actor, id);
        if (made.outcome === "failed") continue;
        for (const [what, content] of unpacked(Buffer.concat(made.value.pieces)))
          hay.push({ place: { kind: "export", site: site.id, who: code, what }, content });
      }
    }
  return hay;
}

/** What the deployments keep, and figures. */
export async function keptOf({ sites }: Stage): Promise<Hay[]> {
  const kept = await Promise.all(
    sites.map(async (site) => {
      const place: Place = { kind: "figures", site: site.id };
      const figures = { place, content: (await send(site.metrics)).text };
      return [figures, ...(await databaseOf(site)), ...(await filesOf(site))];
    }),
  );
  return kept.flat();
}

/** What they said while they ran: everything is out once they have ended. */
export function saidOf(stage: Stage, canaries: Canaries): Hay[] {
  const { sites, collector, path, sandbox } = stage;
  const reporter = canaries.all.find(({ of, part }) => of === "open" && part === "email")?.core;
  return [
    ...sites.map(({ id, output }): Hay => ({
      place: { kind: "log", site: id },
      content: output(),
    })),
    { place: { kind: "trace", site: "" }, content: collector.received() },
    ...path.passed.map(({ node, what, bytes }): Hay => {
      const place: Place = { kind: "wire", site: "hub", who: node, what };
      return { place, content: bytes };
    }),
    ...sandbox.list().flatMap(({ to, text, raw }): Hay[] => {
      const place: Place = { kind: "mail", site: "", who: to };
      const isCode = reporter !== undefined && to.includes(reporter);
      return isCode
        ? [
            { place, content: raw.replaceAll(/\b\d{4}-?\d{4}\b/g, "") },
            { place: { ...place, who: "its reporter" }, content: text },
          ]
        : [{ place, content: `${raw}\n${text}` }];
    }),
  ];
}
