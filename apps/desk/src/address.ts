/**
 * Where this desk is: `/desk` where the host is one tenant's, `/desk/t/<tenant>` where a deployment hosts several. The tenant
 * stands in the address and nowhere else, so two desks in two tabs never mix.
 */
export const tenant: string | undefined = /^\/desk\/t\/([a-z0-9.-]+)/.exec(
  globalThis.location.pathname,
)?.[1];

export const base = tenant === undefined ? "/desk" : `/desk/t/${tenant}`;
export const procedures = tenant === undefined ? "/trpc" : `/trpc/t/${tenant}`;
export const files = tenant === undefined ? "/files" : `/files/t/${tenant}`;
