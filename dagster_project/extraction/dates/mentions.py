"""The expressions of time of a sentence, each with what :mod:`around` tells of the words beside it.

Resolving them to the calendar is done by :mod:`reader`, sentence after sentence, since one date leans on another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dagster_project.extraction.dates.around import (
    CALENDAR,
    INITIAL,
    REPORT,
    STOPS,
    clause_of,
    compares,
    is_of_report,
    is_of_verdict,
    limit_of,
    only_fillers,
)
from dagster_project.extraction.dates.cues import Cues, read_cues
from dagster_project.extraction.dates.forms import DateGrammar, Match, Slots
from dagster_project.extraction.dates.periods import UNKNOWN, Period
from dagster_project.extraction.words.document import Sentence, Token

FROM = ("since", "from", "after")  # limits that leave the end open
_LONGER = frozenset({"week", "month"})  # units in which the time since a calamity is told, where its name stands behind them
_EVENT_BEHIND = 4  # tokens from such a time to the word for what happened: "two weeks after the devastating earthquake"
_DATED = frozenset({"date", "weekday", "today"})
NOT_MENTIONS = frozenset({"recurring", "not_a_date"})
_DAYS = frozenset({"today", "yesterday", "before_yesterday", "overnight", "previous_day", "next_day", "same_day"})
_MONTHS = frozenset({"this_month", "last_month", "this_week", "last_week", "month_this", "month_last"})
_AFTERMATH = 6

Matches = list[tuple[int, Match]]


@dataclass(frozen=True, slots=True)
class DateMention:
    """An expression of time: characters [start, end) of the document's norm, tokens [first, last) of its sentence.

    ``role``: point, since, from, until, after, before, as_of or between; ``role_at``: the token that says so.
    ``reports``: the day on which something was said. ``event``: a word for the event stands in its clause, ``harm``: one for its
    victims; ``aftermath``: what follows an event is told. ``opens``: it opens its sentence.
    ``told``: a verb of saying stands beside it; only days become days of a report, since what is said in a month happened in it or before.
    ``judged``: what is said is a verdict or a charge.
    """

    sentence: int
    paragraph: int
    first: int
    last: int
    start: int
    end: int
    rule: str
    slots: Slots = field(repr=False)
    role: str = "point"
    role_at: int = -1
    reports: bool = False
    future: bool = False
    event: bool = False
    harm: bool = False
    aftermath: bool = False
    attributive: bool = False
    opens: bool = False
    told: bool = False
    judged: bool = False
    period: Period = UNKNOWN

    @property
    def has_year(self) -> bool:
        return any(slot in ("year", "yy") for slot, _ in self.slots)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(slot for slot, _ in self.slots)

    @property
    def dates_events(self) -> bool:
        """Whether it can say when something happened."""
        return not self.reports and not self.future and self.role not in ("as_of", "before")


def matches_in(tokens: Sequence[Token], grammar: DateGrammar) -> Matches:
    """The expressions of a sentence, each with its first token."""
    return [(first, _with_day(match, tokens) if "weekday" in match.rule else match) for first, match in grammar.scan(tokens)]


def read_mentions(
    sentence: Sentence, grammar: DateGrammar, matches: Matches
) -> tuple[tuple[DateMention, ...], tuple[tuple[int, int], ...], Cues | None]:
    """Unresolved mentions of a sentence, of which ``matches`` are the expressions; token spans of recurrences ("every year"), and the
    sentence's cues when it has any of them."""
    tokens = sentence.tokens
    if not matches:
        return (), (), None
    cues = read_cues(sentence, grammar)
    recurring = tuple((first, m.last) for first, m in matches if m.rule == "recurring")
    kept = [(first, m) for first, m in matches if m.rule not in NOT_MENTIONS and _stands(first, m, tokens, grammar, cues)]
    mentions: list[DateMention] = []
    for first, match, joined in _join(kept, tokens, cues):
        if mentions and mentions[-1].rule == "lasting" and 0 <= first - mentions[-1].last <= 1 and match.rule in _DATED:
            continue  # "the war is six years old on Wednesday": the day is the anniversary
        dated = any(m.rule in CALENDAR and match.last <= at <= match.last + REPORT for at, m in kept)
        mentions.append(_describe(sentence, first, match, joined, cues, grammar, dated))
    return tuple(mentions), recurring, cues


