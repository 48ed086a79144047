"""Which trigger a counted phrase belongs to: every pair of a sentence is scored by explicit features, the best one wins.

The weights are data (weights.toml) and the same for all languages; a pack says which words are triggers, where their
victims stand, and which words hold a clause together. Kind-specific meaning (scope, speaker, place) is added later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dagster_project.extraction.counted import Counted
from dagster_project.extraction.document import Sentence, Token
from dagster_project.extraction.grammar import Frame, Grammar, Weights, renews, weights
from dagster_project.extraction.lexicon import Hit, spaced
from dagster_project.extraction.numbers import Quantity
from dagster_project.extraction.text import fold

_BEFORE = ("object", "inverted", "of", "toll")  # the trigger stands before the counted
SMALL = frozenset({"some", "few", "several", "many", "unknown"})
_PRIVATE = frozenset({"people", "child", "woman", "man", "elderly"})
_NO_STATISTIC = {"inhabitants": (*SMALL, 0.0, 1.0), "infected": tuple(SMALL - {"several"})}  # "several residents"
_YEARS = range(1500, 2101)
_MARKS = frozenset(';:"()\u2013!?')
FITTING = {
    "casualty": frozenset({"person", "household", "unknown", "bare"}),
    "displacement": frozenset({"person", "household", "unknown", "bare"}),
    "facility": frozenset({"facility", "settlement"}),
    "population": frozenset({"person", "household"}),
    "strength": frozenset({"person"}),
    "control": frozenset({"settlement"}),
}


@dataclass(frozen=True)
class Link:
    """A counted phrase read with a trigger: the trigger's tokens ``first``..``last`` (exclusive) and the pair's score."""

    counted: Counted
    frame: Frame
    first: int
    last: int
    score: float


@dataclass(frozen=True)
class Scene:
    """What linking sees of a sentence."""

    sentence: Sentence
    tokens: Sequence[Token]
    counted: Sequence[Counted]
    triggers: Sequence[Hit[tuple[Frame, ...]]]
    grammar: Grammar
    parentheses: Sequence[tuple[int, int]]

    def owner(self, index: int) -> Counted | None:
        """The counted phrase that holds token ``index``."""
        return next((c for c in self.counted if c.first <= index < c.last), None)


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
    if not _fits(scene, counted, hit, frame) or not _admitted(scene.sentence, frame):
        return None
    inside = counted.first <= hit.first and hit.last <= counted.last
    if inside:
        score = _inside(counted, hit, frame, w)
    elif hit.last <= counted.first and (frame.slot in _BEFORE or (frame.slot == "passive" and _fronted(scene, hit))):
        score = _after_trigger(scene, counted, hit, frame, w)
    elif hit.first >= counted.last and frame.slot not in _BEFORE:
        score = _before_trigger(scene, counted, hit, frame, w)
    else:
        return None
    if score is None or (counted.implicit and _imagined(scene, counted, hit)):
        return None
    tokens, grammar = scene.tokens, scene.grammar
    # "Tod von 20 Menschen": a preposition that belongs to the trigger names no agent.
    if counted.first and not inside and tokens[counted.first - 1].norm in grammar.agent and not hit.first < counted.first <= hit.last:
        score += w.feature["agent"]
    score += w.feature["unknown_noun"] if counted.kind == "unknown" else w.feature["bare"] if counted.kind == "bare" else 0.0
    if counted.kind == "person" and not (counted.group and counted.group.generic):
        score += w.feature["known_person"]
    score += w.feature["implicit"] if counted.implicit else 0.0
    score += w.feature["context"] if frame.kind == "population" and frame.slot == "subject" else 0.0
    return score + (w.feature["weak"] if frame.trigger.weak else 0.0)


def _asked_for(counted: Counted, wanted: Sequence[str]) -> bool:
    """Whether the counted are of a kind, a population or a label that the trigger asks for."""
    labels = {g.person.label for g in counted.groups if g.person}
    return counted.kind in wanted or any(p in wanted for p in counted.population) or any(x in wanted for x in labels)


def _imagined(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """A single victim of a verb behind a modal word is anybody: "a person can be detained"."""
    return any(scene.tokens[i].norm in scene.grammar.irrealis for i in range(counted.last, hit.first))


def _admitted(sentence: Sentence, frame: Frame) -> bool:
    trigger, norm = frame.trigger, sentence.document.norm
    return (
        (not trigger.needs or any(spaced(p) in sentence.words for p in trigger.needs))
        and not any(spaced(p) in sentence.words for p in trigger.unless)
        and (not trigger.topic or any(fold(p) in norm for p in trigger.topic))
    )


def _fits(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """Whether the trigger speaks of such a counted phrase at all."""
    trigger, quantity, tokens = frame.trigger, counted.quantity, scene.tokens
    if counted.kind == "unknown":
        heads = frame.slot == "noun" and counted.last - quantity.last <= 1  # "no serious injuries"
        uncertain = not heads and (quantity.stated in SMALL or quantity.stated == 0.0)
        if uncertain or trigger.weak or trigger.known:  # "certain studies", "no chance", "loses four places"
            return False
    if counted.kind == "bare":
        named = frame.slot in ("noun", "passive") and hit.first == quantity.last  # "1,500 dead"
        if trigger.weak or (_year(quantity, tokens) and not named):
            return False
    if quantity.stated in _NO_STATISTIC.get(frame.measure, ()):
        return False
    if counted.group and counted.group.measure == "inhabitants" and frame.slot == "toll":
        return False  # "the death toll in a land of 52 million inhabitants"
    if frame.kind == "population" and counted.implicit:
        return False
    return not counted.implicit or _single(scene, counted, hit, frame)


def _year(quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether digits without a noun look like a year, or like the first and last of several."""
    ends = (quantity.low_end, quantity.high_end) if quantity.value_type == "range" else (quantity.stated,)
    plain = len(tokens[quantity.core_first].norm) == 4 and quantity.core_last - quantity.core_first in (1, 3)
    return quantity.basis == "digits" and plain and all(end in _YEARS for end in ends)


