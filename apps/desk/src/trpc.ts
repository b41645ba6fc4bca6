import type { AppRouter } from "@simpul/doors";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { procedures } from "./address.ts";
import { unattended } from "./live/attended.ts";
import { ofAccount } from "./whose.ts";

/** What was read is shown at once and asked for again behind it; a refusal is an answer, and is not asked for twice. */
export const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: false, refetchOnWindowFocus: true } },
});

export const client = createTRPCClient<AppRouter>({
  links: [
    httpBatchLink({
      url: procedures,
      maxItems: 20,
      headers: ({ opList }) => ({
        ...unattended(),
        ...(opList.some(({ type }) => type === "mutation") ? ofAccount() : {}),
      }),
    }),
  ],
});

export const api = createTRPCOptionsProxy<AppRouter>({ client, queryClient: queries });
