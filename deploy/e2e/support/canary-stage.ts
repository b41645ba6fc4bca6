import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addChannel, addOfficer, type Context, issueKey, recordDecree } from "@simpul/casework";
import { keepUnits, withScope, wholeOf } from "@simpul/db";
import { createAccount } from "@simpul/doors";
import { type Deployment, initHub, inviteNode, openDeployment } from "@simpul/federation";
import { type Sandbox, startSandbox } from "@simpul/testkit";
import type { Canaries } from "./canaries.ts";
import { Api, type Answer, type Channel, send } from "./client.ts";
import { type Collector, startCollector } from "./collector.ts";
import { enrolNode } from "./enrolment.ts";
import { type RecordingPath, recordingPath } from "./recording-path.ts";
import { type Site, siteOf } from "./site.ts";

const codes = ["national", "64.71", "64.02", "ombudsman"] as const;
export type Code = (typeof codes)[number];

/** Hub, a node of two tenants and the Ombudsman's, with everything recorded that passes between them or leaves them. */
export interface Stage {
  readonly sites: readonly Site[];
  readonly hub: Site;
  readonly kaltim: Site;
  readonly ombudsman: Site;
  /** The same deployments opened here, as the command line opens them. */
  readonly opened: ReadonlyMap<Site, Deployment>;
  /** By a key with every scope, at the tenant's own service. */
  readonly api: Readonly<Record<Code, Api>>;
  /** By a key of the hub that only submits, as an application's does. */
  readonly app: Api;
  readonly channel: Channel;
  readonly nodeChannel: Channel;
  readonly staff: readonly Officer[];
  readonly collector: Collector;
  readonly sandbox: Sandbox;
  readonly path: RecordingPath;
  close(): Promise<void>;
}

/** Somebody of the staff, signed in. */
export interface Officer {
  /** `role@tenant`; of a second one `role@tenant/2`. */
  readonly name: string;
  readonly tenant: Code;
  readonly site: Site;
  call(procedure: string, input: unknown, how?: "query" | "mutation"): Promise<Answer>;
  /** Opens the desk's stream of hints. */
  listen(): Promise<Heard>;
}

/** What a stream has said so far. */
interface Heard {
  text(): string;
  end(): void;
}

type Role = Parameters<typeof addOfficer>[2]["role"];

const people: Readonly<Record<Code, readonly (readonly [Role, unit?: string])[]>> = {
  national: [
    ["nationalVerifier"],
    ["nationalAdmin"],
    ["nationalAdmin"],
    ["nationalMonitor"],
    ["auditor"],
  ],
  "64.71": [
    ["tenantAdmin"],
    ["liaison", "dinas-pu"],
    ["unitHead", "dinas-pu"],
    ["inspectorate", "inspektorat"],
    ["auditor"],
  ],
  "64.02": [["tenantAdmin"], ["inspectorate", "inspektorat"]],
  ombudsman: [["ombudsmanOfficer"]],
};

const units = [
  { code: "dinas-pu", name: "Dinas Pekerjaan Umum", parent: null, kind: "office" },
  { code: "inspektorat", name: "Inspektorat", parent: null, kind: "inspectorate" },
] as const;
const scopes = ["reports:submit", "reports:read", "reports:act", "changes:read"] as const;

const tenantsOf = {
  kaltim: [
    tenant("64.71", "Kota Balikpapan", "city", "national"),
    tenant("64.02", "Kabupaten Kutai Kartanegara", "regency", "national"),
  ],
  ombudsman: [tenant("ombudsman", "Ombudsman Republik Indonesia", "ombudsman", null)],
} as const;

function tenant<K extends "city" | "regency" | "ombudsman">(
  code: string,
  name: string,
  kind: K,
  parent: string | null,
) {
  return {
    code,
    name,
    kind,
    parent,
    zone: "Asia/Makassar",
    accepts: kind !== "ombudsman",
  } as const;
}

