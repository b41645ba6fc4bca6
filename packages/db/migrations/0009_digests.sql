-- What the watch and a recomputation add. Of a reminder that was made only the day may change on which it was told.
grant select, insert on simpul.reminder to simpul_app, simpul_worker;
grant update (told_on) on simpul.reminder to simpul_app, simpul_worker;
grant select, insert on simpul.deadline_change to simpul_app, simpul_worker;

-- One message to a role of a tenant, or of one unit of it, on one working day: what it is reminded of. Who sends it looks
-- up the people. The key is what makes it one a day, however many workers are at it.
create table simpul.digest (
  tenant text not null,
  id uuid not null,
  rung text not null,
  unit text,
  day date not null,
  reminders jsonb not null,
  made_at timestamptz not null,
  primary key (tenant, id),
  unique nulls not distinct (tenant, rung, unit, day)
);
select simpul.wall('simpul.digest');
comment on column simpul.digest.day is 'In the zone of the tenant';
comment on column simpul.digest.reminders is 'The keys of simpul.reminder within the tenant: report, mark. No words of a report';
grant select, insert on simpul.digest to simpul_app, simpul_worker;
