/** A short fact beside something: its text says it, colour only repeats. */
export function Chip({
  tone = "calm",
  words,
}: {
  readonly tone?: "calm" | "near" | "late";
  readonly words: string;
}) {
  return (
    <span className="deadline" data-tone={tone}>
      {words}
    </span>
  );
}
