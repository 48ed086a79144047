"""Counted noun phrases: what a quantity counts, as the words after it (or around it) say.

Whether the counted came to harm is decided in linking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dagster_project.extraction.numbers.ages import age_behind, aged_population
from dagster_project.extraction.numbers.attributes import described_noun
from dagster_project.extraction.numbers.bare_nouns import noun_before, single_noun, told_apart
from dagster_project.extraction.numbers.kinds import BARE, UNKNOWN
from dagster_project.extraction.numbers.no_counts import belongs, is_no_count, measures, names_something
from dagster_project.extraction.numbers.parents import is_offspring, offspring_behind
from dagster_project.extraction.numbers.people import coordinated, members, population_of
from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.grammar import Grammar, renews
from dagster_project.extraction.words.groups import Group
from dagster_project.extraction.words.lexicon import Hit

_VERB = 4  # tokens of a verb of harm at most
_REACH = 6  # words between a number and its noun


@dataclass(frozen=True)
class Counted:
    """A quantity with its noun: tokens ``first``..``last`` (exclusive) of the phrase.

    ``kind`` is person, household, facility, settlement, ``unknown`` (a noun that the pack does not list) or ``bare`` (no noun).
    """

    quantity: Quantity
    first: int
    last: int
    kind: str
    population: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    head_first: int | None = None
    evidence: str = ""  # of a single person without a noun that the pack lists: named, known, unlisted, shown

    @property
    def group(self) -> Group | None:
        return self.groups[0] if self.groups else None

    @property
    def implicit(self) -> bool:
        return self.quantity.basis == "implicit"


def counted_phrases(tokens: Sequence[Token], quantities: Sequence[Quantity], grammar: Grammar) -> list[Counted]:
    """The noun phrase of each quantity; quantities of things that cannot be victims are left out."""
    found: list[Counted] = []
    position = 0
    quantities = [_next_one(tokens, quantity, quantities[:position], grammar) for position, quantity in enumerate(quantities)]
    while position < len(quantities):
        quantity = quantities[position]
        if quantity.value_type == "vague" and quantity.first and tokens[quantity.first - 1].norm in grammar.negations | grammar.asks:
            position += 1
            continue  # "inte så många omkomna", "how many had died": nobody counted them
        if is_offspring(tokens, quantity, grammar):
            position += 1
            continue  # "a mother of four"
        following = quantities[position + 1] if position + 1 < len(quantities) else None
        if following and following.value_type == "vague" and following.first == quantity.last and quantity.stated == 0.0:
            position += 2
            continue  # "no hubo muchos muertos"
        taken = grammar.partitive.at(tokens, quantity.last) if quantity.last < len(tokens) else None
        if taken and described_noun(tokens, quantity.last, following.first if following else len(tokens), grammar) is not None:
            taken = None  # "zwölf von der Polizei festgenommene Männer"
        if quantity.basis == "implicit" and grammar.pronouns.at(tokens, quantity.first) and _one_of(tokens, quantity.last, grammar):
            found.append(Counted(replace(quantity, basis="words"), quantity.first, quantity.last, BARE, ("people",)))
            position += 1
            continue  # "um dos presos"
        if taken and quantity.basis != "implicit" and not grammar.subset_after.at(tokens, quantity.last):
            counted, position = _partitive(tokens, quantity, taken.last, quantities, position, grammar)
        else:
            counted = _phrase(tokens, quantity, quantity.last, following.first if following else len(tokens), grammar)
        told = quantity.last < len(tokens) and tokens[quantity.last].norm in grammar.determiners
        if counted is None and told and any(renews(tokens, quantity.first, p) is not None for p in (grammar.update_from, grammar.figures)):
            counted = _headless(tokens, quantity, 0, len(tokens), grammar)  # "up from 58 the day before"
        if counted and not is_no_count(tokens, counted, grammar) and not measures(tokens, counted, grammar):
            following = quantities[position + 1] if position + 1 < len(quantities) else None
            found.append(_bounded(tokens, counted, following, grammar))
        position += 1
    return found


def _next_one(tokens: Sequence[Token], quantity: Quantity, before: Sequence[Quantity], grammar: Grammar) -> Quantity:
    """A fraction that is the next one of those counted before it: "four miners died underground, and a fifth died in hospital"."""
    number = grammar.fractions.at(tokens, quantity.core_first) if quantity.value_type == "share" else None
    if number is None or number.last != quantity.last or (quantity.last < len(tokens) and tokens[quantity.last].norm in grammar.of):
        return quantity
    if not any(q.value_type == "number" and q.stated == number.value - 1 for q in before):
        return quantity
    return replace(quantity, value_type="number", share=None, stated=1.0, basis="words")


def _bounded(tokens: Sequence[Token], counted: Counted, following: Quantity | None, grammar: Grammar) -> Counted:
    """The phrase with the bound that stands behind its noun ("nine soldiers at least"), unless that is the next number's."""
    quantity = counted.quantity
    bound = grammar.quantities.bound_behind(tokens, counted.last)
    if bound is None or counted.implicit or (quantity.value_type, quantity.bound) != ("number", "exact"):
        return counted
    if following is not None and following.first <= bound.last:
        return counted
    return replace(counted, quantity=replace(quantity, bound=bound.value), last=bound.last)