def _with_day(match: Match, tokens: Sequence[Token]) -> Match:
    """A weekday with its day of the month in brackets behind it: "Thursday (17)"."""
    inside = tokens[match.last : match.last + 3]
    if len(inside) == 3 and inside[0].norm == "(" and inside[2].norm == ")" and inside[1].norm.isdigit() and 1 <= int(inside[1].norm) <= 31:
        return Match(match.last + 3, "date", (*match.slots, ("day", int(inside[1].norm))))
    return match


def _stands(first: int, match: Match, tokens: Sequence[Token], grammar: DateGrammar, cues: Cues) -> bool:
    """Whether a bare year or an ambiguous name is one: it needs a lead word, a year beside it, or the language's leave."""
    if _is_decade(match, tokens):
        return False
    led = first > 0 and (cues.covers("leads", first - 1) or cues.covers("role", first - 1))
    alone = len(match.slots) == 1
    if match.rule == "date" and alone and match.slots[0][0] == "year" and match.last == first + 1:
        return _is_year(first, tokens, led or grammar.section.bare_years, cues)
    if grammar.section.months_lowercase and alone and match.slots[0][0] == "month" and tokens[match.last - 1].is_capital and first > 0:
        return False
    if alone and match.slots[0][0] == "month" and match.last == first + 1 and _is_forename(first, tokens, grammar):
        return False
    traps = [t for t in tokens[first : match.last] if grammar.is_trap(t.norm)]
    if traps:
        cased = any(t.cased.lower() != t.cased.upper() for t in traps)
        if cased and not all(t.is_capital for t in traps):
            return False
        if {"day", "year", "yy"} & {slot for slot, _ in match.slots}:
            return True
        return all(grammar.is_full_name(t.norm) for t in traps) and (led or match.last - first > len(traps))
    return True


def _is_decade(match: Match, tokens: Sequence[Token]) -> bool:
    """Whether the match ends with the digits of a decade: "the late 1990s"."""
    following = tokens[match.last] if match.last < len(tokens) else None
    return tokens[match.last - 1].is_number and following is not None and following.glue == "" and following.is_word


def _is_forename(first: int, tokens: Sequence[Token], grammar: DateGrammar) -> bool:
    """Whether a short form of a month, alone, is the name of a person: "Jan Kowalski"."""
    token, following = tokens[first], tokens[first + 1] if first + 1 < len(tokens) else None
    named = following is not None and following.is_word and following.is_capital
    return token.is_capital and named and not grammar.is_full_name(token.norm)


def _is_year(first: int, tokens: Sequence[Token], led: bool, cues: Cues) -> bool:
    """Whether four digits are a year: no part of a code, no decade ("1980s"), and led by a word, a year, or in brackets."""
    token, following = tokens[first], tokens[first + 1] if first + 1 < len(tokens) else None
    after_year = first > 0 and tokens[first - 1].norm.isdigit() and len(tokens[first - 1].norm) == 4
    if token.glue == "-":
        return after_year
    if token.glue == "" or (following and (following.norm == "%" or (following.glue in ("", "-") and following.is_word))):
        return False
    paired = first >= 2 and cues.covers("joiners", first - 1) and tokens[first - 2].norm.isdigit() and len(tokens[first - 2].norm) == 4
    bracketed = first > 0 and tokens[first - 1].norm == "(" and following is not None and following.norm == ")"
    return led or paired or bracketed


