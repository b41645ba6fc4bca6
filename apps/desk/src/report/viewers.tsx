import { Button, Group, Table, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { Opened } from "../api-types.ts";
import { useNames } from "../names.tsx";
import { Fresh } from "../parts/fresh.tsx";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { wordOf } from "./step-words.ts";
import { useWhen } from "./when.ts";

/** Who has looked, and who was told who the reporter is: for who examines. The server decides again. */
export function Viewers({ opened: { report, acts } }: { readonly opened: Opened }) {
  const t = useSay();
  const [isOpen, { toggle }] = useDisclosure();
  if (!acts.includes("allowUnseal")) return null;
  return (
    <section aria-labelledby="viewers-head">
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h4" id="viewers-head">
          {t("reportPage.viewers.title")}
        </Title>
        <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} onClick={toggle}>
          {t(isOpen ? "reportPage.clocks.hide" : "reportPage.viewers.show")}
        </Button>
      </Group>
      {isOpen && <Listed id={report.id} />}
    </section>
  );
}

function Listed({ id }: { readonly id: string }) {
  const t = useSay();
  const when = useWhen();
  const names = useNames();
  const looked = useQuery(api.report.viewers.queryOptions({ report: id }));
  const told = useQuery(api.identity.accesses.queryOptions({ report: id }));
  const error = looked.error ?? told.error;
  const again = (): void => {
    void looked.refetch();
    void told.refetch();
  };
  if (error !== null)
    return (
      <Fresh error={error} again={again}>
        <Unread error={error} again={again} />
      </Fresh>
    );
  if (looked.data === undefined || told.data === undefined) return <Waiting height="4rem" />;
  return (
    <>
      <Text size="sm" c="dimmed">
        {t("reportPage.viewers.note")}
      </Text>
      {looked.data.length === 0 ? (
        <Text>{t("reportPage.viewers.empty")}</Text>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("reportPage.viewers.who")}</Table.Th>
              <Table.Th>{t("reportPage.viewers.what")}</Table.Th>
              <Table.Th>{t("reportPage.viewers.last")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {looked.data.map(({ actor, name, verb, times, lastAt }) => (
              <Table.Tr key={`${actor} ${verb}`}>
                <Table.Td className="break">{name ?? actor}</Table.Td>
                <Table.Td>
                  {wordOf(t, "reportPage.viewers.verb", verb)} {times > 1 ? `(${times}×)` : ""}
                </Table.Td>
                <Table.Td>{when.moment(lastAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {told.data.length > 0 && (
        <>
          <Text fw={600} mt="xs">
            {t("reportPage.viewers.identity")}
          </Text>
          <ul>
            {told.data.map(({ at, tenant, purpose, inside }) => (
              <li key={`${at} ${inside?.by ?? ""}`}>
                {when.moment(at)} · {names.tenant(tenant)} · {wordOf(t, "unsealPurpose", purpose)}
                {inside === undefined ? "" : ` · ${inside.reason}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
