"""Who is who: names in the registers, and the seeds that hold them."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from dagster_project.extraction.speakers.registry import SEEDS, Entity, Register, actors, sources
from dagster_project.extraction.words.document import Document, SentenceRules, Token
from dagster_project.extraction.words.lexicon import words_of

PAPER = Register(
    [
        Entity("le_monde", "Le Monde", "national_media"),
        Entity("belga", "Belga", "wire_agency"),
        Entity("army", "Army", "state_belligerent"),
        Entity("greek_army", "Greek army", "state_belligerent"),
        Entity("observers", "Valley Observers", "monitor"),
    ],
    [
        ("army", "army"),
        ("army", "l'armée"),
        ("greek_army", "Armée grecque"),
        ("observers", "the watchers"),
        ("observers", "valley watchers"),
    ],
)


def tokens_of(text: str) -> list[Token]:
    return [token for sentence in Document.of(text, SentenceRules(), "en").sentences for token in sentence.tokens]


def named(text: str, register: Register = PAPER, *, contextual: bool = True) -> list[str]:
    tokens = tokens_of(text)
    return [f.entity.id for f in register.find(tokens) if contextual or not f.contextual]


def rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name: str) -> set[str]:
    with (Path(SEEDS).parent / "vocabularies" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


def test_a_title_of_common_words_must_be_written_as_a_name() -> None:
    assert named("Le Monde le confirme") == ["le_monde"]
    assert named("écrit le Monde") == ["le_monde"]
    assert named("tout le monde le dit") == []
    assert named("la policía belga") == []
    assert named("dijo la agencia Belga") == ["belga"]


def test_a_common_noun_does_not_hide_the_name_that_begins_behind_its_article() -> None:
    assert named("un porte-parole de l'armée grecque") == ["greek_army"]


def test_small_words_that_many_could_bear_are_told_apart_from_inflected_names() -> None:
    assert named("the watchers of the hills", contextual=False) == []
    assert named("some valley watchers", contextual=False) == ["observers"]


@pytest.mark.parametrize("kind", ["source", "actor"])
def test_every_name_belongs_to_one_body(kind: str) -> None:
    bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows(f"{kind}_aliases"):
        bearers[words_of(row["alias"])].add(row[f"{kind}_id"])
    for row in rows(f"{kind}s"):
        bearers[words_of(row["name"])].add(row[f"{kind}_id"])
    assert {" ".join(words): ids for words, ids in bearers.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("name", ["sources", "source_aliases", "actors", "actor_aliases"])
def test_seeds_are_sorted_and_say_nothing_twice(name: str) -> None:
    lines = [tuple(row.values()) for row in rows(name)]
    assert lines == sorted(set(lines))


def test_sources_use_the_codes_of_the_vocabularies() -> None:
    listed = rows("sources")
    assert {row["type"] for row in listed} <= codes("source_types")
    assert {row["country"] for row in listed} - {""} <= codes("countries")
    assert {row["scale"] for row in listed} <= {"local", "subnational", "national", "regional", "international"}
    assert {row["parent_id"] for row in listed} - {""} <= {row["source_id"] for row in listed}
    assert {row["language"] for row in rows("source_aliases")} - {""} <= codes("languages")


def test_aliases_name_registered_bodies() -> None:
    assert {row["source_id"] for row in rows("source_aliases")} <= sources().ids
    assert {row["actor_id"] for row in rows("actor_aliases")} <= actors().ids


NAMES = [
    ("agence de l'ONU pour les réfugiés", "unhcr"),
    ("agencia de la ONU para los refugiados", "unhcr"),
    ("Agência da ONU para os Refugiados", "unhcr"),
    ("UN-Flüchtlingshilfswerks", "unhcr"),
    ("FN:s flyktingorgan", "unhcr"),
    ("مفوضية شؤون اللاجئين", "unhcr"),
    ("US-Erdbebenwarte", "us_geological_survey"),
    ("Servicio Geológico de Estados Unidos", "us_geological_survey"),
    ("هيئة المسح الجيولوجي الأمريكية", "us_geological_survey"),
    ("indonesiska katastrofmyndigheten", "bnpb"),
    ("agence indonésienne de gestion des catastrophes", "bnpb"),
    ("Hürriyet Daily News", "hurriyet"),
    ("Folhas", None),
    ("jornal Folha de S.Paulo", "folha"),
    ("الهلال الأحمر الفلسطيني", "prcs"),
    ("Croissant-Rouge palestinien", "prcs"),
    ("türkischen Katastrophenschutzbehörde", "afad"),
    ("Zivilschutz in Gaza", "gaza_civil_defence"),
    ("ejército griego", "greek_army"),
    ("mexikanische Armee", "mexican_army"),
    ("القوات التشادية", "chadian_army"),
    ("Gun Violence Archive", "gun_violence_archive"),
    ("Läkare i världen", "medecins_du_monde"),
    ("Folkhälsomyndighetens", "folkhalsomyndigheten"),
]


@pytest.mark.parametrize(("name", "source_id"), NAMES)
def test_the_register_knows_bodies_in_seven_languages(name: str, source_id: str | None) -> None:
    found = sources().find(tokens_of(name))
    assert [f.entity.id for f in found] == ([source_id] if source_id else [])


@pytest.mark.parametrize(
    "text",
    [
        "Tout le monde a fui.", "Das Bild zeigt zwei Tote.", "La policía belga detuvo a dos.", "A polícia lusa deteve dois.",
        "They were met with open arms at dawn.", "Foram mortos em fogo cruzado.", "Mehr als zehn starben.", "La comida es sana.",
        "The Hindu temple fell.", "Las tropas de la República Democrática entraron.",
    ],
)  # fmt: skip
def test_common_words_are_nobody(text: str) -> None:
    assert sources().find(tokens_of(text)) == []
