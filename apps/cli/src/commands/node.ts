import {
  connect,
  latestMigration,
  readBacklog,
  readConversation,
  readNodes,
  wholeOf,
} from "@simpul/db";
import type { Tenant } from "@simpul/domain";
import { enrol as enrolHere, inviteNode } from "@simpul/federation";
import { readConfig } from "@simpul/runtime";
import { command, done, failed, type Group, Misused, Refused } from "../command.ts";
import { withDeployment } from "../configured.ts";
import { columns } from "../demo/table.ts";
import { envOption, useEnvFile } from "../env-file.ts";
import { nodeOption } from "./options.ts";
import { tenantOf } from "./tenant-of.ts";

const invite = command({
  name: "node invite",
  description: "At the hub: a one-time code for a node and its tenants",
  args: {
    ...envOption,
    node: { type: "string", required: true, description: "id of the node", valueHint: "ID" },
    tenants: {
      type: "string",
      required: true,
      description: "Kemendagri codes; an agency as code=name",
      valueHint: "A,B",
    },
    hours: { type: "string", description: "how long the code lasts (72)", valueHint: "N" },
  },
  run: ({ env, node, tenants, hours = "72" }) =>
    withDeployment(env, undefined, async (deployment, here) => {
      if (deployment.kind !== "hub") throw new Refused("notTheHub", "only the hub invites nodes");
      if (!/^[a-z][a-z0-9-]{0,62}$/.test(node))
        throw new Misused("--node must be lower-case letters, digits and hyphens");
      if (!/^\d{1,3}$/.test(hours) || Number(hours) < 1)
        throw new Misused("--hours must be a whole number from 1 to 999");
      const named: Omit<Tenant, "node">[] = [];
      for (const one of tenants.split(",")) named.push(await tenantOf(deployment.ctx, one.trim()));
      const { code } = await inviteNode(deployment, { node, tenants: named, hours: Number(hours) });
      const hubUrl = here.at === "demo" ? here.demo.endpoints.hub.url : here.config.publicUrl;
      const next = `simpul node enrol --hub ${hubUrl} --code ${code}`;
      return done([`run this at ${node} within ${hours} hours; the code works once:`, next], {
        node,
        tenants: named,
        code,
        command: next,
      });
    }),
});

const enrol = command({
  name: "node enrol",
  description: "At the node: become part of the federation with the code that the hub's admin gave",
  args: {
    ...envOption,
    hub: { type: "string", required: true, description: "address of the hub", valueHint: "URL" },
    code: { type: "string", required: true, description: "the one-time code", valueHint: "CODE" },
  },
  async run({ env, hub, code }) {
    useEnvFile(env);
    if (!URL.canParse(hub)) throw new Misused(`--hub must be an address, not "${hub}"`);
    process.env["SIMPUL_HUB_URL"] ??= hub;
    const reading = readConfig("node", process.env);
    if (reading.outcome === "invalid")
      throw new Refused("badConfiguration", reading.problems.join("\n"));
    const { nodeId: node, stateDir, databaseUrl } = reading.config;
    const db = connect(databaseUrl, { max: 1, name: "simpul-enrol" });
    try {
      if ((await latestMigration(db)) === undefined)
        throw new Refused("notMigrated", 'run "simpul migrate" first');
      const outcome = await enrolHere({
        hubUrl: hub.replace(/\/$/, ""),
        code,
        node,
        stateDir,
        db,
        now: Temporal.Now.instant(),
      });
      if (outcome.outcome === "failed")
        throw new Refused(outcome.code, `not enrolled (${outcome.code}): ${outcome.detail}`);
      return done([`${node} is enrolled; it hosts ${outcome.tenants.join(", ")}`], {
        node,
        tenants: outcome.tenants,
      });
    } finally {
      await db.close();
    }
  },
});

const status = command({
  name: "node status",
  description: "The federation as this deployment sees it: contact and what waits",
  args: { ...envOption, ...nodeOption },
  run: ({ env, node }) =>
    withDeployment(env, node, async ({ db, ctx, kind, book }) => {
      const { hub, version, expires } = book.current();
      const scope = wholeOf(ctx.here.tenants());
      const waiting = await readBacklog(db, scope);
      const about = {
        node: ctx.here.node,
        kind,
        tenants: ctx.here.tenants(),
        directory: { version, expires },
      };
      const lines = [
        `${about.node} (${kind}) hosts ${about.tenants.join(", ")}`,
        `directory version ${version}, valid until ${expires}`,
        `waiting: ${waiting.outbox} in the outbox, ${waiting.feed} without a receipt, the oldest for ${Math.round(waiting.lagSeconds)} s`,
      ];
      if (kind === "node") {
        const conversation = await readConversation(db, hub);
        const trouble = conversation?.lastError;
        const all = [
          ...lines,
          `hub: last contact ${conversation?.lastContact ?? "never"}${trouble === undefined ? "" : `, now failing: ${trouble}`}`,
        ];
        const value = { ...about, waiting, hub: conversation ?? null };
        return trouble === undefined && conversation !== undefined
          ? done(all, value)
          : failed(all, value);
      }
      const nodes = (await readNodes(db)).filter((one) => one.id !== ctx.here.node);
      const rows = nodes.map((one) => [
        one.id,
        one.status,
        one.last_contact ?? "never",
        String(one.backlog),
      ]);
      return done(
        [...lines, ...columns([["NODE", "STATUS", "LAST CONTACT", "BACKLOG"], ...rows])],
        {
          ...about,
          waiting,
          nodes: nodes.map(({ keys: _, ...one }) => one),
        },
      );
    }),
});

export const node: Group = {
  kind: "group",
  name: "node",
  description: "Invite, enrol and watch nodes",
  commands: {
    invite: { description: invite.description, load: async () => invite },
    enrol: { description: enrol.description, load: async () => enrol },
    status: { description: status.description, load: async () => status },
  },
};
