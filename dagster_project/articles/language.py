"""Which language a text is in, when its metadata does not say."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from typing import Any

UNDETERMINED = "und"  # ISO 639-2
_SAMPLE = 1_500
_FAINT = 0.15  # with 120 languages to choose from, a lead this small is chance
# Languages of the model that short news texts of close kin are often mistaken for and that news is hardly ever in.
_CONFUSABLE = frozenset(("an", "br", "eo", "fo", "fy", "gl", "ht", "jv", "la", "lb", "nd", "nn", "oc", "qu", "sa", "se", "vo", "wa"))
_CODE = re.compile(r"[a-z]{2}(?=$|[-_@.])", re.IGNORECASE)


def declared_language(value: str | None) -> str | None:
    """The two-letter code of a language tag (``en``, ``pt-BR``, ``sv_SE``; ISO 639-1, BCP 47), else None."""
    match = _CODE.match(value.strip()) if value else None
    return match.group().lower() if match else None


def identify(text: str, supported: Set[str] = frozenset()) -> str:
    """ISO 639-1 code of the language of ``text``, or ``und`` for a text that does not tell (no letters, two short words).

    Of two near candidates one in ``supported`` is taken: in a line of ten words Swedish looks much like Norwegian, and
    with more words the gap is wide. Model: py3langid, a naive Bayes classifier over byte n-grams.
    """
    sample = text[:_SAMPLE]
    if not any(character.isalpha() for character in sample):
        return UNDETERMINED
    ranking: list[tuple[str, float]] = _identifier().rank(sample)
    best, probability = ranking[0]
    if best in supported:
        return best
    near = next((code for code, p in ranking[1:5] if code in supported and 2 * p >= probability), None)
    return near or (best if probability >= _FAINT else UNDETERMINED)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2 and code not in _CONFUSABLE])
    return identifier
