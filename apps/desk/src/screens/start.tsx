import { Text } from "@mantine/core";
import { Navigate } from "@tanstack/react-router";
import { useMe } from "../me.tsx";
import { screensOf } from "../nav.ts";
import { useSay } from "../speech.tsx";

/** Nobody chooses where their day begins: the first screen of their role is it. */
export function Start() {
  const t = useSay();
  const [first] = screensOf(useMe());
  return first === undefined ? (
    <Text>{t("desk.noRole")}</Text>
  ) : (
    <Navigate to={`/${first}`} replace />
  );
}
