import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import {
  disableProvider,
  disableProviderInput,
  identityProviderInput,
  keepIdentityProvider,
  listIdentityProviders,
} from "@simpul/casework";
import type { Result } from "@simpul/casework";
import { isFitIssuer } from "@simpul/doors";
import { command, done, type Group, Misused, Refused } from "../command.ts";
import { type Here, withDeployment } from "../configured.ts";
import { columns } from "../demo/table.ts";
import { envOption } from "../env-file.ts";
import { nodeOption } from "./options.ts";

const tenantOption = {
  tenant: {
    type: "string",
    required: true,
    description: "code of the tenant whose people sign in by it",
    valueHint: "CODE",
  },
} as const;

const idOption = {
  id: {
    type: "string",
    required: true,
    description: "its name in addresses: small letters, digits and hyphens",
    valueHint: "ID",
  },
} as const;

const list = command({
  name: "sso list",
  description: "Identity providers of a tenant, without their secrets",
  args: { ...envOption, ...nodeOption, ...tenantOption },
  run: ({ env, node, tenant }) =>
    withDeployment(env, node, async ({ ctx }) => {
      const providers = granted(await listIdentityProviders(ctx, { kind: "system", tenant }));
      return done(
        columns([
          ["ID", "STATE", "DOMAIN", "ISSUER", "CLIENT", "NAME"],
          ...providers.map((one) => [
            one.id,
            one.isDisabled ? "disabled" : "open",
            one.emailDomain,
            one.issuer,
            one.clientId,
            one.name,
          ]),
        ]),
        { providers },
      );
    }),
});

const add = command({
  name: "sso add",
  description: "Let a tenant's people sign in by its identity provider (OpenID Connect)",
  args: {
    ...envOption,
    ...nodeOption,
    ...tenantOption,
    ...idOption,
    name: { type: "string", required: true, description: "what people call it", valueHint: "NAME" },
    issuer: { type: "string", required: true, description: "its issuer", valueHint: "URL" },
    "client-id": {
      type: "string",
      required: true,
      description: "as the provider named this installation",
      valueHint: "ID",
    },
    domain: {
      type: "string",
      required: true,
      description: "of the e-mail addresses that it vouches for",
      valueHint: "DOMAIN",
    },
    "secret-file": {
      type: "string",
      description: "file with the client's secret; standard input unless given",
      valueHint: "FILE",
    },
  },
  run: (args) =>
    withDeployment(args.env, args.node, async ({ ctx }, here) => {
      const { tenant, id, name, issuer, domain } = args;
      const input = parsed(
        identityProviderInput.safeParse({
          id,
          name,
          issuer,
          clientId: args["client-id"],
          clientSecret: await secretFrom(args["secret-file"]),
          emailDomain: domain,
        }),
      );
      const outward = {
        privateHosts: here.at === "demo" ? new Set<string>() : here.config.ssoPrivateHosts,
        onThisMachine: here.at === "demo" || here.config.demo,
      };
      const kept = granted(
        await keepIdentityProvider(ctx, { kind: "system", tenant }, input, (url) =>
          isFitIssuer(outward, url),
        ),
      );
      const callback = `${publicUrlOf(here, args.node)}${kept.callback}`;
      return done(
        [
          `${input.name} is an identity provider of ${tenant}`,
          `let it send people back to ${callback}`,
        ],
        { id, tenant, callback },
      );
    }),
});

const disable = command({
  name: "sso disable",
  description: "Nobody signs in by it any more; sessions of the tenant's single sign-on end",
  args: { ...envOption, ...nodeOption, ...tenantOption, ...idOption },
  run: ({ env, node, tenant, id }) =>
    withDeployment(env, node, async ({ ctx }) => {
      const input = parsed(disableProviderInput.safeParse({ id }));
      granted(await disableProvider(ctx, { kind: "system", tenant }, input));
      return done([`${id} of ${tenant} is disabled`], { id, tenant });
    }),
});

/** Never an argument: what is typed stays in the shell's history and in the list of processes. */
async function secretFrom(file: string | undefined): Promise<string> {
  if (file === undefined && process.stdin.isTTY)
    throw new Misused("the client's secret comes from --secret-file FILE or from standard input");
  const given = file === undefined ? await text(process.stdin) : await contentOf(file);
  const secret = given.trim();
  if (secret === "") throw new Misused("the client's secret is empty");
  return secret;
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new Refused("noSecretFile", `${file} cannot be read`);
  }
}

/** What a schema's `safeParse` says. */
type Read<T> =
  | { readonly success: true; readonly data: T }
  | {
      readonly success: false;
      readonly error: {
        readonly issues: readonly {
          readonly path: readonly PropertyKey[];
          readonly message: string;
        }[];
      };
    };

function parsed<T>(read: Read<T>): T {
  if (read.success) return read.data;
  const wrong = read.error.issues.map(
    ({ path, message }) => `${path.map(String).join(".")}: ${message}`,
  );
  throw new Misused(wrong.join("\n"));
}

function granted<T>(result: Result<T>): T {
  if (result.outcome === "done") return result.value;
  throw new Refused(result.code, `refused: ${result.code} ${result.pointer ?? ""}`.trimEnd());
}

function publicUrlOf(here: Here, node: string | undefined): string {
  if (here.at === "installation") return here.config.publicUrl;
  const { hub, nodes } = here.demo.endpoints;
  return nodes.find((one) => one.id === node)?.url ?? hub.url;
}

export const sso: Group = {
  kind: "group",
  name: "sso",
  description: "Identity providers by which a tenant's people sign in",
  commands: {
    list: { description: list.description, load: async () => list },
    add: { description: add.description, load: async () => add },
    disable: { description: disable.description, load: async () => disable },
  },
};
