import {
  askLimits,
  endAccess,
  guessLimits,
  onlyDigits,
  openAccess,
  codeDigits,
  readReport,
  requestCode,
  verbs,
} from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { encodeBase64url } from "@simpul/protocol";
import { say } from "@simpul/words";
import { Hono } from "hono";
import type { Context as Request } from "hono";
import { addressOf, byAddress, isOfNobody } from "../limits/address.ts";
import { inEvenTime } from "../limits/even-time.ts";
import { admitted } from "../limits/limited.ts";
import type { Asked } from "../limits/limited.ts";
import { problem } from "../problem.ts";
import { about, access, formOf, page, sentenceOf, statusOf, withQuery } from "./own-answers.ts";
import type { Page, Status } from "./own-answers.ts";
import { ownActs, readForm } from "./own-form.ts";
import type { FormProblem, OwnAct } from "./own-form.ts";
import { ownPage } from "./own-page.ts";
import { dropToken, isCsrf, isForeign, ownSession, putToken } from "./own-session.ts";
import type { OwnSession } from "./own-session.ts";
import { linkTo } from "./reader.ts";
import type { Reader } from "./reader.ts";

/**
 * /lacak/{trackingId}/saya: the reporter's own page, without JavaScript. Each act is answered by a redirect, so that going
 * back or reloading repeats nothing; nothing is kept by a cache, so that after leaving going back shows nothing.
 */
