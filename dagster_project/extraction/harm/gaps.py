"""What stands between a trigger and a counted phrase, and how much it parts them."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.harm.scene import FITTING, Scene
from dagster_project.extraction.harm.weights import Weights
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.grammar import Grammar

_FURTHER = 9  # tokens of where and when before a second verb: "was wounded in the attack on Monday and later died"
_CLAUSE = 6  # tokens of a relative clause that is passed over, and the main verb's first
_ROW = 3  # names of a row that is passed over
_SMALL = 2  # small words before a name: "de la"
_MARKS = frozenset(';:"()\u2013!?')


def gap_between(scene: Scene, start: int, stop: int) -> list[int]:
    """Token positions between two points, without what stands in parentheses of commas ("..., including 10 civilians, ...")."""
    skipped = {i for a, b in scene.parentheses if start <= a and b <= stop for i in range(a, b)}
    return [i for i in range(start, stop) if i not in skipped]


def adjuncts(scene: Scene, gap: Sequence[int], counted: Counted) -> set[int]:
    """Positions in a gap of what only says where or when: "am Samstag in Kabul", "samedi", "el sábado en Kabul".

    A preposition, determiners and a name or a word of time; where every noun has a capital, any noun and what it is followed by in the
    genitive.
    """
    grammar, tokens = scene.grammar, scene.tokens
    if any((owner := scene.owner(i)) is not None and owner is not counted and not owner.implicit for i in gap):
        return set()  # it belongs to the number that was told before
    outer, leads = set(gap), (grammar.prepositions | grammar.of) - grammar.agent
    found: set[int] = set()
    for start in gap:
        if start in found:
            continue
        opens = tokens[start].norm in leads
        index, named = start + 1 if opens else start, False
        while index in outer:
            token = tokens[index]
            if token.norm in grammar.times or (opens and token.is_capital):
                named, end = True, index + 1
            elif token.norm not in grammar.determiners or (named and grammar.capitals_name):
                break
            index += 1
        if named:
            found.update(range(start, end))
    rest = [tokens[i].norm for i in gap if i not in found and tokens[i].norm not in grammar.determiners]
    plain = len(rest) <= 1 and not any(word in grammar.conjunctions or word in ",;" for word in rest)
    return found if plain else set()  # else another verb stands between: "was detained in Rome and ..."


def _further_name(tokens: Sequence[Token], index: int, grammar: Grammar) -> int:
    """Where the next name of a row begins, behind a comma or "and" and the small words that names have; -1 where none does."""
    small = grammar.of | grammar.determiners
    at = index + 1
    if tokens[index].norm != "," and tokens[index].norm not in grammar.conjunctions:
        return -1
    while at < len(tokens) and at <= index + _SMALL and tokens[at].norm in small and not tokens[at].is_capital:
        at += 1
    return at if at < len(tokens) and tokens[at].is_capital else -1


def rows_of_names(scene: Scene, gap: Sequence[int]) -> set[int]:
    """Positions in a gap of the further names of a row of three and more: "6,500 workers from India, Pakistan, Nepal and Bangladesh"."""
    tokens, grammar, outer = scene.tokens, scene.grammar, set(gap)
    found: set[int] = set()
    if not grammar.capitals_name:
        return found
    seen = -1
    for start in gap:
        if start <= seen or not tokens[start].is_capital:
            continue
        row: list[int] = []
        last, names = start, 1
        while last + 1 in outer:
            joined = not tokens[last + 1].is_capital
            following = _further_name(tokens, last + 1, grammar) if joined else last + 1
            if following not in outer:
                break
            names += joined
            row += range(last + 1, following + 1)
            last = following
        seen = last
        if names >= _ROW:
            found.update(row)
    return found


def goes_on(scene: Scene, start: int, verb: int) -> bool:
    """Whether "and" stands before the verb at ``verb``, and between it and ``start`` only where and when: the subject is the same."""
    tokens, grammar = scene.tokens, scene.grammar
    joint = verb - 1
    while joint > start and tokens[joint].norm in grammar.auxiliaries | grammar.times:
        joint -= 1
    if joint < start or verb - start > _FURTHER or tokens[joint].norm not in grammar.conjunctions:
        return False
    apart = grammar.clause - grammar.auxiliaries - grammar.times | grammar.relative
    told = any(h.value and start <= h.first < joint for h in scene.triggers)
    return not told and not any(t.norm in apart or not (t.is_word or t.is_number) for t in tokens[start:joint]) and all(
        (owner := scene.owner(i)) is None or (owner.implicit and not owner.evidence) for i in range(start, verb)
    )


def main_verb(scene: Scene, gap: Sequence[int], otherwise: list[int]) -> list[int]:
    """The rest of a gap behind a relative clause without commas, where the main verb begins ("two men who had lived in a hut near the
    pond were reported missing"); ``otherwise`` where no such clause stands in it."""
    grammar, tokens = scene.grammar, scene.tokens
    if len(gap) < _CLAUSE or tokens[gap[0]].norm not in grammar.relative:
        return otherwise
    start = len(gap)
    while start and tokens[gap[start - 1]].norm in grammar.auxiliaries:
        start -= 1
    clause = [tokens[i] for i in gap[1:start]]
    apart = grammar.clause - grammar.auxiliaries - grammar.prepositions | grammar.relative
    if start == len(gap) or start < _CLAUSE - 1 or not any(t.norm in grammar.prepositions for t in clause[1:-1]):
        return otherwise
    if any(not (t.is_word or t.is_number) or t.norm in apart for t in clause) or any(scene.owner(i) is not None for i in gap[1:start]):
        return otherwise
    if any(h.value and gap[0] < h.first <= gap[start - 1] and any(f.kind == "casualty" for f in h.value) for h in scene.triggers):
        return otherwise
    return list(gap[start:])


def gap_score(scene: Scene, gap: Sequence[int], counted: Counted, preposition: float, w: Weights) -> float:
    grammar, tokens = scene.grammar, scene.tokens
    score = 0.0
    others: set[int] = set()
    apart = False
    previous_word = ""
    joining = {i for j in gap if (h := grammar.phrase_conjunctions.at(tokens, j)) and h.last - h.first > 1 for i in range(h.first, h.last)}
    for i in gap:
        if i in joining:
            continue
        token = tokens[i]
        owner = scene.owner(i)
        if owner is not None and owner is not counted and not owner.implicit:
            others.add(id(owner))
            apart = apart or (owner.first > 0 and tokens[owner.first - 1].norm in grammar.clause - grammar.auxiliaries)
            continue
        if owner is not None and owner is not counted and owner.evidence and counted.evidence:
            continue  # the one named before in a list
        if token.norm in _MARKS:
            score += w.gap["mark"]
        elif token.norm == ",":
            score += w.gap["comma"]
        elif token.norm in grammar.relative:
            score += w.gap["relative"]
        elif token.norm in grammar.clause and token.norm not in grammar.auxiliaries:
            score += w.gap["clause"]
        elif token.norm in grammar.prepositions and token.norm not in grammar.auxiliaries and previous_word not in grammar.of:
            score += preposition + w.gap["token"]
        elif token.norm not in grammar.auxiliaries and token.norm not in grammar.determiners:
            score += w.gap["token"]
        previous_word = token.norm
    return score + _others(scene, gap, counted, len(others), apart, w)


def _others(scene: Scene, gap: Sequence[int], counted: Counted, n: int, apart: bool, w: Weights) -> float:
    """Other counted phrases between: harmless in a list ("14 soldiers and 20 fighters"), else a sign that another one is meant.

    ``apart``: one of them opens a clause of its own ("and said many people").
    """
    if not n:
        return 0.0
    grammar, tokens = scene.grammar, scene.tokens
    trigger_side = [i for i in gap if (o := scene.owner(i)) is None or o is counted or o.implicit]
    words = [
        tokens[i].norm for i in trigger_side if tokens[i].norm not in grammar.auxiliaries and tokens[i].norm not in grammar.determiners
    ]
    joined = [x for x in words if x in grammar.conjunctions or x == "," or x in grammar.of]
    conjunction = bool(joined) or any(grammar.phrase_conjunctions.at(tokens, i) for i in trigger_side)
    return n * (w.gap["coordinated_quantity"] if conjunction and not apart else w.gap["quantity"])


def triggers_between(scene: Scene, start: int, stop: int, counted: Counted | None = None) -> int:
    """How many triggers of harm stand between; with ``counted`` only those that could count it."""
    skipped = {i for a, b in scene.parentheses if start <= a and b <= stop for i in range(a, b)}
    return sum(
        1
        for h in scene.triggers
        if start <= h.first
        and h.last <= stop
        and h.first not in skipped
        and any(
            f.kind in ("casualty", "displacement", "facility")
            and not f.trigger.weak
            and (counted is None or counted.kind in FITTING[f.kind])
            for f in h.value
        )
    )
