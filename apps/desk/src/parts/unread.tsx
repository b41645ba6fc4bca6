import { Alert, Button, Text } from "@mantine/core";
import { isKey } from "@simpul/words";
import { codeOf } from "../failed.ts";
import { useSay } from "../speech.tsx";

/** Something could not be read: why, and the way to ask again. */
export function Unread({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  const t = useSay();
  const code = codeOf(error);
  const key = `problem.${code}.title`;
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      // Proof: asked one line above whether it is one; a problem's title has no parameters.
      title={
        code === "offline"
          ? t("desk.offline")
          : isKey(key)
            ? t(key as "problem.notFound.title")
            : t("desk.refused")
      }
    >
      {code === "notFound" && (
        <Text size="sm" mb="xs">
          {t("problem.notFound.detail")}
        </Text>
      )}
      <Button variant="default" onClick={again}>
        {t("desk.again")}
      </Button>
    </Alert>
  );
}
