-- What the national desk keeps of nodes: what a node says of itself when it calls, and a knock that it answers there.
alter table federation.node
  add column software text,
  add column directory bigint;
comment on column federation.node.directory is 'The version that it has: its own word, as its software';

create table federation.ping (
  id uuid primary key,
  node text not null references federation.node (id),
  asked_at timestamptz not null,
  given_at timestamptz,
  -- By the node's own clock.
  heard_at timestamptz,
  answered_at timestamptz,
  traceparent text
);
create index ping_by_node on federation.ping (node, asked_at desc);
create index ping_waiting on federation.ping (node) where answered_at is null;
grant select, insert, update, delete on federation.ping to simpul_app, simpul_worker;

-- A dead letter goes to its peer again, byte for byte.
alter table federation.dead_letter add column replayed_at timestamptz;
grant update (replayed_at) on federation.dead_letter to simpul_app;
create index dead_letter_open on federation.dead_letter (peer, id) where replayed_at is null;

-- A key that is made at a desk reads what those who made it may read: whistleblowing is for those who examine.
alter table simpul.api_key add column examines boolean not null default true;
