-- What a referral goes through: paused until a day, refused and confirmed or re-sent, done without the resident, answered by
-- somebody who has no account, and taken through the steps of a pathway.
alter table referrals
  -- On hold: since when, until when, from where it comes back, and by when it was due before.
  add column held_on date,
  add column held_until date,
  add column held_from text check (held_from in ('accepted', 'in-progress')),
  add column held_due_on date,
  -- Completed although the resident could not say so, as a supervisor decided.
  add column closed_without text check (closed_without in ('died', 'moved', 'refuses')),
  -- After a rejection: a supervisor has not looked, has confirmed it, or it was sent on as a new referral.
  add column denial text check (denial in ('open', 'confirmed', 'resent')),
  add column claimed_at timestamptz,
  -- The resident agreed that the receiver is given the address.
  add column share_address boolean not null default false,
  add column pathway text,
  add foreign key (district_id, chained_from) references referrals;
-- One goes on to one: of two people who send it on at once one wins.
create unique index referrals_chained on referrals (district_id, chained_from)
  where chained_from is not null and status not in ('cancelled', 'entered-in-error');
create index referrals_held on referrals (district_id, held_until) where status = 'on-hold';
create index referrals_denied on referrals (district_id, updated_at) where denial = 'open';

alter table referral_events drop constraint referral_events_kind_check;
alter table referral_events
  add constraint referral_events_kind_check check (kind in ('move', 'review', 'claim', 'denial', 'resent', 'outcome', 'resident',
    'link', 'pathway', 'step')),
  -- Whoever answered by the link, as they named themself; `by_staff` is null then.
  add column by_receiver_sealed text;

-- A receiver's link: only the HMAC of its token is kept, in entry_keys, which leads here.
create table receiver_links (
  district_id integer not null references districts,
  id uuid not null,
  referral_id uuid not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- Where the raiser is called back.
  phone_sealed text,
  revoked_at timestamptz,
  -- The answers that were given by it: each can be given once.
  answers text[] not null default '{}',
  primary key (district_id, id),
  foreign key (district_id, referral_id) references referrals
);
create unique index receiver_links_open on receiver_links (district_id, referral_id) where revoked_at is null;

-- Steps of a pathway with their deadlines. `step` is a name of cases/referrals/pathway/pathways.ts.
create table referral_steps (
  district_id integer not null references districts,
  referral_id uuid not null,
  step text not null,
  ordinal smallint not null,
  -- Null: nothing says by when, or the step before is not done.
  due_on date,
  done_at timestamptz,
  done_by uuid,
  words_sealed text,
  primary key (district_id, referral_id, step),
  unique (district_id, referral_id, ordinal),
  foreign key (district_id, referral_id) references referrals
);

alter table receiver_links enable row level security;
alter table receiver_links force row level security;
create policy scope on receiver_links using (district_id = (select app_district()) and exists (
  select from referrals r where r.district_id = receiver_links.district_id and r.id = receiver_links.referral_id));
alter table referral_steps enable row level security;
alter table referral_steps force row level security;
create policy scope on referral_steps using (district_id = (select app_district()) and exists (
  select from referrals r where r.district_id = referral_steps.district_id and r.id = referral_steps.referral_id));
grant select, insert, update on receiver_links, referral_steps to doorstep_service;

-- How often a page without login was asked for, by address and by token; both as HMACs. Belongs to no district: none is known yet.
create table receiver_hits (
  key text primary key,
  since timestamptz not null,
  n integer not null
);
create index receiver_hits_since on receiver_hits (since);
grant select, insert, update, delete on receiver_hits to doorstep_service;

-- A notice that waits for the morning: until then it holds up nothing that comes after it in its chat.
alter table outbox add column quiet_until timestamptz;
