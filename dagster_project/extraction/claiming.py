"""From what the sentences say to claims: each read with its value, victims, scope, speaker, dates, place, weapons and attackers.

How each of these is told lives in its own reader (:mod:`section`); here they are put together, parents before their parts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dagster_project.extraction.circumstances.doers import ARMED, Doer
from dagster_project.extraction.circumstances.responsibility import Statement
from dagster_project.extraction.circumstances.scope import Said
from dagster_project.extraction.circumstances.weapons import is_closer
from dagster_project.extraction.claims import Claim, Reading, Value, Where, stable_id
from dagster_project.extraction.confidence import Evidence, evidence_of
from dagster_project.extraction.dates.reader import When as DateWhen
from dagster_project.extraction.harm.affiliation import affiliation_of, bears_arms
from dagster_project.extraction.harm.reads import Read, noun_frame
from dagster_project.extraction.harm.restrictions import Restriction, hospital_of, nationality_of, place_alone
from dagster_project.extraction.harm.victims import victims_of
from dagster_project.extraction.section import Section, speaker_of
from dagster_project.extraction.speakers.antecedents import Voice

_EXPLOSION = "explosion"  # a weapon only where somebody is said to attack: a plant may blow up too
# Weapons that no accident has, so that their name in the sentence is enough beside the train or the boat where they were used.
_DELIBERATE = frozenset({"edged", "suicide_bomb", "car_bomb", "ied", "grenade", "air_strike", "drone_strike", "barrel_bomb", "mortar"})
_DONE_AT_ONCE = frozenset({"killed", "injured", "killed_or_injured", "missing", "destroyed", "damaged"})  # what a calamity does itself
_TOLLS = frozenset({"killed", "injured", "missing"})
_JOINT = 2  # tokens at most between two numbers of one toll
_BY_OTHERS = frozenset({"detained", "missing", "closed", "non_functional"})  # not done by who attacked
_ADMITTED = frozenset({"claimed", "admitted"})
_UNITS = {"household": "household", "facility": "facility", "settlement": "settlement"}


def claims_of(section: Section, judge: Callable[[Evidence], float]) -> tuple[Claim, ...]:
    """The claims of a section's reads, in the order of the text. ``judge`` turns what is known of a reading into its confidence."""
    reads, maker = section.reads, _ClaimMaker(section, judge)
    order = sorted(range(len(reads)), key=lambda i: (reads[i].start, reads[i].end))
    by_position: dict[int, Claim] = {}
    pending = list(order)
    while pending:  # parents first, whatever stands first in the text
        rest = [i for i in pending if reads[i].parent is not None and reads[i].parent in pending and reads[i].parent != i]
        for i in [i for i in pending if i not in rest]:
            parent = reads[i].parent
            by_position[i] = maker.claim(reads[i], by_position.get(parent) if parent is not None else None)
        if len(rest) == len(pending):
            break
        pending = rest
    return tuple(by_position[i] for i in order if i in by_position)


def _name_of(read: Read) -> str:
    """The last word of the name by which somebody is told; empty where nobody is named."""
    counted, tokens = read.link.counted, read.sentence.tokens
    if counted.evidence not in ("named", "known"):
        return ""
    return next((t.norm for t in reversed(tokens[counted.first : counted.last]) if t.is_word and t.is_capital), "")


