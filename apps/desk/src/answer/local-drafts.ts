import { tenant } from "../address.ts";
import { client } from "../trpc.ts";
import { isEmpty, readLocal } from "./draft.ts";
import type { Local } from "./draft.ts";

/** What this device keeps of what somebody types, until the server has it: each desk's and each person's own. */
const prefix = `simpul.draft.${tenant ?? "-"}.`;
const nameOf = (account: string, report: string): string => `${prefix}${account}.${report}`;

export function keepLocal(account: string, report: string, local: Local | undefined): void {
  try {
    // What the server has needs no second place, on a computer that may be anybody's.
    if (local?.isNew !== true) localStorage.removeItem(nameOf(account, report));
    else localStorage.setItem(nameOf(account, report), JSON.stringify(local));
  } catch {
    // A full or forbidden store: the server keeps it a second later.
  }
}

export const localOf = (account: string, report: string): Local | undefined =>
  readLocal(localStorage.getItem(nameOf(account, report)));

/**
 * Before somebody signs out: what the server does not have yet is sent there, and nothing stays on this device. What another
 * device has changed meanwhile stays as that one left it.
 */
export async function clearLocalDrafts(account: string): Promise<void> {
  const mine = `${prefix}${account}.`;
  const names = Object.keys(localStorage).filter((name) => name.startsWith(mine));
  await Promise.all(
    names.map(async (name) => {
      const local = readLocal(localStorage.getItem(name));
      if (local?.isNew === true && !isEmpty(local.said))
        await client.drafts.save
          .mutate({ report: name.slice(mine.length), base: local.base, said: local.said })
          .catch(() => undefined);
      localStorage.removeItem(name);
    }),
  );
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(typedOf(account))))
    localStorage.removeItem(name);
}

/** Somebody else is here now: what others typed at this computer and did not send is not for them to find. */
export function forgetOthers(account: string): void {
  try {
    const names = Object.keys(localStorage).filter((name) =>
      /^simpul\.(?:draft|typed)\./.test(name),
    );
    for (const name of names) if (!name.includes(`.${account}.`)) localStorage.removeItem(name);
  } catch {
    // As above.
  }
}

const typedOf = (account: string): string => `simpul.typed.${tenant ?? "-"}.${account}.`;

/** The small forms: what was typed into one is there again when it is opened again. */
export function keepTyped(account: string, form: string, typed: object | undefined): void {
  try {
    if (typed === undefined) localStorage.removeItem(typedOf(account) + form);
    else localStorage.setItem(typedOf(account) + form, JSON.stringify(typed));
  } catch {
    // As above.
  }
}

/** @returns what has the fields of the form, as text or lists of text; anything else is not there */
export function typedBefore<T extends object>(account: string, form: string, initial: T): T {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(typedOf(account) + form) ?? "null");
    if (typeof read !== "object" || read === null) return initial;
    const fits = (name: string, value: unknown): boolean => {
      const [, model] = Object.entries(initial).find(([own]) => own === name) ?? [];
      return Array.isArray(model)
        ? Array.isArray(value) && value.every((each) => typeof each === "string")
        : typeof model === typeof value;
    };
    // Proof: every field that is taken over has the type of the one it takes the place of.
    return Object.assign(
      { ...initial },
      Object.fromEntries(Object.entries(read).filter(([name, value]) => fits(name, value))),
    ) as T;
  } catch {
    return initial;
  }
}
