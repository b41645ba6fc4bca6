import type { ComponentType } from "react";
import type { ActName, Opened } from "../api-types.ts";

/** What the form of an act gets. */
export interface ActFormProps {
  readonly opened: Opened;
  /** The act was asked for, or given up. */
  readonly done: () => void;
}

/** An act as the report page offers it. Its button says `act.<name>`. */
export interface Offer {
  readonly act: ActName;
  /** One letter: works where the report is open and nothing is being typed; `?` lists it. */
  readonly key?: string;
  /** Beside the others, or behind "more". */
  readonly place: "first" | "more";
  /** Loaded when it is first opened. */
  readonly Form: ComponentType<ActFormProps>;
}
