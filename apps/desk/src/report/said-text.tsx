import { Button, Group, Text } from "@mantine/core";
import { useAct } from "../acting/act.ts";
import type { Opened } from "../api-types.ts";
import { useSay } from "../speech.tsx";
import { segmentsOf, unmasked } from "./segments.ts";

/**
 * Words as somebody wrote them, to the letter, with what looks like personal data marked. Never markup.
 * @param of where they stand, as `personal` and `masks` name it
 */
export function SaidText({
  opened,
  text,
  of,
}: {
  readonly opened: Opened;
  readonly text: string;
  readonly of: { readonly content: string | undefined; readonly field: string };
}) {
  const t = useSay();
  const act = useAct();
  const { report, acts } = opened;
  const open = unmasked(report).filter(
    ({ content, field }) => content === of.content && field === of.field,
  );
  const mask = (spans: typeof open): void => {
    const masks = spans.map(({ content, field, start, end }) => ({ content, field, start, end }));
    void act({
      verb: "mask",
      report: report.id,
      ifVersion: report.version,
      input: { masks },
      said: t("reportPage.personal.said"),
    });
  };
  return (
    <>
      <Text className="said">
        {segmentsOf(text, of, report).map(({ text: piece, found, isMasked }, index) =>
          found === undefined && !isMasked ? (
            piece
          ) : (
            <mark
              // The pieces of one text keep their order.
              key={index}
              className={isMasked ? "personal masked" : "personal"}
              title={
                found === undefined
                  ? t("reportPage.personal.maskedOther")
                  : isMasked
                    ? t("reportPage.personal.masked", {
                        kind: t(`reportPage.personal.kind.${found.kind}`),
                      })
                    : t(`reportPage.personal.kind.${found.kind}`)
              }
            >
              {piece}
            </mark>
          ),
        )}
      </Text>
      {open.length > 0 && (
        <Group gap="xs" mt={4}>
          <Text size="xs" c="dimmed">
            {t("reportPage.personal.found", {
              kinds: [...new Set(open.map(({ kind }) => kind))]
                .map((kind) => t(`reportPage.personal.kind.${kind}`))
                .join(", "),
            })}
          </Text>
          {acts.includes("mask") && (
            <Button size="compact-xs" variant="default" onClick={() => mask(open)}>
              {open.length === 1 && open[0] !== undefined
                ? t("reportPage.personal.mask", {
                    kind: t(`reportPage.personal.kind.${open[0].kind}`),
                  })
                : t("reportPage.personal.maskAll")}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}
