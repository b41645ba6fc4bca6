-- The vault's keys by their thumbprints, in the order in which they began to seal: the newest is where a rotation goes.
create table federation.vault_key (
  kid text primary key,
  place bigint generated always as identity,
  since timestamptz not null
);
comment on table federation.vault_key is 'Names of keys; a key itself is never in the database';

-- What must outlive a rotation: the key that repeated messages are recognised by.
create table federation.vault_secret (
  name text primary key check (name = 'digest'),
  sealed text not null,
  made_at timestamptz not null
);
comment on column federation.vault_secret.sealed is 'JWE under the vault key';

-- How far a rotation went through each column that is sealed: killed anywhere, it goes on from here.
create table federation.rewrap (
  place text primary key,
  kid text not null,
  tenant text,
  key text,
  rewrapped bigint not null,
  missed bigint not null,
  stuck bigint not null,
  began_at timestamptz not null,
  ended_at timestamptz
);
comment on column federation.rewrap.missed is 'Written by somebody else meanwhile: seen again in the next pass';
comment on column federation.rewrap.stuck is 'Under a key that is not configured, or damaged: left as they are';

-- Two persons open the identity of who must be protected: one asks, another allows.
create table simpul.unseal_request (
  tenant text not null,
  id uuid not null,
  report uuid not null,
  asked_by text not null,
  asked_at timestamptz not null,
  purpose text not null,
  reason text not null,
  decided_by text,
  decided_at timestamptz,
  decision text check (decision in ('allowed', 'refused')),
  primary key (tenant, id),
  constraint decided_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint second_person check (decided_by <> asked_by)
);
select simpul.wall('simpul.unseal_request');
select simpul.restrict('simpul.unseal_request');
-- The asker's newest about a report; what waits at a desk.
create index unseal_request_by_report on simpul.unseal_request (tenant, report, asked_at);
create index unseal_request_waiting on simpul.unseal_request (tenant, asked_at) where decision is null;

-- Who was shown an identity, for the auditor and the reporter; intakes write none of these.
create index audit_of_unsealing on simpul.audit (tenant, report, id) where verb = 'unseal';

grant select, insert on federation.vault_key, federation.vault_secret, simpul.unseal_request to simpul_app, simpul_worker;
grant update (decision, decided_by, decided_at) on simpul.unseal_request to simpul_app, simpul_worker;
grant select on federation.rewrap to simpul_app, simpul_worker;
-- Only the job seals anew. Whoever takes over a serving process can still change nobody's contact.
grant insert, update on federation.rewrap to simpul_worker;
grant update (sealed) on federation.vault_secret, vault.contact to simpul_worker;
grant update (sealed_secret) on simpul.identity_provider to simpul_worker;
grant usage on all sequences in schema federation to simpul_app, simpul_worker;
