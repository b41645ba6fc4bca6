import { Text, Textarea } from "@mantine/core";
import { useSay } from "../../speech.tsx";
import { ActForm } from "../act-form.tsx";
import { useDraft } from "../everyone/draft.ts";

/** A form that asks for one reason and nothing else. */
export function OneText({
  report,
  what,
  title,
  effect,
  label,
  button,
  send,
  done,
}: {
  readonly report: string;
  /** Under which name the draft is kept. */
  readonly what: string;
  readonly title: string;
  readonly effect: string;
  readonly label: string;
  readonly button: string;
  readonly send: (text: string) => Promise<void>;
  readonly done: () => void;
}) {
  const t = useSay();
  const [text, setText] = useDraft(what, report);
  return (
    <ActForm
      says={title}
      submit={button}
      isReady={text.trim() !== ""}
      done={done}
      send={async () => {
        await send(text);
        setText("");
      }}
    >
      <Text fw={600}>{title}</Text>
      <Text size="sm">{effect}</Text>
      <Textarea
        label={label}
        description={t("routingDesk.sendKeys")}
        autosize
        minRows={3}
        maxRows={12}
        required
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ActForm>
  );
}
