"""Statements without a number of victims: who is said to have done it, which weapons were used, who took or holds a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dagster_project.extraction.circumstances.control import ControlReader
from dagster_project.extraction.circumstances.responsibility import Statement
from dagster_project.extraction.claims import Claim, Reading, Responsibility, TerritorialControl, WeaponUse, Where, stable_id
from dagster_project.extraction.section import Section, speaker_of
from dagster_project.extraction.speakers.antecedents import Voice


def responsibility(section: Section) -> Iterator[Responsibility]:
    """Statements about who did it."""
    article, statements = section.article, section.accusations
    for s in statements:
        when = section.dates.when(s.start, s.end)
        span = section.span(s.start, s.end, section.document.sentence_at(s.start))
        yield Responsibility(
            statement_id=stable_id(article.article_id, section.document.section, span.char_start, span.char_end, s.stance, s.accused),
            article_id=article.article_id,
            article_version=article.article_version,
            span=span,
            stance=s.stance,
            reading=Reading("asserted", "background" if when.background else "main", None, s.rule_id, article.language),
            accused=s.accused,
            accused_text=s.accused_text,
            act=s.act,
            weapons=s.weapons or section.weapons.around(section.document.sentence_at(s.start)),
            speaker=speaker_of(s.speaker),
            when=section.when(when, "incident", None),
            where=_place_of_act(section, s, statements),
        )


def weapon_uses(section: Section, claims: Sequence[Claim], armed: Iterable[int]) -> Iterator[WeaponUse]:
    """A weapon's use told without a number of victims in the same sentence."""
    article, document = section.article, section.document
    counted = {c.span.sentence_start for c in claims if c.kind == "casualty"}
    for index in sorted(armed):
        sentence = document.sentences[index]
        hits, at = section.weapons.hits(sentence), document.text.raw_span(sentence.start, sentence.end)[0]
        if not hits or at in counted or not section.weapons.used(sentence):
            continue
        special = set(section.weapons.around(sentence))
        for hit in hits:
            if hit.value not in special:
                continue
            special.discard(hit.value)
            start, end = sentence.tokens[hit.first].start, sentence.tokens[hit.last - 1].end
            told = next((c for c in claims if c.span.sentence_start == at and c.kind == "facility"), None)
            when, span = section.dates.when(start, end), section.span(start, end, sentence)
            voice = section.speakers.speaker(start, end)
            modality = section.modality.modality_of(start, end)
            yield WeaponUse(
                statement_id=stable_id(article.article_id, document.section, span.char_start, span.char_end, hit.value),
                article_id=article.article_id,
                article_version=article.article_version,
                span=span,
                weapon=hit.value,
                stance=_stance(modality, voice),
                actors=tuple(d.name for d in section.attackers.of_harm(sentence, (hit.first, hit.last), (), _words(voice))),
                reading=Reading(modality, section.context.role(sentence, when), None, f"weapons.{hit.value}", article.language),
                speaker=speaker_of(voice),
                when=told.when if told else section.when(when, "incident", None),
                where=told.where if told else section.places.where(start, end, section.event("incident", when, start)),
            )


def territorial_control(section: Section, told: Iterable[int]) -> Iterator[TerritorialControl]:
    """Statements that an actor took, holds or lost a place, in the sentences of the indices ``told``."""
    article, document = section.article, section.document
    reader = ControlReader(article.language, section.grammar, section.named_actors)
    for index in sorted(told):
        sentence = document.sentences[index]
        for found in reader.read(sentence, lambda at=index: section.places.named_in(at)):  # type: ignore[misc]
            start, end = sentence.tokens[found.first].start, sentence.tokens[found.last - 1].end
            when, span = section.dates.when(start, end), section.span(start, end, sentence)
            actor = (sentence.tokens[found.actor_span[0]].start, sentence.tokens[found.actor_span[1] - 1].end)
            text = section.speakers.words(*actor)
            where = section.places.at(found.place)
            yield TerritorialControl(
                statement_id=stable_id(
                    article.article_id, document.section, span.char_start, span.char_end, found.actor, where.place_text
                ),
                article_id=article.article_id,
                article_version=article.article_version,
                span=span,
                actor=found.actor,
                control=found.code,
                reading=Reading(
                    section.modality.modality_of(start, end),
                    section.context.role(sentence, when),
                    None,
                    f"control.{found.code}.{found.form}",
                    article.language,
                ),
                actor_text=text,
                speaker=speaker_of(section.speakers.speaker(start, end)),
                when=section.when(when, "stock" if found.code == "holds" else "incident", None),
                where=where,
            )


def _place_of_act(section: Section, statement: Statement, statements: Sequence[Statement]) -> Where:
    """The place that the act's own words name: "a charge denied by Damascus" tells who speaks, not where it happened."""
    where = section.places.where(statement.start, statement.end)
    named = where.place_text is not None and where.place_text in (statement.act or "")
    voices = [s.speaker.source_text or "" for s in statements if s.speaker and s.sentence_start == statement.sentence_start]
    speaks = any(where.place_text in words for words in voices) if where.place_text else False
    return where if named and not speaks else Where(country=where.country)


def _words(voice: Voice | None) -> tuple[int, int] | None:
    return (voice.start, voice.end) if voice else None


def _stance(modality: str, voice: Voice | None) -> str:
    return "denied" if modality == "denied" else "accused" if voice is not None else "reported_as_fact"
