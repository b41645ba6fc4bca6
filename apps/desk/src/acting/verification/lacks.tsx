import { Text } from "@mantine/core";
import { useLang, useSay } from "../../speech.tsx";
import type { Lacking } from "./assessment.ts";

/** Why the button cannot be pressed yet. */
export function Lacks({ fields }: { readonly fields: readonly Lacking[] }) {
  const t = useSay();
  const { lang } = useLang();
  return (
    <Text size="sm" role="status">
      {fields.length > 0 &&
        t("verifying.lacks", {
          fields: new Intl.ListFormat(lang, { type: "conjunction" }).format(
            fields.map((each) => t(`verifying.field.${each}`)),
          ),
        })}
    </Text>
  );
}
