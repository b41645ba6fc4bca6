import { Alert, Anchor, Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { base } from "../address.ts";
import { auth } from "../auth.ts";
import type { Session } from "../auth.ts";
import { codeOf } from "../failed.ts";
import { useSay } from "../speech.tsx";
import { Form } from "./form.tsx";

/**
 * Where the server wants to know once more who is asking, it is asked for here, in place: what was typed on the screen stays.
 * @param error what a procedure refused with; of another reason, `children` stand
 * @param again asks the procedure once more
 */
export function Fresh({
  error,
  again,
  children,
}: {
  readonly error: unknown;
  readonly again: () => void;
  readonly children?: ReactNode;
}) {
  const isAsked = error !== null && error !== undefined && codeOf(error) === "freshSignInNeeded";
  return isAsked ? <ProveAgain again={again} /> : children;
}

/** The password once more, of the very session that works here; another session is nobody else's door. */
export function ProveAgain({ again }: { readonly again: () => void }) {
  const t = useSay();
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: ["session"],
    queryFn: () => auth<Session | null>("/get-session"),
  });
  const email = asked.data?.outcome === "done" ? asked.data.value?.user.email : undefined;
  const proved = async (): Promise<void> => {
    // What the desk may show hangs on it too.
    await queries.invalidateQueries({ queryKey: [["desk", "me"]] });
    again();
  };
  return (
    <Alert color="tide" variant="light" title={t("reportPage.fresh.title")}>
      <Stack gap="xs" maw={420}>
        <Text size="sm">{t("reportPage.fresh.why")}</Text>
        <Form
          send={async ({ password }) => {
            const answer = await auth("/prove", { password });
            if (answer.outcome === "done") await proved();
            return answer;
          }}
        >
          {(busy) => (
            <>
              {/* A password manager fills in by the name it knows. */}
              <input type="email" hidden readOnly autoComplete="username" value={email ?? ""} />
              <PasswordInput
                name="password"
                autoComplete="current-password"
                label={t("signIn.currentPassword")}
                required
                autoFocus
              />
              <Button type="submit" loading={busy}>
                {t("signIn.verify")}
              </Button>
            </>
          )}
        </Form>
        <Text size="sm" c="dimmed">
          {t("reportPage.fresh.other")}{" "}
          <Anchor size="sm" underline="always" href={base} target="_blank" rel="noopener">
            {t("reportPage.fresh.newTab")}
          </Anchor>
        </Text>
        <Button variant="default" size="compact-sm" onClick={() => void proved()}>
          {t("reportPage.fresh.back")}
        </Button>
      </Stack>
    </Alert>
  );
}
