import { rosterRoles } from "@simpul/domain";
import type { Reach, RosterRole } from "@simpul/domain";

/** Of a key that works for its tenant. */
export const keyScopes = ["reports:submit", "reports:read", "reports:act", "changes:read"] as const;
/** The last is for the Ombudsman's office, which the hub gives a key that opens nothing else. */
export const everyKeyScope = [...keyScopes, "referrals:outlook"] as const;
export type KeyScope = (typeof everyKeyScope)[number];

/** Roles of people who sign in: those that a roster decree gives. */
export const staffRoles = rosterRoles;
export type StaffRole = RosterRole;

/** A role as a roster decree gives it: held at a tenant, for it alone or for all below. */
export interface RoleHeld {
  readonly role: StaffRole;
  readonly tenant: string;
  readonly reach: Reach;
  /** For roles that are bound to a unit. */
  readonly unit?: string;
  /** That unit and all below it; the unit alone where nothing is said. */
  readonly units?: readonly string[];
  /** The account whose role it is, where the officer is on leave and this is the deputy. */
  readonly deputyOf?: string;
}

/** Somebody who signed in, at the desk of one tenant: its host or path names it, never the session. */
export interface Staff {
  readonly kind: "staff";
  readonly id: string;
  readonly tenant: string;
  /** Those that count today at this desk. An overseer's is held at a province and counts at the hub's desk. */
  readonly roles: readonly RoleHeld[];
  /** Institutions that an overseer's roles reach. */
  readonly oversees?: readonly string[];
  /** Proved who they are just now: needed for identities and secret words. Not so on a remembered device. */
  readonly isFresh?: boolean;
}

/** Whoever asks for something. Every verb names one; there is no "current user". */
export type Actor =
  | Staff
  | {
      readonly kind: "machine";
      readonly id: string;
      readonly tenant: string;
      readonly scopes: readonly KeyScope[];
      /** False for a key that does not find its tenant's whistleblowing. */
      readonly examines?: boolean;
    }
  | { readonly kind: "channel"; readonly id: string; readonly tenant: string }
  /** Who proved to be the reporter of this one report, by a code or the secret. */
  | { readonly kind: "reporter"; readonly tenant: string; readonly report: string }
  /** Somebody who knows a tracking id: sees the public view and nothing else. */
  | { readonly kind: "public" }
  | { readonly kind: "peer"; readonly node: string; readonly tenants: readonly string[] }
  | { readonly kind: "clock" }
  | { readonly kind: "system" };

/** How audit rows and notes name an actor: never by a person's name. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "staff":
    case "machine":
    case "channel":
      return `${actor.kind}:${actor.id}`;
    case "peer":
      return `peer:${actor.node}`;
    case "reporter":
    case "public":
    case "clock":
    case "system":
      return actor.kind;
  }
}
