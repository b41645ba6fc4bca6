-- What past dispositions teach, and which reports have rare words in common. Filled by a job behind the intake; all of it can
-- be dropped and learnt anew from the events. Of whistleblowing and secret reports nothing is in any of these tables.

-- What was learnt from a report, so that it can be taken back: when the disposition turns out another, when the report becomes
-- secret, when its words are erased.
create table simpul.learnt (
  tenant text not null,
  report uuid not null,
  owner text,
  unit text,
  features text[] not null,
  primary key (tenant, report)
);
select simpul.wall('simpul.learnt');
select simpul.restrict('simpul.learnt');
comment on column simpul.learnt.owner is 'Which institution took it and kept it: its code, or where it stands to the place';
comment on column simpul.learnt.features is 'kind:value; stems of words, without what looks personal';

-- How many reports had a feature, by where they ended. No report can be found from it.
create table simpul.lesson (
  tenant text not null,
  about text not null check (about in ('owner', 'unit', 'word')),
  feature text not null,
  label text not null,
  reports integer not null,
  primary key (tenant, about, feature, label)
);
select simpul.wall('simpul.lesson');
comment on column simpul.lesson.feature is 'Empty: all reports of the label';

-- The rarest stems of each report: two that tell of the same thing have some in common.
create table simpul.likeness (
  tenant text not null,
  report uuid not null,
  stem text not null,
  place text not null,
  received_at timestamptz not null,
  primary key (tenant, report, stem)
);
select simpul.wall('simpul.likeness');
select simpul.restrict('simpul.likeness');
comment on column simpul.likeness.place is 'The regency, or empty where nobody knows';
create index likeness_by_stem on simpul.likeness (tenant, stem, place, received_at desc) include (report);
-- Rows come in the order of time, so what is old lies together.
create index likeness_by_age on simpul.likeness using brin (received_at) with (autosummarize = on);

-- How far events have been learnt from, in the order of their arrival.
create table federation.learning (
  one boolean primary key default true check (one),
  ord bigint not null
);
insert into federation.learning (ord) values (0);

-- Events lie in the order of their arrival, so a summary of each few pages finds those behind a place; the intake pays nothing.
create index if not exists event_by_ord on simpul.event using brin (ord) with (pages_per_range = 16, autosummarize = on);

grant select, insert, update, delete on simpul.learnt, simpul.lesson, simpul.likeness to simpul_app, simpul_worker;
grant select, update on federation.learning to simpul_app, simpul_worker;
