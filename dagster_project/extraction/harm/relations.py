"""How the quantities of a sentence relate: subsets, lists that tell who a number are, parentheses. No value is changed here."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.grammar import Grammar
from dagster_project.extraction.words.lexicon import Hit

_OPENED = 3  # tokens between a wording that opens a sentence and its first single victim
_PART = 5  # tokens from the comma before a part's number to "of whom"
_ITEM = 14  # tokens between two items of a list whose nouns have the same genitive
_DESCRIBED = 6  # tokens between a copula and the noun for a single victim
_COPULA = 3  # tokens of "have been"
_CHILD, _ADULTS = "child", frozenset(("woman", "man", "elderly"))
_PREDICATE = 9  # tokens between a part and "were among the dead"
_BREAKDOWN = 6  # tokens before a list that tells who they are
_AGE = 7  # tokens of an age between commas
_VOICE = 12  # tokens between two commas that say who says so
_INSERTION = 20  # tokens of an insertion at most
_TOLLS = ("killed", "injured", "missing")
_OTHERS = 8  # tokens of people without a number before a part


@dataclass(frozen=True)
class Subset:
    """A counted phrase that is a part of another one: where its wording begins, and where the part's own clause ends.

    ``whole``: what the wording itself says of all of them ("among the dead", "of the wounded").
    ``adds_up``: the parts of this list add up to the number before it, so that each is told by itself; ``above``: that number
    stands in the sentence before.
    """

    counted: Counted
    cue_first: int
    clause_last: int
    whole: Frame | None = None
    adds_up: bool = False
    above: bool = False


def parentheses(tokens: Sequence[Token], grammar: Grammar) -> list[tuple[int, int]]:
    """Insertions, and stretches between commas after a subset cue: they do not part a number from its verb."""
    spans = _clauses(tokens, grammar)
    for hit in grammar.subset.scan(tokens):
        start = hit.first
        if grammar.subset_after.at(tokens, hit.first):  # ", half of whom were hurt,": the part's number stands before the wording
            start = next((i + 1 for i in range(start - 1, max(-1, start - _PART), -1) if tokens[i].norm in ",(\u2013-"), start)
        if start and tokens[start - 1].norm in ",(\u2013-":
            start -= 1
        stop = next((i for i in range(hit.last, len(tokens)) if tokens[i].norm in ",)\u2013;-" and not _in_list(tokens, i)), len(tokens))
        closed = stop < len(tokens) and tokens[stop].norm in ",)\u2013-"
        spans.append((start, stop + 1 if closed else stop))
    return [s for s in spans if s[1] > s[0]]


def _clauses(tokens: Sequence[Token], grammar: Grammar) -> list[tuple[int, int]]:
    """Insertions between two dashes or brackets, and, between two commas, relative clauses and words that say who says so."""
    spans: list[tuple[int, int]] = []
    for start, token in enumerate(tokens[:-2]):
        if spans and start < spans[-1][1]:
            continue
        if token.norm in "(\u2013":
            closing = ")" if token.norm == "(" else "\u2013"
        elif token.norm == "," and (tokens[start + 1].norm in grammar.relative or _attributes(tokens, start + 1, grammar)):
            closing = token.norm
        else:
            continue
        stop = next((i for i in range(start + 2, min(start + _INSERTION, len(tokens))) if tokens[i].norm == closing), None)
        if stop is not None:
            spans.append((start, stop + 1))
    return spans


def _attributes(tokens: Sequence[Token], start: int, grammar: Grammar) -> bool:
    """Whether what stands from ``start`` to the next comma says who says so, and nothing else: ", according to the police,"."""
    stop = next((i for i in range(start, min(start + _VOICE, len(tokens))) if tokens[i].norm == ","), None)
    if stop is None or any(h.value for h in grammar.frames.scan(tokens[start:stop])):
        return False
    if grammar.attributing.at(tokens, start) is not None:
        return True
    when = grammar.times | grammar.prepositions | grammar.determiners
    hits = (h for i in range(start + 1, stop) if (h := grammar.attributing.at(tokens, i)) is not None)
    return any(all(t.norm in when for t in tokens[h.last : stop]) for h in hits)  # "the police said on Monday"


def _in_list(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a comma stands inside a list of numbers ("three children, two women and a man")."""
    return comma + 1 < len(tokens) and tokens[comma].norm == "," and tokens[comma + 1].is_number


