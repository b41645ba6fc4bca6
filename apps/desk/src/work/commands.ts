import { device } from "../device.ts";

/** Something that can be done now. */
export interface Command {
  /** As `keyOf` writes it: "j", "X" with Shift, "ArrowDown", "mod+Enter". Without one it stands in the palette only. */
  readonly key?: string;
  readonly says: string;
  /** Heading under which help and palette list it. */
  readonly group: string;
  run(): void;
}

/** Milliseconds that a letter waits for what it is for. */
const patience = 1500;

/** The commands of everything that is on the screen; what came last comes first. */
export class Commands {
  #sets: readonly (readonly Command[])[] = [];
  #all: readonly Command[] = [];
  readonly #listeners = new Set<() => void>();
  #early: { readonly key: string; readonly at: number } | undefined;
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  add(commands: readonly Command[]): () => void {
    this.#set([...this.#sets, commands]);
    const early = this.#early;
    const waited = commands.find(({ key }) => key !== undefined && key === early?.key);
    if (waited !== undefined && early !== undefined && this.#now() - early.at < patience) {
      this.#early = undefined;
      waited.run();
    }
    return () => this.#set(this.#sets.filter((each) => each !== commands));
  }

  /** Does what the key says. A letter that says nothing yet waits a moment: the report that it is for may still be read. */
  press(key: string): "done" | "nothing" {
    const command = this.#all.find((each) => each.key === key);
    this.#early =
      command === undefined && /^[a-z]$/.test(key) ? { key, at: this.#now() } : undefined;
    if (command === undefined) return "nothing";
    command.run();
    return "done";
  }

  readonly all = (): readonly Command[] => this.#all;

  subscribe(tell: () => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }

  #set(sets: readonly (readonly Command[])[]): void {
    this.#sets = sets;
    const taken = new Set<string>();
    this.#all = sets.toReversed().flatMap((set) =>
      set.filter(({ key }) => {
        if (key === undefined) return true;
        const isFree = !taken.has(key);
        taken.add(key);
        return isFree;
      }),
    );
    for (const tell of this.#listeners) tell();
  }
}

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** "j", "J" with Shift, "ArrowDown", "mod+k" (Ctrl, or Command on a Mac), "alt+x". */
export function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const isLetter = key.length === 1;
  const shift = shiftKey && !isLetter ? "shift+" : "";
  const mod = ctrlKey || metaKey ? "mod+" : "";
  return `${mod}${altKey ? "alt+" : ""}${shift}${mod !== "" && isLetter ? key.toLowerCase() : key}`;
}

const typed = [
  "input",
  "textarea",
  "select",
  "[contenteditable]",
  '[role="textbox"]',
  '[role="combobox"]',
];
/** Take keys themselves, though nothing is typed there. */
const pressed = ["checkbox", "radio", "button", "submit"];

/** Whether keys belong to what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLInputElement && pressed.includes(target.type)) return false;
  return (
    target.closest(typed.join(",")) !== null ||
    target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null
  );
}

/** A link opens by Enter, and what is being read scrolls by arrows, whatever else these keys do. */
export function isItsOwn(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (key === "Enter") return target.closest("a,button,summary") !== null;
  return key.startsWith("Arrow") && target.closest(".work-pane") !== null;
}

const kept = "simpul.letters";

/** Keys of one letter can be turned off, on this device. */
export const oneLetterKeys = {
  areOn: (): boolean => device.get(kept) !== "off",
  turn: (on: boolean): void => {
    if (on) device.remove(kept);
    else device.set(kept, "off");
  },
};
