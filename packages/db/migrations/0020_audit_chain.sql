-- Audit rows are appended freely; a sealer chains them per tenant every few seconds (docs/adr/0027). An intake knows nothing of
-- it: no trigger, no column, no index on simpul.audit.
create table simpul.audit_link (
  tenant text not null,
  seq bigint not null check (seq > 0),
  audit bigint not null,
  at timestamptz not null,
  digest text not null,
  hash text not null,
  primary key (tenant, seq),
  unique (tenant, audit)
);
comment on table simpul.audit_link is 'One for each sealed audit row, and staying when the row has reached its age';
comment on column simpul.audit_link.digest is 'SHA-256 of the row''s canonical bytes, base64url';
comment on column simpul.audit_link.hash is 'SHA-256 over this link and the hash of the one before, base64url';
select simpul.wall('simpul.audit_link');
-- For a search by time, and for the sweep that looks for what is old.
create index audit_link_by_time on simpul.audit_link (tenant, at, audit);

-- Who edits rows later could chain them anew, but not sign: the key is not in the database.
create table simpul.audit_checkpoint (
  tenant text not null,
  seq bigint not null,
  at timestamptz not null,
  jws text not null,
  primary key (tenant, seq)
);
select simpul.wall('simpul.audit_checkpoint');

-- How long a tenant's rows are kept; ten years where nothing is said. Only the owner of the database changes it.
create table simpul.audit_retention (
  tenant text not null primary key,
  years integer not null check (years between 1 and 100)
);
select simpul.wall('simpul.audit_retention');

-- A legal hold keeps the rows about a report whatever their age. The newest entry of a report counts.
create table simpul.audit_hold (
  tenant text not null,
  report uuid not null,
  id bigint generated always as identity,
  at timestamptz not null,
  by text not null,
  held boolean not null,
  primary key (tenant, report, id)
);
select simpul.wall('simpul.audit_hold');

-- Ids are drawn before they are committed, so that a late one may be below what was chained. Up to `settled` none can come any
-- more for these tenants: whoever wrote when that number was drawn (`waits`, virtual transactions) has ended.
create table federation.audit_sealer (
  one boolean primary key default true check (one),
  settled bigint not null default 0,
  pending bigint,
  waits text[] not null default '{}',
  tenants text[] not null default '{}'
);
insert into federation.audit_sealer default values;

-- Nobody who serves changes or deletes any of it, and only workers seal.
grant select on simpul.audit_link, simpul.audit_checkpoint, simpul.audit_retention, federation.audit_sealer
  to simpul_app, simpul_worker;
grant select, insert on simpul.audit_hold to simpul_app, simpul_worker;
grant insert on simpul.audit_link, simpul.audit_checkpoint to simpul_worker;
grant update (settled, pending, waits, tenants) on federation.audit_sealer to simpul_worker;
grant select on sequence simpul.audit_id_seq to simpul_worker;

-- The one way in which audit rows go, with the rights of the owner: nothing but what is past its years by the database's own
-- clock, sealed, under a checkpoint and not held. The links stay, and a row says what was swept.
create function simpul.sweep_audit(whose text, most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  keeps integer := coalesce((select years from simpul.audit_retention r where r.tenant = whose), 10);
  cut timestamptz := now() - make_interval(years => keeps);
  covered bigint := (select max(c.seq) from simpul.audit_checkpoint c where c.tenant = whose);
  -- Ids grow with time, but for what was written at once: above the last of these next to nothing is old enough, and rows that
  -- are gone already are not looked through again. What it leaves goes another day.
  highest bigint := (select max(l.audit) from (select audit from simpul.audit_link where tenant = whose and at < cut
    order by at desc limit 10000) l);
  gone integer;
begin
  if not coalesce(whose = any (simpul.scope()), false) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  delete from simpul.audit a using (
    select o.id from simpul.audit o join simpul.audit_link l on l.tenant = o.tenant and l.audit = o.id
    where o.tenant = whose and o.id <= highest and o.at < cut and l.at < cut and l.seq <= covered
      and not coalesce((select h.held from simpul.audit_hold h
        where h.tenant = o.tenant and h.report = o.report order by h.id desc limit 1), false)
    order by o.id limit most) old
  where a.tenant = whose and a.id = old.id;
  get diagnostics gone = row_count;
  if gone > 0 then
    insert into simpul.audit (tenant, at, actor, verb, outcome, detail)
    values (whose, now(), 'system', 'sweepAudit', 'done', jsonb_build_object('rows', gone,
      'before', to_char(cut at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')));
  end if;
  return gone;
end $$;
revoke execute on function simpul.sweep_audit(text, integer) from public;
grant execute on function simpul.sweep_audit(text, integer) to simpul_worker;
