"""Measures the reading of articles on one core, in one run, against a common yardstick: spaCy's blank English tokenizer.

    python -m benchmarks.extraction [--news FILE] [--crisis FILE] [--articles N] [--megabytes M]

Two loads: ordinary news (``--news``, JSON Lines of articles), and crisis news only (``--crisis`` and those ordinary articles in which
claims were found, repeated up to ``--megabytes``). Times are those of the process, so that other work on the machine does not count.
Printed: articles and megabytes of UTF-8 a second for reading the file, the gate alone, the engine and the yardstick; the ratio of
the engine to the yardstick; claims an article; memory; start-up; whether one and two workers print the same bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from dagster_project.articles import Article, read_corpus
from dagster_project.extraction import pipeline
from dagster_project.extraction.gate import gate
from dagster_project.extraction.words.text import normalise

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
REACH = {"news": 2.0, "crisis": 0.1}  # engine to yardstick
SMALL = "At least 12 people were killed and 30 wounded in an air strike on a market in Idlib on Tuesday, the Observatory said.\n"


def read_articles(path: Path, most: int) -> list[pipeline.ArticleText]:
    """The articles of a file or folder that have a language pack, at most ``most``."""
    supported = pipeline.supported_languages()
    found = []
    for item in read_corpus(path, supported=supported, signatures=False):
        if isinstance(item, Article) and item.language in supported:
            found.append(
                pipeline.ArticleText(
                    item.article_id, item.article_version, item.language, item.body, item.title, item.published_at, item.publisher
                )
            )
            if len(found) == most:
                break
    return found


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process that ``work`` takes."""
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-9)


def pass_gate(articles: Iterable[pipeline.ArticleText]) -> None:
    """Normalise and scan, nothing more."""
    for article in articles:
        words, norm = gate(article.language), normalise(article.body).norm
        for part in (words.harm, words.weapons, words.stances):
            part.positions(norm)


def tokenizer() -> Callable[[str], object] | None:
    """The yardstick; None when spaCy is not installed."""
    try:
        import spacy
    except ImportError:
        return None
    return spacy.blank("en").tokenizer  # type: ignore[no-any-return]


def measure(name: str, articles: Sequence[pipeline.ArticleText], yardstick: Callable[[str], object] | None) -> list[int]:
    """Print the rates of one load; returns how many claims each article holds."""
    size = sum(len(a.body.encode()) + len((a.title or "").encode()) for a in articles) / 1e6
    for article in {a.language: a for a in articles}.values():  # compile the packs outside the measurement
        pipeline.extract(article)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_text("".join(json.dumps(a.body, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
        times = {"reading the file": seconds(file.read_bytes)}
    times["gate"] = seconds(lambda: pass_gate(articles))
    counts: list[int] = []
    peaks: list[int] = []

    def extract() -> None:
        for number, article in enumerate(articles):
            counts.append(len(pipeline.extract(article).claims))
            if number in (len(articles) // 4, len(articles) - 1):
                peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    times["engine"] = seconds(extract)
    if yardstick is not None:
        times["blank tokenizer"] = seconds(lambda: [yardstick(a.body) for a in articles])
    print(f"{name}: {len(articles)} articles, {size:.2f} MB, {sum(counts)} claims ({sum(counts) / len(articles):.1f} an article)")
    for label, spent in times.items():
        print(f"  {label:<18}{len(articles) / spent:>12,.0f} articles/s{size / spent:>12.3f} MB/s")
    if yardstick is not None:
        ratio = times["blank tokenizer"] / times["engine"]
        print(f"  engine to blank tokenizer: {ratio:.3f} (to reach: {REACH[name]})")
    print(f"  peak memory: {peaks[0] / 1024:.0f} MB after a quarter of the articles, {peaks[-1] / 1024:.0f} MB after all")
    return counts


def run_command(*arguments: str) -> bytes:
    """Standard output of ``harmledger extract``."""
    command = [str(Path(sys.executable).with_name("harmledger")), "extract", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout


def processor_seconds(command: Callable[[], object]) -> float:
    """What the processes that ``command`` starts and awaits take of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def start_up() -> None:
    """Print the processor seconds of reading one small article, how many of them imports take, and what it costs to find out its
    language when nothing says it.

    As whoever has run it before meets it: modules and gazetteer are compiled. The least of three runs.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        told, untold = Path(folder) / "told.jsonl", Path(folder) / "untold.txt"
        told.write_text(json.dumps({"article_id": "small", "language": "en", "text": SMALL}) + "\n", encoding="utf-8")
        untold.write_text(SMALL, encoding="utf-8")
        imports = [sys.executable, "-c", "import dagster_project.commands.extract"]
        spent = []
        for command in (
            lambda: run_command(str(told)),
            lambda: subprocess.run(imports, check=False),
            lambda: run_command(str(untold)),
        ):
            command()
            spent.append(min(processor_seconds(command) for _ in range(3)))
    print(f"start-up: {spent[0]:.2f} s for one small article, of which imports {spent[1]:.2f} s (to reach: 1)")
    print(f"  {spent[2]:.2f} s when its language is to be found out")


def same_bytes(path: Path) -> None:
    """Print whether one and two workers give the same output."""
    one, two = (run_command("--workers", workers, str(path)) for workers in ("1", "2"))
    print(f"one and two workers: {'the same' if one == two else 'NOT the same'} {len(one):,} bytes")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--news", type=Path, default=SHARED / "data" / "news_sample.jsonl", help="ordinary articles, JSON Lines")
    parser.add_argument("--crisis", type=Path, default=SHARED / "gold" / "dev" / "articles.jsonl", help="articles about harm, JSON Lines")
    parser.add_argument("--articles", type=int, default=6000, help="at most so many ordinary articles")
    parser.add_argument("--megabytes", type=float, default=2.0, help="size of the crisis load")
    args = parser.parse_args()
    for path, what in ((args.news, "--news"), (args.crisis, "--crisis")):
        if not path.exists():
            print(f"{path}: not there; the sample corpus stands in for it ({what} FILE names another)", file=sys.stderr)
    yardstick = tokenizer()
    if yardstick is None:
        print("spaCy is not installed: no yardstick, no ratios (make bench-extract installs it)", file=sys.stderr)
    news = read_articles(args.news if args.news.exists() else ROOT / "corpus", args.articles)
    crisis = read_articles(args.crisis if args.crisis.exists() else ROOT / "corpus", args.articles)
    counts = measure("news", news, yardstick)
    crisis += [article for article, count in zip(news, counts, strict=True) if count]
    size = sum(len(a.body.encode()) for a in crisis)
    measure("crisis", crisis * max(1, round(args.megabytes * 1e6 / size)), yardstick)
    start_up()
    same_bytes(args.crisis if args.crisis.exists() else ROOT / "corpus")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
