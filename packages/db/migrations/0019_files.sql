-- Every file that lies in the blob store, by its plain SHA-256. A blob is shared by all tenants of the deployment, so what is
-- known of its bytes is the deployment's. A blob without a row here is never given out.
create table federation.file (
  blob text primary key,
  state text not null check (state in ('pending', 'unscanned', 'clean', 'infected')),
  tenants text[] not null,
  thumbnail text,
  -- When somebody last began to name it: the sweeper leaves it alone for the hours that follow.
  touched_at timestamptz not null,
  looked_at timestamptz,
  attempts integer not null default 0,
  next_at timestamptz not null
);
comment on table federation.file is 'No name, no words: a digest and what the scanner said of it';
comment on column federation.file.tenants is 'Whose rows may name it: it is swept only where all of them can be asked';
-- What the scanner has to look at next.
create index file_to_scan on federation.file (next_at) where state in ('pending', 'unscanned');
-- Where there is none, pictures that came from elsewhere still want a thumbnail.
create index file_to_look_at on federation.file (next_at) where state = 'unscanned' and looked_at is null;
-- The sweeper asks who names a blob.
create index file_by_thumbnail on federation.file (thumbnail) where thumbnail is not null;
create index file_by_touch on federation.file (touched_at);
create index content_by_blob on simpul.content (blob) where blob is not null;
create index attachment_by_sha256 on simpul.attachment (sha256);
-- Uploads that no report encloses, by their age.
create index attachment_by_age on simpul.attachment (tenant, created_at);
grant select, insert, update, delete on federation.file to simpul_app, simpul_worker;
grant delete on simpul.attachment to simpul_app, simpul_worker;

-- What was uploaded before it was made harmless, where the tenant keeps evidence. Never named by an event, so it never travels.
create table simpul.original (
  tenant text not null,
  hash text not null,
  blob text not null,
  size integer not null,
  type text not null,
  created_at timestamptz not null,
  settled boolean not null,
  primary key (tenant, hash)
);
select simpul.wall('simpul.original');
comment on column simpul.original.settled is 'Kept for good; else until the report''s category is verified, which decides';
comment on column simpul.original.hash is 'Name in events of the file that was made of it';
create index original_by_blob on simpul.original (blob);
-- What the sweeper has to decide.
create index original_to_settle on simpul.original (tenant, created_at) where not settled;
grant select, insert, update, delete on simpul.original to simpul_app, simpul_worker;

create table simpul.file_policy (
  tenant text not null,
  category text not null,
  keeps_originals boolean not null,
  changed_at timestamptz not null,
  primary key (tenant, category)
);
select simpul.wall('simpul.file_policy');
comment on column simpul.file_policy.category is 'Holds for those below it; empty: the tenant''s word where no category says another';
grant select, insert, update, delete on simpul.file_policy to simpul_app, simpul_worker;

-- A file that comes in pieces (tus 1.0). The pieces lie on the disk; only those that are listed here count.
create table simpul.upload (
  tenant text not null,
  id uuid not null,
  owner text not null,
  name text,
  size integer not null,
  received integer not null default 0,
  pieces text[] not null default '{}',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant, id)
);
select simpul.wall('simpul.upload');
-- What an owner has open at once is limited, and what has expired is swept.
create index upload_by_owner on simpul.upload (tenant, owner);
create index upload_by_expiry on simpul.upload (expires_at);
grant select, insert, update, delete on simpul.upload to simpul_app, simpul_worker;
