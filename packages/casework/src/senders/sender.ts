import type { SenderKind } from "@simpul/db";
import type { Vault } from "../context.ts";

/** Whoever a report came from, as a channel or a contact names them. */
export interface Sender {
  readonly kind: SenderKind;
  /** Of a channel's user: the channel's id, a slash, the provider's id. */
  readonly value: string;
}

export interface Contact {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** A name is nobody's alone: it identifies no sender. */
export function sendersOf({ phone, email }: Contact): Sender[] {
  return [
    ...(phone === undefined ? [] : [{ kind: "phone" as const, value: phone }]),
    ...(email === undefined ? [] : [{ kind: "email" as const, value: email }]),
  ];
}

/** Every spelling of one sender has one digest; from the digest nobody learns who it is. */
export function senderDigest(vault: Pick<Vault, "digest">, { kind, value }: Sender): string {
  return vault.digest(`sender:${kind}:${normal(kind, value)}`);
}

function normal(kind: SenderKind, value: string): string {
  switch (kind) {
    case "phone":
      return phoneNumber(value);
    case "email":
      return value.trim().toLowerCase();
    case "channelUser":
      return value;
  }
}

/** Digits with the country in front: 0812… is written +62 812… too, and 0062812…. */
function phoneNumber(value: string): string {
  const digits = value.replaceAll(/\D/g, "");
  if (digits.startsWith("00")) return digits.slice(2);
  return digits.startsWith("0") ? `62${digits.slice(1)}` : digits;
}
