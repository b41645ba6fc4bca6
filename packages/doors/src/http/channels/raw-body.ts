/** Webhook bodies; attachments come by a door of their own. */
const largestDelivery = 1024 * 1024;

/**
 * The bytes as they came: what was signed is verified before anything parses it. A declared length lets the server
 * hand the body over in one piece; without one it is counted while it is read.
 */
export async function rawBody(
  request: Request,
): Promise<Uint8Array | "tooLarge" | "malformedBody"> {
  try {
    return await read(request);
  } catch {
    // The sender went away, or was slower than the server waits: nobody reads this answer, and it is no fault of ours.
    return "malformedBody";
  }
}

async function read(request: Request): Promise<Uint8Array | "tooLarge"> {
  const declared = request.headers.get("content-length");
  if (declared !== null) {
    if (Number(declared) > largestDelivery) return "tooLarge";
    const bytes = new Uint8Array(await request.arrayBuffer());
    return bytes.length > largestDelivery ? "tooLarge" : bytes;
  }
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > largestDelivery) return "tooLarge";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
