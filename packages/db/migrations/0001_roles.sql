-- Three roles: the owner migrates and never serves; app and worker serve and own nothing. None bypasses
-- row-level security. They cannot log in: an operator's login roles are made members of them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'simpul_owner') then
    create role simpul_owner nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'simpul_app') then
    create role simpul_app nologin nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'simpul_worker') then
    create role simpul_worker nologin nobypassrls;
  end if;
exception
  -- Roles belong to the whole server: two databases migrated at once may both try.
  when duplicate_object or unique_violation then null;
end $$;

create schema simpul;
create schema vault;
create schema federation;
create schema reference;

comment on schema simpul is 'What belongs to a tenant: forced row-level security on every table';
comment on schema vault is 'Reporters'' identities, encrypted; forced row-level security on every table';
comment on schema federation is 'What belongs to the deployment: keys'' public halves, directory, cursors, receipts. No report content';
comment on schema reference is 'What everybody may read: areas, categories, routing rules';

grant usage on schema simpul, vault, federation, reference to simpul_app, simpul_worker;

-- The tenants that the current transaction may touch. After commit the setting reads '' and not NULL;
-- no context = no rows.
create function simpul.scope() returns text[]
  language sql stable parallel safe
  return string_to_array(nullif(current_setting('app.tenants', true), ''), ',');
grant execute on function simpul.scope() to simpul_app, simpul_worker;

-- Every tenant table is born with the one policy: tenant = any (scope).
create function simpul.wall(target regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  -- The sub-select makes the scope an InitPlan: read once a statement, not once a row.
  execute format(
    'create policy tenant_wall on %s using (tenant = any ((select simpul.scope())::text[])) with check (tenant = any ((select simpul.scope())::text[]))',
    target);
end $$;
