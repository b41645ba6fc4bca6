import { afterAll, beforeAll, inject } from "vitest";
import { migratedDatabase } from "../../testkit/src/index.ts";
import { connect, withScope, wholeOf } from "../src/index.ts";
import type { Database } from "../src/index.ts";

export interface Suite {
  /** As the role that serves. */
  readonly db: Database;
  /** As the role that works off jobs. */
  readonly worker: Database;
  /** As superuser, to see what is really there. */
  readonly all: Database;
  /** Another pool, as another process has one. */
  pool(max: number): Database;
  count(tenant: string, report: string): Promise<Counts>;
}

interface Counts {
  readonly report: number;
  readonly event: number;
  readonly audit: number;
  readonly outbox: number;
  readonly content: number;
  readonly dedup: number;
}

/** A database for one suite. */
export function suite(): Suite {
  const opened: Database[] = [];
  let address: (role?: string) => string;
  let drop: () => Promise<void>;
  const open = (url: string, max: number): Database => {
    const db = connect(url, { max });
    opened.push(db);
    return db;
  };
  let db: Database;
  let all: Database;
  let worker: Database;
  beforeAll(async () => {
    const database = await migratedDatabase(inject("adminUrl"));
    address = database.url;
    drop = database.drop;
    db = open(address("simpul_test_app"), 5);
    all = open(address(), 1);
    worker = open(address("simpul_test_worker"), 2);
  });
  afterAll(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await drop();
  });
  return {
    get db() {
      return db;
    },
    get all() {
      return all;
    },
    get worker() {
      return worker;
    },
    pool: (max) => open(address("simpul_test_app"), max),
    count: (tenant, report) =>
      withScope(db, wholeOf([tenant]), async (tx) => {
        const [row] = await tx<Counts[]>`
          select
            (select count(*)::int from simpul.report where id = ${report}) as report,
            (select count(*)::int from simpul.event e where e.report = ${report}) as event,
            (select count(*)::int from simpul.audit a where a.report = ${report}) as audit,
            (select count(*)::int from simpul.outbox o where o.report = ${report}) as outbox,
            (select count(*)::int from simpul.content c where c.report = ${report}) as content,
            (select count(*)::int from simpul.dedup d where d.report = ${report}) as dedup`;
        if (row === undefined) throw new Error("counting answered nothing");
        return row;
      }),
  };
}
