import { Button, Menu, Text } from "@mantine/core";
import { fillTemplate } from "@simpul/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Opened } from "../api-types.ts";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import type { AnswerKind } from "./answer-of.ts";
import { factsFor } from "./facts-for.ts";

/** Puts a template below what was written, filled in from the report; a kind of its own comes with it. */
export function TemplatePick({
  opened,
  kind,
  kinds,
  onPick,
}: {
  readonly opened: Opened;
  readonly kind: AnswerKind | undefined;
  readonly kinds: readonly AnswerKind[];
  readonly onPick: (text: string, kind: AnswerKind | undefined) => void;
}) {
  const t = useSay();
  const { me } = useMe();
  const names = useNames();
  const templates = useQuery(
    api.templates.list.queryOptions(undefined, { staleTime: 60_000 }),
  ).data;
  const [left, setLeft] = useState<readonly string[]>([]);
  const fitting = (templates ?? []).filter(
    (one) =>
      one.kind === undefined || (kind === undefined ? kinds.includes(one.kind) : one.kind === kind),
  );
  if (templates === undefined || templates.length === 0) return null;
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="default" size="compact-sm">
            {t("answering.template")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {fitting.length === 0 && <Menu.Label>{t("answering.templateNone")}</Menu.Label>}
          {fitting.map((one) => (
            <Menu.Item
              key={one.id}
              onClick={() => {
                const filled = fillTemplate(one.text, factsFor(opened, me, names));
                setLeft(filled.left);
                onPick(filled.text, one.kind);
              }}
            >
              {one.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {left.length > 0 && (
        <Text size="xs" c="orange" role="status">
          {t("answering.templateLeft", { left: left.join(" ") })}
        </Text>
      )}
    </>
  );
}
