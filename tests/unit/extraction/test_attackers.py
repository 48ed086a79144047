"""Who is said to have done it, in every language: by a verb, a passive, a genitive, an adjective; and when nobody is."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract

TOLD = [
    ("en", "Gunmen killed 16 people in Aden on Friday.", ["Gunmen"]),
    ("en", "Unidentified gunmen have shot dead three farmers.", ["Unidentified gunmen"]),
    ("en", "Five people were killed by Boko Haram fighters.", ["boko_haram"]),
    ("en", "An Israeli air strike killed four people in Gaza.", ["israel"]),
    ("en", "Police said gunmen killed four people.", ["gunmen"]),
    ("en", "Soldiers of the Malian army shot dead five villagers.", ["mali_army"]),
    ("fr", "Des hommes armés ont tué dix villageois.", ["hommes armés"]),
    ("fr", "Dix villageois ont été tués par des djihadistes.", ["djihadistes"]),
    ("fr", "Une attaque des talibans a fait 12 morts.", ["taliban"]),
    ("fr", "Un raid aérien israélien a tué quatre personnes.", ["israel"]),
    ("es", "Hombres armados mataron a cinco personas.", ["Hombres armados"]),
    ("es", "Cinco personas fueron asesinadas por paramilitares.", ["paramilitares"]),
    ("es", "Un bombardeo ruso mató a 10 civiles.", ["russia"]),
    ("de", "Unbekannte erschossen drei Menschen.", ["Unbekannte"]),
    ("de", "Bei einem Angriff der Taliban wurden zwölf Menschen getötet.", ["taliban"]),
    ("de", "Drei Palästinenser wurden von israelischen Soldaten erschossen.", ["israel"]),
    ("pt", "Homens armados mataram cinco pessoas.", ["Homens armados"]),
    ("pt", "Cinco pessoas foram mortas pela polícia.", ["polícia"]),
    ("pt", "Ataques aéreos russos mataram ao menos 23 civis em Idlib.", ["russia"]),
    ("sv", "Okända män sköt ihjäl tre personer.", ["Okända män"]),
    ("sv", "Tre personer dödades av talibaner.", ["taliban"]),
    ("ar", "قتل مسلحون مجهولون خمسة أشخاص.", ["مسلحون مجهولون"]),
    ("ar", "أسفرت غارة إسرائيلية عن مقتل أربعة أشخاص.", ["israel"]),
    ("ar", "هجوم شنه تنظيم داعش أدى إلى مقتل 12 شخصا.", ["islamic_state"]),
]
NOBODY = [
    ("en", "A villager had told the police of a man who stabbed three passers-by."),
    ("en", "Sixteen militants were killed in Yemen, the army said."),
    ("en", "France condemned the attack, which left 12 dead."),
    ("en", "A suicide bomber killed 12 people in the capital Ankara."),
    ("en", "The Ankara attack killed 12 people."),
    ("en", "Police believe that Jan Olsen killed ten women."),
    ("fr", "Selon la police, douze personnes sont mortes dans l'incendie."),
    ("de", "Nach Angaben der Polizei starben zwölf Menschen bei dem Unfall."),
]


def actors(language: str, text: str) -> list[list[str]]:
    return [list(c.actors) for c in extract(ArticleText("a", "v", language, text, published_at="2020-06-10")).claims]


@pytest.mark.parametrize(("language", "text", "who"), TOLD)
def test_the_doer_is_read(language: str, text: str, who: list[str]) -> None:
    assert actors(language, text)[0] == who


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_who_speaks_suffers_or_lives_there_has_not_done_it(language: str, text: str) -> None:
    assert actors(language, text) == [[]]


def test_who_admits_it_did_what_the_article_tells() -> None:
    text = "A bomb killed 12 people in Mogadishu on Monday. Another 20 were wounded. Al-Shabaab claimed responsibility for the attack."
    assert actors("en", text) == [["al_shabaab"], ["al_shabaab"]]


def test_in_a_clash_nobody_is_guessed() -> None:
    text = "Fighting between soldiers and Taliban militants broke out in Kunduz on Monday. Twelve civilians were killed."
    assert actors("en", text) == [[]]


def test_an_older_attack_s_doer_is_not_that_of_the_news() -> None:
    text = "A bomb killed 12 people in Istanbul on Monday. An attack claimed by Islamic State last year killed 40 there."
    assert actors("en", text)[0] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Dos policías mataron a un hombre que había apuñalado a tres transeúntes."),
        ("pt", "Dois policiais mataram um homem que tinha esfaqueado três pedestres."),
        ("de", "Zwei Polizisten erschossen einen Mann, der drei Passanten niedergestochen hatte."),
        ("sv", "Två poliser sköt ihjäl en man som hade knivhuggit tre förbipasserande."),
        ("ar", "قتل شرطيان رجلا طعن ثلاثة من المارة."),
    ],
)
def test_what_a_victim_did_is_no_deed_of_who_shot_him(language: str, text: str) -> None:
    shot, stabbed = extract(ArticleText("a", "v", language, text, published_at="2020-06-10")).claims
    assert shot.actors and not stabbed.actors
