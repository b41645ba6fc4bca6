import { reporterVerbs } from "@simpul/access";
import { verbs } from "@simpul/casework";
import type { Verb } from "@simpul/casework";
import { bodyDigest } from "@simpul/channels";
import type { z } from "zod";
import { failureProblem } from "../problem.ts";
import { spoken } from "./deps.ts";
import type { Endpoint, SpokenRequest } from "./deps.ts";
import { etagOf, versionAsked } from "./etag.ts";
import { once } from "./once.ts";
import * as shapes from "./shapes.ts";
import { validBody } from "./validated.ts";

/** One operation a verb, from the table of the use-cases: what is added there is offered here. */
export const verbEndpoints: readonly Endpoint[] = Object.entries(verbs).map(([name, verb]) =>
  endpointOf(name, verb),
);

function endpointOf<S extends z.ZodType>(name: string, verb: Verb<S>): Endpoint {
  return {
    method: "post",
    path: `/reports/{id}/${name}`,
    id: `${name}Report`,
    summary: `${name} a report; \`If-Match\` and \`Idempotency-Key\` are honoured`,
    access: "key",
    ...(isReporters(name) ? { reporters: true } : {}),
    body: verb.input,
    answers: { 200: { description: "The report as it is now", schema: shapes.summary } },
    handle: spoken((request) => act(request, name, verb)),
  };
}

async function act<S extends z.ZodType>(
  request: SpokenRequest,
  name: string,
  verb: Verb<S>,
): Promise<Response> {
  const { c, ctx, speaker } = request;
  const report = c.req.param("id") ?? "";
  const version = versionAsked(c.req.header("if-match"));
  const body = await validBody(c, verb.input);
  if (body.outcome === "answered") return body.answer;
  const { input, sent } = body.value;
  const digest = ctx.vault.digest(bodyDigest([name, report, sent]));
  return once(request, digest, async (key) => {
    // No report has version 0: a tag that is none of ours matches nothing.
    const seen = version === "none" ? 0 : version;
    const result = await verb.run(
      ctx,
      speaker,
      {
        report,
        ...(seen === "any" ? {} : { ifVersion: seen }),
        // With the verb's own transaction: a crash before the answer is kept cannot make it act twice.
        ...(key === undefined ? {} : { dedup: [{ source: dedupSource(speaker), key, digest }] }),
      },
      input,
    );
    if (result.outcome === "failed") return failureProblem(c, result);
    return c.json(result.value, 200, { etag: etagOf(result.value.version) });
  });
}

function isReporters(name: string): boolean {
  return reporterVerbs.some((verb) => verb === name);
}

const dedupSource = (speaker: SpokenRequest["speaker"]): string =>
  speaker.kind === "machine" ? `key:${speaker.id}:verb` : `reporter:${speaker.report}:verb`;
