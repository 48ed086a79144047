{#- The month in which something happened; null when it is not known to a month, so that no month is made up. first, last: days. -#}
{% macro month_of(first, last) -%}
    case when date_trunc('month', {{ first }}) = date_trunc('month', {{ last }}) then date_trunc('month', {{ first }})::date end
{%- endmacro %}


{#- The range of a sum as the columns low, best and high, over the rows that have a number; and how many rows have none. Columns of the three ends. -#}
{% macro summed_range(low, best, high) -%}
    (sum({{ low }}) filter (where {{ best }} is not null))::bigint as low,
    sum({{ best }})::bigint as best,
    (sum(coalesce({{ high }}, {{ best }})) filter (where {{ best }} is not null))::bigint as high,
    count(*) filter (where {{ best }} is null) as n_without_number
{%- endmacro %}
