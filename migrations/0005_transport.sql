-- Messages on their way in and out. Bodies are sealed and erased once they are worked off or delivered; a chat is named by an
-- HMAC of channel and chat id. These rows belong to no district: an unknown sender has none.
create table inbox (
  id uuid primary key,
  channel text not null check (channel in ('telegram', 'line', 'web')),
  event_id text not null,
  chat_key text not null,
  -- Order within the chat; taken under an advisory lock of the chat, so that a later number never commits first.
  seq bigint generated always as identity,
  body_sealed text,
  card_attempted boolean not null default false,
  state text not null default 'open' check (state in ('open', 'done', 'poison')),
  received_at timestamptz not null,
  processed_at timestamptz,
  unique (channel, event_id)
);
create index inbox_open on inbox (chat_key, seq) where state = 'open';

create table outbox (
  id uuid primary key,
  inbox_id uuid,
  seq bigint generated always as identity,
  channel text not null check (channel in ('telegram', 'line', 'web')),
  chat_key text not null,
  body_sealed text,
  -- LINE's X-Line-Retry-Key: the same for every attempt.
  retry_key uuid not null,
  state text not null default 'open' check (state in ('open', 'sent', 'gone')),
  attempts integer not null default 0,
  -- How far the last attempt came, in the channel's own words, so that the next one doubles nothing.
  resume text,
  -- Claimed or put off until then.
  not_before timestamptz not null,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index outbox_open on outbox (chat_key, seq) where state = 'open';
create index outbox_inbox on outbox (inbox_id) where state = 'open';

grant select, insert, update, delete on inbox, outbox to doorstep_service;