def _partitive(
    tokens: Sequence[Token], quantity: Quantity, start: int, quantities: Sequence[Quantity], position: int, grammar: Grammar
) -> tuple[Counted | None, int]:
    """ "six of its citizens", "six of the 12 patients": the group that the number is taken from; and the last quantity used."""
    while start < len(tokens) and tokens[start].norm in grammar.determiners:
        start += 1
    whole = quantities[position + 1] if position + 1 < len(quantities) else None
    used = position
    if whole and whole.first <= start:
        used += 1
        start = whole.last
        whole = quantities[used + 1] if used + 1 < len(quantities) else None
    numbered = used > position
    named = grammar.frames.at(tokens, start) if numbered and start < len(tokens) else None
    if named and any(f.slot == "noun" for f in named.value):
        if _dies(tokens, named.last, grammar):  # "a third of the 12 wounded died": the verb is the part's, not the whole's
            return Counted(quantity, quantity.first, named.last, "person", ("people",), head_first=start), used
        return None, position  # "12 of the 19 dead": what is said of them is another thing
    counted = _phrase(tokens, quantity, start, whole.first if whole else len(tokens), grammar)
    if counted is None or not any(g.measure for g in counted.groups):
        position = used  # but "many of the 5,000 displaced people": the whole is a claim of its own
    governed = _governed(tokens, quantity.first, grammar)
    if counted is None and governed and quantity.value_type == "share" and start < len(tokens):
        noun = grammar.frames.at(tokens, start)
        if noun and any(f.slot == "noun" for f in noun.value):  # "kills half of the infected"
            return Counted(quantity, quantity.first, noun.last, "person", ("people",), head_first=start), position
    restricting = _restricting(tokens, counted, grammar) if counted and counted.groups and not governed else None
    if counted and restricting and numbered and counted.kind == "person":
        return replace(counted, last=restricting.last), position  # "12 of the 25 people held have died": held were all of them
    if restricting:
        return None, position  # "12 of the 25 people held overnight": the participle is the whole's
    if counted is None or not counted.groups or (counted.kind not in ("person", "household") and quantity.stated == 1.0):
        return None, position  # "one of the busiest airports"
    return counted, position


