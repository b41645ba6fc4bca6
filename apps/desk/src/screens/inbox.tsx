import { Title } from "@mantine/core";
import { useSay } from "../speech.tsx";

export function Inbox() {
  const t = useSay();
  return <Title order={1}>{t("screen.inbox")}</Title>;
}
