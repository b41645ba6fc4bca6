import { openBlockedBook, openLimits } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import {
  connect,
  expectedMigration,
  findArea,
  groupCommit,
  listsAtOnce,
  isMigrated,
  latestMigration,
  isInUse,
  openBlobs,
  openVault,
  readCategories,
  readRoutingRules,
  uploadPieces,
  uuidv7,
  VaultFailure,
  wholeOf,
} from "@simpul/db";
import type { Database, S3Options, SealingVault } from "@simpul/db";
import { hubTenant } from "@simpul/domain";
import type { Area } from "@simpul/db";
import type { Tenant } from "@simpul/domain";
import { openCaseClock } from "./case-clock.ts";
import { randomPool } from "./chance.ts";
import { openDirectoryBook } from "./directory-book.ts";
import type { DirectoryBook } from "./directory-book.ts";
import { identityLine } from "./identity/line.ts";
import { openKeyring } from "./keyring.ts";
import type { Keyring } from "./keyring.ts";
import { openPieces } from "./pieces.ts";
import type { Pieces } from "./pieces.ts";
import type { Alarm, Point } from "./points.ts";
import { renewDirectory } from "./publish-directory.ts";
import { publishDefaults } from "./publish-reference.ts";
import { openReferenceBook } from "./reference-book.ts";
import type { ReferenceBook } from "./reference-book.ts";
import { referenceDefaults } from "./reference-defaults.ts";
import { traceparent } from "./trace.ts";
import { signal } from "./wake.ts";
import type { Signal } from "./wake.ts";

/** The hub, or a node: what every process of it shares, and the casework context that its verbs get. */
export interface Deployment {
  readonly kind: "hub" | "node";
  readonly node: string;
  /** Its version, where whoever opened it said so. */
  readonly software?: string;
  readonly ctx: Context;
  readonly db: Database;
  readonly book: DirectoryBook;
  readonly reference: ReferenceBook;
  readonly keyring: Keyring;
  readonly signals: {
    /** The outbox has something: the relay listens. */
    readonly outbox: Signal;
    /** A feed has something: long polls and the node's poster listen. */
    readonly feed: Signal;
  };
  /** Files that have come in part. */
  readonly pieces: Pieces;
  alarm(alarm: Alarm, fields: Readonly<Record<string, string | number>>): void;
  reached(point: Point): void;
  close(): Promise<void>;
}

export interface DeploymentOptions {
  readonly kind: "hub" | "node";
  readonly node: string;
  /** The version that runs: a node tells it to the hub. */
  readonly software?: string;
  readonly stateDir: string;
  readonly contentDir: string;
  /** Where files lie, if not in that folder. */
  readonly s3?: S3Options;
  /** A scanner is configured: a file is given to nobody before it was looked at. */
  readonly scansFiles?: boolean;
  /** 32 bytes; the key-encryption key of the vault. */
  readonly vaultKey: Uint8Array;
  /** Open only, while the key is exchanged; the newest first. */
  readonly vaultKeysEarlier?: readonly Uint8Array[];
  readonly appUrl: string;
  readonly maxConnections?: number;
  readonly now?: () => Temporal.Instant;
  /** `movable`: the cases' clock is moved by the database, in a demo only; `real` unless given. */
  readonly caseClock?: "real" | "movable";
  /** For the log and the metrics: something that a person must see. */
  readonly onAlarm?: Deployment["alarm"];
  /** Told of each named point; what it throws ends the work right there. */
  readonly onPoint?: Deployment["reached"];
}

export type DeploymentProblemCode = "noKeys" | "notEnrolled" | "notMigrated" | "otherVaultKey";

/** An operator has to do something first; the sentence says what. */
export class DeploymentProblem extends Error {
  readonly code: DeploymentProblemCode;
  constructor(code: DeploymentProblemCode, message: string) {
    super(message);
    this.name = "DeploymentProblem";
    this.code = code;
  }
}

const refreshMs = 5_000;

/** No statement of a serving process outlives its request by much, and no transaction stands idle with its locks. */
const timeouts = { statement_timeout: "60000", idle_in_transaction_session_timeout: "60000" };

/** An operator's own value in the address wins; an address of several hosts, which is no URL, keeps what it says. */
export function guarded(url: string): string {
  const address = URL.parse(url);
  if (address === null) return url;
  for (const [name, value] of Object.entries(timeouts))
    if (!address.searchParams.has(name)) address.searchParams.set(name, value);
  return address.href;
}

