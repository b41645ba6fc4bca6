-- Before an institution answers: what somebody is still writing, texts to begin with, and the second pair of eyes.

-- Whose own rows a transaction may touch; nobody's unless it says so.
create function simpul.account() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.account', true), '');
grant execute on function simpul.account() to simpul_app, simpul_worker;

create table simpul.draft (
  tenant text not null,
  account text not null,
  report uuid not null,
  version integer not null,
  said text not null check (octet_length(said) <= 524288),
  changed_at timestamptz not null,
  primary key (tenant, account, report)
);
select simpul.wall('simpul.draft');
select simpul.restrict('simpul.draft');
-- A colleague of the same desk does not read what somebody has not said yet.
create policy own_wall on simpul.draft as restrictive
  using (account = (select simpul.account())) with check (account = (select simpul.account()));
comment on column simpul.draft.version is 'Counts changes: who saves says which one they knew';
grant select, insert, update, delete on simpul.draft to simpul_app, simpul_worker;

-- An upload that a draft holds waits longer than one that nobody went on with.
alter table simpul.attachment add column kept_until timestamptz;
grant update (kept_until) on simpul.attachment to simpul_app, simpul_worker;

create table simpul.answer_template (
  tenant text not null,
  id uuid not null,
  name text not null,
  kind text check (kind in ('initial', 'interim', 'plan', 'done', 'refused')),
  text text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant, id)
);
select simpul.wall('simpul.answer_template');
create unique index answer_template_by_name on simpul.answer_template (tenant, lower(name));
grant select, insert, update, delete on simpul.answer_template to simpul_app, simpul_worker;

create table simpul.answer_setting (
  tenant text not null primary key,
  reviewed boolean not null,
  changed_at timestamptz not null
);
select simpul.wall('simpul.answer_setting');
comment on column simpul.answer_setting.reviewed is 'What ends the turn (done, refused) is looked at by a second person first';
grant select, insert, update on simpul.answer_setting to simpul_app, simpul_worker;

-- An answer that waits for a second person, and what that one said. Approved is this very answer and no other: by its digest,
-- in this turn, once.
create table simpul.answer_review (
  tenant text not null,
  id uuid not null,
  report uuid not null,
  epoch integer not null,
  digest text not null,
  said text not null check (octet_length(said) <= 524288),
  asked_by text not null,
  asked_at timestamptz not null,
  note text,
  decision text check (decision in ('approved', 'sentBack', 'withdrawn')),
  decided_by text,
  decided_at timestamptz,
  reason text,
  published_at timestamptz,
  primary key (tenant, id),
  constraint decided_whole check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
  constraint published_was_approved check (published_at is null or decision = 'approved')
);
select simpul.wall('simpul.answer_review');
select simpul.restrict('simpul.answer_review');
-- What waits, oldest first; and one at a time of an author about a report.
create index answer_review_waiting on simpul.answer_review (tenant, asked_at) where decision is null;
create unique index answer_review_once on simpul.answer_review (tenant, report, asked_by) where decision is null;
-- What `respond` asks for.
create index answer_review_by_report on simpul.answer_review (tenant, report, asked_at);
create index answer_review_by_author on simpul.answer_review (tenant, asked_by, asked_at);
grant select, insert, update (decision, decided_by, decided_at, reason, published_at) on simpul.answer_review
  to simpul_app, simpul_worker;
