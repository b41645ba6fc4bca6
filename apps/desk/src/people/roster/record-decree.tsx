import { Checkbox, FileInput, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../../speech.tsx";
import { client } from "../../trpc.ts";
import { ChangeDialog } from "../change-dialog.tsx";
import { said } from "../said.tsx";
import { sendFile } from "../send-file.ts";
import { DayInput } from "./placement.tsx";
import type { Roster } from "./roster.ts";

/** A decree as it was signed, and who goes on under it: all who served under the one before, unless somebody is taken out. */
export function RecordDecree({
  roster: { decrees, officers, today },
  close,
  changed,
}: {
  readonly roster: Roster;
  readonly close: () => void;
  readonly changed: () => void;
}) {
  const t = useSay();
  const [before, setBefore] = useState<string | null>(decrees[0]?.id ?? null);
  const [scan, setScan] = useState<File | null>(null);
  const theirs = officers.filter(({ decree }) => decree === undefined || decree === before);
  return (
    <ChangeDialog
      title={t("peopleDesk.roster.record")}
      action={t("peopleDesk.roster.record")}
      close={close}
      send={async (typed) => {
        const [validUntil, succeeds] = ["validUntil", "succeeds"].map((name) =>
          typed.optional(name),
        );
        const number = typed.text("number");
        const upload = scan === null ? undefined : (await sendFile(scan)).id;
        await client.roster.recordDecree.mutate({
          number,
          issuedOn: typed.text("issuedOn"),
          validFrom: typed.text("validFrom"),
          ...(validUntil === undefined ? {} : { validUntil }),
          ...(upload === undefined ? {} : { scan: upload }),
          ...(succeeds === undefined ? {} : { succeeds }),
          continues: typed.all("continues"),
        });
        said(t, t("peopleDesk.roster.recorded", { number }));
        changed();
      }}
    >
      {(wrongWith) => (
        <>
          <TextInput
            name="number"
            label={t("peopleDesk.roster.number")}
            error={wrongWith("number")}
            maxLength={200}
            required
            data-autofocus
          />
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <DayInput
              name="issuedOn"
              label={t("peopleDesk.roster.issued")}
              wrong={wrongWith("issuedOn")}
              required
            />
            <DayInput
              name="validFrom"
              label={t("peopleDesk.roster.from")}
              preset={today}
              wrong={wrongWith("validFrom")}
              required
            />
            <DayInput
              name="validUntil"
              label={t("peopleDesk.roster.until")}
              wrong={wrongWith("validUntil")}
            />
          </SimpleGrid>
          <Text size="xs" c="dimmed">
            {t("peopleDesk.roster.untilWhy")}
          </Text>
          <FileInput
            placeholder={t("answering.addFiles")}
            label={t("peopleDesk.roster.scan")}
            accept="application/pdf,image/jpeg,image/png,image/webp"
            value={scan}
            onChange={setScan}
            error={wrongWith("scan")}
            clearable
          />
          {decrees.length > 0 && (
            <Select
              name="succeeds"
              label={t("peopleDesk.roster.succeeds")}
              data={decrees.map(({ id, number }) => ({ value: id, label: number }))}
              value={before}
              onChange={setBefore}
              clearable
            />
          )}
          {theirs.length > 0 && (
            <Checkbox.Group
              key={before}
              label={t("peopleDesk.roster.continues")}
              defaultValue={theirs.map(({ id }) => id)}
            >
              <Stack gap={6} mt={6}>
                {theirs.map(({ id, name, role }) => (
                  <Checkbox
                    key={id}
                    name="continues"
                    value={id}
                    label={`${name} – ${t(`peopleDesk.role.${role}`)}`}
                  />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
        </>
      )}
    </ChangeDialog>
  );
}
