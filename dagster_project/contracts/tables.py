"""All raw tables, by name, in the order in which they are written."""

from __future__ import annotations

from dagster_project.contracts.articles import RAW_ARTICLES, RAW_SENTENCES, REJECTED_ARTICLES, REJECTED_ROWS
from dagster_project.contracts.claims import RAW_CLAIMS, RAW_RESPONSIBILITY, RAW_TERRITORIAL_CONTROL, RAW_WEAPON_USES
from dagster_project.contracts.corrections import RAW_CORRECTIONS
from dagster_project.contracts.fields import Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        RAW_ARTICLES,
        RAW_SENTENCES,
        RAW_CLAIMS,
        RAW_WEAPON_USES,
        RAW_RESPONSIBILITY,
        RAW_TERRITORIAL_CONTROL,
        RAW_CORRECTIONS,
        REJECTED_ARTICLES,
        REJECTED_ROWS,
    )
}
