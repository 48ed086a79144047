{#- Partial ISO 8601 dates ('2019', '2019-05', '2019-05-03', also with a time of day) as days.
    They are never more precise than the text: the two macros give the first and the last day that the text allows. -#}

{% macro first_day(column) -%}
    try_cast(
        case length({{ column }})
            when 4 then {{ column }} || '-01-01'
            when 7 then {{ column }} || '-01'
            else substr({{ column }}, 1, 10)
        end as date
    )
{%- endmacro %}

{% macro final_day(column) -%}
    case length({{ column }})
        when 4 then try_cast({{ column }} || '-12-31' as date)
        when 7 then last_day(try_cast({{ column }} || '-01' as date))
        else try_cast(substr({{ column }}, 1, 10) as date)
    end
{%- endmacro %}
