import type { Environment } from "./read-variables.ts";

/** What no variable can see alone. Reads strings, so that it speaks even while another one is malformed. */
export function contradictions(
  strings: Readonly<Record<string, string>>,
  env: Environment,
): string[] {
  const problems: string[] = [];
  const demo = strings.SIMPUL_DEMO === "1";
  if (demo && env.NODE_ENV === "production")
    problems.push(
      "SIMPUL_DEMO opens the demo's logins: it must not be 1 when NODE_ENV is production",
    );
  if (strings.SIMPUL_DEMO_CLOCK === "1") {
    if (!demo || env.NODE_ENV === "production")
      problems.push(
        "SIMPUL_DEMO_CLOCK moves statutory deadlines: it must not be 1 without SIMPUL_DEMO, and never in production",
      );
    if (isRemote(strings.PUBLIC_URL))
      problems.push(
        "SIMPUL_DEMO_CLOCK moves statutory deadlines: it must not be 1 where PUBLIC_URL is not of this machine",
      );
  }
  if (strings.SIMPUL_SMTP_URL !== undefined && strings.SIMPUL_MAIL_FROM === undefined)
    problems.push("SIMPUL_MAIL_FROM is missing: SIMPUL_SMTP_URL sends nothing without it");
  const { PORT: port, METRICS_PORT: metricsPort } = strings;
  if (port !== undefined && port !== "0" && port === metricsPort)
    problems.push("METRICS_PORT must be another port than PORT");
  const s3 = ["SIMPUL_S3_BUCKET", "SIMPUL_S3_ACCESS_KEY", "SIMPUL_S3_SECRET_KEY"];
  const lacking = s3.filter((name) => strings[name] === undefined);
  if (lacking.length > 0 && lacking.length < s3.length)
    problems.push(
      `${lacking.join(" and ")} must be set too: a bucket has a name and both its keys`,
    );
  for (const name of ["PUBLIC_URL", "SIMPUL_HUB_URL", "SIMPUL_S3_ENDPOINT"])
    if (!demo && isPlainRemote(strings[name]))
      problems.push(
        `${name} must begin with https:// (plain http is for this machine and the demo)`,
      );
  return problems;
}

const isPlainRemote = (address: string | undefined): boolean =>
  isRemote(address) && URL.parse(address ?? "")?.protocol === "http:";

function isRemote(address: string | undefined): boolean {
  const url = address === undefined ? null : URL.parse(address);
  return url !== null && !["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}
