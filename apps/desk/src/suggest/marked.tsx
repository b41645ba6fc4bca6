import { Mark, Text } from "@mantine/core";
import { markWords } from "./mark.ts";

/** A text as it was written, the words that another has too marked. */
export function Marked({
  text,
  words,
}: {
  readonly text: string;
  readonly words: readonly string[];
}) {
  return (
    <Text size="sm" className="said">
      {markWords(text, words).map(({ text: piece, isShared }, at) =>
        // The pieces of one text never change their order.
        isShared ? <Mark key={at}>{piece}</Mark> : piece,
      )}
    </Text>
  );
}