def subsets(tokens: Sequence[Token], counted: Sequence[Counted], grammar: Grammar) -> dict[int, Subset]:
    """Subset phrases by their position in ``counted``."""
    found: dict[int, Subset] = {}
    cues = grammar.subset.scan(tokens)
    opening = grammar.subset_open.at(tokens, 0) if tokens else None
    inverted = grammar.subset_inverted.at(tokens, 0) if tokens else None  # "Among the four people killed was a girl"
    for position, phrase in enumerate(counted):
        end = _behind_age(tokens, clause_end(tokens, phrase.last), grammar)
        before_it = [h for h in cues if h.last <= phrase.first]
        cue = next((h for h in before_it if _near(tokens, h.last, phrase.first, grammar)), None)
        own_verb = phrase.last < len(tokens) and tokens[phrase.last].norm in grammar.auxiliaries  # a clause of its own
        if cue is None and not phrase.implicit and not own_verb:
            cue = next((h for h in before_it if _after_others(tokens, h.last, phrase.first, grammar)), None)
        after = grammar.subset_after.at(tokens, phrase.last) if phrase.last < len(tokens) else None
        after = after or (grammar.subset_after.at(tokens, phrase.quantity.last) if phrase.quantity.last < len(tokens) else None)
        if phrase.first and tokens[phrase.first - 1].norm in grammar.prepositions:
            after = None  # "the mother of one of them"
        after = after or _predicate(tokens, phrase, grammar)
        if after and grammar.subset.at(tokens, after.first) and any(c.first == after.last for c in counted):
            after = None  # the wording opens the next number, it does not follow this one
        before = counted[position - 1] if position - 1 in found else None
        if before is not None and _told_apart(phrase, before):
            continue
        listed = before is not None and (
            is_listed(tokens, before.last, phrase.first, grammar) or parallel(tokens, grammar, phrase, before)
        )
        told = _told_of(tokens, phrase, after, grammar)
        lead = after or cue or (opening if not phrase.implicit else None)
        if told is not None and (lead or (before is not None and _joined(tokens, before.last, phrase.first, grammar))):
            whole = _whole(tokens, lead, grammar) if lead else found[position - 1].whole
            found[position] = Subset(told, cue.first if cue and not after else phrase.first, end, whole)
        elif cue:
            found[position] = Subset(phrase, cue.first, end, _whole(tokens, cue, grammar))
        elif after:
            found[position] = Subset(phrase, phrase.first, end, _whole(tokens, after, grammar))
        elif opening and (not phrase.implicit or (opening.last <= phrase.first <= opening.last + _OPENED)):
            found[position] = Subset(phrase, phrase.first, end, _whole(tokens, opening, grammar))
        elif inverted and position and counted[0].first <= inverted.last + 1 and _named_last(tokens, phrase, position, grammar):
            found[position] = Subset(phrase, phrase.first, end)
        elif listed:
            found[position] = Subset(phrase, phrase.first, end, found[position - 1].whole)
    for position in range(len(counted) - 2, -1, -1):  # "Thirty children and 20 women are among the dead"
        following = found.get(position + 1)
        if (
            following is None
            or position in found
            or following.clause_last < following.counted.last
            or following.cue_first != counted[position + 1].first
        ):
            continue
        if _predicate(tokens, counted[position + 1], grammar) and is_listed(
            tokens, counted[position].last, counted[position + 1].first, grammar
        ):
            found[position] = Subset(counted[position], counted[position].first, following.clause_last, following.whole)
    _add_breakdowns(tokens, counted, grammar, found)
    return found


def _told_apart(phrase: Counted, before: Counted) -> bool:
    """Whether a listed phrase says itself what befell them, and the part before it does not: "among them two women, and 30 wounded"."""
    own, other = phrase.group, before.group
    return bool(own and own.measure in _TOLLS) and not (other and other.measure)


def parallel(tokens: Sequence[Token], grammar: Grammar, counted: Counted, before: Counted) -> bool:
    """Whether the same genitive word stands behind both nouns, and a conjunction or a comma before the second."""
    prefix = grammar.quantities.data.joiner_prefix
    if counted.head_first is None or before.head_first is None or max(counted.head_first, before.head_first) + 1 >= len(tokens):
        return False
    first, second = tokens[before.head_first + 1].norm, tokens[counted.head_first + 1].norm
    left = tokens[counted.first - 1].norm
    joined = left == "," or left in grammar.conjunctions or bool(prefix and tokens[counted.first].norm.startswith(prefix))
    return joined and first == second and first in grammar.prepositions | grammar.of and counted.first - before.last <= _ITEM


