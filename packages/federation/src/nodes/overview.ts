import { done, termsOf } from "@simpul/casework";
import type { Result } from "@simpul/casework";
import {
  keptNodes,
  openDeadLetters,
  openInvitations,
  waitingByPeer,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { KeptNode, OpenInvitation, WaitingFor } from "@simpul/db";
import { dateIn, workingDaysBetween } from "@simpul/domain";
import type { Tenant } from "@simpul/domain";
import type { DirectoryKey } from "@simpul/protocol";
import type { Deployment } from "../deployment.ts";
import { refusalOf } from "./administrator.ts";
import type { AtHub } from "./administrator.ts";

/** `quiet`: it did not call for ten minutes. `silent`: not for three working days (PROTOCOL). `waiting`: what is for it lies for an hour. */
export type NodeAlarm =
  | "neverCalled"
  | "quiet"
  | "silent"
  | "waiting"
  | "behind"
  | "deadLetters"
  | "directoryBehind";

export interface NodeShown {
  readonly id: string;
  readonly status: KeptNode["status"];
  readonly isHub: boolean;
  /** RFC 3339, UTC, as every moment here. */
  readonly lastContact?: string;
  /** What it has yet to send: its own word, with its last call. */
  readonly backlog: number;
  /** What it has no receipt for, and since when the oldest of it waits. */
  readonly waiting: { readonly items: number; readonly since?: string };
  readonly deadLetters: number;
  /** Its own words; none of a node that is older than the question. */
  readonly software?: string;
  readonly directory?: number;
  readonly publicUrl?: string;
  readonly keys: readonly {
    /** RFC 7638, as the directory names it. */
    readonly thumbprint: string;
    readonly use: "sig" | "enc";
    readonly from: string;
    readonly until?: string;
    readonly revokedAt?: string;
  }[];
  readonly tenants: readonly Pick<Tenant, "code" | "name" | "kind" | "accepts">[];
  readonly alarms: readonly NodeAlarm[];
}

export interface NodesShown {
  readonly now: string;
  readonly hub: { readonly node: string; readonly url?: string };
  readonly directory: { readonly version: number; readonly expires: string };
  readonly nodes: readonly NodeShown[];
  /** Codes that were not used; those that ran out for a week more. */
  readonly invitations: readonly OpenInvitation[];
}

const quietMinutes = 10;
const silentWorkingDays = 3;
const waitingMinutes = 60;

/** Every node with what is known of it, those in trouble first. Refused as `refusalOf`. */
export async function readNodesShown(
  deployment: Deployment,
  actor: AtHub,
): Promise<Result<NodesShown>> {
  const refused = refusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  const { ctx, db, book } = deployment;
  const now = ctx.now();
  const [nodes, waiting, letters, invitations] = await Promise.all([
    keptNodes<DirectoryKey>(db),
    withScope(db, wholeOf(ctx.here.tenants()), waitingByPeer),
    openDeadLetters(db),
    openInvitations(db, stamp(now.subtract({ hours: 24 * 7 }))),
  ]);
  const { hub, version, expires } = book.current();
  const shown = nodes.map((node) =>
    nodeShown(deployment, node, {
      waiting: waiting.find(({ peer }) => peer === node.id),
      deadLetters: letters.find(({ peer }) => peer === node.id)?.count ?? 0,
    }),
  );
  const url = nodes.find(({ id }) => id === hub)?.public_url ?? undefined;
  return done({
    now: stamp(now),
    hub: { node: hub, ...(url === undefined ? {} : { url }) },
    directory: { version, expires },
    nodes: shown.toSorted(
      (a, b) =>
        Number(b.isHub) - Number(a.isHub) ||
        b.alarms.length - a.alarms.length ||
        (a.id < b.id ? -1 : 1),
    ),
    invitations,
  });
}

function nodeShown(
  deployment: Deployment,
  node: KeptNode<DirectoryKey>,
  { waiting, deadLetters }: { waiting: WaitingFor | undefined; deadLetters: number },
): NodeShown {
  const { ctx, book } = deployment;
  const isHub = node.id === book.current().hub;
  const lives = {
    id: node.id,
    status: node.status,
    isHub,
    ...(node.last_contact === null ? {} : { lastContact: node.last_contact }),
    backlog: node.backlog,
    waiting: waiting === undefined ? { items: 0 } : { items: waiting.items, since: waiting.since },
    deadLetters,
    ...(node.software === null ? {} : { software: node.software }),
    ...(node.directory === null ? {} : { directory: node.directory }),
    ...(isHub && deployment.software !== undefined ? { software: deployment.software } : {}),
    ...(node.public_url === null ? {} : { publicUrl: node.public_url }),
  };
  return {
    ...lives,
    keys: node.keys.map(({ jwk, use, from, until, revokedAt }) => ({
      thumbprint: jwk.kid,
      use,
      from,
      ...(until === undefined ? {} : { until }),
      ...(revokedAt === undefined ? {} : { revokedAt }),
    })),
    tenants: ctx.reference
      .tenants()
      .filter((tenant) => tenant.node === node.id)
      .map(({ code, name, kind, accepts }) => ({ code, name, kind, accepts })),
    alarms: alarmsOf(deployment, lives),
  };
}

function alarmsOf(
  { ctx, book }: Deployment,
  node: Omit<NodeShown, "keys" | "tenants" | "alarms">,
): NodeAlarm[] {
  const found: NodeAlarm[] = [];
  if (node.deadLetters > 0) found.push("deadLetters");
  // Who is not in the federation owes it no call.
  if (node.isHub || node.status !== "active") return found;
  const now = ctx.now();
  const minutesSince = (at: string): number =>
    Temporal.Instant.from(at).until(now).total("minutes");
  if (node.lastContact === undefined) found.push("neverCalled");
  else if (isSilent(ctx, node.lastContact)) found.push("silent");
  else if (minutesSince(node.lastContact) > quietMinutes) found.push("quiet");
  const { since } = node.waiting;
  if (since !== undefined && minutesSince(since) > waitingMinutes) found.push("waiting");
  if (node.backlog > mostBacklog) found.push("behind");
  if (node.directory !== undefined && node.directory < book.current().version - 1)
    found.push("directoryBehind");
  return found;
}

/** A day's work of a large office. */
const mostBacklog = 1000;

function isSilent(ctx: Deployment["ctx"], lastContact: string): boolean {
  const terms = termsOf(ctx);
  const zone = terms.zoneOf(ctx.hub);
  const [last, today] = [dateIn(zone, lastContact), dateIn(zone, ctx.now())];
  return workingDaysBetween(terms.calendarOf(ctx.hub), last, today) >= silentWorkingDays;
}

const stamp = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });
