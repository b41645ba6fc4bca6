import { tenant } from "../address.ts";
import { device } from "../device.ts";
import { client } from "../trpc.ts";
import { isEmpty, readLocal } from "./draft.ts";
import type { Local } from "./draft.ts";

/** What this device keeps of what somebody types, until the server has it: each desk's and each person's own. */
const prefix = `simpul.draft.${tenant ?? "-"}.`;
const nameOf = (account: string, report: string): string => `${prefix}${account}.${report}`;

/** @returns whether it is there after the tab is gone; where not, the server keeps it a second later */
export function keepLocal(account: string, report: string, local: Local | undefined): boolean {
  if (local?.isNew === true) return device.set(nameOf(account, report), JSON.stringify(local));
  // What the server has needs no second place, on a computer that may be anybody's.
  device.remove(nameOf(account, report));
  return true;
}

export const localOf = (account: string, report: string): Local | undefined =>
  readLocal(device.get(nameOf(account, report)));

/**
 * Before somebody signs out: what the server does not have yet is sent there, and nothing stays on this device. What another
 * device has changed meanwhile stays as that one left it.
 */
export async function clearLocalDrafts(account: string): Promise<void> {
  const mine = `${prefix}${account}.`;
  await Promise.all(
    device.names(mine).map(async (name) => {
      const local = readLocal(device.get(name));
      if (local?.isNew === true && !isEmpty(local.said))
        await client.drafts.save
          .mutate({ report: name.slice(mine.length), base: local.base, said: local.said })
          .catch(() => undefined);
      device.remove(name);
    }),
  );
  for (const name of device.names(typedOf(account))) device.remove(name);
}

/** Somebody else is here now: what others typed at this computer and did not send is not for them to find. */
export function forgetOthers(account: string): void {
  for (const name of [...device.names("simpul.draft."), ...device.names("simpul.typed.")])
    if (!name.includes(`.${account}.`)) device.remove(name);
}

const typedOf = (account: string): string => `simpul.typed.${tenant ?? "-"}.${account}.`;

/** The small forms: what was typed into one is there again when it is opened again. */
export function keepTyped(account: string, form: string, typed: object | undefined): void {
  if (typed === undefined) device.remove(typedOf(account) + form);
  else device.set(typedOf(account) + form, JSON.stringify(typed));
}

/** @returns what has the fields of the form, as text or lists of text; anything else is not there */
export function typedBefore<T extends object>(account: string, form: string, initial: T): T {
  try {
    const read: unknown = JSON.parse(device.get(typedOf(account) + form) ?? "null");
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
