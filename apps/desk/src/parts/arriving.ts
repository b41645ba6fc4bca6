/** What a part has to know of the network. */
export interface Network {
  isOnline(): boolean;
  /** Whether the server answers now. */
  answers(): Promise<boolean>;
  /** Until it is worth asking again. */
  change(): Promise<void>;
}

const againMs = 3000;

const browser: Network = {
  isOnline: () => navigator.onLine,
  answers: () =>
    fetch(globalThis.location.pathname, { method: "HEAD", cache: "no-store" }).then(
      ({ ok }) => ok,
      () => false,
    ),
  change: () =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        globalThis.removeEventListener("online", done);
        resolve();
      };
      const timer = setTimeout(done, againMs);
      globalThis.addEventListener("online", done);
    }),
};

/** Once more, where a browser asks again for what it could not get. */
const attempts = 2;

/**
 * Loads a part of the program as soon as the server answers. It is not tried before: most browsers remember an import that
 * failed for as long as the page stands (whatwg/html 6768), and refuse it ever after without asking. `missing`: the server
 * answers and does not have it, as after a new version, or the browser remembers; then only loading the page anew helps.
 */
export async function arriving<T>(
  load: () => Promise<T>,
  network: Network = browser,
): Promise<T | "missing"> {
  for (let attempt = 0; attempt < attempts;) {
    if (!network.isOnline() || !(await network.answers())) {
      await network.change();
      continue;
    }
    try {
      return await load();
    } catch {
      attempt += 1;
    }
  }
  return "missing";
}
