"""Where an article's main event happened: the best supported name, then the most specific one inside it.

Which place a single statement is about is decided in :mod:`reader`; the weights are data (``weights.toml``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dagster_project.extraction.places.resolution import LEVELS, PlaceMention, are_close, depth, holds, key_of
from dagster_project.extraction.words.lexicon import words_of

_LISTED = 3  # bare names from which a row is a list
_WORDS = 3  # in the name of a quarter that the gazetteer lacks
_TOLD = 3  # mentions from which an area is what an article is about


@dataclass(frozen=True)
class EventSigns:
    """What other readers tell of the article's events.

    ``recalled``: whether the sentence of an index tells an older event than the main one; ``speakers``: the spans of the words that
    name speakers in it; ``wide``: the main event reaches over an area, as floods do; ``title``: the article's; ``victims``: the spans
    of the names of people to whom harm was done, in characters of the document's norm.
    """

    recalled: Callable[[int], bool]
    speakers: Callable[[int], Sequence[tuple[int, int]]]
    wide: bool = False
    title: str = ""
    victims: Sequence[tuple[int, int]] = ()


NO_SIGNS = EventSigns(lambda sentence: False, lambda sentence: ())


def main_place(
    mentions: Sequence[PlaceMention], country: str | None, event: EventSigns, weights: dict[str, float], inner: dict[str, float]
) -> PlaceMention | None:
    """The place of the main event; None when the article names none.

    ``country``: the article's; ``weights``, ``inner``: the tables ``main`` and ``inner`` of the weights.
    """
    best = _heaviest(mentions, country, event, weights)
    filed = any(m.dateline and depth(m) > 2 for m in mentions)
    if best is None or (filed and event.recalled(best.sentence) and not event.wide):
        return next((m for m in mentions if m.dateline and depth(m) > 2), None)
    return _area_of(best, mentions) if event.wide else _innermost(best, mentions, event, inner)


def _heaviest(mentions: Sequence[PlaceMention], country: str | None, event: EventSigns, w: dict[str, float]) -> PlaceMention | None:
    counts = Counter(key_of(m) for m in mentions if not m.elsewhere and not m.dateline)
    lines = {key_of(m) for m in mentions if m.dateline}
    title = set(words_of(event.title))
    best: tuple[float, PlaceMention] | None = None
    for at, mention in enumerate(mentions):
        if mention.elsewhere or mention.dateline or mention.sentence > w["last_sentence"]:
            continue
        if mention.role == "of" and mention.place is None and mention.typed is None:
            continue  # "the figures of Inegi"
        if at and _says_where(mention, mentions[at - 1]):
            continue
        weight = w["sentence"] * mention.sentence + w["often"] * min(4, counts[key_of(mention)]) + w["filed"] * (key_of(mention) in lines)
        weight += w.get(mention.role or ("typed_bare" if mention.typed else "bare"), 0.0)
        weight += w["typed"] * (mention.typed is not None) + w[LEVELS[depth(mention)]]
        weight += w["recalled"] * event.recalled(mention.sentence) + w["beside"] * mention.beside
        weight += w["listed"] * _is_listed(mention, mentions)
        weight += w["speaker"] * _of_speaker(mention, event) + w["distant"] * mention.distant
        weight += w["body"] * mention.body
        weight += w["titled"] * (depth(mention) > 1 and title.issuperset(words_of(mention.text)))
        if mention.place is None and mention.typed is None:
            weight += w["unknown_at"] if mention.role == "at" else w["unknown"]
        if country and (mention.place.country == country if mention.place else mention.typed is not None):
            weight += w["home"]
        if best is None or weight > best[0]:
            best = weight, mention
    return best[1] if best and best[0] >= w["least"] else None


def _says_where(mention: PlaceMention, named: PlaceMention) -> bool:
    """Whether it tells no more than in which area the place named before it lies: the second name of "Kalamazoo, Michigan"."""
    beside = named.sentence == mention.sentence and 0 <= mention.first - named.last <= 1
    return beside and depth(named) > depth(mention) and holds(mention, named)


def _is_listed(mention: PlaceMention, mentions: Sequence[PlaceMention]) -> bool:
    """Whether it stands in a row of bare names: "the states without cases are X, Y and Z"."""
    if mention.role is not None or mention.typed is not None:
        return False
    bare = [m for m in mentions if m.sentence == mention.sentence and m.role is None and m.typed is None]
    at = bare.index(mention)
    low = high = at
    while low > 0 and bare[low].first - bare[low - 1].last <= 1:
        low -= 1
    while high + 1 < len(bare) and bare[high + 1].first - bare[high].last <= 1:
        high += 1
    return high - low + 1 >= _LISTED


def _area_of(outer: PlaceMention, mentions: Sequence[PlaceMention]) -> PlaceMention:
    """The one area of a country that the article speaks of as much as of the country itself; else ``outer``."""
    if depth(outer) > 1:
        return outer
    told = [m for m in mentions if not m.elsewhere and not m.dateline]
    counts = Counter(key_of(m) for m in told if depth(m) in (1, 2) and holds(outer, m)).most_common(2)
    if not counts or counts[0][1] < max(_TOLD, sum(key_of(m) == key_of(outer) for m in told)):
        return outer
    if len(counts) > 1 and counts[1][1] * 2 > counts[0][1]:
        return outer
    return next(m for m in told if key_of(m) == counts[0][0])


def _innermost(outer: PlaceMention, mentions: Sequence[PlaceMention], event: EventSigns, w: dict[str, float]) -> PlaceMention:
    """The place inside ``outer`` (or beside it: "south of Philadelphia") that most of the first sentences speak of.

    Several places of like weight leave the area as it is: the event reached over all of them.
    """
    beside = outer.role == "near" and depth(outer) > 2
    if depth(outer) > 2 and not beside:
        return _quarter_of(outer, mentions, event, w)
    support: dict[str, float] = {}
    first: dict[str, PlaceMention] = {}
    for mention in mentions:
        if mention.elsewhere or mention.dateline or mention.sentence > w["last_sentence"] or event.recalled(mention.sentence):
            continue
        fits = holds(outer, mention) or (beside and depth(mention) >= depth(outer) and _same_area(outer, mention))
        if (
            not fits
            or key_of(mention) == key_of(outer)
            or mention.beside
            or mention.distant
            or _of_speaker(mention, event)
            or mention.role not in ("at", None) + (() if beside else ("near",))
        ):
            continue
        typed = mention.typed and not mention.body
        weight = w["firm"] if mention.role == "at" or typed else w["near"] if mention.role == "near" else w["bare"]
        key = key_of(mention)
        support[key] = support.get(key, 0.0) + weight * (w["lead"] if mention.sentence < w["lead_sentences"] else 1.0)
        first.setdefault(key, mention)
    if not support:
        return outer
    key = max(support, key=lambda k: (support[k], depth(first[k]), -first[k].start))
    chosen = first[key]
    rival = max((s for k, s in support.items() if k != key and not _chained(first[k], chosen)), default=0.0)
    if support[key] < w["least"] or support[key] < w["ahead"] * rival:
        return outer
    deeper = [k for k in support if k != key and holds(chosen, first[k]) and support[k] >= w["least"]]
    if len(deeper) == 1:
        return first[deeper[0]]
    return chosen


def _quarter_of(town: PlaceMention, mentions: Sequence[PlaceMention], event: EventSigns, w: dict[str, float]) -> PlaceMention:
    """The one quarter in which the first sentences say that it happened; else the town."""
    told = [m for m in mentions if m.sentence <= w["last_sentence"] and not m.elsewhere and not event.recalled(m.sentence)]
    quarters = {key_of(m): m for m in told if m.typed == "quarter" and m.role == "at" and not _is_row(m, told)}
    inside = [m for m in quarters.values() if is_quarter_of(m, town)]
    return inside[0] if len(quarters) == len(inside) == 1 else town


def is_quarter_of(quarter: PlaceMention, town: PlaceMention) -> bool:
    """Whether a place that is called a quarter may lie in a town."""
    if quarter.typed != "quarter" or depth(town) != LEVELS.index("spot") or key_of(quarter) == key_of(town):
        return False
    return quarter.place is None or town.place is None or holds(town, quarter) or are_close(town.place, quarter.place)


def _is_row(mention: PlaceMention, mentions: Sequence[PlaceMention]) -> bool:
    """Whether a name stands right beside another place of its kind, or is several without a mark between them."""
    if mention.place is None and mention.last - mention.first > _WORDS:
        return True
    beside = (m for m in mentions if m.sentence == mention.sentence and m is not mention and depth(m) > 3)
    return any(0 < m.first - mention.last <= 2 or 0 < mention.first - m.last <= 2 for m in beside)


def _of_speaker(mention: PlaceMention, event: EventSigns) -> bool:
    """Whether it is a part of the words for a speaker: "said X County's sheriff"."""
    return mention.role is None and any(a <= mention.start <= b for a, b in event.speakers(mention.sentence))


def _same_area(outer: PlaceMention, inner: PlaceMention) -> bool:
    return inner.place is None or (outer.place is not None and inner.place.country == outer.place.country)


def _chained(one: PlaceMention, other: PlaceMention) -> bool:
    return holds(one, other) or holds(other, one)
