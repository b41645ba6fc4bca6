import { List } from "@mantine/core";
import { isKey } from "@simpul/words";
import type { Say } from "@simpul/words";
import type { Outputs } from "../api-types.ts";
import { useNames } from "../names.tsx";
import type { Names } from "../names.tsx";
import { useSay } from "../speech.tsx";

type Candidate = Outputs["suggest"]["routing"]["candidates"][number];
export type Reason = Candidate["reasons"][number];

/** Why somebody is suggested, in words that an officer can check and dispute. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const t = useSay();
  const names = useNames();
  return (
    <List size="xs" c="dimmed" spacing={2} listStyleType="disc">
      {reasons.map((reason) => (
        <List.Item key={JSON.stringify(reason)}>{wordsOf(reason, t, names)}</List.Item>
      ))}
    </List>
  );
}

function wordsOf(reason: Reason, t: Say, names: Names): string {
  switch (reason.kind) {
    case "rule":
      return t("routingDesk.why.rule", { basis: reason.basis });
    case "proposed":
      return t("routingDesk.why.proposed", { tenant: names.tenant(reason.by) });
    case "returned":
      return t("routingDesk.why.returned");
    case "words":
      return t("routingDesk.why.words", { words: reason.words.join(", "), past: reason.past });
    case "place":
      return t("routingDesk.why.place", { area: names.area(reason.area), past: reason.past });
    case "category":
      return t("routingDesk.why.category", {
        category: names.category(reason.category),
        past: reason.past,
      });
    case "class": {
      const key = `class.${reason.class}`;
      const named = isKey(key) ? t(key as "class.complaint") : reason.class;
      return t("routingDesk.why.class", { class: named, past: reason.past });
    }
  }
}
