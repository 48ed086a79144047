"""What narrows a number to a part of an event's victims: the hospital that took them in, one of several places, their nationality."""

from __future__ import annotations

import pytest

from dagster_project.extraction.claims import Claim
from dagster_project.extraction.pipeline import ArticleText, extract


def casualties(language: str, text: str) -> list[Claim]:
    article = ArticleText("one", "v", language, text, published_at="2020-06-10")
    return [c for c in extract(article).claims if c.kind == "casualty"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Al-Amal Hospital said it had received twelve bodies after the shelling.", "Al-Amal Hospital"),
        ("en", "Twelve wounded people were taken to Saint Mary Hospital after the blast.", "Saint Mary Hospital"),
        ("en", "The hospital received 12 bodies after the air strike.", "hospital"),
        ("sv", "Tolv skadade personer fördes till sjukhuset Al-Amal efter explosionen.", "sjukhuset Al-Amal"),
        ("de", "Zwölf Verletzte wurden nach dem Angriff ins Al-Amal-Krankenhaus gebracht.", "Al-Amal-Krankenhaus"),
        ("fr", "L'hôpital Al-Amal a reçu douze corps après le bombardement.", "hôpital Al-Amal"),
        ("es", "El hospital Santa Marta recibió doce cadáveres tras el bombardeo.", "hospital Santa Marta"),
        ("pt", "O hospital Santa Marta recebeu doze corpos depois do bombardeio.", "hospital Santa Marta"),
        ("ar", "استقبل مستشفى الأمل 12 جثة بعد القصف.", "مستشفى الأمل"),
    ],
)
def test_a_hospital_counts_those_that_it_took_in(language: str, text: str, name: str) -> None:
    (claim,) = casualties(language, text)
    assert claim.value.stated_number == 12
    assert (claim.victims.restrictor, claim.relation_cue) == (name, "part")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Twelve wounded people were taken to hospital after the blast."),
        ("en", "Four people were killed and twelve wounded when a shell hit Al-Amal Hospital."),
        ("sv", "Tolv skadade personer fördes till sjukhus efter explosionen."),
        ("de", "Zwölf Verletzte wurden nach dem Angriff ins Krankenhaus gebracht."),
        ("fr", "Douze blessés ont été transportés à l'hôpital après l'explosion."),
        ("es", "Doce heridos fueron trasladados al hospital tras la explosión."),
        ("pt", "Doze feridos foram levados para o hospital depois da explosão."),
    ],
)
def test_a_hospital_without_a_name_or_that_was_hit_narrows_nobody(language: str, text: str) -> None:
    assert [c.victims.restrictor for c in casualties(language, text)] == [None] * len(casualties(language, text))
    assert casualties(language, text)


def test_only_those_beside_the_verb_were_taken_in() -> None:
    dead, hurt = casualties("en", "Nine people were killed and 30 others were being treated at Al-Amal Hospital after the blast.")
    assert (dead.victims.restrictor, hurt.victims.restrictor) == (None, "Al-Amal Hospital")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In Aleppo alone, 12 people were killed on Monday."),
        ("sv", "Bara i Aleppo dödades 12 personer på måndagen."),
        ("de", "Allein in Aleppo wurden am Montag 12 Menschen getötet."),
        ("fr", "Rien qu'à Alep, 12 personnes ont été tuées lundi."),
        ("es", "Solo en Alepo murieron 12 personas el lunes."),
        ("pt", "Só em Aleppo, 12 pessoas foram mortas na segunda-feira."),
        ("ar", "قتل 12 شخصا في حلب وحدها يوم الاثنين."),
    ],
)
def test_a_place_alone_is_one_of_several(language: str, text: str) -> None:
    (claim,) = casualties(language, text)
    assert (claim.value.stated_number, claim.relation_cue) == (12, "part")
    assert claim.victims.restrictor == claim.where.place_name is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Three Britons were killed in an attack in Kabul in Afghanistan."),
        ("sv", "Tre britter dödades i en attack i Kabul i Afghanistan."),
        ("de", "Drei Briten wurden bei einem Anschlag in Kabul in Afghanistan getötet."),
        ("fr", "Trois Britanniques ont été tués dans un attentat à Kaboul, en Afghanistan."),
        ("es", "Tres británicos murieron en un atentado en Kabul, en Afganistán."),
        ("pt", "Três britânicos foram mortos num atentado em Cabul, no Afeganistão."),
        ("ar", "قتل ثلاثة بريطانيين في هجوم في كابول في أفغانستان."),
    ],
)
def test_nationals_of_another_country_are_a_part(language: str, text: str) -> None:
    (claim,) = casualties(language, text)
    assert (claim.value.stated_number, claim.victims.restrictor, claim.relation_cue) == (3, "GBR", None)


def test_people_of_the_place_are_no_part_of_its_people() -> None:
    (claim,) = casualties("en", "Three Afghans were killed in an attack in Kabul in Afghanistan.")
    assert claim.victims.restrictor is None
    (claim,) = casualties("en", "Three Britons were killed in an attack.")
    assert claim.victims.restrictor is None, "where it happened is not known"
