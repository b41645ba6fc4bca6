import type { Context } from "../../src/index.ts";

/** Rows of a roster as they may lie there, also such as no use-case makes any more. */

export interface GivenOfficer {
  readonly tenant?: string;
  readonly account: string;
  readonly role?: string;
  readonly heldAt?: string;
  readonly unit?: string;
  readonly decree?: string;
  readonly begins?: string;
  readonly ends?: string;
  readonly endedAt?: string;
}

export function rowsOf(superuser: Context) {
  const { pg } = superuser.db;
  const { newId } = superuser;
  return {
    /** An account; one that was used, unless said otherwise. */
    async person(account: string, isConfirmed = true): Promise<string> {
      await pg`insert into auth."user" (id, name, email, email_verified, created_at, updated_at)
        values (${account}, ${account}, ${`${account}@example.go.id`}, ${isConfirmed}, now(), now())
        on conflict (id) do update set email_verified = ${isConfirmed}`;
      return account;
    },
    async decree(tenant: string, from: string, until?: string): Promise<string> {
      const id = newId();
      await pg`insert into simpul.decree
        (tenant, id, number, issued_on, valid_from, valid_until, recorded_at, recorded_by)
        values (${tenant}, ${id}, ${id}, ${from}, ${from}, ${until ?? null}, now(), 'test')`;
      return id;
    },
    async officer(given: GivenOfficer): Promise<string> {
      const { tenant = "64.71", account, role = "liaison", heldAt = tenant } = given;
      const id = newId();
      await pg`insert into simpul.officer
        (tenant, id, account, name, email, role, held_at, reach, unit, decree, begins, ends, ended_at, created_at)
        values (${tenant}, ${id}, ${account}, ${`Nama ${account}`}, ${`${account}@example.go.id`}, ${role},
          ${heldAt}, ${role === "provincialOverseer" ? "subtree" : "self"}, ${given.unit ?? null},
          ${given.decree ?? null}, ${given.begins ?? "2026-01-01"}, ${given.ends ?? null},
          ${given.endedAt ?? null}::text::timestamptz, now())`;
      return id;
    },
    async deputy(
      tenant: string,
      officer: string,
      deputy: string,
      begins: string,
      ends: string,
      endedAt?: string,
    ): Promise<string> {
      const id = newId();
      await pg`insert into simpul.deputy
        (tenant, id, officer, deputy, begins, ends, why, recorded_at, ended_at)
        values (${tenant}, ${id}, ${officer}, ${deputy}, ${begins}, ${ends}, 'cuti', now(),
          ${endedAt ?? null}::text::timestamptz)`;
      return id;
    },
    async unit(tenant: string, code: string, parent?: string): Promise<void> {
      await pg`insert into simpul.unit (tenant, code, name, parent, kind)
        values (${tenant}, ${code}, ${code}, ${parent ?? null}, 'office')`;
    },
  };
}
