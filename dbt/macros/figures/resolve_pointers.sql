{#- Groups by following pointers: each row of `pointers` (item_id, parent_id, harm_from, harm_until, slack_days, place in the order: item_order) points to at most
    one earlier row. A row stays in its root's group while its dates are within the slack of the root's (the greater of the two: none or a day for an attack, more
    for a calamity); else it starts a group, so that a chain of neighbours cannot tie unrelated days together. Afterwards a group keeps one exact day: rows that
    name another one (beyond the slack) leave it together. Gives (item_id, group_id), group_id being an item_id. -#}
{% macro resolve_pointers(pointers) -%}
tree as (
    select item_id, item_id as root_id, harm_from as root_from, harm_until as root_until, slack_days as root_slack
    from {{ pointers }}
    where parent_id is null
    union all
    select
        child.item_id,
        case when stays then tree.root_id else child.item_id end as root_id,
        case when stays then tree.root_from else child.harm_from end as root_from,
        case when stays then tree.root_until else child.harm_until end as root_until,
        case when stays then tree.root_slack else child.slack_days end as root_slack
    from (select * from {{ pointers }} where parent_id is not null) as child
    inner join tree on child.parent_id = tree.item_id,
        lateral (
            select child.harm_from <= tree.root_until + greatest(child.slack_days, tree.root_slack)
                and child.harm_until >= tree.root_from - greatest(child.slack_days, tree.root_slack) as stays
        )
),
exact_days as (
    select
        tree.item_id,
        tree.root_id,
        tree.root_slack,
        pointers.slack_days,
        pointers.harm_from as exact_day,
        pointers.item_order,
        first_value(pointers.harm_from) over (partition by tree.root_id order by pointers.item_order) as group_day
    from tree
    inner join {{ pointers }} as pointers using (item_id)
    where pointers.harm_from = pointers.harm_until
),
leavers as (
    select item_id, first_value(item_id) over (partition by root_id, exact_day order by item_order) as group_id
    from exact_days
    where abs(exact_day - group_day) > greatest(slack_days, root_slack)
),
resolved as (
    select tree.item_id, coalesce(leavers.group_id, tree.root_id) as group_id
    from tree
    left join leavers using (item_id)
)
{%- endmacro %}
