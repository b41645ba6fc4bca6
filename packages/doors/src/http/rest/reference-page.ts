import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Hono } from "hono";
import { html } from "hono/html";

/** Swagger UI out of its package, served by us: the page asks nothing of anybody else. */
const require = createRequire(import.meta.url);
const files = [
  {
    name: "swagger-ui.css",
    type: "text/css; charset=utf-8",
    path: () => require.resolve("swagger-ui-dist/swagger-ui.css"),
  },
  {
    name: "swagger-ui-bundle.js",
    type: "text/javascript; charset=utf-8",
    path: () => require.resolve("swagger-ui-dist/swagger-ui-bundle.js"),
  },
];

/** A file of its own, because the content security policy forbids script within a page. */
const start = `window.onload = () => {
  SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#reference", deepLinking: true, validatorUrl: null });
};
`;

export function referencePage(): Hono {
  const app = new Hono();
  app.get("/docs", (c) =>
    c.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width" />
            <title>Simpul API</title>
            <link rel="icon" href="data:," />
            <link rel="stylesheet" href="/docs/swagger-ui.css" />
            <script src="/docs/swagger-ui-bundle.js"></script>
            <script src="/docs/start.js"></script>
          </head>
          <body>
            <main id="reference"></main>
          </body>
        </html>`,
    ),
  );
  app.get("/docs/start.js", (c) =>
    c.body(start, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  for (const { name, type, path } of files)
    app.get(`/docs/${name}`, async (c) =>
      c.body(await readFile(path()), 200, {
        "content-type": type,
        "cache-control": "public, max-age=3600",
      }),
    );
  return app;
}
