import type { Hono } from "hono";
import { authDoor } from "./door.ts";
import { linkRoutes } from "./link-routes.ts";
import { passwordRoutes } from "./password-routes.ts";
import { secondFactorRoutes } from "./second-factor-routes.ts";
import { sessionRoutes } from "./session-routes.ts";
import type { SignIn } from "./sign-in.ts";
import { ssoRoutes } from "./sso-routes.ts";

/**
 * Sign-in of staff, at /api/auth. JSON in, JSON out; problems as everywhere. Cookies: `__Host-simpul` (the session),
 * `__Host-simpul-device` (a browser that was used before), `__Host-simpul-browser` (while a link is awaited).
 *
 * | route | body | what |
 * | --- | --- | --- |
 * | POST /sign-in/email | {email, password} | signs in; `twoFactorRedirect: true` where a code is awaited. 401, 429 |
 * | POST /two-factor/verify-totp | {code} | the awaited code; the missing one of a session; the first one of a new secret |
 * | POST /two-factor/verify-backup-code | {code} | a recovery code in its place, each once |
 * | POST /sign-in/magic-link | {email} | mails a link to liaisons and heads of units. 202, whoever asks |
 * | POST /magic-link/verify | {token, remember?} | opens it, in the browser that asked |
 * | POST /sign-in/device | {} | by a browser that is remembered; never fresh |
 * | GET /sso/{tenant} | | identity providers: {items: [{id, name}]} |
 * | POST /sign-in/sso | {tenant, provider} | {url} to go to; comes back by GET /callback/{tenant}~{provider} to /desk |
 * | GET /get-session | | {session, user, secondFactor, roles, desk}, or null. `secondFactor`: none, proved, due, missing; `desk`: the host's own |
 * | GET /list-sessions, /list-devices | | {items} |
 * | POST /revoke-session, /revoke-device | {id} | one of one's own |
 * | POST /revoke-other-sessions, /revoke-sessions | {} | and all remembered devices |
 * | POST /sign-out | {} | |
 * | POST /request-password-reset | {email} | mails a link to /desk/reset#TOKEN. 202, whoever asks |
 * | POST /reset-password | {token, newPassword} | ends every session |
 * | POST /accept-invitation | {token, password} | of a mail's /desk/invitation#TOKEN; signs in |
 * | POST /prove | {password} | of who is signed in: the session is fresh again |
 * | POST /change-password | {currentPassword, newPassword} | ends every other session |
 * | POST /two-factor/enable | {password?, link?} | {totpURI, backupCodes}; counts once verified. `link`: of the mail that
 * follows a reset by somebody else, /desk/second-factor#TOKEN |
 * | POST /two-factor/disable | {password?} | |
 * | POST /two-factor/generate-backup-codes | {password?} | {backupCodes}; the old ones are void |
 *
 * `secondFactorNeeded` and `secondFactorMissing` (403) say what a session lacks; until then it reaches only the second
 * factor, sign-out and get-session. Who has no password needs a fresh session (`signInAgain`) where one is asked for.
 */
export function authRoutes(signIn: SignIn): Hono {
  const door = authDoor(signIn);
  passwordRoutes(door);
  secondFactorRoutes(door);
  linkRoutes(door);
  sessionRoutes(door);
  ssoRoutes(door);
  return door.app;
}
