import { Button, Group, Text } from "@mantine/core";
import { Suspense, useState } from "react";
import type { Opened } from "../api-types.ts";
import type { Offer } from "../acting/offer.ts";
import { offersFor } from "../acting/offers.ts";
import { Waiting } from "../parts/waiting.tsx";
import { useSay } from "../speech.tsx";

/** What can be done now; the form of an act opens in place, so its words stay in sight. */
export function ReportActs({ opened }: { readonly opened: Opened }) {
  const t = useSay();
  const [open, setOpen] = useState<Offer>();
  const offers = offersFor(opened);
  if (offers.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("reportPage.noActs")}
      </Text>
    );
  return (
    <section aria-label={t("reportPage.acts")}>
      <Group gap="xs">
        {offers.map((offer) => (
          <Button
            key={offer.act}
            variant={offer.place === "first" ? "filled" : "default"}
            aria-expanded={open?.act === offer.act}
            onClick={() => setOpen(open?.act === offer.act ? undefined : offer)}
          >
            {/* Proof: whatever a desk has a form for has its word; the clock's own acts have none. */}
            {t(`act.${offer.act}` as "act.verify")}
          </Button>
        ))}
      </Group>
      {open !== undefined && offers.includes(open) && (
        <Suspense fallback={<Waiting height="6rem" />}>
          <open.Form opened={opened} done={() => setOpen(undefined)} />
        </Suspense>
      )}
    </section>
  );
}
