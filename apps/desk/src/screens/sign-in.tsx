import { Button, PasswordInput, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { tenant } from "../address.ts";
import { auth } from "../auth.ts";
import type { Refusal } from "../auth.ts";
import { Door, Way } from "../parts/door.tsx";
import { Form } from "../parts/form.tsx";
import { Refused } from "../parts/refused.tsx";
import { useSay } from "../speech.tsx";

type By = "password" | "link" | "reset" | "sent" | "resetSent";

/** @param entered once there is a session; a second factor may still be due */
export function SignIn({ entered }: { readonly entered: () => Promise<unknown> }) {
  const t = useSay();
  const [by, setBy] = useState<By>("password");
  if (by === "sent" || by === "resetSent")
    return (
      <Door title={t("signIn.title")}>
        <Text role="status">{t(by === "sent" ? "signIn.linkSent" : "signIn.resetSent")}</Text>
        <Way to={() => setBy("password")}>{t("signIn.byPassword")}</Way>
      </Door>
    );
  const send = async ({ email, password }: Readonly<Record<string, string>>) => {
    if (by === "password") {
      const answer = await auth("/sign-in/email", { email, password });
      if (answer.outcome === "done") await entered();
      return answer;
    }
    const answer = await auth(by === "link" ? "/sign-in/magic-link" : "/request-password-reset", {
      email,
    });
    if (answer.outcome === "done") setBy(by === "link" ? "sent" : "resetSent");
    return answer;
  };
  const submit = {
    password: "signIn.submit",
    link: "signIn.sendLink",
    reset: "signIn.resetAsk",
  } as const;
  return (
    <Door title={t(by === "reset" ? "signIn.resetTitle" : "signIn.title")}>
      <Form key={by} send={send}>
        {(busy) => (
          <>
            <TextInput
              name="email"
              type="email"
              autoComplete="username"
              label={t("signIn.email")}
              required
            />
            {by === "password" && (
              <PasswordInput
                name="password"
                autoComplete="current-password"
                label={t("signIn.password")}
                required
              />
            )}
            <Button type="submit" loading={busy}>
              {t(submit[by])}
            </Button>
          </>
        )}
      </Form>
      {by === "password" ? (
        <>
          <Providers />
          <Way to={() => setBy("link")}>{t("signIn.byLink")}</Way>
          <Way to={() => setBy("reset")}>{t("signIn.forgotten")}</Way>
        </>
      ) : (
        <Way to={() => setBy("password")}>{t("signIn.byPassword")}</Way>
      )}
    </Door>
  );
}

interface Provider {
  readonly id: string;
  readonly name: string;
}

/** The identity providers of this desk's tenant. */
function Providers() {
  const t = useSay();
  const asked = useQuery({
    queryKey: ["sso", tenant],
    // Without one in the address the host says whose desk it is, if it is one's.
    queryFn: () => auth<{ tenant: string; items: readonly Provider[] }>(`/sso/${tenant ?? "-"}`),
    retry: false,
  });
  const offered = asked.data?.outcome === "done" ? asked.data.value : undefined;
  const [refusal, setRefusal] = useState<Refusal>();
  if (offered === undefined) return null;
  const go = async (provider: string): Promise<void> => {
    const answer = await auth<{ url: string }>("/sign-in/sso", {
      tenant: offered.tenant,
      provider,
    });
    if (answer.outcome === "done") globalThis.location.assign(answer.value.url);
    else setRefusal(answer);
  };
  return (
    <>
      <Refused refusal={refusal} />
      {offered.items.map(({ id, name }) => (
        <Button key={id} variant="default" onClick={() => void go(id)}>
          {t("signIn.byProvider", { name })}
        </Button>
      ))}
    </>
  );
}
