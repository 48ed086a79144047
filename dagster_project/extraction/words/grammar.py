"""A language pack made ready for reading: lexicons of groups, triggers and function words.

Compiled once per language and process. Which pair of trigger and quantity belongs together is decided in linking.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from dagster_project.extraction.numbers.quantities import QuantityReader, quantity_reader
from dagster_project.extraction.words.document import SentenceRules, Token
from dagster_project.extraction.words.frames import Frame, frames_of, nominal, of_persons
from dagster_project.extraction.words.groups import Group, groups_of, nouns_of
from dagster_project.extraction.words.lexicon import NO_AFFIXES, Affixes, Lexicon, words_of
from dagster_project.extraction.words.text import fold
from dagster_project.languages.pack import Pack, load_pack
from dagster_project.languages.sections.attribution import AttributionSection
from dagster_project.languages.sections.cues import CuesSection
from dagster_project.languages.sections.dates import DatesSection, Rule
from dagster_project.languages.sections.frames import FramesSection
from dagster_project.languages.sections.groups import GroupsSection
from dagster_project.languages.sections.syntax import SyntaxSection
from dagster_project.languages.sections.text import TextSection
from dagster_project.languages.sections.weapons import WeaponsSection

Pattern = tuple[tuple[str, ...], tuple[str, ...]]  # the words before the first and before the second of two numbers
_SPOKEN: tuple[Rule, ...] = ("today", "yesterday", "before_yesterday", "this_year", "last_year")  # days and years without a name: "i går"
_INSERTED, _PHRASE = 4, 4  # tokens inside the words by which a total changes ("rose on Tuesday to"), and tokens of those words


@dataclass(frozen=True)
class Grammar:
    """Everything that reading a language needs, compiled."""

    pack: Pack
    rules: SentenceRules
    quantities: QuantityReader
    groups: Lexicon[Group]
    telling: Lexicon[Group]  # those groups that are victims by their name: hostages, refugees
    frames: Lexicon[tuple[Frame, ...]]
    split: Lexicon[tuple[tuple[tuple[str, ...], Frame], ...]]  # triggers in two parts by the first; the second, and what they say
    ambiguous: frozenset[str]  # second parts that are prepositions or articles too
    nominal: Lexicon[tuple[Frame, ...]]  # nouns of harm without the genitive word with which they are listed
    noncount: Lexicon[bool]
    pronouns: Lexicon[bool]
    one_of: Lexicon[bool]
    given_names: frozenset[str]
    name_joints: frozenset[str]
    no_accusatives: frozenset[str]
    syntax: SyntaxSection
    cues: CuesSection
    modifiers: dict[str, str]
    conjunctions: frozenset[str]
    of: frozenset[str]
    agent: frozenset[str]
    prepositions: frozenset[str]
    clause: frozenset[str]
    relative: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    skip: frozenset[str]
    subset: Lexicon[bool]
    subset_after: Lexicon[bool]
    subset_open: Lexicon[bool]
    subset_predicate: Lexicon[bool]
    subset_inverted: Lexicon[bool]
    spared: Lexicon[bool]
    partitive: Lexicon[bool]
    adjectives: frozenset[str]
    attributes: tuple[str, ...]
    negations: frozenset[str]
    ages: Lexicon[bool]
    ages_behind: Lexicon[bool]
    age_before: frozenset[str]
    irrealis: frozenset[str]
    than: frozenset[str]
    somebody: frozenset[str]
    attempts: Lexicon[bool]
    adverbs: frozenset[str]
    asks: frozenset[str]
    fewer: Lexicon[bool]
    unharmed: Lexicon[bool]
    out_of: Lexicon[bool]
    neither: tuple[tuple[str, str], ...]  # what opens the row, if it must stand before, and the word right before the last of it
    excepted: tuple[tuple[str, str], ...]  # the same of those who are left out
    active: frozenset[str]
    passive: frozenset[str]
    objects: frozenset[str]
    possessives: frozenset[str]
    owners: frozenset[str]
    own_verbs: frozenset[str]
    capitals_name: bool
    increment: Lexicon[bool]
    update_to: tuple[tuple[str, ...], ...]
    update_from: tuple[tuple[str, ...], ...]
    total: tuple[tuple[str, ...], ...]
    update_around: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    pairs_old_first: tuple[Pattern, ...]
    pairs_new_first: tuple[Pattern, ...]
    pairs_other: tuple[Pattern, ...]
    pluperfect: frozenset[str]
    reporting: frozenset[str]
    attributing: Lexicon[bool]  # phrases before a speaker and verbs of saying
    figures_around: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    figures: tuple[tuple[str, ...], ...]
    estimates: tuple[tuple[str, ...], ...]
    each_with: frozenset[str]
    numbers_of: Lexicon[bool]
    crisis: frozenset[str]
    alone: Lexicon[bool]
    received: Lexicon[bool]
    has_articles: bool
    calamities: Lexicon[bool]
    times: frozenset[str]
    events: Lexicon[bool]
    phrase_conjunctions: Lexicon[bool]
    titles: Lexicon[bool]
    particles: frozenset[str]
    other_names: Lexicon[bool]
    private: Lexicon[bool]
    whom: frozenset[str]
    kin: Lexicon[bool]
    kin_of: frozenset[str]
    kin_own: frozenset[str]
    parents: Lexicon[bool]
    genitive_numbers: tuple[str, ...]
    name_genitives: tuple[str, ...]
    names_with_article: bool
    persons: Lexicon[bool]  # triggers that befall nobody but people
    bodies: Lexicon[bool]
    found: Lexicon[bool]
    infinitives: frozenset[str]
    object_marks: frozenset[str]
    fractions: Lexicon[int]
    plurals: frozenset[str]
    violence: Lexicon[bool]

    @cached_property
    def function_words(self) -> frozenset[str]:
        """The words that hold a clause together and are no part of a name."""
        return (
            self.prepositions | self.determiners | self.auxiliaries | self.clause
            | self.conjunctions | self.relative | self.objects | self.own_verbs
        )  # fmt: skip

    @cached_property
    def between_phrases(self) -> frozenset[str]:
        """The words that may stand between a number and a further number of the same verb: they neither do nor name anything."""
        return (
            self.prepositions | self.determiners | self.clause | self.skip | self.times | self.of
            | self.adverbs | self.conjunctions | self.possessives
        )  # fmt: skip


def _calamities(pack: Pack, cues: CuesSection) -> list[str]:
    """Words for what kills people otherwise than by nature: causes but disease, hazards, weapons."""
    causes = [w for code, words in cues.causes.items() if code != "disease" for w in words]
    hazards = [w for words in cues.hazards.values() for w in words]
    return [*causes, *hazards, *(w for words in pack.section("weapons", WeaponsSection).words.values() for w in words)]


def _violence(pack: Pack, cues: CuesSection) -> list[str]:
    """Words for one happening that harms people, for hazards and for weapons."""
    hazards = [w for words in cues.hazards.values() for w in words]
    return [*cues.event, *hazards, *(w for words in pack.section("weapons", WeaponsSection).words.values() for w in words)]


def _times(dates: DatesSection) -> frozenset[str]:
    """Words of which an adjunct of time may consist: weekdays, months, parts of the day, units."""
    named = [form for forms in (*dates.weekdays, *dates.months, *dates.units.values()) for form in forms]
    days = [word for forms in dates.weekdays for form in forms for word in words_of(form)]  # "sexta-feira"
    spoken = [t.split()[-1] for rule in _SPOKEN for t in dates.forms.get(rule, ()) if not set(t) & set("{}[]()|")]
    return _words([*named, *days, *dates.parts, *dates.dayparts, *spoken])


def _two_words(phrases: list[str]) -> tuple[tuple[str, str], ...]:
    """Phrases in two parts, written with # between; the first part is empty where there is but one."""
    return tuple((fold(first.strip()), fold(last.strip())) for first, _, last in (w.rpartition("#") for w in phrases))


