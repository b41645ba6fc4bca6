/** The frame of a program that makes load: see `startLoad`. */
export async function program<Options>(
  prepare: (options: Options) => Promise<() => Promise<object>>,
): Promise<void> {
  // Proof: `startLoad` wrote it, with the options of this program.
  const run = await prepare(JSON.parse(process.argv[2] ?? "{}") as Options);
  const go = new Promise<void>((resolve) => process.once("message", () => resolve()));
  process.send?.("ready");
  await go;
  const result = await run();
  process.send?.(result, () => process.disconnect?.());
}
