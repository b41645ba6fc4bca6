import { Combobox, Textarea, useCombobox } from "@mantine/core";
import { useRef } from "react";
import { useUnits } from "../../names.tsx";
import { useSay } from "../../speech.tsx";
import { ActForm } from "../act-form.tsx";
import { useAct } from "../act.ts";
import type { ActFormProps } from "../offer.ts";
import { useDraft } from "./draft.ts";
import { mentionAt, withMention } from "./mention.ts";

/** A note for this institution alone; "@" offers its units. */
export function NoteForm({ opened: { report }, done }: ActFormProps) {
  const t = useSay();
  const act = useAct();
  const [text, setText] = useDraft("note", report.id);
  const send = async (): Promise<void> => {
    await act({
      verb: "note",
      report: report.id,
      ifVersion: report.version,
      input: { text: text.trim() },
      said: t("reportPage.note.said"),
    });
    setText("");
  };
  return (
    <ActForm
      says={t("act.note")}
      submit={t("reportPage.note.send")}
      send={send}
      done={done}
      isReady={text.trim() !== ""}
    >
      <Mentioning text={text} setText={setText} />
    </ActForm>
  );
}

function Mentioning({
  text,
  setText,
}: {
  readonly text: string;
  readonly setText: (text: string) => void;
}) {
  const t = useSay();
  const units = useUnits().data ?? [];
  const box = useCombobox();
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = area.current?.selectionStart ?? text.length;
  const typed = mentionAt(text, caret);
  const like = typed?.toLowerCase() ?? "";
  const offered =
    typed === undefined
      ? []
      : units
          .filter(({ code, name }) => code.startsWith(like) || name.toLowerCase().includes(like))
          .slice(0, 8);
  const choose = (code: string): void => {
    const next = withMention(text, caret, code);
    setText(next.text);
    box.closeDropdown();
    // After React has written the text, the caret goes behind what was put in.
    requestAnimationFrame(() => area.current?.setSelectionRange(next.caret, next.caret));
  };
  return (
    <Combobox store={box} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.EventsTarget>
        <Textarea
          ref={area}
          label={t("reportPage.note.label")}
          description={t("reportPage.note.hint")}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={20_000}
          value={text}
          onChange={({ currentTarget: { value, selectionStart } }) => {
            setText(value);
            if (mentionAt(value, selectionStart) === undefined) box.closeDropdown();
            else {
              box.openDropdown();
              box.selectFirstOption();
            }
          }}
          onKeyDown={(event) => {
            // While units are offered, Enter and Escape are theirs.
            if (!box.dropdownOpened || offered.length === 0) return;
            if (event.key === "Escape") {
              event.preventDefault();
              event.stopPropagation();
              box.closeDropdown();
            }
          }}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.EventsTarget>
      <Combobox.Dropdown hidden={offered.length === 0}>
        <Combobox.Options aria-label={t("reportPage.note.units")}>
          {offered.map(({ code, name }) => (
            <Combobox.Option key={code} value={code}>
              @{code} {name}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
