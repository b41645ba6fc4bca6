import { describe, expect, test } from "vitest";
import {
  abilityFor,
  everyKeyScope,
  keyScopes,
  partsOf,
  reportSubject,
  staffRoles,
} from "../src/index.ts";
import type { Action, Actor, KeyScope, StaffRole } from "../src/index.ts";

const hub = "national";
const city = "64.71";

const key = (tenant: string, scopes: readonly KeyScope[] = keyScopes): Actor => ({
  kind: "machine",
  id: "1",
  tenant,
  scopes,
});
const officer = (role: StaffRole, tenant: string): Actor => ({
  kind: "staff",
  id: "1",
  tenant,
  roles: [{ role, tenant, reach: "self", unit: "dpu" }],
});
const may = (actor: Actor, action: Action, about: object = {}): boolean => {
  const tenant = "tenant" in actor ? actor.tenant : city;
  return abilityFor(actor, hub).can(action, reportSubject({ tenant, unit: "dpu", ...about }));
};

describe("the reporter's own words", () => {
  const words: readonly Action[] = ["confirm", "object", "withdraw", "rate", "reply"];
  const desks: readonly (readonly [string, Actor])[] = [hub, city].flatMap((tenant) => [
    [`a key of ${tenant}`, key(tenant)] as const,
    ...staffRoles.map((role) => [`${role} of ${tenant}`, officer(role, tenant)] as const),
  ]);

  test.each(desks)("are not said by %s", (_, actor) => {
    for (const word of words) expect(may(actor, word, { channelId: "ch_1" })).toBe(false);
  });

  test("are said by the channel or the key that took the report in", () => {
    for (const word of words) {
      expect(may(key(city, ["reports:submit"]), word, { channelId: "key:1" })).toBe(true);
      const channel: Actor = { kind: "channel", id: "ch_1", tenant: city };
      expect(may(channel, word, { channelId: "ch_1" })).toBe(true);
    }
  });
});

test("what comes towards the Ombudsman is counted for a key that has the scope, at the hub, and does nothing else", () => {
  expect(may(key(hub, ["referrals:outlook"]), "outlook")).toBe(true);
  expect(may(key(hub, ["referrals:outlook"]), "read")).toBe(false);
  expect(may(key(hub), "outlook")).toBe(false);
  expect(may(key(city, everyKeyScope), "outlook")).toBe(false);
  for (const role of staffRoles) expect(may(officer(role, hub), "outlook")).toBe(false);
});

describe("whistleblowing about a tenant", () => {
  const about = (accusedTenant: string) => ({ class: "whistleblowing", accusedTenant });

  test("is closed to everybody there", () => {
    expect(may(key(city), "read", about(city))).toBe(false);
    expect(may(officer("tenantAdmin", city), "verify", about(city))).toBe(false);
  });

  test("that is the hub itself is open to its keys and administrators, who examine it", () => {
    for (const actor of [key(hub), officer("nationalAdmin", hub)])
      for (const verb of ["read", "verify", "forward", "archive"] as const)
        expect(may(actor, verb, about(hub))).toBe(true);
    for (const role of ["nationalVerifier", "nationalMonitor"] as const)
      expect(may(officer(role, hub), "read", about(hub))).toBe(false);
  });
});

test("an application that only submits reads no inside of a report, everybody else who reads does", () => {
  const about = { tenant: city, unit: "dpu", channelId: "key:1" };
  expect(partsOf(key(city, ["reports:submit"]), hub, about).has("inside")).toBe(false);
  for (const actor of [
    key(city, ["reports:submit", "reports:read"]),
    key(city, ["reports:act"]),
    officer("unitHead", city),
  ])
    expect(partsOf(actor, hub, about).has("inside")).toBe(true);
});

describe("the Ombudsman's office", () => {
  const office = "ombudsman";

  test.each([
    ["a key", key(office)],
    ["an administrator", officer("tenantAdmin", office)],
  ])("answers in its case by %s, and gives nobody's report away", (_, actor) => {
    for (const verb of ["register", "ineligible", "conclude", "note", "read"] as const)
      expect([verb, may(actor, verb)]).toEqual([verb, true]);
    for (const verb of ["accept", "return", "assign", "respond", "archive", "forward"] as const)
      expect([verb, may(actor, verb)]).toEqual([verb, false]);
  });

  test("sees nothing of whistleblowing about itself", () => {
    const about = { class: "whistleblowing", accusedTenant: office };
    for (const verb of ["read", "register", "ineligible", "conclude", "note"] as const)
      expect([verb, may(key(office), verb, about)]).toEqual([verb, false]);
  });

  test("is nobody else: no institution and not the hub says its words", () => {
    for (const actor of [key(city), officer("tenantAdmin", city), key(hub)])
      for (const verb of ["register", "ineligible", "conclude"] as const)
        expect([verb, may(actor, verb)]).toEqual([verb, false]);
  });
});
