import { Alert, Button, Group, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { isKey } from "@simpul/words";
import { useState } from "react";
import type { Outputs } from "../api-types.ts";
import { codeOf } from "../failed.ts";
import { useWhen } from "../report/when.ts";
import { useSay } from "../speech.tsx";
import { api, client } from "../trpc.ts";
import { saidOf, sameAnswer } from "./answer-of.ts";
import type { Answer } from "./answer-of.ts";
import type { Said } from "./draft.ts";
import { Remark } from "./remark.tsx";

type Review = NonNullable<Outputs["drafts"]["ahead"]["review"]>;

/** Whether this very text may be sent now. */
export const isApproved = (review: Review | undefined, answer: Answer): boolean =>
  review?.decision === "approved" && !review.isPublished && sameAnswer(review.answer, answer);

/** How it stands with the second person, above the button. */
export function ReviewPart({
  report,
  review,
  answer,
  onRestore,
}: {
  readonly report: string;
  readonly review: Review | undefined;
  /** Undefined while something is missing. */
  readonly answer: Answer | undefined;
  readonly onRestore: (said: Said) => void;
}) {
  const t = useSay();
  const { moment } = useWhen();
  const queries = useQueryClient();
  const read = (): Promise<void> =>
    queries.invalidateQueries({ queryKey: api.drafts.ahead.queryKey({ report }) });
  if (review === undefined || review.isPublished)
    return (
      <Text size="sm" c="dimmed">
        {t("answering.reviewWhy")}
      </Text>
    );
  const isSame = answer !== undefined && sameAnswer(review.answer, answer);
  const restore = review.answer;
  return (
    <Remark
      tone={
        review.decision === "approved" ? "good" : review.decision === "sentBack" ? "warn" : "plain"
      }
      role="status"
    >
      {review.decision === undefined && (
        <Group gap="xs">
          <Text size="sm">{t("answering.reviewWaits", { at: moment(review.askedAt) })}</Text>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() =>
              void client.reviews.withdraw.mutate({ review: review.id }).then(read, read)
            }
          >
            {t("answering.reviewWithdraw")}
          </Button>
        </Group>
      )}
      {review.decision === "approved" && (
        <Text size="sm">{t("answering.reviewApproved", { by: review.decidedBy ?? "" })}</Text>
      )}
      {review.decision === "sentBack" && (
        <>
          <Text size="sm" fw={600}>
            {t("answering.reviewSentBack", { by: review.decidedBy ?? "" })}
          </Text>
          <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
            {review.reason}
          </Text>
        </>
      )}
      {review.decision !== "sentBack" && !isSame && restore !== undefined && (
        <Group gap="xs" mt={4}>
          <Text size="sm">{t("answering.reviewChanged")}</Text>
          <Button size="compact-xs" variant="default" onClick={() => onRestore(saidOf(restore))}>
            {t("answering.reviewRestore")}
          </Button>
        </Group>
      )}
    </Remark>
  );
}

/** Asks the second person. @returns the words of a refusal, while there is one */
export function useReviewAsking(report: string): {
  readonly note: string;
  readonly setNote: (note: string) => void;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  ask(answer: Answer): Promise<"asked" | "refused">;
} {
  const t = useSay();
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  return {
    note,
    setNote,
    busy,
    refusal,
    ask: async (answer) => {
      setBusy(true);
      setRefusal(undefined);
      try {
        await client.reviews.ask.mutate({
          report,
          answer,
          ...(note.trim() === "" ? {} : { note }),
        });
        setNote("");
        await queries.invalidateQueries({ queryKey: api.drafts.ahead.queryKey({ report }) });
        return "asked";
      } catch (error) {
        const key = `problem.${codeOf(error)}.title`;
        // Proof: asked in this line whether it is a key; a problem's title has no parameters.
        setRefusal(isKey(key) ? t(key as "problem.notFound.title") : t("desk.offline"));
        return "refused";
      } finally {
        setBusy(false);
      }
    },
  };
}

export function ReviewNote({ asking }: { readonly asking: ReturnType<typeof useReviewAsking> }) {
  const t = useSay();
  return (
    <>
      <Textarea
        autosize
        minRows={1}
        label={t("answering.reviewNote")}
        value={asking.note}
        onChange={({ currentTarget: { value } }) => asking.setNote(value)}
      />
      {asking.refusal !== undefined && (
        <Alert color="red" variant="light" role="alert">
          {asking.refusal}
        </Alert>
      )}
    </>
  );
}
