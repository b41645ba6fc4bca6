-- Beside the tenant, two things narrow what a transaction finds: whistleblowing is there only for who examines for the
-- tenant, and an overseer finds the reports of the institutions below. '*' is the deployment's own work.
create function simpul.examines() returns text[]
  language sql stable parallel safe
  return string_to_array(nullif(current_setting('app.examines', true), ''), ',');
create function simpul.institutions() returns text[]
  language sql stable parallel safe
  return string_to_array(nullif(current_setting('app.institutions', true), ''), ',');
create function simpul.sees_everything() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('app.examines', true) = '*' and current_setting('app.institutions', true) = '*', false);
grant execute on function simpul.examines(), simpul.institutions(), simpul.sees_everything() to simpul_app, simpul_worker;

-- Restrictive, and for reading: what a verb may write was decided on what could be read. A row that a verifier turns into
-- whistleblowing is gone from their sight with that write.
create policy restricted_wall on simpul.report as restrictive for select using (
  (select simpul.sees_everything())
  or ((class is distinct from 'whistleblowing'
        or '*' = any ((select simpul.examines())::text[]) or tenant = any ((select simpul.examines())::text[]))
    and ('*' = any ((select simpul.institutions())::text[]) or institution = any ((select simpul.institutions())::text[]))));

-- What hangs on a report is there only where the report is.
create function simpul.restrict(target regclass) returns void
  language plpgsql as $$
begin
  execute format(
    'create policy restricted_wall on %1$s as restrictive for select using ((select simpul.sees_everything()) '
    'or exists (select from simpul.report r where r.tenant = %1$s.tenant and r.id = %1$s.report))',
    target);
end $$;
select simpul.restrict('simpul.snapshot');
select simpul.restrict('simpul.event');
select simpul.restrict('simpul.content');
select simpul.restrict('simpul.note');
select simpul.restrict('simpul.reminder');
select simpul.restrict('simpul.deadline_change');
select simpul.restrict('vault.contact');

alter table simpul.report add column supporting text[];
comment on column simpul.report.supporting is 'Units beside the accountable one: they read and help';
