import { Alert, Button, Group, Menu, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Suspense, useState } from "react";
import type { Opened } from "../api-types.ts";
import { useKeys } from "../work/keys.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { useSay } from "../speech.tsx";
import { Keyed } from "../work/key-help.tsx";
import type { Offer } from "./offer.ts";
import { offersFor } from "./offers.ts";
import { acts, takeBack, usePending } from "./pending-store.ts";
import type { Pending } from "./pending.ts";
import { wordOf } from "../report/step-words.ts";
import { showUndone } from "./undone-shown.ts";

/** Letters that a phone has room for beside "more". */
const lettersOnPhone = 24;

/**
 * What can be done with the open report now, the likeliest first: always in sight, on a phone at the lower edge. The form of an
 * act opens in place, under the report's words.
 */
export function ActBar({ opened }: { readonly opened: Opened }) {
  const t = useSay();
  const [open, setOpen] = useState<Offer>();
  const pending = usePending().find(({ report }) => report === opened.report.id);
  const isPhone = useMediaQuery("(max-width: 40em)", undefined, {
    getInitialValueInEffect: false,
  });
  const room = isPhone ? lettersOnPhone : Infinity;
  const isGoing = pending !== undefined && pending.status !== "refused";
  const offers = isGoing ? [] : offersFor(opened);
  const labelOf = ({ act }: Offer): string => wordOf(t, "act", act);
  const toggle = (offer: Offer): void => setOpen(open?.act === offer.act ? undefined : offer);
  useKeys(
    offers.flatMap((offer) =>
      offer.key === undefined
        ? []
        : [
            {
              key: offer.key.toLowerCase(),
              says: labelOf(offer),
              group: t("list.keys.report"),
              run: () => setOpen(offer),
            },
          ],
    ),
  );
  if (pending !== undefined && isGoing) return <Going pending={pending} />;
  if (offers.length === 0 && pending === undefined) return null;
  const likely = offers.filter(({ place }) => place === "first");
  let letters = 0;
  const first = likely.filter((offer) => (letters += labelOf(offer).length) <= room);
  const more = offers.filter((offer) => !first.includes(offer));
  const shown = offers.find(({ act }) => act === open?.act);
  return (
    <section aria-label={t("list.acts.bar")} className="act-bar">
      {pending !== undefined && <Refused pending={pending} />}
      <Group gap="xs" className="act-buttons">
        {first.map((offer, index) => (
          <Button
            key={offer.act}
            variant={index === 0 ? "filled" : "default"}
            aria-expanded={open?.act === offer.act}
            aria-keyshortcuts={offer.key}
            onClick={() => toggle(offer)}
          >
            {labelOf(offer)}
          </Button>
        ))}
        {more.length > 0 && (
          <Menu position="bottom-start" returnFocus={false}>
            <Menu.Target>
              <Button variant="default">{t("list.acts.more")} ▾</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {more.map((offer) => (
                <Menu.Item
                  key={offer.act}
                  rightSection={offer.key === undefined ? null : <Keyed name={offer.key} />}
                  onClick={() => setOpen(offer)}
                >
                  {labelOf(offer)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {shown !== undefined && (
        <section aria-label={labelOf(shown)} className="act-form">
          <Title order={3} size="h4" mb="xs" hiddenFrom="sm">
            {labelOf(shown)}
          </Title>
          <Suspense fallback={<Waiting height="6rem" />}>
            <shown.Form opened={opened} done={() => setOpen(undefined)} />
          </Suspense>
        </section>
      )}
    </section>
  );
}

/** An act of one's own is on its way: what the report is afterwards is not known yet. */
function Going({ pending: { key, said, status } }: { readonly pending: Pending }) {
  const t = useSay();
  const isWaiting = status === "waiting";
  return (
    <Group gap="xs" role="status" className="act-bar">
      <Text>{t(isWaiting ? "list.acts.waiting" : "list.acts.sending", { said })}</Text>
      {isWaiting && (
        <>
          <Button variant="default" size="compact-md" onClick={() => takeBack(key)}>
            {t("list.acts.takeBack")}
          </Button>
          <Button variant="subtle" size="compact-md" onClick={() => acts.sendNow(key)}>
            {t("list.acts.sendNow")}
          </Button>
        </>
      )}
    </Group>
  );
}

function Refused({ pending }: { readonly pending: Pending }) {
  const t = useSay();
  return (
    <Alert color="orange" variant="light" mb="xs">
      <Group gap="xs">
        <Text size="sm">{t("list.acts.notDone", { act: t(`act.${pending.verb}`) })}</Text>
        <Button variant="default" size="compact-sm" onClick={() => showUndone(pending.key)}>
          {t("list.acts.look")}
        </Button>
      </Group>
    </Alert>
  );
}
