{#- The names of a vocabulary's codes in every language that has them: columns code, labels. -#}
{% macro labels_of(vocabulary) -%}
    select code, list({'language': language, 'label': label} order by language) as labels
    from {{ ref('vocabulary_labels') }}
    where vocabulary = '{{ vocabulary }}'
    group by code
{%- endmacro %}
