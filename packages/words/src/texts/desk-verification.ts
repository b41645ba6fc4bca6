import { texts } from "../text.ts";

/** What the verifier's forms say. */
export const deskVerification = texts({
  title: { id: "Verifikasi", en: "Verification" },
});
