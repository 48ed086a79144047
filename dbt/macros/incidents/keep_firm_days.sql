{#- Takes apart what late news brought together against firmly told days: a merged group keeps the days of its first group that has one, and each other group
    that has days too far from these leaves, together with those that leave for the same days and those without a day that followed it. `merged` is what
    merge_groups gave under that name, `groups` what it was given, `firm_days` (item_id, firm_day) the days. Gives {{ name }} (item_id, group_id). -#}
{% macro keep_firm_days(name, merged, groups, firm_days) -%}
{{ name }}_days as (
    select groups.group_id, {'from': min(firm_day), 'until': max(firm_day)} as days
    from {{ groups }} as groups
    inner join {{ firm_days }} as firm_days using (item_id)
    group by groups.group_id
),
{{ name }}_followed as (
    select roots.group_id, roots.group_order, roots.slack_days, own.days as own_days, own.days
    from {{ merged }}_roots as roots
    left join {{ name }}_days as own using (group_id)
    where roots.earlier_id is null
    union all
    select roots.group_id, roots.group_order, roots.slack_days, own.days as own_days, coalesce(own.days, followed.days) as days
    from {{ merged }}_roots as roots
    inner join {{ name }}_followed as followed on roots.earlier_id = followed.group_id
    left join {{ name }}_days as own on roots.group_id = own.group_id
),
{{ name }}_kept as (
    select
        ways.final.group_id as final_id,
        arg_min({'days': followed.days, 'room': greatest(0, 2 * slack_days - (followed.days.until - followed.days.from))::integer // 2}, followed.group_order) as kept
    from {{ name }}_followed as followed
    inner join {{ merged }}_ways as ways using (group_id)
    where followed.own_days is not null
    group by all
),
{{ name }}_leavers as (
    select group_id, first_value(group_id) over (partition by final_id, followed.days order by group_order) as new_id
    from {{ name }}_followed as followed
    inner join {{ merged }}_ways as ways using (group_id)
    inner join {{ name }}_kept as kept on ways.final.group_id = kept.final_id
    where followed.days.from < kept.kept.days.from - kept.kept.room or followed.days.until > kept.kept.days.until + kept.kept.room
),
{{ name }} as (
    select groups.item_id, coalesce(leavers.new_id, merged.group_id) as group_id
    from {{ merged }} as merged
    inner join {{ groups }} as groups using (item_id)
    left join {{ name }}_leavers as leavers on groups.group_id = leavers.group_id
)
{%- endmacro %}
