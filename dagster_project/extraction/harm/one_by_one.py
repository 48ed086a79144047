"""Whether harm is told of somebody who is named, or told by a noun that the pack does not list.

One person's harm is a claim when the verb itself tells of violence, or the sentence of a calamity; a death in bed, a player's knee and
the hero of a film are none.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dagster_project.extraction.harm.gaps import adjuncts, gap_between
from dagster_project.extraction.harm.scene import Scene
from dagster_project.extraction.numbers.counted import Counted
from dagster_project.extraction.words.frames import Frame
from dagster_project.extraction.words.lexicon import Hit

_MEASURES = frozenset({"killed", "injured", "abducted", "detained", "missing"})
_SLOTS = frozenset({"object", "inverted", "of", "passive", "subject", "result"})
_OTHERS = 1  # plain words between an auxiliary and its verb: "was brutally murdered"
_BESIDE = 3  # plain words between a verb and a name: "killed toll collector Jan Olsen"
_JOINT = 5  # tokens of a conjunction at most: "at the same time as"
_CLAUSE = 8  # words back from a name to the auxiliary of a participle behind it
_BELONGING = 5  # words back from a name to the preposition that makes it another's: "a dog of the champion Jan Olsen was killed"


def tells_of(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """Whether the trigger tells of harm to ``counted``, whose ``evidence`` is not empty."""
    grammar, tokens = scene.grammar, scene.tokens
    certain = is_violent(scene, hit)
    weak = frame.trigger.weak and not frame.trigger.weapons
    if frame.kind != "casualty" or frame.measure not in _MEASURES or frame.slot not in _SLOTS or (weak and not certain):
        return False
    if not frame.trigger.single or (counted.evidence == "unlisted" and not certain) or _is_wanted(scene, hit, frame):
        return False
    if grammar.private.anywhere(tokens) or (grammar.capitals_name and hit.first and tokens[hit.first].is_capital):
        return False  # a title: "the series Arrested at Dawn"
    stands = _stands_before(scene, counted, hit, frame) if hit.last <= counted.first else _stands_behind(scene, counted, hit, frame)
    return stands and (certain or _is_body_found(scene, hit, frame) or _is_public(scene, counted, frame))


def is_violent(scene: Scene, hit: Hit[tuple[Frame, ...]]) -> bool:
    """Whether the word befalls nobody but people and is no natural death: "murdered", "assassination of"."""
    whole = (scene.grammar.persons.at(scene.tokens, i) for i in (hit.first, hit.first - 1) if i >= 0)  # "foi morta" around "morta"
    return any(p is not None and p.last >= hit.last for p in whole)


def _is_wanted(scene: Scene, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """Whether the verb tells only what somebody can do, wants or plans: "tried to kill"."""
    grammar, word = scene.grammar, scene.tokens[hit.first].norm
    before = scene.tokens[hit.first - 1].norm if hit.first else ""
    marked = before in grammar.infinitives or before in grammar.irrealis
    return marked or (frame.slot != "of" and any(m.startswith("-") and word.endswith(m[1:]) for m in grammar.infinitives))


def _is_body_found(scene: Scene, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """ "the body of Jan Olsen was found": who dies in bed is not searched for."""
    grammar, tokens = scene.grammar, scene.tokens
    return frame.slot == "of" and grammar.bodies.at(tokens, hit.first) is not None and grammar.found.anywhere(tokens)


def _is_public(scene: Scene, counted: Counted, frame: Frame) -> bool:
    """Whether a verb that may tell of any death or hurt stands beside what makes it more than that."""
    if frame.measure == "detained":
        return frame.slot != "of"  # "asked for the arrest of"
    if frame.measure in ("missing", "abducted"):  # ships go missing, towns are captured
        return any(g.person is not None for g in counted.groups)
    if frame.trigger.weapons or scene.grammar.violence.anywhere(scene.tokens):
        return True
    hurt = any(f.measure == "injured" and not f.trigger.weak for h in scene.triggers for f in h.value)
    return frame.measure == "killed" and hurt


def _rest(scene: Scene, counted: Counted, gap: Sequence[int]) -> list[int] | None:
    """The positions of a gap without the other people of a list in it and what joins them ("Jan Olsen and two others were killed"); None
    when somebody stands there who is in no list."""
    grammar, tokens = scene.grammar, scene.tokens
    rest: list[int] = []
    listed: Counted | None = None
    for i in gap:
        owner = scene.owner(i)
        if owner is None or owner is counted:
            rest.append(i)
            continue
        joint = tokens[owner.first - 1].norm if owner.first else ""
        joined = joint in grammar.conjunctions or joint in grammar.possessives or bool(_joint(scene, owner.first))
        if not owner.evidence and not joined:
            return None
        if any(tokens[j].norm in grammar.relative for j in rest):
            return None  # "Jan Olsen, whose wife was killed"
        listed = owner
    if listed is None:
        return rest
    joints = {i for c in scene.counted for i in _joint(scene, c.first)}
    return [i for i in rest if tokens[i].norm != "," and tokens[i].norm not in grammar.conjunctions and i not in joints]


def _joint(scene: Scene, first: int) -> range:
    """The tokens of the conjunction of several words that ends right before ``first``: "together with"."""
    starts = range(max(0, first - _JOINT), first - 1)
    hits = (scene.grammar.phrase_conjunctions.at(scene.tokens, i) for i in starts)
    return next((range(h.first, h.last) for h in hits if h is not None and h.last == first), range(0))


def belongs_to_other(scene: Scene, counted: Counted) -> bool:
    """Whether a preposition before the name makes it another's, or a number part of something else's name."""
    grammar, tokens = scene.grammar, scene.tokens
    prepositions = (grammar.prepositions | grammar.of | grammar.agent) - grammar.determiners
    stops = grammar.auxiliaries | grammar.own_verbs | grammar.clause | grammar.relative | grammar.conjunctions
    if counted.first and tokens[counted.first - 1].is_number:
        return True
    for index in range(counted.first - 1, max(-1, counted.first - 1 - _BELONGING), -1):
        token = tokens[index]
        if token.norm in prepositions:
            return True
        if token.norm in stops - grammar.determiners or not (token.is_word or token.is_number) or token.norm in grammar.times:
            return False
    return False


def _is_apposition(scene: Scene, counted: Counted) -> bool:
    """Whether a name stands between commas and says who was told of by a noun: "the suspect, Jan Olsen, was arrested"."""
    tokens, grammar = scene.tokens, scene.grammar
    at = counted.first - 1
    while at > 0 and (tokens[at].is_number or tokens[at].glue == "-" or grammar.ages.at(tokens, at) is not None):
        at -= 1  # "the suspect, 25-year-old Jan Olsen, was"
    if at < 1 or tokens[at].norm != ",":
        return False
    noun = grammar.groups.at(tokens, at - 1)
    suspected = noun is not None and noun.value.kind == "person" and noun.value.singular
    return (suspected or grammar.titles.at(tokens, at - 1) is not None) and not any(c.first <= at - 1 < c.last for c in scene.counted)


def _stands_behind(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """Whether nothing but auxiliaries, and a relative pronoun, stands between the phrase and its verb behind it."""
    grammar, tokens = scene.grammar, scene.tokens
    whole = gap_between(scene, counted.last, hit.first)
    aside = adjuncts(scene, whole, counted)
    gap = _rest(scene, counted, [i for i in whole if i not in aside])
    if gap is None or any(c.first == hit.last and not c.implicit for c in scene.counted):
        return False  # "laut Jan Olsen starben 32 Menschen"
    parted = bool(gap) and tokens[gap[0]].norm == "," and len(gap) > 1
    if parted and (tokens[gap[1]].norm in grammar.relative or _is_apposition(scene, counted)):
        gap = gap[1:]
    told = bool(gap) and tokens[gap[0]].norm in grammar.relative
    if not told and counted.evidence in ("named", "known") and belongs_to_other(scene, counted):
        return False
    if not told and counted.evidence == "unlisted" and counted.first and tokens[counted.first - 1].norm in grammar.prepositions:
        return False  # "a man at a market was arrested"
    words = [tokens[i].norm for i in (gap[1:] if told else gap)]
    joined = counted.first > 0 and tokens[counted.first - 1].norm in grammar.conjunctions
    alone = not joined and all(scene.owner(i) is None for i in whole)
    if any(w in grammar.negations or w in grammar.irrealis or (alone and w in grammar.plurals) for w in words):
        return False
    if any(a in grammar.infinitives and b not in grammar.active for a, b in itertools.pairwise([*words, ""])):
        return False  # "is to be killed", but "is said to have been killed"
    function = grammar.prepositions | grammar.conjunctions | grammar.clause | grammar.relative
    other = [w for w in words if w not in grammar.auxiliaries and w not in grammar.times]
    if len(other) > _OTHERS or (other and (words[0] == other[0] or not other[0].isalpha() or other[0] in function)):
        return False
    both = any(f.slot == "object" and f.measure == frame.measure for f in hit.value)  # "killed" may be active too
    around = [tokens[i].norm for i in (counted.first - 1, counted.first - 2, hit.last) if 0 <= i < len(tokens)]
    if any(w in grammar.passive for w in (*words, *around)):
        return not (alone and any(w in grammar.plurals for w in around))  # "wurde Jan Olsen getötet"
    if frame.slot not in ("passive", "result"):
        return True
    acted = any(t.norm in grammar.active for t in tokens[max(0, counted.first - _CLAUSE) : counted.first])
    return not both and (not grammar.passive or bool(words) or (not grammar.capitals_name and acted))  # "hat Jan Olsen festgenommen"


def _stands_before(scene: Scene, counted: Counted, hit: Hit[tuple[Frame, ...]], frame: Frame) -> bool:
    """Whether the phrase is what its verb before it is about: nothing but words that belong to it stands between."""
    grammar, tokens = scene.grammar, scene.tokens
    if frame.slot == "object" and not grammar.capitals_name and counted.evidence != "unlisted":
        return False  # where names have no cases and the verb may stand before its subject
    gap = _rest(scene, counted, range(hit.last, counted.first))
    if gap is None or len(gap) > _BESIDE:
        return False
    listed = len(gap) < counted.first - hit.last
    if gap and tokens[gap[0]].norm in grammar.object_marks:
        gap = gap[1:]
    plain = [i for i in gap if tokens[i].norm not in grammar.determiners and tokens[i].norm not in grammar.times]
    if plain and not listed and tokens[counted.first].is_capital:
        return False  # "murió el matrimonio Olsen": a noun that is no title
    apart = grammar.conjunctions | grammar.clause | grammar.relative | grammar.agent | grammar.prepositions | grammar.auxiliaries
    for i in gap:
        token = tokens[i]
        if not (token.is_word or ((listed and token.norm in ",()") or token.is_number)) or (
            token.norm in apart - grammar.determiners or (token.is_capital and grammar.capitals_name)
        ):
            return False
    if counted.evidence not in ("named", "known") or counted.last >= len(tokens):
        return True
    group, thing = grammar.groups.at(tokens, counted.last), grammar.noncount.at(tokens, counted.last)
    if frame.slot == "of" or grammar.syntax.adjective_after_noun or not grammar.capitals_name:
        return group is None and thing is None
    after = tokens[counted.last]
    known = grammar.prepositions | grammar.conjunctions | grammar.clause | grammar.relative | grammar.auxiliaries | grammar.times
    noun = after.is_word and not after.is_capital and after.glue == " " and after.norm not in known
    return not noun or grammar.frames.at(tokens, counted.last) is not None  # but "killed Red Hand fighters"
