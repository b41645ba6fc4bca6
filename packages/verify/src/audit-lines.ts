/** The first line holds a directory; no row of an audit comes near. */
const longestHead = 8 * 1024 * 1024;
const longest = 1024 * 1024;

/** Lines as bytes, each ended by a line feed; what is behind the last one, and a line that is too long, is `broken`. */
export async function* auditLinesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array | "broken", void> {
  let kept: Uint8Array[] = [];
  let size = 0;
  let isHead = true;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      if (size + end - from > (isHead ? longestHead : longest)) return yield "broken";
      yield Buffer.concat([...kept, chunk.subarray(from, end)]);
      kept = [];
      size = 0;
      isHead = false;
      from = end + 1;
    }
    kept.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > (isHead ? longestHead : longest)) return yield "broken";
  }
  if (size > 0) yield "broken";
}
