import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createDatabase } from "../../testkit/src/index.ts";
import { migrate } from "../src/index.ts";

/** What the catalogue of a migrated database must say of every table, also of those that do not exist yet. */

/** Tables without a wall, each with the reason why a tenant's wall would mean nothing there. */
const shared: Record<string, string> = {
  "federation.audit_sealer": "up to which id audit rows are chained: numbers",
  "auth.attempt": "how often somebody guessed: keyed digests, no address and no account",
  "auth.credential": "of a person, who may work for several tenants: passwords' hashes",
  "auth.device": "of a person: browsers where they signed in, hashed",
  "auth.one_time": "of a person: hashes of links that were mailed",
  "auth.second_factor": "of a person: encrypted secrets, hashed recovery codes",
  "auth.session": "of a person, before it is known at which tenant's desk they are",
  "auth.spent_code": "of a person: hashes of codes that were used",
  "auth.user": "people who sign in; what they may do is in simpul.officer, behind the wall",
  "auth.verification": "sign-ins that are under way, by hashed names",
  "federation.case_clock": "how far a demo's case clock was moved: a number",
  "federation.conversation": "how the conversation with a peer goes: of the deployment, no content",
  "federation.dead_letter": "what could not be read has no tenant that could be trusted",
  "federation.directory": "the signed directory is public among all nodes",
  "federation.enrolment": "hashes of codes of nodes that are not yet peers",
  "federation.feed_head": "how far a peer's feed is stamped: a number",
  "federation.file": "what is known of the bytes of a digest, whichever tenants name it",
  "federation.heartbeat": "which processes live",
  "federation.indexing": "how far events were read for the words of reports: a number",
  "federation.learning": "how far suggestions have learnt from events: a place in an order",
  "federation.lease": "which process does the work of one",
  "federation.message":
    "signed asks and sealed answers on their way between nodes, which name no person",
  "federation.node": "public keys of peers",
  "federation.ping": "when a node was knocked at and answered: times, no content",
  "federation.receipt": "signed proofs between deployments: hashes, no content",
  "federation.recompute": "how far deadlines were computed anew: a place in an order",
  "federation.reference": "calendars and policies that the hub signed for all nodes",
  "federation.tenant": "the directory's tenants, known to everybody",
  "federation.token_bucket": "how often whom a digest names has asked: numbers",
  "federation.rewrap": "how far a rotation of the vault's key went: a place in an order",
  "federation.vault_key": "thumbprints of the vault's keys",
  "federation.vault_secret": "the deployment's own secret, sealed",
  "public.simpul_migration": "which migrations were applied",
  "reference.area": "the country's areas",
  "reference.category": "what reports are about",
  "reference.routing_rule": "the law of who is responsible for what",
};

/** Behind a wall that does not hold the owner, each with the reason. */
const ownersToo: Record<string, string> = {
  "simpul.report_words": "simpul.find_words reads its index with the owner's eyes (docs/adr/0033)",
};

const served = ["simpul_app", "simpul_worker"];

let sql: postgres.Sql;
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await createDatabase(inject("adminUrl"));
  await migrate(database.url());
  sql = postgres(database.url(), { max: 1 });
  close = async () => {
    await sql.end();
    await database.drop();
  };
});
afterAll(() => close());

const tables = () => sql<
  { name: string; enabled: boolean; forced: boolean; policies: Record<string, unknown>[] | null }[]
>`
  select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    (select json_agg(json_build_object('name', p.polname, 'command', p.polcmd, 'permissive', p.polpermissive,
        'roles', p.polroles::oid[], 'using', pg_get_expr(p.polqual, p.polrelid),
        'check', pg_get_expr(p.polwithcheck, p.polrelid)))
      from pg_policy p where p.polrelid = c.oid) as policies
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'm', 'f') and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
  order by 1`;

