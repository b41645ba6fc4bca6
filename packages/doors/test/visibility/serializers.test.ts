import { existsSync } from "node:fs";
import { join } from "node:path";
import { issueKey, verbs, watchDue } from "@simpul/casework";
import { wholeOf, withScope } from "@simpul/db";
import { circumspect, readingOf, shown } from "@simpul/domain";
import type { Part } from "@simpul/domain";
import { testFederation, testTenants } from "../../../testkit/src/index.ts";
import type { Federation } from "../../../testkit/src/index.ts";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { createApp } from "../../src/http/app.ts";
import { federationRoutes } from "../../src/http/federation/routes.ts";
import { openSignIn } from "../../src/http/auth/sign-in.ts";
import { fileRoutes } from "../../src/http/files/routes.ts";
import { publicRoutes } from "../../src/http/public/routes.ts";
import { restRoutes } from "../../src/http/rest/routes.ts";
import { tasks } from "../../src/jobs/tasks.ts";
import { appRouter } from "../../src/trpc/router.ts";
import { canaries, combinations, maskedCanary, personalCanary, prepare } from "./cases.ts";
import type { Flags, Prepared } from "./cases.ts";
import * as register from "./register.ts";
import { serializers } from "./serializers.ts";
import type { Serializer, Stage } from "./serializers.ts";

/**
 * Every serializer × every combination of flags: what leaves holds a canary only where the visibility table lets the audience
 * read the part that it stands in. And the register names every way out that the software has.
 */
let federation: Federation;
let stage: Stage;
let prepared: Record<Serializer["at"], readonly Prepared[]>;
const plain = combinations[0];

beforeAll(async () => {
  let now = Temporal.Instant.from("2026-03-02T01:00:00Z");
  federation = await testFederation({
    adminUrl: inject("adminUrl"),
    nodes: {
      kaltim: testTenants
        .filter(({ node: id }) => id === "kaltim")
        .map(({ node: _, ...tenant }) => tenant),
    },
    now: () => now,
  });
  const logged: object[] = [];
  const log = { error: (event: string, fields: object) => void logged.push({ event, fields }) };
  const opened = async (member: Federation["hub"]) => {
    const { deployment } = member;
    const { ctx } = deployment;
    const rest = restRoutes({ ctx, version: "0.0.0", deployment });
    const pages = publicRoutes({ ctx, securityContact: "mailto:a@b.example" });
    const door = createApp({
      parts: [rest, pages],
      log,
      observe: (seen) => void logged.push(seen),
    });
    return { deployment, app: door };
  };
  const node = federation.nodes.get("kaltim");
  if (node === undefined) throw new Error("no node");
  const institution = await opened(node);
  const hub = await opened(federation.hub);
  const scopes = ["reports:read", "reports:act", "changes:read"] as const;
  const keyAt = async ({ ctx }: Stage["hub"]["deployment"], tenant: string) =>
    (await issueKey(ctx, tenant, "test", scopes, 100_000)).key;
  stage = {
    institution,
    hub,
    logged,
    keys: {
      institution: await keyAt(institution.deployment, "64.71"),
      hub: await keyAt(hub.deployment, "national"),
    },
  };
  const all = async (
    { ctx }: Stage["hub"]["deployment"],
    tenant: string,
    wanted: readonly Flags[],
  ) => Promise.all(wanted.map((flags) => prepare(ctx, tenant, flags)));
  // No answer is there to be masked, and an anonymous report differs by its contact alone.
  const atHub = combinations.filter(({ masked, anonymous }) => !masked && !anonymous);
  prepared = {
    hub: await all(hub.deployment, "national", atHub),
    institution: await all(institution.deployment, "64.71", combinations),
  };
  // Only now is the hub's feed read: what the flags left of it arrives.
  node.startConversation();
  await vi.waitFor(async () => {
    if ((await arrivedAt(node)) < atHub.length * 3) throw new Error("still on its way");
  }, 20_000);
  await node.stopConversation();
  await touch(institution.deployment, prepared.institution);
  now = now.add({ hours: 24 * 30 });
  await watchDue(institution.deployment.ctx);
}, 60_000);
afterAll(() => federation.close());

async function arrivedAt({ deployment }: Federation["hub"]): Promise<number> {
  const [row] = await withScope(
    deployment.db,
    wholeOf(["64.71"]),
    (tx) => tx<{ n: number }[]>`
      select count(*)::int as n from simpul.event where writer = 'national'`,
  );
  return row?.n ?? 0;
}

/** Lets the watch look at each of them, as their next event would. */
async function touch(
  { ctx }: Stage["hub"]["deployment"],
  cases: readonly Prepared[],
): Promise<void> {
  const ids = cases.map(({ id }) => id);
  await withScope(
    ctx.db,
    wholeOf(["64.71"]),
    (tx) => tx`update simpul.report set watch_at = received_at where id = any (${ids}::uuid[])`,
  );
}

const flagsOf = ({ anonymous, secret, restricted, masked, accused }: Prepared): string =>
  Object.entries({ anonymous, secret, restricted, masked, accused })
    .filter(([, is]) => is)
    .map(([name]) => name)
    .join(" ") || "no flag";

