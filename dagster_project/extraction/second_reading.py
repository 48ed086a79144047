"""Checks what another reader says of a sentence that the rules left unread: only what the text itself bears out becomes a claim.

Who that reader is and how it is asked does not live here. Nothing it says is taken on trust: its quote must stand in the sentence, at
its offset, and the number that it gives must be the one that the rules read in that quote.
"""

from __future__ import annotations

from collections.abc import Mapping

from dagster_project.contracts import vocabularies
from dagster_project.extraction.claims import ArticleText, Claim, Reading, ReadSentence, Span, Value, Victims, stable_id
from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.words.document import Document
from dagster_project.extraction.words.grammar import grammar

RULE = "llm"
_UNITS = {"facility": "facility", "control": "settlement"}


def text_of(article: ArticleText, section: str) -> str:
    """The section that a sentence's offsets count in."""
    return (article.title or "") if section == "title" else article.body


def accepted(article: ArticleText, sentence: ReadSentence, answer: object) -> Claim | None:
    """The claim of an answer, or None when the text does not bear it out.

    ``answer`` is any JSON value; taken are objects with ``quote``, ``start`` (code points from the start of the sentence), ``measure`` (a
    code of the vocabulary) and ``number``. Date, place and speaker stay unknown.
    """
    if not isinstance(answer, Mapping):
        return None
    quote, start, measure, number = (answer.get(key) for key in ("quote", "start", "measure", "number"))
    kind = vocabularies.column("measures", "kind").get(measure) if isinstance(measure, str) else None
    if kind is None or not isinstance(quote, str) or not quote.strip():
        return None
    if not isinstance(start, int) or not isinstance(number, int | float) or bool in (type(start), type(number)) or start < 0:
        return None
    text = text_of(article, sentence.section)
    first = sentence.char_start + start
    last = first + len(quote)
    if last > sentence.char_end or text[first:last] != quote:
        return None
    found = _quantity(article.language, quote, float(number))
    if found is None:
        return None
    quantity, core = found
    return Claim(
        claim_id=stable_id(article.article_id, sentence.section, first + core, kind, measure, RULE),
        article_id=article.article_id,
        article_version=article.article_version,
        span=Span(sentence.section, first, last, quote, sentence.char_start, sentence.char_end),
        kind=kind,
        measure=str(measure),
        value=Value.of(quantity, _UNITS.get(kind, "person")),
        victims=Victims(),
        reading=Reading("asserted", "main", None, f"{RULE}.{measure}", article.language),
    )


def _quantity(language: str, quote: str, number: float) -> tuple[Quantity, int] | None:
    """The quantity of the quote that is ``number`` in digits or words, and where it begins in the quote."""
    own = grammar(language)
    document = Document.of(quote, own.rules, language)
    for sentence in document.sentences:
        for quantity in own.quantities.quantities(sentence.tokens):
            if quantity.value_type == "number" and quantity.basis in ("digits", "words") and quantity.stated == number:
                return quantity, document.text.raw_span(sentence.tokens[quantity.core_first].start, sentence.end)[0]
    return None
