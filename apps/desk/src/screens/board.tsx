import { Title } from "@mantine/core";
import { useSay } from "../speech.tsx";

export function Board() {
  const t = useSay();
  return <Title order={1}>{t("screen.board")}</Title>;
}
