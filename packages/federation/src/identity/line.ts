import type { Context } from "@simpul/casework";
import { nodeUrn } from "@simpul/domain";
import { openSealedIdentity, signIdentityAsk } from "@simpul/protocol";
import type { DirectoryBook } from "../directory-book.ts";
import type { Keyring } from "../keyring.ts";
import { nextOnWay, putOnWay } from "./way.ts";

/** The asking side's keys, for casework, which has none. */
export function identityLine(here: {
  readonly node: string;
  readonly book: DirectoryBook;
  readonly keyring: Keyring;
}): Context["identityLine"] {
  const { node, keyring } = here;
  return {
    async ask(tx, ask) {
      const to = nextOnWay(here, ask.to);
      if (to === undefined) return "unreachable";
      const jws = signIdentityAsk(
        { ...ask, iss: nodeUrn(node), key: keyring.encryption.kid },
        keyring.signing,
      );
      const { id, at, exp: expiresAt } = ask;
      const put = await putOnWay(tx, { from: node, to, kind: "ask", id, jws, at, expiresAt });
      return put === "full" ? "unreachable" : "queued";
    },
    async open(ask, sealed) {
      const opened = await openSealedIdentity(sealed, keyring.encryption, ask);
      if (opened.outcome === "refused") return { outcome: "unreadable" };
      try {
        return { outcome: "opened", identity: JSON.parse(opened.plain) };
      } catch {
        return { outcome: "unreadable" };
      }
    },
  };
}
