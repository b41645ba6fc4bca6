import type { StaffRole } from "@simpul/access";
import { createHmac } from "node:crypto";
import type { Hono } from "hono";
import { inject } from "vitest";
import { testDeployment } from "../../../../testkit/src/index.ts";
import type { Deployment } from "../../../../testkit/src/index.ts";
import { createAccount } from "../../../src/http/auth/accounts.ts";
import { authRoutes } from "../../../src/http/auth/routes.ts";
import { openSignIn } from "../../../src/http/auth/sign-in.ts";
import type { SignIn } from "../../../src/http/auth/sign-in.ts";
import { fileRoutes } from "../../../src/http/files/routes.ts";
import { liveRoutes } from "../../../src/http/live/routes.ts";
import type { LiveDoor, LiveDoorOptions } from "../../../src/http/live/routes.ts";
import { createApp } from "../../../src/http/app.ts";
import { healthRoutes } from "../../../src/health.ts";
import { trpcRoutes } from "../../../src/trpc/routes.ts";

export const goodPassword = "kucing berjemur di pagar";
/** As cheap as argon2 gets: production's parameters have a test of their own. */
export const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 };
export const publicUrl = "https://desk.example";

export interface Desk {
  readonly deployment: Deployment;
  readonly app: Hono;
  readonly signIn: SignIn;
  readonly live: LiveDoor;
  /** The sign-in of another process of the same deployment. */
  anotherProcess(): Hono;
  readonly logged: object[];
  /** An account with a password and roles. */
  officer(name: string, ...roles: readonly Role[]): Promise<Person>;
  browser(options?: { address?: string; agent?: string }): Browser;
  /** What waits to be sent, newest last. */
  mails(): Promise<{ template: string; to: string; path: string }[]>;
  audit(): Promise<
    { tenant: string; actor: string; verb: string; outcome: string; detail: object }[]
  >;
}

interface Role {
  readonly tenant: string;
  readonly role: StaffRole;
  readonly unit?: string;
}

export interface Person {
  readonly account: string;
  readonly email: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Proof: none; a test that reads what is not there compares with undefined, and fails.
  readonly body: {
    type?: string;
    user?: { id: string; email: string };
    session?: { id: string; isFresh: boolean; how: string };
    roles?: { tenant: string; role: string }[];
    secondFactor?: string;
    items?: Record<string, string | boolean>[];
    totpURI?: string;
    backupCodes?: string[];
    url?: string;
    twoFactorRedirect?: boolean;
    error?: { data: { failure: string | null } };
    result?: { data: unknown };
  } | null;
}

export interface OpenDesk {
  readonly kind?: "hub" | "node";
  readonly hosted?: readonly string[];
  readonly demo?: boolean;
  readonly url?: string;
  readonly argonCost?: typeof cheap;
  readonly live?: LiveDoorOptions;
}

export async function openDesk(options: OpenDesk = {}): Promise<Desk> {
  const { kind = "hub", hosted, demo = false, url = publicUrl } = options;
  const deployment = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind,
    ...(hosted === undefined ? {} : { hosted }),
  });
  const { ctx } = deployment;
  const logged: object[] = [];
  const log = { error: (event: string, fields: object) => void logged.push({ event, ...fields }) };
  const argonCost = options.argonCost ?? cheap;
  const given = { ctx, log, publicUrl: url, demo, argonCost };
  const signIn = openSignIn({ ...given, ssoOnThisMachine: true });
  const live = liveRoutes(signIn, { everyMs: 20, ...options.live });
  const app = createApp({
    parts: [
      authRoutes(signIn),
      trpcRoutes({ ctx, log, signIn }),
      fileRoutes(signIn),
      live.routes,
      healthRoutes([]),
    ],
    log,
    trustProxy: 1,
    observe: () => {},
  });
  const { pg } = deployment.asSuperuser().db;
  return {
    deployment,
    app,
    signIn,
    live,
    anotherProcess: () =>
      createApp({
        parts: [
          authRoutes(
            openSignIn({ ...given, ctx: deployment.anotherProcess(), ssoOnThisMachine: true }),
          ),
        ],
        log,
        trustProxy: 1,
        observe: () => {},
      }),
    logged,
    async officer(name, ...roles) {
      const email = `${name}@balikpapan.example`;
      const { account } = await createAccount(
        ctx,
        { email, name, password: goodPassword },
        argonCost,
      );
      for (const { tenant, role, unit } of roles)
        await pg`insert into simpul.officer
          (tenant, id, account, name, email, role, held_at, reach, unit, begins, created_at)
          values (${tenant}, ${ctx.newId()}, ${account}, ${name}, ${email}, ${role}, ${tenant}, 'self', ${unit ?? null},
            '2026-01-01', ${ctx.now().toString()})`;
      return { account, email };
    },
    browser: (as = {}) => new Browser(app, as),
    async mails() {
      await signIn.settled();
      const rows = await pg<{ template: string; sealed: string }[]>`
        select template, sealed from simpul.mail where sealed is not null order by id`;
      return Promise.all(
        rows.map(async ({ template, sealed }) => {
          const { to, parameters } = JSON.parse(await ctx.vault.open(sealed)) as {
            to: string;
            parameters: { path: string };
          };
          return { template, to, path: parameters.path };
        }),
      );
    },
    async audit() {
      const rows = await pg<
        { tenant: string; actor: string; verb: string; outcome: string; detail: object }[]
      >`select tenant, actor, verb, outcome, detail from simpul.audit order by id`;

      return [...rows];
    },
  };
}

/** A browser of somebody's: it keeps cookies and says where it is. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: Hono;
  readonly #address: string;
  readonly #agent: string;

  constructor(app: Hono, { address = "203.0.113.7", agent = "Firefox" }) {
    this.#app = app;
    this.#address = address;
    this.#agent = agent;
  }

  post(path: string, json: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("POST", path, { "content-type": "application/json", ...headers }, json);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("GET", path, headers);
  }

  async send(
    method: string,
    path: string,
    headers: Record<string, string>,
    json?: unknown,
  ): Promise<Answer> {
    const answer = await this.raw(method, path, headers, json);
    const text = await answer.text();
    // Proof: none; see `Answer`.
    const body = (text === "" || !text.startsWith("{") ? null : JSON.parse(text)) as Answer["body"];
    return { status: answer.status, headers: answer.headers, body };
  }

  async raw(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    json?: unknown,
    bytes?: Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    const answer = await this.#app.request(path, {
      method,
      headers: {
        "x-forwarded-for": this.#address,
        "user-agent": this.#agent,
        origin: publicUrl,
        ...(this.cookies.size === 0 ? {} : { cookie: this.cookie() }),
        ...headers,
      },
      ...(json === undefined
        ? {}
        : { body: typeof json === "string" ? json : JSON.stringify(json) }),
      ...(bytes === undefined ? {} : { body: bytes }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  signIn(email: string, password = goodPassword): Promise<Answer> {
    return this.post("/api/auth/sign-in/email", { email, password });
  }

  async isSignedIn(): Promise<boolean> {
    return (await this.get("/api/auth/get-session")).body !== null;
  }
}

/** What an authenticator app shows (RFC 6238), `ahead` half minutes from now. */
export function codeOf(totpUri: string, ahead = 0): string {
  const secret = new URL(totpUri).searchParams.get("secret") ?? "";
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replaceAll("=", "")]
    .map((each) => alphabet.indexOf(each).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
