import { lookup } from "node:dns";
import { request as plainly } from "node:http";
import { request as securely } from "node:https";
import { BlockList, isIP } from "node:net";
import type { LookupFunction } from "node:net";

/** Where requests may go whose address somebody else chose: an administrator, or the document of an identity provider. */
export interface Outward {
  /** Hosts, as a URL writes them, whose addresses may be private; the operator names them. */
  readonly privateHosts: ReadonlySet<string>;
  /** On this machine also without TLS: demo and tests. */
  readonly onThisMachine: boolean;
  /** Five seconds unless given. */
  readonly patienceMs?: number;
}

export const publicOnly: Outward = { privateHosts: new Set(), onThisMachine: false };

/** It was not asked, or did not answer as it has to; why tells nothing to who chose the address. */
export class OutwardFault extends Error {}

const mostBytes = 512 * 1024;
const patienceMs = 5000;

/** IANA's special-purpose registries (RFC 6890), multicast, and what clouds answer their machines at. */
const reserved = blocked("ipv4", [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
]);
/** The one range of IPv6 that is given out for the public, without the parts that carry IPv4 in them or document. */
const routed = blocked("ipv6", [["2000::", 3]]);
const unrouted = blocked("ipv6", [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]);
const loopback = blocked("ipv4", [["127.0.0.0", 8]]);

function blocked(family: "ipv4" | "ipv6", nets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of nets) list.addSubnet(net, bits, family);
  return list;
}

/** @param address IPv4 or IPv6, in any spelling. IPv4 within IPv6 (mapped, 6to4, Teredo, NAT64) is not public. */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !reserved.check(address, "ipv4");
    case 6:
      // A zone (`%eth0`) is of this machine's networks alone.
      return (
        !address.includes("%") && routed.check(address, "ipv6") && !unrouted.check(address, "ipv6")
      );
    default:
      return false;
  }
}

const isOfThisMachine = (address: string): boolean =>
  address === "::1" || (isIP(address) === 4 && loopback.check(address, "ipv4"));

function mayBeAsked({ privateHosts, onThisMachine }: Outward, host: string, address: string) {
  return isPublic(address) || privateHosts.has(host) || (onThisMachine && isOfThisMachine(address));
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");

/** What an address may be before anything is looked up: https, without a user in it; http on this machine only. */
export function isAllowed(outward: Outward, written: string): boolean {
  if (!URL.canParse(written)) return false;
  const url = new URL(written);
  const host = hostOf(url);
  if (url.username !== "" || url.password !== "") return false;
  if (isIP(host) !== 0 && !mayBeAsked(outward, host, host)) return false;
  return url.protocol === "https:"
    ? true
    : url.protocol === "http:" && outward.onThisMachine && isOfThisMachine(host);
}

interface Asking {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * One request on a connection of its own. The address that the name resolves to is judged where the connection is made, so
 * that no second answer of a name server comes between; redirects are answers like others. At most 512 KiB and 5 seconds.
 */
export function askOutward(
  outward: Outward,
  written: string,
  { method = "GET", headers = {}, body }: Asking = {},
): Promise<{ readonly status: number; readonly text: string }> {
  if (!isAllowed(outward, written)) return Promise.reject(new OutwardFault("not allowed"));
  const url = new URL(written);
  const request = url.protocol === "https:" ? securely : plainly;
  return new Promise((resolve, reject) => {
    const fail = () => reject(new OutwardFault("no answer"));
    const asked = request(url, {
      method,
      headers: { accept: "application/json", ...headers },
      agent: false,
      lookup: judged(outward, hostOf(url)),
      signal: AbortSignal.timeout(outward.patienceMs ?? patienceMs),
    });
    asked.on("error", fail);
    asked.on("response", (answer) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      answer.on("data", (part: Buffer) => {
        bytes += part.length;
        if (bytes > mostBytes) asked.destroy(new OutwardFault("too long"));
        else parts.push(part);
      });
      answer.on("error", fail);
      answer.on("aborted", fail);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }),
      );
    });
    asked.end(body);
  });
}

/** A name server's answer counts only as a whole: one address that is not for us, and none is tried. */
function judged(outward: Outward, host: string): LookupFunction {
  return (name, options, answer) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      const isFit = found?.every(({ address }) => mayBeAsked(outward, host, address)) ?? false;
      if (error !== null || first === undefined) answer(error ?? new OutwardFault("unknown"), "");
      else if (!isFit) answer(new OutwardFault("not allowed"), "");
      else if (options.all === true) answer(null, found);
      else answer(null, first.address, first.family);
    });
  };
}
