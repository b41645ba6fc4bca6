import type { Reach } from "@simpul/domain";

/** Of a key that works for its tenant. */
export const keyScopes = ["reports:submit", "reports:read", "reports:act", "changes:read"] as const;
/** The last is for the Ombudsman's office, which the hub gives a key that opens nothing else. */
export const everyKeyScope = [...keyScopes, "referrals:outlook"] as const;
export type KeyScope = (typeof everyKeyScope)[number];

export const staffRoles = [
  "nationalVerifier",
  "nationalAdmin",
  "nationalMonitor",
  "tenantAdmin",
  "liaison",
  "unitHead",
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** A role is held at a tenant and reaches itself or its subtree. */
export interface RoleHeld {
  readonly role: StaffRole;
  readonly tenant: string;
  readonly reach: Reach;
  /** For roles that are bound to a unit. */
  readonly unit?: string;
}

/** Whoever asks for something. Every verb names one; there is no "current user". */
export type Actor =
  | {
      readonly kind: "staff";
      readonly id: string;
      readonly tenant: string;
      readonly roles: readonly RoleHeld[];
    }
  | {
      readonly kind: "machine";
      readonly id: string;
      readonly tenant: string;
      readonly scopes: readonly KeyScope[];
    }
  | { readonly kind: "channel"; readonly id: string; readonly tenant: string }
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
    case "public":
    case "clock":
    case "system":
      return actor.kind;
  }
}
