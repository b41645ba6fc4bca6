import { existsSync } from "node:fs";
import { join } from "node:path";
import { createMetrics } from "@simpul/runtime";
import { parse } from "yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { read, root } from "./deployed.ts";

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

// Proof of shape: every field is asserted on below.
const { groups } = parse(read("deploy/observability/alerts.yaml")) as {
  groups: { rules: Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read("deploy/observability/dashboard.json")) as {
  panels: { title: string; targets: { expr: string }[] }[];
};
const asked: [where: string, expr: string][] = [
  ...rules.map(({ alert, expr }): [string, string] => [alert, expr]),
  ...dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }): [string, string] => [title, expr]),
  ),
];

/** Name to labels, as a process that saw one of everything shows them. */
let shown: Map<string, Set<string>>;

beforeAll(async () => {
  const one = async (): Promise<number> => 1;
  const broken = async (): Promise<number> => Promise.reject(new Error("away"));
  const healthy = createMetrics({
    outboxDepth: one,
    feedLagSeconds: one,
    feedBacklog: one,
    jobsDepth: one,
    mailsWaiting: one,
    mailLagSeconds: one,
    deadlinesProvisional: one,
    calendarDecreedYear: one,
    referenceUnreadable: one,
    auditUnsealedSeconds: one,
    rosterAlarms: async () => new Map([["decreeExpired", 1]]),
  });
  const failing = createMetrics({ outboxDepth: broken });
  healthy.observeRequest("POST", "/channels/:channelId/webhook", 201, 0.01);
  healthy.countFederationEvent("sent", "accepted");
  await failing.render();
  shown = labelsByName(`${await healthy.render()}\n${await failing.render()}`);
});

function labelsByName(page: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [, name = "", labels = ""] of page.matchAll(/^([a-z]\w+)(?:\{(.*)\})? /gm)) {
    const known = found.get(name) ?? new Set<string>();
    for (const [, label = ""] of labels.matchAll(/(\w+)="/g)) known.add(label);
    found.set(name, known);
  }
  return found;
}

/** Put on by the scrape. */
const scraped = new Set(["job", "instance", "process"]);

describe.each(asked)("%s", (_, expr) => {
  const metrics = [...expr.matchAll(/\b((?:simpul|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)];

  test("asks for metrics that a process has, by labels that they have", () => {
    if (!expr.startsWith("up{")) expect(metrics.length).toBeGreaterThan(0);
    for (const [, name = "", selector = ""] of metrics) {
      expect([...shown.keys()]).toContain(name);
      const own = [...selector.matchAll(/(\w+)=/g)].map(([, label = ""]) => label);
      expect(
        own.filter((label) => !scraped.has(label) && shown.get(name)?.has(label) !== true),
      ).toEqual([]);
    }
  });

  test("groups by labels that they have", () => {
    const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = ""]) =>
      names.split(/, */),
    );
    const possible = new Set([
      ...scraped,
      ...metrics.flatMap(([, name = ""]) => [...(shown.get(name) ?? [])]),
    ]);
    expect(grouped.filter((label) => !possible.has(label))).toEqual([]);
  });
});

test("every alert names a page of the runbooks that exists", () => {
  expect(rules.length).toBeGreaterThan(5);
  for (const { annotations } of rules) {
    expect(annotations.runbook).toMatch(/^deploy\/runbooks\//);
    expect(existsSync(join(root, annotations.runbook))).toBe(true);
  }
});

test.each([
  "simpul_deadlines_provisional",
  "simpul_calendar_decreed_year",
  "simpul_reference_unreadable",
])("somebody is told of %s", (metric) => {
  const of = rules.filter(({ expr }) => expr.includes(metric));
  expect(of.map(({ annotations }) => annotations.runbook)).toContain("deploy/runbooks/calendar.md");
});

test("the route that intake is measured by is a route", () => {
  // Asked of the source: the pattern is what the door is mounted at.
  expect(read("packages/doors/src/http/channels/routes.ts")).toContain(
    '"/channels/:channelId/webhook"',
  );
});
