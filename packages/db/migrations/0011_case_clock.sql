-- How far the case clock of a demo stands from real time: what the cases of this deployment take for now. One row at
-- most, and none outside of a demo. Only the owner writes it; a process reads it with SIMPUL_DEMO_CLOCK alone.
create table federation.case_clock (
  one boolean primary key default true check (one),
  ahead_ms bigint not null
);
grant select on federation.case_clock to simpul_app, simpul_worker;
