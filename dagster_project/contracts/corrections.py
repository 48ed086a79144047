"""The raw table of human corrections: what was put right by hand, by whom, when and why."""

from __future__ import annotations

from dagster_project.contracts.fields import Field, Rule, Table
from dagster_project.contracts.shared import LOG

# What a line of corrections/claims.csv may fix: each a column of raw_claims, or one of three notations that set several columns at once.
NOTATIONS = ("value", "date", "place_id")
FIXABLE = (
    *NOTATIONS, "measure", "population", "victim_affiliation", "restrictor", "relation_cue", "parent_claim_id", "scope", "modality",
    "narrative_role", "source_id", "as_of_date", "cause", "hazard", "weapons", "actors", "unit", "facility_type", "displacement_term",
)  # fmt: skip

RAW_CORRECTIONS = Table(
    name="raw_corrections",
    grain="one correction as it was first found in the folder of corrections, or its withdrawal",
    key=("correction_id", "run_id"),
    fields=(
        Field("correction_id", "string", "Hash of the file's name and all that the line says.", nullable=False),
        Field("path", "string", "File in the folder of corrections.", nullable=False),
        Field("line", "integer", "Line in the file, the header being 1.", nullable=False, minimum=2),
        Field("action", "string", "What is corrected.", nullable=False,
              choices=("reject", "fix", "merge", "split", "source_alias", "actor_alias", "place_alias")),
        Field("target_id", "string", "The claim, the incident, or the id in the register.", nullable=False),
        Field("field", "string", "For fixes: what of the claim is fixed.", choices=FIXABLE),
        Field("value", "string", "The new value (none: nothing is known), the incident merged with, the claims split off, or the alias."),
        Field("corrected_by", "string", "Who corrected it.", nullable=False),
        Field("corrected_on", "string", "When, as a day (ISO 8601).", nullable=False),
        Field("reason", "string", "Why.", nullable=False),
        Field("withdrawn_at", "timestamp", "When the line was found gone from the folder; null while it is there."),
        *LOG,
    ),
    rules=(
        Rule("fix_names_a_field", "action <> 'fix' or field is not null", "a fix names the field that it fixes"),
        Rule("only_a_fix_names_a_field", "action = 'fix' or field is null", "only a fix names a field"),
        Rule("rejection_gives_no_value", "action <> 'reject' or value is null", "a rejected claim gets no new value"),
        Rule("value_is_given", "action = 'reject' or value is not null",
             "a fix gives the new value (or none), a merger the other incident, a split the claims, an alias the alias"),
        Rule("not_with_itself", "action <> 'merge' or value <> target_id", "an incident is merged with another one"),
    ),
)
