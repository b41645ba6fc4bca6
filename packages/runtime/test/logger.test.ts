import { context, trace } from "@opentelemetry/api";
import { afterEach, describe, expect, test } from "vitest";
import { createLogger, type LogFields, type Logger, startTelemetry } from "../src/index.ts";
import { canaries, canaryRecord, leaked } from "./canaries.ts";

function capture(): { log: Logger; text(): string; last(): Record<string, unknown> } {
  const lines: string[] = [];
  const log = createLogger({
    service: "hub",
    version: "0.1.0",
    node: "hub",
    level: "debug",
    destination: { write: (line: string) => void lines.push(line) },
  });
  return { log, text: () => lines.join(""), last: () => JSON.parse(lines.at(-1) ?? "null") };
}

/** Lines that look like stack frames of ours, with a canary for a file name. */
const frames = canaries.map((each) => `    at run (/app/packages/${each}.ts:1:1)`).join("\n");

/** V8 writes the message into the stack when that is first read. */
function changedLater(error: Error): Error {
  expect(error.stack).toContain(canaries[1]);
  error.message = "short";
  return error;
}

/** What a caller may still pass at run time, past the types. */
const untyped = (fields: Record<string, unknown>) => fields as LogFields;

describe("a line", () => {
  test("holds service, level, time, event name and the safe fields", () => {
    const { log, last } = capture();
    log.info("report.received", {
      report: "01932f2e-7c1a-7abc-8def-0123456789ab",
      tenant: "64.71",
      durationMs: 12,
    });
    expect(last()).toEqual({
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: "hub",
      version: "0.1.0",
      node: "hub",
      event: "report.received",
      report: "01932f2e-7c1a-7abc-8def-0123456789ab",
      tenant: "64.71",
      durationMs: 12,
    });
  });

  test("carries the fields of its logger", () => {
    const { log, last } = capture();
    log.with({ task: "deliver" }).warn("job.failed", { attempt: 3 });
    expect(last()).toMatchObject({ level: "warn", task: "deliver", attempt: 3 });
  });

  test("says how many fields it dropped", () => {
    const { log, last } = capture();
    log.info("report.received", untyped({ tenant: "64", text: "a", contact: {} }));
    expect(last()).toMatchObject({ tenant: "64", dropped: 2 });
  });

  test("shows an address without query, credentials and telling segments", () => {
    const { log, last } = capture();
    log.info("webhook.sent", {
      url: "https://me:hunter2@h.example.id/hooks/v1/7K3M92QX4TVBX?name=Siti#x",
    });
    expect(last().url).toBe("https://h.example.id/hooks/v1/…");
  });
});

describe("a citizen's words never reach the log", () => {
  test("nested at any depth in fields", () => {
    const { log, text } = capture();
    log.error("report.received", untyped({ ...canaryRecord(), again: [canaryRecord()] }));
    log.with(untyped(canaryRecord())).info("report.received");
    expect(leaked(text())).toEqual([]);
  });

  test("under a safe name", () => {
    const { log, text } = capture();
    for (const canary of canaries.filter((each) => each !== "hunter2"))
      for (const name of [
        "report",
        "tenant",
        "code",
        "route",
        "url",
        "status",
        "count",
        "keyId",
        "reason",
      ]) {
        log.info("report.received", untyped({ [name]: canary }));
        log.info("report.received", untyped({ [name]: `/x/${canary}` }));
        log.info("report.received", untyped({ [name]: [canary] }));
      }
    expect(leaked(text())).toEqual([]);
  });

  test("as the event name", () => {
    const { log, text, last } = capture();
    for (const canary of canaries) log.info(canary);
    expect(leaked(text())).toEqual([]);
    expect(last().event).toBe("unnamed");
  });

  test.each([
    ["an error's message", () => new Error(canaries.join(" "))],
    ["a message of several lines that looks like frames", () => new Error(frames)],
    [
      "a cause's message",
      () =>
        new Error("outer", { cause: new Error("inner", { cause: new Error(canaries.join()) }) }),
    ],
    [
      "aggregated errors",
      () => new AggregateError([new Error(canaries.join()), canaries.join()], canaries.join()),
    ],
    ["the error's own fields", () => Object.assign(new Error("x"), canaryRecord())],
    [
      "the error's name and code",
      () => Object.assign(new Error("x"), { name: canaries.join(), code: canaries[4] }),
    ],
    ["a thrown string", () => canaries.join()],
    ["a thrown object", () => canaryRecord()],
    ["an error that changes its message later", () => changedLater(new Error(frames))],
  ])("in %s", (_, thrown) => {
    const { log, text } = capture();
    log.error("job.failed", { err: thrown() });
    expect(text()).toContain('"err"');
    expect(leaked(text())).toEqual([]);
  });

  test("in a database error, whose table and constraint are kept", () => {
    const { log, text, last } = capture();
    const database = Object.assign(new Error(`value ${canaries[4]}`), {
      code: "23505",
      severity: "ERROR",
      detail: `Key (nik)=(${canaries[4]}) already exists.`,
      query: `insert into x values ('${canaries[0]}')`,
      parameters: [...canaries],
      where: canaries[5],
      table_name: "report",
      constraint_name: "report_pkey",
    });
    const wrapped = new Error(`Failed query: params: ${canaries.join()}`, { cause: database });
    log.error("job.failed", { err: wrapped });
    expect(leaked(text())).toEqual([]);
    expect(last().err).toMatchObject({
      name: "Error",
      cause: {
        code: "23505",
        database: { severity: "ERROR", table_name: "report", constraint_name: "report_pkey" },
      },
    });
  });
});

describe("an error in the log", () => {
  test("names the place in the source", () => {
    const { log, last } = capture();
    log.error("job.failed", { err: new TypeError("secret") });
    expect(last().err).toMatchObject({
      name: "TypeError",
      at: expect.arrayContaining([
        expect.stringMatching(/^packages\/runtime\/test\/logger\.test\.ts:\d+:\d+$/),
      ]),
    });
  });

  test("that is its own cause ends somewhere", () => {
    const { log, text } = capture();
    const error = new Error("x");
    error.cause = error;
    log.error("job.failed", { err: error });
    expect(text().length).toBeLessThan(10_000);
  });

  test("whose fields throw when read is still logged", () => {
    const { log, last } = capture();
    const hostile = new Error("x");
    Object.defineProperty(hostile, "cause", {
      get: () => {
        throw new Error("no");
      },
    });
    log.error("job.failed", { err: hostile });
    expect(last().err).toEqual({ name: "Unreadable" });
  });
});

describe("trace ids", () => {
  const telemetry = startTelemetry({ service: "hub", version: "0", node: "hub", ratio: 0 });
  afterEach(() => telemetry.shutdown());

  test("of the active span stand in the line, sampled or not", () => {
    const { log, last } = capture();
    const span = trace.getTracer("test").startSpan("work");
    context.with(trace.setSpan(context.active(), span), () => log.info("work.done"));
    const { traceId, spanId } = span.spanContext();
    expect(traceId).not.toMatch(/^0+$/);
    expect(last()).toMatchObject({ trace_id: traceId, span_id: spanId });
  });
});
