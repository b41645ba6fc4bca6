import type { Endpoints } from "./endpoints.ts";

/** What a person does next: addresses, and which key plays which role. */
export function tableOf(
  { hub, nodes, channels, apiKeys, sandbox }: Endpoints,
  endpointsPath: string,
): string {
  const addresses = [
    ["Hub nasional", `${hub.url}/`, "portal, tracking, API"],
    ["", `${hub.url}/docs`, "API reference"],
    ...nodes.map((node) => [`Node ${node.id}`, `${node.url}/`, node.tenants.join(", ")]),
    ...(sandbox === null ? [] : [["Sandbox", `${sandbox.url}/messages`, "mails that were sent"]]),
    ["Metrics", hub.metrics, nodes.map((node) => node.metrics).join("  ")],
  ];
  const keys = apiKeys.map(({ tenant, name, url, key }) => [
    tenant,
    name.replace(/^Demo: /, ""),
    url,
    key,
  ]);
  const doors = channels.map(({ kind, tenant, unit, url }) => [
    kind,
    [tenant, unit].filter(Boolean).join(" / "),
    url,
  ]);
  return [
    "",
    ...columns(addresses),
    "",
    "API keys: each speaks for its institution, with every scope",
    ...columns(keys),
    "",
    "Channels (their secrets are in the file below)",
    ...columns(doors),
    "",
    "To see deadlines pass, and a report go to the Ombudsman: npm run simpul -- demo travel --days 3 (README)",
    `Desk logins: none yet. Everything above, with secrets: ${endpointsPath}`,
    "",
  ].join("\n");
}

/** Left-aligned columns; the last is as wide as it is. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  return rows.map((row) =>
    `  ${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join("  ")}`.trimEnd(),
  );
}
