"""Which trigger a counted phrase belongs to: every pair of a sentence is scored by explicit features, the best one wins.

The weights are data (weights.toml) and the same for all languages; a pack says which words are triggers, where their
victims stand, and which words hold a clause together. Kind-specific meaning (scope, speaker, place) is added later.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dagster_project.extraction.harm.one_by_one import is_violent, tells_of
from dagster_project.extraction.harm.predicates import is_neither
from dagster_project.extraction.harm.scene import FITTING, SMALL, Link, Scene
from dagster_project.extraction.harm.sides import BEFORE, after_trigger, before_trigger, fronted, toll_behind, within_phrase
from dagster_project.extraction.harm.somebody import is_told_of, only_tried
from dagster_project.extraction.harm.weights import Weights, weights
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.numbers.quantities import Quantity
from dagster_project.extraction.words.document import Sentence, Token
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.lexicon import Hit, spaced
from dagster_project.extraction.words.text import fold

_PRIVATE = frozenset({"people", "child", "woman", "man", "elderly"})
_NEAR = 3  # sentences back to the calamity in which somebody's kin died
_NO_STATISTIC = {"inhabitants": (*SMALL, 0.0, 1.0), "infected": tuple(SMALL - {"several"})}  # "several residents"
_YEARS = range(1500, 2101)


def links_of(scene: Scene, counted: Counted, limit: tuple[int, int] | None = None) -> list[Link]:
    """All readings of a phrase that are good enough, best first; only triggers inside ``limit`` when given."""
    pool: list[Link] = []
    w = weights()
    accept = w.accept_implicit if counted.implicit else w.accept
    for hit in scene.triggers:
        if limit and not (limit[0] <= hit.first and hit.last <= limit[1]):
            continue
        for frame in hit.value:
            score = _score(scene, counted, hit, frame, w)
            if score is not None and score >= accept:
                pool.append(Link(counted, frame, hit.first, hit.last, round(score, 4)))
    pool.sort(key=lambda link: (-link.score, abs(link.first - counted.first), link.frame.rule))
    return pool


def _score(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame, w: Weights) -> float | None:
    if counted.kind not in FITTING[frame.kind] or (
        counted.kind == "settlement" and frame.kind == "facility" and frame.measure != "attacked"
    ):
        return None
    if counted.implicit and (counted.kind not in ("person", "household") or frame.kind == "population"):
        return None
    if frame.trigger.counts and not _asked_for(counted, frame.trigger.counts):
        return None
    if frame.kind == "strength" and "combatant" not in counted.population:
        return None
    if not fits(scene, counted, hit, frame) or not admitted(scene.sentence, frame) or only_tried(scene, hit, frame):
        return None
    behind = {i for i in (counted.quantity.last, counted.last) if i < len(scene.tokens)}
    if frame.measure == "killed" and any(scene.grammar.unharmed.at(scene.tokens, i) is not None for i in behind):
        return None  # "brought out seven alive and four dead"
    if is_neither(scene, counted) or (counted.implicit and frame.slot == "toll"):
        return None  # "raised the toll to six, an activist said"
    if frame.closes and hit.last <= counted.first and frame.closes[0] < counted.last:
        return None  # "kamen sie ums Leben, 20 Menschen": what stands behind a verb in two parts is not its subject
    inside = counted.first <= hit.first and hit.last <= counted.last
    if inside:
        score = within_phrase(scene, counted, hit, frame, w)
    elif hit.last <= counted.first and (frame.slot in BEFORE or (frame.slot == "passive" and fronted(scene, hit))):
        score = after_trigger(scene, counted, hit, frame, w)
    elif hit.first >= counted.last and frame.slot == "toll" and toll_behind(scene, counted, hit):
        score = w.slot["toll"]
    elif hit.first >= counted.last and frame.slot not in BEFORE:
        score = before_trigger(scene, counted, hit, frame, w)
    else:
        return None
    if score is None or ((counted.implicit or counted.quantity.stated == 0) and _imagined(scene, counted, hit)):
        return None
    tokens, grammar = scene.tokens, scene.grammar
    # "Tod von 20 Menschen": a preposition that belongs to the trigger names no agent.
    told = inside or (frame.slot == "noun" and hit.first == counted.last)  # "von 80 Toten war die Rede"
    if counted.first and not told and tokens[counted.first - 1].norm in grammar.agent and not hit.first < counted.first <= hit.last:
        score += w.feature["agent"]
    score += w.feature["unknown_noun"] if counted.kind == "unknown" else w.feature["bare"] if counted.kind == "bare" else 0.0
    if counted.kind == "person" and not (counted.group and counted.group.generic):
        score += w.feature["known_person"]
    score += w.feature["implicit"] if counted.implicit else 0.0
    if _owned(scene, counted) and frame.slot in ("subject", "passive") and not inside:
        return None  # "the father of both died"
    score += w.feature["context"] if frame.kind == "population" and frame.slot == "subject" else 0.0
    return score + (w.feature["weak"] if frame.trigger.weak else 0.0)


def _owned(scene: Scene, counted: Counted) -> bool:
    """Whether the phrase is "both" and stands behind an "of"."""
    quantity, before = counted.quantity, counted.first - 1
    both = counted.kind == "bare" and quantity.basis == "words" and quantity.stated == 2
    return both and before > 0 and scene.tokens[before].norm in scene.grammar.of


def _asked_for(counted: Counted, wanted: Sequence[str]) -> bool:
    """Whether the counted are of a kind, a population or a label that the trigger asks for."""
    labels = {g.person.label for g in counted.groups if g.person}
    return counted.kind in wanted or any(p in wanted for p in counted.population) or any(x in wanted for x in labels)


def _imagined(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """A single victim of a verb behind a modal word is anybody: "a person can be detained", "more likely than a white person to be"; and
    nobody is none: "nobody wants to die"."""
    tokens, grammar = scene.tokens, scene.grammar
    compared = counted.first > 0 and tokens[counted.first - 1].norm in grammar.than
    words = [tokens[i].norm for i in range(counted.last, hit.first)]
    return compared or any(word in grammar.irrealis or word in grammar.than for word in words)


def admitted(sentence: Sentence, frame: Frame) -> bool:
    """Whether the sentence and its text hold what the trigger asks for, and nothing that forbids it."""
    trigger, norm = frame.trigger, sentence.document.norm
    return (
        (not trigger.needs or any(spaced(p) in sentence.words for p in trigger.needs))
        and not any(spaced(p) in sentence.words for p in trigger.unless)
        and (not trigger.topic or any(_folded(p) in norm for p in trigger.topic))
    )


@cache
def _folded(topic: str) -> str:
    return fold(topic)


def fits(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """Whether the trigger speaks of such a counted phrase at all."""
    trigger, quantity, tokens = frame.trigger, counted.quantity, scene.tokens
    if counted.kind == "unknown":
        heads = frame.slot == "noun" and counted.last - quantity.last <= 1  # "no serious injuries"
        uncertain = not heads and (quantity.stated in SMALL or quantity.stated == 0.0)
        if uncertain or trigger.weak or trigger.known:  # "certain studies", "no chance", "loses four places"
            return False
    if counted.kind == "bare":
        named = frame.slot in ("noun", "passive") and hit.first == quantity.last  # "1,500 dead"
        if (trigger.weak and not _others_told(scene, counted, hit)) or (_year(quantity, tokens) and not named):
            return False
    if quantity.stated in _NO_STATISTIC.get(frame.measure, ()):
        return False
    if counted.group and counted.group.measure == "inhabitants" and frame.slot == "toll":
        return False  # "the death toll in a land of 52 million inhabitants"
    if frame.kind == "displacement" and counted.group and counted.group.measure == "killed":
        return False  # "the hospital received twelve bodies"
    if frame.kind == "population" and counted.implicit:
        return False
    if quantity.value_type == "share" and _another_between(scene, counted, hit):
        return False  # "11 % of the clients are, though 26 % of the immigrants are, ..."
    if counted.evidence:
        return tells_of(scene, counted, hit, frame)
    return not counted.implicit or _single(scene, counted, hit, frame)


def _others_told(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether a number without a noun is told of others than those just counted ("killed five people and wounded seven (more)")."""
    tokens, last = scene.tokens, counted.quantity.last
    more = last < len(tokens) and scene.grammar.increment.at(tokens, last) is not None
    joined = hit.last == counted.first and hit.first > 0 and tokens[hit.first - 1].norm in scene.grammar.conjunctions
    return (more or joined) and any(c.kind == "person" and c.last <= counted.first for c in scene.counted)


