"""``attribution.toml``: how the language says who says it, who is accused, and what is not asserted."""

from __future__ import annotations

from typing import Literal

from dagster_project.languages.pack import Section


class SpeakerNouns(Section):
    """Nouns that speak. ``type``: code of source_types, empty for a role that takes its type from the body it serves.

    ``kind``: a person, a body, or a document ("statement"), which speaks for the one who issued it. ``unnamed``: nobody
    in particular, so that a body which quotes them stays the speaker.
    """

    kind: Literal["person", "body", "document"]
    type: str = ""
    unnamed: bool = False
    words: list[str]


class Verbs(Section):
    """Reporting verbs, all finite forms. ``say`` reports whatever stands with it; ``tell`` has a hearer first.

    ``report`` also takes plain objects, so its subject must look like a speaker. ``clause`` reports only with a clause or
    a quotation ("found that"). ``saying``: participles and infinitives whose subject stands elsewhere. ``quote``: "NTV
    quoted the ministry as saying"; ``quote_marker``: what then stands before the one quoted. ``separable``: form → the
    particles of which one must follow in the sentence. ``auxiliaries`` before a form and ``agents`` after it make it
    passive, ``reflexives`` after it another verb: its subject does not speak. ``participles``: phrases that begin with a form
    of these verbs and report nothing ("accused of").
    """

    say: list[str]
    tell: list[str] = []
    report: list[str]
    clause: list[str] = []
    saying: list[str] = []
    quote: list[str] = []
    quote_marker: list[str] = []
    separable: dict[str, list[str]] = {}
    auxiliaries: list[str] = []
    agents: list[str] = []
    reflexives: list[str] = []
    participles: list[str] = []


class Phrases(Section):
    """Attribution without a verb. ``before`` the speaker ("according to"), ``after`` it, or around it (``opens`` … ``closes``).

    ``attaching``: as ``before``, with a preposition of ``hearers`` written onto the speaker's first word.

    ``relay``: names the original of what the speaker says ("citing"). ``relayed_by``: names who passed it on.
    ``issued``: words behind a document, before who issued it ("released by").
    ``resume``: goes on with the last speaker ("demnach"); ``mood``: verb forms of reported speech, which do the same.
    """

    before: list[str]
    attaching: list[str] = []
    after: list[str] = []
    opens: list[str] = []
    closes: list[str] = []
    relay: list[str] = []
    relayed_by: list[str] = []
    issued: list[str] = []
    resume: list[str] = []
    mood: list[str] = []


class Grammar(Section):
    """Small words that shape a speaker's noun phrase.

    ``subject``: which side of its verb the subject is looked for first. ``inverts``: it may also follow its verb anywhere
    in a clause; ``verb_second``: a clause may stand behind a fronted attribution without a comma. ``noun_capitals``: all
    nouns have capitals. ``determiners`` begin a phrase, ``connectors`` and ``coordinators`` hold its parts together,
    ``stops`` and words with ``stop_endings`` cannot be part of it, ``openers`` stand before a clause, ``contrasts`` begin a
    part of the sentence that an earlier attribution does not reach, ``relatives`` a relative clause, ``complementizers`` a
    reported one. ``between``: adverbs and auxiliaries between subject and verb. ``time``: words of time.
    ``drops_subject``: a verb without a subject goes on with the last speaker. ``negations`` before a verb: nothing is
    reported. ``hearers``: prepositions before whom it is said to. ``article_first``: a noun phrase begins with an article,
    a name or its noun. ``own``: first-person possessives; such a phrase is no speaker.
    """

    subject: Literal["before", "after"] = "before"
    inverts: bool = False
    verb_second: bool = False
    noun_capitals: bool = False
    complementizers: list[str]
    determiners: list[str]
    connectors: list[str]
    coordinators: list[str]
    relatives: list[str] = []
    openers: list[str]
    contrasts: list[str]
    stops: list[str]
    stop_endings: list[str] = []
    between: list[str]
    time: list[str]
    drops_subject: bool = False
    negations: list[str] = []
    hearers: list[str] = []
    article_first: bool = False
    own: list[str] = []


class Anaphors(Section):
    """Pronouns and definite phrases that stand for an earlier speaker.

    ``agreeing``: beginnings of adjectives that may follow the noun of such a phrase (Arabic: the article). ``same``: words by which
    it stands for the last speaker whatever its own noun ("the same source").
    """

    person: list[str]
    body: list[str]
    any: list[str] = []
    agreeing: list[str] = []
    same: list[str] = []


class Stance(Section):
    """Words of one stance about who did it. ``pattern``: where accuser, accused and act stand (see ``responsibility``).

    ``needs``: one of these must follow in the sentence ("held … responsible").
    """

    code: str
    pattern: Literal["subject_accuses_object", "subject_admits", "subject_denies", "object_blamed_on", "finding", "staged"]
    words: list[str]
    needs: list[str] = []


class Responsibility(Section):
    """``stances`` with their words; ``of``: what stands before the act; ``inquiry``: speakers whose finding is an inquiry's.

    ``acts``: words of violence, one of which must stand in the sentence; ``charges``: what is denied without naming the act.
    """

    stances: list[Stance]
    of: list[str] = []
    inquiry: list[str] = []
    acts: list[str] = []
    charges: list[str] = []


class Modality(Section):
    """Cues that a claim is not plainly asserted; ``reach``: how many tokens before the claim they may stand.

    ``conditions``: conjunctions that do so only where a clause begins. ``factual``: phrases that undo a cue. ``planned``: cues that
    people who move or are taken in are only planned or expected to ("room for 300 refugees"). ``happened``: words behind which a
    thing is told as having happened, whatever is meant to be done about it ("could face trial *over the deaths of*"). ``known``:
    articles before people already harmed ("may visit *the* 20 wounded").
    """

    feared: list[str]
    threatened: list[str]
    hypothetical: list[str]
    denied: list[str]
    conditions: list[str] = []
    factual: list[str] = []
    planned: list[str] = []
    happened: list[str] = []
    known: list[str] = []
    reach: int = 6


class AttributionSection(Section):
    """The whole file."""

    verbs: Verbs
    phrases: Phrases
    grammar: Grammar
    anaphors: Anaphors
    nouns: list[SpeakerNouns]
    responsibility: Responsibility
    modality: Modality