def _told_of(tokens: Sequence[Token], phrase: Counted, after: Hit[bool] | None, grammar: Grammar) -> Counted | None:
    """The part with the people that its predicate names: "eleven of the dead were children", "10 were patients"."""
    if phrase.kind != "bare" or phrase.implicit:
        return None
    index = after.last if after else phrase.quantity.last
    start = index
    while index < len(tokens) and index - start < _COPULA and tokens[index].norm in grammar.auxiliaries:
        index += 1
    if index == start:
        return None
    while index < len(tokens) and tokens[index].norm in grammar.determiners:
        index += 1
    hit = grammar.groups.at(tokens, index) if index < len(tokens) else None
    if hit is None and phrase.quantity.stated == 1 and index < len(tokens):
        near = [h for i in range(index, min(index + _DESCRIBED, len(tokens))) if (h := grammar.groups.at(tokens, i))]
        hit = next((h for h in near if h.value.singular and h.value.kind == "person"), None)  # "one was a seven-year-old girl"
    if hit is None:
        harm = index < len(tokens) and (frames := grammar.frames.at(tokens, index)) and frames.value
        return None if after or harm or index >= len(tokens) or not tokens[index].is_word else phrase  # "10 were patients"
    if hit.value.kind != "person" or hit.value.measure:
        return None
    one = hit.value if phrase.quantity.stated == 1 else None
    last = hit.last if one is not None and one.singular else phrase.last
    return replace(phrase, population=hit.value.population, groups=(hit.value,), kind="person", last=last)


def _joined(tokens: Sequence[Token], start: int, stop: int, grammar: Grammar) -> bool:
    """Whether what stands between two parts ends with a comma or a conjunction, and holds no verb of harm."""
    between = tokens[start:stop]
    if not between or len(between) > _INSERTION:
        return False
    last = between[-1].norm
    harm = any((hit := grammar.frames.at(tokens, i)) and hit.value for i in range(start, stop))
    return (last in ",;" or last in grammar.conjunctions) and not harm


def _named_last(tokens: Sequence[Token], phrase: Counted, position: int, grammar: Grammar) -> bool:
    """Whether a part follows its whole: "Among the four killed was a girl", "Of the 49 killed, 12 were women"."""
    index = phrase.first - 1
    if tokens[index].norm in grammar.passive:
        return True
    while index > 1 and tokens[index].norm in grammar.auxiliaries:
        index -= 1  # "von den 40 Verletzten sind fünf", "dos sete, apenas dois"
    joined = tokens[index].norm == "," or (index < phrase.first - 1 and position == 1)
    return position == 1 and joined and not phrase.implicit


def _predicate(tokens: Sequence[Token], phrase: Counted, grammar: Grammar) -> Hit[bool] | None:
    """The wording behind a verb: "two French nationals were among the dead"."""
    stop = min(phrase.last + _PREDICATE, len(tokens))
    if not grammar.subset_predicate.openings(tokens, phrase.last, stop):
        return None
    for index in range(phrase.last, stop):
        hit = grammar.subset_predicate.at(tokens, index)
        if hit:
            return hit
        frames = grammar.frames.at(tokens, index)
        if not tokens[index].is_word or (frames and frames.value):
            return None
    return None


def _whole(tokens: Sequence[Token], cue: Hit[bool], grammar: Grammar) -> Frame | None:
    """What a wording says of the whole, when it holds a word of harm."""
    for hit in grammar.frames.scan(tokens[cue.first : cue.last]):
        frame = next((f for f in hit.value if f.kind in ("casualty", "displacement") and f.slot in ("noun", "passive", "of")), None)
        if frame:
            return frame
    return None


def _add_breakdowns(tokens: Sequence[Token], counted: Sequence[Counted], grammar: Grammar, found: dict[int, Subset]) -> None:
    """Lists behind a colon or a dash whose numbers add up to the one before it: "two suspects: a Spaniard and a Moroccan"."""
    for mark in (i for i, t in enumerate(tokens) if t.norm in ":,\u2013("):
        whole = next((c for c in reversed(counted) if c.last <= mark and not c.implicit and c.kind == "person"), None)
        first = next((p for p, c in enumerate(counted) if c.first == mark + 1), None)
        if whole is None or first is None or not isinstance(whole.quantity.stated, float):
            continue
        parts = [first]
        while parts[-1] + 1 < len(counted) and item_follows(tokens, counted[parts[-1]], counted[parts[-1] + 1], grammar):
            parts.append(parts[-1] + 1)
        numbers = [counted[p].quantity.stated for p in parts]
        told = all(isinstance(n, float) for n in numbers) and all(may_be_of(counted[p], whole) for p in parts)
        if len(parts) > 1 and told and sum(float(n or 0) for n in numbers) == whole.quantity.stated:
            for p in parts:
                found.setdefault(p, Subset(counted[p], counted[p].first, counted[p].last, adds_up=True))


