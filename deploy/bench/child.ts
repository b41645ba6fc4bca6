import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "./bundle.ts";
import type { Urls } from "./databases.ts";

export interface Child {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly kind: "hub" | "node";
  readonly id: string;
  readonly urls: Urls;
  readonly port: number;
  /** Of keys, contents and the log. */
  readonly folder: string;
  readonly vaultKey: Uint8Array;
  readonly hubUrl?: string;
  /** Flags of Node: a profile, for one. */
  readonly nodeFlags?: readonly string[];
}

/** The real process from its bundle, ready to serve. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { kind, id, urls, port, folder, vaultKey, hubUrl } = options;
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(folder, `${id}.log`);
  const log = openSync(logFile, "a", 0o600);
  const flags = options.nodeFlags ?? [];
  const child = spawn(process.execPath, [...flags, join(root, `services/${kind}/dist/main.js`)], {
    stdio: ["ignore", log, log],
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: urls.app,
      WORKER_DATABASE_URL: urls.worker,
      PORT: String(port),
      METRICS_PORT: "0",
      PUBLIC_URL: url,
      SIMPUL_NODE_ID: id,
      SIMPUL_STATE_DIR: join(folder, id),
      SIMPUL_CONTENT_DIR: join(folder, id, "content"),
      SIMPUL_VAULT_KEY: Buffer.from(vaultKey).toString("base64url"),
      SIMPUL_PARENT_PID: String(process.pid),
      LOG_LEVEL: "warn",
      ...(hubUrl === undefined ? {} : { SIMPUL_HUB_URL: hubUrl }),
    },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${id} did not start, see ${logFile}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) break;
    await pause(50);
  }
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === "string")
    throw new TypeError("a TCP server has a port");
  return address.port;
}
