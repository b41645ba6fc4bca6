-- How a reporter without an account proves to be the reporter of one report: a code by the channel of origin, or the
-- secret that was shown when it was taken in. Neither is kept as it was said.
create table simpul.reporter_code (
  tenant text not null,
  report uuid not null,
  id uuid not null,
  code text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz,
  primary key (tenant, report, id)
);
select simpul.wall('simpul.reporter_code');
select simpul.restrict('simpul.reporter_code');
comment on column simpul.reporter_code.code is 'Digest under the vault''s key: eight digits are found in a plain hash by trying all';
comment on column simpul.reporter_code.tries is 'Wrong answers while it was good';

create table simpul.reporter_secret (
  tenant text not null,
  report uuid not null,
  hash text not null,
  made_by text not null,
  made_at timestamptz not null,
  primary key (tenant, report)
);
select simpul.wall('simpul.reporter_secret');
select simpul.restrict('simpul.reporter_secret');
comment on column simpul.reporter_secret.hash is 'argon2id';

create table simpul.reporter_session (
  tenant text not null,
  token text not null,
  report uuid not null,
  proof text not null check (proof in ('code', 'secret')),
  opened_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant, token)
);
select simpul.wall('simpul.reporter_session');
select simpul.restrict('simpul.reporter_session');
comment on column simpul.reporter_session.token is 'SHA-256 of 256 random bits';

-- The secret of a report is made once and for all; nobody replaces it.
grant select, insert on simpul.reporter_secret to simpul_app, simpul_worker;
grant select, insert, update (tries, used_at), delete on simpul.reporter_code to simpul_app, simpul_worker;
grant select, insert, update (used_at), delete on simpul.reporter_session to simpul_app, simpul_worker;
