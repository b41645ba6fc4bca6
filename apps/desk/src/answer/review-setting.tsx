import { Stack, Switch } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../me.tsx";
import { useSay } from "../speech.tsx";
import { api, client } from "../trpc.ts";

/** Of the settings: whether a second person looks at what ends the turn. */
export function ReviewSetting() {
  const t = useSay();
  const { may } = useMe();
  const queries = useQueryClient();
  const mayManage = may("manage", "Answers");
  const asked = useQuery(api.reviews.setting.queryOptions(undefined, { enabled: mayManage }));
  if (!mayManage || asked.data === undefined) return null;
  const set = async (reviewed: boolean): Promise<void> => {
    const key = api.reviews.setting.queryKey();
    queries.setQueryData(key, { reviewed });
    await client.reviews.set.mutate({ reviewed }).catch(() => undefined);
    await queries.invalidateQueries({ queryKey: key });
  };
  return (
    <Stack component="section" gap="xs">
      <Switch
        label={t("answering.reviewSetting")}
        description={t("answering.reviewSettingWhy")}
        checked={asked.data.reviewed}
        onChange={({ currentTarget: { checked } }) => void set(checked)}
      />
    </Stack>
  );
}
