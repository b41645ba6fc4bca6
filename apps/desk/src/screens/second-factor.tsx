import { Box, Button, Code, PasswordInput, Text, TextInput } from "@mantine/core";
import "../people/people.css";
import { useState } from "react";
import { renderSVG } from "uqr";
import { auth } from "../auth.ts";
import { Door, Way } from "../parts/door.tsx";
import { Form } from "../parts/form.tsx";
import { RecoveryCodes } from "../parts/recovery-codes.tsx";
import { useSay } from "../speech.tsx";
import { token } from "../token.ts";

/** The second step of a sign-in, or its setting up where the role requires one that is not there. */
export function SecondFactor({
  standing,
  entered,
}: {
  readonly standing: "due" | "missing";
  readonly entered: () => Promise<unknown>;
}) {
  return standing === "due" ? <Code6 entered={entered} /> : <SetUp entered={entered} />;
}

function Code6({ entered }: { readonly entered: () => Promise<unknown> }) {
  const t = useSay();
  const [by, setBy] = useState<"code" | "backup">("code");
  const send = async ({ code }: Readonly<Record<string, string>>) => {
    const path = by === "code" ? "/two-factor/verify-totp" : "/two-factor/verify-backup-code";
    const answer = await auth(path, { code: code?.trim() });
    if (answer.outcome === "done") await entered();
    return answer;
  };
  return (
    <Door title={t("signIn.factorTitle")}>
      <Text>{t("signIn.codeAsked")}</Text>
      <Form key={by} send={send}>
        {(busy) => (
          <>
            <CodeInput by={by} />
            <Button type="submit" loading={busy}>
              {t("signIn.verify")}
            </Button>
          </>
        )}
      </Form>
      <Way to={() => setBy(by === "code" ? "backup" : "code")}>
        {t(by === "code" ? "signIn.useBackup" : "signIn.useCode")}
      </Way>
    </Door>
  );
}

function CodeInput({ by }: { readonly by: "code" | "backup" }) {
  const t = useSay();
  return by === "code" ? (
    <TextInput
      name="code"
      label={t("signIn.code")}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={8}
      required
    />
  ) : (
    <TextInput name="code" label={t("signIn.backup")} autoComplete="off" required />
  );
}

interface Secret {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

function SetUp({ entered }: { readonly entered: () => Promise<unknown> }) {
  const t = useSay();
  return (
    <Door title={t("signIn.factorTitle")}>
      <FactorSetUp entered={entered} />
    </Door>
  );
}

/** The password, then the secret for the app and the recovery codes; they count once the app's first code was right. */
export function FactorSetUp({ entered }: { readonly entered: () => Promise<unknown> }) {
  const t = useSay();
  const [secret, setSecret] = useState<Secret>();
  if (secret === undefined)
    return (
      <Form
        send={async ({ password }) => {
          const answer = await auth<Secret>("/two-factor/enable", {
            ...(password === "" ? {} : { password }),
            // After a reset by an administrator the mail's link is asked for as well.
            ...(token === "" ? {} : { link: token }),
          });
          if (answer.outcome === "done") setSecret(answer.value);
          return answer;
        }}
      >
        {(busy) => (
          <>
            <Text size="sm">{t("peopleDesk.account.factorWhy")}</Text>
            <PasswordInput
              name="password"
              autoComplete="current-password"
              label={t("signIn.currentPassword")}
            />
            <Button type="submit" loading={busy}>
              {t("signIn.factorStart")}
            </Button>
          </>
        )}
      </Form>
    );
  const key = new URL(secret.totpURI).searchParams.get("secret") ?? "";
  // Proof: uqr draws black and white squares; the address is encoded, never put in as markup.
  const picture = { __html: renderSVG(secret.totpURI) };
  return (
    <>
      <Text>{t("signIn.factorNeeded")}</Text>
      <Box
        w={220}
        mx="auto"
        role="img"
        aria-label={t("signIn.factorNeeded")}
        dangerouslySetInnerHTML={picture}
      />
      <Text size="sm">{t("signIn.factorKey")}</Text>
      <Code block className="breaks">
        {key}
      </Code>
      <RecoveryCodes codes={secret.backupCodes} />
      <Form
        send={async ({ code }) => {
          const answer = await auth("/two-factor/verify-totp", { code: code?.trim() });
          if (answer.outcome === "done") await entered();
          return answer;
        }}
      >
        {(busy) => (
          <>
            <CodeInput by="code" />
            <Button type="submit" loading={busy}>
              {t("signIn.verify")}
            </Button>
          </>
        )}
      </Form>
    </>
  );
}
