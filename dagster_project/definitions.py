"""The one entry point that Dagster loads."""

from __future__ import annotations

from dagster_project.defs.assembly import assemble
from dagster_project.settings import get_settings

defs = assemble(get_settings())
