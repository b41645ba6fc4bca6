import { Stack, Text } from "@mantine/core";
import type { Outputs } from "../api-types.ts";
import { useSay } from "../speech.tsx";

const asked = ["reportedFirst", "withinTwoYears", "notBeforeCourt", "identity"] as const;
const signs = { yes: "✓", no: "✗", unknown: "?" } as const;

/** What the Ombudsman's law asks of a complaint: shown, and decided by the office alone. */
export function Eligibility({ facts }: { readonly facts: Outputs["office"]["dossier"] }) {
  const t = useSay();
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t("peopleDesk.office.eligibility")}
      </Text>
      <ul className="plain">
        {asked.map((one) => {
          const answer = facts.eligibility[one];
          return (
            <Text key={one} component="li" size="sm">
              <span aria-hidden="true">{signs[answer]} </span>
              {t(`peopleDesk.office.${one}`)}: {t(`peopleDesk.office.answer.${answer}`)}
            </Text>
          );
        })}
      </ul>
      <Text size="xs" c="dimmed">
        {t("peopleDesk.office.shownOnly")}
      </Text>
    </Stack>
  );
}
