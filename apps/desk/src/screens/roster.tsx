import { Title } from "@mantine/core";
import { useSay } from "../speech.tsx";

export function Roster() {
  const t = useSay();
  return <Title order={1}>{t("screen.roster")}</Title>;
}
