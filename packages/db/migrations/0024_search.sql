-- Lists and search of the desk. What lists are narrowed by lies in the row: a snapshot is looked up for the rows of a page only.
alter table simpul.report
  add column channel text,
  add column supervisory boolean not null default false,
  add column hops integer not null default 0;
comment on column simpul.report.channel is 'The kind of channel by which it came; channel_id is the one of that kind';
comment on column simpul.report.hops is 'How often an institution gave it back';

-- The owner too stands before the walls, and would change nothing.
alter table simpul.report no force row level security;
alter table simpul.snapshot no force row level security;
alter table simpul.event no force row level security;
update simpul.report r set
  channel = coalesce(s.body #>> '{report,channel}', e.payload::json #>> '{data,channel}'),
  supervisory = coalesce((s.body #>> '{report,supervisory}')::boolean, false),
  hops = coalesce((s.body #>> '{report,hops}')::integer, 0)
from simpul.report k
left join simpul.snapshot s on s.tenant = k.tenant and s.report = k.id
left join simpul.event e on e.tenant = k.tenant and e.report = k.id and e.writer = k.origin and e.seq = 1
where r.tenant = k.tenant and r.id = k.id;
alter table simpul.report force row level security;
alter table simpul.snapshot force row level security;
alter table simpul.event force row level security;

-- A report is found by its key, and by no index that holds its id behind a date: with a tenant in the query and one in the wall
-- the planner takes a tenant for next to nothing, and would read all of it to come to one id. What was received in the same
-- millisecond is sorted as it is read.
drop index simpul.report_by_state;
create index report_by_state on simpul.report (tenant, state, received_at desc);
drop index simpul.report_by_age;
create index report_by_age on simpul.report (tenant, received_at desc);

-- What is due first, of each state. Of each intake one entry: the verifier's queue is read by it.
create index report_by_due on simpul.report (tenant, state, due_at, id) where due_at is not null;
-- What changed last. A report that was only taken in is found by its state and age, so an intake has no entry here.
create index report_by_change on simpul.report (tenant, updated_at desc, id desc)
  where state <> 'received' or updated_at <> received_at;
-- The cases of an institution at the hub, and of a unit at home: none of them at an intake.
create index report_by_institution on simpul.report (tenant, institution, received_at desc, id desc)
  where institution is not null;
create index report_by_unit on simpul.report (tenant, unit, received_at desc, id desc) where unit is not null;
-- What a unit helps with, and what is examined: few of many.
create index report_supported on simpul.report (tenant, received_at desc, id desc) where supporting is not null;
create index report_restricted on simpul.report (tenant, received_at desc, id desc) where class = 'whistleblowing';

-- A place is found by the beginnings of words of its name.
create index area_by_name on reference.area using gin (to_tsvector('simple'::regconfig, name));

-- The words of reports, kept by a job behind the intake and made anew whenever something happens to a report. Behind the walls
-- for whoever serves; the owner is not held by them, for `@@` is not leakproof, and behind a wall no index answers it. The one
-- function below uses that (docs/adr/0033).
create table simpul.report_words (
  tenant text not null,
  report uuid not null,
  words tsvector not null,
  primary key (tenant, report)
);
select simpul.wall('simpul.report_words');
select simpul.restrict('simpul.report_words');
alter table simpul.report_words no force row level security;
comment on column simpul.report_words.words is
  'Stems of what its reporter and its answers say, without what was masked or erased, and one word that names the tenant';
-- Only the job writes it, a few hundred reports at once: nobody is to go through a list of what waits.
create index report_words_by_word on simpul.report_words using gin (words) with (fastupdate = off);
grant select, insert, update, delete on simpul.report_words to simpul_app, simpul_worker;

-- Ids and nothing else, of one tenant that the transaction may touch; null where there are more than are asked for. Which of them
-- are shown is decided by the query that looks them up, behind every wall.
create function simpul.find_words(whose text, said text, query tsquery, most integer) returns uuid[]
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  -- By the index of words, whatever the planner believes of a tenant.
  set plan_cache_mode = force_custom_plan set enable_indexscan = off set enable_seqscan = off as $$
declare
  own text := '@' || whose;
  asked tsquery := query && quote_literal(own)::tsquery;
  share double precision := 1;
  found uuid[];
begin
  if whose <> all (coalesce(simpul.scope(), '{}')) then return '{}'; end if;
  -- What each word and the tenant have of all reports, as the last analysis counted: common words are not looked up at all.
  select coalesce(exp(sum(ln(coalesce(c.freq, 0.0001)))), 1) into share
  from unnest(tsvector_to_array(to_tsvector('pg_catalog.indonesian', said)) || own) w (lexeme)
  left join (
    select e.lexeme, e.freq from pg_stats s,
      unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e (lexeme, freq)
    where s.schemaname = 'simpul' and s.tablename = 'report_words' and s.attname = 'words'
  ) c using (lexeme);
  if share * (select reltuples from pg_class where oid = 'simpul.report_words'::regclass) > most then return null; end if;
  found := array(
    select w.report from simpul.report_words w
    where w.words @@ asked and w.tenant = whose
    limit least(most, 10000) + 1);
  return case when cardinality(found) <= most then found end;
end $$;
revoke execute on function simpul.find_words(text, text, tsquery, integer) from public;
grant execute on function simpul.find_words(text, text, tsquery, integer) to simpul_app, simpul_worker;

-- By which contact a report came: digests under the deployment's key, by which somebody who may open the identity finds a
-- reporter's other reports. The intake writes them beside what is sealed; the job puts them where they are found.
alter table vault.contact add column digests text[] not null default '{}';
create table vault.contact_mark (
  tenant text not null,
  digest text not null,
  report uuid not null,
  primary key (tenant, digest, report)
);
select simpul.wall('vault.contact_mark');
select simpul.restrict('vault.contact_mark');
grant select, insert on vault.contact_mark to simpul_app, simpul_worker;

-- How far events have been read for the words of reports, in the order of their arrival.
create table federation.indexing (
  one boolean primary key default true check (one),
  ord bigint not null
);
insert into federation.indexing (ord) values (0);
grant select, update on federation.indexing to simpul_app, simpul_worker;
-- Events lie in the order of their arrival, so a summary of each few pages finds those behind a place; the intake pays nothing.
create index if not exists event_by_ord on simpul.event using brin (ord) with (pages_per_range = 16, autosummarize = on);

-- A list that somebody keeps: its address, under a name of their own.
create table simpul.saved_view (
  tenant text not null,
  id uuid not null,
  account text not null,
  name text not null check (length(name) between 1 and 60),
  screen text not null,
  query jsonb not null check (length(query::text) <= 4096),
  created_at timestamptz not null,
  primary key (tenant, id)
);
select simpul.wall('simpul.saved_view');
create unique index saved_view_name on simpul.saved_view (tenant, account, name);
grant select, insert, update, delete on simpul.saved_view to simpul_app, simpul_worker;
