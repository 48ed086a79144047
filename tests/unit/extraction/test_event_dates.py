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
    assert (killed.when.event_start, arrested.when.event_start) == ("2016-05-16", None)


def test_a_month_gets_the_one_day_that_the_text_names_for_it() -> None:
    text = "Four soldiers died in last June's clash. The army lost 20 soldiers in the same clash, on 15 June 2019."
    assert {c.when.event_start for c in extract(ArticleText("a", "v", "en", text, published_at="2020-02-19")).claims} == {"2019-06-15"}
