{#- Reconciles the voices of each group under the ledger's rules: every voice is an interval; where all meet, the best figure is a stated point in the common
    interval, the most exact quantifier first, else its lower end; where they do not, the most reliable speaker who is not a party decides, among equals the
    later and then the greater figure: tolls rise, and what is smaller is often a part. The toll of a calamity is put together from many reports: there the later
    and the greater figure goes before the speaker.
    Voices that give only a vague word speak only where nobody gives a number, and then no best figure is made up.
    `voices` names a relation (low, high, point, value_rank, is_vague, is_calamity, party_rank, reliability, said_on, speaker_key); `keys` its grouping columns. -#}
{% macro reconcile(voices, keys) -%}
select
    {{ keys | join(', ') }},
    case
        when bool_and(is_vague) then null
        when any_value(floor_of_all <= coalesce(ceiling_of_all, floor_of_all)) then coalesce(
            arg_min(point, {'a': value_rank, 'b': -epoch_days, 'c': -point}) filter (
                where not is_vague and point between floor_of_all and coalesce(ceiling_of_all, point)
            ),
            nullif(any_value(floor_of_all), 0)
        )
        else arg_min(coalesce(point, low), {'a': party_rank, 'b': case when is_calamity then null else reliability end, 'c': -epoch_days, 'd': -coalesce(point, low)}) filter (where not is_vague)
    end as best,
    case when bool_and(is_vague) then min(low) else min(low) filter (where not is_vague) end as least,
    case when bool_and(is_vague) then max(high) else max(high) filter (where not is_vague) end as greatest_end,
    case when bool_and(is_vague) then bool_or(high is null) else coalesce(bool_or(high is null) filter (where not is_vague), false) end as has_open_voice,
    least(least, best) as low,
    greatest(greatest_end, best) as high,
    has_open_voice and (greatest_end is null or greatest_end < best) as is_open,
    coalesce(any_value(floor_of_all > ceiling_of_all), false) as has_conflict,
    bool_and(is_vague) as is_vague,
    count(distinct speaker_key) as n_independent
from (
    select
        *,
        coalesce(said_on, date '1900-01-01') - date '1900-01-01' as epoch_days,
        max(low) filter (where not is_vague) over (partition by {{ keys | join(', ') }}) as floor_of_all,
        min(high) filter (where not is_vague) over (partition by {{ keys | join(', ') }}) as ceiling_of_all
    from {{ voices }}
)
group by {{ keys | join(', ') }}
{%- endmacro %}
