"""On which sides of an attribution what was said stands: "X said that …", "…, X said", "…, X said, and …"."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.speakers.phrases import VERBS, Phrase
from dagster_project.extraction.speakers.scene import AHEAD, MARKS, Scene
from dagster_project.extraction.speakers.speech import Cue, Speech
from dagster_project.extraction.words.document import Token
from dagster_project.extraction.words.lexicon import Hit
from dagster_project.extraction.words.quotes import MARK


class Reach:
    """Decides it by the words of one language."""

    def __init__(self, data: Speech):
        self.data = data
        w = data.words
        self._lead = w.openers | w.between | w.connectors | w.time | w.determiners | w.coordinators
        self._light = w.connectors | w.determiners | w.time | w.between
        self._adjuncts = w.connectors | w.time | w.between | w.openers | frozenset(MARKS + ".")
        self._joints = w.openers | w.coordinators
        self._clauses = w.complementizers - w.connectors

    def sides(self, scene: Scene, role: str, phrase: Phrase, first: int, last: int, hit: Hit[Cue] | None) -> tuple[bool, bool]:
        """Whether the content of the attribution in tokens ``first`` to ``last`` stands behind it, and whether before it."""
        tokens, words = scene.tokens, self.data.words
        lead = first
        while lead and tokens[lead - 1].norm in self._lead:
            lead -= 1
        before, after = lead > 0, any(t.is_word or t.is_number for t in tokens[last:])
        previous, following = scene.norm(lead - 1) if before else "", self._following(scene, last)
        parted = bool(previous) and previous in MARKS
        if role in VERBS or role == "beside_colon":
            particle = hit is not None and following in hit.value.particles
            adjunct = not after or self._relays(tokens, last) or (following in self._adjuncts and not particle)
            inverted_end = hit is not None and phrase.first >= hit.last and not after
            clause = following in words.complementizers
            content = clause or (hit is not None and last == hit.last and not adjunct)
            forward = not inverted_end and (not before or not parted or not adjunct or clause or following in (",", ":"))
            forward = forward and (clause or following == ":" or not (parted and self._own_words(scene, lead, last)))
            backward = before and (parted or inverted_end) and (adjunct or not content) and following not in self._clauses
            forward = forward and (after or role != "report")
        else:
            fresh = not before or previous in ":;" or any(t.norm in self._joints for t in tokens[lead:first])
            forward = after and (fresh or not parted or following == "," or self.data.grammar.verb_second)
            backward = before and not fresh
        return forward, backward

    def _relays(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether "citing" or the like stands at ``index``."""
        hit = self.data.cues.at(tokens, index)
        return hit is not None and hit.value.role == "relay"

    def _own_words(self, scene: Scene, lead: int, last: int) -> bool:
        """Whether the article speaks itself behind an attribution that follows what was said: behind a quotation, or in a clause that
        tells what else went on ("…, officials said, as crews fought a second fire")."""
        quoted = MARK in (scene.norm(lead - 1), scene.norm(lead - 2) if scene.norm(lead - 1) == "," else "")
        if quoted and all(t.norm != MARK for t in scene.tokens[last:]):
            return True
        return scene.norm(last) == "," and scene.norm(last + 1) in self.data.words.contrasts

    def _following(self, scene: Scene, last: int) -> str:
        """The word behind an attribution; behind time, place and paper ("on Monday in a statement") when a clause opens there."""
        for index in range(last, min(len(scene.tokens), last + AHEAD)):
            token = scene.tokens[index]
            if token.norm in self.data.words.complementizers:
                return token.norm
            if token.norm in self._light or token.is_number or token.is_capital:
                continue
            noun = self.data.nouns.at(scene.tokens, index)
            if noun is None or noun.value.kind != "document":
                break
        return scene.norm(last)
