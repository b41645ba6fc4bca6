import { Alert, Button, Group, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useMe } from "../../me.tsx";
import { useWhen } from "../../report/when.ts";
import { useSay } from "../../speech.tsx";
import { api } from "../../trpc.ts";
import { Problem } from "../problem.tsx";

/** Up to where the audit is sealed; on demand the whole chain is computed again. */
export function SealState() {
  const t = useSay();
  const { me } = useMe();
  const { moment } = useWhen();
  const seal = useQuery(api.audit.seal.queryOptions());
  const check = useMutation(api.audit.verify.mutationOptions({ onSettled: () => seal.refetch() }));
  const { checkpoint, waiting = 0 } = seal.data ?? {};
  const found = check.data;
  return (
    <section aria-busy={check.isPending}>
      <Group gap="sm">
        <Text size="sm">
          {seal.data !== undefined &&
            (checkpoint === undefined
              ? t("peopleDesk.audit.unsigned")
              : t("peopleDesk.audit.sealedUntil", {
                  link: checkpoint.link,
                  at: moment(checkpoint.at),
                }))}{" "}
          {waiting > 0 && t("peopleDesk.audit.waiting", { count: waiting })}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t("peopleDesk.audit.check")}
        </Button>
      </Group>
      <div role="status">
        {check.isPending && <Text size="sm">{t("peopleDesk.audit.checking")}</Text>}
        {found?.outcome === "intact" && (
          <Alert mt="xs" color="green" variant="light">
            <Text size="sm" fw={600}>
              ✓ {t("peopleDesk.audit.intact", found)}
            </Text>
            {found.swept > 0 && t("peopleDesk.audit.swept", { count: found.swept })}
          </Alert>
        )}
        {found?.outcome === "tooLong" && (
          <Alert mt="xs" color="orange" variant="light">
            {t("peopleDesk.audit.tooLong", { links: found.links, tenant: me.tenant.code })}
          </Alert>
        )}
      </div>
      {found?.outcome === "tampered" && (
        <Alert
          mt="xs"
          color="red"
          role="alert"
          title={`⚠ ${t("peopleDesk.audit.tampered", { kind: t(`peopleDesk.audit.fault.${found.kind}`) })}`}
        >
          <Text size="sm">
            {found.seq !== undefined && `${t("peopleDesk.audit.at", { seq: found.seq })}: `}
            {found.detail}
          </Text>
        </Alert>
      )}
      {check.isError && <Problem error={check.error} />}
    </section>
  );
}
