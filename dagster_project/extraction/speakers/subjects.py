"""Who is the subject of a reporting verb: before it, behind it, or of the clause whose participle it closes."""

from __future__ import annotations

from dagster_project.extraction.speakers.after import PhraseAfter
from dagster_project.extraction.speakers.before import PhraseBefore
from dagster_project.extraction.speakers.phrases import Phrase
from dagster_project.extraction.speakers.scene import Scene
from dagster_project.extraction.speakers.speech import Cue, Speech
from dagster_project.extraction.words.lexicon import Hit

_BARE_NAME = 6  # tokens of a name in a script without capitals


class Subjects:
    """Finds the subjects of reporting verbs by the words of one language."""

    def __init__(self, data: Speech, before: PhraseBefore, after: PhraseAfter):
        self.data, self.before, self.after = data, before, after

    def of_last(self, scene: Scene, verb: int) -> Phrase | None:
        """The subject of a participle that closes its clause, beside the clause's auxiliary: "zunächst hatte sie 79 Tote gemeldet"."""
        tokens = scene.tokens
        if not self.data.grammar.verb_second:
            return None
        for index in range(verb - 2, scene.floor, -1):
            if not (tokens[index].is_word or tokens[index].is_number):
                return None
            if tokens[index].norm in self.data.active:
                behind = self.after.find(tokens, index + 1, verb)
                told = behind is not None and behind.first == index + 1 and (behind.anaphor or behind.kind or behind.entity)
                return behind if behind is not None and told and behind.headed else self.before.find(tokens, index, scene.floor)
        return None

    def before_verb(self, scene: Scene, verb: int) -> Phrase | None:
        left = self.before.find(scene.tokens, verb, scene.floor)
        if left is not None:
            return left
        relative = verb - 1
        while relative > scene.floor and scene.norm(relative) in self.data.words.between:
            relative -= 1
        if relative > scene.floor and scene.norm(relative) in self.data.words.relatives:
            return self.before.find(scene.tokens, relative - (scene.norm(relative - 1) == ","), scene.floor)
        return None

    def may_invert(self, scene: Scene, verb: int, left: Phrase | None) -> bool:
        """Whether the subject may stand behind the verb."""
        grammar, words = self.data.grammar, self.data.words
        if grammar.subject == "after":
            return True
        if left is None:
            return grammar.inverts or verb <= scene.floor or not scene.tokens[verb - 1].is_word or scene.norm(verb - 1) in words.openers
        adverbial = not left.likely or (left.first > scene.floor and scene.norm(left.first - 1) in words.connectors)
        return grammar.inverts and adverbial

    def fronted(self, scene: Scene, hit: Hit[Cue], left: Phrase) -> bool:
        """Whether what stands before the verb is what was said or to whom ("…, berichtete DHA", "dem Blatt sagte sie"): the subject, a
        plain speaker, stands right behind the verb."""
        tokens = scene.tokens
        parted = tokens[hit.first - 1].norm == ","
        if not self.data.grammar.inverts or not (parted or self.after.hearer(tokens, left.first)):
            return False
        behind = self.after.find(tokens, hit.last)
        return behind is not None and behind.first == hit.last and behind.headed and bool(behind.entity or behind.kind or behind.named)

    def speaks(self, scene: Scene, phrase: Phrase, role: str) -> bool:
        """Whether an inverted phrase is a speaker; a bare name counts where names have no capitals and a clause follows."""
        if phrase.likely:
            return phrase.headed
        name = scene.tokens[phrase.first].cased
        caseless = name.upper() == name.lower() and phrase.last - phrase.first <= _BARE_NAME
        return caseless and role == "say" and scene.norm(phrase.last) in self.data.words.complementizers
