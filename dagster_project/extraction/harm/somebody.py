"""Whether harm is told of one person who is named by an article only ("a man"), and whether it was done at all.

Ordinary news is full of single people beside words of harm: judges who sentence, suspects who were once treated, heroes of musicals.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.harm.gaps import gap_between
from dagster_project.extraction.harm.scene import Scene
from dagster_project.extraction.numbers.counted import Counted, describes
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.lexicon import Hit

_TRIED = 4  # tokens back from a word of harm to the word that makes it an attempt: "attempted rape and murder of"
_HEAD = 5  # tokens from an age to the noun that it describes: "a 17-year-old western lowland gorilla"
_NOUNS = frozenset({"noun", "of"})
_DASHES = frozenset((";", ":", "\u2013"))


def only_tried(scene: Scene, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """Whether the deed is called an attempt: "attempted murder of two men", "försök till mord eller dråp på en man"; of a verb right before
    it alone, for what follows was done: "tried to kidnap and killed"."""
    tokens, grammar = scene.tokens, scene.grammar
    joining = grammar.conjunctions | grammar.determiners
    for index in range(hit.first, max(-1, hit.first - _TRIED), -1):
        if any((h := grammar.attempts.at(tokens, i)) and h.last == index for i in range(max(0, index - 3), index)):
            return True
        before = tokens[index - 1].norm if index else ""
        if frame.slot not in _NOUNS or (before not in joining and not (index and _is_deed(tokens, index - 1, grammar))):
            return False
    return False


def _is_deed(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    return any(h is not None and h.last > index for h in (grammar.frames.at(tokens, i) for i in (index, index - 1) if i >= 0))


def is_told_of(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """Whether the trigger tells of harm to the one person of ``counted``, whom the news is about."""
    tokens, grammar = scene.tokens, scene.grammar
    violent = bool(frame.trigger.weapons) or grammar.violence.anywhere(tokens)
    named_by_harm = counted.group is not None and counted.group.measure is not None  # "a body"
    if not (violent or named_by_harm or hit.first == counted.head_first) and grammar.private.anywhere(tokens):
        return False  # "the death of one of its students", in a musical
    if hit.last <= counted.first:
        return not any(t.norm in _DASHES for t in tokens[hit.last : counted.first])
    gap = gap_between(scene, counted.last, hit.first)
    if any(tokens[i].norm in grammar.somebody for i in gap) or _is_thing(scene, gap):
        return False
    return frame.slot != "passive" or not _acts(scene, gap, hit)


def _is_thing(scene: Scene, gap: Sequence[int]) -> bool:
    """Whether an age goes on to the noun for something that is not a person."""
    tokens, grammar = scene.tokens, scene.grammar
    small = grammar.prepositions | grammar.auxiliaries | grammar.clause | grammar.relative | grammar.conjunctions
    for index in gap[:_HEAD]:
        if not tokens[index].is_word or tokens[index].norm in small:
            return False
        if not tokens[index].is_capital and grammar.noncount.at(tokens, index) is not None:
            return True
    return False


def _acts(scene: Scene, gap: Sequence[int], hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether a form that is a participle and a finite verb alike has an object ("a judge sentenced high-speed traders"), or belongs to
    a noun nearer by ("a veteran used his skill to free an eagle trapped")."""
    tokens, grammar = scene.tokens, scene.grammar
    if not grammar.capitals_name or grammar.syntax.adjective_after_noun:
        return False
    if any(tokens[i].norm in grammar.passive or tokens[i].norm in grammar.relative for i in gap):
        return False
    articles = grammar.determiners.union(grammar.quantities.data.articles)
    leads = grammar.prepositions | grammar.of | grammar.conjunctions | articles
    if any(tokens[i].norm in articles and tokens[i - 1].is_word and tokens[i - 1].norm not in leads for i in gap[1:]):
        return True
    behind = tokens[hit.last].norm if hit.last < len(tokens) else ""
    return describes(tokens, hit.last, grammar) and behind not in grammar.times and behind not in grammar.adverbs
