"""Who is said to have done it, and whether a claim is asserted at all."""

from __future__ import annotations

import pytest

from dagster_project.extraction.circumstances.modality import ModalityReader
from dagster_project.extraction.circumstances.responsibility import Statement, find_responsibility
from dagster_project.extraction.speakers.reader import SpeakerReader
from dagster_project.extraction.speakers.registry import Entity, Register
from dagster_project.extraction.speakers.speech import speech_of
from dagster_project.extraction.words.document import Document, SentenceRules
from dagster_project.languages.pack import load_pack
from dagster_project.languages.sections.text import TextSection

ACTORS = Register(
    [
        Entity("syrian_government", "Syrian government", "state_forces"),
        Entity("russia", "Russia", "state_forces"),
        Entity("islamic_state", "Islamic State", "rebel_group"),
        Entity("taliban", "Taliban", "rebel_group"),
    ],
    [
        *(("syrian_government", name) for name in ("Damascus", "Damaskus", "Damas", "Damasco", "دمشق", "Syrian army")),
        *(("russia", name) for name in ("Moscow", "Ryssland", "Russie", "Rusia", "Rússia", "Russland", "روسيا")),
        *(("islamic_state", name) for name in ("IS", "Islamiska staten", "État islamique", "Estado Islámico", "Estado Islâmico")),
        *(("islamic_state", name) for name in ("Islamischer Staat", "داعش")),
    ],
)
SOURCES = Register(
    [
        Entity("syrian_government", "Syrian government", "state_belligerent"),
        Entity("united_nations", "United Nations", "un_agency"),
        Entity("human_rights_watch", "Human Rights Watch", "ingo"),
        Entity("opcw", "OPCW", "opcw_or_treaty_body"),
    ],
    [("syrian_government", "Damascus"), ("united_nations", "UN")],
)


def document_of(language: str, text: str) -> Document:
    rules = load_pack(language).section("text", TextSection)
    return Document.of(text, SentenceRules(frozenset(rules.abbreviations), rules.ordinal_dot), language)


def statements(language: str, text: str) -> list[Statement]:
    document = document_of(language, text)
    return find_responsibility(document, SpeakerReader(document, speech_of(language), SOURCES), ACTORS)


CASES = [
    ("en", "Human Rights Watch accused Russia of using cluster munitions.", "accused", "russia"),
    ("en", "The ministry blamed the attack on Islamic State.", "accused", "islamic_state"),
    ("en", "Islamic State claimed responsibility for the bombing.", "claimed", "islamic_state"),
    ("en", "The blast, claimed by the Taliban, hit a market.", "claimed", "taliban"),
    ("en", "Moscow denied carrying out the strike.", "denied", "russia"),
    ("en", "Russia admitted killing two civilians in the raid.", "admitted", "russia"),
    ("en", "The inquiry concluded that the Syrian army carried out the chemical attack.", "blamed_by_inquiry", "syrian_government"),
    ("en", "Prosecutors held Islamic State responsible for the massacre.", "accused_by_authorities", "islamic_state"),
    ("sv", "Islamiska staten tog på sig bombdådet.", "claimed", "islamic_state"),
    ("sv", "Ryssland förnekar att landet utfört attacken.", "denied", "russia"),
    ("sv", "Oppositionen anklagar Ryssland för attacken.", "accused", "russia"),
    ("fr", "L'État islamique a revendiqué l'attentat.", "claimed", "islamic_state"),
    ("fr", "L'opposition accuse la Russie d'avoir mené la frappe.", "accused", "russia"),
    ("fr", "Damas a démenti avoir utilisé des armes chimiques.", "denied", "syrian_government"),
    ("es", "El Estado Islámico reivindicó el atentado.", "claimed", "islamic_state"),
    ("es", "La oposición acusó a Rusia del bombardeo.", "accused", "russia"),
    ("es", "Damasco negó haber usado armas químicas.", "denied", "syrian_government"),
    ("pt", "O Estado Islâmico reivindicou o atentado.", "claimed", "islamic_state"),
    ("pt", "A oposição acusou a Rússia de cometer crimes de guerra.", "accused", "russia"),
    ("de", "Die Miliz Islamischer Staat bekannte sich zu dem Anschlag.", "claimed", "islamic_state"),
    ("de", "Die Opposition macht Russland für den Angriff verantwortlich.", "accused", "russia"),
    ("de", "Russland wies den Vorwurf zurück.", "denied", "russia"),
    ("ar", "تبنى داعش الهجوم.", "claimed", "islamic_state"),
    ("ar", "اتهمت المعارضة روسيا بقصف السوق.", "accused", "russia"),
    ("ar", "نفت دمشق استخدام أسلحة كيميائية.", "denied", "syrian_government"),
]