def may_be_of(part: Counted, whole: Counted) -> bool:
    """Whether people may be a part of others: no woman is one of "two children"."""
    return _CHILD not in whole.population or not _ADULTS.intersection(part.population)


def item_follows(tokens: Sequence[Token], item: Counted, following: Counted, grammar: Grammar) -> bool:
    """Whether the next counted phrase is the next item of a list; an age or an origin may stand between ("a woman of 67 and a man")."""
    between = range(item.last, following.first)
    joints = [i for i in between if tokens[i].norm == "," or tokens[i].norm in grammar.conjunctions]
    return 0 < len(between) <= 6 and bool(joints) and joints[-1] == following.first - 1 and following.kind == "person"


def _after_others(tokens: Sequence[Token], start: int, stop: int, grammar: Grammar) -> bool:
    """Whether only people without a number stand between a cue and a part: "including students, guards and at least one teacher"."""
    index = start
    while index < stop:
        group = grammar.groups.at(tokens, index)
        if group is not None and group.last <= stop and group.value.kind == "person" and not group.value.singular:
            index = group.last
        elif tokens[index].norm == "," or tokens[index].norm in grammar.conjunctions | grammar.determiners:
            index += 1
        else:
            return False
    return start < stop <= start + _OTHERS


def _near(tokens: Sequence[Token], start: int, stop: int, grammar: Grammar) -> bool:
    apart = grammar.clause | grammar.conjunctions
    return stop - start <= 2 and all(t.is_word and t.norm not in apart for t in tokens[start:stop])


def is_listed(tokens: Sequence[Token], start: int, stop: int, grammar: Grammar) -> bool:
    """Only commas and conjunctions between: the next item of a list."""
    between = tokens[start:stop]
    if not between and grammar.quantities.data.joiner_prefix:
        return tokens[start].norm.startswith(grammar.quantities.data.joiner_prefix)
    if not between and start and tokens[start - 1].norm == ",":
        return True  # the comma belongs to an age: "Olsen, 38, ..."
    if not between or len(between) > 4:
        return False
    index = start
    while stop - 1 > start and tokens[stop - 1].norm in grammar.possessives | (grammar.determiners - grammar.clause):
        stop -= 1  # "a mother and her two children"
    while index < stop:
        hit = grammar.phrase_conjunctions.at(tokens, index)
        if hit and hit.last <= stop:
            index = hit.last
        elif tokens[index].norm == "," or tokens[index].norm in grammar.conjunctions:
            index += 1
        else:
            return False
    return True


def clause_end(tokens: Sequence[Token], start: int) -> int:
    return next((i for i in range(start, len(tokens)) if tokens[i].norm in ",;.)\u2013-"), len(tokens))


def _behind_age(tokens: Sequence[Token], end: int, grammar: Grammar) -> int:
    """Where the clause of a part ends, when its first comma only opens an age: "one of them, aged five, was hurt"."""
    if end + 1 >= len(tokens) or tokens[end].norm != ",":
        return end
    closing = next((i for i in range(end + 1, min(end + _AGE, len(tokens))) if tokens[i].norm == ","), None)
    if closing is None:
        return end
    aged = any(grammar.ages_behind.at(tokens, i) or tokens[i].norm in grammar.age_before for i in range(end, closing))
    return clause_end(tokens, closing + 1) if aged else end


def breakdown(tokens: Sequence[Token], counted: Sequence[Counted], grammar: Grammar, total: float | str | None) -> dict[int, Subset]:
    """A sentence that only says who the number told right before it are: "They are 13 women, three men and three children"."""
    items = [p for p, c in enumerate(counted) if not c.implicit]
    numbers = [counted[p].quantity.stated for p in items]
    plain = len(items) > 1 and all(isinstance(n, float) for n in numbers) and all(counted[p].kind == "person" for p in items)
    if not plain or sum(float(n or 0) for n in numbers) != total or counted[items[0]].first > _BREAKDOWN:
        return {}
    if not all(item_follows(tokens, counted[a], counted[b], grammar) for a, b in itertools.pairwise(items)):
        return {}
    return {p: Subset(counted[p], counted[p].first, counted[p].last, adds_up=True, above=True) for p in items}
