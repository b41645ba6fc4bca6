import { actorName } from "@simpul/access";
import {
  auditEach,
  coversOf,
  findOfficer,
  handOverCases,
  insertAudit,
  markOfficerEnded,
  passOnCovers,
} from "@simpul/db";
import type { Officer } from "@simpul/db";
import { counts, fitOfCover } from "@simpul/domain";
import { z } from "zod";
import { atRoster } from "./at-roster.ts";
import type { AtDesk, RosterWork } from "./at-roster.ts";
import { isLastAdmin, servingOfficer } from "./end-officer.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { line } from "../input.ts";

export const succeedInput = z.strictObject({
  officer: z.uuid(),
  successor: z.uuid(),
  reason: line,
});
export type SucceedInput = z.infer<typeof succeedInput>;

/**
 * Ends a role and hands over what its holder had: open cases, and leaves of others that they cover. All of it in one
 * transaction, with an audit row for each case. Said again it has no effect and the same answer. How many cases there were
 * is not answered: some of them may be no business of who looks after the roster. Refused: `unknownOfficer`,
 * `officerEnded`, `unfitSuccessor` (another role or unit, not in office today, or the same person), `lastAdmin`.
 */
export function succeed(
  ctx: Context,
  actor: AtDesk,
  { officer: id, successor, reason }: SucceedInput,
): Promise<Result<{ id: string }>> {
  return atRoster(ctx, actor, async (desk) => {
    const { tx, tenant, at } = desk;
    const before = await findOfficer(tx, tenant, id);
    if (before?.isEnded === true && before.successor === successor) return done({ id: successor });
    const leaving = await servingOfficer(desk, id);
    if (leaving.outcome === "failed") return leaving;
    const coming = await servingOfficer(desk, successor, "/successor");
    if (coming.outcome === "failed") return coming;
    if (!isFit(desk, leaving.value, coming.value)) return failed("unfitSuccessor", "/successor");
    // Who has never signed in cannot take over the desk from its last administrator.
    if (!coming.value.isConfirmed && (await isLastAdmin(desk, leaving.value)))
      return failed("lastAdmin", "/officer");
    await passOn(desk, leaving.value, coming.value);
    await markOfficerEnded(tx, tenant, id, { at, why: reason, successor });
    const by = actorName(actor);
    const cases = await handOverCases(tx, tenant, { from: id, to: successor, at });
    const detail = { officer: id, successor };
    const handed = { actor: by, verb: "handOver", outcome: "handedOver", detail };
    await auditEach(tx, tenant, at, handed, cases);
    await insertAudit(tx, tenant, at, {
      actor: by,
      verb: "succeed",
      outcome: "succeeded",
      detail: { ...detail, cases: cases.length },
    });
    return done({ id: successor });
  });
}

function isFit({ today }: RosterWork, leaving: Officer, coming: Officer): boolean {
  return (
    coming.account !== leaving.account &&
    coming.role === leaving.role &&
    coming.heldAt === leaving.heldAt &&
    coming.unit === leaving.unit &&
    counts(coming.term, today)
  );
}

/** The successor covers the leaves of others, as far as they may; the rest ends with the role. */
async function passOn(
  { tx, tenant, today }: RosterWork,
  leaving: Officer,
  coming: Officer,
): Promise<void> {
  const covers = await coversOf(tx, tenant, today);
  const passed = covers.filter((cover) => {
    const others = covers.filter(({ id }) => id !== cover.id);
    return (
      cover.deputy === leaving.id && fitOfCover({ ...cover, by: coming.account }, others) === "fits"
    );
  });
  const ids = passed.map(({ id }) => id);
  await passOnCovers(tx, tenant, ids, coming.id);
}
