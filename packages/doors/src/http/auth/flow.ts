import { AsyncLocalStorage } from "node:async_hooks";
import type { SignInMeans } from "@simpul/db";

/** What is known of a sign-in while better-auth does its part of it: what it asks the adapter to keep carries none of it. */
export interface Flow {
  readonly how: SignInMeans;
  readonly agent: string;
  /** Of a session that this one replaces. */
  readonly startedAt?: string;
  freshAt?: string | null;
  readonly factorAt?: string;
  readonly onlyTenant?: string;
  /** Whether the one that begins ends at once, because a second factor is awaited. */
  readonly awaitsFactor?: boolean;
  /** What the adapter kept. */
  began?: { readonly id: string; readonly account: string };
  /** Why it was refused, in our words. */
  refused?: string;
}

const flows = new AsyncLocalStorage<Flow>();

export const inFlow = <T>(flow: Flow, work: () => Promise<T>): Promise<T> => flows.run(flow, work);

export const currentFlow = (): Flow | undefined => flows.getStore();
