import { Hono } from "hono";
import { expect, test } from "vitest";
import { clientAddress } from "../../../src/http/limits/address.ts";

async function seen(proxies: number, forwarded: string | undefined, peer = "203.0.113.9") {
  const app = new Hono().get("/", (c) => c.text(clientAddress(c, proxies)));
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  const env = {
    incoming: { socket: { remoteAddress: peer, remotePort: 1, remoteFamily: "IPv4" } },
  };
  return (await app.request("/", { headers }, env)).text();
}

test("without a proxy of ours nobody is believed who else they are", async () => {
  expect(await seen(0, "198.51.100.1")).toBe("203.0.113.9");
  expect(await seen(0, undefined, "::ffff:203.0.113.9")).toBe("203.0.113.9");
});

test("behind proxies the address is read as many hops back, whatever the client wrote before", async () => {
  expect(await seen(1, "10.9.9.9, 198.51.100.1")).toBe("198.51.100.1");
  expect(await seen(2, "10.9.9.9, 198.51.100.1, 192.0.2.1")).toBe("198.51.100.1");
  expect(await seen(1, "198.51.100.1:4711")).toBe("198.51.100.1");
  expect(await seen(1, undefined)).toBe("203.0.113.9");
  expect(await seen(2, "198.51.100.1")).toBe("203.0.113.9");
});

test("a household with IPv6 is its /64, in every spelling", async () => {
  const network = "2001:db8:0:1::/64";
  for (const spelled of [
    "2001:db8:0:1::7",
    "2001:0DB8:0000:0001:ffff:0:0:1",
    "[2001:db8:0:1::8]:443",
    "2001:db8:0:1:1:2:3:4",
  ])
    expect(await seen(1, spelled)).toBe(network);
  expect(await seen(1, "2001:db8:0:2::7")).not.toBe(network);
  expect(await seen(0, undefined, "::1")).toBe("0:0:0:0::/64");
  expect(await seen(1, "fe80::1%eth0")).toBe("fe80:0:0:0::/64");
});

test("what is no address is nobody's", async () => {
  for (const garbage of ["<script>", "1.2.3", "::::", "unknown", "a".repeat(9000)])
    expect(await seen(1, garbage)).toBe("unknown");
});
