import "../people/people.css";
import { Button, Group, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { countsAt } from "@simpul/access";
import { useState } from "react";
import { auth } from "../auth.ts";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import { Form } from "../parts/form.tsx";
import { Factor } from "../people/account/factor.tsx";
import { Devices, Sessions } from "../people/account/mine.tsx";
import { said } from "../people/said.tsx";
import { useSession } from "../session.tsx";
import { useSay } from "../speech.tsx";

/** Who one is here, where one is signed in, and by what. */
export function Account() {
  const t = useSay();
  return (
    <Stack maw={760} gap="xl">
      <div>
        <Title order={1}>{t("desk.account")}</Title>
        <Myself />
      </div>
      <Sessions />
      <Devices />
      <Factor />
      <Password />
    </Stack>
  );
}

function Myself() {
  const t = useSay();
  const names = useNames();
  const { user } = useSession();
  const { me } = useMe();
  const roles = me.roles.filter((held) => countsAt(me.tenant.code, held));
  return (
    <>
      <Text size="sm">
        {user.name} · {user.email}
      </Text>
      <Text size="sm" c="dimmed">
        {t("peopleDesk.account.roles")}:{" "}
        {roles
          .map(({ role, tenant, unit, deputyOf }) =>
            [
              t(`peopleDesk.role.${role}`),
              unit === undefined
                ? role === "provincialOverseer"
                  ? ` – ${names.tenant(tenant)}`
                  : ""
                : ` – ${names.unit(unit)}`,
              deputyOf === undefined ? "" : ` (${t("peopleDesk.account.deputy")})`,
            ].join(""),
          )
          .join(", ")}
      </Text>
    </>
  );
}

function Password() {
  const t = useSay();
  // A new form is an empty one: what was typed does not stay on the screen once it counts.
  const [times, setTimes] = useState(0);
  return (
    <section aria-labelledby="password">
      <Title order={2} id="password" mb="xs">
        {t("signIn.changePassword")}
      </Title>
      <Stack maw={460}>
        <Form
          key={times}
          send={async (fields) => {
            const answer = await auth("/change-password", fields);
            if (answer.outcome === "done") {
              said(t, t("peopleDesk.account.saved"));
              setTimes(times + 1);
            }
            return answer;
          }}
        >
          {(busy) => (
            <>
              <PasswordInput
                name="currentPassword"
                autoComplete="current-password"
                label={t("signIn.currentPassword")}
                required
              />
              <PasswordInput
                name="newPassword"
                autoComplete="new-password"
                label={t("signIn.newPassword")}
                required
              />
              <Group>
                <Button type="submit" loading={busy}>
                  {t("signIn.setPassword")}
                </Button>
              </Group>
            </>
          )}
        </Form>
      </Stack>
    </section>
  );
}