export function ownRoutes(ctx: Context, isPlainHttp: boolean): Hono {
  const app = new Hono();

  // What is no number gets the help of the public page.
  app.use("/lacak/:trackingId/saya/*", (c, next) =>
    about(c).trackingId.length > 8
      ? next()
      : Promise.resolve(
          c.redirect(`/lacak/${encodeURIComponent(c.req.param("trackingId") ?? "")}`, 303),
        ),
  );

  app.get("/lacak/:trackingId/saya", async (c) => {
    const { reader, trackingId } = about(c);
    const may = await admitted(c, ctx, [byAddress(c)]);
    if (may.outcome === "wait") return may.answer;
    const session = await ownSession(c, ctx, isPlainHttp);
    const shown = session === "none" ? "none" : await own(reader, trackingId, session, c);
    if (shown !== "none") return page(c, shown);
    const asked = c.req.query("kode") === "1" ? ("asked" as const) : undefined;
    const notice = c.req.query("berakhir") === "1" ? ("ended" as const) : asked;
    return page(c, access(reader, { trackingId, ...(notice === undefined ? {} : { notice }) }));
  });

  app.post("/lacak/:trackingId/saya/kode", async (c) => {
    if (isForeign(c)) return problem(c, "forbidden");
    const { reader, trackingId } = about(c);
    const address = addressOf(c);
    const late = await tooMany(c, reader, trackingId, askLimits(address, isOfNobody(address)));
    if (late !== undefined) return late;
    await inEvenTime(requestCode(ctx, trackingId, reader.lang));
    return c.redirect(withQuery(reader, "kode=1"), 303);
  });

  app.post("/lacak/:trackingId/saya/masuk", async (c) => {
    if (isForeign(c)) return problem(c, "forbidden");
    const { reader, trackingId } = about(c);
    const fields = await formOf(c);
    if (fields instanceof Response) return fields;
    const typed = onlyDigits(fields.get("proof") ?? "");
    const wrong = (sentence: string, status: Status) =>
      page(c, { ...access(reader, { trackingId, problem: { sentence, field: "proof" } }), status });
    if (typed === "") return wrong(say(reader.lang, "own.access.empty"), 422);
    if (!/^(\d{8}|\d{16})$/.test(typed)) return wrong(say(reader.lang, "own.access.shape"), 422);
    const address = addressOf(c);
    const limits = guessLimits(trackingId, address, isOfNobody(address));
    const late = await tooMany(c, reader, trackingId, limits);
    if (late !== undefined) return late;
    const proof = typed.length === codeDigits ? { code: typed } : { secret: typed };
    const opened = await inEvenTime(openAccess(ctx, trackingId, proof));
    if (opened.outcome === "failed") return wrong(sentenceOf(reader, opened), statusOf(opened));
    putToken(c, isPlainHttp, opened.value.token);
    return c.redirect(linkTo(reader, reader.path), 303);
  });

  app.post("/lacak/:trackingId/saya/keluar", async (c) => {
    const { reader } = about(c);
    const entered = await enter(c, reader);
    if (entered instanceof Response) return entered;
    await endAccess(ctx, entered.session.reporter, { token: entered.session.token });
    dropToken(c, isPlainHttp);
    return c.redirect(linkTo(reader, reader.path), 303);
  });

  for (const act of ownActs)
    app.post(`/lacak/:trackingId/saya/${act}`, async (c) => {
      const { reader, trackingId } = about(c);
      const entered = await enter(c, reader);
      if (entered instanceof Response) return entered;
      const { session, fields } = entered;
      const again = async (wrong: FormProblem | { sentence: string }, status: Status) => {
        const shown = await own(reader, trackingId, session, c, wrong);
        return shown === "none" ? problem(c, "notFound") : page(c, { ...shown, status });
      };
      const read = readForm(reader.lang, act, fields);
      if (read.outcome === "wrong") return again(read, 422);
      const result = await run(trackingId, session, act, read.input, fields.get("once") ?? "");
      if (result.outcome === "done") return c.redirect(withQuery(reader, "tersimpan=1"), 303);
      return again({ sentence: sentenceOf(reader, result) }, statusOf(result));
    });

  return app;

  /** The very form sent twice is one act; the same form with other words is another. */
  function run(trackingId: string, session: OwnSession, act: OwnAct, input: object, once: string) {
    const { reporter } = session;
    const digest = ctx.vault.digest(JSON.stringify([act, input]));
    const source = `reporter:${reporter.report}:form`;
    const dedup = /^[\w-]{16}$/.test(once) ? [{ source, key: `${once}:${digest}`, digest }] : [];
    const verb = verbs[act];
    // Proof: `readForm` makes the input of this very verb, and its schema says so once more.
    const parsed = verb.input.parse(input) as never;
    return verb.run(ctx, reporter, { report: trackingId, dedup }, parsed);
  }

  async function enter(
    c: Request,
    reader: Reader,
  ): Promise<Response | { session: OwnSession; fields: URLSearchParams }> {
    if (isForeign(c)) return problem(c, "forbidden");
    const fields = await formOf(c);
    if (fields instanceof Response) return fields;
    const session = await ownSession(c, ctx, isPlainHttp);
    if (session === "none") return c.redirect(withQuery(reader, "berakhir=1"), 303);
    return isCsrf(session, fields.get("csrf")) ? { session, fields } : problem(c, "forbidden");
  }

  async function own(
    reader: Reader,
    trackingId: string,
    session: OwnSession,
    c: Request,
    wrong?: FormProblem | { readonly sentence: string },
  ): Promise<Page | "none"> {
    const seen = await readReport(ctx, session.reporter, trackingId);
    // Of another report: this one asks for its own code.
    if (seen.outcome === "failed") return "none";
    const tenants = ctx.reference.tenants();
    const zoneOf = (code: string | undefined) => tenants.find((each) => each.code === code)?.zone;
    const content = ownPage(reader, {
      view: seen.value,
      tenants,
      zone: zoneOf(seen.value.institution) ?? zoneOf(seen.value.origin) ?? "Asia/Jakarta",
      tokens: { csrf: session.csrf, once: encodeBase64url(ctx.random(12)) },
      isDone: c.req.query("tersimpan") === "1" && wrong === undefined,
      ...(wrong === undefined ? {} : { problem: wrong }),
    });
    return { content };
  }

  async function tooMany(
    c: Request,
    reader: Reader,
    trackingId: string,
    limits: readonly Asked[],
  ): Promise<Response | undefined> {
    const may = await admitted(c, ctx, limits);
    if (may.outcome === "go") return undefined;
    const seconds = may.answer.headers.get("retry-after") ?? "1";
    const sentence = say(reader.lang, "problem.tooManyRequests.detail", { seconds });
    const shown = {
      ...access(reader, { trackingId, problem: { sentence } }),
      status: 429 as const,
    };
    const answer = await page(c, shown);
    for (const name of ["retry-after", "ratelimit", "ratelimit-policy"])
      answer.headers.set(name, may.answer.headers.get(name) ?? "");
    return answer;
  }
}
