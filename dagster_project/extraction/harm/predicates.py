"""Verbs between a trigger and a number that tell something else of it, most of which no pack lists: "70 were *saved* and 12 died"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dagster_project.extraction.harm.scene import Scene
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.lexicon import Hit

_NEITHER = 10  # tokens from "neither" to the last of those whom it denies


def another_verb(scene: Scene, hit: Hit[tuple[Frame, ...]], counted: Counted, gap: Sequence[int]) -> bool:
    """Whether a plain word that joins on stands between what the trigger tells of and the phrase, which then is told of by that word:
    "recovered 14 bodies and rescued 120", "killed three rebels and has freed dozens of villagers"."""
    tokens, grammar = scene.tokens, scene.grammar
    prefix = grammar.quantities.data.joiner_prefix
    if prefix and any(tokens[i - 1].norm == "," and _is_joined_plain(scene, i) for i in gap if i):
        return True
    told = max((c.last for c in scene.counted if hit.last <= c.first and c.last <= counted.first), default=None)
    told = hit.last if told is None and prefix else told
    if told is None:
        return False
    tail = [i for i in gap if i >= told]
    if prefix:
        return any(_is_joined_plain(scene, i) for i in tail[-1:])
    joints = [i for i in tail if tokens[i].norm == "," or tokens[i].norm in grammar.conjunctions]
    return bool(joints) and any(_is_plain(scene, i) for i in tail if i > joints[-1])


def _is_joined_plain(scene: Scene, index: int) -> bool:
    """Whether "and" is written onto a plain word at ``index``."""
    prefix = scene.grammar.quantities.data.joiner_prefix
    return scene.tokens[index].norm.startswith(prefix) and _is_plain(scene, index, len(prefix))


def _is_plain(scene: Scene, index: int, cut: int = 0) -> bool:
    """Whether a word is none of those that may stand before a further number of the same verb; ``cut``: letters of "and" written on."""
    token, grammar = scene.tokens[index], scene.grammar
    norm = token.norm[cut:]
    if not token.is_word or token.is_capital or len(norm) < 2 or norm in grammar.between_phrases:
        return False
    known = (lexicon.at(scene.tokens, index) for lexicon in (grammar.increment, grammar.groups, grammar.subset))
    return all(hit is None for hit in known)


def is_joined_on(scene: Scene, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether "and" is written onto a word of harm, and is no part of the word."""
    prefix = scene.grammar.quantities.data.joiner_prefix
    return bool(prefix) and scene.tokens[hit.first].norm.startswith(prefix) and scene.grammar.frames.exact(scene.tokens, hit.first) is None


def has_verb(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], gap: Sequence[int], slot: str) -> bool:
    """Whether the phrase before a trigger has a verb of its own, and the trigger another number: "70 were saved and 12 died", "2,000
    attended the funeral of the five killed", "5,000 live in a town in which 300 died"."""
    tokens, grammar = scene.tokens, scene.grammar
    if slot != "noun" and _is_whole(scene, counted):
        return True
    kin = (c for c in scene.counted if c.implicit and c.last == hit.first and counted.last < c.first)
    own = next((c for c in kin if tokens[c.first].norm in grammar.possessives and not grammar.syntax.verb_last), None)
    if own is not None and slot != "noun" and _is_plain(scene, own.first - 1):
        return True  # "one of her grandchildren saw his mother lying dead"
    behind = (c for c in scene.counted if counted.last < c.first and c.quantity.last <= hit.first and not c.implicit)
    others = [c for c in behind if c.kind in ("person", "bare")]  # "five people travelling in two cars were killed"
    if not others:
        return _has_subject_behind(scene, hit)
    tail = [i for i in gap if i < others[-1].first and tokens[i].norm not in grammar.adverbs | grammar.times | grammar.negations]
    if not tail:
        return False
    before = [i for i in tail if tokens[i].norm not in grammar.determiners and grammar.increment.at(tokens, i) is None]
    lead = tokens[before[-1]].norm if before else ""
    joined = lead == "," or lead in grammar.conjunctions
    helpers = grammar.auxiliaries - grammar.prepositions - grammar.of - grammar.determiners - grammar.relative
    helped = tokens[tail[0]].norm in helpers
    marks = [i for i in gap if tokens[i].norm in ";–" or (tokens[i].norm == "-" and tokens[i].glue == " ")]
    if marks and marks[-1] < others[-1].first:  # else two dashes enclose who they are
        return True
    if joined:
        plain = not grammar.syntax.adjective_after_noun and others[-1].kind == "bare" and _is_plain(scene, tail[0])
        return helped or plain
    if helped:  # a participle of another verb, where participles stand right behind their auxiliary
        return not grammar.syntax.verb_last and len(tail) > 1 and _is_plain(scene, tail[1])
    return _is_plain(scene, tail[0]) or (lead in grammar.prepositions and any(tokens[i].norm == "," for i in tail))


def _is_whole(scene: Scene, counted: Counted) -> bool:
    return any(start < counted.first and counted.last <= stop for start, stop in wholes(scene.tokens, scene.counted, scene.grammar))


def wholes(tokens: Sequence[Token], counted: Sequence[Counted], grammar: Grammar) -> list[tuple[int, int]]:
    """Where the whole stands of which the people right before it are a part: "218 people *out of the 3,700* on board caught it"."""
    found: list[tuple[int, int]] = []
    for part, whole in itertools.pairwise(c for c in counted if not c.implicit):
        between = grammar.out_of.at(tokens, part.last) if part.last < len(tokens) else None
        if between is None or between.last > whole.first:
            continue
        if all(t.norm in grammar.determiners for t in tokens[between.last : whole.first]):
            found.append((part.last, whole.last))
    return found


