import { Title } from "@mantine/core";
import { useSay } from "../speech.tsx";

export function Cases() {
  const t = useSay();
  return <Title order={1}>{t("screen.cases")}</Title>;
}
