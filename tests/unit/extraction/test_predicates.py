"""What parts a number from a word of harm that stands near: another verb, another number, a word that leaves it out."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract


def told(language: str, text: str) -> list[tuple[str, float | None]]:
    claims = extract(ArticleText("a", "v", language, text, published_at="2020-06-10")).claims
    return [(c.measure, c.value.point) for c in claims if c.kind in ("casualty", "displacement", "facility")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army killed three rebels and has freed dozens of villagers."),
        ("en", "The army killed three rebels on Monday and later freed dozens of villagers."),
        ("es", "El ejército mató a tres rebeldes y liberó a decenas de aldeanos."),
        ("fr", "L'armée a tué trois rebelles et libéré des dizaines de villageois."),
        ("pt", "O exército matou três rebeldes e libertou dezenas de aldeões."),
        ("de", "Die Armee tötete drei Rebellen und befreite Dutzende Dorfbewohner."),
        ("sv", "Armén dödade tre rebeller och befriade dussintals bybor."),
        ("ar", "قتل الجيش ثلاثة متمردين وحرر عشرات القرويين."),
    ],
)
def test_what_another_verb_tells_is_no_harm(language: str, text: str) -> None:
    assert told(language, text) == [("killed", 3)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bomb killed 14 soldiers and also six civilians."),
        ("en", "The bomb killed 14 soldiers and, according to the police, six civilians."),
        ("fr", "L'attaque a tué 14 soldats et également six civils."),
        ("de", "Die Bombe tötete 14 Soldaten und auch sechs Zivilisten."),
        ("ar", "قتل 14 جنديا وستة مدنيين."),
    ],
)
def test_a_further_number_of_the_same_verb_stays(language: str, text: str) -> None:
    assert told(language, text) == [("killed", 14), ("killed", 6)]


@pytest.mark.parametrize(
    ("language", "text", "dead"),
    [
        ("en", "The boat sank; 70 were saved and 12 died.", 12),
        ("sv", "Båten sjönk; 70 räddades och 12 dog.", 12),
        ("en", "Some 10,000 came by sea, 1,545 by land - and 418 had drowned.", 418),
        ("de", "Sie versorgt 5.000 Menschen in einer Stadt, in der 300 Menschen verhungert sind.", 300),
        ("ar", "تطعم المنظمة 5000 شخص يوميا في مدينة مات فيها 300 شخص جوعا.", 300),
        ("fr", "Plus de 2 000 personnes ont assisté aux obsèques des cinq enfants tués dans l'incendie.", 5),
    ],
)
def test_a_number_with_a_verb_of_its_own_is_not_the_next_ones(language: str, text: str, dead: int) -> None:
    assert told(language, text) == [("killed", dead)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Neither the driver nor the two passengers were hurt."),
        ("de", "Weder der Fahrer noch die zwei Fahrgäste wurden verletzt."),
        ("es", "Murieron todos los tripulantes menos dos."),
        ("en", "There were 12 fewer deaths than last year."),
        ("de", "Es gab zwölf Tote weniger als im Vorjahr."),
        ("en", "Hundreds of people attended a vigil on Monday night for the dead."),
    ],
)
def test_who_is_left_out_is_not_counted(language: str, text: str) -> None:
    assert told(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("de", "Sechs Polizisten wurden bei einem Angriff auf ein Hotel getötet.", [("killed", 6)]),
        ("de", "Zwölf Menschen wurden bei zwei Anschlägen getötet.", [("killed", 12)]),
        ("en", "Twelve passengers travelling from Lagos and three pedestrians were killed.", [("killed", 12), ("killed", 3)]),
        ("en", "About his son, who was fatally shot in 1999, he said little.", [("killed", 1)]),
        ("fr", "218 personnes sur les 3 700 à bord ont attrapé le virus.", [("infected", 218)]),
        ("sv", "2 357 personer har bekräftats döda.", [("killed", 2357)]),
    ],
)
def test_what_stands_between_a_phrase_and_its_own_verb_does_not_part_them(
    language: str, text: str, claims: list[tuple[str, float]]
) -> None:
    assert told(language, text) == claims


@pytest.mark.parametrize("text", ["قتيلان", "خلف الحادث قتيلين", "قتل", "12", "و", ",", "«", "12 قتيلا و"])
def test_a_text_may_end_anywhere(text: str) -> None:
    for language in ("ar", "en", "de", "fr"):
        extract(ArticleText("a", "v", language, text))


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("en", "A stampede crushed 100 pilgrims to death.", [("killed", 100)]),
        ("en", "An attacker stabbed a police officer to death.", [("killed", 1)]),
        ("en", "Five people travelling in two cars were killed.", [("killed", 5)]),
        ("de", "Fünf Menschen, die in zwei Autos unterwegs waren, wurden getötet.", [("killed", 5)]),
        ("de", "Die Zahl der Toten stieg bis Montag auf 20.", [("killed", 20)]),
        ("en", "All schools were closed, but 12 people were killed.", [("killed", 12)]),
        ("en", "A bomb killed 12 people less than a mile from the palace.", [("killed", 12)]),
        ("en", "Parents of 43 missing students protested.", [("missing", 43)]),
        ("ar", "انتشلت فرق الإنقاذ 14 جثة وأنقذت 120 شخصا.", [("killed", 14)]),
        ("en", "A woman and her husband, a police officer, were killed.", [("killed", 2)]),
        ("en", "Two men, aged 50 and 26, and a boy were killed.", [("killed", 2), ("killed", 1)]),
    ],
)
def test_what_looks_like_an_exception_is_none(language: str, text: str, claims: list[tuple[str, float]]) -> None:
    assert told(language, text) == claims


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army denied that since Monday it had killed 12 civilians."),
        ("de", "Die Armee bestritt, zwölf Zivilisten getötet zu haben."),
    ],
)
def test_what_is_denied_stays_denied(language: str, text: str) -> None:
    (claim,) = extract(ArticleText("a", "v", language, text)).claims
    assert claim.reading.modality == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "He was convicted of the murder of the son of the",
        "After a raid on a village in the far north of the country on Monday evening, police arrested 31 suspects\nAmong them three women",
        "The war killed 0 to 20,000 people.",
    ],
)
def test_what_is_cut_or_odd_is_read_all_the_same(text: str) -> None:
    extract(ArticleText("a", "v", "en", text))
