import { mailBacklog, wholeOf } from "@simpul/db";
import type { MailBacklog } from "@simpul/db";
import type { Deployment } from "@simpul/federation";

/** What waits to be sent, one query for both that a scrape asks for at once. */
export function mailFiguresOf({ db, ctx }: Pick<Deployment, "db" | "ctx">) {
  let asked: Promise<MailBacklog> | undefined;
  const read = (): Promise<MailBacklog> => {
    asked ??= mailBacklog(db, wholeOf(ctx.here.tenants()), ctx.now().toString()).finally(() => {
      asked = undefined;
    });
    return asked;
  };
  return {
    mailsWaiting: async () => (await read()).waiting,
    mailLagSeconds: async () => (await read()).oldestSeconds,
  };
}
