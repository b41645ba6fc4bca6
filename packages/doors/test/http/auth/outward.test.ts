import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { isFitIssuer } from "../../../src/http/auth/discovery.ts";
import {
  askOutward,
  isAllowed,
  isPublic,
  OutwardFault,
  publicOnly,
} from "../../../src/http/auth/outward.ts";
import type { Outward } from "../../../src/http/auth/outward.ts";

const here: Outward = { privateHosts: new Set(), onThisMachine: true };

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()));
});

/** @returns its address, and how often somebody connected */
async function server(answer: RequestListener): Promise<{ url: string; connected: () => number }> {
  const listening = createServer(answer);
  let connections = 0;
  listening.on("connection", () => (connections += 1));
  listening.listen(0, "127.0.0.1");
  await once(listening, "listening");
  opened.push(() => {
    listening.closeAllConnections();
    listening.close();
    return once(listening, "close");
  });
  // Proof: a TCP server that listens has an AddressInfo.
  const { port } = listening.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, connected: () => connections };
}

test.each([
  ["8.8.8.8", true],
  ["103.10.60.1", true],
  ["2001:df0::1", true],
  ["2606:4700:4700::1111", true],
  ["0.0.0.0", false],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["127.0.0.1", false],
  ["127.9.9.9", false],
  ["168.63.129.16", false],
  ["169.254.169.254", false],
  ["172.31.255.255", false],
  ["192.0.0.192", false],
  ["192.168.1.1", false],
  ["198.18.0.1", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["::", false],
  ["::1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:8.8.8.8", false],
  ["::ffff:7f00:1", false],
  ["64:ff9b::a9fe:a9fe", false],
  ["2002:7f00:1::", false],
  ["2001:0:7f00:1::", false],
  ["fd00:ec2::254", false],
  ["fe80::1", false],
  ["fe80::1%lo", false],
  ["2606:4700::1%lo", false],
  ["ff02::1", false],
  ["localhost", false],
])("%s is public: %s", (address, is) => {
  expect(isPublic(address)).toBe(is);
});

test.each([
  ["https://sso.balikpapan.go.id/realms/asn", true],
  ["http://sso.balikpapan.go.id", false],
  ["https://user:secret@sso.balikpapan.go.id", false],
  ["https://10.0.0.1", false],
  // What a URL's parser takes for 127.0.0.1 and 169.254.169.254.
  ["https://0x7f.1", false],
  ["https://2852039166", false],
  ["https://[::1]", false],
  ["https://[::ffff:169.254.169.254]", false],
  ["http://127.0.0.1:8080", false],
  ["file:///etc/passwd", false],
  ["javascript:alert(1)", false],
  ["sso.balikpapan.go.id", false],
])("%s may be written: %s", (url, may) => {
  expect(isAllowed(publicOnly, url)).toBe(may);
});

describe("a host", () => {
  test("that resolves to this machine is not connected to, however it is named", async () => {
    const { url, connected } = await server((_, answer) => answer.end("{}"));
    const { port } = new URL(url);
    for (const host of ["localhost", "localhost.", "127.0.0.1", "[::ffff:127.0.0.1]"]) {
      const asked = askOutward(publicOnly, `https://${host}:${port}/`);
      await expect(asked).rejects.toThrow(OutwardFault);
    }
    expect(connected()).toBe(0);
  });

  test("that the operator named may be private, and no other one", async () => {
    const named: Outward = { privateHosts: new Set(["localhost"]), onThisMachine: false };
    const { url, connected } = await server((_, answer) => answer.end("{}"));
    const { port } = new URL(url);
    // It is connected to; that it speaks no TLS ends the matter.
    await expect(askOutward(named, `https://localhost:${port}/`)).rejects.toThrow(OutwardFault);
    expect(connected()).toBe(1);
    await expect(askOutward(named, `https://127.0.0.1:${port}/`)).rejects.toThrow(OutwardFault);
    await expect(askOutward(named, `http://localhost:${port}/`)).rejects.toThrow(OutwardFault);
    expect(connected()).toBe(1);
  });

  test("of this machine answers without TLS in a demo", async () => {
    const { url } = await server((_, answer) => answer.end('{"a":1}'));
    expect(await askOutward(here, url)).toEqual({ status: 200, text: '{"a":1}' });
  });
});

describe("an answer", () => {
  test("that leads elsewhere is not followed", async () => {
    const target = await server((_, answer) => answer.end("{}"));
    const { url } = await server((_, answer) => {
      answer.writeHead(302, { location: target.url }).end();
    });
    expect((await askOutward(here, url)).status).toBe(302);
    expect(target.connected()).toBe(0);
  });

  test("without an end is cut off", async () => {
    const { url } = await server((_, answer) => {
      const more = () => {
        while (answer.write(Buffer.alloc(65_536)));
      };
      answer.on("drain", more);
      more();
    });
    await expect(askOutward(here, url)).rejects.toThrow(OutwardFault);
  });

  test("that does not come, or only drips, is not waited for", async () => {
    const impatient = { ...here, patienceMs: 200 };
    const silent = await server(() => {});
    await expect(askOutward(impatient, silent.url)).rejects.toThrow(OutwardFault);
    const dripping = await server((_, answer) => void answer.write("{"));
    await expect(askOutward(impatient, dripping.url)).rejects.toThrow(OutwardFault);
  });
});

describe("an issuer", () => {
  const documentOf = (issuer: string, given: object = {}) => ({
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    ...given,
  });
  const saying = async (said: (url: string) => unknown) => {
    const { url } = await server((request, answer) => {
      const own = `http://${request.headers.host ?? ""}`;
      answer.end(JSON.stringify(said(own)));
    });
    return isFitIssuer(here, url);
  };

  test("is fit by a document that names it and addresses that may be asked", async () => {
    expect(await saying((own) => documentOf(own))).toBe(true);
    expect(await saying((own) => documentOf(`${own}/`))).toBe(true);
  });

  test.each<[string, (own: string) => unknown]>([
    ["names another", () => documentOf("https://sso.example.go.id")],
    [
      "has its keys at a private address",
      (own) => documentOf(own, { jwks_uri: "https://10.0.0.1" }),
    ],
    [
      "sends people to a script",
      (own) => documentOf(own, { authorization_endpoint: "javascript:alert(1)" }),
    ],
    [
      "takes codes at the metadata of a cloud",
      (own) => documentOf(own, { token_endpoint: "http://169.254.169.254/latest" }),
    ],
    ["is no document", () => []],
  ])("that %s is not fit", async (_, said) => {
    expect(await saying(said)).toBe(false);
  });
});
