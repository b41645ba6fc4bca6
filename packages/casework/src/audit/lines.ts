import {
  chainAfter,
  chainHeads,
  checkpointsAmong,
  insertAudit,
  sweptBefore,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { SealedRow } from "@simpul/db";
import type { Context } from "../context.ts";
import { beginning, canonicalRow } from "./chain.ts";
import type { Covered } from "./seal.ts";

/** Of the deployment that makes the file: its URN, the root that it has pinned, and the directory that holds its keys. */
export interface Maker {
  readonly by: string;
  readonly root: string;
  /** Compact JWS. */
  readonly directory: string;
  sign(covered: Covered): string;
}

const page = 2_000;

/**
 * A tenant's sealed audit as lines of JSON, to be checked with nothing else (docs/adr/0027): a head, each link with the exact
 * bytes of its row (`null` where it was swept), each checkpoint behind the link that it names, and a checkpoint made now at the
 * end, so that a file that was cut off is none. Audited as `exportAudit` by the operator, before the first line.
 */
export async function* auditLines(
  ctx: Context,
  tenant: string,
  maker: Maker,
): AsyncGenerator<string, void> {
  const scope = wholeOf([tenant]);
  const { by, root, directory } = maker;
  const madeAt = ctx.now().toString({ fractionalSecondDigits: 3 });
  const { end, before } = await withScope(ctx.db, scope, async (tx) => {
    await insertAudit(tx, tenant, madeAt, {
      actor: "system",
      verb: "exportAudit",
      outcome: "done",
      detail: { kind: "chain" },
    });
    const [head] = await chainHeads(tx, [tenant]);
    return { end: head ?? beginning, before: await sweptBefore(tx, tenant) };
  });
  const said = { format: "simpul-audit/1", tenant, by, madeAt, root, sweptBefore: before ?? null };
  yield line({ ...said, directory });
  for (let at = 0; at < end.seq;) {
    const from = at;
    const { links, checkpoints } = await withScope(ctx.db, scope, async (tx) => {
      const links = await chainAfter(tx, tenant, from, Math.min(page, end.seq - from));
      const to = links.at(-1)?.link.seq ?? from;
      return { links, checkpoints: await checkpointsAmong(tx, tenant, from + 1, to) };
    });
    if (links.length === 0) break;
    const signed = new Map(checkpoints.map(({ seq, jws }) => [seq, jws]));
    for (const one of links) {
      yield line(sealed(one));
      const jws = signed.get(one.link.seq);
      if (jws !== undefined) yield line({ checkpoint: jws });
    }
    at = links.at(-1)?.link.seq ?? end.seq;
  }
  yield line({
    end: end.seq === 0 ? null : maker.sign({ tenant, seq: end.seq, hash: end.hash, time: madeAt }),
  });
}

const sealed = ({ link: { tenant: _, ...link }, row }: SealedRow) => ({
  ...link,
  row: row === undefined ? null : canonicalRow(row),
});

const line = (value: object): string => `${JSON.stringify(value)}\n`;