def _single(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """Whether a victim told by an article or a possessive counts with this trigger."""
    grammar, tokens = scene.grammar, scene.tokens
    if not frame.trigger.single:
        return False
    if hit.first == counted.head_first:
        return tokens[counted.first].norm not in grammar.possessives  # "one dead", but not "his death": of somebody already told
    if not frame.trigger.natural or any(p not in _PRIVATE for p in counted.population):
        return True
    return any(grammar.calamities.at(tokens, i) for i in range(len(tokens)))


def _inside(counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame, w: Weights) -> float | None:
    """The trigger is part of the phrase: "20 wounded soldiers"."""
    if frame.slot not in ("noun", "passive") or hit.first < counted.quantity.last or (counted.implicit and frame.slot == "noun"):
        return None
    if counted.group and counted.group.measure and counted.head_first is not None and hit.first >= counted.head_first:
        return None  # "displaced families" are a stock: the noun itself says so
    if frame.slot == "passive" and counted.quantity.value_type == "share":
        return None  # "half of the people infected": the whole, not what is said of the half
    return w.slot["noun"]


def _fronted(scene: Scene, hit: Hit[tuple[Frame, ...]]) -> bool:
    """A participle that opens the sentence and is followed by its auxiliary: "Killed were 20 people"."""
    tokens = scene.tokens
    return hit.first <= 1 and hit.last < len(tokens) and tokens[hit.last].norm in scene.grammar.auxiliaries


def _gap(scene: Scene, start: int, stop: int) -> list[int]:
    """Token positions between two points, without what stands in parentheses of commas ("..., including 10 civilians, ...")."""
    skipped = {i for a, b in scene.parentheses if start <= a and b <= stop for i in range(a, b)}
    return [i for i in range(start, stop) if i not in skipped]


def _gap_score(scene: Scene, gap: Sequence[int], counted: Counted, preposition: float, w: Weights) -> float:
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


def _triggers_between(scene: Scene, start: int, stop: int, counted: Counted | None = None) -> int:
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


def _after_trigger(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame, w: Weights) -> float | None:
    gap = _gap(scene, hit.last, counted.first)
    grammar, tokens = scene.grammar, scene.tokens
    if frame.slot == "of" and len(gap) > 8:
        return None
    lenient = frame.slot == "toll"
    if lenient and counted.quantity.value_type == "share":
        return None  # "the number of deaths is 25 per cent higher"
    if lenient and renews(tokens, counted.first, grammar.update_to) is not None:
        return w.slot[frame.slot]  # "the toll after the storm that struck the coast rose to 20": the verb makes it plain
    crossing = 0.0 if lenient else w.gap["preposition_before_trigger" if frame.slot == "inverted" else "preposition_after_trigger"]
    score = w.slot[frame.slot] + _gap_score(scene, gap, counted, crossing, w)
    # A toll is named after its event ("the toll of the shelling of the town rose to 16"): what cannot count the counted does not part them.
    score += w.gap["trigger"] * _triggers_between(scene, hit.last, counted.first, counted if lenient else None)
    if not gap:
        score += w.feature["adjacent"]
    elif frame.slot in ("object", "inverted") and _is_served(scene, counted, hit, gap[0]):
        score += w.feature["served"]
    if frame.slot == "object" and any(c.first == counted.last and c.kind == counted.kind == "person" for c in scene.counted):
        score += w.feature["agent"]  # verb, subject, object: "yesterday wounded a settler two boys"
    if gap and not lenient and tokens[gap[-1]].norm in grammar.prepositions and tokens[gap[-1]].norm not in grammar.of:
        score += w.feature["preposition_before_quantity"]
    if lenient and len(gap) > 14:
        return None
    if frame.slot == "object" and gap and _has_own_verb(scene, counted):
        score += w.feature["own_verb"]
    if gap and not lenient and tokens[gap[-1]].norm in grammar.clause - grammar.auxiliaries:
        score += w.feature["clause_before_quantity"]  # "died when hundreds of rebels attacked"
    return score


def _is_served(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], after: int) -> bool:
    """Whether the trigger says something of the number right before it, and what follows is told beside it: "a man died and 20 people
    lost their homes", "400 dead, 5,000 refugees"."""
    if scene.tokens[after].norm != "," and scene.tokens[after].norm not in scene.grammar.conjunctions:
        return False
    if not any(f.slot in ("noun", "passive", "subject") for f in hit.value):
        return False
    helpers = scene.grammar.auxiliaries
    return any(
        c is not counted and c.first < hit.first and all(scene.tokens[i].norm in helpers for i in range(c.last, hit.first))
        for c in scene.counted
    )


