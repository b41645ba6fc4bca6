import { staffRoles } from "@simpul/access";
import { addOfficer, addOfficerInput } from "@simpul/casework";
import type { AddOfficerInput } from "@simpul/casework";
import { createAccount, inviteAccount } from "@simpul/doors";
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
      const result = await addOfficer(ctx, { kind: "system", tenant }, input, {
        ensure: async (person) => (await createAccount(ctx, person)).account,
        invite: (tx, invited) => inviteAccount(ctx, tx, invited),
      });
      if (result.outcome === "failed")
        throw new Refused(result.code, `refused: ${result.code} ${result.pointer ?? ""}`.trimEnd());
      return done(
        [
          `${name} is ${role} of ${tenant}`,
          "an invitation is on its way, unless they have signed in here before; it is good for three days",
        ],
        { officer: result.value.id, tenant, role, email },
      );
    }),
});

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
  commands: { add: { description: add.description, load: async () => add } },
};
