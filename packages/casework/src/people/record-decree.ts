import { actorName } from "@simpul/access";
import {
  decreesOf,
  findAttachments,
  insertAudit,
  insertDecree,
  moveToDecree,
  officersOf,
} from "@simpul/db";
import { z } from "zod";
import { atRoster } from "./at-roster.ts";
import type { AtDesk, RosterWork } from "./at-roster.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { date, line } from "../input.ts";

export const recordDecreeInput = z.strictObject({
  number: line,
  issuedOn: date,
  validFrom: date,
  /** The last day on which it is valid. */
  validUntil: date.optional(),
  /** An upload of the signed paper. */
  scan: z.uuid().optional(),
  succeeds: z.uuid().optional(),
  /** Roles that go on under it. */
  continues: z.array(z.uuid()).max(500).optional(),
});
export type RecordDecreeInput = z.infer<typeof recordDecreeInput>;

/**
 * Keeps a roster decree as it was signed. It is never changed: another one succeeds it, and says who goes on. Refused:
 * `decreeKnown`, `datesCrossed`, `unknownDecree`, `unknownOfficer`, `unknownAttachment` (not uploaded by the same person).
 */
export function recordDecree(
  ctx: Context,
  actor: AtDesk,
  input: RecordDecreeInput,
): Promise<Result<{ id: string }>> {
  return atRoster(ctx, actor, async (desk) => {
    const refused = await refusalOf(desk, actor, input);
    if (refused !== undefined) return refused;
    const { tx, tenant, at } = desk;
    const { number, issuedOn, validFrom, validUntil, scan, succeeds, continues = [] } = input;
    const id = ctx.newId();
    const decree = {
      id,
      number,
      issuedOn,
      begins: validFrom,
      ...(validUntil === undefined ? {} : { ends: validUntil }),
      ...(scan === undefined ? {} : { scan }),
      ...(succeeds === undefined ? {} : { succeeds }),
    };
    const by = actorName(actor);
    if ((await insertDecree(tx, tenant, decree, { at, by })) === "known")
      return failed("decreeKnown", "/number");
    const continued = await moveToDecree(tx, tenant, continues, id);
    await insertAudit(tx, tenant, at, {
      actor: by,
      verb: "recordDecree",
      outcome: "recorded",
      detail: { decree: id, continued },
    });
    return done({ id });
  });
}

async function refusalOf(
  { tx, tenant }: RosterWork,
  actor: AtDesk,
  { validFrom, validUntil, scan, succeeds, continues = [] }: RecordDecreeInput,
): Promise<Failure | undefined> {
  if (validUntil !== undefined && validUntil < validFrom)
    return failed("datesCrossed", "/validUntil");
  const decrees = await decreesOf(tx, tenant);
  if (succeeds !== undefined && !decrees.some(({ id }) => id === succeeds))
    return failed("unknownDecree", "/succeeds");
  const known = new Set((await officersOf(tx, tenant)).map(({ id }) => id));
  const stranger = continues.findIndex((id) => !known.has(id));
  if (stranger !== -1) return failed("unknownOfficer", `/continues/${stranger}`);
  const uploads = scan === undefined ? [] : [scan];
  if ((await findAttachments(tx, tenant, actorName(actor), uploads)).length < uploads.length)
    return failed("unknownAttachment", "/scan");
  return undefined;
}