export async function openStage(adminUrl: string, canaries: Canaries): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "simpul-canary-"));
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).toReversed()) await end();
  };
  try {
    const collector = await startCollector();
    ends.push(() => collector.close());
    const sandbox = await startSandbox();
    ends.push(() => sandbox.close());
    const sites: Site[] = [];
    const path = await recordingPath(() => sites[0]?.url ?? "");
    ends.push(() => path.close());
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER_RATIO: "1",
      LOG_LEVEL: "debug",
      SIMPUL_SMTP_URL: sandbox.smtpUrl,
      SIMPUL_MAIL_FROM: "simpul@contoh.example",
      SIMPUL_DEMO: "1",
      SIMPUL_DEMO_CLOCK: "1",
    };
    const make = async (kind: "hub" | "node", id: string): Promise<Site> => {
      const vaultKey = randomBytes(32);
      canaries.secret("vault", vaultKey.toString("base64url"));
      const isHub = kind === "hub";
      const site = await siteOf({
        adminUrl,
        kind,
        id,
        folder: join(folder, id),
        vaultKey,
        env: isHub ? { ...env, PUBLIC_URL: path.url } : env,
        hubUrl: isHub ? undefined : path.url,
      });
      sites.push(site);
      ends.push(() => site.close());
      return site;
    };
    const hub = await make("hub", "hub");
    const [kaltim, ombudsman] = await Promise.all([
      make("node", "kaltim"),
      make("node", "ombudsman"),
    ]);
    await initHub({
      appUrl: hub.databases.app,
      stateDir: hub.stateDir,
      publicUrl: path.url,
      now: Temporal.Now.instant(),
    });
    const opened = new Map<Site, Deployment>();
    const open = async (site: Site): Promise<Deployment> => {
      const deployment = await openDeployment({
        kind: site.kind,
        node: site.id,
        stateDir: site.stateDir,
        contentDir: site.contentDir,
        vaultKey: site.vaultKey,
        appUrl: site.databases.app,
        caseClock: "movable",
        maxConnections: 2,
      });
      opened.set(site, deployment);
      ends.push(() => deployment.close());
      return deployment;
    };
    await hub.start();
    const atHub = await open(hub);
    for (const node of [kaltim, ombudsman] as const) {
      const tenants = tenantsOf[node.id === "kaltim" ? "kaltim" : "ombudsman"];
      const { code } = await inviteNode(atHub, { node: node.id, tenants });
      canaries.secret("enrolment", code);
      await enrolNode(node, path.url, code);
      await open(node);
    }
    await Promise.all([kaltim.start(), ombudsman.start()]);
    await atHub.book.refresh();

    const siteFor = (code: Code): Site =>
      code === "national" ? hub : code === "ombudsman" ? ombudsman : kaltim;
    const at = (code: Code): Deployment => {
      const deployment = opened.get(siteFor(code));
      if (deployment === undefined) throw new Error(`${code} is nowhere`);
      return deployment;
    };
    const key = async (code: Code, which: readonly (typeof scopes)[number][] = scopes) => {
      const issued = await issueKey(at(code).ctx, code, `canary ${which.length}`, which, 5000);
      return new Api(siteFor(code).url, canaries.secret("key", issued.key));
    };
    const channelAt = async (code: Code): Promise<Channel> => {
      const { id, secret } = await addChannel(at(code).ctx, {
        tenant: code,
        kind: "generic",
        name: "canary",
        rate: 10_000,
      });
      canaries.secret("channel", secret.replace("whsec_", ""));
      return { url: `${siteFor(code).url}/channels/${id}/webhook`, secret };
    };
    const employed = codes.map(async (code) => {
      const { ctx, db } = at(code);
      await withScope(db, wholeOf([code]), (tx) => keepUnits(tx, code, units));
      return employ(ctx, siteFor(code), code, canaries);
    });
    const staff = (await Promise.all(employed)).flat();
    const api = {
      national: await key("national"),
      "64.71": await key("64.71"),
      "64.02": await key("64.02"),
      ombudsman: await key("ombudsman"),
    };
    const app = await key("national", ["reports:submit"]);
    const channel = await channelAt("national");
    const nodeChannel = await channelAt("64.71");
    const places = { hub, kaltim, ombudsman, sites, opened };
    const doors = { api, app, channel, nodeChannel, staff };
    return { ...places, ...doors, collector, sandbox, path, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function employ(
  ctx: Context,
  site: Site,
  code: Code,
  canaries: Canaries,
): Promise<Officer[]> {
  const operator = { kind: "system" as const, tenant: code };
  const year = Temporal.Now.plainDateISO().year;
  const decree = await recordDecree(ctx, operator, {
    number: `1/${code}`,
    issuedOn: `${year - 1}-01-02`,
    validFrom: `${year - 1}-01-02`,
    validUntil: `${year + 2}-01-02`,
  });
  if (decree.outcome === "failed") throw new Error(decree.code);
  const officers: Officer[] = [];
  for (const [place, [role, unit]] of people[code].entries()) {
    const password = canaries.secret("password", randomBytes(12).toString("base64url"));
    const email = `${role}.${place}@${code.replace(".", "-")}.example`.toLowerCase();
    const given = await addOfficer(
      ctx,
      operator,
      { name: role, email, role, decree: decree.value.id, ...(unit === undefined ? {} : { unit }) },
      {
        ensure: async (who) => (await createAccount(ctx, { ...who, password })).account,
        invite: () => Promise.resolve(),
      },
    );
    if (given.outcome === "failed") throw new Error(`${role}: ${given.code}`);
    const isSecond = officers.some(({ name }) => name === `${role}@${code}`);
    const cookie = await signIn(site, email, password, canaries);
    officers.push({
      name: `${role}@${code}${isSecond ? "/2" : ""}`,
      tenant: code,
      site,
      call(procedure, input, how = "query") {
        const url = `${site.url}/trpc/t/${code}/${procedure}`;
        const body = JSON.stringify(input ?? {});
        return how === "mutation"
          ? send(url, {
              method: "POST",
              headers: { cookie, "content-type": "application/json" },
              body,
            })
          : send(`${url}?input=${encodeURIComponent(body)}`, { headers: { cookie } });
      },
      listen: () => listening(`${site.url}/desk/t/${code}/events`, cookie),
    });
  }
  return officers;
}

async function listening(url: string, cookie: string): Promise<Heard> {
  const line = new AbortController();
  const { status, body } = await fetch(url, { headers: { cookie }, signal: line.signal });
  if (status !== 200 || body === null) throw new Error(`${url} was answered ${status}`);
  let said = "";
  const read = async (): Promise<void> => {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) said += next.value;
  };
  // Cut by whoever listened, or with its process.
  void read().catch(() => {});
  return { text: () => said, end: () => line.abort() };
}

async function signIn(
  site: Site,
  email: string,
  password: string,
  canaries: Canaries,
): Promise<string> {
  const answer = await send(`${site.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (answer.status !== 200) throw new Error(`${email} could not sign in: ${answer.text}`);
  const cookies = answer.headers.getSetCookie().map((each) => each.split(";")[0] ?? "");
  for (const each of cookies) {
    const value = decodeURIComponent(each.slice(each.indexOf("=") + 1));
    canaries.secret("cookie", value.split(".")[0] ?? value);
  }
  return cookies.join("; ");
}