class _ClaimMaker:
    """Makes the claims of one section; ``scopes`` and the ordinals of equal numbers depend on those made before."""

    def __init__(self, section: Section, judge: Callable[[Evidence], float]):
        self.section, self.judge = section, judge
        self._ordinals: dict[tuple[int, str, str], int] = {}
        self._dead = {_name_of(r) for r in section.reads if r.link.frame.measure == "killed"} - {""}

    def claim(self, read: Read, parent: Claim | None) -> Claim:
        """The claim of a read; ``parent``: that of the number which it is a part of."""
        section, link = self.section, read.link
        document, article = section.document, section.article
        counted, quantity, frame = link.counted, link.counted.quantity, link.frame
        if frame.measure == "injured" and frame.trigger.weapons and _name_of(read) in self._dead:
            frame = replace(frame, measure="killed", rule=f"{frame.rule}.died")  # "shot Olsen", of whom the article tells that he died
        core = read.sentence.tokens[quantity.core_first].start
        when = self._when(read)
        dated = when.window == "since" and when.basis == "sentence"  # "358,000 displaced since December" left their homes in that time
        if frame.measure == "displaced_stock" and frame.slot == "noun" and (dated or self._beside_the_dead(read)):
            frame = noun_frame("new_displacement")
        key = (core, frame.kind, frame.measure)
        ordinal = self._ordinals[key] = self._ordinals.get(key, -1) + 1
        origin = document.text.raw_span(core, core + 1)[0]
        facility = next((g.facility_type for g in counted.groups if g.facility_type), None)
        said = Said(
            frame.measure,
            quantity.stated,
            counted.implicit,
            link.first,
            when,
            (counted.first, counted.last),
            quantity.core_first,
            frame.slot in ("object", "result"),
            frame.trigger.stock,
            facility == "settlement" and frame.measure == "attacked",
            self.section.places.together(read.start, read.end),
        )
        scope = (parent.scope if parent is not None else None) or self.section.scopes.scope(read.sentence, said)
        voice = self._without_count(self.section.speakers.speaker(read.start, read.end), read)
        moved = frame.measure == "refugees" or (frame.kind == "displacement" and frame.slot == "noun")
        modality = self.section.modality.modality_of(read.start, read.end, moved, frame.slot in ("object", "of"))
        weapons = self._weapons(read, parent, when, scope)
        cause, hazard = (parent.cause, parent.hazard) if parent else self.section.context.cause(read.sentence, weapons)
        role = self.section.context.role(read.sentence, when)
        where = self._where(read, parent, scope, when)
        part = self._restriction(read, where) if frame.kind == "casualty" else None
        return Claim(
            claim_id=stable_id(article.article_id, document.section, origin, frame.kind, frame.measure, ordinal),
            article_id=article.article_id,
            article_version=article.article_version,
            span=self.section.span(read.start, read.end, read.sentence),
            kind=frame.kind,
            measure=frame.measure,
            value=Value.of(quantity, _UNITS.get(counted.kind, "person")),
            victims=victims_of(counted, document, read.sentence, frame, self._affiliation(read, parent, voice), part and part.restrictor),
            reading=Reading(
                modality,
                role,
                self.judge(evidence_of(read, modality)),
                frame.rule,
                article.language,
            ),
            speaker=speaker_of(voice),
            when=self.section.when(when, scope, parent),
            where=where,
            relation_cue="update_from" if role == "main" and self._outdated(read) else read.relation_cue or (part and part.cue),
            parent_claim_id=parent.claim_id if parent else None,
            scope=scope,
            cause=cause,
            hazard=hazard,
            weapons=weapons,
            actors=self._actors(read, parent, voice, when, scope, where),
            facility_type=facility if frame.kind == "facility" else None,
            displacement_term=frame.trigger.term if frame.kind == "displacement" else None,
        )

    def _actors(
        self, read: Read, parent: Claim | None, voice: Voice | None, when: DateWhen, scope: str, where: Where
    ) -> tuple[str, ...]:
        """Who is said to have done it: in the claim's own sentence, or of its whole, else of the article's main event."""
        section, frame, counted = self.section, read.link.frame, read.link.counted
        if frame.kind not in ("casualty", "facility", "control", "displacement") or frame.measure == "infected":
            return ()
        spoken = (voice.start, voice.end) if voice else None
        victims = [(r.link.counted.first, r.link.counted.last) for r in section.reads if r.sentence is read.sentence]
        deed = (read.link.first, read.link.last)
        if section.attackers.by_a_victim(read.sentence.tokens, deed, victims):
            return ()
        own = section.attackers.of_harm(read.sentence, deed, victims, spoken)
        if own or frame.kind in ("control", "displacement"):
            return tuple(d.name for d in own)
        if parent is not None and parent.actors:
            return parent.actors
        of_main = scope == "incident" and not when.background and self._of_main(when) and section.places.is_main(where)
        fought = section.attackers.is_clash(read.sentence) or not section.context.attacked(read.sentence)
        if frame.measure in _BY_OTHERS or not of_main or fought:
            return ()
        claimed = (s for s in section.accusations if s.stance in _ADMITTED and not self._recalled(s))
        admitted = dict.fromkeys(s.accused for s in claimed if s.accused and s.accused in section.actors)
        known = [Doer(0, 0, a, True, section.actors[a].type == "state_forces") for a in admitted]
        side = ARMED.get(counted.population[0])
        doers = known or section.attackers.of_main(self._apart)
        return tuple(d.name for d in doers if d.state is not side)[:2]  # fighters are not killed by their own

    def _recalled(self, statement: Statement) -> bool:
        """Whether what is admitted happened before the article's main event."""
        return self._tells_another(statement.start, statement.end)

    def _apart(self, index: int) -> bool:
        """Whether the sentence of that index tells another event than the main one."""
        sentence = self.section.document.sentences[index]
        return self._tells_another(sentence.start, sentence.end)

    def _tells_another(self, start: int, end: int) -> bool:
        dates, main = self.section.dates, self.section.dates.main
        when = dates.when(start, end)
        other = when.basis == "sentence" and main is not None and when.event_start not in (None, main.period.start)
        return other or when.background or dates.recalls(self.section.document.sentence_at(start).index)

    def _affiliation(self, read: Read, parent: Claim | None, voice: Voice | None) -> str | None:
        """Whose people they are: by their own phrase, of whom "its soldiers" are when a party speaks, else by the number that they are a
        part of."""
        section, counted, tokens = self.section, read.link.counted, read.sentence.tokens
        own = affiliation_of(counted, tokens, section.grammar, section.speech.places, section.named_actors)
        if own is not None or not bears_arms(counted):
            return own
        named = voice.source_id if voice is not None else None
        possessed = any(t.norm in section.grammar.owners for t in tokens[counted.quantity.last : counted.last])
        if possessed and named is not None and named in section.actors:
            return named
        same = parent is not None and set(parent.victims.population) == set(counted.population)
        return parent.victims.victim_affiliation if parent is not None and same else None

    def _beside_the_dead(self, read: Read) -> bool:
        """Whether the number goes on a toll: "20 dead and 5,000 displaced" tells what one event left."""
        tokens, first, joints = read.sentence.tokens, read.link.counted.first, self.section.grammar.conjunctions | {","}
        told = (r.link for r in self.section.reads if r.sentence is read.sentence and r.link.frame.measure in _TOLLS)
        gaps = (tokens[max(link.counted.last, link.last) : first] for link in told)
        return any(0 < len(gap) <= _JOINT and all(t.norm in joints for t in gap) for gap in gaps)

    def _restriction(self, read: Read, where: Where) -> Restriction | None:
        """What narrows the people of a read to a part of the event's victims."""
        section, counted, tokens, words = self.section, read.link.counted, read.sentence.tokens, self.section.speech.places
        others = [r.link.counted.first for r in section.reads if r.sentence is read.sentence and r.link.counted is not counted]
        received = hospital_of(counted, others, tokens, section.grammar)
        if received is not None:
            text, (first, last) = section.document.text, received
            start, end = text.raw_span(tokens[first].start, tokens[last - 1].end)
            return Restriction("part", text.raw[start:end])
        alone = place_alone(section.places.named_in(read.sentence.index), tokens, section.grammar, words)
        if alone is not None and section.places.at(alone).place_name == where.place_name is not None:
            return Restriction("part", where.place_name)
        return None if bears_arms(counted) else nationality_of(counted, tokens, words, where.country)

    def _outdated(self, read: Read) -> bool:
        """Whether a number that somebody had given before differs from one that the text told first."""
        if not read.had_said or read.subset or read.relation_cue is not None:
            return False
        number, measure = read.link.counted.quantity.stated, read.link.frame.measure
        first = [r for r in self.section.reads if r.end <= read.start and not r.subset and r.link.frame.measure == measure]
        return any(r.link.counted.quantity.stated != number for r in first)

    def _when(self, read: Read) -> DateWhen:
        """The date that stands with the number, else that which stands with its verb where the two are far apart."""
        dates, tokens, link = self.section.dates, read.sentence.tokens, read.link
        when = dates.when(read.start, read.end, read.told_when)
        if when.read_by("days_after") and link.frame.measure not in _DONE_AT_ONCE:
            return DateWhen()  # "two days after the attack, police arrested three men"
        others = any(r.link.frame.measure != "detained" for r in self.section.reads)
        if link.frame.measure == "detained" and when.basis in ("lead", "carried") and others:
            return dates.by_the_telling(when)  # who is arrested for an attack was not arrested when it happened
        if when.basis == "sentence" or when.window == "recurring" or not link.counted.last <= link.first < link.last <= len(tokens):
            return when
        told = dates.when(tokens[link.first].start, tokens[link.last - 1].end, read.told_when)
        return told if told.basis == "sentence" else when

    def _where(self, read: Read, parent: Claim | None, scope: str, when: DateWhen) -> Where:
        """A part happened where its whole did, unless its own place stands right behind its number."""
        if parent is not None and parent.where.place_name:
            return self.section.places.beside(read.end) or parent.where
        if read.link.frame.measure == "detained" and (arrest := self._where_arrested(read)) is not None:
            return arrest
        towns = any(g.facility_type == "settlement" for g in read.link.counted.groups)
        hosted = read.link.frame.measure in ("refugees", "displaced_stock")
        return self.section.places.where(read.start, read.end, self.section.event(scope, when, read.start), towns, hosted)

    def _where_arrested(self, read: Read) -> Where | None:
        """The place of an arrest that the article tells elsewhere: those who are arrested for an attack were not where it happened."""
        places = self.section.places
        arrests = [r for r in self.section.reads if r.link.frame.measure == "detained"]
        if len(arrests) == len(self.section.reads) or places.own(read.start, read.end) is not None:
            return None
        return next((where for r in arrests if r is not read and (where := places.own(r.start, r.end)) is not None), None)

    def _without_count(self, voice: Voice | None, read: Read) -> Voice | None:
        """The speaker's words without the figure that may stand between them and their verb: "hatte die Polizei neun Tote gemeldet"."""
        start = read.sentence.tokens[read.link.counted.first].start
        if voice is None or not voice.start < start < voice.end:
            return voice
        words = self.section.document.clean[voice.start : start].rstrip(" ,")
        return replace(voice, source_text=words, end=voice.start + len(words)) if words else voice

    def _weapons(self, read: Read, parent: Claim | None, when: DateWhen, scope: str) -> tuple[str, ...]:
        """Weapons of the verb, of the sentence, else of what was just told when the claim goes on with it."""
        weapons, context = self.section.weapons, self.section.context
        if read.link.frame.kind not in ("casualty", "facility"):
            return ()
        if parent is not None and parent.weapons:
            return parent.weapons
        if read.link.frame.measure in ("missing", "infected", "detained", "abducted", "closed"):
            return ()
        implied, own = read.link.frame.trigger.weapons, weapons.around(read.sentence, (read.link.first, read.link.last))
        if implied or own:
            armed = context.armed(read.sentence) or bool(_DELIBERATE.intersection(implied or own))
            meant = armed and (set(own or implied) != {_EXPLOSION} or context.attacked(read.sentence))
            return self._told_closer(tuple(own or implied), when) if meant else ()
        again = weapons.told_again(read.sentence)
        if not again and (scope != "incident" or when.background or weapons.other_event(read.sentence)):
            return ()
        if not context.armed(read.sentence):
            return ()
        nearby = weapons.before(read.sentence) if when.basis != "sentence" or again else ()
        found = nearby or (weapons.of_lead(self.section.dates.recalls) if self._of_main(when) else ())
        return () if set(found) == {_EXPLOSION} and not context.attacked(read.sentence) else found

    def _of_main(self, when: DateWhen) -> bool:
        """Whether a claim with that date may tell of the article's main event."""
        main = self.section.dates.main
        undated = main is None and when.basis is None
        return undated or when.basis in ("lead", "carried") or (main is not None and when.event_start == main.period.start)

    def _told_closer(self, own: tuple[str, ...], when: DateWhen) -> tuple[str, ...]:
        """The weapons of a claim's own sentence; for a general word ("explosion") what the first sentences call it more closely."""
        if when.background or not self._of_main(when):
            return own
        lead = self.section.weapons.of_lead(self.section.dates.recalls)
        return lead if is_closer(lead, own) else own
