-- Who can sign in, and who has. A person is nobody's tenant: the same account may hold roles at several desks, and the roster
-- (simpul.officer) says which. So these tables have no wall; they hold no report and nothing that a role opens.
create schema auth;
comment on schema auth is 'Accounts, sessions and second factors of staff: of the deployment, outside row-level security';
grant usage on schema auth to simpul_app, simpul_worker;

create table auth."user" (
  id text primary key,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  factor_reset_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint email_is_lower check (email = lower(email))
);
create unique index user_email on auth."user" (email);
comment on column auth."user".factor_reset_at is
  'Somebody else took the second factor away: another one needs a link that was mailed, beside the password';
comment on column auth."user".email_verified is 'A link that was sent there has been used';

-- A way in: a password, or the subject by which an identity provider knows somebody.
create table auth.credential (
  id text primary key,
  user_id text not null references auth."user" (id) on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index credential_subject on auth.credential (provider_id, account_id);
create index credential_by_user on auth.credential (user_id);
comment on column auth.credential.password is 'argon2id, in its PHC text';

create table auth.session (
  id text primary key,
  token_hash text not null,
  user_id text not null references auth."user" (id) on delete cascade,
  agent text not null default '',
  how text not null check (how in ('password', 'link', 'device', 'sso')),
  started_at timestamptz not null,
  seen_at timestamptz not null,
  fresh_at timestamptz,
  factor_at timestamptz,
  only_tenant text,
  device text
);
create unique index session_token on auth.session (token_hash);
create index session_by_user on auth.session (user_id);
-- The sweep of what ended by itself.
create index session_by_start on auth.session (started_at);
comment on column auth.session.token_hash is 'SHA-256 of 190 random bits: the database gives no session away';
comment on column auth.session.fresh_at is 'When its holder last proved who they are, by more than a device that was remembered';
comment on column auth.session.factor_at is 'When they proved the second factor';
comment on column auth.session.only_tenant is 'Whose identity provider vouched: at no other desk is its word good';

-- States of a single sign-on that is under way, and second factors that are awaited (better-auth).
create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_by_identifier on auth.verification (identifier);
create index verification_by_age on auth.verification (expires_at);

create table auth.second_factor (
  id text primary key,
  user_id text not null references auth."user" (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until_at timestamptz
);
create unique index second_factor_of_user on auth.second_factor (user_id);
comment on column auth.second_factor.secret is 'Encrypted under a key derived from the vault''s';
comment on column auth.second_factor.backup_codes is 'Hashes; one that is used is taken out';

-- A code of the second factor is good once (RFC 6238, 5.2).
create table auth.spent_code (
  user_id text not null references auth."user" (id) on delete cascade,
  code_hash text not null,
  until timestamptz not null,
  primary key (user_id, code_hash)
);

-- Links by mail.
create table auth.one_time (
  hash text primary key,
  purpose text not null check (purpose in ('invitation', 'reset', 'link', 'factor')),
  user_id text not null references auth."user" (id) on delete cascade,
  browser_hash text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_by_user on auth.one_time (user_id, purpose);
create index one_time_by_age on auth.one_time (expires_at);
comment on column auth.one_time.hash is 'SHA-256 of 256 random bits';
comment on column auth.one_time.browser_hash is 'A sign-in link opens only in the browser that asked for it';

-- Browsers in which somebody has signed in: strangers' guesses do not use up what is left to them.
create table auth.device (
  id text primary key,
  hash text not null,
  user_id text not null references auth."user" (id) on delete cascade,
  agent text not null default '',
  remembered boolean not null default false,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create unique index device_of_user on auth.device (hash, user_id);
create index device_by_user on auth.device (user_id);
create index device_by_age on auth.device (expires_at);
comment on column auth.device.remembered is 'Signs in by itself, for liaisons and heads of units';

-- Attempts, counted in windows. Lost in a crash of the server, which is no harm.
create unlogged table auth.attempt (
  key text primary key,
  count integer not null,
  ends_at timestamptz not null
);
create index attempt_by_age on auth.attempt (ends_at);
comment on column auth.attempt.key is 'A keyed digest: no address and no account in clear';

grant select, insert, update, delete on all tables in schema auth to simpul_app;
grant select on auth."user" to simpul_worker;

-- A tenant's own sign-in.
create table simpul.identity_provider (
  tenant text not null,
  id text not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  sealed_secret text not null,
  email_domain text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  disabled_at timestamptz,
  primary key (tenant, id),
  constraint domain_is_lower check (email_domain = lower(email_domain))
);
select simpul.wall('simpul.identity_provider');
comment on column simpul.identity_provider.sealed_secret is 'JWE under the vault key: the client''s secret';
comment on column simpul.identity_provider.email_domain is 'It vouches for addresses there and for no others';
grant select, insert, update on simpul.identity_provider to simpul_app;
grant select on simpul.identity_provider to simpul_worker;
