import { Alert, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Opened, Outputs } from "../../api-types.ts";
import { useNames } from "../../names.tsx";
import { Fresh } from "../../parts/fresh.tsx";
import { Waiting } from "../../parts/waiting.tsx";
import { Unread } from "../../parts/unread.tsx";
import { useSay } from "../../speech.tsx";
import { api } from "../../trpc.ts";
import { useKeys } from "../../work/keys.tsx";
import { useAct } from "../act.ts";
import { ActForm } from "../act-form.tsx";
import { useDraft } from "../everyone/draft.ts";
import type { ActFormProps } from "../offer.ts";
import { Candidates, mostKeys } from "./candidates.tsx";
import { Hops } from "./hops.tsx";
import { TenantSearch } from "./tenant-search.tsx";

type Advice = Outputs["suggest"]["routing"];

export function Forward(props: ActFormProps) {
  const { report } = props.opened;
  const asked = useQuery(api.suggest.routing.queryOptions({ report: report.id }));
  const again = (): void => void asked.refetch();
  if (asked.data === undefined)
    return asked.isError ? (
      <Fresh error={asked.error} again={again}>
        <Unread error={asked.error} again={again} />
      </Fresh>
    ) : (
      <Waiting height="6rem" />
    );
  return <ForwardTo {...props} advice={asked.data} />;
}

function ForwardTo({ opened, done, advice }: ActFormProps & { readonly advice: Advice }) {
  const t = useSay();
  const names = useNames();
  const act = useAct();
  const { report } = opened;
  const { candidates, hops, adjudicates } = advice;
  const [chosen, choose] = useState(candidates[0]?.tenant);
  const [note, setNote] = useDraft("forward", report.id);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const isReasoned = !adjudicates || note.trim() !== "";

  const forward = async (tenant: string): Promise<void> => {
    await act({
      verb: "forward",
      report: report.id,
      ifVersion: report.version,
      input: { tenant, ...(note.trim() === "" ? {} : { note }) },
      said: t("routingDesk.forwarded", { tenant: names.tenant(tenant) }),
    });
    setNote("");
  };
  // A key accepts at once, for it can be taken back; what needs a reason is only chosen by it.
  const accept = async (tenant: string): Promise<void> => {
    choose(tenant);
    if (!isReasoned) return noteField.current?.focus();
    await forward(tenant);
    done();
  };
  useKeys(
    candidates.slice(0, mostKeys).map(({ tenant }, at) => ({
      key: String(at + 1),
      says: `${t("routingDesk.to")} ${names.tenant(tenant)}`,
      group: t("act.forward"),
      run: () => void accept(tenant),
    })),
  );
  const isOther = chosen !== undefined && candidates.every(({ tenant }) => tenant !== chosen);
  return (
    <ActForm
      says={t("routingDesk.to")}
      submit={t("act.forward")}
      isReady={chosen !== undefined && isReasoned}
      send={async () => {
        if (chosen !== undefined) await forward(chosen);
      }}
      done={done}
    >
      {adjudicates && (
        <Alert variant="light" color="orange" title={t("routingDesk.adjudication")}>
          <Text size="sm">{t("routingDesk.adjudicationWhy", { hops: report.hops })}</Text>
        </Alert>
      )}
      <Hops hops={hops} />
      <NoRule opened={opened} />
      {candidates.length === 0 ? (
        <Text size="sm">{t("routingDesk.nobody")}</Text>
      ) : (
        <Candidates
          candidates={candidates}
          chosen={chosen}
          choose={choose}
          legend={t("routingDesk.suggested")}
        />
      )}
      <TenantSearch choose={choose} />
      {isOther && (
        <Text size="sm" fw={600} role="status">
          {t("routingDesk.chosen", { tenant: names.tenant(chosen) })}
        </Text>
      )}
      <Textarea
        ref={noteField}
        label={adjudicates ? t("routingDesk.ruling") : t("routingDesk.note")}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={20_000}
        required={adjudicates}
        value={note}
        description={t("routingDesk.sendKeys")}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActForm>
  );
}

/** Where the rules do not say whose it is, why not. */
function NoRule({ opened: { report } }: { readonly opened: Opened }) {
  const t = useSay();
  const { routing } = report;
  if (routing?.outcome !== "needsTriage") return null;
  if (routing.why !== "placeUnknown" && routing.why !== "hubExamines") return null;
  return (
    <Alert variant="light" color="yellow">
      {t(`routingDesk.${routing.why}`)}
    </Alert>
  );
}
