import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { type Finding, ok, unknown, wrong } from "./finding.ts";

const oldest = 26;
/** A gigabyte holds forty of the largest attachments: time enough to react. */
const leastBytes = 1024 ** 3;
/** A peer refuses what is dated further off than this (PROTOCOL, two signatures). */
const mostSkewSeconds = 300;

export function nodeVersion(): Finding {
  const { node } = process.versions;
  return Number(node.split(".")[0]) >= oldest
    ? ok("node", node)
    : wrong(
        "node",
        `${node} is too old, ${oldest} is needed`,
        "npm run setup, then start it through npm",
      );
}

export async function diskSpace(folder: string): Promise<Finding> {
  // The folder is made at the first file; until then its parents say what is left.
  for (let at = folder; ; at = dirname(at)) {
    const found = await statfs(at).catch(() => undefined);
    if (found !== undefined) {
      const left = found.bavail * found.bsize;
      const said = `${(left / 1024 ** 3).toFixed(1)} GB left for ${folder}`;
      return left >= leastBytes
        ? ok("disk", said)
        : wrong("disk", said, `make room, or move SIMPUL_CONTENT_DIR`);
    }
    if (dirname(at) === at) return unknown("disk", `${folder} cannot be looked at`);
  }
}

/** The hub answers, and its clock is ours: a hop that is dated minutes off is refused. */
export async function hubContact(hubUrl: string): Promise<Finding[]> {
  const before = Temporal.Now.instant();
  const answer = await fetch(`${hubUrl}/healthz`, {
    signal: AbortSignal.timeout(5_000),
    redirect: "error",
  }).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer === undefined)
    return [
      wrong(
        "hub",
        `${hubUrl} does not answer`,
        `curl -v ${hubUrl}/healthz (name, route, proxy, certificate)`,
      ),
      unknown("clock", "needs the hub"),
    ];
  const dated = Date.parse(answer.headers.get("date") ?? "");
  const reached = answer.ok
    ? ok("hub", `${hubUrl} answers`)
    : wrong("hub", `${hubUrl} answers ${answer.status}`, `curl -v ${hubUrl}/healthz`);
  if (Number.isNaN(dated)) return [reached, unknown("clock", "the hub sends no date")];
  const skew = Math.round((before.epochMilliseconds - dated) / 1000);
  return [
    reached,
    Math.abs(skew) <= mostSkewSeconds
      ? ok("clock", `${Math.abs(skew)} s off the hub's`)
      : wrong(
          "clock",
          `${Math.abs(skew)} s ${skew > 0 ? "ahead of" : "behind"} the hub's`,
          "timedatectl set-ntp true",
        ),
  ];
}
