import { readPublicly } from "@simpul/casework";
import { command, done, type Group, Refused, type Said } from "../command.ts";
import { whereAmI, withDeployment } from "../configured.ts";
import { envOption } from "../env-file.ts";
import { nodeOption } from "./options.ts";

const show = command({
  name: "report show",
  description: "A report as this deployment has it",
  args: {
    id: { type: "positional", required: true, description: "id or tracking id", valueHint: "ID" },
    ...envOption,
    ...nodeOption,
    key: {
      type: "string",
      description: "API key to read it with (SIMPUL_API_KEY)",
      valueHint: "KEY",
    },
  },
  async run({ id, env, node, key }): Promise<Said> {
    const given = key ?? process.env["SIMPUL_API_KEY"];
    // Ours alone: a service that inherits the environment would refuse to know it.
    delete process.env["SIMPUL_API_KEY"];
    const here = whereAmI(env);
    if (here.at === "demo") {
      const rest = here.demo.rest(node ?? "hub");
      return fromRest(`${rest.url}/reports/${encodeURIComponent(id)}`, given ?? rest.key);
    }
    if (given !== undefined)
      return fromRest(`${here.config.publicUrl}/api/v1/reports/${encodeURIComponent(id)}`, given);
    return withDeployment(env, node, async ({ ctx }) => {
      const found = await readPublicly(ctx, id);
      if (found.outcome === "failed") throw new Refused(found.code, `${id}: ${found.code}`);
      return done(linesOf(found.value), found.value);
    });
  },
});

async function fromRest(url: string, key: string): Promise<Said> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${key}`, accept: "application/json" },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new Refused("unreachable", `${new URL(url).origin} does not answer`);
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const { title = response.statusText, detail = "" } = fields(body);
    throw new Refused(`http${response.status}`, `${String(title)}. ${String(detail)}`.trim());
  }
  return done(linesOf(body), body);
}

/** What matters first, then what happened, oldest first. */
function linesOf(value: unknown): string[] {
  const report = fields(value);
  const head = [
    "trackingId",
    "title",
    "state",
    "class",
    "category",
    "urgency",
    "origin",
    "holder",
    "institution",
    "unit",
    "receivedAt",
    "completeAt",
    "id",
  ];
  const history = Array.isArray(report["history"]) ? report["history"].map(fields) : [];
  return [
    ...head.flatMap((name) =>
      typeof report[name] === "string" ? [`${name.padEnd(12)} ${report[name]}`] : [],
    ),
    ...(typeof report["text"] === "string" ? ["", report["text"]] : []),
    "",
    ...history.map((entry) => {
      const { role = "", tenant = "" } = fields(entry["actor"]);
      return `${String(entry["at"]).slice(0, 16).replace("T", " ")}Z  ${String(entry["type"]).padEnd(12)} ${String(role)} ${String(tenant)}`.trimEnd();
    }),
  ];
}

function fields(value: unknown): Record<string, unknown> {
  // Proof: a plain object's members are unknown, which is what the type says.
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

export const report: Group = {
  kind: "group",
  name: "report",
  description: "Look at a report",
  commands: {
    show: { description: show.description, load: async () => show },
  },
};