/** @throws DeploymentProblem with the command that mends it */
export async function openDeployment(options: DeploymentOptions): Promise<Deployment> {
  const { kind, node, now = () => Temporal.Now.instant() } = options;
  const keyring = await openKeyring(options.stateDir).catch(() => {
    throw new DeploymentProblem(
      "noKeys",
      `no keys in ${options.stateDir}: run "simpul init" first`,
    );
  });
  const url = guarded(options.appUrl);
  const db = connect(url, { max: options.maxConnections ?? 10, name: `simpul-${node}` });
  // As many as lists are written at once. Apart, so that whoever reads keeps no report waiting; and two servers of the
  // database that always do the same are quicker at it than twelve that take turns.
  const intakes = connect(url, { max: listsAtOnce, name: `simpul-${node}-intake` });
  const disconnect = () => Promise.all([db.close(), intakes.close()]);
  try {
    if (!isMigrated(await latestMigration(db)))
      throw new DeploymentProblem(
        "notMigrated",
        `the database is not at ${expectedMigration}: run "simpul migrate" first`,
      );
    const { root } = keyring;
    const book = root === undefined ? "empty" : await openDirectoryBook(db, root, now);
    if (root === undefined || book === "empty")
      throw new DeploymentProblem(
        "notEnrolled",
        kind === "hub"
          ? `no directory yet: run "simpul migrate" first, which publishes the first one`
          : `not enrolled: run "simpul node enrol" first`,
      );
    const renew = async (): Promise<void> => {
      if (kind === "hub") await renewDirectory(db, keyring, book, now());
    };
    await renew();
    if (kind === "hub") await publishDefaults(db, keyring, referenceDefaults, now());
    const alarm = options.onAlarm ?? (() => {});
    const reference = await openReferenceBook(
      db,
      root,
      referenceDefaults,
      now,
      (kind, version, pointer) =>
        alarm("referenceUnreadable", {
          type: kind,
          version,
          reason: pointer === "" ? "whole" : pointer.slice(1),
        }),
    );
    const caseNow = options.caseClock === "movable" ? await openCaseClock(db, now) : now;
    const opened = caseNow();
    const signals = { outbox: signal(), feed: signal() };
    const categories = await readCategories(db);
    const rules = await readRoutingRules(db);
    const tenants = tenantsOf(book);
    const areas = new Map<string, Area | undefined>();
    const random = randomPool();
    const hosted = () => book.tenantsOf(node);
    const vault = await unlocked(db, options, hosted(), now());
    const ctx: Context = {
      db,
      hub: hubTenant,
      here: {
        node,
        tenants: hosted,
        since: () => opened,
        directoryVersion: () => book.current().version,
      },
      reference: {
        tenants,
        categories: () => categories,
        rules: () => rules,
        // 91 000 areas that never change while a process lives; a wrong code is remembered too, up to a bound.
        async area(code) {
          if (!areas.has(code)) {
            if (areas.size > 20_000) areas.clear();
            areas.set(code, await findArea(db, code));
          }
          return areas.get(code);
        },
        calendar: () => reference.calendar(),
        clockPolicy: () => reference.policy(),
      },
      intake: groupCommit(intakes),
      vault,
      identityLine: identityLine({ node, book, keyring }),
      blobs: await openBlobs(options.contentDir, options.s3),
      uploadPieces: uploadPieces(options.contentDir),
      scansFiles: options.scansFiles ?? false,
      limits: openLimits(db, vault),
      blocked: openBlockedBook(db, now),
      now,
      caseNow,
      newId: () => uuidv7(Number(caseNow().epochMilliseconds), random(10)),
      random,
      wake: () => signals.outbox.raise(),
      traceparent,
    };
    const refreshing = setInterval(
      () => void Promise.all([book.refresh().then(renew), reference.refresh()]).catch(() => {}),
      refreshMs,
    );
    refreshing.unref();
    return {
      kind,
      node,
      ...(options.software === undefined ? {} : { software: options.software }),
      ctx,
      db,
      book,
      reference,
      keyring,
      signals,
      pieces: await openPieces(options.contentDir, now),
      alarm,
      reached: options.onPoint ?? (() => {}),
      async close() {
        clearInterval(refreshing);
        await Promise.all([ctx.intake.drained(), ctx.limits.close()]);
        await disconnect();
      },
    };
  } catch (error) {
    await disconnect();
    throw error;
  }
}

/** Started with another key than what is here was sealed under, nothing would open: said at the start, not at the first report. */
async function unlocked(
  db: Database,
  { vaultKey: key, vaultKeysEarlier: earlier = [] }: DeploymentOptions,
  tenants: readonly string[],
  now: Temporal.Instant,
): Promise<SealingVault> {
  const at = now.toString({ fractionalSecondDigits: 3 });
  return openVault(db, { key, earlier }, () => isInUse(db, wholeOf(tenants)), at).catch(
    (error: unknown) => {
      if (!(error instanceof VaultFailure)) throw error;
      throw new DeploymentProblem(
        "otherVaultKey",
        "this installation was sealed under another key: name it in SIMPUL_VAULT_KEYS_EARLIER",
      );
    },
  );
}

/** The directory's tenants, as the domain names them; composed once a version. */
function tenantsOf(book: DirectoryBook): () => readonly Tenant[] {
  let of = -1;
  let tenants: readonly Tenant[] = [];
  return () => {
    const { version, tenants: listed } = book.current();
    if (version !== of) {
      of = version;
      // Proof: the hub composes the directory from its typed table; a kind we do not know is only shown, never decided on.
      tenants = listed.map((t) => ({ ...t, kind: t.kind as Tenant["kind"] }));
    }
    return tenants;
  };
}
