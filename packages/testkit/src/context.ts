import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBlockedBook, openLimits } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import {
  connect,
  createLogins,
  createVault,
  diskBlobs,
  findArea,
  groupCommit,
  migrate,
  migrationsDigest,
  readCategories,
  readRoutingRules,
  seedReference,
  uploadPieces,
  uuidv7,
} from "@simpul/db";
import type { Database as Connected } from "@simpul/db";
import { referenceDefaults } from "@simpul/federation";
import { hubTenant, nationalCategories, nationalRules } from "@simpul/domain";
import type { Tenant } from "@simpul/domain";
import { expectNone, wordsInAudit } from "./audited.ts";
import { createDatabase, ensureTemplate } from "./postgres/database.ts";
import type { Database } from "./postgres/database.ts";

/** Logins of every test database; they are members of the roles that the migrations make. */
export const appLogin = "simpul_test_app";
const workerLogin = "simpul_test_worker";

export interface DeploymentOptions {
  /** In tests: `inject("adminUrl")`. */
  readonly adminUrl: string;
  readonly kind: "hub" | "node";
  /** The node's id; `hub`, or `kaltim`. */
  readonly id?: string;
  readonly tenants?: readonly Tenant[];
  /** Tenants whose copies lie here; those that the directory says unless given. */
  readonly hosted?: readonly string[];
  /** As where a scanner is configured. */
  readonly scansFiles?: boolean;
  /** Connections of each pool. */
  readonly max?: number;
}

/** A deployment on a database of its own, as a composition root would make it, but for its clock and directory. */
export interface Deployment {
  readonly ctx: Context;
  /** As the role that serves. */
  readonly db: Connected;
  readonly clock: AdjustableClock;
  readonly urls: { readonly owner: string; readonly app: string; readonly worker: string };
  /** The same deployment connected as superuser, whom row-level security does not hold: only to test other locks. */
  asSuperuser(): Context;
  /** The same deployment as another process has it: its own connections, its own lists. */
  anotherProcess(max?: number): Context;
  close(): Promise<void>;
}

export interface AdjustableClock {
  now(): Temporal.Instant;
  set(instant: string): void;
  advance(by: Temporal.DurationLike): void;
}

/**
 * A small country. `kaltim` is the shared node: a province with a regency and a city, none of whom may see the
 * others' reports.
 */
export const testTenants: readonly Tenant[] = [
  tenant("national", "Pusat Pengaduan Nasional", "national", null, "hub", "Asia/Jakarta"),
  tenant("64", "Provinsi Kalimantan Timur", "province", "national", "kaltim", "Asia/Makassar"),
  tenant("64.02", "Kabupaten Kutai Kartanegara", "regency", "64", "kaltim", "Asia/Makassar"),
  tenant("64.71", "Kota Balikpapan", "city", "64", "kaltim", "Asia/Makassar"),
  tenant("21", "Provinsi Kepulauan Riau", "province", "national", "kepri", "Asia/Jakarta"),
  tenant("21.71", "Kota Batam", "city", "21", "kepri", "Asia/Jakarta"),
  tenant("34", "Provinsi DI Yogyakarta", "province", "national", "diy", "Asia/Jakarta"),
  tenant("34.04", "Kabupaten Sleman", "regency", "34", "diy", "Asia/Jakarta"),
  tenant(
    "kemnaker",
    "Kementerian Ketenagakerjaan",
    "ministry",
    "national",
    "kemnaker",
    "Asia/Jakarta",
  ),
  tenant(
    "ombudsman",
    "Ombudsman Republik Indonesia",
    "ombudsman",
    null,
    "ombudsman",
    "Asia/Jakarta",
  ),
];

/** Work units of every tenant that the test deployment hosts. */
export const testUnits = [
  { code: "dpu", name: "Dinas Pekerjaan Umum", kind: "office" },
  { code: "dishub", name: "Dinas Perhubungan", kind: "office" },
  { code: "inspektorat", name: "Inspektorat", kind: "inspectorate" },
] as const;

