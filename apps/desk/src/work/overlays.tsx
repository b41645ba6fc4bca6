import { Suspense } from "react";
import { lazily } from "../parts/lazily.ts";
import { useKeyboard } from "./keys.tsx";

const KeyHelp = lazily(async () => (await import("./key-help.tsx")).KeyHelp);
const Palette = lazily(async () => (await import("./palette.tsx")).Palette);

/** What the keyboard asks for; loaded when it first does. */
export function Overlays() {
  const { open } = useKeyboard();
  return (
    <Suspense>
      {open === "help" && <KeyHelp />}
      {open === "palette" && <Palette />}
    </Suspense>
  );
}
