"""Who is said to have done it: whom a sentence names as the doer of the harm or of the attack that it tells, and of the main event.

Who may have done anything is told in :mod:`doers`, who accuses whom without telling of harm in :mod:`responsibility`; the words are
data (``weapons.toml``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dagster_project.extraction.circumstances.doers import AttackerWords, Doer, DoerReader, Span
from dagster_project.extraction.circumstances.weapons import WeaponReader
from dagster_project.extraction.places.words import PlaceGrammar
from dagster_project.extraction.speakers.registry import RegisterInDocument
from dagster_project.extraction.words.document import Document, Sentence, Token
from dagster_project.extraction.words.grammar import Grammar

_LEAD = 4  # sentences at the head of an article that tell its main event
_MOST = 2  # doers of one deed
_AGENT = 8  # tokens between a deed and the "by" of its doer
_SUBJECT = 4  # tokens between a doer and the verb that is theirs
_ROW = 10  # tokens of a second name
_CLASH = 6  # tokens between "clashes" and "with"
_MARKS = frozenset(';:"()\u2013')


@dataclass(frozen=True)
class Told:
    """A doer with the tokens of what they did; ``subject``: of the verb that tells it; ``verb``: it is a verb that they stand behind with
    "by", and tells of nothing else."""

    doer: Doer
    deed: Span
    subject: bool = False
    verb: bool = False


class AttackerReader:
    """The attackers of one document."""

    def __init__(self, document: Document, register: RegisterInDocument, weapons: WeaponReader):
        self.document, self.weapons = document, weapons
        self.doers = DoerReader(document, register, weapons)
        self.words: AttackerWords = self.doers.words
        self.grammar: Grammar = self.doers.grammar
        self.places: PlaceGrammar = self.doers.places
        self._told: dict[int, list[Told]] = {}

    def of_harm(
        self, sentence: Sentence, trigger: Span, victims: Sequence[Span], speaker: tuple[int, int] | None = None
    ) -> tuple[Doer, ...]:
        """Who did what the tokens ``trigger`` tell; ``victims``: the tokens of those counted; ``speaker``: the characters of the speaker's
        own words, which name no doer."""
        tokens = sentence.tokens
        told = everybody = [t for t in self._in(sentence) if not any(a < t.doer.last and t.doer.first < b for a, b in victims)]
        if speaker is not None:  # unless they say that they did it: "the army says that it killed"
            told = [t for t in told if not (tokens[t.doer.first].start < speaker[1] and speaker[0] < tokens[t.doer.last - 1].end)]
        own = [t for t in everybody if (t.subject or t in told) and t.deed[0] < trigger[1] and trigger[0] < t.deed[1]]
        near = own or [t for t in told if not t.verb and not self._parted(tokens, t.deed, trigger)]
        return _once(t.doer for t in near)

    def by_a_victim(self, tokens: Sequence[Token], trigger: Span, victims: Sequence[Span]) -> bool:
        """Whether a clause about a victim tells the deed: "policemen shot a man who had stabbed three people"."""
        syntax = self.grammar.syntax
        opening = self.grammar.relative | (self.grammar.determiners if syntax.verb_last else frozenset())
        for first, last in victims:
            if not 0 < first < last <= trigger[0] or trigger[1] > len(tokens):
                continue
            at = last + 1 if last < len(tokens) and tokens[last].norm == "," else last
            bare = syntax.bare_relative and last == trigger[0]
            if bare or (at < trigger[0] and tokens[at].norm in opening):
                return True
        return False

    def of_main(self, apart: Callable[[int], bool]) -> tuple[Doer, ...]:
        """Who did what the first sentences tell, unless two sides fight there; ``apart``: whether the sentence of an index tells another
        event."""
        lead = [s for s in self.document.sentences[:_LEAD] if not apart(s.index)]
        if any(self.is_clash(s) for s in lead):
            return ()
        return next((found for s in lead if (found := _once(t.doer for t in self._in(s)))), ())

    def is_clash(self, sentence: Sentence) -> bool:
        """Whether the sentence tells of fighting, which has two sides."""
        return self.words.clashes.anywhere(sentence.tokens)

    # --- what they did ---------------------------------------------------------------------------------------------
    def _in(self, sentence: Sentence) -> list[Told]:
        if sentence.index not in self._told:
            self._told[sentence.index] = list(self._read(sentence))
        return self._told[sentence.index]

    def _read(self, sentence: Sentence) -> Iterator[Told]:
        tokens = sentence.tokens
        doers = self.doers.find(tokens)
        if not doers:
            return
        deeds = [(h.first, h.last) for h in self.words.deeds.scan(tokens)] + [(h.first, h.last) for h in self.weapons.hits(sentence)]
        verbs = [(h.first, h.last) for h in self.words.verbs.scan(tokens)]
        harm = [(h.first, h.last) for h in self.grammar.frames.scan(tokens) if h.value]
        clashes = [(h.first, h.last) for h in self.words.clashes.scan(tokens)]
        subjects: list[Doer] = []
        for doer in doers:
            begin = self._begin(tokens, doer)
            before = tokens[begin - 1].norm if begin else ""
            deed = self._by(tokens, begin, before, [*deeds, *verbs, *harm]) or self._owned(tokens, doer, begin, before, deeds)
            done = None if deed else self._done(tokens, doer, begin, before, verbs, doers)
            if deed is None and done is None and not any(s.last <= verb[0] < begin for s in subjects for verb in verbs):
                done = self._inverted(begin, verbs)
            if deed is not None or done is not None:
                subjects.append(doer)
                yield Told(doer, deed or done or (0, 0), done is not None, deed is not None and deed not in deeds)
            elif before in self.words.against:
                clash = next((c for c in clashes if 0 <= begin - 1 - c[1] <= _CLASH), None)
                if clash is not None:
                    yield Told(doer, clash)

    def _begin(self, tokens: Sequence[Token], doer: Doer) -> int:
        """Where the phrase of a doer begins, with its article."""
        begin = doer.first
        articles = self.grammar.determiners.union(self.grammar.quantities.data.articles) - self.grammar.agent
        while begin and tokens[begin - 1].norm in articles:
            begin -= 1
        partitive = begin and tokens[begin - 1].norm in self.grammar.of  # "des hommes armés", "par des djihadistes"
        if partitive and (begin == 1 or tokens[begin - 2].norm in self.grammar.agent or not tokens[begin - 2].is_word):
            begin -= 1
        return begin

    def _by(self, tokens: Sequence[Token], begin: int, before: str, spans: Sequence[Span]) -> Span | None:
        """What was done "by" the doer."""
        if before not in self.grammar.agent:
            return None
        near = [s for s in spans if s[1] <= begin - 1 and begin - 1 - s[1] <= _AGENT and not self._marked(tokens, s[1], begin - 1)]
        if near:
            return max(near)
        behind = [s for s in spans if begin < s[0] <= begin + _AGENT and not self._marked(tokens, begin, s[0])]
        return min(behind) if behind and not self.grammar.capitals_name else None  # "von der Polizei erschossen"

    def _owned(self, tokens: Sequence[Token], doer: Doer, begin: int, before: str, deeds: Sequence[Span]) -> Span | None:
        """The deed that is called the doer's: "Taliban raid", "the army's shelling", "attaque des talibans", "Angriff der PKK"."""
        if before in self.words.of:
            return next((d for d in deeds if d[1] == begin - 1), None)
        bare = not self.grammar.capitals_name or bool(self.places.section.prefixes)
        if bare and (own := next((d for d in deeds if d[1] == begin), None)):
            return own
        if doer.state and doer.known and doer.last == doer.first + 1 and self.doers.country(tokens, doer.first) is not None:
            adjective = next((d for d in deeds if 0 <= doer.first - d[1] <= 1), None)  # "raid aérien israélien"
            if adjective is not None:
                return adjective
        if self.grammar.syntax.adjective_after_noun or not self.grammar.capitals_name:
            return None
        last = doer.last
        if last < len(tokens) and tokens[last].glue == "'":
            last += 1
        elif doer.state and doer.known and self.doers.country(tokens, doer.last - 1) is None:
            return None  # "the Ankara attack" was one in Ankara
        return next((d for d in deeds if last <= d[0] <= last + 1 and all(t.is_word for t in tokens[last : d[0]])), None)

    def _done(
        self, tokens: Sequence[Token], doer: Doer, begin: int, before: str, verbs: Sequence[Span], doers: Sequence[Doer]
    ) -> Span | None:
        """The verb whose subject the doer is."""
        grammar = self.grammar
        governed = before in (grammar.prepositions | grammar.of | grammar.agent | self.words.against) - grammar.conjunctions
        if before in self.places.types:
            return None  # "in the capital Ankara"
        if governed and not (before in grammar.of and begin > 1 and grammar.quantities.data.vague.get(tokens[begin - 2].norm)):
            return None  # but "hundreds of insurgents"
        for first, last in verbs:
            start = self._behind_row(tokens, doer.last)
            if not start <= first <= start + _SUBJECT or any(doer.last <= d.first < first for d in doers if d.first >= start):
                continue
            between = [t.norm for t in tokens[start:first]]
            if grammar.capitals_name and any(t.is_capital and t.norm not in grammar.times for t in tokens[start:first]):
                continue  # "police believe Franklin killed"
            behind = tokens[last].norm if last < len(tokens) else "."
            suffered = any(w in grammar.passive for w in between) or behind in grammar.agent
            harmed = grammar.frames.at(tokens, first) is not None and (behind in ".,;:" or behind in grammar.prepositions)
            noun = first > start and tokens[first - 1].norm in grammar.determiners  # "condemned the attack"
            noun = noun or any(self.words.deeds.at(tokens, i) for i in range(start, first))  # "the Ankara attack killed"
            if not (suffered or harmed or noun) and not self._marked(tokens, start, first) and "," not in between:
                return first, last
        return None

    def _behind_row(self, tokens: Sequence[Token], index: int) -> int:
        """Behind a second name joined on: "guerrillas of the FARC and the Popular Liberation Army (EPL) attacked"."""
        at = index
        if at >= len(tokens) or tokens[at].norm not in self.grammar.conjunctions:
            return index
        at += 1
        while at < min(len(tokens), index + _ROW) and (
            tokens[at].is_capital or tokens[at].norm in "()" or tokens[at].norm in self.grammar.determiners
        ):
            at += 1
        return at if at > index + 1 else index

    def _inverted(self, begin: int, verbs: Sequence[Span]) -> Span | None:
        """The verb right before its subject, where sentences are built so."""
        if self.grammar.capitals_name and not self.places.section.prefixes:
            return None
        return next((v for v in verbs if v[1] == begin), None)

    def _marked(self, tokens: Sequence[Token], start: int, stop: int) -> bool:
        return any(t.norm in _MARKS or t.norm in self.grammar.relative for t in tokens[start:stop])

    def _parted(self, tokens: Sequence[Token], deed: Span, trigger: Span) -> bool:
        """Whether a clause begins between what was done and the harm that is told."""
        start, stop = min(deed[1], trigger[1]), max(deed[0], trigger[0])
        opening = self.grammar.clause - self.grammar.auxiliaries - self.grammar.prepositions
        return any(t.norm in opening or t.norm in _MARKS for t in tokens[start:stop])


def _once(doers: Iterator[Doer] | Sequence[Doer]) -> tuple[Doer, ...]:
    """The doers once each, those of the register alone when there are any."""
    found = list({d.name: d for d in doers}.values())
    known = [d for d in found if d.known]
    return tuple((known or found)[:_MOST])
