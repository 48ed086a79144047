"""How well a trigger fits a counted phrase by the side on which it stands: before it, behind it or within it."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.harm.gaps import adjuncts, gap_between, gap_score, goes_on, main_verb, rows_of_names, triggers_between
from dagster_project.extraction.harm.predicates import another_verb, does_it, has_verb, is_bracketed, is_joined_on, served_by
from dagster_project.extraction.harm.scene import FITTING, Scene
from dagster_project.extraction.harm.weights import Weights
from dagster_project.extraction.numbers.counted import Counted, describes
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.grammar import renews
from dagster_project.extraction.words.lexicon import Hit

_OWN_CLAUSE = 6  # words between two numbers from which the first has a verb of its own
_BESIDE = 3  # tokens of a verb that stands beside the trigger, with its auxiliary and "and"
_SHARED = 9  # tokens of a verb in the passive with all that belongs to it, and "and"
BEFORE = ("object", "inverted", "of", "toll")  # the trigger stands before the counted


def within_phrase(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame, w: Weights) -> float | None:
    """The trigger is part of the phrase: "20 wounded soldiers"."""
    start = counted.quantity.last
    taken = scene.grammar.partitive.at(scene.tokens, start) if start < len(scene.tokens) else None
    if taken is not None and any(t.is_number for t in scene.tokens[start : hit.first]):
        return None  # "12 of the 25 people held": it befell the whole
    itself = hit.first == counted.head_first and hit.last == counted.last  # "ein Toter"
    if (
        frame.slot not in ("noun", "passive")
        or hit.first < counted.quantity.last
        or (counted.implicit and frame.slot == "noun" and not itself)
    ):
        return None
    if counted.group and counted.group.measure and counted.head_first is not None and hit.first >= counted.head_first:
        return None  # "displaced families" are a stock: the noun itself says so
    if (frame.slot == "passive" or counted.kind == "person") and counted.quantity.value_type == "share":
        return None  # "half of the people infected": the whole, not what is said of the half
    return w.slot["noun"]


def fronted(scene: Scene, hit: Hit[tuple[Frame, ...]]) -> bool:
    """A participle that opens the sentence and is followed by its auxiliary: "Killed were 20 people"."""
    tokens = scene.tokens
    return hit.first <= 1 and hit.last < len(tokens) and tokens[hit.last].norm in scene.grammar.auxiliaries


def after_trigger(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame, w: Weights) -> float | None:
    gap = gap_between(scene, hit.last, counted.first)
    grammar, tokens = scene.grammar, scene.tokens
    if frame.slot == "of" and len(gap) > 8:
        return None
    lenient = frame.slot == "toll"
    if lenient and (counted.quantity.value_type == "share") != frame.trigger.rate:
        return None  # "the number of deaths is 25 per cent higher", but "the case fatality rate is 25 per cent"
    if lenient and any(hit.last <= h.first < counted.first for h in grammar.numbers_of.scan(tokens)):
        return None  # "the rise in cases is due to testing: the number of tests rose to a million"
    if lenient and renews(tokens, counted.first, grammar.update_to) is not None:
        return w.slot[frame.slot]  # "the toll after the storm that struck the coast rose to 20": the verb makes it plain
    crossing = 0.0 if lenient else w.gap["preposition_before_trigger" if frame.slot == "inverted" else "preposition_after_trigger"]
    aside = adjuncts(scene, gap, counted) if frame.slot in ("object", "inverted") else set()
    score = w.slot[frame.slot] + gap_score(scene, [i for i in gap if i not in aside], counted, crossing, w) + w.gap["adjunct"] * len(aside)
    # A toll is named after its event ("the toll of the shelling of the town rose to 16"): what cannot count the counted does not part them.
    score += w.gap["trigger"] * triggers_between(scene, hit.last, counted.first, counted if lenient else None)
    if not gap:
        score += w.feature["adjacent"]
    elif frame.slot in ("object", "inverted") and _is_served(scene, counted, hit, gap[0]):
        score += w.feature["served"]
    behind = [c for c in scene.counted if c.first == counted.last and c.kind == counted.kind == "person" and not _joined_on(scene, c)]
    if behind and (
        frame.slot == "object" or (frame.slot in ("inverted", "of") and (counted.implicit or (not gap and behind[0].implicit)))
    ):
        score += w.feature["agent"]  # verb, subject, object: "yesterday wounded a settler two boys"
    if gap and not lenient and tokens[gap[-1]].norm in grammar.prepositions and tokens[gap[-1]].norm not in grammar.of:
        score += w.feature["preposition_before_quantity"]
    if lenient and len(gap) > 14:
        return None
    if frame.slot in ("object", "inverted") and counted.implicit and tokens[hit.last].norm == ",":
        return None
    if gap and not lenient and _of_the_served(scene, counted, hit):
        score += w.feature["served"]
    if frame.slot in ("object", "inverted", "of") and gap and another_verb(scene, hit, counted, gap):
        return None
    if gap and tokens[gap[0]].norm in grammar.agent and tokens[gap[-1]].norm in grammar.of and frame.slot in ("object", "inverted"):
        return None  # "raptado por um grupo de quatro homens"
    if frame.slot == "object" and gap and _has_own_verb(scene, counted):
        score += w.feature["own_verb"]
    near = next((tokens[i].norm for i in reversed(gap) if tokens[i].norm not in grammar.determiners), None)
    if near is not None and not lenient and near in grammar.clause - grammar.auxiliaries:
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


def _of_the_served(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether a single victim stands right behind the trigger and what follows is no other one: "the arrest of a man who robbed four
    pupils"."""
    tokens, grammar = scene.tokens, scene.grammar
    first = next((c for c in scene.counted if c.implicit and c.first == hit.last and c.last < counted.first), None)
    if first is None:
        return False
    prefix = grammar.quantities.data.joiner_prefix
    between = tokens[first.last : counted.first + 1]
    return not any(t.norm == "," or t.norm in grammar.conjunctions or (prefix and t.norm.startswith(prefix)) for t in between)


