import type { Actor, RoleHeld, StaffRole } from "@simpul/access";
import {
  countRows,
  listInput,
  listOf,
  listRows,
  readOutlook,
  readReport,
  verbs,
} from "@simpul/casework";
import { contentsOf, wholeOf, withScope } from "@simpul/db";
import type { Audience, Part } from "@simpul/domain";
import { exportReport } from "@simpul/federation";
import type { Deployment } from "@simpul/federation";
import type { Hono } from "hono";
import { untilSettled } from "../../../testkit/src/index.ts";
import { app, system } from "./cases.ts";
import type { Prepared } from "./cases.ts";

/** A function that turns a report into something that leaves, for one audience. */
export interface Serializer {
  readonly name: string;
  readonly audience: Audience | ((about: Prepared) => Audience);
  /** Where the report is asked for. */
  readonly at: "institution" | "hub";
  /** Parts that its output holds of a report without any flag: without them a test of it could not fail. */
  readonly carries: readonly Part[];
  serialize(about: Prepared, stage: Stage): Promise<string>;
}

export interface Stage {
  readonly institution: { readonly deployment: Deployment; readonly app: Hono };
  readonly hub: { readonly deployment: Deployment; readonly app: Hono };
  readonly keys: Readonly<Record<"institution" | "hub", string>>;
  readonly logged: readonly object[];
}

const staff = (role: StaffRole, unit?: string): Actor & { tenant: string } => {
  const held: RoleHeld = {
    role,
    tenant: "64.71",
    reach: "self",
    ...(unit === undefined ? {} : { unit }),
  };
  return { kind: "staff", id: "1", tenant: "64.71", roles: [held], isFresh: true };
};
const atHub = (role: StaffRole): Actor & { tenant: string } => ({
  kind: "staff",
  id: "2",
  tenant: "national",
  roles: [{ role, tenant: role === "provincialOverseer" ? "64" : "national", reach: "subtree" }],
  oversees: ["64", "64.02", "64.71"],
  isFresh: true,
});

const inside: readonly Part[] = [
  "existence",
  "facts",
  "history",
  "words",
  "files",
  "answers",
  "inside",
  "notes",
];
const outside: readonly Part[] = ["existence", "facts", "history", "words", "files", "answers"];
const summarised: readonly Part[] = ["existence", "facts"];

/** Another institution's words are read by opening it, which is written down. */
const rowed = (who: string): readonly Part[] =>
  who === "a monitor" ? summarised : [...summarised, "words"];

type Asker = Actor & { tenant: string };

interface Reader {
  readonly who: string;
  readonly audience: Serializer["audience"];
  readonly at: Serializer["at"];
  readonly actor: Asker | ((about: Prepared) => Asker);
  readonly carries: readonly Part[];
}

const orExaminer =
  (otherwise: Audience) =>
  ({ restricted }: Prepared): Audience =>
    restricted ? "examiner" : otherwise;

const readers: readonly Reader[] = [
  {
    who: "an administrator",
    audience: "staff",
    at: "institution",
    actor: staff("tenantAdmin"),
    carries: inside,
  },
  {
    who: "its liaison",
    audience: "staff",
    at: "institution",
    actor: staff("liaison", "dpu"),
    carries: inside,
  },
  {
    who: "a unit that helps",
    audience: "supporting",
    at: "institution",
    actor: staff("unitHead", "dishub"),
    carries: inside,
  },
  {
    who: "an inspectorate",
    audience: orExaminer("staff"),
    at: "institution",
    actor: staff("inspectorate", "inspektorat"),
    carries: [],
  },
  {
    who: "the tenant's system",
    audience: "application",
    at: "institution",
    actor: system("64.71"),
    carries: inside,
  },
  {
    who: "the application that took it in",
    audience: "submitter",
    at: "institution",
    actor: app("64.71"),
    carries: outside,
  },
  {
    who: "the reporter",
    audience: "reporter",
    at: "institution",
    actor: ({ tenant, id }) => ({ kind: "reporter", tenant, report: id }),
    carries: outside,
  },
  {
    who: "a monitor",
    audience: "monitor",
    at: "hub",
    actor: atHub("nationalMonitor"),
    carries: ["existence", "facts", "history", "words", "inside", "notes"],
  },
  {
    who: "an overseer",
    audience: "overseer",
    at: "hub",
    actor: atHub("provincialOverseer"),
    carries: ["existence", "facts", "history"],
  },
  {
    who: "a national admin",
    audience: orExaminer("staff"),
    at: "hub",
    actor: atHub("nationalAdmin"),
    carries: ["existence", "facts", "history", "words", "inside", "notes"],
  },
];

