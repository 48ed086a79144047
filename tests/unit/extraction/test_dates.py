"""Dates: what an expression means in each language, and which date governs a statement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dagster_project.extraction.dates.reader import DateReader, When
from dagster_project.extraction.words.document import Document, SentenceRules
from dagster_project.languages.pack import load_pack
from dagster_project.languages.sections.dates import DatesSection
from dagster_project.languages.sections.text import TextSection

LANGUAGES = ("ar", "de", "en", "es", "fr", "pt", "sv")
PUBLISHED = "2016-05-18"  # a Wednesday
SHARED = Path(__file__).resolve().parents[4] / "shared"


def reader(text: str, language: str = "en", published: str | None = PUBLISHED) -> DateReader:
    pack = load_pack(language)
    rules = pack.section("text", TextSection)
    document = Document.of(text, SentenceRules(frozenset(rules.abbreviations), rules.ordinal_dot), language, published)
    return DateReader(document, pack.section("dates", DatesSection), published)


def when(text: str, words: str, language: str = "en", published: str | None = PUBLISHED) -> When:
    """The date of the statement ``words`` in ``text``; both without characters that normalising drops."""
    found = reader(text, language, published)
    start = found.document.clean.index(words)
    return found.when(start, start + len(words))


def ends(found: When) -> tuple[str | None, str | None]:
    return found.event_start, found.event_end


# text, start, end: a bare expression in a sentence of an article of Wednesday 18 May 2016
SURFACES: dict[str, list[tuple[str, str | None, str | None]]] = {
    "en": [
        ("They died on Monday.", "2016-05-16", "2016-05-16"),
        ("They died on Wednesday.", "2016-05-18", "2016-05-18"),
        ("They died last Wednesday.", "2016-05-11", "2016-05-11"),
        ("They died late on Friday night.", "2016-05-13", "2016-05-13"),
        ("They died overnight.", "2016-05-17", "2016-05-18"),
        ("They died yesterday.", "2016-05-17", "2016-05-17"),
        ("They died over the weekend.", "2016-05-14", "2016-05-15"),
        ("They died last week.", "2016-05-09", "2016-05-15"),
        ("They died earlier this week.", "2016-05-16", "2016-05-18"),
        ("They died this month.", "2016-05", "2016-05"),
        ("They died last month.", "2016-04", "2016-04"),
        ("They died last year.", "2015", "2015"),
        ("They died so far this year.", "2016", "2016"),
        ("They died in November.", "2015-11", "2015-11"),
        ("They died in May.", "2016-05", "2016-05"),
        ("They died last May.", "2015-05", "2015-05"),
        ("They died in mid-December.", "2015-12", "2015-12"),
        ("They died in early 2014.", "2014", "2014"),
        ("They died on April 26 and 27.", "2016-04-26", "2016-04-27"),
        ("They died on 25-27 April.", "2016-04-25", "2016-04-27"),
        ("They died between January 15 and 19.", "2016-01-15", "2016-01-19"),
        ("They died between April 29 and May 10.", "2016-04-29", "2016-05-10"),
        ("They died on July 5.", "2015-07-05", "2015-07-05"),
        ("They died on Jan. 5, 2013.", "2013-01-05", "2013-01-05"),
        ("They died on the 3rd of March 2013.", "2013-03-03", "2013-03-03"),
        ("They died on 2013-03-03.", "2013-03-03", "2013-03-03"),
        ("They died on 25/12/2013.", "2013-12-25", "2013-12-25"),
        ("They died on 04/05/2013.", "2013", "2013"),
        ("They died from 1998 to 2003.", "1998", "2003"),
        ("They died in 2014 and 2015.", "2014", "2015"),
        ("They died three years ago.", "2013", "2013"),
        ("They died two months ago.", "2016-03", "2016-03"),
        ("They died two days ago.", "2016-05-16", "2016-05-16"),
        ("They died since 2011.", "2011", None),
        ("They died since fighting began last week.", "2016-05-09", None),
        ("They died by early May.", None, "2016-05"),
        ("They died over the past two days.", "2016-05-17", "2016-05-18"),
        ("They died over the past four months.", "2016-01", "2016-05-18"),
        ("They died in the past year.", "2015-05", "2016-05-18"),
        ("They died over the past few days.", "2016-05", "2016-05"),
        ("They died in summer 2014.", "2014", "2014"),
    ],
    "sv": [
        ("De dog på måndagen.", "2016-05-16", "2016-05-16"),
        ("De dog i fredags.", "2016-05-13", "2016-05-13"),
        ("De dog på fredagskvällen.", "2016-05-13", "2016-05-13"),
        ("De dog natten till torsdagen.", "2016-05-11", "2016-05-12"),
        ("De dog i går.", "2016-05-17", "2016-05-17"),
        ("De dog i förra veckan.", "2016-05-09", "2016-05-15"),
        ("De dog den 3 mars.", "2016-03-03", "2016-03-03"),
        ("De dog i oktober förra året.", "2015-10", "2015-10"),
        ("De dog i Stockholm 2002.", "2002", "2002"),
        ("De dog för tre år sedan.", "2013", "2013"),
        ("De dog sedan april 2009.", "2009-04", None),
        ("De dog mellan den 15 och 19 januari.", "2016-01-15", "2016-01-19"),
        ("De dog under de senaste två dagarna.", "2016-05-17", "2016-05-18"),
        ("De dog i år.", "2016", "2016"),
        ("De dog i höstas.", "2015", "2015"),
    ],
    "fr": [
        ("Ils sont morts mercredi.", "2016-05-18", "2016-05-18"),
        ("Ils sont morts vendredi dernier.", "2016-05-13", "2016-05-13"),
        ("Ils sont morts dans la nuit de jeudi à vendredi.", "2016-05-12", "2016-05-13"),
        ("Ils sont morts hier.", "2016-05-17", "2016-05-17"),
        ("Ils sont morts ces dernières 24 heures.", "2016-05-17", "2016-05-18"),
        ("Ils sont morts le mois dernier.", "2016-04", "2016-04"),
        ("Ils sont morts vendredi 1er avril.", "2016-04-01", "2016-04-01"),
        ("Ils sont morts entre le 15 et le 17 janvier derniers.", "2016-01-15", "2016-01-17"),
        ("Ils sont morts début mars 2015.", "2015-03", "2015-03"),
        ("Ils sont morts en 2010.", "2010", "2010"),
        ("Ils sont morts il y a deux ans.", "2014", "2014"),
        ("Ils sont morts depuis février dernier.", "2016-02", None),
        ("Ils sont morts cette année.", "2016", "2016"),
    ],
    "es": [
        ("Murieron el viernes.", "2016-05-13", "2016-05-13"),
        ("Murieron el miércoles pasado.", "2016-05-11", "2016-05-11"),
        ("Murieron el pasado sábado por la noche.", "2016-05-14", "2016-05-14"),
        ("Murieron la noche del sábado.", "2016-05-14", "2016-05-14"),
        ("Murieron ayer.", "2016-05-17", "2016-05-17"),
        ("Murieron el 8 de junio de 2015.", "2015-06-08", "2015-06-08"),
        ("Murieron entre el 3 y el 9 de enero.", "2016-01-03", "2016-01-09"),
        ("Murieron en diciembre.", "2015-12", "2015-12"),
        ("Murieron en 2005.", "2005", "2005"),
        ("Murieron hace dos meses.", "2016-03", "2016-03"),
        ("Murieron desde marzo de 2011.", "2011-03", None),
        ("Murieron el mes pasado.", "2016-04", "2016-04"),
    ],
    "pt": [
        ("Morreram no último dia 2.", "2016-05-02", "2016-05-02"),
        ("Morreram nesta terça-feira (17).", "2016-05-17", "2016-05-17"),
        ("Morreram nesta quinta (19).", "2016-05-19", "2016-05-19"),
        ("Morreram na última sexta-feira.", "2016-05-13", "2016-05-13"),
        ("Morreram ontem.", "2016-05-17", "2016-05-17"),
        ("Morreram no dia 24 de agosto.", "2015-08-24", "2015-08-24"),
        ("Morreram em março de 2004.", "2004-03", "2004-03"),
        ("Morreram há três anos.", "2013", "2013"),
        ("Morreram na semana passada.", "2016-05-09", "2016-05-15"),
        ("Morreram desde 2011.", "2011", None),
    ],
    "de": [
        ("Sie starben in der Nacht zum Donnerstag.", "2016-05-11", "2016-05-12"),
        ("Sie starben am Mittwoch.", "2016-05-18", "2016-05-18"),
        ("Sie starben am Freitagabend.", "2016-05-13", "2016-05-13"),
        ("Sie starben in der Nacht auf Montag.", "2016-05-15", "2016-05-16"),
        ("Sie starben am vergangenen Freitag.", "2016-05-13", "2016-05-13"),
        ("Sie starben gestern.", "2016-05-17", "2016-05-17"),
        ("Sie starben am 12. August 2015.", "2015-08-12", "2015-08-12"),
        ("Sie starben am 2.8.2015.", "2015-08-02", "2015-08-02"),
        ("Sie starben Ende September.", "2015-09", "2015-09"),
        ("Sie starben im Jahr 2014.", "2014", "2014"),
        ("Sie starben vor zwei Jahren.", "2014", "2014"),
        ("Sie starben seit 2009.", "2009", None),
        ("Sie starben in der vergangenen Woche.", "2016-05-09", "2016-05-15"),
    ],
    "ar": [
        ("قتل خمسة أشخاص يوم الأربعاء.", "2016-05-18", "2016-05-18"),
        ("قتل خمسة أشخاص يوم الخميس الماضي.", "2016-05-12", "2016-05-12"),
        ("قتل خمسة أشخاص أمس.", "2016-05-17", "2016-05-17"),
        ("قتل خمسة أشخاص أمس الثلاثاء.", "2016-05-17", "2016-05-17"),
        ("قتل خمسة أشخاص في شهر مارس الماضي.", "2016-03", "2016-03"),
        ("قتل خمسة أشخاص في كانون الثاني 2014.", "2014-01", "2014-01"),
        ("قتل خمسة أشخاص يوم 27 سبتمبر 2011.", "2011-09-27", "2011-09-27"),
        ("قتل خمسة أشخاص في العاشر من أيار.", "2016-05-10", "2016-05-10"),
        ("قتل خمسة أشخاص عام ٢٠١٤.", "2014", "2014"),
        ("قتل خمسة أشخاص منذ عام 2011.", "2011", None),
        ("قتل خمسة أشخاص هذا العام.", "2016", "2016"),
        ("قتل خمسة أشخاص قبل يومين.", "2016-05-16", "2016-05-16"),
        ("قتل خمسة أشخاص الشهر الماضي.", "2016-04", "2016-04"),
    ],
}


@pytest.mark.parametrize(("language", "text", "start", "end"), [(lang, *case) for lang, cases in SURFACES.items() for case in cases])
def test_an_expression_means(language: str, text: str, start: str | None, end: str | None) -> None:
    found = reader(text, language)
    assert len(found.mentions) == 1, found.mentions
    assert (found.mentions[0].period.start, found.mentions[0].period.end) == (start, end)


@pytest.mark.parametrize("text", ["They may march with 2,016 people.", "She is 35 years old.", "It was the 1980s.", "The Sun said so.",
                                  "Some 2015 people died.", "Flight MH-2017 crashed.", "They marched."])
def test_look_alikes_are_no_dates(text: str) -> None:
    assert reader(text).mentions == ()


def test_without_publication_what_cannot_be_known_stays_unknown() -> None:
    for text in ("Five died on Friday.", "Five died last month.", "Five died on April 4.", "Five died three years ago."):
        assert ends(when(text, "Five died", published=None)) == (None, None)


def test_order_of_narration_gives_the_years() -> None:
    text = ("On April 26 and 27 raids kill 15.\nSince January 2019 the group has ruled.\nBy early May strikes had displaced 200.\n"
            "There is a flare-up from June 15 when 45 die. Five days later shelling kills 20.\nOn August 31 a truce begins. "
            "The past four months of strikes had killed 90.\nOn December 2 bombs kill 13.\nOn January 11 strikes kill 18.\n"
            "The monitor says 38 fled between January 15 and 19.\nThis adds to 77 displaced since December 1.")
    dates = {words: ends(when(text, words, published=None)) for words in
             ("kill 15", "displaced 200", "45 die", "kills 20", "killed 90", "kill 13", "kill 18", "38 fled", "77 displaced")}
    assert dates == {"kill 15": ("2019-04-26", "2019-04-27"), "displaced 200": (None, "2019-05"), "45 die": ("2019-06-15", "2019-06-15"),
                     "kills 20": ("2019-06-20", "2019-06-20"), "killed 90": (None, "2019-08-31"), "kill 13": ("2019-12-02", "2019-12-02"),
                     "kill 18": ("2020-01-11", "2020-01-11"), "38 fled": ("2020-01-15", "2020-01-19"), "77 displaced": ("2019-12-01", None)}


@pytest.mark.parametrize(("text", "published"), [
    ("BOGOTA, 24 Oct 88 (WIRE) - Rebels killed five soldiers today.", "1988-10-24"),
    ("Two soldiers were killed on Sunday.\nMore was not known. (Agency, 2 August 2015)", "2015-08-02"),
    ("Posted: Sunday, June 19, 2016 1:52 am\nFloods killed five.", "2016-06-19"),
])
def test_a_dateline_stands_in_for_the_day_of_publication(text: str, published: str) -> None:
    found = reader(text, published=None)
    assert found.published is not None and found.published.isoformat() == published


def test_a_date_that_opens_running_text_is_no_dateline() -> None:
    assert reader("On April 4, 2017, a blast hit the town. Five died on Friday.", published=None).published is None


def test_a_partial_or_broken_day_of_publication_is_unknown() -> None:
    for published in ("2016-05", "0304-20-16", ""):
        assert ends(when("Five died on Friday.", "Five died", published=published)) == (None, None)


def test_the_nearest_date_governs_and_an_opening_one_reaches_over_the_sentence() -> None:
    text = "In 2013, at least 37 were killed by a blast, and 26 died in a fire in September 2012."
    assert ends(when(text, "37 were killed")) == ("2013", "2013")
    assert ends(when(text, "26 died")) == ("2012-09", "2012-09")


def test_the_day_of_a_report_is_not_that_of_the_event() -> None:
    text = "Five soldiers were killed in a shootout Thursday night in the capital, an official said Friday."
    assert ends(when(text, "Five soldiers were killed")) == ("2016-05-12", "2016-05-12")
    assert ends(when("The army said on Friday that five died.", "five died")) == (None, None)
    assert ends(when("In a statement on Friday police said five died.", "five died")) == (None, None)


@pytest.mark.parametrize(("language", "text", "words"), [
    ("sv", "Minst 20 har dött, sade myndigheterna på söndagen.", "20 har dött"),
    ("es", "Unos 30 migrantes murieron, informaron este martes los guardacostas.", "30 migrantes murieron"),
    ("fr", "Au moins 20 personnes ont été tuées, a annoncé lundi la police.", "20 personnes ont été tuées"),
    ("de", "Mindestens 20 Menschen wurden getötet, teilte die Polizei am Montag mit.", "20 Menschen wurden getötet"),
    ("pt", "Ao menos 20 pessoas morreram, informou a polícia nesta segunda-feira.", "20 pessoas morreram"),
    ("ar", "قال مسؤول اليوم الأحد إن 20 شخصا قتلوا.", "20 شخصا قتلوا"),
])
def test_reports_are_recognised_in_every_language(language: str, text: str, words: str) -> None:
    assert ends(when(text, words, language)) == (None, None)


def test_the_main_event_dates_what_has_no_date_of_its_own() -> None:
    text = ("Rescuers were losing hope on Tuesday after an earthquake which killed 400 people.\n\n"
            "The quake, which struck late Saturday, left 231 missing.\n\nThe mayor said 12 schools were destroyed.")
    found = when(text, "12 schools were destroyed")
    assert ends(found) == ("2016-05-14", "2016-05-14")
    assert found.basis == "lead"
    assert ends(when(text, "killed 400 people")) == ("2016-05-14", "2016-05-14")


def test_an_event_told_on_keeps_its_date_within_the_paragraph() -> None:
    text = "Two people died in a blast on Monday.\n\nIn 2010, floods hit the district. Half of the victims, 300 people, lost their homes."
    found = when(text, "300 people, lost")
    assert (ends(found), found.basis, found.background) == (("2010", "2010"), "carried", True)


def test_an_older_event_in_a_background_clause_dates_nothing_else() -> None:
    text = "A bomb killed five on Monday.\n\nThe army arrested 90 men in a crackdown launched after a massacre in December 2014."
    assert ends(when(text, "arrested 90 men")) == (None, None)


def test_a_rate_has_no_date() -> None:
    assert ends(when("A blast on Monday killed two. Landslides kill hundreds of people every year.", "hundreds of people")) == (None, None)


def test_windows_are_told_apart() -> None:
    cases = {"since": "Ten died since 2011.", "until": "Ten died by early May.", "between": "Ten died between March 3 and 9.",
             "duration": "Ten died over the past two weeks.", "none": "Ten died on Monday."}
    assert {name: when(text, "Ten died").window for name, text in cases.items()} == {name: name for name in cases}
    assert when("Ten died in two weeks.", "Ten died").window == "duration"
    assert when("Ten died this year.", "Ten died").window == "duration"


def test_since_and_until_in_one_sentence_are_one_window() -> None:
    found = when("Ten died since March 3 until April 10.", "Ten died")
    assert (*ends(found), found.window) == ("2016-03-03", "2016-04-10", "between")


def test_what_stands_inside_the_since_clause_happened_then() -> None:
    found = when("The virus is in 20 countries since the state reported its first case in May 2015.", "reported its first case")
    assert ends(found) == ("2015-05", "2015-05")


def test_dates_ahead_date_nothing() -> None:
    assert not reader("The court will meet on Friday.").mentions[0].dates_events
    assert reader("The court will meet on Friday.").mentions[0].period.start == "2016-05-20"


def test_a_season_that_is_not_over_ends_with_publication() -> None:
    found = reader("The rainy season, from October to June, has killed 40.", published="2014-02-10")
    assert (found.mentions[0].period.start, found.mentions[0].period.end) == ("2013-10", "2014-02")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_and_weekday_is_read(language: str) -> None:
    section = load_pack(language).section("dates", DatesSection)
    for number, names in enumerate(section.months, 1):
        name = names[0] if section.months_lowercase else names[0].title()
        found = reader(f"3 {name} 2014", language, None).mentions
        assert [m.period.start for m in found] == [f"2014-{number:02}-03"], names
    for number, names in enumerate(section.weekdays):
        assert [m.period.start for m in reader(f"x {names[0]}.", language, "2016-05-22").mentions] == [f"2016-05-{16 + number}"], names


@pytest.mark.parametrize("language", LANGUAGES)
def test_start_never_lies_after_end(language: str) -> None:
    for text, _, _ in SURFACES[language]:
        for mention in reader(text, language).mentions:
            start, end = mention.period.start, mention.period.end
            assert start is None or end is None or start[: len(end)] <= end[: len(start)]


def _gold(folder: str) -> list[tuple[dict, str]]:
    root = SHARED / "gold" / folder
    if not root.is_dir():
        pytest.skip("the annotated articles are not beside the checkout")
    found = []
    texts = {}
    if folder == "dev":
        lines = (root / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        texts = {a["article_id"]: a["text"] for a in map(json.loads, lines)}
    for path in sorted(root.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = Path(gold["article"]).name
        found.append((gold, texts[gold["article"]] if texts else (SHARED / "seeds" / name).read_text(encoding="utf-8")))
    return found


def _accuracy(golds: list[tuple[dict, str]], languages: set[str]) -> float:
    right = total = 0
    for gold, text in golds:
        if gold["language"] not in languages:
            continue
        found = reader(text, gold["language"], gold.get("published_at"))
        origin = found.document.text.origin
        place = {raw: i for i, raw in reversed(list(enumerate(origin)))} if origin is not None else None
        for claim in gold["claims"]:
            if claim.get("event_start") and claim.get("scope") != "stock":
                start, end = claim["char_start"], claim["char_end"]
                if place:
                    start, end = (place[min(p for p in place if p >= at)] for at in (start, end))
                total += 1
                right += found.when(start, end).event_start == claim["event_start"]
    return right / total


def test_gold_of_the_seeds_is_met() -> None:
    assert _accuracy(_gold("seeds"), {"en", "sv"}) >= 0.9


def test_gold_of_other_articles_is_met() -> None:
    golds = _gold("dev")
    assert _accuracy(golds, {"en"}) >= 0.86
    assert _accuracy(golds, {"sv", "fr", "es", "ar", "de", "pt"}) >= 0.82
