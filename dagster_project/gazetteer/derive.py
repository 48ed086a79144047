"""Derives the supplement's tables of administrative areas from a CLDR release and a table of GeoNames areas.

Run by hand when a new release of either is taken in; building and using the gazetteer never needs it:

    python -m dagster_project.gazetteer.derive CLDR/common/subdivisions subdivisions.tsv

The second file has the columns name, ISO 3166-2 code, GeoNames code, GeoNames id, type, aliases (joined by '|'), level,
parent row, country row. Of rows with an ISO code only identifiers and aliases are taken; their names come from CLDR.
"""

from __future__ import annotations

import csv
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from pathlib import Path

from dagster_project.gazetteer.names import fold_name, script_of, skeleton

SUPPLEMENT = Path(__file__).parent / "supplement"
LANGUAGES = ("en", "sv", "fr", "es", "ar", "de", "pt", "it", "nl", "tr", "ru", "uk")
# What an area is, in front of or behind its name: the name alone is what texts say beside a type word of their own.
_TYPE = (
    r"محافظة|ولاية|مقاطعة|إقليم|منطقة|قضاء|جهة|بلدية|دائرة|Gouvernement|Gouvernorat|Provinz|Province|Provincia|Província|Provins|Région|Región|Região|Region|"
    r"Distrikt|District|Distrito|Départements?|Departamento|Department|Departement|Gobernación|Gobernatura|Governorate|Governorado|Guvernementet?|Kanton|Canton|"
    r"Bundesstaat|Estado|Stato|Staat|Oblast|Prefectura|Prefektur|Préfecture|Prefecture|Provincie|Governatorato|Dipartimento|Distretto|Regione|"
    r"Regierungsbezirk|Autonome|Bezirk|Comunidad Autónoma|Comunidade autónoma"
)
_BEFORE = re.compile(rf"^(?:{_TYPE})\s+(?:(?:de la|del|de|do|da|di|des|du|of|von|la)\s+|d['’])?(?=\w)", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:\s+|-)(?:{_TYPE}|Rayon|Raion|İli|ili|provinsen|regionen|distriktet|County|Parish|State|Prefecture|[Оо]бласть|[Пп]ровинция|[Рр]айон)$"
)


def bare_name(name: str) -> str:
    """The name without the word that says what kind of area it is; unchanged when nothing else would be left."""
    return _AFTER.sub("", _BEFORE.sub("", name.rstrip("\u00b2\u00b9"))).strip() or name


def _cldr(folder: Path) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        for node in ElementTree.parse(folder / f"{language}.xml").iter("subdivision"):
            if node.text and node.get("type") and "\u2191" not in node.text:
                code = str(node.get("type"))
                names.setdefault(f"{code[:2]}-{code[2:]}".upper(), {}).setdefault(language, bare_name(node.text))
    return names


def _forms(names: Iterable[str]) -> set[str]:
    """What is compared of names: folded, without words for kinds of areas, and their consonants."""
    keys = {fold_name(bare_name(bare_name(n))) for n in names if n}
    return (keys | {skeleton(k) for k in keys}) - {""}


def _agreeing(iso: str, known: dict[str, dict[str, str]], own: Iterable[str]) -> dict[str, str]:
    """The CLDR names of an area whose names elsewhere are ``own`` and whose present ISO code is ``iso``.

    ISO 3166-2 has given codes to other areas over the years (Iran in 2020), so a code counts only when a name agrees;
    else the one code of the country that has such a name is taken, else none.
    """
    forms = _forms(own)
    if forms & _forms(known.get(iso, {}).values()):
        return known[iso]
    plain = {fold_name(bare_name(n)) for n in own if n}
    others = [names for code, names in known.items() if code[:3] == iso[:3] and fold_name(names.get("en", "")) in plain]
    return others[0] if len(others) == 1 else {}


def _english(given: str, aliases: Iterable[str]) -> str:
    """The name beside an English word for its kind ("East Azerbaijan Province"), else the given one."""
    return next(
        (bare_name(a) for a in aliases if a.isascii() and a.endswith((" Province", " Governorate", " Region", " State"))), bare_name(given)
    )


def main(cldr: Path, table: Path) -> None:
    """Write ``admin_areas.csv`` (one row an area) and ``admin_names.csv`` (one row a further name)."""
    names = _cldr(cldr)
    rows = [line.rstrip("\n").split("\t") for line in table.open(encoding="utf-8")]
    with (
        (SUPPLEMENT / "admin_areas.csv").open("w", encoding="utf-8", newline="") as areas_file,
        (SUPPLEMENT / "admin_names.csv").open("w", encoding="utf-8", newline="") as names_file,
    ):
        areas = csv.writer(areas_file, lineterminator="\n")
        further = csv.writer(names_file, lineterminator="\n")
        areas.writerow(["code", "level", "name", "iso", "geonames_id"])
        further.writerow(["code", "language", "name"])
        for given, iso, code, geonames_id, _, aliases, level, _, _ in rows:
            if not code or level not in ("1", "2"):
                continue
            known = _agreeing(iso, names, [given, *aliases.split("|")]) if iso else {}
            name = known.get("en") or (_english(given, aliases.split("|")) if level == "1" else bare_name(given))
            areas.writerow([code, level, name, iso, geonames_id])
            seen = {fold_name(name)}
            latin_or_arabic = [("", bare_name(a)) for a in aliases.split("|") if script_of(a) in ("Latn", "Arab", "Cyrl")]
            for language, other in [*known.items(), *latin_or_arabic]:
                if fold_name(other) not in seen and not other[:1].islower():
                    seen.add(fold_name(other))
                    further.writerow([code, language, other])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