const asking = (actor: Reader["actor"], about: Prepared): Asker =>
  typeof actor === "function" ? actor(about) : actor;

const reading: readonly Serializer[] = readers.flatMap(({ who, actor, carries, ...reader }) => [
  {
    ...reader,
    name: `readReport by ${who}`,
    carries,
    serialize: async (about) =>
      shownOf(await readReport(about.ctx, asking(actor, about), about.id)),
  },
  {
    ...reader,
    name: `list by ${who}`,
    // An application that only submits lists nothing.
    carries: carries === outside ? [] : carries.filter((part) => summarised.includes(part)),
    serialize: async (about) => {
      const ask = () => listOf(about.ctx, asking(actor, about), { limit: 100 });
      const listed = await once(`list by ${who}`, ask);
      const found = listed.find((each) => each.id === about.id);
      return found === undefined ? "" : JSON.stringify(found);
    },
  },
  {
    ...reader,
    name: `listRows by ${who}`,
    carries: carries === outside ? [] : carries.filter((part) => rowed(who).includes(part)),
    serialize: async (about) => {
      const ask = async () => {
        const by = asking(actor, about);
        const page = await listRows(about.ctx, by, listInput.parse({ limit: 100 }));
        if (page.outcome === "failed") throw new Error(page.code);
        const [count] = await countRows(about.ctx, by, { filters: [{}] });
        // What is counted is what is listed.
        if (count !== page.value.items.length) throw new Error(`${count} are counted`);
        return page.value.items;
      };
      const listed = await once(`listRows by ${who}`, ask);
      const found = listed.find((each) => each.id === about.id);
      return found === undefined ? "" : JSON.stringify(found);
    },
  },
  {
    ...reader,
    name: `summary by ${who}`,
    carries: [],
    // Every verb answers with the same; this one is allowed to most and leaves the report as it was.
    serialize: async (about) => {
      const { ctx, id } = about;
      return shownOf(
        await verbs.note.run(ctx, asking(actor, about), { report: id }, { text: "x" }),
      );
    },
  },
]);

const pages: readonly Serializer[] = (["institution", "hub"] as const).flatMap(
  (at) =>
    [
      {
        name: "publicView",
        audience: "public",
        at,
        carries: at === "hub" ? ["existence", "facts"] : ["existence", "facts", "answers"],
        serialize: ({ trackingId }, stage) =>
          bodyOf(stage[at].app, `/api/v1/reports/${trackingId}`),
      },
      {
        name: "trackPage",
        audience: "public",
        at,
        carries: at === "hub" ? ["existence"] : ["existence", "answers"],
        serialize: ({ trackingId }, stage) => bodyOf(stage[at].app, `/lacak/${trackingId}`),
      },
      {
        name: "changes",
        audience: "subscriber",
        at,
        carries: ["existence"],
        serialize: async ({ id }, stage) =>
          (await once(`changes at ${at}`, () => changesAt(stage, at)))
            .filter(({ reportId }) => reportId === id)
            .map((change) => JSON.stringify(change))
            .join("\n"),
      },
      {
        name: "export",
        audience: "application",
        at,
        // The streams as they were signed, and the words beside them; a note is no event and has no place in it.
        carries: ["existence", "facts", "words", "inside"],
        serialize: async ({ id, tenant }, stage) => {
          const made = await exportReport(stage[at].deployment, system(tenant), id);
          return made.outcome === "failed"
            ? ""
            : opened(Buffer.concat(made.value.pieces).toString("latin1"));
        },
      },
      {
        name: "errors",
        audience: "trace",
        at,
        carries: [],
        serialize: async ({ id }, stage) => {
          const before = stage.logged.length;
          const paths = [`/reports/${id}/verify`, `/reports/${id}/mask`, `/reports/${id}/explode`];
          const bodies: string[] = [];
          for (const path of paths)
            for (const key of [undefined, stage.keys[at]])
              bodies.push(await bodyOf(stage[at].app, `/api/v1${path}`, key, { class: id.length }));
          return JSON.stringify([bodies, stage.logged.slice(before)]);
        },
      },
    ] satisfies Serializer[],
);

