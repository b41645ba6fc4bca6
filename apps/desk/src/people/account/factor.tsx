import { Button, Group, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { auth } from "../../auth.ts";
import { Form } from "../../parts/form.tsx";
import { RecoveryCodes } from "../../parts/recovery-codes.tsx";
import { FactorSetUp } from "../../screens/second-factor.tsx";
import { useSession } from "../../session.tsx";
import { useSay } from "../../speech.tsx";

/** The second factor: set up where nobody required it yet, and new recovery codes for who used theirs. */
export function Factor() {
  const t = useSay();
  const queries = useQueryClient();
  const { secondFactor } = useSession();
  const [open, setOpen] = useState<"setUp" | "codes">();
  const [codes, setCodes] = useState<readonly string[]>();
  const isOn = secondFactor === "proved";
  return (
    <section aria-labelledby="factor">
      <Title order={2} id="factor" mb="xs">
        {t("peopleDesk.account.factor")}
      </Title>
      <Stack gap="sm" maw={460}>
        <Group gap="sm">
          <Text size="sm">
            {t(isOn ? "peopleDesk.account.factorOn" : "peopleDesk.account.factorOff")}
          </Text>
          {open === undefined && codes === undefined && (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => setOpen(isOn ? "codes" : "setUp")}
            >
              {t(isOn ? "peopleDesk.account.newCodes" : "signIn.factorStart")}
            </Button>
          )}
        </Group>
        {open === "setUp" && (
          <FactorSetUp
            entered={async () => {
              setOpen(undefined);
              await queries.invalidateQueries({ queryKey: ["session"] });
            }}
          />
        )}
        {open === "codes" && (
          <Form
            send={async ({ password }) => {
              const answer = await auth<{ backupCodes: readonly string[] }>(
                "/two-factor/generate-backup-codes",
                password === "" ? {} : { password },
              );
              if (answer.outcome === "done") {
                setCodes(answer.value.backupCodes);
                setOpen(undefined);
              }
              return answer;
            }}
          >
            {(busy) => (
              <>
                <Text size="sm">{t("peopleDesk.account.newCodesWhy")}</Text>
                <PasswordInput
                  name="password"
                  autoComplete="current-password"
                  label={t("signIn.currentPassword")}
                />
                <Group gap="xs">
                  <Button type="submit" loading={busy}>
                    {t("peopleDesk.account.newCodes")}
                  </Button>
                  <Button variant="default" onClick={() => setOpen(undefined)}>
                    {t("peopleDesk.roster.cancel")}
                  </Button>
                </Group>
              </>
            )}
          </Form>
        )}
        {codes !== undefined && <RecoveryCodes codes={codes} />}
      </Stack>
    </section>
  );
}
