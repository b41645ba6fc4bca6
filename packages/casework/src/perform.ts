import { actorName } from "@simpul/access";
import type { Action, Actor } from "@simpul/access";
import { decide, holderOf } from "@simpul/domain";
import type { ActorRole, Command } from "@simpul/domain";
import { eventsOf } from "@simpul/db";
import type { Change, LoadedReport, ReportVersion, Tx } from "@simpul/db";
import type { Context } from "./context.ts";
import { deliveries, lastWord, needsHistory, silenced } from "./deliveries.ts";
import { dueOf } from "./due.ts";
import { encloseAttachments, encloseWords } from "./enclose.ts";
import type { Words } from "./enclose.ts";
import { done, failed } from "./failure.ts";
import type { Failure, Result } from "./failure.ts";
import { uploaderOf } from "./files/prepare.ts";
import { grow } from "./grow.ts";
import type { Summary } from "./summary.ts";
import { uponReport } from "./upon-report.ts";
import type { Target } from "./upon-report.ts";

/** A command, and what it takes to be as it was read: another report, units that are not retired. */
type Wanted = Command & {
  readonly reliesOn?: ReportVersion;
  readonly givenTo?: readonly string[];
};

/** What one verb brings to `perform`. */
export interface Act extends Target {
  readonly verb: Action & Command["type"];
  readonly words?: Words;
  readonly attachments?: readonly string[];
  /** Who speaks, where it is not the actor: staff who record the reporter's word. */
  readonly by?: ActorRole;
  /** Makes the command from what was loaded; words and files are already enclosed. */
  command(loaded: LoadedReport, tx: Tx): Promise<Wanted | Failure> | Wanted | Failure;
}

/** Every verb that decides: enclose, decide, react, append. */
export async function perform(
  ctx: Context,
  actor: Actor & { tenant: string },
  act: Act,
): Promise<Result<Summary>> {
  return uponReport(ctx, actor, act, act.verb, (loaded, tx) =>
    changeOf(ctx, actor, act, loaded, tx),
  );
}

async function changeOf(
  ctx: Context,
  actor: Actor & { tenant: string },
  act: Act,
  loaded: LoadedReport,
  tx: Tx,
): Promise<Result<readonly [Change]>> {
  const said = encloseWords(ctx, act.words ?? {});
  const by = act.by ?? roleOf(ctx, actor, loaded);
  const isReporters = by === "reporter" || by === "channel";
  const files = await encloseAttachments(
    tx,
    loaded.tenant,
    uploaderOf(actor),
    act.attachments ?? [],
    isReporters && loaded.case.report.flags.anonymous ? "none" : "kept",
  );
  if ("outcome" in files) return files;
  const command = await act.command(loaded, tx);
  if ("outcome" in command) return command;

  const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
  const now = { me: loaded.tenant, hub: ctx.hub, at, by };
  const decision = decide(
    loaded.case,
    { ...command, ...said.enclosed, attachments: files.refs },
    now,
  );
  if (decision.outcome === "refused") return failed(decision.code, decision.pointer);

  const decided = grow(ctx, loaded.tenant, loaded.id, loaded.case, decision.events, at);
  // Whom it accuses now has it as an open report: that it is secret they are told, before what they are not told.
  const kept = silenced(ctx, loaded.tenant, loaded.case, decided.case);
  const flags = { ...loaded.case.report.flags, secret: true };
  const grown =
    kept.length === 0
      ? decided
      : grow(
          ctx,
          loaded.tenant,
          loaded.id,
          loaded.case,
          [{ type: "tightened", by: "system", flags }, ...decision.events],
          at,
        );
  const history = needsHistory(ctx, loaded.case, grown.case)
    ? await eventsOf(tx, [{ tenant: loaded.tenant, report: loaded.id }])
    : [];
  const { reliesOn, givenTo } = command;
  return done([
    {
      tenant: loaded.tenant,
      report: loaded.id,
      expectedVersion: loaded.version,
      ...(reliesOn === undefined ? {} : { reliesOn }),
      ...(givenTo === undefined ? {} : { givenTo }),
      case: grown.case,
      due: dueOf(ctx, loaded.tenant, grown.case, loaded.marks),
      at,
      events: grown.events,
      contents: [...said.contents, ...files.contents],
      audit: [{ actor: actorName(actor), verb: act.verb, outcome: grown.case.report.state }],
      outbox: [
        ...deliveries(ctx, loaded.tenant, loaded.case, grown.case, history, grown.events),
        ...lastWord(kept, grown.events),
      ],
      dedup: act.dedup ?? [],
    },
  ]);
}

function roleOf(ctx: Context, actor: Actor, loaded: LoadedReport): ActorRole {
  switch (actor.kind) {
    case "channel":
    case "reporter":
      return "reporter";
    case "machine":
    case "staff":
      return loaded.tenant === ctx.hub && holderOf(loaded.case, ctx.hub) === ctx.hub
        ? "verifier"
        : "institution";
    case "clock":
      return "clock";
    case "peer":
    case "public":
    case "system":
      return "system";
  }
}
