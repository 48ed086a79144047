"""From an article to its claims and statements: the gate, then sentence after sentence, then what is made of it."""

from __future__ import annotations

from collections.abc import Callable

from dagster_project.extraction.claiming import claims_of
from dagster_project.extraction.claims import ArticleText, Extraction, ReadSentence
from dagster_project.extraction.confidence import Evidence, calibration
from dagster_project.extraction.gate import gate, sentences_with
from dagster_project.extraction.harm.components import with_components
from dagster_project.extraction.harm.reading import NOTHING, far, read_sentence
from dagster_project.extraction.harm.reads import Read
from dagster_project.extraction.section import Section
from dagster_project.extraction.stating import responsibility, territorial_control, weapon_uses
from dagster_project.extraction.words.document import Sentence
from dagster_project.languages.pack import complete_languages

__all__ = ["ArticleText", "Extraction", "extract", "supported_languages"]


def supported_languages() -> frozenset[str]:
    """Languages that have a complete pack."""
    return frozenset(complete_languages())


def extract(article: ArticleText, judge: Callable[[Evidence], float] | None = None) -> Extraction:
    """Read an article. Raises PackError when its language has no pack; offsets count in its title and its body.

    ``judge`` turns what is known of a reading into its confidence; by default the fitted calibration does.
    """
    sections = (("title", article.title), ("body", article.body))
    parts = [_read(Section(article, name, text), judge or calibration()) for name, text in sections if text]
    return Extraction(
        claims=tuple(c for p in parts for c in p.claims),
        weapon_uses=tuple(w for p in parts for w in p.weapon_uses),
        responsibility=tuple(r for p in parts for r in p.responsibility),
        territorial_control=tuple(t for p in parts for t in p.territorial_control),
        sentences=tuple(s for p in parts for s in p.sentences),
        n_sentences=sum(p.n_sentences for p in parts),
    )


def _read(section: Section, judge: Callable[[Evidence], float]) -> Extraction:
    """The section's claims and statements; an ordinary article ends at the gate."""
    document, words = section.document, gate(section.article.language)
    harm, weapons, stances = (w.positions(document.norm) for w in (words.harm, words.weapons, words.stances))
    if not (harm or weapons or stances):
        return Extraction()
    section.reads, sentences = _reads(section, sentences_with(document, harm)) if harm else ([], [])
    claims = claims_of(section, judge)
    return Extraction(
        claims,
        tuple(weapon_uses(section, claims, sentences_with(document, weapons))) if weapons else (),
        tuple(responsibility(section)) if stances else (),
        tuple(territorial_control(section, sentences_with(document, words.control.positions(document.norm)))),
        tuple(sentences),
        len(document.sentences),
    )


def _reads(section: Section, harmed: frozenset[int]) -> tuple[list[Read], list[ReadSentence]]:
    """What the sentences ``harmed`` and the parts of their numbers in later ones say."""
    document, article, words = section.document, section.article, gate(section.article.language)
    parts, told = words.parts, words.told
    reads: list[Read] = []
    sentences: list[ReadSentence] = []
    for sentence in document.sentences:
        goes_on = bool(reads) and reads[-1].sentence.index >= sentence.index - 1
        opens = sentence.index in harmed or (goes_on and bool(parts.positions(sentence.norm)))
        follows = bool(reads) and reads[-1].sentence.index == sentence.index - 1  # it may say who the number told are
        if not (opens or follows) or _is_heading(sentence):
            continue
        silent = far(sentence, reads) and not told.anywhere(sentence.norm)  # the words of a phrase stand apart
        found = NOTHING if silent else read_sentence(sentence, section.grammar, reads, section.dates.covers, section.known_names)
        if not opens and not found.reads:
            continue
        reads.extend(found.reads)
        start, end = document.text.raw_span(sentence.start, sentence.end)
        sentences.append(
            ReadSentence(
                article.article_id,
                article.article_version,
                document.section,
                sentence.index,
                start,
                end,
                len(found.reads),
                "unread" if found.unread else "read",
            )
        )
    return with_components(reads), sentences


def _is_heading(sentence: Sentence) -> bool:
    """A line between dashes is a crosshead: it says again, shorter, what the text says."""
    return len(sentence.norm) > 2 and sentence.norm[0] in "-\u2013" and sentence.norm[-1] in "-\u2013"
