import { lazy, Suspense } from "react";
import { useKeyboard } from "./keys.tsx";

const KeyHelp = lazy(async () => ({ default: (await import("./key-help.tsx")).KeyHelp }));
const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));

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
