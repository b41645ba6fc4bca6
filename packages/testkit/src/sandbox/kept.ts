/** What the system sent to whom, as its providers would have got it (SURFACE). */
export interface SandboxMessage {
  readonly id: string;
  /** The channel that it went out by; of mail `email`. */
  readonly channel: string;
  readonly kind: string;
  readonly to: string;
  readonly text: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** The whole of it, as it came. */
  readonly raw: string;
}

export interface Kept {
  keep(message: SandboxMessage): void;
  /** Newest last. @param channel all of them unless given */
  list(channel?: string): readonly SandboxMessage[];
}

/** Enough for a day of trying things out; a demo that runs for a week must not grow. */
const mostMessages = 2_000;
const mostCharacters = 32_000_000;

/** The newest messages, in memory: the oldest give way. */
export function kept(): Kept {
  const messages: SandboxMessage[] = [];
  let characters = 0;
  const sizeOf = ({ raw, text }: SandboxMessage): number => raw.length + text.length;
  return {
    keep(message) {
      messages.push(message);
      characters += sizeOf(message);
      while (
        messages.length > mostMessages ||
        (characters > mostCharacters && messages.length > 1)
      ) {
        const oldest = messages.shift();
        if (oldest !== undefined) characters -= sizeOf(oldest);
      }
    },
    list: (channel) =>
      channel === undefined ? [...messages] : messages.filter((m) => m.channel === channel),
  };
}