def _has_own_verb(scene: Scene, counted: Counted) -> bool:
    """Whether an auxiliary or a verb of saying right behind the phrase makes it the subject of a clause of its own."""
    return counted.last < len(scene.tokens) and scene.tokens[counted.last].norm in scene.grammar.own_verbs


def _before_trigger(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame, w: Weights) -> float | None:
    gap = _gap(scene, counted.last, hit.first)
    grammar, tokens = scene.grammar, scene.tokens
    if frame.slot == "noun" and (
        len([i for i in gap if tokens[i].norm not in grammar.determiners]) > 1 or any(tokens[i].norm in ",;" for i in gap)
    ):
        return None
    if frame.slot == "noun" and ((counted.implicit and gap) or _is_adjective(scene, hit)):
        return None
    if frame.slot in ("noun", "passive", "result") and hit.last < len(tokens) and tokens[hit.last].norm in grammar.possessives:
        return None  # "hundreds missing their relatives"
    trimmed = gap[1:] if gap and tokens[gap[0]].norm in grammar.relative else gap
    if len(trimmed) >= 2 and tokens[trimmed[0]].norm == "," and tokens[trimmed[1]].norm in grammar.relative:
        trimmed = trimmed[2:]
    score = w.slot[frame.slot] + _gap_score(scene, trimmed, counted, w.gap["preposition_before_trigger"], w)
    score += w.gap["trigger"] * _triggers_between(scene, counted.last, hit.first)
    if not gap:
        score += w.feature["adjacent"]
    elif frame.slot == "passive" and (any(tokens[i].norm in grammar.auxiliaries for i in gap[-4:]) or _bracketed(scene, counted, hit)):
        score += w.feature["auxiliary"]
    if frame.slot == "passive" and _is_active(scene, hit, gap):
        score += w.feature["no_auxiliary_but_object"]
    if trimmed and grammar.phrase_conjunctions.at(tokens, trimmed[-1]):
        score += w.feature["conjunction_before_verb"]
    if (
        counted.first
        and tokens[counted.first - 1].norm in grammar.prepositions - grammar.of
        and (frame.slot == "subject" or counted.kind == "unknown")
    ):
        score += w.feature["preposition_before_quantity"]
    return score


def _bracketed(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """The auxiliary right before the counted or right behind the participle: "wurden 20 Menschen in der Stadt getötet"."""
    tokens, around = scene.tokens, (counted.first - 1, hit.last)
    return any(0 <= i < len(tokens) and tokens[i].norm in scene.grammar.auxiliaries for i in around)


def _is_adjective(scene: Scene, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether the trigger describes a thing that is no victim ("several homeless camps")."""
    return hit.last < len(scene.tokens) and scene.tokens[hit.last].is_word and scene.grammar.noncount.at(scene.tokens, hit.last) is not None


def _is_active(scene: Scene, hit: Hit[tuple[Frame, ...]], gap: Sequence[int]) -> bool:
    """Whether a participle is a verb in the active voice, so that what stands before it did the harm."""
    tokens, grammar = scene.tokens, scene.grammar
    near = [tokens[i].norm for i in gap[-5:]]
    if any(word in grammar.passive for word in near):
        return False
    has_object_slot = any(f.slot == "object" for f in hit.value)
    if any(word in grammar.active for word in near):
        return True
    if any(word in grammar.auxiliaries for word in near[-4:]):
        return False
    after = tokens[hit.last] if hit.last < len(tokens) else None
    if after is not None and has_object_slot and after.norm in grammar.objects:
        return True
    return _has_object(scene, hit)


def _has_object(scene: Scene, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether another counted phrase follows the trigger as its object."""
    if not any(f.slot == "object" for f in hit.value):
        return False
    return any(
        0 <= c.first - hit.last <= 2
        and not any(_parting(scene, i) for i in range(hit.last, c.first))
        for c in scene.counted
    )


def _parting(scene: Scene, index: int) -> bool:
    """A token that no object stands behind."""
    token, grammar = scene.tokens[index], scene.grammar
    return not token.is_word or token.norm in grammar.prepositions or token.norm in grammar.conjunctions
