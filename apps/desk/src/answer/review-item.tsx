import { Anchor, Badge, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { isKey } from "@simpul/words";
import { useState } from "react";
import { base, tenant } from "../address.ts";
import type { Outputs } from "../api-types.ts";
import { codeOf } from "../failed.ts";
import { useNames } from "../names.tsx";
import { ProveAgain } from "../parts/fresh.tsx";
import { useWhen } from "../report/when.ts";
import { useLang, useSay } from "../speech.tsx";
import { client } from "../trpc.ts";
import { sizeWords } from "./uploading.ts";
import { Warnings } from "./warnings.tsx";

type Review = Outputs["reviews"]["list"]["waiting"][number];

const files = tenant === undefined ? "/files" : `/files/t/${tenant}`;

/** One answer as its reviewer reads it: the text to the letter, what stands out in it, and the two words to say. */
export function ReviewItem({
  review,
  isOpen,
  onOpen,
  onDecided,
}: {
  readonly review: Review;
  /** Its report stands beside it. */
  readonly isOpen: boolean;
  readonly onOpen: (report: string) => void;
  readonly onDecided: () => void;
}) {
  const t = useSay();
  const { moment, day } = useWhen();
  const { lang } = useLang();
  const names = useNames();
  const { answer } = review;
  const state = review.isPublished ? "published" : (review.decision ?? "waiting");
  return (
    <article
      className={isOpen ? "review-item open" : "review-item"}
      aria-label={`${review.trackingId} ${t(`answer.${review.kind}`)}`}
    >
      <Stack gap="xs">
        <Group gap="xs">
          <Text fw={600}>{t(`answer.${review.kind}`)}</Text>
          <Anchor
            href={`${base}/reviews?open=${review.report}`}
            onClick={(event) => {
              event.preventDefault();
              onOpen(review.report);
            }}
          >
            {review.trackingId}
          </Anchor>
          <Badge variant="default" tt="none">
            {t(`answering.reviewState.${state}`)}
          </Badge>
          <Text size="xs" c="dimmed">
            {t("answering.reviewBy", { author: review.author, at: moment(review.askedAt) })}
          </Text>
        </Group>
        {answer === undefined ? (
          <>
            <Text size="sm">{t("answering.reviewSecret")}</Text>
            <ProveAgain again={onDecided} />
          </>
        ) : (
          <>
            {review.note !== undefined && (
              <Text size="sm" c="dimmed" className="answer-text">
                {review.note}
              </Text>
            )}
            <Text className="answer-text">{answer.text}</Text>
            {answer.basis !== undefined && (
              <Text size="sm">
                {t("answering.basis")}: {answer.basis}
              </Text>
            )}
            {answer.onBehalf !== undefined && (
              <Text size="sm">
                {t("answering.behalfNote", {
                  unit: names.unit(answer.onBehalf.unit),
                  date: day(answer.onBehalf.dated),
                })}
              </Text>
            )}
            {review.files.length > 0 && (
              <Group gap="md">
                {review.files.map(({ id, name, type, size }) => (
                  <Anchor
                    key={id}
                    size="sm"
                    href={`${files}/reviews/${review.id}/${id}`}
                    target="_blank"
                    rel="noopener"
                  >
                    {name ?? type} ({sizeWords(size, lang)})
                  </Anchor>
                ))}
              </Group>
            )}
            {review.mayDecide && <Warnings text={answer.text} />}
          </>
        )}
        {review.reason !== undefined && (
          <Text size="sm" className="answer-text">
            {t("answering.reviewReason")}: {review.reason}
          </Text>
        )}
        {review.mayDecide && answer !== undefined && (
          <Decide review={review.id} onDecided={onDecided} />
        )}
      </Stack>
    </article>
  );
}

function Decide({
  review,
  onDecided,
}: {
  readonly review: string;
  readonly onDecided: () => void;
}) {
  const t = useSay();
  const [isBack, setBack] = useState(false);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const say = async (decision: "approved" | "sentBack"): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await client.reviews.decide.mutate({
        review,
        decision,
        ...(reason.trim() === "" ? {} : { reason }),
      });
      onDecided();
    } catch (error) {
      const key = `problem.${codeOf(error)}.title`;
      // Proof: asked whether it is a key; a problem's title has no parameters.
      setRefusal(isKey(key) ? t(key as "problem.notFound.title") : t("desk.offline"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap="xs" aria-busy={busy}>
      {isBack && (
        <Textarea
          autoFocus
          autosize
          minRows={2}
          label={t("answering.reviewReason")}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
          required
        />
      )}
      {refusal !== undefined && (
        <Text size="sm" c="red" role="alert">
          {refusal}
        </Text>
      )}
      <Group gap="xs">
        {!isBack && (
          <Button loading={busy} onClick={() => void say("approved")}>
            {t("answering.reviewApprove")}
          </Button>
        )}
        <Button
          variant={isBack ? "filled" : "default"}
          loading={isBack && busy}
          disabled={isBack && reason.trim() === ""}
          onClick={() => (isBack ? void say("sentBack") : setBack(true))}
        >
          {t("answering.reviewSendBack")}
        </Button>
        {isBack && (
          <Button variant="default" onClick={() => setBack(false)}>
            {t("answering.giveUp")}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
