{#- Groups that links between their members bring together, each group following its best link to an earlier one, so that the way always ends. `groups` (item_id,
    group_id, group_from, group_until, group_order, slack_days: those of its root), `links` (item_id, other_id, score, in one direction). With `keeps_days` a
    group follows only as long as its days are within the slack of those it comes to, so that a chain cannot tie unrelated days together; late news has no day
    of its own and follows freely (see keep_firm_days). Gives {{ name }} (the columns of groups, of the merged groups). -#}
{% macro merge_groups(name, groups, links, keeps_days) -%}
{{ name }}_best as (
    select later.group_id, arg_min(earlier.group_id, {'score': -links.score, 'tie': earlier.group_order}) as earlier_id
    from (
        select item_id, other_id, score from {{ links }}
        union all
        select other_id, item_id, score from {{ links }}
    ) as links
    inner join {{ groups }} as later on links.item_id = later.item_id
    inner join {{ groups }} as earlier on links.other_id = earlier.item_id
    where (earlier.group_from, earlier.group_order) < (later.group_from, later.group_order)
        {%- if keeps_days %}
        and later.group_from - earlier.group_until <= greatest(later.slack_days, earlier.slack_days)
        {%- endif %}
    group by later.group_id
),
{{ name }}_roots as (
    select groups.* exclude (item_id), best.earlier_id
    from {{ groups }} as groups
    left join {{ name }}_best as best using (group_id)
    where groups.item_id = groups.group_id
),
{{ name }}_ways as (
    select group_id, {'group_id': group_id, 'from': group_from, 'until': group_until, 'order': group_order, 'slack': slack_days} as final
    from {{ name }}_roots
    where earlier_id is null
    union all
    select
        roots.group_id,
        case
            when {{ 'roots.group_from - ways.final.until <= greatest(roots.slack_days, ways.final.slack)' if keeps_days else 'true' }} then ways.final
            else {'group_id': roots.group_id, 'from': roots.group_from, 'until': roots.group_until, 'order': roots.group_order, 'slack': roots.slack_days}
        end as final
    from {{ name }}_roots as roots
    inner join {{ name }}_ways as ways on roots.earlier_id = ways.group_id
),
{{ name }} as (
    select
        groups.item_id,
        ways.final.group_id as group_id,
        ways.final.from as group_from,
        ways.final.until as group_until,
        ways.final.order as group_order,
        ways.final.slack as slack_days
    from {{ groups }} as groups
    inner join {{ name }}_ways as ways using (group_id)
)
{%- endmacro %}
