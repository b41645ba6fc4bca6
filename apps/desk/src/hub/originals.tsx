import { Button, Group, Select, Switch, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCategories, useNames } from "../names.tsx";
import { Unread } from "../parts/unread.tsx";
import { Problem } from "../people/problem.tsx";
import { useLang, useSay } from "../speech.tsx";
import { api } from "../trpc.ts";

/** Whether pictures are also kept as they were uploaded, of all reports or of some. */
export function Originals() {
  const t = useSay();
  const { lang } = useLang();
  const names = useNames();
  const categories = useCategories().data ?? [];
  const asked = useQuery(api.files.keepsOriginals.queryOptions());
  const [chosen, choose] = useState<string | null>(null);
  const keep = useMutation(
    api.files.keepOriginals.mutationOptions({
      onSuccess: () => {
        choose(null);
        void asked.refetch();
      },
    }),
  );
  const told = asked.data;
  return (
    <section aria-busy={asked.isPending}>
      <Title order={2}>{t("settingsDesk.originals.title")}</Title>
      <Text size="sm" c="dimmed">
        {t("settingsDesk.originals.why")}
      </Text>
      {asked.isError && <Unread error={asked.error} again={() => void asked.refetch()} />}
      {keep.isError && <Problem error={keep.error} />}
      {told !== undefined && (
        <>
          <Switch
            mt="xs"
            label={t("settingsDesk.originals.all")}
            checked={told.keeps}
            disabled={keep.isPending}
            onChange={({ currentTarget }) => keep.mutate({ keeps: currentTarget.checked })}
          />
          <ul className="node-list">
            {told.categories.map(({ category, keeps }) => (
              <li key={category}>
                <Group justify="space-between">
                  <Switch
                    label={names.category(category)}
                    checked={keeps}
                    disabled={keep.isPending}
                    onChange={({ currentTarget }) =>
                      keep.mutate({ keeps: currentTarget.checked, category })
                    }
                  />
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={keep.isPending}
                    onClick={() => keep.mutate({ keeps: "asAbove", category })}
                  >
                    {t("settingsDesk.originals.asAbove")}
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
          <Group align="flex-end" mt="xs">
            <Select
              label={t("settingsDesk.originals.category")}
              searchable
              data={categories
                .filter(({ code }) => !told.categories.some(({ category }) => category === code))
                .map(({ code, name }) => ({ value: code, label: name[lang] }))}
              value={chosen}
              onChange={choose}
            />
            {chosen !== null && (
              <Button
                variant="default"
                loading={keep.isPending}
                onClick={() => keep.mutate({ keeps: !told.keeps, category: chosen })}
              >
                {t(told.keeps ? "settingsDesk.originals.notKeep" : "settingsDesk.originals.keep")}
              </Button>
            )}
          </Group>
        </>
      )}
    </section>
  );
}
