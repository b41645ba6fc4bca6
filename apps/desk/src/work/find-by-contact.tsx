import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { codeOf } from "../failed.ts";
import { Fresh } from "../parts/fresh.tsx";
import { useSay } from "../speech.tsx";
import { api } from "../trpc.ts";
import { whyWords } from "../why.ts";

/** Reports by the contact that their reporter gave: for who may open the identity, with a reason, and written down. */
export function FindByContact({ close }: { readonly close: () => void }) {
  const t = useSay();
  const [contact, type] = useState("");
  const [reason, explain] = useState("");
  const found = useMutation(api.report.findByContact.mutationOptions());
  const typed = contact.trim();
  const isComplete = typed !== "" && [...reason.trim()].length >= 10;
  const find = (): void => {
    if (!isComplete) return;
    const why = { reason: reason.trim() };
    found.mutate(typed.includes("@") ? { email: typed, ...why } : { phone: typed, ...why });
  };
  return (
    <Modal opened onClose={close} title={t("list.contact.title")} size="md">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <Stack>
          <Text size="sm">{t("list.contact.why")}</Text>
          <TextInput
            label={t("list.contact.contact")}
            value={contact}
            autoComplete="off"
            maxLength={200}
            required
            data-autofocus
            onChange={({ currentTarget: { value } }) => type(value)}
          />
          <TextInput
            label={t("list.contact.reason")}
            value={reason}
            autoComplete="off"
            maxLength={200}
            required
            onChange={({ currentTarget: { value } }) => explain(value)}
          />
          <Fresh error={found.error} again={find}>
            {found.isError && (
              <Alert color="red" variant="light" role="alert">
                {whyWords(t, codeOf(found.error))}
              </Alert>
            )}
          </Fresh>
          <Group>
            <Button type="submit" disabled={!isComplete} loading={found.isPending}>
              {t("list.contact.find")}
            </Button>
          </Group>
        </Stack>
      </form>
      {found.data !== undefined && (
        <Stack gap={4} mt="md" role="status">
          <Text fw={600}>
            {found.data.items.length === 0
              ? t("list.contact.none")
              : t("list.contact.found", { n: found.data.items.length })}
          </Text>
          {found.data.items.map(({ id, trackingId, state }) => (
            <Text key={id} size="sm">
              <Link to="/reports/$id" params={{ id: trackingId }} className="work-link">
                {trackingId}
              </Link>{" "}
              · {t(`state.${state}`)}
            </Text>
          ))}
        </Stack>
      )}
    </Modal>
  );
}
