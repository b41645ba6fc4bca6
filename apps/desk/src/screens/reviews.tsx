import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ReviewItem } from "../answer/review-item.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { ReportPane } from "../report/report-pane.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import "../answer/reviews.css";

/** Final answers that wait for a second person, each with its report beside it; and what became of one's own. */
export function Reviews() {
  const t = useSay();
  const { open } = useSearch({ strict: false });
  const navigate = useNavigate();
  const asked = useQuery(api.reviews.list.queryOptions());
  const show = (report: string | undefined): void =>
    void navigate({ to: "/reviews", search: report === undefined ? {} : { open: report } });
  if (asked.data === undefined)
    return asked.isError ? (
      <Unread error={asked.error} again={() => void asked.refetch()} />
    ) : (
      <Waiting />
    );
  const { waiting, own } = asked.data;
  const again = (): void => void asked.refetch();
  return (
    <div className={open === undefined ? "reviews" : "reviews with-report"}>
      <Stack gap="lg" className="answers">
        <Title order={1}>{t("screen.reviews")}</Title>
        {(waiting.length > 0 || own.length === 0) && (
          <Stack component="section" gap="sm" aria-labelledby="waiting">
            <Title order={2} id="waiting">
              {t("answering.reviewList")}
            </Title>
            {waiting.length === 0 && <Text size="sm">{t("answering.reviewNothing")}</Text>}
            {waiting.map((review) => (
              <ReviewItem
                key={review.id}
                review={review}
                isOpen={open === review.report}
                onOpen={show}
                onDecided={again}
              />
            ))}
          </Stack>
        )}
        {own.length > 0 && (
          <Stack component="section" gap="sm" aria-labelledby="own">
            <Title order={2} id="own">
              {t("answering.reviewOwn")}
            </Title>
            {own.map((review) => (
              <ReviewItem
                key={review.id}
                review={review}
                isOpen={open === review.report}
                onOpen={show}
                onDecided={again}
              />
            ))}
          </Stack>
        )}
      </Stack>
      {open !== undefined && (
        <section className="report-beside">
          <Group mb="sm">
            <Button variant="default" size="compact-sm" onClick={() => show(undefined)}>
              {t("answering.reviewClose")}
            </Button>
          </Group>
          <ReportPane key={open} id={open} />
        </section>
      )}
    </div>
  );
}
