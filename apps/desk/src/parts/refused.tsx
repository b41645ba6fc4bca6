import { Alert, Text } from "@mantine/core";
import type { Refusal } from "../auth.ts";
import { useSay } from "../speech.tsx";

/** Why something was refused, in the server's words, announced to who cannot see it. */
export function Refused({ refusal }: { readonly refusal: Refusal | undefined }) {
  const t = useSay();
  if (refusal === undefined) return null;
  const { code, title, detail, wait } = refusal;
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      title={code === "offline" ? t("desk.offline") : title}
    >
      {detail !== "" && <Text size="sm">{detail}</Text>}
      {wait !== undefined && <Text size="sm">{t("signIn.wait", { seconds: wait })}</Text>}
    </Alert>
  );
}