def _joined_on(scene: Scene, counted: Counted) -> bool:
    """Whether "and" is written onto the phrase."""
    prefix = scene.grammar.quantities.data.joiner_prefix
    return bool(prefix) and scene.tokens[counted.first].norm.startswith(prefix)


def _opens_another(scene: Scene, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether "and" is written onto a trigger, so that it opens the next number's phrase: "the dead rose to 40 and-the-wounded to 120"."""
    prefix = scene.grammar.quantities.data.joiner_prefix
    joined = bool(prefix) and scene.tokens[hit.first].norm.startswith(prefix)
    return joined and scene.grammar.frames.exact(scene.tokens, hit.first) is None


def toll_behind(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """ "Subiu para 19 o número de mortos", "chiffre à 9 000 le nombre de morts": what was counted stands right behind the number."""
    between = scene.tokens[counted.last : hit.first]
    if _opens_another(scene, hit):
        return False
    starts = {counted.first, counted.quantity.core_first}  # "estimated at" is a bound of the number too
    rose = any(renews(scene.tokens, i, p) is not None for i in starts for p in (scene.grammar.update_to, scene.grammar.estimates))
    return rose and len(between) <= 2 and all(t.norm in scene.grammar.determiners or t.norm == "," for t in between)


def _has_own_verb(scene: Scene, counted: Counted) -> bool:
    """Whether an auxiliary or a verb of saying right behind the phrase makes it the subject of a clause of its own."""
    return counted.last < len(scene.tokens) and scene.tokens[counted.last].norm in scene.grammar.own_verbs


def before_trigger(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame, w: Weights) -> float | None:
    gap = gap_between(scene, counted.last, hit.first)
    grammar, tokens = scene.grammar, scene.tokens
    if is_joined_on(scene, hit) and not any(h.first in gap for h in scene.triggers):
        return None  # "and" is written onto the verb: what stands before it belongs to another one
    if frame.slot == "noun" and (
        len([i for i in gap if tokens[i].norm not in grammar.determiners]) > 1 or any(tokens[i].norm in ",;" for i in gap)
    ):
        return None
    if frame.slot == "noun" and gap and (counted.implicit or tokens[gap[-1]].norm in grammar.prepositions):
        return None  # "sentenced 12 men to death"
    if frame.slot in ("noun", "result", "passive") and served_by(scene, counted, gap):
        return None  # "attended a vigil for the dead"
    participle = not grammar.syntax.verb_last and not gap and counted.kind == "bare" and any(f.slot == "passive" for f in hit.value)
    if participle and not grammar.syntax.adjective_after_noun and frame.slot in ("noun", "passive") and _describes(scene, hit):
        return None  # "300 missing invoices", "five injured players"
    nearer = next((c for c in scene.counted if counted.last < c.first and c.last == hit.first), None)
    if frame.slot == "result" and nearer is not None and tokens[nearer.first - 1].norm not in grammar.conjunctions:
        return None  # "an attacker stabbed a policeman to death"
    if frame.slot == "result" and gap and tokens[gap[-1]].norm in grammar.active:
        return None  # "condamné 12 hommes pour avoir tué"
    if counted.kind == "unknown" and _has_object(scene, hit):
        return None  # "armed with two knives wounded five people"
    if frame.slot == "noun" and any(tokens[i].norm in grammar.clause - grammar.auxiliaries - grammar.prepositions for i in gap):
        return None  # "its seven sites, while killing others"
    if frame.slot == "noun" and _opens_another(scene, hit):
        return None
    if frame.slot == "noun" and tokens[hit.last - 1].norm in grammar.of and any(tokens[i].norm not in grammar.skip for i in gap):
        return None  # "some held bodies of", but "41 new deaths of"
    if counted.implicit and frame.slot in ("passive", "result") and _of_another(scene, gap):
        return None  # "uma bebê nasceu com seu gêmeo morto"
    if frame.slot in ("noun", "passive", "result") and _is_adjective(scene, hit):
        return None
    if frame.trigger.transitive and describes(tokens, hit.last, grammar) and not any(tokens[i].norm in grammar.passive for i in gap):
        return None  # "13 procent saknade betyg"
    if frame.slot in ("noun", "passive", "result") and hit.last < len(tokens) and tokens[hit.last].norm in grammar.possessives:
        return None  # "hundreds missing their relatives"
    if _told_otherwise(scene, counted, hit) or has_verb(scene, counted, hit, gap, frame.slot):
        return None  # "a man died and two women were hurt", "70 were saved and 12 died"
    if _is_of_next(scene, counted, hit):
        return None  # "38 million people live with it, and 700,000 died"
    if frame.slot in ("passive", "subject") and does_it(scene, counted, hit, gap):
        return None
    if frame.slot == "passive" and is_bracketed(scene, hit, gap):
        return w.slot[frame.slot] + w.feature["auxiliary"]
    restrictive = not any(tokens[i].norm in grammar.auxiliaries for i in gap)
    if counted.quantity.value_type == "share" and counted.kind == "person" and frame.slot in ("noun", "passive") and restrictive:
        return None  # "26 % of the immigrants held": a part of them, not what befell it
    trimmed = gap[1:] if gap and tokens[gap[0]].norm in grammar.relative else gap
    if len(trimmed) >= 2 and tokens[trimmed[0]].norm == "," and tokens[trimmed[1]].norm in grammar.relative:
        trimmed = trimmed[2:]
    row = rows_of_names(scene, trimmed)
    trimmed = main_verb(scene, gap, [i for i in trimmed if i not in row])
    score = w.slot[frame.slot] + gap_score(scene, trimmed, counted, w.gap["preposition_before_trigger"], w)
    dies = frame.measure == "killed" and counted.quantity.stated == 1 and _dies_of(scene, counted, hit)
    score += 0.0 if dies else w.gap["trigger"] * triggers_between(scene, counted.last, hit.first)
    shared = frame.slot == "passive" and _shares_auxiliary(scene, trimmed)
    if not gap:
        score += w.feature["adjacent"]
    elif frame.slot == "passive" and (
        shared or any(tokens[i].norm in grammar.auxiliaries for i in gap[-4:]) or _bracketed(scene, counted, hit)
    ):
        score += w.feature["auxiliary"]
    if frame.slot == "passive" and _is_active(scene, hit, gap):
        score += w.feature["no_auxiliary_but_object"]
    beside = 2 <= len(trimmed) <= _BESIDE and all(tokens[i].is_word and scene.owner(i) is None for i in trimmed)
    own = any(h.value and counted.last <= h.first < hit.first for h in scene.triggers)
    beside = (beside or shared) and not own and not _has_object(scene, hit)  # "were robbed and stabbed"
    if trimmed and not (beside or dies) and grammar.phrase_conjunctions.at(tokens, trimmed[-1]):
        score += w.feature["conjunction_before_verb"]
    if (
        counted.first
        and tokens[counted.first - 1].norm in grammar.prepositions - grammar.of
        and (frame.slot == "subject" or counted.kind == "unknown")
    ):
        score += w.feature["preposition_before_quantity"]
    return score


def _shares_auxiliary(scene: Scene, gap: Sequence[int]) -> bool:
    """Whether another participle and "and" stand between the auxiliary of a passive and the trigger: "was hit by a train and killed"."""
    tokens, grammar = scene.tokens, scene.grammar
    if not 2 < len(gap) <= _SHARED or tokens[gap[0]].norm not in grammar.passive or tokens[gap[-1]].norm not in grammar.conjunctions:
        return False
    return all(tokens[i].is_word and scene.owner(i) is None for i in gap)


def _dies_of(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether one victim was hurt, and died: "fue baleada y murió"."""
    between = [h for h in scene.triggers if h.value and counted.last <= h.first < hit.first]
    if len(between) != 1 or not any(f.measure == "injured" for f in between[0].value):
        return False
    verb = all(scene.tokens[i].norm in scene.grammar.auxiliaries for i in range(counted.last, between[0].first))
    return verb and goes_on(scene, between[0].last, hit.first)


def _of_another(scene: Scene, gap: Sequence[int]) -> bool:
    """Whether a participle without an auxiliary stands behind a noun of its own, where adjectives follow their nouns."""
    grammar, norms = scene.grammar, [scene.tokens[i].norm for i in gap]
    if not grammar.syntax.adjective_after_noun or any(n in grammar.auxiliaries for n in norms):
        return False
    return any(n in grammar.prepositions - grammar.of for n in norms[:-1]) and norms[-1] not in grammar.prepositions and "," not in norms


def _describes(scene: Scene, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether a plain noun that the pack does not list follows a participle, which so is its adjective."""
    tokens, grammar = scene.tokens, scene.grammar
    return describes(tokens, hit.last, grammar) and tokens[hit.last].norm not in grammar.times | grammar.adverbs


def _told_otherwise(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether a verb of harm of its own stands behind the phrase, and another counted phrase between that and the trigger. What is
    counted by a number needs its verb right behind it."""
    tokens, helpers = scene.tokens, scene.grammar.auxiliaries
    own = next((h for h in scene.triggers if counted.last <= h.first < hit.first and h.value), None)
    if own is None or not any(own.last <= c.first and c.last <= hit.first and not c.implicit for c in scene.counted):
        return False
    if counted.implicit:
        return True
    plain = any(f.slot in ("passive", "subject") and counted.kind in FITTING[f.kind] for f in own.value)
    return plain and own.first > counted.last and all(tokens[i].norm in helpers for i in range(counted.last, own.first))


def _is_of_next(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether the verb is that of the phrase right before it alone: a clause of its own stands between, or only a comma and the verb is in
    the singular ("five daughters, one of my sons is dead")."""
    tokens, grammar = scene.tokens, scene.grammar
    helpers = grammar.auxiliaries | grammar.negations
    near = [c for c in scene.counted if counted.last < c.first and c.last <= hit.first and c.kind in ("person", "bare", "unknown")]
    last = next((c for c in near if all(tokens[i].norm in helpers for i in range(c.last, hit.first))), None)
    if last is None or counted.implicit:
        return False
    joint = tokens[last.first - 1].norm
    verb = [tokens[i].norm for i in range(last.last, hit.first)]
    if joint == "," and last.quantity.stated == 1 and (counted.quantity.stated or 0) != 1 and verb and grammar.plurals:
        return not grammar.plurals.intersection(verb)
    between = [t.norm for t in tokens[counted.last : last.first - 1]]
    leads = sum(w in grammar.prepositions - grammar.of for w in between)
    listed = any(w in ",;" or w in grammar.conjunctions for w in between)
    return joint in grammar.conjunctions and len(between) >= _OWN_CLAUSE and leads > 1 and not listed and last.kind == "bare"


def _bracketed(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]]) -> bool:
    """The auxiliary right before the counted or right behind the participle: "wurden 20 Menschen in der Stadt getötet"."""
    tokens, around = scene.tokens, (counted.first - 1, hit.last)
    return any(0 <= i < len(tokens) and tokens[i].norm in scene.grammar.auxiliaries for i in around)


def _is_adjective(scene: Scene, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether the trigger describes a thing that is no victim ("several homeless camps")."""
    if scene.grammar.syntax.adjective_after_noun or hit.last >= len(scene.tokens):
        return False
    return scene.tokens[hit.last].is_word and scene.grammar.noncount.at(scene.tokens, hit.last) is not None


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
    return any(0 <= c.first - hit.last <= 2 and not any(_parting(scene, i) for i in range(hit.last, c.first)) for c in scene.counted)


def _parting(scene: Scene, index: int) -> bool:
    """A token that no object stands behind."""
    token, grammar = scene.tokens[index], scene.grammar
    return not token.is_word or token.norm in grammar.prepositions or token.norm in grammar.conjunctions