def _flags(phrases: list[str], affixes: Affixes = NO_AFFIXES) -> Lexicon[bool]:
    return Lexicon(dict.fromkeys(phrases, True), affixes)


def _phrases(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(words for p in phrases if (words := words_of(p)))


def _halves(phrases: Iterable[str]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Phrases around a number, which is written #."""
    return tuple((words_of(left), words_of(right)) for p in phrases for left, _, right in [p.partition("#")])


def _pairs(phrases: Iterable[str]) -> tuple[Pattern, ...]:
    """Phrases around two numbers, each written #, the second one last."""
    return tuple((words_of(left), words_of(middle)) for p in phrases for left, middle, _ in [p.split("#")])


def _words(phrases: list[str]) -> frozenset[str]:
    """Single tokens of a list; multi-word entries belong in lexicons."""
    return frozenset(words[0] for p in phrases if len(words := words_of(p) or (p,)) == 1)


@cache
def grammar(language: str) -> Grammar:
    """The compiled grammar of a language. Raises PackError when its pack is absent or broken."""
    pack = load_pack(language)
    text, syntax = pack.section("text", TextSection), pack.section("syntax", SyntaxSection)
    groups, cues = pack.section("groups", GroupsSection), pack.section("cues", CuesSection)
    affixes = Affixes(tuple(text.clitics), text.compounds)
    clitics = Affixes(tuple(text.clitics))
    of = _words(syntax.of)
    merged, split = frames_of(pack, of)
    entries = groups_of(groups)
    quantities = quantity_reader(pack)
    casualties, attribution = pack.section("casualties", FramesSection), pack.section("attribution", AttributionSection)
    return Grammar(
        pack=pack,
        rules=SentenceRules(frozenset(text.abbreviations), text.ordinal_dot),
        quantities=quantities,
        groups=nouns_of(entries, affixes),
        telling=nouns_of([(form, group) for form, group in entries if group.measure or (group.one and group.one.measure)], affixes),
        frames=Lexicon([(" ".join(words), tuple(frames)) for words, frames in merged.items()], clitics),
        split=Lexicon([(" ".join(words), tuple(parts)) for words, parts in split.items()], clitics),
        ambiguous=_words([*syntax.prepositions, *syntax.determiners, *quantities.data.articles, *quantities.data.joiners]),
        nominal=Lexicon([(" ".join(words), frames) for words, frames in nominal(merged, of).items()], clitics),
        noncount=Lexicon(dict.fromkeys(quantities.data.noncount, True), affixes, frozenset(quantities.data.noncount)),
        pronouns=_flags(quantities.data.pronouns),
        one_of=_flags(quantities.data.one_of),
        given_names=_words(groups.given_names),
        name_joints=_words(groups.name_joints),
        no_accusatives=_words(syntax.no_accusatives),
        syntax=syntax,
        cues=cues,
        modifiers={words_of(w)[-1] if len(words_of(w)) == 1 else " ".join(words_of(w)): p for w, p in groups.modifiers.items()},
        conjunctions=_words(syntax.conjunctions),
        of=of,
        agent=_words(syntax.agent),
        prepositions=_words(syntax.prepositions),
        clause=_words(syntax.clause),
        relative=_words(syntax.relative),
        auxiliaries=_words(syntax.auxiliaries),
        determiners=_words(syntax.determiners),
        skip=_words(syntax.skip),
        subset=_flags(syntax.subset, clitics),
        subset_after=_flags(syntax.subset_after, clitics),
        subset_open=_flags(syntax.subset_open, clitics),
        subset_predicate=_flags(syntax.subset_predicate, clitics),
        subset_inverted=_flags(syntax.subset_inverted),
        spared=_flags(syntax.spared, clitics),
        partitive=_flags(syntax.partitive),
        adjectives=_words(groups.adjectives),
        attributes=tuple(fold(ending) for ending in syntax.attributes),
        negations=_words(syntax.negations),
        ages=_flags(quantities.data.age_units),
        ages_behind=_flags([*quantities.data.age_units, *quantities.data.age_units_behind]),
        age_before=_words(quantities.data.age_before),
        irrealis=_words(syntax.irrealis),
        than=_words(syntax.than),
        somebody=_words(syntax.somebody),
        attempts=_flags(syntax.attempts, clitics),
        adverbs=_words(syntax.adverbs),
        active=_words(syntax.active),
        passive=_words(syntax.passive),
        objects=_words(syntax.objects),
        possessives=_words(quantities.data.possessives),
        owners=_words([*quantities.data.possessives, *quantities.data.possessives_plural]),
        own_verbs=_words(syntax.own_verbs),
        capitals_name=not text.capitalised_nouns,
        increment=_flags(syntax.increment, clitics),
        update_to=_phrases(syntax.update_to),
        update_from=_phrases(syntax.update_from),
        total=_phrases(syntax.total),
        update_around=_halves(syntax.update_around),
        pairs_old_first=_pairs(syntax.pairs_old_first),
        pairs_new_first=_pairs(syntax.pairs_new_first),
        pairs_other=_pairs(syntax.pairs_other),
        pluperfect=_words(syntax.pluperfect),
        attributing=_flags([*attribution.phrases.before, *attribution.phrases.attaching, *attribution.verbs.say]),
        reporting=_words(pack.section("dates", DatesSection).reporting),
        figures_around=_halves(p for p in syntax.figures if "#" in p),
        figures=_phrases(p for p in syntax.figures if "#" not in p),
        estimates=_phrases(syntax.estimates),
        each_with=_words(syntax.each_with),
        numbers_of=_flags(syntax.numbers_of, clitics),
        has_articles=bool(quantities.data.articles),
        calamities=_flags(_calamities(pack, cues), affixes),
        events=Lexicon(dict.fromkeys([*cues.event, *cues.events], True), affixes, frozenset([*cues.event, *cues.events])),
        times=_times(pack.section("dates", DatesSection)),
        crisis=frozenset(w for c in cues.crisis for w in words_of(c)[-1:]),
        phrase_conjunctions=_flags(syntax.conjunctions, clitics),
        alone=_flags(cues.alone, clitics),
        received=_flags(cues.received, clitics),
        titles=_flags(groups.names.titles),
        kin=_flags(groups.names.kin),
        kin_of=_words(groups.names.kin_of),
        kin_own=_words(groups.names.kin_own),
        parents=_flags(groups.names.parents),
        genitive_numbers=tuple(groups.names.genitive_numbers),
        name_genitives=tuple(groups.names.genitives),
        particles=_words(groups.names.particles),
        other_names=_flags(groups.names.others),
        private=_flags(groups.names.private, affixes),
        whom=_words(groups.names.whom),
        names_with_article=groups.names.with_article,
        persons=_flags(of_persons(pack)),
        bodies=_flags(casualties.bodies, affixes),
        found=_flags(casualties.found, affixes),
        asks=_words(syntax.asks),
        fewer=_flags(syntax.fewer),
        unharmed=_flags(syntax.unharmed),
        out_of=_flags(syntax.out_of),
        neither=_two_words(syntax.neither),
        excepted=_two_words(syntax.excepted),
        infinitives=frozenset(syntax.infinitives),
        fractions=Lexicon(quantities.data.fractions),
        object_marks=_words(syntax.object_marks),
        plurals=_words(syntax.plurals),
        violence=_flags(_violence(pack, cues), affixes),
    )


def renews(tokens: Sequence[Token], first: int, phrases: Sequence[tuple[str, ...]]) -> int | None:
    """How many tokens before ``first`` one of the phrases begins; before its last word a date or an adverb may stand. None without one."""
    words = [t.norm for t in tokens[max(0, first - _INSERTED - _PHRASE) : first]]
    for phrase in phrases:
        head, end = list(phrase[:-1]), phrase[-1]
        if not words or words[-1] != end:
            continue
        for gap in range(_INSERTED + 1 if head else 1):
            start = len(words) - 1 - gap - len(head)
            if start >= 0 and words[start : start + len(head)] == head:
                return len(words) - start
    return None
