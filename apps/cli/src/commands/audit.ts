import { existsSync } from "node:fs";
import {
  auditLines,
  holdAudit,
  verifyAudit,
  type AuditFault,
  type AuditIntact,
} from "@simpul/casework";
import { auditedAmong, wholeOf, withScope } from "@simpul/db";
import { auditSignatures, type Deployment } from "@simpul/federation";
import { isAuditExport, sayAuditExport } from "../audit-file.ts";
import { command, done, failed, type Group, Misused, Refused, type Said } from "../command.ts";
import { withDeployment } from "../configured.ts";
import { envOption } from "../env-file.ts";
import { writeWhole } from "../write-whole.ts";
import { nodeOption } from "./options.ts";
import { rootHere } from "./verify.ts";

const tenantOption = {
  type: "string",
  description: "whose audit, by the tenant's code",
  valueHint: "TENANT",
} as const;

/** Exit status: 0 intact, 1 not, 2 nothing that could be read. */
const verify = command({
  name: "audit verify",
  description:
    "Compute the audit's chain again and name the first row that was changed, removed or put in",
  args: {
    tenant: { ...tenantOption, description: "whose audit; every tenant's here unless given" },
    file: { type: "string", description: "an export instead of the database", valueHint: "FILE" },
    root: {
      type: "string",
      description: "thumbprint of the hub's root key, for a file; this installation's unless given",
      valueHint: "THUMBPRINT",
    },
    ...envOption,
    ...nodeOption,
  },
  async run({ tenant, file, root, env, node }): Promise<Said> {
    if (file !== undefined) {
      if (!(await isAuditExport(file))) throw new Misused(`${file} is no export of an audit`);
      return sayAuditExport(file, root ?? rootHere(env));
    }
    return withDeployment(env, node, async (deployment) => {
      const tenants = await meant(deployment, tenant);
      const { open } = auditSignatures(deployment);
      const found: (AuditIntact | AuditFault)[] = [];
      for (const one of tenants) found.push(await verifyAudit(deployment.ctx, one, open));
      const isIntact = found.every(({ outcome }) => outcome === "intact");
      return (isIntact ? done : failed)(found.map(lineOf), found);
    }).catch((error: unknown) => {
      // Nothing was looked at, and a script must not take that for a forgery.
      throw error instanceof Refused ? new Misused(error.message) : error;
    });
  },
});

async function meant({ ctx }: Deployment, tenant: string | undefined): Promise<readonly string[]> {
  const here = ctx.here.tenants();
  if (tenant === undefined) return withScope(ctx.db, wholeOf(here), (tx) => auditedAmong(tx, here));
  if (!here.includes(tenant)) throw new Misused(`${tenant} is no tenant of this installation`);
  return [tenant];
}

function lineOf(found: AuditIntact | AuditFault): string {
  const { tenant } = found;
  if (found.outcome === "intact") {
    const { head, rows, swept, covered, waiting } = found;
    return `${tenant}: intact, ${rows} rows, ${swept} removed at their age, signed up to ${covered} of ${head.seq}, ${waiting} not sealed yet`;
  }
  const { kind, seq, audit, detail } = found;
  return `${tenant}: TAMPERED: ${kind}${seq === undefined ? "" : ` at link ${seq}`}${audit === undefined ? "" : `, row ${audit}`}: ${detail}`;
}

const exportIt = command({
  name: "audit export",
  description:
    "A tenant's audit with its chain and signatures, in one file that anybody can verify",
  args: {
    tenant: { ...tenantOption, required: true },
    out: { type: "string", required: true, description: "file to write", valueHint: "FILE" },
    force: { type: "boolean", description: "overwrite a file that is there" },
    ...envOption,
    ...nodeOption,
  },
  async run({ tenant, out, force = false, env, node }): Promise<Said> {
    const exists = new Refused("exists", `${out} is there already; --force overwrites it`);
    if (!force && existsSync(out)) throw exists;
    return withDeployment(env, node, async (deployment) => {
      const { ctx, book, keyring } = deployment;
      await meant(deployment, tenant);
      const root = keyring.root?.kid;
      if (root === undefined) throw new Error("a deployment that is open has pinned its root");
      const { by, sign } = auditSignatures(deployment);
      let lines = 0;
      const bytes = async function* () {
        for await (const line of auditLines(ctx, tenant, {
          by,
          root,
          directory: book.jws(),
          sign,
        })) {
          lines += 1;
          yield Buffer.from(line);
        }
      };
      if ((await writeWhole(out, bytes(), force)) === "exists") throw exists;
      return done(
        [`${out}: ${lines} lines`, `whoever gets it runs: simpul verify FILE --root ${root}`],
        { out, tenant, lines, root },
      );
    });
  },
});

function holding(name: "hold" | "release", description: string) {
  return command({
    name: `audit ${name}`,
    description,
    args: {
      tenant: { ...tenantOption, required: true },
      report: { type: "string", required: true, description: "the report's id", valueHint: "ID" },
      ...envOption,
      ...nodeOption,
    },
    async run({ tenant, report, env, node }): Promise<Said> {
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(report))
        throw new Misused("--report must be a report's id, not its tracking id");
      return withDeployment(env, node, async (deployment) => {
        await meant(deployment, tenant);
        await holdAudit(deployment.ctx, tenant, report, name === "hold");
        const said = name === "hold" ? "is kept whatever its age" : "goes at its age";
        return done([`the audit of ${report} at ${tenant} ${said}`], {
          tenant,
          report,
          held: name === "hold",
        });
      });
    },
  });
}

const hold = holding("hold", "Keep the audit rows about a report beyond their age (legal hold)");
const release = holding("release", "Lift a legal hold");

export const audit: Group = {
  kind: "group",
  name: "audit",
  description: "Who did what: check that nobody changed it, hand it out, keep it",
  commands: {
    verify: { description: verify.description, load: async () => verify },
    export: { description: exportIt.description, load: async () => exportIt },
    hold: { description: hold.description, load: async () => hold },
    release: { description: release.description, load: async () => release },
  },
};
