import { randomBytes } from "node:crypto";
import type { Context as Casework } from "@simpul/casework";
import { z } from "zod";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const mark = "#";

/** Ten, of 120 bits each (ASVS 5, 6.5.2: from 112 on no slow hash is needed), in groups that can be copied by hand. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () =>
    [...randomBytes(24)]
      .map((byte) => alphabet[byte % 32])
      .join("")
      .replaceAll(/(.{4})(?=.)/g, "$1-"),
  );
}

/** As it is kept: read without regard to case, spaces and hyphens. */
export function recoveryHash({ vault }: Pick<Casework, "vault">, code: string): string {
  const plain = code.toUpperCase().replaceAll(/[\s-]/g, "");
  return `${mark}${vault.digest(`recovery/${plain}`)}`;
}

/** better-auth hands over its whole list each time one is used up: those that are hashes already stay. */
export function hashRecoveryCodes(ctx: Pick<Casework, "vault">, json: string): string {
  const codes = z.array(z.string()).parse(JSON.parse(json));
  return JSON.stringify(codes.map((c) => (c.startsWith(mark) ? c : recoveryHash(ctx, c))));
}
