"""Who says it: attributions in seven languages, and how far each of them reaches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dagster_project.extraction.speakers.antecedents import Voice
from dagster_project.extraction.speakers.reader import SpeakerReader
from dagster_project.extraction.speakers.registry import Entity, Register, RegisterInDocument, sources
from dagster_project.extraction.speakers.speech import speech_of
from dagster_project.extraction.words.document import Document, SentenceRules
from dagster_project.extraction.words.quotes import quotations
from dagster_project.languages.pack import languages, load_pack
from dagster_project.languages.sections.text import TextSection

SOURCES = Register(
    [
        Entity("sohr", "Syrian Observatory for Human Rights", "monitor"),
        Entity("united_nations", "United Nations", "un_agency"),
        Entity("unhcr", "UNHCR", "un_agency"),
        Entity("msf", "Doctors Without Borders", "ingo"),
        Entity("afp", "AFP", "wire_agency"),
        Entity("reuters", "Reuters", "wire_agency"),
        Entity("police", "Police", "state_authority"),
        Entity("syrian_government", "Syrian government", "state_belligerent"),
    ],
    [
        ("sohr", "Observatory"), ("sohr", "OSDH"), ("sohr", "المرصد السوري لحقوق الإنسان"), ("sohr", "المرصد"),
        ("sohr", "Syriska människorättsobservatoriet"), ("united_nations", "UN"), ("united_nations", "FN"), ("united_nations", "ONU"),
        ("united_nations", "الأمم المتحدة"), ("unhcr", "UN refugee agency"), ("police", "police"), ("syrian_government", "Damascus"),
        ("syrian_government", "regime"), ("syrian_government", "armée syrienne"),
    ],
)  # fmt: skip


def reader_of(language: str, text: str, section: str = "body", register: Register = SOURCES) -> SpeakerReader:
    section_rules = load_pack(language).section("text", TextSection)
    rules = SentenceRules(frozenset(section_rules.abbreviations), section_rules.ordinal_dot)
    return SpeakerReader(Document.of(text, rules, language, section=section), speech_of(language), register)


def voice(language: str, text: str, section: str = "body", register: Register = SOURCES) -> Voice | None:
    """The speaker of the claim between brackets."""
    start = text.index("[")
    end = text.index("]") - 1
    return reader_of(language, text.replace("[", "").replace("]", ""), section, register).speaker(start, end)


def spoken(language: str, text: str) -> str | None:
    found = voice(language, text)
    return found.source_text if found else None


CASES = [
    ("en", "Three bodies were found, county officials said, as crews fought a second fire that [killed two people].", None),
    ("en", "[Three bodies were found], county officials said, as crews fought a second fire.", "county officials"),
    ("es", '"Queremos justicia", dijo Marta Ruiz, acusado de una emboscada que dejó [seis policías muertos].', None),
    ("en", 'The priest said: "They shot at us." "[Nine people were killed]," he said, "and ten hurt."', "The priest"),
    ("en", 'The crowd fled. "We ran," said Ann Miller, "and [nine people were killed]."', "Ann Miller"),
    ("es", '"Son [nueve los desaparecidos]", informaron en un comunicado las autoridades.', "las autoridades"),
    ("pt", '"[Cinco pessoas morreram]", informou em nota a prefeitura.', "a prefeitura"),
    ("fr", '"[Neuf personnes sont mortes]", a indiqué dans un communiqué la préfecture.', "la préfecture"),
    ("en", "[Four victims died], KTVX television and other media reported citing coroner Paul Denton.", "coroner Paul Denton"),
    ("en", "[Four victims died], the mayor and two witnesses said.", "the mayor and two witnesses"),
    ("en", "A neighbour said he saw nothing. The man accused of [killing one person] had served abroad.", None),
    ("en", "The Brotherhood Union, since banned as terrorist, has always maintained a figure of [2,600] dead.", "The Brotherhood Union"),
    ("en", "[Nine people were killed], police said.", "police"),
    ("en", "The interior ministry said [nine people were killed] and ten wounded.", "The interior ministry"),
    ("en", "[Nine people were killed] when a shell hit a bus, said Ana Ruiz, a doctor at the scene.", "Ana Ruiz, a doctor at the scene"),
    ("en", "Ana Ruiz, head of the relief office, said that [nine people were killed].", "Ana Ruiz, head of the relief office"),
    ("en", "According to local officials, a landslide [buried forty houses].", "local officials"),
    ("en", "A landslide buried [forty houses], according to the governor's office.", "the governor's office"),
    ("en", "The health ministry put the toll at [12 dead].", "The health ministry"),
    ("en", "The mayor was quoted as saying [two bridges were destroyed].", "The mayor"),
    ("en", "The rebels, who hold the north of the city, said [30 soldiers were killed].", "The rebels"),
    ("en", "The general told reporters on Monday that [30 soldiers were killed].", "The general"),
    ("en", "In a statement on Friday, the coast guard said it had found [six bodies].", "the coast guard"),
    ("en", "The army, meanwhile, said [six soldiers were wounded].", "The army"),
    ("en", '"We counted [six bodies]. There may be more," Dr. Lina Haddad said.', "Dr. Lina Haddad"),
    ("en", 'Mayor Paul Stone spoke to residents.\n"They are all safe," Stone said.\n"[Two houses burned down]."', "Stone"),
    ("en", "[Three attackers that the ministry said were shot dead] were buried.", "the ministry"),
    ("en", "The blast wounded ten people. [Four houses collapsed].", None),
    ("en", "Police said the fire began at noon.\nA storm in May [killed four people].", None),
    ("en", "Nurses have been hit hard: [more than 60 have died].", None),
    ("en", "[Six people were reported missing] after the flood.", None),
    ("en", "The minister did not say whether [six people were killed].", None),
    ("en", "The government released [20 prisoners].", None),
    ("sv", "[Nio personer dödades], uppger polisen.", "polisen"),
    ("sv", "Enligt räddningstjänsten har [nio personer skadats].", "räddningstjänsten"),
    ("sv", "På måndagen sade försvarsministeriet att [nio soldater dödats].", "försvarsministeriet"),
    ("sv", "[Nio personer skadades], säger Anna Berg, presstalesman vid polisen.", "Anna Berg, presstalesman vid polisen"),
    ("sv", "– Vi har hittat [sex kroppar], säger Karin Lund vid sjöräddningen.", "Karin Lund vid sjöräddningen"),
    ("sv", "[Nio personer dödades] i en brand i natt.", None),
    ("fr", "[Neuf personnes ont été tuées], a annoncé samedi le ministère de l'Intérieur.", "le ministère de l'Intérieur"),
    ("fr", "Selon la préfecture, [neuf personnes ont été blessées].", "la préfecture"),
    ("fr", "« Nous avons compté [neuf corps] », a-t-elle ajouté.", "elle"),
    ("fr", "Le maire, Jean Petit, affirme que [neuf maisons ont été détruites].", "Le maire, Jean Petit"),
    ("fr", "[Neuf maisons ont été détruites] par la crue.", None),
    ("es", "[Nueve personas murieron], informó este lunes la Policía Nacional.", "la Policía Nacional"),
    ("es", "De acuerdo con Protección Civil, [nueve viviendas quedaron destruidas].", "Protección Civil"),
    ("es", "El alcalde habló del incendio, dijo la prensa. Añadió que [nueve personas murieron].", "la prensa"),
    ("es", "[Nueve personas murieron], dijo a Reuters el gobernador Luis Mora.", "el gobernador Luis Mora"),
    ("es", "[Nueve personas murieron] en un incendio.", None),
    ("pt", "[Nove pessoas morreram], informou o Corpo de Bombeiros.", "o Corpo de Bombeiros"),
    ("pt", "Segundo a polícia, [nove pessoas morreram].", "a polícia"),
    ("pt", "O governador, Paulo Lima, disse que [nove casas foram destruídas].", "O governador, Paulo Lima"),
    ("pt", "[Nove pessoas morreram] num incêndio.", None),
    ("de", "[Neun Menschen wurden getötet], teilte die Polizei am Montag mit.", "die Polizei"),
    ("de", "Nach Angaben der Feuerwehr wurden [neun Menschen verletzt].", "der Feuerwehr"),
    ("de", "Dem Innenministerium zufolge wurden [neun Menschen verletzt].", "Dem Innenministerium"),
    ("de", "[Neun Menschen seien verletzt worden], sagte ein Sprecher der Klinik.", "ein Sprecher der Klinik"),
    ("de", "Die Polizei sprach von einem Anschlag. Zudem seien [neun Menschen verletzt worden].", "Die Polizei"),
    ("de", "[Neun Menschen wurden getötet].", None),
    ("ar", "قالت وزارة الداخلية إن [تسعة أشخاص قتلوا].", "وزارة الداخلية"),
    ("ar", "أسفر الانفجار عن [مقتل تسعة أشخاص]، وفق ما أفادت به الشرطة.", "الشرطة"),
    ("ar", "[قتل تسعة أشخاص]، بحسب مصادر طبية.", "مصادر طبية"),
    ("ar", "[قتل تسعة أشخاص]، وفقا لمصادر أمنية.", "مصادر أمنية"),
    ("ar", "[قتل تسعة أشخاص]، بحسب لجنة التحقيق.", "لجنة التحقيق"),
    ("ar", "[قتل تسعة أشخاص] في انفجار.", None),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_claim_has_the_speaker_that_its_sentence_gives(language: str, text: str, expected: str | None) -> None:
    assert spoken(language, text) == expected


def test_every_language_has_words_of_attribution() -> None:
    for language in languages():
        assert speech_of(language).section.verbs.say


def test_each_clause_keeps_its_own_speaker() -> None:
    text = "At least 83 people died, the UN said; the Observatory put the toll at 87, among them 30 children."
    reader = reader_of("en", text)
    for quantity, expected in (("83", "united_nations"), ("87", "sohr"), ("30", "sohr")):
        at = text.index(quantity)
        found = reader.speaker(at, at + 2)
        assert found is not None
        assert found.source_id == expected


def test_an_attribution_at_the_end_reaches_back_over_coordinated_clauses() -> None:
    assert spoken("en", "Raids drove [150,000 from their homes] and put 12 hospitals out of service, the mayor said.") == "the mayor"


def test_the_original_speaks_and_the_relay_passes_it_on() -> None:
    found = voice("en", "[Nine people were killed], NTV said, citing the military.")
    assert found is not None
    assert (found.source_text, found.via_text) == ("the military", "NTV")


def test_unnamed_originals_leave_the_named_speaker_in_place() -> None:
    found = voice("en", "[Nine people were killed], the Observatory said, quoting residents.")
    assert found is not None
    assert found.source_id == "sohr"


def test_who_was_told_is_no_speaker() -> None:
    found = voice("en", "Witnesses told AFP that [nine people were killed].")
    assert found is not None
    assert (found.source_text, found.source_type, found.via_text) == ("Witnesses", "witness", "AFP")


def test_a_pronoun_goes_back_to_the_last_speaker_of_its_kind() -> None:
    text = "The Observatory said a hospital was hit. Dr. Omar Saleh said the ward burned. It added that [four patients died]."
    found = voice("en", text)
    assert found is not None
    assert found.source_id == "sohr"


def test_a_short_name_is_the_person_named_in_full_before() -> None:
    text = "Interior Minister Ali Karim said the road was closed. [Four people were killed], Karim said."
    assert spoken("en", text) == "Interior Minister Ali Karim"


def test_the_organisation_goes_back_to_a_body_that_was_only_mentioned() -> None:
    text = "Doctors Without Borders runs the clinic. [Four patients were killed], the organisation said."
    found = voice("en", text)
    assert found is not None
    assert found.source_id == "msf"


def test_a_headline_names_its_speaker_behind_a_colon() -> None:
    found = voice("en", "[Nine dead in blast]: police", "title")
    assert found is not None
    assert found.source_id == "police"


def test_a_dotted_acronym_is_the_same_name() -> None:
    found = voice("en", "The U.N. refugee agency said [nine thousand people fled].")
    assert found is not None
    assert found.source_id == "unhcr"


OFFICES = [
    ("en", "[Nine people were killed], Nairobi police chief Ann Wafula said.", "police"),
    ("en", "[Nine people were killed], a police dog trainer said.", None),
    ("en", "[Nine people were killed], the police union said.", None),
    ("en", "Egypt's health ministry said [nine people were killed].", "ministry_of_health"),
    ("sv", "Libanons hälsominister sade att [nio personer dödats].", "ministry_of_health"),
    ("de", "Das libanesische Gesundheitsministerium teilte mit, dass [neun Menschen getötet worden seien].", "ministry_of_health"),
    ("fr", "Le ministre libanais de la Santé a annoncé que [neuf personnes avaient été tuées].", "ministry_of_health"),
    ("es", "El Ministerio de Salud libanés dijo que [nueve personas murieron].", "ministry_of_health"),
    ("pt", "O Ministério da Saúde libanês disse que [nove pessoas morreram].", "ministry_of_health"),
    ("ar", "وقالت وزارة الصحة اللبنانية إن [9 أشخاص قتلوا].", "ministry_of_health"),
    ("en", "The Philippine disaster council said [nine people were killed].", "disaster_agency"),
    ("de", "Der türkische Präsident sagte, dass [neun Menschen getötet worden seien].", "president"),
    ("en", "The club's president said [nine people were killed].", None),
    ("en", "Egypt's army said [nine people were killed].", None),
]


@pytest.mark.parametrize(("language", "text", "office"), OFFICES)
def test_an_office_is_known_beside_no_more_than_whose_it_is_and_who_speaks_for_it(language: str, text: str, office: str | None) -> None:
    found = voice(language, text, register=sources(speech_of(language).affixes))
    assert found is not None
    assert found.source_id == office


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "[Nine people were killed], the UN agency for refugees said."),
        ("fr", "Selon l'Agence de l'ONU pour les réfugiés, [neuf personnes ont été tuées]."),
    ],
)
def test_people_in_a_body_s_name_do_not_make_it_nobody(language: str, text: str) -> None:
    register = Register(
        [Entity("unhcr", "UNHCR", "un_agency")], [("unhcr", "UN agency for refugees"), ("unhcr", "Agence de l'ONU pour les réfugiés")]
    )
    found = voice(language, text, register=register)
    assert found is not None and found.source_id == "unhcr" and not found.unnamed


def test_a_medium_that_hears_a_source_without_a_name_is_not_the_speaker() -> None:
    register = Register([Entity("radio_hills", "Radio Hills", "national_media")], [("radio_hills", "إذاعة التلال")])
    found = voice("ar", "قال مصدر أمني لمراسل إذاعة التلال إن [تسعة أشخاص قتلوا].", register=register)
    assert found is not None and found.source_id is None and found.source_type == "anonymous_official"


def test_words_that_many_bear_need_their_bearer_named_in_the_text() -> None:
    rules = SentenceRules()
    for text, expected in (("The regime struck. Damascus is calm.", 2), ("The regime struck.", 0)):
        document = Document.of(text, rules, "en")
        register = RegisterInDocument(SOURCES, document)
        assert sum(len(register.find(s.tokens)) for s in document.sentences) == expected


def test_an_acronym_needs_its_capitals() -> None:
    document = Document.of("un homme de l'ONU", SentenceRules(), "fr")
    assert [f.entity.id for f in SOURCES.find(document.sentences[0].tokens)] == ["united_nations"]


def test_source_text_is_the_article_s_own_letters() -> None:
    found = voice("ar", "أعلنت الأمم المتحدة أن [تسعة أشخاص قتلوا].")
    assert found is not None
    assert (found.source_id, found.source_text) == ("united_nations", "الأمم المتحدة")


def test_a_quotation_that_a_paragraph_leaves_open_ends_with_it() -> None:
    document = Document.of('He said: "One. Two.\n"Three," he said.', SentenceRules(), "en")
    assert [document.norm[a:b] for a, b in quotations(document)] == ["one. two.", "three,"]


def test_attributions_give_their_scope() -> None:
    text = "Police said nine people died."
    (only,) = reader_of("en", text).attributions
    assert (only.rule, only.cue, text[slice(*only.scope)]) == ("say", "said", " nine people died.")


SHARED = Path(__file__).parents[4] / "shared"


@pytest.mark.skipif(not (SHARED / "gold" / "seeds").is_dir(), reason="annotated articles are not beside the repository")
def test_speakers_of_the_annotated_seed_articles() -> None:
    right = total = 0
    for path in sorted((SHARED / "gold" / "seeds").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        body = (SHARED / "seeds" / path.with_suffix(".txt").name).read_bytes().decode("utf-8")
        section = load_pack(gold["language"]).section("text", TextSection)
        data = speech_of(gold["language"])
        document = Document.of(body, SentenceRules(frozenset(section.abbreviations), section.ordinal_dot), gold["language"])
        assert document.text.origin is None
        reader = SpeakerReader(document, data, sources(data.affixes))
        for claim in gold["claims"]:
            if "source" in claim and claim["source"] in ("unattributed", *sources(data.affixes).ids):
                found = reader.speaker(claim["char_start"], claim["char_end"])
                total += 1
                right += (found.source_id if found else "unattributed") == claim["source"]
    assert right / total >= 0.9
