"""A language's words of attribution, compiled for look-up. What is done with them does not live here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dagster_project.extraction.places.words import PlaceGrammar, grammar_of
from dagster_project.extraction.words.lexicon import Affixes, Lexicon, words_of
from dagster_project.extraction.words.text import fold
from dagster_project.languages.pack import load_pack
from dagster_project.languages.sections.attribution import AttributionSection, Grammar, SpeakerNouns, Stance
from dagster_project.languages.sections.syntax import SyntaxSection
from dagster_project.languages.sections.text import TextSection


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue does (``role``: a field of the section; ``participle`` reports nothing) and the particles that must follow it."""

    role: str
    particles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """The small words of :class:`Grammar` as sets of folded forms."""

    complementizers: frozenset[str]
    determiners: frozenset[str]
    connectors: frozenset[str]
    coordinators: frozenset[str]
    relatives: frozenset[str]
    openers: frozenset[str]
    contrasts: frozenset[str]
    stops: frozenset[str]
    between: frozenset[str]
    time: frozenset[str]
    negations: frozenset[str]
    hearers: frozenset[str]
    own: frozenset[str]

    @classmethod
    def of(cls, grammar: Grammar) -> Words:
        return cls(**{name: frozenset(fold(w) for w in getattr(grammar, name)) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Speech:
    """Everything :class:`~dagster_project.extraction.speakers.reader.SpeakerReader` asks of a language."""

    language: str
    section: AttributionSection
    affixes: Affixes
    cues: Lexicon[Cue]
    nouns: Lexicon[SpeakerNouns]
    words: Words
    anaphors: dict[tuple[str, ...], str]
    same: frozenset[str]
    auxiliaries: frozenset[str]
    agents: frozenset[str]
    issued: frozenset[str]
    reflexives: frozenset[str]
    active: frozenset[str]
    closes: frozenset[str]
    inquiry: Lexicon[str]
    moods: frozenset[str]
    stances: Lexicon[Stance]
    acts: Lexicon[str]
    charges: Lexicon[str]
    modalities: Lexicon[str]
    planned: Lexicon[bool]
    happened: Lexicon[bool]
    known: frozenset[str]
    small: frozenset[str]
    dash_opens_speech: bool
    places: PlaceGrammar

    @property
    def grammar(self) -> Grammar:
        return self.section.grammar


def _cues(section: AttributionSection) -> list[tuple[str, Cue]]:
    verbs, phrases = section.verbs, section.phrases
    entries = [(form, Cue(role)) for role in ("say", "tell", "report", "clause", "saying", "quote") for form in getattr(verbs, role)]
    entries += [(form, Cue("separable", tuple(fold(p) for p in particles))) for form, particles in verbs.separable.items()]
    entries += [(phrase, Cue("participle")) for phrase in verbs.participles]
    for role in ("before", "attaching", "after", "opens", "closes", "relay", "relayed_by", "resume"):
        entries += [(phrase, Cue(role)) for phrase in getattr(phrases, role)]
    return entries


def _modalities(section: AttributionSection) -> list[tuple[str, str]]:
    modality = section.modality
    entries = [(cue, code) for code in ("denied", "threatened", "hypothetical", "feared", "factual") for cue in getattr(modality, code)]
    return entries + [(cue, "condition") for cue in modality.conditions]


@cache
def speech_of(language: str) -> Speech:
    """The words of attribution of a language (ISO 639-1). Raises ``PackError`` when the pack lacks them."""
    pack = load_pack(language)
    section = pack.section("attribution", AttributionSection)
    text, syntax = pack.section("text", TextSection), pack.section("syntax", SyntaxSection)
    clitics = tuple(fold(c) for c in text.clitics)
    affixes = Affixes(clitics=clitics, compounds=text.compounds)
    plain = Affixes(clitics=clitics)
    nouns = [(word, group) for group in section.nouns for word in group.words]
    single = frozenset(word for word, _ in nouns if len(words_of(word)) == 1)
    closes = frozenset(section.phrases.closes) if text.compounds else frozenset()
    anaphors = {
        words_of(phrase): kind for kind in ("person", "body", "any") for phrase in getattr(section.anaphors, kind)
    }
    return Speech(
        language=language,
        section=section,
        affixes=plain,
        cues=Lexicon(_cues(section), affixes if closes else plain, heads=closes),
        nouns=Lexicon(nouns, affixes, heads=single),
        words=Words.of(section.grammar),
        anaphors=anaphors,
        same=frozenset(fold(w) for w in section.anaphors.same),
        auxiliaries=frozenset(fold(w) for w in section.verbs.auxiliaries),
        agents=frozenset(fold(w) for w in section.verbs.agents),
        issued=frozenset(fold(w) for w in section.phrases.issued),
        reflexives=frozenset(fold(w) for w in section.verbs.reflexives),
        closes=closes,
        active=frozenset(fold(w) for w in syntax.active),
        inquiry=Lexicon([(w, w) for w in section.responsibility.inquiry], affixes, heads=frozenset(section.responsibility.inquiry)),
        stances=Lexicon([(w, s) for s in section.responsibility.stances for w in s.words], plain),
        acts=Lexicon([(w, w) for w in section.responsibility.acts], affixes, heads=frozenset(section.responsibility.acts)),
        charges=Lexicon([(w, w) for w in section.responsibility.charges], affixes),
        modalities=Lexicon(_modalities(section), plain),
        planned=Lexicon(dict.fromkeys(section.modality.planned, True), plain),
        happened=Lexicon(dict.fromkeys(section.modality.happened, True), plain),
        known=frozenset(fold(w) for w in section.modality.known),
        small=frozenset(fold(w) for words in (syntax.determiners, syntax.prepositions, syntax.of, syntax.infinitives) for w in words),
        moods=frozenset(fold(w) for w in section.phrases.mood),
        dash_opens_speech=text.dash_opens_speech,
        places=grammar_of(language),
    )
