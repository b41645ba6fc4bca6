-- Who works for a tenant, and by what decree (SK tim pengelola).
create table simpul.decree (
  tenant text not null,
  id uuid not null,
  number text not null,
  issued_on date not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  succeeds uuid,
  scan uuid,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant, id),
  foreign key (tenant, succeeds) references simpul.decree (tenant, id)
);
select simpul.wall('simpul.decree');
create unique index decree_number on simpul.decree (tenant, number);
comment on table simpul.decree is 'As it was signed: a row is never changed, another decree follows it';
comment on column simpul.decree.scan is 'The attachment that holds the signed paper';

-- One role of one person; somebody with two roles has two rows of the same account.
create table simpul.officer (
  tenant text not null,
  id uuid not null,
  account text not null,
  name text not null,
  email text not null,
  phone text,
  role text not null,
  held_at text not null,
  reach text not null check (reach in ('self', 'subtree')),
  unit text,
  decree uuid,
  begins date not null,
  ends date check (ends >= begins),
  ended_at timestamptz,
  ended_why text,
  successor uuid,
  created_at timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, decree) references simpul.decree (tenant, id),
  foreign key (tenant, unit) references simpul.unit (tenant, code),
  foreign key (tenant, successor) references simpul.officer (tenant, id)
);
select simpul.wall('simpul.officer');
-- Each request of somebody who signed in asks for their roles at this desk. The same role twice would end only once.
create unique index officer_by_account on simpul.officer (tenant, account, role, held_at, coalesce(unit, ''))
  where ended_at is null;
-- Who works in a unit: before it is retired, and when its cases are looked after.
create index officer_by_unit on simpul.officer (tenant, unit) where ended_at is null;
comment on column simpul.officer.tenant is 'At whose desk it counts; an overseer of a province works at the hub''s';
comment on column simpul.officer.account is 'auth."user".id';
comment on column simpul.officer.begins is 'A day in the zone of the tenant, as ends, which is the last day on which it counts';

-- Leave: the deputy has the officer's role meanwhile.
create table simpul.deputy (
  tenant text not null,
  id uuid not null,
  officer uuid not null,
  deputy uuid not null,
  begins date not null,
  ends date not null check (ends >= begins),
  why text not null,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant, id),
  check (officer <> deputy),
  foreign key (tenant, officer) references simpul.officer (tenant, id),
  foreign key (tenant, deputy) references simpul.officer (tenant, id)
);
select simpul.wall('simpul.deputy');
-- Whose roles somebody has meanwhile, asked with each of their requests.
create index deputy_by_deputy on simpul.deputy (tenant, deputy) where ended_at is null;
create index deputy_by_officer on simpul.deputy (tenant, officer) where ended_at is null;

-- Who of a unit works on a case. Not an event: whose desk it lies on concerns nobody outside.
create table simpul.in_charge (
  tenant text not null,
  report uuid not null,
  officer uuid not null,
  unit text,
  since timestamptz not null,
  primary key (tenant, report),
  foreign key (tenant, officer) references simpul.officer (tenant, id)
);
select simpul.wall('simpul.in_charge');
select simpul.restrict('simpul.in_charge');
create index in_charge_by_officer on simpul.in_charge (tenant, officer);
comment on column simpul.in_charge.unit is
  'Where the case lay when it was entrusted: once it lies elsewhere, nobody there is in charge of it yet';

-- What is wrong with a roster now; a row is told once and goes when the matter is settled. What was is in the audit.
create table simpul.roster_alarm (
  tenant text not null,
  kind text not null,
  matter text not null,
  step text not null,
  since timestamptz not null,
  primary key (tenant, kind, matter, step)
);
select simpul.wall('simpul.roster_alarm');
comment on column simpul.roster_alarm.matter is 'A decree, an officer, a unit, or the roster as a whole';

alter table simpul.unit
  add column retired_on date,
  add column operates_node boolean not null default false,
  add foreign key (tenant, parent) references simpul.unit (tenant, code);
comment on column simpul.unit.operates_node is 'Its people run the machines: whistleblowing about it is examined elsewhere';
-- The units below one, level by level.
create index unit_by_parent on simpul.unit (tenant, parent);

grant select, insert on simpul.decree to simpul_app, simpul_worker;
-- Who was what when stays: a role ends or goes on under another decree, a leave ends or is covered by another. What was
-- mistyped of a person is mended.
grant select, insert, update (name, phone, decree, ended_at, ended_why, successor) on simpul.officer to simpul_app, simpul_worker;
grant select, insert, update (deputy, ended_at) on simpul.deputy to simpul_app, simpul_worker;
grant select, insert, update, delete on simpul.in_charge, simpul.roster_alarm to simpul_app, simpul_worker;
