import type { CalendarDocument, ClockPolicy } from "@simpul/domain";
import { type Command, command, done } from "../command.ts";
import { envOption } from "../env-file.ts";
import { inForce } from "../in-force.ts";

interface Kinds {
  readonly calendar: CalendarDocument;
  readonly policy: ClockPolicy;
}

/** `calendar show`, `policy show`: for people by `linesOf`, for programs the document itself, which may be changed and imported. */
export function show<Kind extends keyof Kinds>(
  kind: Kind,
  linesOf: (document: Kinds[Kind]) => readonly string[],
): Command {
  return command({
    name: `${kind} show`,
    description: `The ${kind} in force; --json is what import takes`,
    args: { ...envOption },
    async run({ env }) {
      const { document, published, instead } = await inForce(kind, env);
      const whence =
        published > 0 ? `published by the hub as version ${published}` : "came with the software";
      return done(
        [`${document.version}, ${whence}`, ...linesOf(document)],
        document,
        instead === undefined ? [] : [instead.says],
      );
    },
  });
}
