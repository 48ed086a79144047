{{ config(materialized='incremental', pre_hook=["{{ forget('article_id', 'int_touched_articles') }}", "{{ forget('article_id', 'int_touched_articles', of='other_article_id') }}"]) }}
{# Pairs of mentions worth comparing. The first of a pair is the vaguer (or the later) one: it may point to the second. Candidates share a country, or the sea, and a day; for
    vaguer dates a settlement, or a province and a month; for calamities their kind and a month; for late news a place or a figure. -#}
{%- set touched = ref('int_touched_articles') if not execute or continues() else none %}
with mentions as (
    select *, harm_until - harm_from as span_days, harm_until - harm_from <= {{ link_policy('narrow_days') }} as is_narrow
    from {{ ref('int_incident_mentions') }}
    where split_id is null
),

touched as (
    select mention_id from mentions where article_id in (select id from {{ touched }})
),

by_day as (
    select mention_id, coalesce(country, '') as country, true as is_open, unnest(generate_series(harm_from, harm_until, interval 1 day))::date as block
    from mentions
    where is_narrow
    union all
    {# A wreck on the high seas has no country; another article may tell off whose coast it was: one of a pair has none. #}
    select mention_id, 'water', country is null, unnest(generate_series(harm_from, harm_until, interval 1 day))::date
    from mentions
    where is_narrow and family = 'water'
),

by_month as (
    select
        mention_id, country, admin1, is_narrow, event_kind, realm,
        unnest(generate_series(date_trunc('month', harm_from), harm_until::timestamp, interval 1 month))::date as block
    from mentions
    where span_days <= 366
),

{# A place that the gazetteer does not know is met by its name. -#}
by_label as (
    select mention_id, has_unknown_place, unnest(place_labels) as label, harm_from, harm_until
    from mentions
    where span_days <= 366
),

{# A calamity is looked for in the months that its course may touch. #}
by_course as (
    select mention_id, event_kind, unnest(generate_series(date_trunc('month', harm_from - spread_days), harm_until::timestamp, interval 1 month))::date as block
    from mentions
    where span_days <= 366 and event_kind not in ('conflict', 'crime', 'accident', 'disaster', 'disease', 'other', 'unknown')
),

figures as (
    select *
    from {{ ref('int_mention_figures') }}
    where figure_weight >= 1
    {%- if continues() %}
        and figure in (select figure from {{ ref('int_mention_figures') }} semi join touched using (mention_id))
    {%- endif %}
),

{# Two figures that one article tells together are telling, when they are not both small. -#}
figure_pairs as (
    select
        one.mention_id,
        hash(one.figure, other.figure) as block,
        one.figure_weight + other.figure_weight as weight,
        date_trunc('month', mentions.harm_from)::date as month
    from figures as one
    inner join figures as other on one.mention_id = other.mention_id and one.figure < other.figure
    inner join mentions on one.mention_id = mentions.mention_id
    where one.figure_weight + other.figure_weight >= 3
),

telling_figures as (
    select figures.mention_id, figures.figure, case when mentions.place_rank >= 3 then mentions.place_id end as place_id, mentions.country, date_trunc('month', mentions.harm_from)::date as month
    from figures
    inner join mentions using (mention_id)
    where figures.figure_weight >= 2
),

{# Telling late: the stated day may be the day of the report, or there is none. #}
late as (
    select *
    from mentions
    where date_basis = 'published' or harm_until >= said_on - {{ link_policy('report_days') }}::integer
),

{# Weapons that few attacks use: an old one recalled without its date is known by them. #}
by_weapon as (
    select *
    from (select mention_id, place_id, date_basis, harm_from, harm_until, unnest(weapon_families) as family from mentions where place_rank >= 3)
    where family not in ('explosive', 'gunfire')
),

blocked as (
    {#- A pair is compared anew when one of its mentions is touched: first those whose one side (a) is, then those whose other side (b) is. -#}
    {%- for only in (['a', 'b'] if continues() else [none]) %}
    select a.mention_id as one_id, b.mention_id as other_id
    from {{ touched_side('by_day', only == 'a') }} as a
    inner join (select mention_id, country, is_open, unnest([block, block - 1]) as block from {{ touched_side('by_day', only == 'b') }}) as b
        on a.country = b.country and a.block = b.block and (a.is_open or b.is_open) and a.mention_id <> b.mention_id
    union
    select a.mention_id, b.mention_id
    from {{ touched_side('mentions', only == 'a') }} as a
    inner join {{ touched_side('mentions', only == 'b') }} as b on a.place_id = b.place_id and a.mention_id <> b.mention_id
    where a.place_rank = 4 and not (a.is_narrow and b.is_narrow) and a.harm_from <= b.harm_until and b.harm_from <= a.harm_until
    union
    select a.mention_id, b.mention_id
    from {{ touched_side('by_month', only == 'a') }} as a
    inner join {{ touched_side('by_month', only == 'b') }} as b on a.country = b.country and a.admin1 = b.admin1 and a.block = b.block and a.mention_id <> b.mention_id
    where not (a.is_narrow and b.is_narrow)
    union
    select a.mention_id, b.mention_id
    from {{ touched_side('by_course', only == 'a') }} as a
    inner join {{ touched_side('by_course', only == 'b') }} as b on a.event_kind = b.event_kind and a.block = b.block and a.mention_id <> b.mention_id
    union
    select a.mention_id, b.mention_id
    from {{ touched_side('by_label', only == 'a') }} as a
    inner join {{ touched_side('by_label', only == 'b') }} as b on a.label = b.label and a.mention_id <> b.mention_id and a.harm_from <= b.harm_until + 1 and b.harm_from <= a.harm_until + 1
    where a.has_unknown_place
    union
    select a.mention_id, b.mention_id
    from {{ touched_side('late', only == 'a') }} as a
    inner join {{ touched_side('mentions', only == 'b') }} as b on a.place_id = b.place_id and b.harm_until < a.harm_from and a.harm_from - b.harm_until <= a.told_days
    where a.place_rank >= 2 and a.tells_update
    union
    select a.mention_id, b.mention_id
    from {{ touched_side('by_weapon', only == 'a') }} as a
    inner join {{ touched_side('by_weapon', only == 'b') }} as b on a.place_id = b.place_id and a.family = b.family and b.harm_until < a.harm_from
    where a.date_basis = 'published' and a.harm_from - b.harm_until <= {{ link_policy('recall_days') }}
    union
    select a.mention_id, b.mention_id
    from (select * exclude (month), unnest([month, (month - interval 1 month)::date, (month + interval 1 month)::date]) as month from {{ touched_side('figure_pairs', only == 'a') }}) as a
    inner join {{ touched_side('figure_pairs', only == 'b') }} as b using (block, month)
    inner join mentions as one on a.mention_id = one.mention_id
    inner join mentions as other on b.mention_id = other.mention_id
    where a.mention_id <> b.mention_id and (a.weight >= 4 or one.country = other.country)
    union
    select a.mention_id, b.mention_id
    from (select * exclude (month), unnest([month, (month - interval 1 month)::date]) as month from {{ touched_side('telling_figures', only == 'a') }} semi join late using (mention_id)) as a
    inner join {{ touched_side('telling_figures', only == 'b') }} as b using (figure, country, month)
    where a.mention_id <> b.mention_id
    union
    select a.mention_id, b.mention_id
    from (select * from {{ touched_side('telling_figures', only == 'a') }} semi join late using (mention_id)) as a
    inner join {{ touched_side('telling_figures', only == 'b') }} as b using (figure, place_id)
    where a.mention_id <> b.mention_id and a.month >= b.month and a.month - b.month <= {{ link_policy('recall_days') }}
    {{ 'union' if not loop.last }}
    {%- endfor %}
)

select distinct
    case when one.item_order > other.item_order then one.mention_id else other.mention_id end as child_id,
    case when one.item_order > other.item_order then other.mention_id else one.mention_id end as parent_id,
    case when one.item_order > other.item_order then one.article_id else other.article_id end as article_id,
    case when one.item_order > other.item_order then other.article_id else one.article_id end as other_article_id
from blocked
inner join mentions as one on blocked.one_id = one.mention_id
inner join mentions as other on blocked.other_id = other.mention_id