const betweenDeployments: readonly Serializer[] = [
  {
    name: "feed",
    audience: "peer",
    at: "hub",
    carries: ["words", "inside"],
    // What the node has of it when everything is through. The stream stays whole: of the accused it is never begun.
    serialize: async ({ id }, { institution: { deployment } }) => {
      const contents = await withScope(deployment.db, wholeOf(["64.71"]), (tx) =>
        contentsOf(tx, "64.71", id),
      );
      return contents
        .map(({ name = "", bytes = "" }) => name + Buffer.from(bytes, "base64url").toString())
        .join("\n");
    },
  },
];

const told: readonly Serializer[] = [
  {
    name: "reminders",
    audience: "notification",
    at: "institution",
    carries: ["existence"],
    serialize: ({ ctx, id, tenant }) =>
      withScope(ctx.db, wholeOf([tenant]), async (tx) =>
        JSON.stringify(
          await tx`select r.*, t.tracking_id from simpul.reminder r join simpul.report t on t.id = r.report
            where r.report = ${id} and rung not in ('reporter', 'examiner')`,
        ),
      ).then((rows) => (rows === "[]" ? "" : rows)),
  },
  {
    name: "outlook",
    audience: "statistic",
    at: "hub",
    carries: [],
    serialize: async ({ ctx }) =>
      shownOf(
        await readOutlook(ctx, {
          kind: "machine",
          id: "o",
          tenant: "national",
          scopes: ["referrals:outlook"] as never,
        }),
      ),
  },
];

export const serializers: readonly Serializer[] = [
  ...reading,
  ...pages,
  ...betweenDeployments,
  ...told,
];

/** What is asked for once for all reports; nothing that changes it happens between. */
const asked = new Map<string, Promise<unknown>>();
function once<T>(name: string, ask: () => Promise<T>): Promise<T> {
  const known = asked.get(name) ?? ask();
  asked.set(name, known);
  // Proof: a name is asked for by one caller, with one type.
  return known as Promise<T>;
}

async function changesAt(stage: Stage, at: Serializer["at"]): Promise<{ reportId: string }[]> {
  const seen: { reportId: string }[] = [];
  let isSettled = false;
  for (let after = ""; ;) {
    const path = `/api/v1/changes?limit=100${after === "" ? "" : `&after=${after}`}`;
    // Proof: our own answer; what is not there fails the test.
    const page = JSON.parse(await bodyOf(stage[at].app, path, stage.keys[at])) as {
      items: { reportId: string }[];
      nextCursor: string;
    };
    if (page.items.length === 0) {
      if (isSettled) return seen;
      await untilSettled(stage[at].deployment.db);
      isSettled = true;
      continue;
    }
    seen.push(...page.items);
    after = page.nextCursor;
  }
}

/** With what signed messages say inside. */
const opened = (text: string): string =>
  text.replaceAll(/ey[\w-]+\.([\w-]+)\.[\w-]+/g, (_, payload: string) =>
    Buffer.from(payload, "base64url").toString(),
  );

const shownOf = (result: { outcome: string; value?: unknown }): string =>
  result.outcome === "failed" ? "" : JSON.stringify(result.value);

async function bodyOf(on: Hono, path: string, key?: string, json?: object): Promise<string> {
  const answer = await on.request(path, {
    ...(json === undefined ? {} : { method: "POST", body: JSON.stringify(json) }),
    headers: {
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
  });
  return answer.text();
}
