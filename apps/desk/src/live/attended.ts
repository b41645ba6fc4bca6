/** Without a hand on it for so long, what the desk asks it asks by itself. */
const attendedMs = 60_000;
const inputs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

let lastInput = Date.now();

for (const input of inputs)
  globalThis.addEventListener(
    input,
    () => {
      lastInput = Date.now();
    },
    { passive: true, capture: true },
  );

/** Said with a request that nobody's hand is behind: a desk that reads what changed does not keep its session alive. */
export const unattended = (): { readonly "x-unattended"?: string } =>
  Date.now() - lastInput < attendedMs ? {} : { "x-unattended": "true" };