describe("walls", () => {
  test("every table is behind the one wall, or on the list of those that need none", async () => {
    const scoped = "(tenant = ANY (( SELECT simpul.scope() AS scope)::text[]))";
    const wall = {
      name: "tenant_wall",
      command: "*",
      permissive: true,
      // 0 is PUBLIC: it holds whoever asks.
      roles: ["0"],
      using: scoped,
      check: scoped,
    };
    const walled = { enabled: true, forced: true, policies: [wall] };
    const open = { enabled: false, forced: false, policies: null };
    // A restrictive policy only takes away: restricted-wall.test.ts is about those.
    const found = (await tables()).map(({ policies, ...table }) => ({
      ...table,
      policies: policies?.filter(({ permissive }) => permissive) ?? null,
    }));
    const expected = found.map(({ name }) => ({
      name,
      ...(name in shared ? open : { ...walled, forced: !(name in ownersToo) }),
    }));
    expect(found).toEqual(expected);
    expect(found.filter((t) => t.forced).length).toBeGreaterThan(14);
  });

  test("what belongs to a tenant lies in simpul or vault and nothing else does", async () => {
    const found = (await tables()).map((t) => t.name);
    expect(found.filter((name) => !/^(simpul|vault)\./.test(name))).toEqual(
      Object.keys(shared).toSorted(),
    );
  });

  test("a wall stands on a column that every row has", async () => {
    const loose = await sql`
      select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in ('simpul', 'vault') and not exists (
        select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'tenant' and a.attnotnull and a.atttypid = 'text'::regtype)`;
    expect(loose).toEqual([]);
  });

  test("nothing looks over a wall with its owner's eyes: no view, two definers' functions", async () => {
    const views = await sql`
      select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and n.nspname in ('simpul', 'vault', 'federation', 'reference', 'public')`;
    const functions = await sql`
      select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;
    // One finds ids by words within the scope (docs/adr/0033), the other deletes what is past its years (docs/adr/0027).
    expect([...views, ...functions]).toEqual([
      { oid: "simpul.find_words(text,text,tsquery,integer)" },
      { oid: "simpul.sweep_audit(text,integer)" },
    ]);
  });
});

describe("roles that serve", () => {
  test("have no power over the server and bypass nothing", async () => {
    const roles = await sql`
      select rolname as name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication
      from pg_roles where rolname = any (${served}) order by rolname`;
    const none = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolcanlogin: false,
      rolreplication: false,
    };
    expect(roles).toEqual(served.map((name) => ({ name, ...none })));
  });

  test("own nothing, so they cannot lift a wall, and make nothing", async () => {
    const owned = await sql`
      select c.oid::regclass::text from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = any (${served})
      union all
      select n.nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname = any (${served})`;
    expect(owned).toEqual([]);
    const makes = await sql`
      select role, nspname from pg_namespace, unnest(${served}::text[]) as role
      where nspname in ('simpul', 'vault', 'federation', 'reference', 'public')
        and has_schema_privilege(role, oid, 'create')`;
    expect(makes).toEqual([]);
  });

  test("are members of no other role", async () => {
    const memberships = await sql`
      select m.roleid::regrole::text from pg_auth_members m where m.member::regrole::text = any (${served})`;
    expect(memberships).toEqual([]);
  });

  // What is evidence is added to and never changed: not by a bug, not by whoever takes over a process.
  test.each([
    ["simpul.audit", "insert select"],
    ["simpul.event", "insert select update(protected) update(signature)"],
    ["simpul.content", "delete insert select update(blob) update(bytes) update(received_at)"],
    ["simpul.note", "insert select"],
    ["simpul.dedup", "insert select"],
    ["simpul.equivocation", "insert select"],
    ["simpul.reminder", "insert select update(told_on)"],
    ["simpul.digest", "insert select"],
    ["simpul.decree", "insert select"],
    [
      "simpul.officer",
      "insert select update(decree) update(ended_at) update(ended_why) update(name) update(phone) update(successor)",
    ],
    ["simpul.deputy", "insert select update(deputy) update(ended_at)"],
    ["simpul.mail", "delete insert select update"],
    ["federation.vault_key", "insert select"],
    [
      "simpul.unseal_request",
      "insert select update(decided_at) update(decided_by) update(decision)",
    ],
    [
      "simpul.identity_request",
      "delete insert select update(answer) update(answered_at) update(code) update(opened_at) update(outcome)",
    ],
    ["simpul.identity_answer", "delete insert select"],
    ["simpul.draft", "delete insert select update"],
    [
      "simpul.answer_review",
      "insert select update(decided_at) update(decided_by) update(decision) update(published_at) update(reason)",
    ],
    ["federation.message", "delete insert select update(delivered_at) update(jws)"],
    ["federation.receipt", "insert select"],
    ["federation.directory", "insert select"],
    ["federation.reference", "insert select"],
    ["reference.area", "select"],
    ["reference.category", "select"],
    ["reference.routing_rule", "select"],
    ["public.simpul_migration", "select"],
    ["simpul.audit_hold", "insert select"],
    ["simpul.audit_retention", "select"],
  ])("of %s hold exactly: %s", async (table, expected) => {
    for (const role of served) expect(await rightsOf(role, table)).toBe(expected);
  });

  // The job that follows a rotation of the key seals anew, and runs as the worker.
  test.each([
    ["vault.contact", "insert select"],
    ["federation.vault_secret", "insert select"],
    ["federation.rewrap", "select"],
  ])("of %s the serving one changes nothing that is sealed", async (table, expected) => {
    expect(await rightsOf("simpul_app", table)).toBe(expected);
  });
  test("of contacts the worker replaces only what is sealed", async () => {
    expect(await rightsOf("simpul_worker", "vault.contact")).toBe("insert select update(sealed)");
  });

  test.each(["simpul.audit_link", "simpul.audit_checkpoint"])(
    "of %s the one that faces people only reads, and only the worker seals",
    async (table) => {
      expect(await rightsOf("simpul_app", table)).toBe("select");
      expect(await rightsOf("simpul_worker", table)).toBe("insert select");
    },
  );

  test("are the only ones that hold rights", async () => {
    const strangers = await sql`
      select c.oid::regclass::text as name, g.grantee::regrole::text as role
      from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
      where n.nspname in ('simpul', 'vault', 'federation', 'reference')
        and g.grantee <> c.relowner and g.grantee::regrole::text <> all (${served})`;
    expect(strangers).toEqual([]);
  });
});

/** Rights on the table, then on single columns, in the order of the alphabet. */
async function rightsOf(role: string, table: string): Promise<string | undefined> {
  const [row] = await sql<{ rights: string }[]>`
    with granted as (
      select g.privilege_type as what, null as part from pg_class c, aclexplode(c.relacl) g
      where c.oid = ${table}::regclass and g.grantee = ${role}::regrole
      union all
      select g.privilege_type, '(' || a.attname || ')' from pg_attribute a, aclexplode(a.attacl) g
      where a.attrelid = ${table}::regclass and g.grantee = ${role}::regrole)
    select string_agg(lower(what) || coalesce(part, ''), ' ' order by part nulls first, what) as rights from granted`;
  return row?.rights;
}

test("a report's key is what finds its id: behind a date, an index would be read for it from a tenant's first report on", async () => {
  const indexes = await sql<{ name: string }[]>`
    select i.indexrelid::regclass::text as name
    from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attname = 'id'
    where i.indrelid = 'simpul.report'::regclass and i.indpred is null and a.attnum = any (i.indkey)`;
  expect(indexes.map(({ name }) => name)).toEqual(["simpul.report_pkey"]);
});
