import postgres from "postgres";

/**
 * The newest document of a kind as the database keeps it, over a connection made for this one row: what asks for it must
 * not pay for everything else this package knows (25 ms to load instead of 800). Its signature is the caller's to check
 * or to leave: what lies there was verified when it was taken.
 * @param patienceMs after which a database that does not answer has not answered
 * @returns undefined where none is kept
 * @throws the driver's error, or one with code `timeout`
 */
export async function newestReference(
  url: string,
  kind: "calendar" | "policy",
  patienceMs: number,
): Promise<{ version: number; jws: string } | undefined> {
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    prepare: false,
    // Each ends what would outlive the timer below and keep the process: a socket that nobody answers, which the driver
    // tries again until then; a lock.
    connect_timeout: (patienceMs * 0.4) / 1000,
    connection: { application_name: "simpul-newest-reference", statement_timeout: patienceMs },
    onnotice: () => {},
  });
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(Object.assign(new Error("no answer in time"), { code: "timeout" })),
    patienceMs,
  );
  try {
    const asked = sql<{ version: string; jws: string }[]>`
      select version, jws from federation.reference where kind = ${kind} order by version desc limit 1`;
    const [row] = await Promise.race([asked, late.promise]);
    return row === undefined ? undefined : { version: Number(row.version), jws: row.jws };
  } finally {
    clearTimeout(timer);
    void sql.end({ timeout: 0 });
  }
}
