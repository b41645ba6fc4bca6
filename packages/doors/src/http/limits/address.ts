import { isIPv4, isIPv6 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import { addressLimit, sharedAddressLimit } from "@simpul/casework";
import type { Context } from "hono";
import type { Asked } from "./limited.ts";

/**
 * Whose request it is, as limits count: the client's address behind the proxies that are ours, an IPv6 one by its /64 (RFC
 * 6177: that is a household's, who can take any address in it). `unknown` where there is none to be had.
 * @param proxies SIMPUL_TRUST_PROXY: how many hops of X-Forwarded-For, from the end, our own proxies wrote
 */
export function clientAddress(c: Context, proxies: number): string {
  const peer = peerOf(c);
  if (proxies === 0) return networkOf(peer);
  const hops = (c.req.header("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  // Fewer hops than proxies: somebody came past one of them, and is who they are.
  return networkOf(hops.at(-proxies) || peer);
}

declare module "hono" {
  interface ContextVariableMap {
    /** Whose request it is, as limits count; read only where one is asked for. */
    address: () => string;
  }
}

/** Somebody without a key, by address. */
export function byAddress(c: Context): Asked {
  const who = addressOf(c);
  return { limit: isOfNobody(who) ? sharedAddressLimit : addressLimit, who };
}

/** Read only where something is limited by it. */
export const addressOf = (c: Context): string => c.get("address")?.() ?? "unknown";

/** Of this machine, or of no socket: a proxy that nobody declared stands for everybody behind it. */
export const isOfNobody = (address: string): boolean =>
  address === "unknown" || address.startsWith("127.") || address === "0:0:0:0::/64";

/** An application that is asked in the same process has no socket. */
function peerOf(c: Context): string | undefined {
  try {
    return getConnInfo(c).remote.address;
  } catch {
    return undefined;
  }
}

function networkOf(written: string | undefined): string {
  const address = (written ?? "").replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/%.*$/, "");
  const mapped =
    /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ??
    address.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
  if (isIPv4(mapped)) return mapped;
  if (!isIPv6(address)) return "unknown";
  // The URL parser writes every spelling of an address the same way (WHATWG URL, IPv6 serializer).
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = head === "" ? [] : head.split(":");
  const behind = tail === undefined || tail === "" ? [] : tail.split(":");
  const whole = [
    ...groups,
    ...Array<string>(Math.max(0, 8 - groups.length - behind.length)).fill("0"),
    ...behind,
  ];
  return `${whole.slice(0, 4).join(":")}::/64`;
}
