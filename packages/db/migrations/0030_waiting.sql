-- What waits for its reporter: lists are narrowed to it.
alter table simpul.report add column waiting boolean not null default false;
comment on column simpul.report.waiting is 'A question to the reporter is open, and the clocks stand still';
-- The owner too stands before the walls, and would change nothing.
alter table simpul.report no force row level security;
alter table simpul.snapshot no force row level security;
-- Questions that no word of the reporter has ended.
update simpul.report r set waiting = true
from simpul.snapshot s
where s.tenant = r.tenant and s.report = r.id and r.state in ('assigned', 'inProgress')
  and exists (
    select from jsonb_array_elements(coalesce(s.body::jsonb #> '{timing,asks}', '[]')) a
    where not a ? 'to' and not exists (
      select from jsonb_array_elements(coalesce(s.body::jsonb -> 'contributions', '[]')) c
      where c #>> '{event,type}' in ('supplied', 'replied') and c ->> 'at' >= a ->> 'from'));
alter table simpul.report force row level security;
alter table simpul.snapshot force row level security;
-- No intake has it.
create index report_waiting on simpul.report (tenant, received_at desc, id desc) where waiting;
