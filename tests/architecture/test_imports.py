"""Which part may import which, and who may read the environment."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dagster_project"
PURE = ("contracts", "articles", "corrections", "extraction", "languages", "gazetteer", "store")
# What each part may import of the project, beside itself.
ARROWS = {
    "contracts": set(),
    "languages": {"contracts", "settings"},
    "gazetteer": {"contracts", "settings"},
    "articles": {"contracts"},
    "corrections": {"contracts"},
    "extraction": {"contracts", "languages", "gazetteer", "settings"},
    "store": {"contracts"},
    "settings": set(),
    "memory": set(),
    "defs": {*PURE, "settings", "memory"},
    "definitions": {"defs", "settings"},
    "commands": {*PURE, "settings", "defs"},
    "cli": {"commands", "settings", "memory"},
}
ORCHESTRATION = ("dagster", "dagster_dbt", "dbt")
REFUSE = """
import importlib, pkgutil, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("dagster", "dagster_dbt", "dbt"):
            raise ImportError(f"{name} must not be imported here")

sys.meta_path.insert(0, Refuse())
for part in sys.argv[1:]:
    package = importlib.import_module(f"dagster_project.{part}")
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
"""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_pure_packages_import_without_dagster_and_dbt() -> None:
    done = subprocess.run([sys.executable, "-c", REFUSE, *PURE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_only_definitions_import_dagster() -> None:
    allowed = {"defs", "definitions", "cli"}
    found = {
        str(path.relative_to(ROOT))
        for path in modules()
        if part_of(path) not in allowed and any(name.split(".")[0] in ORCHESTRATION for name in imported(path))
    }
    assert not found


@pytest.mark.parametrize("part", sorted(ARROWS))
def test_imports_follow_the_arrows(part: str) -> None:
    wrong = set()
    for path in modules():
        if part_of(path) != part:
            continue
        for name in imported(path):
            pieces = name.split(".")
            if pieces[0] == "dagster_project" and len(pieces) > 1 and pieces[1] not in ARROWS[part] | {part}:
                wrong.add(f"{path.relative_to(ROOT)} imports {name}")
    assert not wrong


def test_every_part_has_its_arrows() -> None:
    assert {part_of(path) for path in modules()} - {"__init__"} == set(ARROWS)


def test_only_settings_reads_the_environment() -> None:
    readers = set()
    for path in modules():
        if part_of(path) == "settings":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            if name in ("environ", "environb", "getenv", "putenv"):
                readers.add(f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}")
    assert not readers


def test_assets_hold_no_patterns_and_no_long_sql() -> None:
    for path in (PACKAGE / "defs").glob("*.py"):
        assert "re" not in set(imported(path)), f"{path}: regular expressions belong to the pure packages"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if text.lower().lstrip().startswith(("select ", "with ")):
                assert text.count("\n") < 3, f"{path}:{node.lineno}: SQL belongs to dbt or the store"
