import { cutJws, openJws, signCompact, type JwsKind, type KeyOf } from "./jws.ts";
import type { SigningKey } from "./keys.ts";
import { refuse, type ProtocolRefusal } from "./refusal.ts";
import { conform, matching, object, oneOf, optional, where, type Shape } from "./shape.ts";
import { codeWord, hashShape, instant, nodeUrnShape, tenantCode, uuid, uuidv7 } from "./terms.ts";

/** What a reporter's identity may be asked for; the words are those that the reporter is told. */
export const identityPurposes = [
  "contact",
  "verification",
  "protection",
  "examination",
  "legalDuty",
] as const;
export type IdentityPurpose = (typeof identityPurposes)[number];

/** Whoever handles a report asks the tenant that took it in who its reporter is (PROTOCOL, "Identity"). */
export interface IdentityAsk {
  /** Taken once: the origin remembers it until it has expired. */
  id: string;
  /** URN of the node that hosts `from`. */
  iss: string;
  from: string;
  /** The tenant of origin. */
  to: string;
  report: string;
  purpose: IdentityPurpose;
  /** Of the officer who asks; neither their name nor their reason travels. */
  role: string;
  /** Thumbprint of the key to seal the answer to: the directory alone must not be able to name another. */
  key: string;
  at: string;
  /** Exclusive; at most `MAX_ASK_HOURS` after `at`. */
  exp: string;
}

export interface IdentityAnswer {
  /** The ask's id. */
  ask: string;
  /** URN of the node that hosts `from`. */
  iss: string;
  /** The tenant of origin. */
  from: string;
  to: string;
  at: string;
  outcome: "given" | "refused";
  /** Why it was refused. */
  code?: string;
  /** A compact JWE, see `sealIdentity`. */
  sealed?: string;
}

export const MAX_ASK_HOURS = 72;
/** Of what a post or a pull carries beside events. */
export const MAX_MESSAGES = 20;
export const MAX_MESSAGE_CHARACTERS = 16_384;

const ASK: JwsKind = { typ: "simpul-identity-ask+jws", limit: 2048 };
const ANSWER: JwsKind = { typ: "simpul-identity-answer+jws", limit: 8192 };

const jweText: Shape<string> = matching(
  /^(?=.{1,6000}$)[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$/,
  "a compact JWE",
);

const askShape: Shape<IdentityAsk> = where(
  object<IdentityAsk>({
    id: uuidv7,
    iss: nodeUrnShape,
    from: tenantCode,
    to: tenantCode,
    report: uuid,
    purpose: oneOf(...identityPurposes),
    role: codeWord,
    key: hashShape,
    at: instant,
    exp: instant,
  }),
  ({ from, to, at, exp }) => {
    if (from === to) return { pointer: "/to", wanted: "another tenant than `from`" };
    const hours = Temporal.Instant.from(at).until(exp).total("hours");
    return hours > 0 && hours <= MAX_ASK_HOURS
      ? undefined
      : { pointer: "/exp", wanted: `at most ${MAX_ASK_HOURS} hours after \`at\`` };
  },
);

const answerShape: Shape<IdentityAnswer> = where(
  object<IdentityAnswer>({
    ask: uuidv7,
    iss: nodeUrnShape,
    from: tenantCode,
    to: tenantCode,
    at: instant,
    outcome: oneOf("given", "refused"),
    code: optional(codeWord),
    sealed: optional(jweText),
  }),
  ({ outcome, code, sealed }) => {
    const isWhole =
      outcome === "given"
        ? sealed !== undefined && code === undefined
        : sealed === undefined && code !== undefined;
    return isWhole
      ? undefined
      : { pointer: "/outcome", wanted: "what was given, or why it was refused" };
  },
);

export function signIdentityAsk(ask: IdentityAsk, key: SigningKey): string {
  return signCompact(ASK, ask, key);
}

export function signIdentityAnswer(answer: IdentityAnswer, key: SigningKey): string {
  return signCompact(ANSWER, answer, key);
}

export type IdentityMessage =
  | { readonly kind: "ask"; readonly id: string; readonly ask: IdentityAsk }
  | { readonly kind: "answer"; readonly id: string; readonly answer: IdentityAnswer };

/**
 * Either of the two, told apart by the `typ` that is signed. Who owns the key and hosts `from`, and whether it is still
 * good, is the caller's question: `iss` is only what the signer says.
 */
export async function openIdentityMessage(
  jws: string,
  keyOf: KeyOf,
): Promise<{ outcome: "opened"; message: IdentityMessage; kid: string } | ProtocolRefusal> {
  if (jws.length > MAX_MESSAGE_CHARACTERS)
    return refuse("tooLarge", `more than ${MAX_MESSAGE_CHARACTERS} characters`);
  if (cutJws(jws, ASK).outcome === "cut") {
    const opened = await openJws(jws, ASK, keyOf);
    if (opened.outcome === "refused") return opened;
    const fit = conform(opened.value, askShape);
    if (fit.outcome === "refused") return fit;
    const message = { kind: "ask", id: fit.value.id, ask: fit.value } as const;
    return { outcome: "opened", message, kid: opened.kid };
  }
  const opened = await openJws(jws, ANSWER, keyOf);
  if (opened.outcome === "refused") return opened;
  const fit = conform(opened.value, answerShape);
  if (fit.outcome === "refused") return fit;
  const message = { kind: "answer", id: fit.value.ask, answer: fit.value } as const;
  return { outcome: "opened", message, kid: opened.kid };
}
