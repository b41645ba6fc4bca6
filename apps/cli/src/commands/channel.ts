import { addChannel } from "@simpul/casework";
import { listChannels, unitsOf, withScope, wholeOf } from "@simpul/db";
import { command, done, type Group, Misused, Refused } from "../command.ts";
import { type Here, withDeployment } from "../configured.ts";
import { columns } from "../demo/table.ts";
import { envOption } from "../env-file.ts";
import { nodeOption } from "./options.ts";

/** The kinds whose adapters exist. */
const kinds = ["generic"];

const list = command({
  name: "channel list",
  description: "Inbound channels of this deployment, without their secrets",
  args: { ...envOption, ...nodeOption },
  run: ({ env, node }) =>
    withDeployment(env, node, async ({ ctx, db }, here) => {
      const rows = await withScope(db, wholeOf(ctx.here.tenants()), listChannels);
      const channels = rows.map(({ sealed_secret: _, ...row }) => ({
        ...row,
        url: webhookUrl(here, node, row.id),
      }));
      return done(
        columns([
          ["KIND", "TENANT", "UNIT", "RATE", "STATE", "NAME", "URL"],
          ...channels.map((one) => [
            one.kind,
            one.tenant,
            one.unit ?? "-",
            `${one.rate}/s`,
            one.disabled_at === null ? "open" : "disabled",
            one.name,
            one.url,
          ]),
        ]),
        { channels },
      );
    }),
});

const add = command({
  name: "channel add",
  description: "A new inbound channel; its secret is shown once, for the provider",
  args: {
    ...envOption,
    ...nodeOption,
    kind: {
      type: "string",
      description: `one of ${kinds.join(", ")} (generic)`,
      valueHint: "KIND",
    },
    tenant: {
      type: "string",
      required: true,
      description: "code of the tenant that takes its reports in",
      valueHint: "CODE",
    },
    name: { type: "string", required: true, description: "what people call it", valueHint: "NAME" },
    unit: { type: "string", description: "the unit it is bound to", valueHint: "CODE" },
    rate: { type: "string", description: "messages a second (100)", valueHint: "N" },
  },
  run: ({ env, node, kind = "generic", tenant, name, unit, rate = "100" }) =>
    withDeployment(env, node, async ({ ctx, db }, here) => {
      if (!kinds.includes(kind))
        throw new Misused(
          `there are no channels of kind "${kind}" yet; there are: ${kinds.join(", ")}`,
        );
      if (!/^\d{1,6}$/.test(rate) || Number(rate) < 1)
        throw new Misused(`--rate must be a whole number from 1, not "${rate}"`);
      if (!ctx.here.tenants().includes(tenant))
        throw new Refused(
          "unknownTenant",
          `${tenant} is not hosted here; hosted: ${ctx.here.tenants().join(", ")}`,
        );
      const units = await withScope(db, wholeOf([tenant]), (tx) => unitsOf(tx, tenant));
      if (unit !== undefined && !units.some(({ code }) => code === unit))
        throw new Refused(
          "unknownUnit",
          `${tenant} has no unit ${unit}; it has ${units.map(({ code }) => code).join(", ") || "none"}`,
        );
      const { id, secret } = await addChannel(ctx, {
        tenant,
        kind,
        name,
        rate: Number(rate),
        ...(unit !== undefined && { unit }),
      });
      const url = webhookUrl(here, node, id);
      return done(
        [
          `URL     ${url}`,
          `secret  ${secret}`,
          "give both to the provider now: the secret is not shown again",
        ],
        { id, kind, tenant, url, secret },
      );
    }),
});

function webhookUrl(here: Here, node: string | undefined, id: string): string {
  const { at } = here;
  const root =
    at === "installation"
      ? here.config.publicUrl
      : (here.demo.endpoints.nodes.find((one) => one.id === node)?.url ??
        here.demo.endpoints.hub.url);
  return `${root}/channels/${id}/webhook`;
}

export const channel: Group = {
  kind: "group",
  name: "channel",
  description: "Inbound channels",
  commands: {
    list: { description: list.description, load: async () => list },
    add: { description: add.description, load: async () => add },
  },
};
