import { ActionIcon, Button, Group, Menu, Popover, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { FormEvent, ReactNode } from "react";
import type { Outputs } from "../api-types.ts";
import { codeOf } from "../failed.ts";
import { readSearch } from "../search.ts";
import type { ListSearch } from "../search.ts";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { whyWords } from "../why.ts";
import { isSameView, withoutReport } from "./preset.ts";
import type { Preset } from "./preset.ts";

/** With its address, as far as it still is one. */
type SavedView = Outputs["views"]["list"][number] & { readonly search: ListSearch };

/** The views that somebody keeps of this screen. */
export function useSavedViews(screen: string): readonly SavedView[] {
  const kept = useQuery(api.views.list.queryOptions(undefined, { staleTime: 300_000 })).data ?? [];
  return kept
    .filter((view) => view.screen === screen)
    .map((view) => ({ ...view, search: readSearch(view.query) }));
}

/** One of them: a link, and what can be done with it where it is open. */
export function SavedLink({
  view,
  search,
  children,
}: {
  readonly view: SavedView;
  readonly search: ListSearch;
  readonly children: ReactNode;
}) {
  const isHere = isSameView(search, view.search);
  return (
    <span className="work-saved">
      <Link
        to="."
        search={view.search}
        className="work-view"
        aria-current={isHere ? "true" : undefined}
      >
        {view.name}
        {children}
      </Link>
      {isHere && <Change view={view} />}
    </span>
  );
}

function Change({ view }: { readonly view: SavedView }) {
  const t = useSay();
  const queries = useQueryClient();
  const [isNaming, name] = useState(false);
  const read = () => queries.invalidateQueries({ queryKey: api.views.list.queryKey() });
  const save = useMutation(api.views.save.mutationOptions({ onSettled: read }));
  const rename = useMutation(api.views.rename.mutationOptions({ onSettled: read }));
  const remove = useMutation(
    api.views.remove.mutationOptions({
      onSettled: read,
      onSuccess: () =>
        notifications.show({
          id: view.id,
          role: "status",
          message: (
            <Group justify="space-between" wrap="nowrap">
              {t("list.saved.removed", { name: view.name })}
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => {
                  notifications.hide(view.id);
                  const { name: called, screen } = view;
                  save.mutate({ name: called, screen, query: queryOf(view.search) });
                }}
              >
                {t("list.acts.takeBack")}
              </Button>
            </Group>
          ),
        }),
    }),
  );
  return (
    <Popover opened={isNaming} onChange={name} trapFocus width={280} shadow="md">
      <Popover.Target>
        <span>
          <Menu position="bottom-start" returnFocus={false}>
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={t("list.saved.more", { name: view.name })}
              >
                ⋯
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => name(true)}>{t("list.saved.rename")}</Menu.Item>
              <Menu.Item onClick={() => remove.mutate({ id: view.id })}>
                {t("list.saved.remove")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        <NameForm
          first={view.name}
          isBusy={rename.isPending}
          error={rename.error}
          onName={(given) =>
            rename.mutate({ id: view.id, name: given }, { onSuccess: () => name(false) })
          }
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Keeps what the list asks for now, where that is no view yet. */
export function SaveView({
  preset,
  search,
}: {
  readonly preset: Preset;
  readonly search: ListSearch;
}) {
  const t = useSay();
  const queries = useQueryClient();
  const saved = useSavedViews(preset.screen);
  const [isOpen, open] = useState(false);
  const save = useMutation(
    api.views.save.mutationOptions({
      onSuccess: async () => {
        open(false);
        await queries.invalidateQueries({ queryKey: api.views.list.queryKey() });
      },
    }),
  );
  const brought = preset.views.map(({ filter, sort }): ListSearch => ({
    ...filter,
    ...(sort === undefined ? {} : { sort }),
  }));
  const isKept = [...brought, ...saved.map((view) => view.search)].some((each) =>
    isSameView(search, each),
  );
  if (isKept) return null;
  return (
    <Popover opened={isOpen} onChange={open} trapFocus width={280} shadow="md">
      <Popover.Target>
        <Button variant="subtle" size="compact-sm" onClick={() => open(!isOpen)}>
          {t("list.saved.save")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <NameForm
          first=""
          isBusy={save.isPending}
          error={save.error}
          onName={(name) => save.mutate({ name, screen: preset.screen, query: queryOf(search) })}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** An address as it is kept: texts, and lists of texts. */
function queryOf(search: ListSearch): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(withoutReport(search)).map(([name, value]) => [
      name,
      // Proof: an address is texts, and lists of texts (`readSearch`).
      typeof value === "string" ? value : [...(value as readonly string[])],
    ]),
  );
}

function NameForm({
  first,
  isBusy,
  error,
  onName,
}: {
  readonly first: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  onName(name: string): void;
}) {
  const t = useSay();
  const [name, type] = useState(first);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "") onName(name.trim());
  };
  return (
    <form noValidate onSubmit={submit}>
      <TextInput
        label={t("list.saved.name")}
        value={name}
        maxLength={60}
        data-autofocus
        onChange={({ currentTarget: { value } }) => type(value)}
        error={error === null ? undefined : whyWords(t, codeOf(error))}
      />
      <Button type="submit" size="compact-md" mt="xs" loading={isBusy}>
        {t("list.saved.keep")}
      </Button>
    </form>
  );
}
