import { useTyped } from "../../answer/use-typed.ts";
import type { Report } from "../../api-types.ts";

/** The version upon which what was typed was sent; 0 while it was not. */
interface Sent {
  readonly sentUpon: string;
}

/**
 * What somebody types into a form of a report: there again when the form was closed, or the act was taken back; gone once the
 * report has moved on from what it was sent upon.
 */
export function useDraft<T extends object>(
  { id, version }: Pick<Report, "id" | "version">,
  form: string,
  initial: T,
): { readonly typed: T; change(next: Partial<T>): void; sent(): void } {
  const [kept, keep] = useTyped<T & Sent>(id, `${form}Form`, { ...initial, sentUpon: "" });
  const isOver = kept.sentUpon !== "" && kept.sentUpon !== String(version);
  const { sentUpon: _, ...typed } = isOver ? { ...initial, sentUpon: "" } : kept;
  return {
    // Proof: all of it but the one field that was added.
    typed: typed as unknown as T,
    change: (next) => keep({ ...typed, ...next, sentUpon: "" } as unknown as Partial<T & Sent>),
    sent: () => keep({ ...typed, sentUpon: String(version) } as unknown as Partial<T & Sent>),
  };
}
