{#- The bands of four values of a MinHash signature, each as one number: texts that agree in one are candidates for copies. -#}
{% macro text_buckets(signature) -%}
    list_transform(range(0, len({{ signature }}) // 4), band -> hash(band, list_slice({{ signature }}, band * 4 + 1, band * 4 + 4)))
{%- endmacro %}
