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

-- What is due first. Of each intake one entry: the verifier's queue is read by it.
create index report_by_due on simpul.report (tenant, due_at, id) where due_at is not null;
-- What changed last. A report that was only taken in is found by its state and age, so an intake has no entry here.
create index report_by_change on simpul.report (tenant, updated_at desc, id desc)
  where state <> 'received' or updated_at <> received_at;
-- The cases of an institution at the hub, and of a unit at home: none of them at an intake.
create index report_by_institution on simpul.report (tenant, institution, received_at desc, id desc)
  where institution is not null;
create index report_by_unit on simpul.report (tenant, unit, received_at desc, id desc) where unit is not null;

-- A place is found by the beginnings of words of its name.
create index area_by_name on reference.area using gin (to_tsvector('simple'::regconfig, name));
