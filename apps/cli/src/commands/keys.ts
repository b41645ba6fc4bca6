import { everyKeyScope, type KeyScope, keyScopes } from "@simpul/access";
import { issueKey } from "@simpul/casework";
import { listApiKeys, withScope, wholeOf } from "@simpul/db";
import { command, done, type Group, Misused, Refused } from "../command.ts";
import { withDeployment } from "../configured.ts";
import { columns } from "../demo/table.ts";
import { envOption } from "../env-file.ts";
import { nodeOption } from "./options.ts";

const list = command({
  name: "keys list",
  description:
    "The machines' keys of this deployment; a key itself is shown only when it is issued",
  args: { ...envOption, ...nodeOption },
  run: ({ env, node }) =>
    withDeployment(env, node, async ({ ctx, db, keyring }) => {
      const rows = await withScope(db, wholeOf(ctx.here.tenants()), listApiKeys);
      const keys = rows.map(({ hash: _, ...row }) => row);
      const signing = keyring.signing.publicJwk.kid;
      return done(
        [
          `signing key of ${ctx.here.node}: ${signing}`,
          ...columns([
            ["TENANT", "ID", "SCOPES", "RATE", "STATE", "NAME"],
            ...keys.map((key) => [
              key.tenant,
              key.id,
              key.scopes.join(","),
              `${key.rate}/s`,
              key.revoked_at === null ? "active" : "revoked",
              key.name,
            ]),
          ]),
        ],
        { signing, keys },
      );
    }),
});

const issue = command({
  name: "keys issue",
  description: "A new key for one tenant's machine; it is shown once",
  args: {
    ...envOption,
    ...nodeOption,
    tenant: {
      type: "string",
      required: true,
      description: "code of the tenant it speaks for",
      valueHint: "CODE",
    },
    name: {
      type: "string",
      required: true,
      description: "whose it is, for the list",
      valueHint: "NAME",
    },
    scopes: {
      type: "string",
      description: `of ${everyKeyScope.join(", ")}; all but the last unless given`,
      valueHint: "A,B",
    },
    rate: { type: "string", description: "requests a second (20)", valueHint: "N" },
  },
  run: ({ env, node, tenant, name, scopes, rate = "20" }) =>
    withDeployment(env, node, async ({ ctx }) => {
      const perSecond = Number(rate);
      if (!/^\d{1,5}$/.test(rate) || perSecond < 1)
        throw new Misused(`--rate must be a whole number from 1, not "${rate}"`);
      if (!ctx.here.tenants().includes(tenant))
        throw new Refused(
          "unknownTenant",
          `${tenant} is not hosted here; hosted: ${ctx.here.tenants().join(", ")}`,
        );
      const wanted = scopes === undefined ? keyScopes : readScopes(scopes);
      const { id, key } = await issueKey(ctx, tenant, name, wanted, perSecond);
      return done([key, "keep it now: it is not shown again"], {
        id,
        tenant,
        name,
        scopes: wanted,
        key,
      });
    }),
});

function readScopes(given: string): KeyScope[] {
  return given.split(",").map((word) => {
    const scope = everyKeyScope.find((one) => one === word.trim());
    if (scope === undefined)
      throw new Misused(`"${word}" is no scope; there are ${everyKeyScope.join(", ")}`);
    return scope;
  });
}

export const keys: Group = {
  kind: "group",
  name: "keys",
  description: "API keys of machines, and the keys of the vault",
  commands: {
    list: { description: list.description, load: async () => list },
    issue: { description: issue.description, load: async () => issue },
    vault: {
      description: "what is sealed under which key of the vault",
      load: async () => (await import("./keys-vault.ts")).vault,
    },
  },
};
