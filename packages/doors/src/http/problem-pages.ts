import { Hono } from "hono";
import { html } from "hono/html";
import { detailOf, problemAt, statuses, titleOf } from "../failures.ts";
import { languageOf, problem } from "./problem.ts";

/** Stands for what only a real occurrence knows. */
const unnamed = {
  limit: "…",
  expected: "…",
  allowed: "…",
  scope: "…",
  seconds: "…",
  trace: "…",
  reason: "…",
  until: "…",
};

/** A problem's `type` is an address, and this is what stands there. */
export function problemPages(): Hono {
  const app = new Hono();
  app.get("/problems/:slug", (c) => {
    const name = problemAt(c.req.path);
    if (name === undefined) return problem(c, "notFound");
    const lang = languageOf(c);
    const title = titleOf(lang, name);
    return c.html(
      html`<!doctype html>
        <html lang="${lang}">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width" />
            <title>${title}</title>
          </head>
          <body>
            <main>
              <h1>${title}</h1>
              <p>${detailOf(lang, name, unnamed)}</p>
              <p>HTTP ${statuses[name]}</p>
            </main>
          </body>
        </html>`,
      200,
      { "content-language": lang, vary: "accept-language" },
    );
  });
  return app;
}
