import { Button, Checkbox, PasswordInput, Text } from "@mantine/core";
import { useState } from "react";
import { auth } from "../auth.ts";
import { Door } from "../parts/door.tsx";
import { Form } from "../parts/form.tsx";
import { useSay } from "../speech.tsx";
import { token } from "../token.ts";
import type { LinkPage } from "../token.ts";

/** Of the pages that a mail leads to, those that need nobody who is signed in. */
export type TokenPage = Exclude<LinkPage, "second-factor">;

export function ByToken({
  page,
  entered,
}: {
  readonly page: TokenPage;
  readonly entered: () => Promise<unknown>;
}) {
  const t = useSay();
  const [isSet, setIsSet] = useState(false);
  if (isSet)
    return (
      <Door title={t("signIn.resetTitle")}>
        <Text role="status">{t("signIn.passwordSet")}</Text>
        <Button onClick={() => void entered()}>{t("signIn.submit")}</Button>
      </Door>
    );
  if (token === "") return <Gone />;
  const send = async (fields: Readonly<Record<string, string>>) => {
    const { password, remember } = fields;
    switch (page) {
      case "link": {
        const answer = await auth("/magic-link/verify", { token, remember: remember === "on" });
        if (answer.outcome === "done") await entered();
        return answer;
      }
      case "invitation": {
        const answer = await auth("/accept-invitation", { token, password });
        if (answer.outcome === "done") await entered();
        return answer;
      }
      case "reset": {
        const answer = await auth("/reset-password", { token, newPassword: password });
        if (answer.outcome === "done") setIsSet(true);
        return answer;
      }
    }
  };
  const titles = {
    invitation: "signIn.invitationTitle",
    reset: "signIn.resetTitle",
    link: "signIn.title",
  } as const;
  return (
    <Door title={t(titles[page])}>
      {page === "invitation" && <Text>{t("signIn.invitationWhy")}</Text>}
      <Form send={send}>
        {(busy) => (
          <>
            {page === "link" ? (
              <Checkbox name="remember" label={t("signIn.remember")} />
            ) : (
              <PasswordInput
                name="password"
                autoComplete="new-password"
                label={t("signIn.newPassword")}
                required
              />
            )}
            <Button type="submit" loading={busy}>
              {t(page === "link" ? "signIn.openLink" : "signIn.setPassword")}
            </Button>
          </>
        )}
      </Form>
    </Door>
  );
}

function Gone() {
  const t = useSay();
  return (
    <Door title={t("signIn.title")}>
      <Text role="alert">{t("signIn.linkGone")}</Text>
    </Door>
  );
}
