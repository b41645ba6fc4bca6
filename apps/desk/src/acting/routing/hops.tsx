import { Stack, Text, Title } from "@mantine/core";
import type { Outputs } from "../../api-types.ts";
import { momentWords } from "../../days.ts";
import { useMe } from "../../me.tsx";
import { useNames } from "../../names.tsx";
import { useLang, useSay } from "../../speech.tsx";

type Hop = Outputs["suggest"]["routing"]["hops"][number];

/** Who gave the report back, and what each of them said: what whoever decides next has to weigh. */
export function Hops({ hops }: { readonly hops: readonly Hop[] }) {
  const t = useSay();
  const { lang } = useLang();
  const names = useNames();
  const { me } = useMe();
  if (hops.length === 0) return null;
  return (
    <section>
      <Title order={4} size="h5">
        {t("routingDesk.hops", { count: hops.length })}
      </Title>
      <Stack component="ol" gap="xs" my={4} pl="lg">
        {hops.map(({ at, tenant, reason, basis, proposedTenant }) => (
          <li key={`${at} ${tenant}`}>
            <Text size="sm" fw={600}>
              {names.tenant(tenant)}{" "}
              <Text span size="xs" c="dimmed">
                {momentWords(lang, at, me.tenant.zone)}
              </Text>
            </Text>
            {reason !== undefined && (
              <Text size="sm" className="said">
                {t("routingDesk.hopReason")}: {reason}
              </Text>
            )}
            {basis !== undefined && (
              <Text size="sm" className="said">
                {t("routingDesk.hopBasis")}: {basis}
              </Text>
            )}
            {proposedTenant !== undefined && (
              <Text size="sm">
                {t("routingDesk.hopProposed", { tenant: names.tenant(proposedTenant) })}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </section>
  );
}
