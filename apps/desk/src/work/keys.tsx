import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import { Commands, isItsOwn, isTyping, keyOf, oneLetterKeys } from "./commands.ts";
import type { Command } from "./commands.ts";

interface Keyboard {
  readonly commands: Commands;
  /** Which overlay the keyboard asked for. */
  readonly open: "none" | "help" | "palette";
  show(what: "none" | "help" | "palette"): void;
}

const Current = createContext<Keyboard | undefined>(undefined);

export function useKeyboard(): Keyboard {
  const keyboard = useContext(Current);
  if (keyboard === undefined) throw new Error("there is no keyboard here");
  return keyboard;
}

/** Listens once for the whole desk. What is typed into a field is never a command. */
export function Keys({ children }: { readonly children: ReactNode }) {
  const [commands] = useState(() => new Commands());
  const [open, show] = useState<Keyboard["open"]>("none");
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const key = keyOf(event);
      if (key === "mod+k") {
        event.preventDefault();
        show("palette");
        return;
      }
      if (isTyping(event.target) || document.querySelector('[aria-modal="true"]') !== null) return;
      if (isItsOwn(key, event.target)) return;
      // Who dictates, or whose hand shakes, turns the letters off (WCAG 2.1.4).
      if (key.length === 1 && !oneLetterKeys.areOn()) return;
      if (key === "?") {
        event.preventDefault();
        show("help");
        return;
      }
      if (commands.press(key) === "done") event.preventDefault();
    };
    globalThis.addEventListener("keydown", pressed);
    return () => globalThis.removeEventListener("keydown", pressed);
  }, [commands]);
  const keyboard = useMemo(() => ({ commands, open, show }), [commands, open]);
  return <Current.Provider value={keyboard}>{children}</Current.Provider>;
}

/**
 * What can be done from here by a key, and from the palette, as long as the component stands. Of two with one key the one
 * that came last counts.
 */
export function useKeys(given: readonly Command[]): void {
  const { commands } = useKeyboard();
  const latest = useRef(given);
  useEffect(() => {
    latest.current = given;
  });
  const shape = given.map(({ key, says, group }) => `${key ?? ""} ${group} ${says}`).join("\n");
  useEffect(
    () =>
      commands.add(
        latest.current.map((command, index) => ({
          ...command,
          run: () => latest.current[index]?.run(),
        })),
      ),
    // Added anew where what they are called changes; what they do is always the latest.
    [commands, shape],
  );
}

export function useCommands(): readonly Command[] {
  const { commands } = useKeyboard();
  return useSyncExternalStore(
    useCallback((tell) => commands.subscribe(tell), [commands]),
    () => commands.all(),
  );
}
