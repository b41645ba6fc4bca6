import {
  deleteSessionByToken,
  deleteSignInRows,
  findSignInRows,
  insertSession,
  insertSignInRow,
  isSignInOperator,
  sessionsOf,
  touchSession,
  updateSignInRows,
} from "@simpul/db";
import type { NewSession, SignInRow, SignInTable, SignInValue, SignInWhere } from "@simpul/db";
import { createAdapterFactory } from "better-auth/adapters";
import type { CleanedWhere } from "better-auth/adapters";
import { acting } from "./audit.ts";
import { currentFlow } from "./flow.ts";
import type { SignInCore } from "./core.ts";
import { absoluteHours, sessionLimits } from "./sessions.ts";
import { hashOf } from "./tokens.ts";

type Given = Record<string, unknown>;

const tables: Readonly<Record<string, SignInTable>> = {
  user: "user",
  account: "credential",
  verification: "verification",
  twoFactor: "second_factor",
};

const columnOf = (field: string): string =>
  field === "lockedUntil"
    ? "locked_until_at"
    : field.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

const fieldOf = (column: string): string =>
  column === "locked_until_at"
    ? "lockedUntil"
    : column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const tableOf = (model: string): SignInTable => {
  const table = tables[model];
  if (table === undefined) throw new Error(`sign-in has no ${model}`);
  return table;
};

// Proof: better-auth's fields are text, numbers, booleans and dates; it has no other types of column here.
const toRow = (given: Given): SignInRow =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [columnOf(field), value as SignInValue]),
  );

const fromRow = (row: SignInRow): Given =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [fieldOf(column), value]));

function toWhere(where: readonly CleanedWhere[] = []): SignInWhere[] {
  return where.map(({ field, operator = "eq", value, connector }) => {
    if (!isSignInOperator(operator) || connector !== "AND")
      throw new Error(`sign-in cannot look for ${field} by ${operator}`);
    // Proof: as in `toRow`; lists are of texts.
    return { column: columnOf(field), operator, value: value as SignInWhere["value"] };
  });
}

/**
 * better-auth's rows over our own client. drizzle's adapter would import drizzle's whole relational half, and neither it nor any
 * other keeps a session by the hash of its token or counts by the deployment's clock.
 */
export function adapterOf(signIn: SignInCore) {
  const { db } = signIn.ctx;
  const sessions = sessionStore(signIn);
  return createAdapterFactory({
    config: {
      adapterId: "simpul",
      supportsJSON: false,
      supportsDates: true,
      supportsBooleans: true,
      supportsNumericIds: false,
      transaction: false,
    },
    adapter: () => ({
      // Proof of the casts below: better-auth names the type it expects of the model that it asked for.
      async create({ model, data }) {
        const kept =
          model === "session"
            ? await sessions.create(data)
            : fromRow(await insertSignInRow(db, tableOf(model), toRow(data)));
        return kept as typeof data;
      },
      async findOne<T>({ model, where }: { model: string; where: CleanedWhere[] }) {
        if (model === "session") return (await sessions.find(where)) as T | null;
        const [row] = await findSignInRows(db, tableOf(model), toWhere(where), 1);
        return (row === undefined ? null : fromRow(row)) as T | null;
      },
      async findMany<T>({
        model,
        where,
        limit,
      }: {
        model: string;
        where?: CleanedWhere[] | undefined;
        limit: number;
      }) {
        if (model === "session") return (await sessions.findMany(where ?? [])) as T[];
        const rows = await findSignInRows(db, tableOf(model), toWhere(where), limit);
        return rows.map(fromRow) as T[];
      },
      async update<T>({
        model,
        where,
        update,
      }: {
        model: string;
        where: CleanedWhere[];
        update: T;
      }) {
        if (model === "session") return (await sessions.find(where)) as T | null;
        const [row] = await updateSignInRows(
          db,
          tableOf(model),
          toWhere(where),
          toRow(update as Given),
        );
        return (row === undefined ? null : fromRow(row)) as T | null;
      },
      async updateMany({ model, where, update }) {
        const rows = await updateSignInRows(db, tableOf(model), toWhere(where), toRow(update));
        return rows.length;
      },
      async incrementOne<T>({
        model,
        where,
        increment,
        set = {},
      }: {
        model: string;
        where: CleanedWhere[];
        increment: Record<string, number>;
        set?: Given | undefined;
      }) {
        const add = Object.fromEntries(
          Object.entries(increment).map(([field, by]) => [columnOf(field), by]),
        );
        const [row] = await updateSignInRows(db, tableOf(model), toWhere(where), toRow(set), add);
        return (row === undefined ? null : fromRow(row)) as T | null;
      },
      async consumeOne<T>({ model, where }: { model: string; where: CleanedWhere[] }) {
        const [row] = await deleteSignInRows(db, tableOf(model), toWhere(where));
        return (row === undefined ? null : fromRow(row)) as T | null;
      },
      async delete({ model, where }) {
        if (model === "session") await sessions.delete(where);
        else await deleteSignInRows(db, tableOf(model), toWhere(where));
      },
      async deleteMany({ model, where }) {
        if (model !== "session")
          return (await deleteSignInRows(db, tableOf(model), toWhere(where))).length;
        await sessions.delete(where);
        return 1;
      },
      async count({ model, where }) {
        return (await findSignInRows(db, tableOf(model), toWhere(where), 1000)).length;
      },
    }),
  });
}