export async function testDeployment(options: DeploymentOptions): Promise<Deployment> {
  const { adminUrl, kind, tenants = testTenants, max = 4 } = options;
  const id = options.id ?? (kind === "hub" ? "hub" : "kaltim");
  const hosted = options.hosted ?? tenants.filter((t) => t.node === id).map((t) => t.code);
  const database = await createDatabase(adminUrl, { template: await migratedTemplate(adminUrl) });
  const folder = await mkdtemp(join(tmpdir(), "simpul-blobs-"));
  const urls = {
    owner: database.url(),
    app: database.url(appLogin),
    worker: database.url(workerLogin),
  };
  const opened: Connected[] = [];
  const open = (url: string, most: number): Connected => {
    const db = connect(url, { max: most, name: `test-${id}` });
    opened.push(db);
    return db;
  };
  const db = open(urls.app, max);
  const clock = adjustableClock();
  const since = clock.now();
  const [categories, rules] = await Promise.all([readCategories(db), readRoutingRules(db)]);
  await addUnits(urls.owner, hosted);
  const vault = createVault(randomBytes(32));
  const ctx: Context = {
    db,
    hub: hubTenant,
    here: { node: id, tenants: () => hosted, since: () => since, directoryVersion: () => 1 },
    reference: {
      tenants: () => tenants,
      categories: () => categories,
      rules: () => rules,
      area: (code) => findArea(db, code),
      calendar: () => ({ version: 1, body: referenceDefaults.calendar }),
      clockPolicy: () => ({ version: 1, body: referenceDefaults.policy }),
    },
    intake: groupCommit(db),
    vault,
    // A whole federation has one; alone there is nobody to ask.
    identityLine: {
      ask: async () => "unreachable",
      open: async () => ({ outcome: "unreadable" }),
    },
    blobs: diskBlobs(folder),
    uploadPieces: uploadPieces(folder),
    scansFiles: options.scansFiles ?? false,
    limits: openLimits(db, vault),
    blocked: openBlockedBook(db, clock.now),
    now: clock.now,
    caseNow: clock.now,
    newId: () => uuidv7(clock.now().epochMilliseconds, randomBytes(10)),
    random: (bytes) => randomBytes(bytes),
    wake: () => {},
    traceparent: () => undefined,
  };
  const connectedTo = (url: string, most: number): Context => {
    const other = open(url, most);
    return {
      ...ctx,
      db: other,
      intake: groupCommit(other),
      limits: openLimits(other, vault),
      blocked: openBlockedBook(other, clock.now),
    };
  };
  return {
    ctx,
    db,
    clock,
    urls,
    asSuperuser: () => connectedTo(urls.owner, max),
    anotherProcess: (most = max) => connectedTo(urls.app, most),
    async close() {
      await Promise.all(opened.map((each) => each.close()));
      const words = await wordsInAudit(urls.owner);
      await Promise.all([database.drop(), rm(folder, { recursive: true, force: true })]);
      expectNone(words);
    },
  };
}

/** A database that is migrated and has the logins and a few areas, but no tenant's rows. */
export async function migratedDatabase(adminUrl: string): Promise<Database> {
  return createDatabase(adminUrl, { template: await migratedTemplate(adminUrl) });
}

/** All provinces and regencies, and what lies in four of them: a tenth of a percent of the country, copied quickly. */
const keptDepth = /^(\d\d(\.\d\d)?|(64\.02|64\.71|21\.71|34\.04)\.\d\d|64\.71\.01\.\d{4})$/;

async function migratedTemplate(adminUrl: string): Promise<string> {
  const digest = createHash("sha256")
    .update(await migrationsDigest())
    .update(JSON.stringify([nationalCategories, nationalRules, keptDepth.source]))
    .digest("hex");
  const name = `simpul_template_${digest.slice(0, 16)}`;
  await ensureTemplate(adminUrl, name, async (url) => {
    const migrated = await migrate(url);
    if (migrated.outcome === "diverged")
      throw new Error(`${migrated.name} diverged in a new database`);
    await createLogins(url, loginUrl(url, appLogin), loginUrl(url, workerLogin));
    await seedReference(url, (code) => keptDepth.test(code));
  });
  return name;
}

export async function addUnits(ownerUrl: string, tenants: readonly string[]): Promise<void> {
  const owner = connect(ownerUrl, { max: 1 });
  try {
    for (const code of tenants)
      for (const unit of testUnits)
        await owner.pg`insert into simpul.unit (tenant, code, name, kind)
          values (${code}, ${unit.code}, ${unit.name}, ${unit.kind})`;
  } finally {
    await owner.close();
  }
}

/** Stands still unless told otherwise: a Monday morning. */
function adjustableClock(): AdjustableClock {
  let instant = Temporal.Instant.from("2026-03-02T01:00:00.000Z");
  return {
    now: () => instant,
    set: (to) => {
      instant = Temporal.Instant.from(to);
    },
    advance: (by) => {
      instant = instant.add(by);
    },
  };
}

function loginUrl(ownerUrl: string, login: string): string {
  const url = new URL(ownerUrl);
  url.username = login;
  return url.href;
}

function tenant(
  code: string,
  name: string,
  kind: Tenant["kind"],
  parent: string | null,
  node: string,
  zone: string,
): Tenant {
  return {
    code,
    name,
    kind,
    parent,
    zone,
    node,
    accepts: kind !== "national" && kind !== "ombudsman",
  };
}
