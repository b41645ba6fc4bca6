-- The folded case leaves the row that lists and clocks read: it is most of a row's bytes, and every move of a deadline
-- would write it anew. A report of which only the intake is known has no snapshot, for the case is that one event.
create table simpul.snapshot (
  tenant text not null,
  report uuid not null,
  body json not null,
  primary key (tenant, report)
);
select simpul.wall('simpul.snapshot');
comment on table simpul.snapshot is 'The folded case, once more than its intake has happened; the truth is the events';
grant select, insert, update on simpul.snapshot to simpul_app, simpul_worker;

-- The owner too stands before the walls, and would move nothing.
alter table simpul.report no force row level security;
alter table simpul.snapshot no force row level security;
insert into simpul.snapshot (tenant, report, body) select tenant, id, body from simpul.report;

alter table simpul.report add column accused_tenant text, add column accused_unit text;
comment on column simpul.report.accused_tenant is 'Whom the report accuses; with accused_unit only that unit of it';
update simpul.report r set
  accused_tenant = r.body #>> '{report,accused,tenant}', accused_unit = r.body #>> '{report,accused,unit}'
where r.body #> '{report,accused}' is not null;
alter table simpul.report drop column body;
alter table simpul.report force row level security;
alter table simpul.snapshot force row level security;
comment on table simpul.report is 'A tenant''s copy of a report, as far as rows are found by it and lists show it';

-- How far the computing of deadlines anew has come: one run a version, through all open reports in the order of tenant
-- and id. What a report's row names is the versions that last moved it; an index of that cost each intake an entry.
drop index simpul.report_by_terms;
create table federation.recompute (
  one boolean primary key default true check (one),
  calendar text not null,
  policy text not null,
  stage text not null check (stage in ('going', 'late', 'done')),
  tenant text not null,
  report uuid not null,
  began_at timestamptz not null,
  moves_from timestamptz,
  restores boolean
);
grant select, insert, update on federation.recompute to simpul_app, simpul_worker;
comment on column federation.recompute.moves_from is
  'What ends before it cannot move; null where anything can';
comment on column federation.recompute.restores is 'Whether anything can come earlier than it was to';
comment on column federation.recompute.stage is
  'late: once more for what a process that had not heard of the version wrote meanwhile';
