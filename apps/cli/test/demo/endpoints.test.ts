import { expect, test } from "vitest";
import { endpointsOf } from "../../src/demo/endpoints.ts";
import { newSettings } from "../../src/demo/settings.ts";

const place = (id: string, port: number, tenants: string[]) => ({
  id,
  url: `http://127.0.0.1:${port}`,
  metrics: `http://127.0.0.1:${port + 4}/metrics`,
  pid: () => port,
  tenants,
});

test("endpoints.json has every key, null or empty where a part is not there yet", () => {
  const settings = {
    ...newSettings(["hub", "kaltim"]),
    keys: [
      {
        name: "Demo",
        scopes: ["reports:read"] as const,
        tenant: "64.71",
        deployment: "kaltim",
        key: "k",
      },
    ],
    channels: [
      {
        id: "ch_1",
        kind: "generic",
        secret: "whsec_x",
        tenant: "64.71",
        unit: "disnaker",
        deployment: "kaltim",
      },
    ],
  };
  expect(
    endpointsOf(place("hub", 4000, ["national"]), [place("kaltim", 4001, ["64.71"])], settings),
  ).toEqual({
    hub: { url: "http://127.0.0.1:4000", metrics: "http://127.0.0.1:4004/metrics", pid: 4000 },
    nodes: [
      {
        id: "kaltim",
        url: "http://127.0.0.1:4001",
        metrics: "http://127.0.0.1:4005/metrics",
        pid: 4001,
        tenants: ["64.71"],
      },
    ],
    ombudsman: null,
    sandbox: null,
    channels: [
      {
        id: "ch_1",
        kind: "generic",
        secret: "whsec_x",
        tenant: "64.71",
        unit: "disnaker",
        url: "http://127.0.0.1:4001/channels/ch_1/webhook",
      },
    ],
    accounts: [],
    apiKeys: [
      {
        name: "Demo",
        scopes: ["reports:read"],
        tenant: "64.71",
        url: "http://127.0.0.1:4001/api/v1",
        key: "k",
      },
    ],
  });
});

test("endpoints.json says where to look at what was sent", () => {
  const sandbox = { url: "http://127.0.0.1:4010" };
  const settings = newSettings(["hub"]);
  expect(endpointsOf(place("hub", 4000, ["national"]), [], settings, sandbox)).toMatchObject({
    sandbox,
  });
});

test("an account is listed with the desk at which its role counts", () => {
  const person = { deployment: "kaltim", email: "x@example", password: "p" };
  const settings = {
    ...newSettings(["hub", "kaltim"]),
    accounts: [
      { ...person, role: "liaison" as const, tenant: "64.71", unit: "dinas-pu", desk: "64.71" },
      {
        ...person,
        role: "provincialOverseer" as const,
        tenant: "64",
        desk: "national",
        deployment: "hub",
      },
    ],
  };
  const nodes = [place("kaltim", 4001, ["64", "64.71"])];
  const { accounts } = endpointsOf(place("hub", 4000, ["national"]), nodes, settings);
  expect(accounts.map(({ role, tenant, unit, url }) => [role, tenant, unit, url])).toEqual([
    ["liaison", "64.71", "dinas-pu", "http://127.0.0.1:4001/desk/t/64.71"],
    ["provincialOverseer", "64", undefined, "http://127.0.0.1:4000/desk"],
  ]);
});
