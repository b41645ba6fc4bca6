let account: string | undefined;

/** Whose desk this tab shows; nobody's behind a sign-out. */
export function isWhose(of: string | undefined): void {
  account = of;
}

/**
 * Said with what changes anything: tabs of one browser have one session, and where somebody else signed in by another tab, what
 * was typed into this one is not done in their name.
 */
export const ofAccount = (): { readonly "x-account"?: string } =>
  account === undefined ? {} : { "x-account": account };
