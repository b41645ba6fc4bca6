import type { Endpoints } from "./endpoints.ts";

/** What a person does next: addresses, and which key plays which role. */
export function tableOf(
  { hub, nodes, channels, apiKeys, accounts, sandbox }: Endpoints,
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
  // One of each role, and of the institutions' one city's; the file has everybody.
  const shown = Map.groupBy(
    accounts.filter(({ tenant }) => !/^\d/.test(tenant) || ["64", "64.71"].includes(tenant)),
    ({ role }) => role,
  );
  const logins = [...shown.values()].flatMap((some) => {
    const one = some.find(({ tenant }) => tenant === "64.71") ?? some[0];
    if (one === undefined) return [];
    const { role, tenant, unit, url, email, password } = one;
    return [[role, [tenant, unit].filter(Boolean).join(" / "), url, email, password]];
  });
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
    "Logins: one of each role (all are in the file below); open the address and sign in",
    ...columns(logins),
    "",
    "To see deadlines pass, and a report go to the Ombudsman: npm run simpul -- demo travel --days 3 (README)",
    `Everything above, with secrets: ${endpointsPath}`,
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