const held = (output: string, { id, trackingId }: Prepared): Part[] => [
  ...(output.includes(id) || output.includes(trackingId) ? (["existence"] as const) : []),
  // Proof: the keys of `canaries` are parts.
  ...(Object.entries(canaries) as [Part, string][])
    .filter(([, canary]) => output.includes(canary))
    .map(([part]) => part),
];

describe.each(serializers.map((each) => [`${each.name} at the ${each.at}`, each] as const))(
  "%s",
  (_, serializer) => {
    test("holds of each report what the table lets its audience read, and nothing else", async () => {
      for (const about of prepared[serializer.at]) {
        const audience =
          typeof serializer.audience === "function"
            ? serializer.audience(about)
            : serializer.audience;
        // The hub's desks are nobody whom these accuse: the feed's reader is.
        const isTheirs = serializer.at === "institution" || serializer.name === "feed";
        const accused = about.restricted && about.accused && isTheirs;
        const flags = circumspect(
          {
            flags: about,
            class: about.restricted ? "whistleblowing" : "complaint",
          },
          { accused },
        );
        const output = await serializer.serialize(about, stage);
        const allowed = shown(audience, flags);
        const leaked = held(output, about).filter((part) => !allowed.has(part));
        // Whoever may ask for the identity asks by another door: no serializer has it.
        expect([flagsOf(about), leaked]).toEqual([flagsOf(about), []]);
        expect(output).not.toContain(canaries.identity);
        const reading = readingOf(audience);
        if (about.masked && reading !== "original") expect(output).not.toContain(maskedCanary);
        if (reading === "published") expect(output).not.toContain(personalCanary);
      }
    });

    test("holds of a report without flags what it is for", async () => {
      const about = prepared[serializer.at].find(
        (each) => flagsOf(each) === flagsOf({ ...each, ...plain }),
      );
      if (about === undefined) throw new Error("none is without flags");
      const found = held(await serializer.serialize(about, stage), about);
      const looked = serializer.carries.filter((part) => part !== "history");
      expect(looked.filter((part) => !found.includes(part))).toEqual([]);
    });
  },
);

describe("the register", () => {
  const asked = { ...register.operations, ...register.procedures, ...register.pages };
  const all = {
    ...asked,
    ...register.files,
    ...register.federation,
    ...register.jobs,
    ...register.others,
  };
  const names = new Set(serializers.map(({ name }) => name.split(" by ")[0]));

  test("names every operation of the REST API, and none that is not there", async () => {
    const answer = await stage.hub.app.request("/api/v1/openapi.json");
    // Proof: our own document.
    const { paths } = JSON.parse(await answer.text()) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const there = Object.values(paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    const ofVerbs = Object.keys(verbs).map((verb) => `${verb}Report`);
    const known = new Set([...Object.keys(register.operations), ...ofVerbs]);
    expect(there.filter((id) => !known.has(id))).toEqual([]);
    expect(ofVerbs.filter((id) => !there.includes(id))).toEqual([]);
  });

  test("names every procedure of the desk", () => {
    const there = Object.keys(appRouter._def.procedures);
    const ofVerbs = Object.keys(verbs).map((verb) => `report.${verb}`);
    const known = new Set([...Object.keys(register.procedures), ...ofVerbs]);
    expect(there.filter((name) => !known.has(name))).toEqual([]);
    expect(Object.keys(register.procedures).filter((name) => !there.includes(name))).toEqual([]);
  });

  test("names every public page, every file of a desk, every call between deployments and every job", () => {
    const { deployment } = stage.hub;
    const pages = publicRoutes({ ctx: deployment.ctx, securityContact: "mailto:a@b.example" });
    const publicUrl = "https://hub.example";
    const { ctx } = deployment;
    const log = { error: () => {} };
    const desk = fileRoutes(openSignIn({ ctx, log, publicUrl, demo: false }), deployment);
    const between = federationRoutes({ deployment, publicUrl });
    const routed = ({ routes }: { routes: { method: string; path: string }[] }) => [
      ...new Set(
        routes
          .filter(({ method }) => method !== "ALL")
          .map(({ method, path }) => `${method} ${path}`)
          .filter((route) => !route.startsWith("GET /assets/")),
      ),
    ];
    expect(routed(pages).filter((route) => !(route in register.pages))).toEqual([]);
    expect(routed(desk).toSorted()).toEqual(Object.keys(register.files).toSorted());
    expect(routed(between.routes).toSorted()).toEqual(Object.keys(register.federation).toSorted());
    expect(Object.keys(tasks).toSorted()).toEqual(Object.keys(register.jobs).toSorted());
    between.side.close();
  });

  test("leads to serializers and tests that exist", () => {
    const lines = [register.aVerbsAnswer, ...Object.values(all)];
    const shownBy = lines.flatMap((line) => ("shown" in line ? line.shown : []));
    const tests = lines.flatMap((line) => ("heldBy" in line ? [line.heldBy] : []));
    const root = join(import.meta.dirname, "../../../..");
    expect(shownBy.filter((name) => !names.has(name))).toEqual([]);
    expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(lines.filter((line) => "nothing" in line && line.nothing === "")).toEqual([]);
  });
});
