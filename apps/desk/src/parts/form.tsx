import { Stack } from "@mantine/core";
import { useState } from "react";
import type { FormEvent, ReactNode } from "react";
import type { Answer, Refusal } from "../auth.ts";
import { Refused } from "./refused.tsx";

/**
 * A small form: what was typed stays when it is refused, nothing is sent twice, and the refusal stands above the button.
 * @param send gets the fields by their names
 */
export function Form({
  send,
  children,
}: {
  readonly send: (fields: Readonly<Record<string, string>>) => Promise<Answer<unknown>>;
  readonly children: (busy: boolean) => ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const fields = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, value]) => [
        name,
        typeof value === "string" ? value : "",
      ]),
    );
    setBusy(true);
    const answer = await send(fields);
    setBusy(false);
    setRefusal(answer.outcome === "refused" ? answer : undefined);
  };
  return (
    <form noValidate aria-busy={busy} onSubmit={(event) => void submit(event)}>
      <Stack>
        <Refused refusal={refusal} />
        {children(busy)}
      </Stack>
    </form>
  );
}