@pytest.mark.parametrize(("language", "text", "stance", "accused"), CASES)
def test_a_statement_tells_its_stance_and_the_accused(language: str, text: str, stance: str, accused: str) -> None:
    assert [(s.stance, s.accused) for s in statements(language, text)] == [(stance, accused)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The club blamed the referee for the defeat."),
        ("en", "Russia denied visas to two reporters."),
        ("en", "The army attacked the town."),
        ("es", "El alcalde negó el permiso."),
        ("de", "Die Opposition macht der Regierung Hoffnung."),
    ],
)
def test_words_of_blame_without_violence_state_nothing(language: str, text: str) -> None:
    assert statements(language, text) == []


def test_an_accusation_against_two_is_two_statements_with_one_act() -> None:
    found = statements("en", "Human Rights Watch accuses Damascus and Russia of using banned weapons.")
    assert [(s.accused, s.act) for s in found] == [("syrian_government", "using banned weapons"), ("russia", "using banned weapons")]
    assert {s.speaker.source_id for s in found if s.speaker} == {"human_rights_watch"}


def test_a_charge_and_its_denial_have_their_own_speakers() -> None:
    found = statements("en", "The UN accused Damascus of the attack, a charge denied by Damascus.")
    assert [(s.stance, s.accused, s.speaker.source_id if s.speaker else None) for s in found] == [
        ("accused", "syrian_government", "united_nations"),
        ("denied", "syrian_government", "syrian_government"),
    ]


def test_staged_footage_denies_the_event_itself() -> None:
    found = statements("en", "Damascus says the footage of the attack was staged.")
    assert [(s.stance, s.accused) for s in found] == [("denied_event", "syrian_government")]


def test_an_accused_without_registry_entry_keeps_its_words() -> None:
    (found,) = statements("en", "The mayor accused the rebels of the killings.")
    assert (found.accused, found.accused_text) == ("the rebels", "the rebels")


def test_weapons_come_from_the_words_of_the_act() -> None:
    document = document_of("en", "Human Rights Watch accused Russia of using cluster munitions.")
    reader = SpeakerReader(document, speech_of("en"), SOURCES)

    def weapons(start: int, end: int) -> tuple[str, ...]:
        return ("cluster_munition",) if "cluster" in document.norm[start:end] else ()

    (found,) = find_responsibility(document, reader, ACTORS, weapons)
    assert found.weapons == ("cluster_munition",)


def modality(language: str, text: str) -> str:
    start, end = text.index("["), text.index("]") - 1
    document = document_of(language, text.replace("[", "").replace("]", ""))
    return ModalityReader(document, speech_of(language)).modality_of(start, end)


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "[Nine people were killed] in May.", "asserted"),
        ("en", "[Dozens are feared dead] under the rubble.", "feared"),
        ("en", "The toll could reach [40 dead].", "hypothetical"),
        ("en", "A new attack would kill [hundreds of civilians].", "hypothetical"),
        ("en", "If [ten people were killed], the truce would end.", "hypothetical"),
        ("en", "The group threatened to kill [20 hostages].", "threatened"),
        ("en", "The army denied killing [nine civilians].", "denied"),
        ("sv", "[Ett tjugotal befaras döda].", "feared"),
        ("sv", "Gruppen hotade att döda [20 gisslan].", "threatened"),
        ("fr", "L'armée a démenti avoir tué [neuf civils].", "denied"),
        ("fr", "Le bilan pourrait atteindre [40 morts].", "hypothetical"),
        ("es", "El grupo amenazó con matar a [20 rehenes].", "threatened"),
        ("es", "Se teme que haya [veinte muertos].", "feared"),
        ("pt", "O exército negou ter matado [nove civis].", "denied"),
        ("de", "Es wird befürchtet, [dass 20 Menschen ums Leben kamen].", "feared"),
        ("de", "Die Gruppe drohte, zwanzig Geiseln zu töten. [Neun Menschen starben].", "asserted"),
        ("ar", "هدد التنظيم بقتل [20 رهينة].", "threatened"),
        ("ar", "نفى الجيش [مقتل تسعة مدنيين].", "denied"),
    ],
)
def test_the_words_around_a_claim_decide_its_modality(language: str, text: str, code: str) -> None:
    assert modality(language, text) == code
