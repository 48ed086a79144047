"""Dates, languages, identity and signatures of articles."""

from __future__ import annotations

import pytest

from dagster_project.articles import dates
from dagster_project.articles.identity import article_id, article_version, canonical_url
from dagster_project.articles.language import declared_language, identify
from dagster_project.articles.signature import signature

PACKS = {"en", "sv", "fr", "es", "ar", "de", "pt"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2019", "2019"),
        ("2019-08", "2019-08"),
        ("2019-08-14", "2019-08-14"),
        ("20190814", "2019-08-14"),
        ("2019-08-14T09:30:00+02:00", "2019-08-14T09:30:00+02:00"),
        ("2019-08-14 09:30", "2019-08-14T09:30:00"),
        ("Wed, 14 Aug 2019 09:30:00 +0000", "2019-08-14T09:30:00+00:00"),
        ("14 August 2019", "2019-08-14"),
        ("August 14, 2019", "2019-08-14"),
        ("14 de agosto de 2019", "2019-08-14"),
        ("14. März 2019", "2019-03-14"),
        ("14 أغسطس 2019", "2019-08-14"),
        ("14/08/2019", "2019-08-14"),
        ("08/14/2019", "2019-08-14"),
        ("03.04.2019", "2019-04-03"),
        ("03/04/2019", None),
        ("2019-13", None),
        ("2019-02-30", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_normalised_and_never_guessed(given: str | None, expected: str | None) -> None:
    assert dates.normalise(given) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" date 2019-08-14 Families on the road on Wednesday\n\nText", "2019-08-14"),
        ("Nine killed in blast\nPublished: 14 August 2019, 10:32\nText", "2019-08-14"),
        ("Rubrik\nPublicerad 14 augusti 2019\nText", "2019-08-14"),
        ("Titre\nPublié le 1er août 2019 à 10h\nTexte", "2019-08-01"),
        ("Titel\nVeröffentlicht am 14. August 2019\nText", "2019-08-14"),
        ("عنوان\nتاريخ النشر: 14 أغسطس 2019\nنص", "2019-08-14"),
        ("Título\nPublicado em 14 de agosto de 2019\nTexto", "2019-08-14"),
        ("Headline\nWednesday, August 14, 2019\nText", "2019-08-14"),
        ("**Date:** 2019-08-14\n\nText", "2019-08-14"),
        ("The truce of 14 August 2019 was broken on Sunday.", None),
        ("Published 14 August 2019, the report says that nine died.", None),
        ("Updated: 14 August 2019\nText", None),
        ("Text\n" * 200 + "Published: 14 August 2019", None),
    ],
)
def test_date_header_is_found_only_where_it_is_one(text: str, expected: str | None) -> None:
    assert dates.find_header(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minst 14 människor dödades", "sv"),
        ("Det skedde i Jawzjan-provinsen i norr.", "sv"),
        ("At least 14 people were killed", "en"),
        ("Al menos 14 personas murieron en el ataque", "es"),
        ("Pelo menos 14 pessoas morreram no ataque", "pt"),
        ("Au moins 14 personnes ont été tuées", "fr"),
        ("Mindestens 14 Menschen wurden getötet", "de"),
        ("قتل 12 شخصا في غارة جوية", "ar"),
        ("Minst 14 mennesker ble drept og 20 såret i et luftangrep mot byen", "no"),
        ("Mindst 14 mennesker blev dræbt og 20 såret i et luftangreb", "da"),
        ("Almenys 14 persones van morir i 20 van resultar ferides en un atac aeri.", "ca"),
        ("Ten minste 14 mensen kwamen om het leven bij een luchtaanval.", "nl"),
        ("12 – 14", "und"),
        ("ABC 12", "und"),
    ],
)
def test_language_of_short_texts(text: str, expected: str) -> None:
    assert identify(text, PACKS) == expected


def test_language_tags_are_cut_to_their_language() -> None:
    assert [declared_language(tag) for tag in ("en", "pt-BR", "sv_SE", "EN-us", "English", "", None)] == [
        "en",
        "pt",
        "sv",
        "en",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/News/a?id=2&b=1",
        "http://www.example.org:80/News/a/?b=1&id=2&utm_source=x&fbclid=y#part",
        "HTTPS://Example.ORG//News/a?b=1&id=2&utm_medium=z",
    ],
)
def test_addresses_of_one_page_are_one(url: str) -> None:
    assert canonical_url(url) == "https://example.org/News/a?b=1&id=2"


@pytest.mark.parametrize("url", ["", None, "not a url", "ftp://example.org/a", "https://", "http://[broken"])
def test_what_is_no_address_gives_none(url: str | None) -> None:
    assert canonical_url(url) is None


def test_identity_is_given_id_then_url_then_path() -> None:
    by_url = article_id(None, "https://example.org/a", "x/a.txt")
    assert article_id("given", "https://example.org/a", "x/a.txt") == "given"
    assert by_url == "url-" + by_url[4:] and len(by_url) == 36
    assert article_id(None, None, "x/a.txt") == "x/a.txt"


def test_version_changes_with_title_and_body_and_keeps_them_apart() -> None:
    versions = {article_version(None, "ab"), article_version("a", "b"), article_version("ab", ""), article_version("b", "a")}
    assert len(versions) == 4
    assert article_version("a", "b") == article_version("a", "b")


def test_signature_tells_copies_from_other_texts() -> None:
    text = " ".join(f"word{i} stands here" for i in range(100))
    copy = text.upper().replace("WORD7 ", "")
    other = " ".join(f"thing{i} lies there" for i in range(100))

    def similarity(a: str, b: str) -> float:
        return sum(x == y for x, y in zip(signature(a), signature(b), strict=True)) / 64

    assert similarity(text, text) == 1
    assert similarity(text, copy) > 0.8
    assert similarity(text, other) < 0.1


def test_signature_does_not_change_between_releases() -> None:
    assert signature("Nine people were killed in the blast")[:3] == (1112098150, 605839756, 322200717)


def test_text_without_words_has_no_signature() -> None:
    assert signature("… !") == ()
