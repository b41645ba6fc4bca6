import { Badge, Group, Kbd, Radio, Stack, Text } from "@mantine/core";
import type { Outputs } from "../../api-types.ts";
import { useNames } from "../../names.tsx";
import { useSay } from "../../speech.tsx";
import { Reasons } from "../../suggest/reasons.tsx";

type Candidate = Outputs["suggest"]["routing"]["candidates"][number];

/** As many as there are keys for them. */
export const mostKeys = 3;

/** Whom the past and the rules suggest, each with how sure that is and why; one of them or none is chosen. */
export function Candidates({
  candidates,
  chosen,
  choose,
  legend,
}: {
  readonly candidates: readonly Candidate[];
  readonly chosen: string | undefined;
  readonly choose: (tenant: string) => void;
  readonly legend: string;
}) {
  const t = useSay();
  const names = useNames();
  return (
    <Radio.Group label={legend} value={chosen ?? ""} onChange={choose}>
      <Stack gap="xs" mt={4}>
        {candidates.map(({ tenant, confidence, source, reasons }, at) => {
          const percent = Math.round(confidence * 100);
          return (
            <Radio
              key={tenant}
              value={tenant}
              label={
                <Group gap="xs">
                  {at < mostKeys && <Kbd size="xs">{at + 1}</Kbd>}
                  <Text span fw={600}>
                    {names.tenant(tenant)}
                  </Text>
                  <Text span size="sm" title={t("routingDesk.sureOf", { percent })}>
                    {t("routingDesk.sure", { percent })}
                  </Text>
                  <Badge variant="light" tt="none" color={source === "rule" ? "tide" : "gray"}>
                    {t(`routingDesk.source.${source}`)}
                  </Badge>
                </Group>
              }
              description={<Reasons reasons={reasons} />}
            />
          );
        })}
      </Stack>
    </Radio.Group>
  );
}
