"""Fields that several raw tables carry."""

from __future__ import annotations

from dagster_project.contracts.fields import Field, Rule

LOG = (
    Field("run_id", "string", "The run that wrote the row.", nullable=False),
    Field("ingested_at", "timestamp", "When the row was written, UTC.", nullable=False),
    Field("extractor_version", "string", "Hash over the engine's code, the language packs and the gazetteer.", nullable=False),
)

ARTICLE_KEY = (
    Field("article_id", "string", "The article: the given id, else a hash of its canonical URL, else its path in the corpus.",
          nullable=False),
    Field("article_version", "string", "SHA-256 of title and body: a changed article is a new version.", nullable=False),
)

SPAN = (
    Field("section", "string", "Which text the offsets count in.", nullable=False, choices=("title", "body")),
    Field("char_start", "integer", "First character of the quote, in Unicode code points of the section.", nullable=False, minimum=0),
    Field("char_end", "integer", "One past the last character of the quote.", nullable=False, minimum=1),
    Field("quote", "string", "The exact characters between the offsets.", nullable=False),
    Field("sentence_start", "integer", "First character of the sentence that was read.", minimum=0),
    Field("sentence_end", "integer", "One past the last character of the sentence that was read."),
)

SPAN_RULES = (
    Rule("span_is_ordered", "char_start < char_end", "char_end must lie after char_start"),
    Rule("quote_has_span_length", "length(quote) = char_end - char_start", "the quote must be as long as its span"),
)

SPEAKER = (
    Field("source_id", "string",
          "The speaker's id in the registry of sources; null when not registered or when the article speaks itself."),
    Field("source_name", "string", "The speaker's registered name."),
    Field("source_text", "string", "The speaker in the article's words; null when the article speaks itself."),
    Field("source_type", "string", "What kind of speaker.", vocabulary="source_types"),
    Field("via_text", "string", "Who relayed the speaker, in the article's words."),
)

TIME = (
    Field("event_start", "string", "Earliest day, month or year of the harm (ISO 8601, partial where the text is)."),
    Field("event_end", "string", "Latest day, month or year of the harm (ISO 8601, partial where the text is)."),
    Field("date_precision", "string", "How exactly the text dates the event.", vocabulary="date_precisions"),
    Field("date_rule", "string", "The rule that resolved the date."),
    Field("anchor_date", "string", "The day against which a relative date was resolved."),
    Field("as_of_date", "string", "The moment that a running total or a stock is about."),
    Field("reported_at", "string", "When it was said; the article's date at the latest."),
)

TIME_RULES = (
    Rule("event_end_not_before_start", "substr(event_end, 1, length(event_start)) >= substr(event_start, 1, length(event_end))",
         "event_end must not lie before event_start"),
)

PLACE = (
    Field("place_name", "string", "Gazetteer name of the place; the article's words when the gazetteer does not know it."),
    Field("place_text", "string", "The place in the article's words."),
    Field("place_names", "list[string]", "All places, when the statement names several."),
    Field("place_role", "string", "Whether the place is where it happened, or where people left or went.",
          choices=("at", "origin", "destination")),
    Field("place_id", "string", "Gazetteer id."),
    Field("admin1", "string", "First-level administrative area."),
    Field("admin2", "string", "Second-level administrative area."),
    Field("country", "string", "ISO 3166-1 alpha-3.", vocabulary="countries"),
    Field("pcode", "string", "OCHA p-code of the place or of the smallest area around it."),
    Field("latitude", "number", "WGS 84.", minimum=-90, maximum=90),
    Field("longitude", "number", "WGS 84.", minimum=-180, maximum=180),
    Field("place_precision", "string", "How exactly the place is known.", vocabulary="place_precisions"),
)

READING = (
    Field("modality", "string", "Whether the article says that it happened.", nullable=False, vocabulary="modalities"),
    Field("narrative_role", "string", "Told as the news, as an older event recalled, or for comparison.", vocabulary="narrative_roles"),
    Field("confidence", "number", "Probability that the claim is right.", minimum=0, maximum=1),
    Field("rule_id", "string", "The rule that found it.", nullable=False),
    Field("language", "string", "ISO 639-1 code of the language in which it was read.", nullable=False, vocabulary="languages"),
)
