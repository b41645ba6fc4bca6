import { setTimeout as pause } from "node:timers/promises";
import { giveUpLateMails, queueMail, sendDueMails } from "@simpul/casework";
import type { Context, PostMail } from "@simpul/casework";
import { smtpClient } from "@simpul/channels";
import type { SmtpClient } from "@simpul/channels";
import { withScope, wholeOf } from "@simpul/db";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { readMail, startSandbox, testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment, Sandbox } from "../../../testkit/src/index.ts";
import { mailFiguresOf } from "../../src/index.ts";
import { postBy, startMailing } from "../../src/jobs/send-mail.ts";

const [city, address] = ["64.71", "rahma@warga.example"] as const;
const answers = new Map<string, number>();
let node: Deployment;
let sandbox: Sandbox;
let client: SmtpClient;
let post: PostMail;
/** Runs while the server has a message and has not said so. */
let meanwhile: () => Promise<void> | void = () => {};

beforeAll(async () => {
  [node, sandbox] = await Promise.all([
    testDeployment({ adminUrl: inject("adminUrl"), kind: "node" }),
    startSandbox({ refuses: (to) => answers.get(to), onMessage: () => meanwhile() }),
  ]);
  client = smtpClient({ url: sandbox.smtpUrl, from: "simpul@kaltim.example" });
  post = postBy(node.ctx, client, "https://lapor.kaltim.example");
});
afterAll(async () => {
  client.close();
  await Promise.all([node.close(), sandbox.close()]);
});
afterEach(async () => {
  meanwhile = () => {};
  answers.clear();
  await node.asSuperuser().db.pg`truncate simpul.mail`;
});

const queue = (to: string = address, ctx: Context = node.ctx) =>
  withScope(node.db, wholeOf([city]), (tx) =>
    queueMail(ctx, tx, {
      tenant: city,
      to,
      template: "reporterCode",
      parameters: { trackingId: "SP-2026-7K3M", code: "4815-1623", minutes: 10 },
    }),
  );

interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly failure: string | null;
  readonly sealed: string | null;
  readonly whole: string;
}
const rows = () =>
  node.asSuperuser().db.pg<Row[]>`
    select state, attempts, failure, sealed, row_to_json(m)::text as whole from simpul.mail m order by id`;

const sentTo = (to: string) => sandbox.list("email").filter((each) => each.to === to);

