import "../people/people.css";
import { Alert, Button, Code, CopyButton, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { files } from "../address.ts";
import { useNames } from "../names.tsx";
import { Fresh, ProveAgain } from "../parts/fresh.tsx";
import { Problem } from "../people/problem.tsx";
import { saveBlob } from "../people/save-text.ts";
import { FileRefused } from "../people/send-file.ts";
import { useWhen } from "../report/when.ts";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { Eligibility } from "./eligibility.tsx";

/** What the office was handed with a case, and whether it is whole. */
export function Dossier({ report }: { readonly report: string }) {
  const t = useSay();
  const names = useNames();
  const { moment } = useWhen();
  const asked = useQuery(api.office.dossier.queryOptions({ report }));
  const facts = asked.data;
  if (facts === undefined)
    // A secret case asks who reads before anything of it is shown: the pane beside this does.
    return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="dossier">
      <Stack gap="sm">
        <Title order={2} id="dossier" size="h3">
          {t("peopleDesk.office.dossier")}
        </Title>
        <dl className="dossier-facts">
          <Fact says={t("peopleDesk.office.office")}>{facts.officeName}</Fact>
          <Fact says={t("peopleDesk.office.due")}>{moment(facts.due)}</Fact>
          <Fact says={t("peopleDesk.office.registerNumber")}>{facts.number ?? "–"}</Fact>
          <Fact says={t("peopleDesk.office.consent")}>
            {t(`peopleDesk.office.consentIs.${facts.consent}`)}
          </Fact>
          <Fact says={t("peopleDesk.office.events")}>
            {facts.events
              .map(({ writer, count }) =>
                t("peopleDesk.office.eventsOf", { writer: names.tenant(writer), count }),
              )
              .join(" · ")}
            <br />
            {t("peopleDesk.office.held", { count: facts.held })}
          </Fact>
        </dl>
        <Eligibility facts={facts} />
        <Whole report={report} />
        <Downloads report={report} />
      </Stack>
    </Paper>
  );
}

function Fact({ says, children }: { readonly says: string; readonly children: React.ReactNode }) {
  return (
    <>
      <Text component="dt" size="sm" c="dimmed">
        {says}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </>
  );
}

/** Every signature and chain of what lies here, read by code that shares nothing with what wrote it. */
function Whole({ report }: { readonly report: string }) {
  const t = useSay();
  const check = useMutation(api.office.verify.mutationOptions());
  const again = (): void => check.mutate({ report });
  const found = check.data;
  return (
    <div aria-busy={check.isPending}>
      <Group gap="sm">
        <Button variant="default" size="compact-sm" loading={check.isPending} onClick={again}>
          {t("peopleDesk.office.verify")}
        </Button>
        <Text size="sm" role="status">
          {check.isPending && t("peopleDesk.office.verifying")}
        </Text>
      </Group>
      {found?.outcome === "genuine" && (
        <Alert mt="xs" color="green" variant="light" role="status">
          <Text size="sm" fw={600}>
            ✓{" "}
            {t("peopleDesk.office.whole", {
              events: found.events,
              covered: found.receipts.covered,
            })}
          </Text>
          <Text size="sm">{t("peopleDesk.office.contents", found.contents)}</Text>
          <Thumbprint root={found.root} />
        </Alert>
      )}
      {found?.outcome === "refuted" && (
        <Alert
          mt="xs"
          color="red"
          role="alert"
          title={`⚠ ${t("peopleDesk.office.notWhole", { code: found.code, where: found.where })}`}
        >
          <Text size="sm">{found.detail}</Text>
          <Thumbprint root={found.root} />
        </Alert>
      )}
      {check.isError && (
        <Fresh error={check.error} again={again}>
          <Problem error={check.error} />
        </Fresh>
      )}
    </div>
  );
}

function Thumbprint({ root }: { readonly root: string }) {
  const t = useSay();
  return (
    <Stack gap={2} mt="xs">
      <Text size="sm">{t("peopleDesk.office.thumbprint")}</Text>
      <Group gap="xs">
        <Code className="breaks">{root}</Code>
        <CopyButton value={root}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {t(copied ? "peopleDesk.office.copied" : "peopleDesk.office.copy")}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}

type What = "dossier.pdf" | "dossier.tar";

function Downloads({ report }: { readonly report: string }) {
  const t = useSay();
  const take = useMutation({
    mutationFn: async (what: What): Promise<void> => {
      const answer = await fetch(`${files}/reports/${report}/${what}`, {
        headers: { "accept-language": document.documentElement.lang },
      }).catch(() => undefined);
      if (answer === undefined) throw new FileRefused("offline");
      if (!answer.ok) {
        // Proof: a problem (RFC 9457) says its type; anything else between us and the server has none.
        const { type } = ((await answer.json().catch(() => null)) ?? {}) as { type?: string };
        throw new FileRefused(type?.split("/").at(-1) ?? "invalid");
      }
      const named = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "");
      saveBlob(named?.[1] ?? what, await answer.blob());
    },
  });
  const [wanted, setWanted] = useState<What>("dossier.pdf");
  const go = (what: What): void => {
    setWanted(what);
    take.mutate(what);
  };
  const isFreshAsked = take.error instanceof FileRefused && take.error.code === "freshSignInNeeded";
  return (
    <Stack gap={6}>
      <Group gap="xs">
        {(["dossier.pdf", "dossier.tar"] as const).map((what) => (
          <Button
            key={what}
            variant="default"
            size="compact-sm"
            loading={take.isPending && wanted === what}
            onClick={() => go(what)}
          >
            {t(what === "dossier.pdf" ? "peopleDesk.office.pdf" : "peopleDesk.office.archive")}
          </Button>
        ))}
      </Group>
      <Text size="xs" c="dimmed">
        {t("peopleDesk.office.leaves")}
      </Text>
      {isFreshAsked ? (
        <ProveAgain again={() => go(wanted)} />
      ) : (
        take.isError && <Problem error={take.error} />
      )}
    </Stack>
  );
}
