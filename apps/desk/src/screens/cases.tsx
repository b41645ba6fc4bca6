import "../people/people.css";
import { Button, Group, Select, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { centralOffice, provincialOffices } from "@simpul/domain";
import { keepPreviousData, useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import { CaseList } from "../office/case-list.tsx";
import { filterOf, standingOf, standings, statesOf, withOpen } from "../office/standing.ts";
import { Unread } from "../parts/unread.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { Problem } from "../people/problem.tsx";
import { said } from "../people/said.tsx";
import { saveText } from "../people/save-text.ts";
import { ReportPane } from "../report/report-pane.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { useKeys } from "../work/keys.tsx";
import { useListSearch } from "../work/use-search.ts";

/** What was referred to the Ombudsman: what waits for the register first, each with its dossier. */
export function Cases() {
  const t = useSay();
  const { search, go } = useListSearch();
  const isWide = useMediaQuery("(min-width: 1100px)", undefined, {
    getInitialValueInEffect: false,
  });
  const found = useInfiniteQuery(
    api.office.cases.infiniteQueryOptions(
      { filter: filterOf(search) },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
        placeholderData: keepPreviousData,
      },
    ),
  );
  const cases = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const { open } = search;
  const leave = (): void => go(withOpen(search, undefined));
  const move = (by: 1 | -1): void => {
    const at = cases.findIndex(({ id }) => id === open);
    const next = cases[Math.min(Math.max(at + by, 0), cases.length - 1)];
    if (next !== undefined) go(withOpen(search, next.id), open === undefined ? "step" : "inPlace");
  };
  const group = t("list.keys.list");
  useKeys([
    { key: "j", says: t("list.keys.next"), group, run: () => move(1) },
    { key: "k", says: t("list.keys.before"), group, run: () => move(-1) },
    ...(open === undefined
      ? []
      : [{ key: "Escape", says: t("list.keys.close"), group, run: leave }]),
  ]);
  return (
    <div className="work">
      {(isWide || open === undefined) && (
        <section className="work-list" aria-label={t("screen.cases")} aria-busy={found.isFetching}>
          <Title order={1} size="h3">
            {t("screen.cases")}
          </Title>
          <Narrowing />
          <div className="work-rows">
            {found.isPending && <Waiting height="20vh" />}
            {found.isError && <Unread error={found.error} again={() => void found.refetch()} />}
            {found.isSuccess && cases.length === 0 && !found.hasNextPage && (
              <Text py="md">
                {t(
                  standingOf(search) === "new"
                    ? "peopleDesk.office.emptyNew"
                    : "peopleDesk.office.empty",
                )}
              </Text>
            )}
            <CaseList
              cases={cases}
              open={open}
              says={t("screen.cases")}
              choose={(id) =>
                go(withOpen(search, id), isWide && open !== undefined ? "inPlace" : "step")
              }
            />
            {found.hasNextPage && (
              <Button
                variant="default"
                my="sm"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {t("peopleDesk.office.more")}
              </Button>
            )}
          </div>
        </section>
      )}
      {(isWide || open !== undefined) && (
        <section className="work-pane" id="beside" tabIndex={-1} aria-label={t("list.beside")}>
          {!isWide && (
            <Button variant="subtle" size="compact-md" onClick={leave} mb="xs">
              ‹ {t("peopleDesk.office.back")}
            </Button>
          )}
          {open === undefined ? (
            <Text c="dimmed" ta="center" mt="20vh">
              {cases.length === 0 ? "" : t("peopleDesk.office.choose")}
            </Text>
          ) : (
            <ReportPane key={open} id={open} />
          )}
        </section>
      )}
    </div>
  );
}

/** How far a case is and whose it is; what is shown can be taken away. */
function Narrowing() {
  const t = useSay();
  const names = useNames();
  const { ability } = useMe();
  const { search, go } = useListSearch();
  const chosen = standingOf(search);
  return (
    <>
      <Group gap={6} role="group">
        {([...standings, "all"] as const).map((one) => (
          <Button
            key={one}
            size="compact-sm"
            variant={one === chosen ? "filled" : "default"}
            aria-pressed={one === chosen}
            onClick={() => {
              const { states: _, open: __, ...others } = search;
              go({ ...others, ...statesOf(one) });
            }}
          >
            {one === "all"
              ? t("peopleDesk.office.anyStanding")
              : t(`peopleDesk.office.standing.${one}`)}
          </Button>
        ))}
      </Group>
      <Group gap="xs">
        <Select
          aria-label={t("peopleDesk.office.office")}
          placeholder={t("peopleDesk.office.anyOffice")}
          data={[
            { value: centralOffice, label: "Pusat" },
            ...provincialOffices.map((code) => ({ value: code, label: names.area(code) })),
          ]}
          value={search.area ?? null}
          onChange={(office) => {
            const { area: _, open: __, ...others } = search;
            go(office === null ? others : { ...others, area: office });
          }}
          size="xs"
          searchable
          clearable
        />
        {ability.can("export", "Report") && <TakeAway />}
      </Group>
    </>
  );
}

function TakeAway() {
  const t = useSay();
  const { search } = useListSearch();
  const take = useMutation(
    api.office.exportCases.mutationOptions({
      onSuccess: ({ rows, ...file }) => {
        saveText(file);
        said(t, t("peopleDesk.office.taken", { rows }));
      },
    }),
  );
  return (
    <>
      {(["csv", "json"] as const).map((format) => (
        <Button
          key={format}
          size="compact-sm"
          variant="default"
          loading={take.isPending && take.variables.format === format}
          onClick={() => take.mutate({ filter: filterOf(search), format })}
        >
          {t(`peopleDesk.office.${format}`)}
        </Button>
      ))}
      {take.isError && <Problem error={take.error} />}
    </>
  );
}