/** Sessions as better-auth sees them: with a token, which we do not keep, and an end by its own clock. */
function sessionStore(signIn: SignInCore) {
  const { ctx } = signIn;
  const textOf = (where: readonly CleanedWhere[], field: string): string | undefined => {
    const value = where.find((each) => each.field === field)?.value;
    return typeof value === "string" ? value : undefined;
  };
  const shown = (row: NewSession, token: string): Given => ({
    id: row.id,
    userId: row.user_id,
    token,
    userAgent: row.agent,
    ipAddress: "",
    // It is live, or it would not have been found: when it ends is counted by our clock, in the database.
    expiresAt: new Date(Date.now() + absoluteHours * 3_600_000),
    createdAt: new Date(row.started_at),
    updatedAt: new Date(row.seen_at),
  });
  return {
    async create(data: Given): Promise<Given> {
      const flow = currentFlow();
      const { id, token, userId } = data;
      if (flow === undefined || typeof token !== "string" || typeof userId !== "string")
        throw new Error("a session begins in a flow of ours");
      const now = ctx.now().toString({ fractionalSecondDigits: 3 });
      const row: NewSession = {
        id: String(id),
        user_id: userId,
        agent: flow.agent,
        how: flow.how,
        started_at: flow.startedAt ?? now,
        seen_at: now,
        fresh_at: flow.freshAt === undefined ? now : flow.freshAt,
        factor_at: flow.factorAt ?? null,
        only_tenant: flow.onlyTenant ?? null,
        device: null,
      };
      flow.began = { id: row.id, account: userId };
      if (flow.awaitsFactor !== true)
        await acting(signIn, async (tx, audit) => {
          await insertSession({ pg: tx }, { ...row, token_hash: hashOf(token) });
          if (flow.startedAt === undefined)
            await audit({
              account: userId,
              desk: flow.onlyTenant,
              verb: "signIn",
              outcome: "signedIn",
              detail: { how: flow.how },
            });
        });
      return shown(row, token);
    },
    async find(where: readonly CleanedWhere[]): Promise<Given | null> {
      const token = textOf(where, "token");
      if (token === undefined) return null;
      const row = await touchSession(ctx.db, hashOf(token), sessionLimits(signIn));
      return row === undefined ? null : shown(row, token);
    },
    async findMany(where: readonly CleanedWhere[]): Promise<Given[]> {
      const user = textOf(where, "userId");
      if (user === undefined) return [];
      return (await sessionsOf(ctx.db, user, sessionLimits(signIn))).map((row) => shown(row, ""));
    },
    async delete(where: readonly CleanedWhere[]): Promise<void> {
      const token = textOf(where, "token");
      if (token !== undefined) await deleteSessionByToken(ctx.db, hashOf(token));
    },
  };
}
