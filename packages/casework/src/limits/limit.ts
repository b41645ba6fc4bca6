/** How often something may happen; the name is the one that the `RateLimit` headers say. */
export interface Limit {
  readonly name: string;
  /** Tokens a second, once the burst is spent. */
  readonly rate: number;
  /** As many at once. */
  readonly burst: number;
}

/** What is left, as the `RateLimit` headers say it (draft-ietf-httpapi-ratelimit-headers). */
export interface Allowance {
  readonly outcome: "go" | "wait";
  readonly remaining: number;
  /** Seconds until it is worth asking again; of `go`: until there is one more. */
  readonly seconds: number;
}

/** Of a machine's key or of a channel: as many a second as its row says. */
export const everySecond = (name: "key" | "channel", rate: number): Limit => ({
  name,
  rate,
  burst: Math.max(1, rate),
});

/** All keys of a tenant together: one tenant's programs must not be everybody's standstill. */
export const tenantLimit: Limit = { name: "tenant", rate: 2000, burst: 4000 };

/** Somebody without a key, by address. A village behind one address of its provider still gets through. */
export const addressLimit: Limit = { name: "address", rate: 50, burst: 300 };

/** The same where an address stands for everybody: an undeclared proxy on this machine. */
export const sharedAddressLimit: Limit = { name: "address", rate: 1000, burst: 2000 };

/** A reporter's session: a person, and a page that they reload. */
export const reporterLimit: Limit = { name: "reporter", rate: 2, burst: 60 };
