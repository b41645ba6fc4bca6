import { staffRoles } from "@simpul/access";
import { addOfficer, addOfficerInput, readRoster, resetSecondFactor } from "@simpul/casework";
import type { AddOfficerInput } from "@simpul/casework";
import { accountsOf } from "@simpul/doors";
import { command, done, type Group, Misused, Refused } from "../command.ts";
import { withDeployment } from "../configured.ts";
import { envOption } from "../env-file.ts";
import { nodeOption } from "./options.ts";

const add = command({
  name: "staff add",
  description:
    "Give somebody a role at a tenant's desk and mail them an invitation; the first administrator comes so",
  args: {
    ...envOption,
    ...nodeOption,
    tenant: {
      type: "string",
      required: true,
      description: "code of the tenant at whose desk it counts",
      valueHint: "CODE",
    },
    role: { type: "string", required: true, description: staffRoles.join(", "), valueHint: "ROLE" },
    name: { type: "string", required: true, description: "as in the decree", valueHint: "NAME" },
    email: {
      type: "string",
      required: true,
      description: "where the invitation goes",
      valueHint: "ADDRESS",
    },
    unit: {
      type: "string",
      description: "code of the unit, for roles that are bound to one",
      valueHint: "CODE",
    },
    "held-at": { type: "string", description: "the province of an overseer", valueHint: "CODE" },
  },
  run: ({ env, node, tenant, role, name, email, unit, "held-at": heldAt }) =>
    withDeployment(env, node, async ({ ctx }) => {
      const input = readOfficer({ role, name, email, unit, heldAt });
      const actor = { kind: "system", tenant } as const;
      const result = await addOfficer(ctx, actor, input, accountsOf(ctx));
      if (result.outcome === "failed") throw refused(result);
      return done(
        [
          `${name} is ${role} of ${tenant}`,
          "an invitation is on its way, unless they have signed in here before; it is good for three days",
        ],
        { officer: result.value.id, tenant, role, email },
      );
    }),
});

const resetFactor = command({
  name: "staff reset-factor",
  description:
    "For who lost phone and recovery codes, and no second administrator can help: take the second factor away and mail a link",
  args: {
    ...envOption,
    ...nodeOption,
    tenant: {
      type: "string",
      required: true,
      description: "code of a tenant on whose roster they are",
      valueHint: "CODE",
    },
    email: { type: "string", required: true, description: "their address", valueHint: "ADDRESS" },
  },
  run: ({ env, node, tenant, email }) =>
    withDeployment(env, node, async ({ ctx }) => {
      const actor = { kind: "system", tenant } as const;
      const roster = await readRoster(ctx, actor, {});
      if (roster.outcome === "failed") throw refused(roster);
      const address = email.toLowerCase();
      const officer = roster.value.officers.find((each) => each.email === address);
      if (officer === undefined)
        throw new Refused("unknownOfficer", `${email} is not on the roster of ${tenant}`);
      const result = await resetSecondFactor(ctx, actor, { officer: officer.id }, accountsOf(ctx));
      if (result.outcome === "failed") throw refused(result);
      return done(
        [
          `the second factor of ${email} is taken away, and they are signed out everywhere`,
          "a link is on its way: with it and their password they set up another; it is good for three days",
        ],
        { officer: officer.id, tenant, email },
      );
    }),
});

const refused = ({ code, pointer }: { code: string; pointer?: string }): Refused =>
  new Refused(code, `refused: ${code} ${pointer ?? ""}`.trimEnd());

function readOfficer(given: Record<string, string | undefined>): AddOfficerInput {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  const read = addOfficerInput.safeParse(Object.fromEntries(said));
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Misused(wrong.join("\n"));
}

export const staff: Group = {
  kind: "group",
  name: "staff",
  description: "People who sign in at a desk",
  commands: {
    add: { description: add.description, load: async () => add },
    "reset-factor": { description: resetFactor.description, load: async () => resetFactor },
  },
};
