-- What waits to be sent by mail, written in the transaction that decides it. Address and parameters are personal, and
-- links and codes are secrets: they are sealed, and gone as soon as nothing is left to be sent.
create table simpul.mail (
  tenant text not null,
  id uuid not null,
  template text not null,
  lang text not null check (lang in ('id', 'en')),
  sealed text,
  report uuid,
  state text not null check (state in ('queued', 'sent', 'failed', 'suppressed')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  until timestamptz not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  failure text,
  primary key (tenant, id),
  constraint sealed_while_queued check ((state = 'queued') = (sealed is not null))
);
select simpul.wall('simpul.mail');
-- What tells that a report exists is there only where the report is; who sends sees everything.
select simpul.restrict('simpul.mail');
-- The sender's question, every few seconds.
create index mail_waiting on simpul.mail (next_at) where state = 'queued';
-- The sweep of what was sent long ago.
create index mail_by_age on simpul.mail (created_at);
comment on column simpul.mail.sealed is 'JWE under the vault key: {to, parameters}';
comment on column simpul.mail.until is 'A code that has expired, and news of last week, is not sent any more';
comment on column simpul.mail.failure is 'A code; never what the other server said, for that repeats the address';
grant select, insert, update, delete on simpul.mail to simpul_app, simpul_worker;
