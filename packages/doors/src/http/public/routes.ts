import type { Context } from "@simpul/casework";
import { track } from "@simpul/casework";
import { readTrackingId } from "@simpul/domain";
import { say } from "@simpul/words";
import { Hono } from "hono";
import type { Context as Request } from "hono";
import { byAddress } from "../limits/address.ts";
import { admitted } from "../limits/limited.ts";
import type { Html } from "./layout.ts";
import { namesOf } from "./names.ts";
import { ownRoutes } from "./own-routes.ts";
import { linkTo, readerOf } from "./reader.ts";
import { reportPage } from "./report-page.ts";
import { securityTxt } from "./security-txt.ts";
import { startPage } from "./start-page.ts";
import { stylesheet, stylesheetPath } from "./stylesheet.ts";
import { trackPage } from "./track-page.ts";

export interface PublicDoor {
  readonly ctx: Context;
  /** Where weaknesses are reported: `mailto:` or `https:`. */
  readonly securityContact: string;
  /** Beside plain http, a demo's cookies go without what needs TLS. */
  readonly demo?: boolean;
  readonly publicUrl?: string;
}

/** The pages of everybody: start, tracking by number. They work without JavaScript and load nothing from elsewhere. */
export function publicRoutes({ ctx, securityContact, demo, publicUrl }: PublicDoor): Hono {
  const isPlainHttp = demo === true && publicUrl?.startsWith("http:") === true;
  return new Hono()
    .route("/", ownRoutes(ctx, isPlainHttp))
    .get("/", (c) => page(c, 200, startPage(readerOf(c))))
    .get("/lacak", (c) => {
      const typed = c.req.query("id");
      if (typed === undefined) return page(c, 200, trackPage(readerOf(c)));
      const reading = readTrackingId(typed);
      if (reading.outcome === "read")
        return c.redirect(linkTo(readerOf(c), `/lacak/${reading.trackingId}`), 303);
      return mistyped(c, typed);
    })
    .get("/lacak/:trackingId", async (c) => {
      const typed = c.req.param("trackingId");
      const reader = readerOf(c);
      if (readTrackingId(typed).outcome !== "read") return mistyped(c, typed);
      const may = await admitted(c, ctx, [byAddress(c)]);
      if (may.outcome === "wait") return may.answer;
      const found = await track(ctx, typed);
      if (found.outcome === "done")
        return page(c, 200, reportPage(reader, found.value, await namesOf(ctx, found.value.view)));
      const sentence = say(reader.lang, "problem.trackingIdUnknown.detail");
      return page(c, 404, trackPage({ ...reader, path: "/lacak" }, { typed, sentence }));
    })
    .get(stylesheetPath, (c) =>
      c.body(stylesheet, 200, {
        "content-type": "text/css; charset=utf-8",
        "cache-control": "public, max-age=31536000, immutable",
      }),
    )
    .get("/.well-known/security.txt", (c) => c.text(securityTxt(securityContact, ctx.now())));
}

/** No number at all and a number with a slip of the finger get the same help; an unknown one gets another. */
function mistyped(c: Request, typed: string): Response | Promise<Response> {
  const reader = { ...readerOf(c), path: "/lacak" };
  const key = typed.trim() === "" ? "page.track.empty" : "problem.trackingIdMistyped.detail";
  return page(
    c,
    404,
    trackPage(reader, { typed: typed.slice(0, 40), sentence: say(reader.lang, key) }),
  );
}

function page(c: Request, status: 200 | 404, content: Html): Response | Promise<Response> {
  return c.html(content, status, {
    "content-language": readerOf(c).lang,
    vary: "accept-language",
    // A report moves on, and a shared computer must not keep whose report was looked at.
    "cache-control": "no-store",
  });
}
