-- Recomputing deadlines: which open reports were computed with other versions than the newest, found without reading
-- the others; by tenant and id, so that a run goes through them in one order and never twice. A report that is over
-- has no clock.
create index report_by_terms on simpul.report (calendar, policy, tenant, id)
  where state not in ('archived', 'closed');