def _has_subject_behind(scene: Scene, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether a verb that may stand before its subject has a number right behind it: "in a town in which died 300 people"."""
    tokens, grammar = scene.tokens, scene.grammar
    if not any(f.slot == "inverted" for f in hit.value):
        return False
    subject = next((c for c in scene.counted if hit.last <= c.first <= hit.last + 1 and not c.implicit), None)
    if subject is None or subject.quantity.value_type != "number" or subject.kind not in ("person", "bare"):
        return False
    small = grammar.conjunctions | grammar.prepositions | grammar.clause | grammar.agent
    return all(tokens[i].is_word and tokens[i].norm not in small for i in range(hit.last, subject.first))


def is_neither(scene: Scene, counted: Counted) -> bool:
    """Whether the phrase is one of those to whom nothing happened: "nor the two passengers", "weder der Fahrer noch die zwei Gäste", or
    of those left out: "all but two"."""
    tokens, grammar = scene.tokens, scene.grammar
    index = counted.first - 1
    while index > 0 and tokens[index].norm in grammar.determiners:
        index -= 1
    if index < 0:
        return False
    word, near = tokens[index].norm, [t.norm for t in tokens[max(0, index - _NEITHER) : index]]
    if any(word == last and (not first or first in near) for first, last in grammar.neither):
        return True
    return any(word == last and (not first or _opens_right_before(scene, counted, index, first)) for first, last in grammar.excepted)


def _opens_right_before(scene: Scene, counted: Counted, index: int, first: str) -> bool:
    """Whether the word that opens an exception stands right before token ``index``, or nouns for people between ("todos los tripulantes
    menos dos")."""
    tokens, grammar = scene.tokens, scene.grammar
    at = next((i for i in range(index - 1, max(-1, index - 1 - _NEITHER), -1) if tokens[i].norm == first), None)
    if at is None or at + 1 == index:
        return at is not None
    small = grammar.determiners | grammar.of
    people = all(tokens[i].norm in small or grammar.groups.at(tokens, i) is not None for i in range(at + 1, index))
    return counted.kind == "bare" and people


def does_it(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], gap: Sequence[int]) -> bool:
    """Whether the phrase before a verb is not whom it befell: "ein Mann soll seine Frau erstochen haben", or stands in a clause that ends
    before it: "who shot at two guards, was arrested"."""
    tokens, grammar = scene.tokens, scene.grammar
    behind = [t.norm for t in tokens[hit.last : hit.last + 2]]
    between = (c for c in scene.counted if counted.last <= c.first and c.last <= hit.first and c.kind == "person")
    closer = any(grammar.subset.at(tokens, c.first - 1) is None for c in between)  # but "zwölf Menschen, darunter zwei Kinder"
    if closer and grammar.syntax.verb_last and any(w in grammar.active for w in behind):
        return True
    before = tokens[counted.first - 1].norm if counted.first else ""
    leads = grammar.prepositions - grammar.of - grammar.agent - grammar.determiners - grammar.conjunctions
    if len(gap) > 1 and tokens[gap[0]].norm == "," and tokens[gap[1]].norm in grammar.relative | grammar.determiners:
        return False  # "about his son, who was shot"
    return before in leads and counted.first > 1 and any(tokens[i].norm == "," for i in gap)


def is_bracketed(scene: Scene, hit: Hit[tuple[Frame, ...]], gap: Sequence[int]) -> bool:
    """Whether an auxiliary right behind the phrase and a participle at the end of the clause embrace all between them: "sechs Menschen
    wurden bei einem Angriff auf ein Hotel getötet"."""
    tokens, grammar = scene.tokens, scene.grammar
    if not grammar.syntax.verb_last or len(gap) < 2 or tokens[gap[0]].norm not in grammar.passive:
        return False
    closed = hit.last >= len(tokens) or not tokens[hit.last].is_word or tokens[hit.last].norm in grammar.conjunctions
    plain = all(tokens[i].is_word and tokens[i].norm not in grammar.conjunctions for i in gap)
    counts = any(c.first in gap and not c.implicit and c.kind in ("person", "bare") for c in scene.counted)
    harm = any(h.first in gap and any(f.kind == "casualty" for f in h.value) for h in scene.triggers)
    return closed and plain and not counts and not harm


def served_by(scene: Scene, counted: Counted, gap: Sequence[int]) -> bool:
    """Whether a preposition and an article before a word of harm make it a noun for others: "hundreds attended a vigil for the dead",
    or an article alone behind another verb: "12 students played the wounded"."""
    tokens, grammar = scene.tokens, scene.grammar
    if len(gap) < 2 or grammar.syntax.verb_last or grammar.partitive.at(tokens, counted.last) is not None:
        return False
    if counted.kind != "unknown" and not any(_is_plain(scene, i) and tokens[i].norm not in grammar.auxiliaries for i in gap):
        return False  # "several were among the detained"
    if tokens[gap[-1]].norm not in grammar.determiners - grammar.relative - grammar.auxiliaries - grammar.prepositions:
        return False
    return tokens[gap[-2]].norm in grammar.prepositions or _is_plain(scene, gap[-2])
