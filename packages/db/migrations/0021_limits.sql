-- Limits that hold over all processes of a deployment: a token bucket each. Not logged, for a crash may well fill every
-- bucket; half of each page is left free for new versions of its rows.
create unlogged table federation.token_bucket (
  key text primary key,
  tokens double precision not null,
  granted double precision not null,
  filled_at timestamptz not null
) with (fillfactor = 50);
comment on table federation.token_bucket is 'Of whom: a digest under the vault''s key, never an address or a telephone number';
comment on column federation.token_bucket.granted is 'What the last to ask was given';
-- No index on filled_at, which every lease changes: the nightly sweep reads the whole table.
grant select, insert, update, delete on federation.token_bucket to simpul_app, simpul_worker;

-- Whose reports a tenant does not take for a while. It ends by itself: who is asked compares `expires_at` with now.
create table simpul.blocked_sender (
  tenant text not null,
  id uuid not null,
  kind text not null check (kind in ('phone', 'email', 'channelUser')),
  sender text not null,
  reason text not null check (reason in ('spam', 'abuse', 'threats', 'falseReports')),
  note text,
  blocked_by text not null,
  at timestamptz not null,
  expires_at timestamptz not null check (expires_at > at),
  primary key (tenant, id)
);
select simpul.wall('simpul.blocked_sender');
comment on column simpul.blocked_sender.sender is 'Digest under the vault''s key: who it is, nobody reads here';
-- A sender is blocked once; blocking again changes reason and end.
create unique index blocked_sender_once on simpul.blocked_sender (tenant, sender);
grant select, insert, update, delete on simpul.blocked_sender to simpul_app, simpul_worker;
