"""What stands around an expression of time: its clause, the limit that it is, whether something was said or judged on that day."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.dates.cues import Cues, Span
from dagster_project.extraction.dates.forms import Match
from dagster_project.extraction.words.document import Token

CALENDAR = frozenset({"date", "days", "month_last", "month_this", "month_last_year", "month_this_year", "month_same_year"})
INITIAL = 3  # how many tokens may stand before a date that opens its sentence
STOPS = frozenset(',;:()"\u2013[]')
_NOT_SPEECH = ("occurrence", "harm", "complementisers", "boundaries", "aftermath")
_HARD_STOPS = frozenset(';"()[]')
_TOLD = 15  # tokens back to the verb that tells it
REPORT = 8  # tokens between a word for a report and the day on which it was handed over
_JUDGED = 10  # tokens between a day and the verdict or charge that it dates
_BEST = 8  # tokens between "the deadliest" and the "since" that it compares with
_REACH = 12  # how many words away a word of the same clause may stand
_NEAR = 5


def clause_of(tokens: Sequence[Token], first: int, last: int, cues: Cues) -> tuple[int, int]:
    """The tokens of the clause around tokens [first, last)."""
    left = first
    while left > 0 and first - left < _REACH and tokens[left - 1].norm not in STOPS:
        left -= 1
        if cues.covers("boundaries", left):
            break
    right = last + 1 if first <= INITIAL and last < len(tokens) and tokens[last].norm == "," else last
    while right < len(tokens) and right - last < _REACH and tokens[right].norm not in STOPS and not cues.covers("boundaries", right):
        right += 1
    return left, right


def limit_of(tokens: Sequence[Token], first: int, cues: Cues, match: Match) -> tuple[str, int]:
    """Which limit a match at token ``first`` is, and the token that says so; ("point", -1) when it is none."""
    best: Span | None = None
    for span in cues.found.get("role", ()):
        if span[1] <= first and first - span[1] <= 4 and only_fillers(span[1], first, cues) and (best is None or span[1] >= best[1]):
            best = span
    if best:
        return str(best[2]), best[0]
    if match.rule in CALENDAR or match.rule in ("weekday", "last_weekday", "last_week", "last_month", "last_year"):
        stop = first
        while stop > 0 and first - stop < (_REACH if match.rule in CALENDAR else _NEAR) and tokens[stop - 1].norm not in STOPS:
            stop -= 1
        far = [a for a, b, _ in cues.found.get("since_clause", ()) if stop <= a and b <= first]
        if far:
            return "since", far[-1]
    if match.rule in CALENDAR and not {"day", "weekday"} & {slot for slot, _ in match.slots}:
        for begin, end, _ in cues.found.get("onset", ()):
            if begin == match.last or (end <= first and first - end <= 4 and only_fillers(end, first, cues)):
                return "from", min(begin, first)
    return "point", -1


def compares(tokens: Sequence[Token], limit: int, cues: Cues) -> bool:
    """Whether a superlative stands before a limit: then the limit says how far back nothing was worse."""
    for _, last, _ in cues.found.get("superlatives", ()):
        if limit - _BEST <= last <= limit and not any(tokens[i].norm in _HARD_STOPS for i in range(last, limit)):
            return True
    return False


def is_of_verdict(tokens: Sequence[Token], first: int, last: int, opens: bool, cues: Cues, is_day: bool) -> bool:
    """Whether a time is that of a verdict or a charge: what is judged happened before. ``is_day``: it is a day."""
    for index in range(first - 1, max(-1, first - _JUDGED), -1):
        if cues.covers("justice", index):
            return True
        if tokens[index].norm in STOPS or cues.covers("boundaries", index) or (not is_day and cues.covers("harm", index)):
            break  # "convicted of the murder in 2012": the year of the deed
    for index in range(last, min(len(tokens), last + (_JUDGED if opens else 3))):
        if cues.covers("justice", index):
            return True
        if (tokens[index].norm in STOPS and not (opens and index == last)) or cues.covers("boundaries", index):
            break
    return False


def is_of_report(tokens: Sequence[Token], first: int, last: int, opens: bool, cues: Cues) -> bool:
    """Whether the day is that of a report: a verb of saying beside it with no word for the event between them."""
    def blocked(index: int) -> bool:
        return tokens[index].norm in _HARD_STOPS or any(cues.covers(kind, index) for kind in _NOT_SPEECH)

    closes = last >= len(tokens) or tokens[last].norm in STOPS
    commas = 1 if closes else 0
    for index in range(first - 1, max(-1, first - _TOLD), -1):
        near_noun = first - index <= REPORT and cues.covers("reporting_nouns", index)
        if near_noun or cues.covers("reporting", index) or cues.covers("renewing", index):
            return True
        if tokens[index].norm in ",:\u2013":
            commas -= 1
        if commas < 0 or blocked(index):
            break
    end = next((i for i in range(last, min(len(tokens), last + _TOLD)) if tokens[i].norm in STOPS or tokens[i].norm == "."), 0)
    if opens and end > last and cues.covers("reporting", end - 1):
        return True  # the verb closes the clause: "Am Mittwoch hatte sie von 72 Todesopfern gesprochen"
    after = last + 1 if last < len(tokens) and tokens[last].norm == "," else last
    said = [a for kind in ("reporting", "reporting_nouns") for a, b, _ in cues.found.get(kind, ()) if b <= first]
    told = bool(said) and any(cues.any_between(kind, max(said), first) for kind in ("harm", "occurrence"))
    if said and not told and cues.starting("complementisers", after):
        return True
    commas = 1 if opens else 0
    for index in range(last, min(len(tokens), last + (9 if opens else 4))):
        if cues.covers("reporting", index) or (opens and cues.covers("renewing", index)):
            return True
        if tokens[index].norm in ",:\u2013":
            commas -= 1
        if commas < 0 or blocked(index):
            return False
    return False


def only_fillers(first: int, last: int, cues: Cues) -> bool:
    """Whether nothing but words that may stand between a limit and its date fills tokens [first, last)."""
    return all(cues.covers("role_fillers", i) or cues.covers("role", i) for i in range(first, last))