def _another_between(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether another counted phrase begins between the two."""
    first, last = min(counted.last, hit.last), max(counted.first, hit.first)
    return any(c is not counted and not c.implicit and first <= c.first < last for c in scene.counted)


def _year(quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether digits without a noun look like a year, or like the first and last of several."""
    ends = (quantity.low_end, quantity.high_end) if quantity.value_type == "range" else (quantity.stated,)
    plain = len(tokens[quantity.core_first].norm) == 4 and quantity.core_last - quantity.core_first in (1, 3)
    return quantity.basis == "digits" and plain and all(end in _YEARS for end in ends)


def _near_calamity(scene: Scene) -> bool:
    """Whether the sentence, one of those right before it or the next one names a calamity or a weapon."""
    sentences, at = scene.sentence.document.sentences, scene.sentence.index
    return any(scene.grammar.calamities.anywhere(s.tokens) for s in sentences[max(0, at - _NEAR) : at + 2])


def _single(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """Whether a victim told by an article or a possessive counts with this trigger."""
    grammar, tokens = scene.grammar, scene.tokens
    if not frame.trigger.single or (frame.kind == "displacement" and frame.slot == "subject" and frame.measure == "new_displacement"):
        return False  # who flees alone runs from the police
    if not is_told_of(scene, counted, hit, frame):
        return False
    own = grammar.frames.at(tokens, counted.head_first) if counted.head_first is not None else None
    if tokens[counted.first].norm in grammar.possessives and own is not None and any(f.slot == "noun" for f in own.value):
        return False  # "his death": of somebody already told
    if hit.first == counted.head_first:
        return tokens[counted.first].norm not in grammar.possessives  # "one dead"
    natural = frame.trigger.natural or (frame.slot == "subject" and not is_violent(scene, hit))
    listed = counted.first > 0 and (tokens[counted.first - 1].norm == "," or tokens[counted.first - 1].norm in grammar.conjunctions)
    if natural and not listed and tokens[counted.first].norm in grammar.possessives and not _near_calamity(scene):
        return False  # "took power when his father died"
    if not frame.trigger.natural or any(p not in _PRIVATE for p in counted.population):
        return True
    if any(f.kind == "casualty" and f.measure != "killed" and not f.trigger.weak for h in scene.triggers for f in h.value):
        return True  # others came to harm beside them
    return grammar.calamities.anywhere(tokens)
