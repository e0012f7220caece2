-- Which text takes the place of which. Two documents are texts of one rule when their names are the same without 中华人民共和国,
-- 《》, a year, and what tells one version from another (2018修正, 试行). （一） and （二） are two rules.
create function rule_name(title text) returns text language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(regexp_replace(translate(title, '（）', '()'), '[《》〈〉<>\s]', '', 'g'),
    '^中华人民共和国|[(][^()]*([0-9]{4}|修订|修正|修改|试行|暂行|第[一二三四五六七八九十]+版)[^()]*[)]$', '', 'g'),
    '[0-9]{4}年(度|版)?', '', 'g')
$$;

-- What a rule is about, without its rank: 法律援助条例 and 法律援助法, 信访条例 and 信访工作条例.
create function rule_stem(name text) returns text language sql immutable parallel safe as $$
  select nullif(regexp_replace(name, '(工作|暂行|试行)*(法|条例|办法|规定)$', ''), '')
$$;

-- 法 above 条例 above the rest; 0 is no rule by its name.
create function rule_rank(name text) returns integer language sql immutable parallel safe as $$
  select case when name ~ '条例$' then 2 when name ~ '(办法|规定)$' then 1 when name ~ '法$' then 3 else 0 end
$$;

-- 民发〔2022〕104号 however its brackets are typed; 中华人民共和国国务院令第431号 as 国务院令431号.
create function doc_no_key(doc_no text) returns text language sql immutable parallel safe as $$
  select regexp_replace(doc_no, '中华人民共和国|[][（）()〔〕［］【】\s第]', '', 'g')
$$;

alter table documents
  add column rule_name text generated always as (rule_name(title)) stored,
  add column rule_stem text generated always as (rule_stem(rule_name(title))) stored,
  -- From when the last amendment holds, where a decision that is held says so: it may be later than the day it was passed.
  add column amended_from date;
alter table documents
  -- The day from which the text holds as it stands: an amended text holds from its last amendment.
  add column starts date generated always as (greatest(effective_from, coalesce(amended_from, published))) stored,
  -- What the text itself says that it takes out of force, and what `supersedes` names: ids, rule names and document numbers.
  add column repeals text[] not null default '{}';
create index documents_rule on documents (rule_name) where current;
create index documents_stem on documents (rule_stem) where current;
create index documents_repealing on documents (district_id) where current and (repeals <> '{}' or supersedes is not null);

-- What tells when a document holds, without its words.
create view rules with (security_invoker = true) as
  select district_id, id, version, title, doc_no, region, published, effective_from, effective_to, supersedes, checked_on, reliability,
    current, rule_name, rule_stem, starts, repeals
  from documents;
grant select on rules to doorstep_service;

-- Whether `o` may take the place of `d` at all: what the indexes can tell, so that takes_place looks at few.
create function may_take_place(o rules, d rules) returns boolean language sql immutable parallel safe as $$
  select o.current and (o.rule_name = d.rule_name or o.rule_stem = d.rule_stem or (o.repeals <> '{}' or o.supersedes is not null))
$$;

-- Whether `o` takes the place of `d`, and how: it says so, it is a later text of the same rule, or a later rule of the same place and
-- matter that stands no lower. Reports are no rules. Null: it does not.
create function takes_place(o rules, d rules) returns text language sql immutable parallel safe as $$
  select case
    when o.district_id = d.district_id and o.id = d.id then null
    when coalesce(o.starts, o.checked_on) <= coalesce(d.starts, '-infinity') then null
    when o.supersedes = d.id then 'named'
    when o.repeals <> '{}' and (d.id = any(o.repeals) or doc_no_key(d.doc_no) = any(o.repeals)) then 'named'
    when o.region <> d.region or o.reliability not in ('law', 'official') or d.reliability not in ('law', 'official') then null
    when o.repeals <> '{}' and d.rule_name = any(o.repeals) then 'named'
    when o.starts is null then null
    when o.rule_name = d.rule_name then 'newer'
    when o.rule_stem = d.rule_stem and rule_rank(d.rule_name) between 1 and rule_rank(o.rule_name) then 'newer'
  end
$$;

-- The last day on which `d` holds when `o` takes its place. Where both state the same start, the newer one was amended since, and
-- takes over on the day of its last amendment.
create function last_day(o rules, d rules) returns date language sql immutable parallel safe as $$
  select case when o.effective_from > coalesce(d.starts, '-infinity') then o.effective_from
    else coalesce(o.starts, o.checked_on) end - 1
$$;
