-- Calendars and clock policies as the hub signed them. Every version that was in force here stays: a deadline of last
-- year is explained by the calendar of last year.
create table federation.reference (
  kind text not null check (kind in ('calendar', 'policy')),
  version bigint not null,
  jws text not null,
  taken_at timestamptz not null,
  primary key (kind, version)
);
grant select, insert on federation.reference to simpul_app, simpul_worker;
