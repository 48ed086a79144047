"""Who took, holds or lost a place, in seven languages; seizures of people and things are none."""

from __future__ import annotations

import pytest

from dagster_project.extraction.pipeline import ArticleText, extract

TOLL = {
    "en": "Ten people died.", "sv": "Tio människor dog.", "fr": "Dix personnes sont mortes.", "es": "Murieron diez personas.",
    "pt": "Dez pessoas morreram.", "de": "Zehn Menschen starben.", "ar": "قتل عشرة أشخاص.",
}  # fmt: skip
CASES = [
    ("en", "Rebels captured the strategic town of Saraqib on Monday.", ("captured", "Rebels", "Saraqeb")),
    ("en", "Syrian government forces have retaken the city of Palmyra.", ("captured", "syrian_government", "Palmyra")),
    ("en", "The market is in Kobane, which is held by Kurdish fighters.", ("holds", "Kurdish fighters", "Kobani")),
    ("en", "The Taliban now control Kunduz.", ("holds", "taliban", "Kunduz")),
    ("en", "Ukrainian troops withdrew from Bakhmut.", ("lost", "ukraine", "Bakhmut")),
    ("en", "The army withdrew from Tikrit.", ("lost", "army", "Tikrit")),
    ("en", "Islamic State fighters were driven out of Ramadi.", ("lost", "islamic_state", "Ramadi")),
    ("sv", "Rebellerna intog staden Saraqib på måndagen.", ("captured", "Rebellerna", "Saraqeb")),
    ("fr", "Les talibans se sont emparés de la ville de Kunduz.", ("captured", "taliban", "Kunduz")),
    ("es", "Los rebeldes tomaron la ciudad de Alepo.", ("captured", "rebeldes", "Aleppo")),
    ("pt", "Os rebeldes tomaram a cidade de Alepo.", ("captured", "rebeldes", "Aleppo")),
    ("de", "Rebellen haben die Stadt Aleppo eingenommen.", ("captured", "Rebellen", "Aleppo")),
    ("de", "Die Stadt Aleppo wurde von Regierungstruppen zurückerobert.", ("captured", "Regierungstruppen", "Aleppo")),
    ("ar", "سيطرت قوات النظام على مدينة حلب.", ("captured", "syrian_government", "Aleppo")),
    ("ar", "الباب مدينة خاضعة لسيطرة تنظيم الدولة الإسلامية.", None),
    ("ar", "وقع الهجوم في مدينة الباب الخاضعة لسيطرة تنظيم الدولة الإسلامية.", ("holds", "islamic_state", "Al-Bab")),
    ("en", "Rebels captured 12 soldiers in Homs.", None),
    ("en", "The army captured a commander in Mosul.", None),
    ("en", "Police seized weapons in Lagos.", None),
    ("en", "Fighters left the besieged suburbs of Damascus.", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_control_of_a_place(language: str, text: str, expected: tuple[str, str, str] | None) -> None:
    body = f"{TOLL[language]} {text}"
    found = extract(ArticleText("a", "v", language, body=body, published_at="2024-05-15")).territorial_control
    assert [(c.control, c.actor, c.where.place_name) for c in found] == ([expected] if expected else [])
    assert all(body[c.span.char_start : c.span.char_end] == c.span.quote for c in found)
