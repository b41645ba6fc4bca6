import { deleteSessions, devicesOf, forgetDevices, sessionsOf } from "@simpul/db";
import type { SessionRow } from "@simpul/db";
import { z } from "zod";
import { problem } from "../problem.ts";
import { acting } from "./audit.ts";
import { deskOf } from "./desk.ts";
import type { Asked, AskedBy, AuthDoor } from "./door.ts";
import { rolesWithin, signedIn } from "./factor.ts";
import { dropCookie, endOf, isFresh, sessionLimits, sessionOf, useOf } from "./sessions.ts";

const none = z.strictObject({});
const one = z.strictObject({ id: z.string().min(1).max(64) });

export function sessionRoutes({ get, post }: AuthDoor): void {
  get("/get-session", "anyone", current);
  get("/list-sessions", "whole", listSessions);
  get("/list-devices", "whole", listDevices);
  post("/sign-out", none, "anyone", signOut);
  post("/revoke-session", one, "whole", revokeOne);
  post("/revoke-other-sessions", none, "whole", ({ who, ...asked }) =>
    revoke({ ...asked, who }, who.session.id),
  );
  post("/revoke-sessions", none, "session", async (asked) => {
    const answer = await revoke(asked);
    dropCookie(asked.signIn, asked.c);
    return answer;
  });
  post("/revoke-device", one, "whole", revokeDevice);
}

const shown = (session: SessionRow) => ({
  id: session.id,
  how: session.how,
  agent: session.agent,
  startedAt: session.started_at,
  seenAt: session.seen_at,
  endsAt: endOf(session),
});

/** Who is signed in, and what is still missing; `null` of nobody. */
async function current({ signIn, c }: Asked<undefined, "anyone">): Promise<Response> {
  // Every desk asks this each minute by itself.
  const session = await sessionOf(signIn, c, useOf(c));
  const who = session === undefined ? undefined : await signedIn(signIn, session);
  if (who === undefined) return c.json(null);
  const { id, name, email } = who.account;
  return c.json({
    session: { ...shown(who.session), isFresh: isFresh(signIn, who.session) },
    user: { id, name, email },
    secondFactor: who.factor,
    roles: rolesWithin(who.session, who.roles),
    desk: deskOf(signIn, c, undefined) ?? null,
  });
}

async function listSessions({ signIn, c, who }: Asked<undefined, "whole">): Promise<Response> {
  const all = await sessionsOf(signIn.ctx.db, who.account.id, sessionLimits(signIn));
  return c.json({
    items: all.map((each) => ({ ...shown(each), isCurrent: each.id === who.session.id })),
  });
}

async function listDevices({ signIn, c, who }: Asked<undefined, "whole">): Promise<Response> {
  const { ctx } = signIn;
  const all = await devicesOf(ctx.db.pg, who.account.id, ctx.now().toString());
  return c.json({
    items: all.map(({ id, agent, remembered, created_at, expires_at }) => ({
      id,
      agent,
      remembered,
      since: created_at,
      until: expires_at,
    })),
  });
}

async function signOut({ signIn, c }: AskedBy<typeof none, "anyone">): Promise<Response> {
  const session = await sessionOf(signIn, c);
  if (session !== undefined)
    await acting(signIn, async (tx, audit) => {
      await deleteSessions(tx, session.user_id, { id: session.id });
      await audit({ account: session.user_id, verb: "signOut", outcome: "done" });
    });
  dropCookie(signIn, c);
  return c.json({ success: true });
}

async function revokeOne({
  signIn,
  c,
  input,
  who,
}: AskedBy<typeof one, "whole">): Promise<Response> {
  const count = await acting(signIn, async (tx, audit) => {
    const ended = await deleteSessions(tx, who.account.id, { id: input.id });
    if (ended > 0) await audit({ account: who.account.id, verb: "revokeSession", outcome: "done" });
    return ended;
  });
  return count === 0 ? problem(c, "notFound") : c.json({ status: true });
}

/** Everywhere, and every device that would sign in by itself; but for one session, where it is named. */
async function revoke(
  { signIn, c, who }: Asked<unknown, "session">,
  except?: string,
): Promise<Response> {
  await acting(signIn, async (tx, audit) => {
    const { id } = who.account;
    const sessions = await deleteSessions(tx, id, except === undefined ? {} : { except });
    await forgetDevices(tx, id);
    await audit({
      account: id,
      verb: "revokeSession",
      outcome: "everywhere",
      detail: { sessions },
    });
  });
  return c.json({ status: true });
}

async function revokeDevice({
  signIn,
  c,
  input,
  who,
}: AskedBy<typeof one, "whole">): Promise<Response> {
  const count = await acting(signIn, async (tx, audit) => {
    const gone = await forgetDevices(tx, who.account.id, input.id);
    if (gone > 0) await audit({ account: who.account.id, verb: "forgetDevice", outcome: "done" });
    return gone;
  });
  return count === 0 ? problem(c, "notFound") : c.json({ status: true });
}