describe("a mail", () => {
  test("goes out in its tenant's name, and leaves neither address nor code behind", async () => {
    await queue();
    expect(await sendDueMails(node.ctx, post)).toBe(1);
    const read = await readMail(sentTo(address).at(-1)?.raw ?? "");
    expect(read.from?.name).toBe("Kota Balikpapan");
    expect(read.text).toContain("4815-1623");
    expect(read.html).toContain("4815-1623");
    const [row] = await rows();
    expect(row).toMatchObject({ state: "sent", attempts: 1, sealed: null, failure: null });
    expect(row?.whole).not.toMatch(/rahma|warga|4815|7K3M/);
    expect(await sendDueMails(node.ctx, post)).toBe(0);
  });

  test("goes out once, however many workers look for it", async () => {
    const others = Array.from({ length: 3 }, () => node.anotherProcess(2));
    const to = "banyak@warga.example";
    await Promise.all(Array.from({ length: 12 }, () => queue(to)));
    const sent = await Promise.all(
      [node.ctx, ...others].map((ctx) =>
        sendDueMails(ctx, postBy(ctx, client, "https://x.example")),
      ),
    );
    expect(sent.reduce((a, b) => a + b)).toBe(12);
    expect(sentTo(to)).toHaveLength(12);
  });

  test("that a server refuses for good is given up at once", async () => {
    answers.set("nobody@warga.example", 550);
    await queue("nobody@warga.example");
    expect(await sendDueMails(node.ctx, post)).toBe(0);
    expect(await rows()).toMatchObject([
      { state: "failed", attempts: 1, failure: "smtp550", sealed: null },
    ]);
  });

  test("that a server cannot take now is tried again later, and keeps nobody else waiting", async () => {
    const start = node.clock.now();
    answers.set("full@warga.example", 452);
    await queue("full@warga.example");
    await queue();
    expect(await sendDueMails(node.ctx, post)).toBe(1);
    expect(await sendDueMails(node.ctx, post)).toBe(0);
    expect((await rows()).find(({ state }) => state === "queued")).toMatchObject({
      attempts: 1,
      failure: "smtp452",
    });
    answers.clear();
    node.clock.advance({ seconds: 12 });
    expect(await sendDueMails(node.ctx, post)).toBe(1);
    node.clock.set(start.toString());
  });

  test("whose sender dies between the server's word and its own goes out again, to be told by its id", async () => {
    const start = node.clock.now();
    const to = "dua@warga.example";
    await queue(to);
    const killed = node.anotherProcess(1);
    await expect(
      sendDueMails(killed, async (mail) => {
        const posted = await postBy(killed, client, "https://x.example")(mail);
        await killed.db.close();
        return posted;
      }),
    ).rejects.toThrow("CONNECTION_ENDED");
    expect(await sendDueMails(node.ctx, post), "its lease").toBe(0);
    node.clock.advance({ minutes: 3 });
    expect(await sendDueMails(node.ctx, post)).toBe(1);
    const ids = await Promise.all(
      sentTo(to).map(async ({ raw }) => (await readMail(raw)).messageId),
    );
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(await rows()).toMatchObject([{ state: "sent", attempts: 2, sealed: null }]);
    node.clock.set(start.toString());
  });

  test("that another worker took over is not given up by the one whose lease ran out", async () => {
    const start = node.clock.now();
    await queue();
    await sendDueMails(node.ctx, async (mail) => {
      node.clock.advance({ minutes: 3 });
      await sendDueMails(node.ctx, async () => ({ outcome: "sent" }));
      void mail;
      return { outcome: "refused", code: "smtp550" };
    });
    expect(await rows()).toMatchObject([{ state: "sent", failure: null }]);
    node.clock.set(start.toString());
  });

  test("of a code that has expired is not sent any more, and the code is gone", async () => {
    const start = node.clock.now();
    await queue();
    node.clock.advance({ minutes: 10 });
    await giveUpLateMails(node.ctx);
    expect(await sendDueMails(node.ctx, post)).toBe(0);
    expect(await rows()).toMatchObject([{ state: "suppressed", failure: "late", sealed: null }]);
    node.clock.set(start.toString());
  });

  test("that nobody here can write waits for a process that can", async () => {
    await queue();
    await node.asSuperuser().db.pg`update simpul.mail set template = 'ofTomorrow'`;
    expect(await sendDueMails(node.ctx, post)).toBe(0);
    expect(await rows()).toMatchObject([{ state: "queued", failure: "unwritten" }]);
  });
});

test("a worker without a server leaves mails waiting, and its gauge says so", async () => {
  const figures = mailFiguresOf(node);
  await queue();
  const quiet = startMailing(node.ctx, undefined, { error() {} });
  await quiet.stop();
  node.clock.advance({ seconds: 30 });
  expect(await figures.mailsWaiting()).toBe(1);
  expect(await figures.mailLagSeconds()).toBe(30);
  expect(await rows()).toMatchObject([{ state: "queued", attempts: 0 }]);
});

test("a worker sends without being asked, and ends when it is told to", async () => {
  const to = "sendiri@warga.example";
  await queue(to);
  const errors: unknown[] = [];
  const mailing = startMailing(
    node.ctx,
    { smtpUrl: sandbox.smtpUrl, from: "a@b.example", publicUrl: "https://x.example" },
    { error: (event, fields) => errors.push([event, fields]) },
  );
  while (sentTo(to).length === 0) await pause(20);
  await mailing.stop();
  expect(await rows()).toMatchObject([{ state: "sent" }]);
  expect(errors).toEqual([]);
});
