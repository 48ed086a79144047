"""The date of a claim, through the whole of reading."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract

PUBLISHED = "2016-05-18"  # a Wednesday


TOLLS = {
    "en": "Two days after the earthquake, the number of dead has risen to 4,300.",
    "de": "Zwei Tage nach dem Erdbeben ist die Zahl der Toten auf 4300 gestiegen.",
    "fr": "Deux jours après le séisme, le bilan s'élève à 4 300 morts.",
    "es": "Dos días después del terremoto, la cifra de muertos subió a 4.300.",
    "sv": "Två dagar efter skalvet har antalet döda stigit till 4 300.",
}
WARS = {
    "en": "The war, which broke out in March 2011, has killed 400,000 people.",
    "de": "Der Krieg, der im März 2011 begann, hat 400.000 Menschen getötet.",
    "fr": "La guerre, qui a éclaté en mars 2011, a fait 400 000 morts.",
    "es": "La guerra, que estalló en marzo de 2011, ha dejado 400.000 muertos.",
    "sv": "Kriget, som började i mars 2011, har krävt 400 000 liv.",
}


@pytest.mark.parametrize("language", sorted(TOLLS))
def test_days_after_and_the_onset_of_a_war(language: str) -> None:
    texts = (TOLLS[language], WARS[language])
    toll, war = (extract(ArticleText("a", "v", language, text, published_at=PUBLISHED)).claims for text in texts)
    assert {c.when.event_start for c in toll} == {"2016-05-16"}
    assert {(c.when.event_start, c.when.event_end, c.scope) for c in war} == {("2011-03", None, "cumulative")}


def test_who_is_arrested_for_an_attack_was_not_arrested_on_its_day() -> None:
    text = "Gunmen killed 20 people in Kabul on Monday.\n\nNine men have been arrested."
    killed, arrested = extract(ArticleText("a", "v", "en", text, published_at=PUBLISHED)).claims
    assert (killed.when.event_start, arrested.when.event_start) == ("2016-05-16", "2016-05")


def test_a_month_gets_the_one_day_that_the_text_names_for_it() -> None:
    text = "Four soldiers died in last June's clash. The army lost 20 soldiers in the same clash, on 15 June 2019."
    assert {c.when.event_start for c in extract(ArticleText("a", "v", "en", text, published_at="2020-02-19")).claims} == {"2019-06-15"}


def starts(text: str, language: str = "en", published: str | None = PUBLISHED) -> list[tuple[str | None, str | None]]:
    claims = extract(ArticleText("a", "v", language, text, published_at=published)).claims
    return [(c.when.event_start, c.when.event_end) for c in claims]


VERDICTS = {
    "en": "A soldier was convicted of murder on Monday for killing two prisoners.",
    "fr": "Un soldat a été condamné lundi pour avoir tué deux prisonniers.",
    "es": "Un soldado fue condenado el lunes por matar a dos presos.",
    "pt": "Um soldado foi condenado na segunda-feira por matar dois presos.",
    "sv": "En soldat dömdes i måndags för att ha dödat två fångar.",
}


@pytest.mark.parametrize("language", sorted(VERDICTS))
def test_a_verdict_s_day_is_not_that_of_what_it_judges(language: str) -> None:
    assert set(starts(VERDICTS[language], language)) == {(None, None)}


def test_an_article_about_a_verdict_takes_the_one_day_that_it_tells_for_the_crime() -> None:
    text = "A guard was convicted on Monday of shooting two prisoners dead.\n\nThe two prisoners were killed on 4 March 2014."
    assert set(starts(text)) == {("2014-03-04", "2014-03-04")}


RECORDS = {
    "en": "It was the deadliest attack since March 2009, with 80 people killed.",
    "fr": "C'est l'attaque la plus meurtrière depuis mars 2009, avec 80 personnes tuées.",
    "es": "Fue el ataque más sangriento desde marzo de 2009, con 80 personas muertas.",
    "pt": "Foi o ataque mais sangrento desde março de 2009, com 80 pessoas mortas.",
    "de": "Es war der schwerste Anschlag seit März 2009, 80 Menschen wurden getötet.",
    "sv": "Det var den värsta attacken sedan mars 2009, med 80 dödade människor.",
}


@pytest.mark.parametrize("language", sorted(RECORDS))
def test_since_behind_a_superlative_opens_no_window(language: str) -> None:
    assert all(start is None for start, _ in starts(RECORDS[language], language))


def test_what_happened_when_something_began_or_was_last_as_bad_has_that_day() -> None:
    assert starts("The fighting began on April 23 when 53 people were killed at a checkpoint.") == [("2016-04-23", "2016-04-23")]
    text = "It was the worst crash since March 4, 2009, when 53 people were killed at a crossing."
    assert starts(text) == [("2009-03-04", "2009-03-04")]


def test_days_after_an_event_are_counted_to_the_day_that_the_text_names() -> None:
    text = "The bomb went off inside the market on Saturday. Two days after the blast left 30 people dead, families waited at the morgue."
    assert set(starts(text, published="2016-05-17")) == {("2016-05-14", "2016-05-14")}
    alone = "Two days after the blast left 30 people dead, families waited."
    assert set(starts(alone, published="2016-05-17")) == {("2016-05-15", "2016-05-15")}


def test_years_after_an_older_event_date_neither_it_nor_the_news() -> None:
    text = "Three years after a flood killed 90 people, a mudslide killed 12 in the same valley on Monday."
    assert starts(text) == [(None, None), ("2016-05-16", "2016-05-16")]


def test_the_past_few_days_lie_in_the_month_unless_it_has_just_begun() -> None:
    text = "Over the past few days, floods have killed nine people."
    assert starts(text) == [("2016-05", "2016-05")]
    assert starts(text, published="2016-05-04") == [(None, "2016-05-04")]


NEW_YEAR = {
    "en": "Gunmen killed 39 people at a club on New Year's night.",
    "fr": "Des hommes armés ont tué 39 personnes dans la nuit du Nouvel An.",
    "es": "Hombres armados mataron a 39 personas en la noche de Año Nuevo.",
    "pt": "Homens armados mataram 39 pessoas na noite de réveillon.",
    "de": "In der Silvesternacht töteten Bewaffnete 39 Menschen.",
    "sv": "Beväpnade män dödade 39 människor på nyårsnatten.",
    "ar": "قتل مسلحون 39 شخصا في ليلة رأس السنة.",
}


@pytest.mark.parametrize("language", sorted(NEW_YEAR))
def test_new_year_s_night_lies_on_two_days(language: str) -> None:
    assert starts(NEW_YEAR[language], language) == [("2015-12-31", "2016-01-01")]


def test_a_decade_and_a_forename_are_no_dates() -> None:
    assert starts("The man accused of killing two people served in the army in the late 1990s.") == [(None, None)]
    assert starts("Jan Novak said 12 people were killed.") == [(None, None)]


def test_a_war_s_toll_has_the_start_that_the_text_tells_for_the_war() -> None:
    assert starts("The five-year-old war in the country goes on. The war has killed 250,000 people.") == [("2011", None)]
    text = "A guerra completa cinco anos nesta quarta-feira. A guerra já matou 250 mil pessoas. Os protestos começaram em março de 2011."
    assert starts(text, "pt") == [("2011-03", None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The attack left 20 dead, the bloodiest day in Egypt since the fall of Hosni Mubarak in February 2011."),
        ("fr", "L'attaque a fait 20 morts, la journée la plus meurtrière en Égypte depuis la chute de Hosni Moubarak en février 2011."),
        ("es", "El ataque dejó 20 muertos, la jornada más sangrienta en Egipto desde la caída de Mubarak en febrero de 2011."),
        ("de", "Der Angriff forderte 20 Tote, der blutigste Tag in Ägypten seit dem Sturz von Hosni Mubarak im Februar 2011."),
        ("pt", "O ataque deixou 20 mortos, o dia mais sangrento no Egito desde a queda de Mubarak em fevereiro de 2011."),
    ],
)
def test_what_a_superlative_compares_with_is_not_the_day(language: str, text: str) -> None:
    assert starts(text, language) == [(None, None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A week after the earthquake, the death toll has risen to 600."),
        ("es", "Casi una semana después del comienzo de las lluvias, murieron 600 personas."),
        ("de", "Eine Woche nach dem Beben ist die Zahl der Toten auf 600 gestiegen."),
    ],
)
def test_weeks_after_are_told_by_their_month(language: str, text: str) -> None:
    assert starts(text, language, "2013-06-22")[0][0] == "2013-06"


def test_fighting_is_not_over_with_its_first_day() -> None:
    text = "Clashes broke out in Tripoli on Monday. Twelve people were killed."
    assert starts(text, published="2020-06-10") == [("2020-06-08", None)]


ARRESTS = {
    "en": "A van killed 13 people in Barcelona on Sunday. Two suspects were arrested.",
    "pt": "Uma van matou 13 pessoas em Barcelona no domingo. Dois suspeitos foram presos.",
}


@pytest.mark.parametrize("language", sorted(ARRESTS))
def test_an_arrest_for_an_attack_lies_between_it_and_the_news(language: str) -> None:
    attack, arrest = extract(ArticleText("a", "v", language, ARRESTS[language], published_at=PUBLISHED)).claims
    assert (attack.when.event_start, arrest.when.event_start) == ("2016-05-15", "2016-05")


def test_an_arrest_is_undated_where_a_month_began_between() -> None:
    text = "A van killed 13 people in Barcelona on 28 April. Two suspects were arrested."
    *_, arrest = extract(ArticleText("a", "v", "en", text, published_at=PUBLISHED)).claims
    assert arrest.measure == "detained" and arrest.when.event_start is None


def test_months_after_what_is_no_calamity_date_nothing() -> None:
    text = "Three months after the ceasefire, 12 people were killed in Kabul."
    (claim,) = extract(ArticleText("a", "v", "en", text, published_at=PUBLISHED)).claims
    assert claim.when.event_start is None


def test_an_event_that_goes_on_keeps_the_end_that_the_text_states() -> None:
    text = "Clashes from 10 May to 12 May in Aleppo left the city in ruins.\n\nAt least 20 people were killed."
    (claim,) = extract(ArticleText("a", "v", "en", text, published_at=PUBLISHED)).claims
    assert (claim.when.event_start, claim.when.event_end) == ("2016-05-10", "2016-05-12")
