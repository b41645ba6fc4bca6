-- What a peer is to be given, in the order it is given out. Serials commit out of order; only stamped positions are paged.
create table simpul.feed (
  tenant text not null,
  peer text not null,
  position bigint not null,
  to_tenant text not null,
  report uuid not null,
  writer text not null,
  seq integer not null,
  stamped_at timestamptz not null,
  delivered_at timestamptz,
  receipt bigint,
  primary key (peer, position)
);
select simpul.wall('simpul.feed');
comment on column simpul.feed.tenant is 'The copy the event is read from';
-- The next page of a peer's feed, and its backlog.
create index feed_waiting on simpul.feed (peer, position) where delivered_at is null;
-- A receipt names events by stream.
create index feed_by_event on simpul.feed (report, writer, seq, peer);

-- Events that came before their turn: bounded, applied when their turn comes.
create table simpul.parked (
  tenant text not null,
  report uuid not null,
  writer text not null,
  seq integer not null,
  hash text not null,
  jws text not null,
  content jsonb not null,
  reason text not null,
  parked_at timestamptz not null,
  primary key (tenant, report, writer, seq, hash)
);
select simpul.wall('simpul.parked');

-- The same place in a stream, another hash: refused, alarmed, kept as evidence.
create table simpul.equivocation (
  tenant text not null,
  report uuid not null,
  writer text not null,
  seq integer not null,
  hash text not null,
  peer text not null,
  jws text not null,
  seen_at timestamptz not null,
  primary key (tenant, report, writer, seq, hash)
);
select simpul.wall('simpul.equivocation');

create table federation.feed_head (
  peer text primary key,
  generation uuid not null,
  position bigint not null
);

create table federation.receipt (
  id bigint generated always as identity primary key,
  peer text not null,
  direction text not null check (direction in ('given', 'received')),
  jws text not null,
  at timestamptz not null
);

-- Our conversation with a peer, for people to look at.
create table federation.conversation (
  peer text primary key,
  last_contact timestamptz,
  last_error text
);

create table federation.dead_letter (
  id bigint generated always as identity primary key,
  peer text not null,
  code text not null,
  jws text not null,
  at timestamptz not null
);

create table federation.node (
  id text primary key,
  status text not null check (status in ('invited', 'active', 'suspended')),
  keys jsonb not null,
  public_url text,
  last_contact timestamptz,
  backlog integer not null default 0
);

create table federation.tenant (
  code text primary key,
  name text not null,
  kind text not null,
  parent text,
  zone text not null,
  node text not null references federation.node (id),
  accepts boolean not null
);

create table federation.directory (
  version bigint primary key,
  jws text not null,
  at timestamptz not null
);

-- A code works once, expires, and is bound to its node and tenants; only its hash is kept.
create table federation.enrolment (
  code_hash text primary key,
  node text not null references federation.node (id),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- One holder at a time; a holder that was suspended finds its fence outgrown and its late write refused.
create table federation.lease (
  name text primary key,
  holder text not null,
  fence bigint not null,
  until timestamptz not null
);

-- Where a worker says that it lives; /readyz reads it.
create table federation.heartbeat (
  process text primary key,
  at timestamptz not null
);

grant select, insert, update, delete on simpul.feed, simpul.parked to simpul_app, simpul_worker;
grant select, insert on simpul.equivocation to simpul_app, simpul_worker;
grant select, insert, update on federation.feed_head, federation.conversation, federation.node, federation.tenant,
  federation.enrolment, federation.lease, federation.heartbeat to simpul_app, simpul_worker;
grant select, insert on federation.receipt, federation.dead_letter, federation.directory to simpul_app, simpul_worker;
grant delete on federation.heartbeat to simpul_app, simpul_worker;
grant usage on all sequences in schema simpul, federation to simpul_app, simpul_worker;
