-- The tenants that a code brings to its node. They move when the node is admitted and not before: a code that nobody
-- uses, or that waits in a drawer, takes no tenant from the node that hosts it.
alter table federation.enrolment add column tenants jsonb not null default '[]';