def _join(matches: list[tuple[int, Match]], tokens: Sequence[Token], cues: Cues) -> list[tuple[int, Match, bool]]:
    """Two dates of one shape with a joiner between ("from 3 to 9 May", "Friday and Saturday") become one interval."""
    joined: list[tuple[int, Match, bool]] = []
    for first, match in matches:
        if joined:
            before, earlier, _ = joined[-1]
            link = cues.starting("joiners", earlier.last)
            shapes = [{s for s, _ in m.slots if s not in ("year", "yy", "part", "daypart")} for m in (earlier, match)]
            hyphen = first == earlier.last and tokens[first].glue == "-"
            linked = hyphen or (link is not None and only_fillers(link[1], first, cues))
            if linked and shapes[0] == shapes[1] and match.rule == earlier.rule in ("date", "weekday"):
                joined[-1] = (before, Match(match.last, match.rule, earlier.slots + match.slots), True)
                continue
        joined.append((first, match, match.rule in ("days", "night_between") or _is_range(match)))
    return joined


def _is_range(match: Match) -> bool:
    return any(len({value for slot, value in match.slots if slot == name}) > 1 for name in ("day", "month", "year", "weekday"))


def _describe(
    sentence: Sentence, first: int, match: Match, joined: bool, cues: Cues, grammar: DateGrammar, dated: bool = False
) -> DateMention:
    """The mention of a match. ``dated``: whether a day stands right behind it."""
    tokens = sentence.tokens
    last = match.last
    left, right = clause_of(tokens, first, last, cues)
    event_behind = any(cues.any_between(k, last, min(right, last + _EVENT_BEHIND)) for k in ("harm", "occurrence"))
    counted = _counted_unit(match)
    after = match.rule == "vague_ago" and (counted == "day" or (counted in _LONGER and event_behind))
    if after and not dated and (first <= 1 or tokens[first - 1].norm in ",\u2013"):
        match = replace(match, rule="days_after")  # "Two days after the quake, the toll has risen to"
    is_weekday = "weekday" in {slot for slot, _ in match.slots}
    role, role_at = ("between", first) if joined else limit_of(tokens, first, cues, match)
    if role in ("since", "after") and compares(tokens, role_at, cues):
        role = "before"  # "the deadliest day since 2011", "since the fall of X in 2011" opens no window
    attributive = last + 1 < len(tokens) and tokens[last].glue == "'" and len(tokens[last].norm) == 1
    possessives = tuple(grammar.section.genitives)
    attributive = attributive or (is_weekday and last < len(tokens) and tokens[last - 1].norm.endswith(possessives) and bool(possessives))
    if attributive and role in ("from", "after"):  # "the toll from Tuesday's shelling": where it comes from, not when it begins
        role, role_at = "point", -1
    wide_left, wide_right = min(left, first - _AFTERMATH), max(right, last + _AFTERMATH)
    aftermath = not attributive and (cues.any_between("aftermath", wide_left, first) or cues.any_between("aftermath", last, wide_right))
    harm, occurrence = (cues.any_between(k, left, first) or cues.any_between(k, last, right) for k in ("harm", "occurrence"))
    opens = first <= INITIAL and not any(t.norm in STOPS for t in tokens[1:first])
    is_day = bool({"day", "weekday"} & {slot for slot, _ in match.slots}) or match.rule in _DAYS
    judged = not attributive and is_of_verdict(tokens, first, last, opens, cues, is_day)
    spoken = match.rule in _MONTHS and any(cues.covers("reporting", i) for i in range(max(0, first - 2), first))  # "spoke this month of"
    told = judged or (not attributive and not joined and is_of_report(tokens, first, last, opens, cues))  # nobody speaks for days
    reports = role == "as_of" or cues.any_between("furniture", 0, first) or (is_day and told) or judged or spoken
    future = cues.any_between("future", left, first) or match.rule in ("next", "tomorrow", "next_weekday", "month_next")
    return DateMention(sentence=sentence.index, paragraph=sentence.paragraph, first=first, last=last, start=tokens[first].start,
                       end=tokens[last - 1].end, rule=match.rule, slots=match.slots, role=role, role_at=role_at, reports=reports,
                       future=future, event=harm or occurrence, harm=harm, aftermath=aftermath, attributive=attributive, opens=opens,
                       told=told, judged=judged)


def _counted_unit(match: Match) -> str | None:
    """The unit of a vague time that counts: "two days after"."""
    return next((value[1] for slot, value in match.slots if slot == "count" and isinstance(value, tuple)), None)
