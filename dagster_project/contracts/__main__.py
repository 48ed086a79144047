"""Write the files that are rendered from the contracts: ``python -m dagster_project.contracts``."""

from __future__ import annotations

from dagster_project.contracts.render import PROJECT, rendered_files


def main() -> None:
    """Write every rendered file that differs, and name it."""
    for path, content in rendered_files().items():
        if path.exists() and path.read_text(encoding="utf-8") == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        print(path.relative_to(PROJECT))


if __name__ == "__main__":
    main()
