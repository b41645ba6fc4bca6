-- The earliest deadline of a report, for lists, and the next moment at which somebody has to be told or something
-- happens by itself. Both are computed from the case by the versions that are named, and computed anew when one of
-- them changes; the truth is the case.
alter table simpul.report
  add column due_clock text,
  add column due_at timestamptz,
  add column due_provisional boolean not null default false,
  add column watch_at timestamptz,
  add column marks text[] not null default '{}',
  add column calendar text,
  add column policy text;
comment on column simpul.report.watch_at is 'The next mark of its clocks; null where none runs';
comment on column simpul.report.marks is 'Marks that were kept: each once, whatever becomes of its date';
-- What is due now: its cost grows with what is due and not with what is stored.
create index report_by_watch on simpul.report (watch_at) where watch_at is not null;

-- Who is to be told what, addressed to roles. Digests gather them, one a day.
create table simpul.reminder (
  tenant text not null,
  report uuid not null,
  mark text not null,
  rung text not null,
  unit text,
  clock text not null,
  stage text not null,
  deadline timestamptz not null,
  made_at timestamptz not null,
  told_on date,
  primary key (tenant, report, mark, rung)
);
select simpul.wall('simpul.reminder');
create index reminder_waiting on simpul.reminder (tenant, rung, unit) where told_on is null;

-- What an amendment of the calendar or the policy made of a report's deadline: derived, one row a changed report.
create table simpul.deadline_change (
  tenant text not null,
  report uuid not null,
  at timestamptz not null,
  clock text not null,
  was timestamptz not null,
  becomes timestamptz not null,
  calendar text not null,
  policy text not null,
  primary key (tenant, report, calendar, policy, clock)
);
select simpul.wall('simpul.deadline_change');
