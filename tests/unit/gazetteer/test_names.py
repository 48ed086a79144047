from __future__ import annotations

import pytest

from dagster_project.gazetteer.names import fold_article, fold_name, script_of, skeleton


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
