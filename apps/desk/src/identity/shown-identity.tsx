import { Alert, Button, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useSay } from "../speech.tsx";

export interface Identity {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

const seconds = 60;

/** Who the reporter is, for a minute at most; gone with the screen, and where somebody turns to another tab. */
export function ShownIdentity({
  identity,
  gone,
}: {
  readonly identity: Identity;
  readonly gone: () => void;
}) {
  const t = useSay();
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const ends = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const now = Math.ceil((ends - Date.now()) / 1000);
      setLeft(now);
      if (now <= 0) gone();
    }, 1000);
    const hidden = (): void => {
      if (document.visibilityState === "hidden") gone();
    };
    document.addEventListener("visibilitychange", hidden);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [gone]);
  const { name, phone, email } = identity;
  return (
    <Alert color="orange" variant="light" className="no-print" role="status">
      <dl className="facts">
        {(
          [
            ["name", name],
            ["phone", phone],
            ["email", email],
          ] as const
        ).map(([what, value]) => (
          <div key={what}>
            <dt>{t(`reportPage.unseal.${what}`)}</dt>
            <dd>{value ?? t("reportPage.unseal.nothing")}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" aria-hidden="true">
        {t("reportPage.unseal.gone", { seconds: left })}
      </Text>
      <Button size="compact-sm" variant="default" onClick={gone} mt="xs">
        {t("reportPage.unseal.closeNow")}
      </Button>
    </Alert>
  );
}