def _dies(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    """Whether a verb of harm stands at ``index``, behind its auxiliaries."""
    while index < len(tokens):
        verb = grammar.frames.at(tokens, index)
        if verb is not None and any(f.kind == "casualty" and f.slot in ("subject", "passive") for f in verb.value):
            return True
        if tokens[index].norm not in grammar.auxiliaries:
            return False
        index += 1
    return False


def _governed(tokens: Sequence[Token], first: int, grammar: Grammar) -> bool:
    """Whether a verb whose object the number is stands right before it: "kills half of those infected"."""
    stop = first - 1 if first and tokens[first - 1].norm in grammar.auxiliaries | grammar.prepositions - grammar.agent else first
    spans = ((hit, stop) for stop in {first, stop} for at in range(max(0, stop - _VERB), stop) if (hit := grammar.frames.at(tokens, at)))
    return any(hit.last == stop and any(f.slot == "object" for f in hit.value) for hit, stop in spans)


def _restricting(tokens: Sequence[Token], counted: Counted, grammar: Grammar) -> Hit[tuple[Frame, ...]] | None:
    """The participle, if any, that stands right behind the group that a number is taken from."""
    verb = grammar.frames.at(tokens, counted.last) if counted.last < len(tokens) and grammar.syntax.adjective_after_noun else None
    return verb if verb and any(f.slot == "passive" for f in verb.value) else None


def _phrase(tokens: Sequence[Token], quantity: Quantity, start: int, limit: int, grammar: Grammar) -> Counted | None:
    index, unknown = start, 0
    age: float | None = None
    hit: Hit[Group] | None = None
    while index < limit and index - start < _REACH:
        token = tokens[index]
        hit = _head(tokens, quantity, index, limit, grammar)
        if hit:
            break
        aged = grammar.ages.at(tokens, index) if index > start else None
        if aged:
            age, index = grammar.quantities.value_at(tokens, index - 1), aged.last
            continue
        hyphenated = token.glue == "-" or (index + 1 < limit and tokens[index + 1].glue == "-")
        if (hyphenated and (token.is_word or token.is_number)) or (index + 1 < limit and grammar.ages.at(tokens, index + 1)):
            index += 1  # part of an adjective: "9-year-old girl"
            continue
        if token.norm == "." and token.glue == "" and "." in tokens[index - 1].norm:  # "a U.S. citizen"
            index += 1
            continue
        if not token.is_word:
            break
        frames = grammar.frames.at(tokens, index)
        thing = grammar.noncount.at(tokens, index)
        if thing and _opens_a_date(tokens, index, limit, grammar):
            break  # "rose to 31 (on) the day of Thursday"
        if thing and not (frames and frames.value and frames.last > thing.last):  # but "11 cases of suffocation"
            following = grammar.groups.at(tokens, index + 1) if index + 1 < limit else None
            behind = grammar.syntax.adjective_after_noun  # "two military lorries" are no soldiers
            if following is None or behind or (following.value.singular and quantity.basis != "implicit"):  # "missing for five months"
                return None
            index += 1
            continue
        described = described_noun(tokens, index, limit, grammar)
        if described is not None:
            hit = _head(tokens, quantity, described, limit, grammar)
            break
        if token.norm in grammar.skip and not (unknown and token.norm in grammar.of):  # "agents of the party" are no party
            index += 1
            continue
        if _joins_names(tokens, index, start, limit, grammar):
            index += 1
            continue
        if (
            token.norm in grammar.conjunctions
            or token.norm in grammar.prepositions
            or token.norm in grammar.clause
            or token.norm in grammar.relative
            or token.norm in grammar.auxiliaries
        ):
            break
        if frames and frames.value:
            after = grammar.groups.at(tokens, frames.last) if frames.last < limit else None
            if after is None or not any(f.slot in ("noun", "passive") for f in frames.value):
                hit = _thing_within(tokens, frames, grammar)
                break
            index = frames.last
            continue
        unknown += 1
        index += 1
    if hit is not None:
        return _headed(tokens, quantity, hit, limit, grammar, age)
    if age is not None:
        group = Group("person", aged_population(("people",), age), singular=True, generic=True)
        return Counted(quantity, quantity.first, index, group.kind, group.population, (group,), quantity.last)
    return _headless(tokens, quantity, unknown, limit, grammar)


def _opens_a_date(tokens: Sequence[Token], index: int, limit: int, grammar: Grammar) -> bool:
    """Whether a unit of time goes on with the name of a day: in Arabic the word for day stands before it."""
    named = index + 1 < limit and tokens[index + 1].norm in grammar.times - grammar.prepositions - grammar.of
    return named and tokens[index].norm in grammar.times


def _thing_within(tokens: Sequence[Token], trigger: Hit[tuple[Frame, ...]], grammar: Grammar) -> Hit[Group] | None:
    """The building with which an entry for harmed buildings ends ("destroyed houses")."""
    if not any(f.kind == "facility" and f.slot == "noun" for f in trigger.value):
        return None
    hits = (grammar.groups.at(tokens, i) for i in range(trigger.first + 1, trigger.last))
    return next((h for h in hits if h and h.last == trigger.last and h.value.kind == "facility" and not h.value.singular), None)


def _head(tokens: Sequence[Token], quantity: Quantity, index: int, limit: int, grammar: Grammar) -> Hit[Group] | None:
    """The group noun at ``index`` when it can be the counted one."""
    hit = grammar.groups.at(tokens, index)
    if hit is None or hit.last > limit:
        return None
    longer = grammar.frames.at(tokens, index)
    if longer and longer.last > hit.last and not (longer.value and all(f.slot == "of" for f in longer.value)):
        return None  # but "two bodies of ..." are bodies
    prefix = grammar.quantities.data.joiner_prefix
    if prefix and tokens[index].norm.startswith(prefix) and grammar.groups.exact(tokens, index) is None:
        return None  # "and" is written onto it: "40 and-the-wounded"
    if quantity.basis == "implicit" and index > quantity.last and tokens[index].norm in grammar.adjectives:
        return None  # "una estrategia oficial"
    inside = tokens[index].glue == "-"
    if inside and (hit.last - hit.first > 1 or (hit.last < len(tokens) and tokens[hit.last].glue == "-")):
        return None  # "old" of "29-year-old man"
    if quantity.basis == "implicit" and hit.value.person and hit.value.person.adjective and describes(tokens, hit.last, grammar):
        return None
    several = quantity.basis != "implicit" and quantity.value_type != "share" and quantity.stated not in (0.0, 1.0)
    if several and grammar.syntax.plural_after_numbers and hit.value.singular:
        return None
    return hit


def describes(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    """Whether a plain word follows, of which what stands before it is an adjective."""
    if index >= len(tokens) or not tokens[index].is_word or tokens[index].is_capital or tokens[index].glue == "'":
        return False
    function = grammar.prepositions | grammar.auxiliaries | grammar.clause | grammar.conjunctions | grammar.relative | grammar.own_verbs
    return tokens[index].norm not in function and grammar.frames.at(tokens, index) is None and grammar.groups.at(tokens, index) is None


def _joins_names(tokens: Sequence[Token], index: int, start: int, limit: int, grammar: Grammar) -> bool:
    """Whether a conjunction joins two names that stand as adjectives ("10 Indian and Pakistani soldiers")."""
    return (
        grammar.capitals_name
        and start < index < limit - 2
        and tokens[index].norm in grammar.conjunctions
        and tokens[index - 1].is_capital
        and tokens[index + 1].is_capital
        and grammar.groups.at(tokens, index + 2) is not None
    )


def _headless(tokens: Sequence[Token], quantity: Quantity, unknown: int, limit: int, grammar: Grammar) -> Counted | None:
    """A quantity without a noun that the pack knows behind it."""
    before = noun_before(tokens, quantity.first, quantity.stated, grammar) if quantity.basis == "words" and not unknown else None
    if before is not None:
        group = before.value
        return Counted(quantity, before.first, quantity.last, group.kind, group.population, (group,), before.first)
    if quantity.basis == "implicit":
        return _pronoun(tokens, quantity, limit, grammar)
    moves = quantity.last + 1 == limit < len(tokens) and tokens[limit].is_number  # "from 13 to 15"
    moves = moves and not grammar.partitive.at(tokens, quantity.last)
    owned = quantity.last < len(tokens) and tokens[quantity.last].norm in grammar.of and not grammar.subset_after.at(tokens, quantity.last)
    if owned and not moves:
        return None
    if unknown and not grammar.subset_after.at(tokens, quantity.last):
        if quantity.stated == 0.0 or quantity.value_type == "share":
            return None  # "no details about those killed", "lost 2 percent of its value"
        return Counted(quantity, quantity.first, min(quantity.last + unknown, limit), UNKNOWN, ("people",))
    if names_something(tokens, quantity, grammar):
        return None
    return Counted(quantity, quantity.first, min(quantity.last, limit), BARE, ("people",))


def _pronoun(tokens: Sequence[Token], quantity: Quantity, limit: int, grammar: Grammar) -> Counted | None:
    """ "one died": an article's form that stands for a person itself, right before its verb."""
    after = quantity.last
    if after >= limit or not grammar.pronouns.at(tokens, quantity.first) or not tokens[after].is_word:
        return None
    verb = grammar.frames.at(tokens, after)
    if tokens[quantity.first].glue == "'" and quantity.last - quantity.first == 1:
        return None  # "quelqu'un meurt"
    slots = ("subject",) if grammar.syntax.adjective_after_noun else ("passive", "subject")  # "una herida" may be a wound
    told = tokens[after].norm in grammar.auxiliaries or bool(verb and any(f.slot in slots for f in verb.value))
    joined = quantity.first > 0 and tokens[quantity.first - 1].norm in grammar.conjunctions
    placed = joined and tokens[after].norm in grammar.prepositions - grammar.of and after + 1 < len(tokens) and tokens[after + 1].is_capital
    if not told and not placed:
        return None
    return Counted(replace(quantity, basis="words"), quantity.first, after, BARE, ("people",))


def _one_of(tokens: Sequence[Token], index: int, grammar: Grammar) -> bool:
    """Whether the wording behind an article makes it one out of several: "one of the wounded"."""
    return index < len(tokens) and grammar.subset_after.at(tokens, index) is not None


def _headed(
    tokens: Sequence[Token], quantity: Quantity, hit: Hit[Group], limit: int, grammar: Grammar, age: float | None
) -> Counted | None:
    alone = quantity.basis == "implicit" or quantity.stated == 1
    stated = quantity.stated if isinstance(quantity.stated, float) else None
    groups = [hit.value.one if alone and hit.value.one else hit.value]
    last = hit.last
    while last < limit:
        following = grammar.groups.at(tokens, last)
        if following is None or following.last > limit or tokens[last].norm in grammar.auxiliaries:
            break
        prefix = grammar.quantities.data.joiner_prefix
        if prefix and tokens[last].norm.startswith(prefix) and grammar.groups.exact(tokens, last) is None:
            break  # "ten gunmen and two soldiers"
        if not alone and (stated or 0) > 1 and told_apart(stated, grammar) and single_noun(tokens, last, grammar):
            break  # verb, subject, object: "three gunmen a policeman"
        if grammar.syntax.adjective_after_noun and following.value.kind != groups[0].kind:
            break  # "twelve cars, wanted": no people
        groups.insert(0, following.value.one if alone and following.value.one else following.value)
        last = following.last
    told = age_behind(tokens, last, groups[0], grammar)
    if quantity.basis == "implicit":
        parent = offspring_behind(tokens, hit.first, last, grammar) if told is None else None
        of_number = last + 1 == limit < len(tokens) and tokens[last].norm in grammar.of and told is None  # "a family of five"
        if not groups[0].singular or (of_number and parent is None):
            return None
        last = parent or last
    if last < len(tokens) and not grammar.syntax.adjective_after_noun and belongs(tokens, last, grammar):
        return None  # "two police cars", "the children's books"
    if hit.first and tokens[hit.first].glue == "-" and tokens[hit.first - 1].is_number and groups[0].singular:
        age = age if age is not None else grammar.quantities.value_at(tokens, hit.first - 1)  # "en 16-åring"
    population = population_of(groups, tokens[quantity.last : hit.first], grammar)
    if told is not None:
        age, last = told
        return Counted(quantity, quantity.first, last, groups[0].kind, aged_population(population, age), tuple(groups), hit.first)
    last, population, extra = coordinated(tokens, last, limit, population, quantity, grammar, bool(groups[0].measure))
    if groups[0].collective:
        population, last = members(tokens, last, limit, population, grammar)
    if last + 1 < len(tokens) and tokens[last].norm in grammar.age_before:
        age = grammar.quantities.value_at(tokens, last + 1)
    return Counted(quantity, quantity.first, last, groups[0].kind, aged_population(population, age), (*groups, *extra), hit.first)


def with_span(counted: Counted, first: int, last: int) -> Counted:
    """The same phrase over other tokens."""
    return replace(counted, first=first, last=last)
