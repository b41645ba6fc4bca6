import { Alert, Text } from "@mantine/core";
import { isKey } from "@simpul/words";
import type { Say } from "@simpul/words";
import { codeOf } from "../failed.ts";
import { useSay } from "../speech.tsx";
import { FileRefused } from "./send-file.ts";

/** What a refusal says to people: what happened, and what to do. */
export function problemWords(t: Say, error: unknown): { title: string; detail: string } {
  const code = error instanceof FileRefused ? error.code : codeOf(error);
  if (code === "offline") return { title: t("desk.offline"), detail: "" };
  const said = (key: string): string =>
    // Proof: asked whether it is one; of what is refused here the limit of files is the one parameter.
    isKey(key) ? t(key as "problem.tooLarge.detail", { limit: "25 MB" }) : "";
  const title = said(`problem.${code}.title`);
  return { title: title === "" ? code : title, detail: said(`problem.${code}.detail`) };
}

export function Problem({ error }: { readonly error: unknown }) {
  const t = useSay();
  const { title, detail } = problemWords(t, error);
  return (
    <Alert color="red" variant="light" role="alert" title={title}>
      {detail !== "" && <Text size="sm">{detail}</Text>}
    </Alert>
  );
}
