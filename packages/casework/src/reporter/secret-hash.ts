/** OWASP's argon2id: 19 MiB, two passes, one lane. The library's default is argon2id. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two at a time, so that guesses leave the thread pool and 200 MB of memory to others; more than this wait outside. */
const atOnce = 2;
const mostWaiting = 16;

let running = 0;
const waiting: (() => void)[] = [];

export async function hashSecret(
  secret: string,
): Promise<{ readonly outcome: "hashed"; readonly hash: string } | "busy"> {
  return inTurn(async () => {
    // Half a megabyte of native code, needed by few processes.
    const { hash } = await import("@node-rs/argon2");
    return { outcome: "hashed" as const, hash: await hash(secret, strength) };
  });
}

/** Takes as long for a report without a secret as for one with another. */
export async function matchesSecret(
  secret: string,
  hashed: string | undefined,
): Promise<"yes" | "no" | "busy"> {
  return inTurn(async () => {
    const { verify } = await import("@node-rs/argon2");
    const isRight = await verify(hashed ?? ofNobody, secret);
    return isRight && hashed !== undefined ? "yes" : "no";
  });
}

/** Of 32 random bytes that nobody kept, at the same strength. */
const ofNobody =
  "$argon2id$v=19$m=19456,t=2,p=1$c2ltcHVsLW9mLW5vYm9keQ$cC0yqCJHdkGUmDkCTx9VZ0Nyc0nn1zIbS8E6UaZLlpk";

async function inTurn<T>(work: () => Promise<T>): Promise<T | "busy"> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) return "busy";
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  } else running += 1;
  try {
    return await work();
  } finally {
    // The place is handed on, not given back, where somebody waits for it.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
