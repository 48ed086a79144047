from __future__ import annotations

import pytest

from dagster_project.gazetteer.names import fold_article, fold_name, script_of, skeleton
from dagster_project.gazetteer.records import plain_name, usable_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ma‘arrat an-Nu‘mān", "Maarrat an Numan"),
        ("Saint-Étienne", "saint etienne"),
        ("إدلب", "ادلب"),
        ("الرقة", "رقه"),
        ("N'Djamena", "Ndjamena"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_assimilated_articles_agree() -> None:
    assert fold_article(fold_name("Deir ez-Zor")) == fold_article(fold_name("Deir al-Zor"))


def test_spellings_that_differ_in_vowels_share_a_skeleton() -> None:
    assert skeleton("khan sheikhun") == skeleton("khan shaykhun") != ""


def test_too_few_consonants_have_no_skeleton() -> None:
    assert skeleton("ube") == ""


def test_script_is_that_of_the_first_letter() -> None:
    assert (script_of("حلب"), script_of("Aleppo"), script_of("12")) == ("Arab", "Latn", "Zyyy")


@pytest.mark.parametrize(
    ("name", "plain"), [("Ḩamāh", "Hamah"), ("Şırnak", "Sirnak"), ("Malmö", "Malmö"), ("Dar‘ā", "Dara"), ("São Paulo", "São Paulo")]
)
def test_names_are_written_as_english_news_writes_them(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize("junk", ["khan shykhwn", "IDB", "1. Bezirk", "X", "巴黎"])
def test_codes_and_machine_transliterations_are_no_names(junk: str) -> None:
    assert not usable_name(junk)


@pytest.mark.parametrize("name", ["al-Bab", "Khan Cheikhoun", "خان شيخون", "'Afrin", "Дамаск"])
def test_names_that_texts_use_are_kept(name: str) -> None:
    assert usable_name(name)
