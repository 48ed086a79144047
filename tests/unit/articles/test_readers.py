"""Reading files: what becomes an article, what is refused and why, and that offsets hold."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from dagster_project.articles import Article, CorpusError, Rejection, read_corpus, read_lines
from dagster_project.contracts.vocabularies import load

STORY = "Minst 14 människor dödades i attacken mot marknaden på onsdagen, säger polisen i staden."
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Blast at market kills nine</title>
<meta property="og:title" content="Blast at market kills nine"><meta property="og:site_name" content="The Valley Post">
<meta property="article:published_time" content="2019-08-14T09:30:00+00:00"><meta name="author" content="A. Writer">
<link rel="canonical" href="https://www.example.org/news/blast?utm_source=x"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Blast at market kills nine</h1>
<p>A blast at a market in the valley killed nine people and injured twenty others on Wednesday, the provincial police said.</p>
<p>The market had been crowded in the morning, and ambulances took the injured to two hospitals in the town, doctors said.</p>
</article><footer>Copyright 2011</footer></body></html>"""


def read(root: Path, **options: object) -> list[Article | Rejection]:
    return list(read_corpus(root, signatures=False, **options))  # type: ignore[arg-type]


def only(root: Path, **options: object) -> Article:
    (item,) = read(root, **options)
    assert isinstance(item, Article), item
    return item


def refused(root: Path, **options: object) -> Rejection:
    (item,) = read(root, **options)
    assert isinstance(item, Rejection), item
    return item


@pytest.mark.parametrize("content", ["  leading\r\nand trailing \r\n\n", "\tone line", "a\rb\x0bc\u2028d 😀 e\n"])
def test_text_body_is_the_content_as_it_is(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_bytes(content.encode())
    article = only(tmp_path)
    assert (article.body, article.encoding, article.format, article.path) == (content, "utf-8", "text", "a.txt")
    assert article.article_id == "a.txt"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", STORY),
        ("utf-16", STORY),
        ("utf-16-le", STORY),
        ("cp1252", STORY),
        ("cp1252", "Au moins 14 personnes ont été tuées à l’hôpital, a déclaré la présidence — « c’est terrible »."),
        ("latin-1", "Al menos 14 niños murieron en la explosión, según la policía de la región."),
        ("cp1256", "قتل ما لا يقل عن 14 شخصا في غارة جوية على سوق في المدينة يوم الأربعاء، حسب المرصد."),
        (
            "cp1250",
            "Co najmniej 14 osób zginęło w wyniku nalotu na targowisko w mieście, poinformowała policja. "
            "Wśród ofiar są dzieci, a wiele osób zostało rannych.",
        ),
    ],
)
def test_encoding_is_detected(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert only(tmp_path).body == text


def test_declared_encoding_of_the_sidecar_is_used(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Şehirde 14 kişi öldü".encode("cp1254"))
    (tmp_path / "a.meta.json").write_text('{"encoding": "cp1254"}')
    assert only(tmp_path).body == "Şehirde 14 kişi öldü"


def test_damaged_utf8_keeps_its_other_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("människor dödades på ön ".encode() + b"\xff." + "också åtta sårades".encode())
    assert only(tmp_path).body == "människor dödades på ön \ufffd.också åtta sårades"


def test_front_matter_is_metadata_and_body_begins_after_it(tmp_path: Path) -> None:
    head = "---\ntitle: 'Nine killed: police'\npublished_at: 2019-08\npublisher: The Valley Post\nurl: http://www.Example.org/a/?utm_source=x&id=2#top\n"
    (tmp_path / "a.md").write_text(f"{head}language: en\nsynthetic: true\nrights: CC0-1.0\n---\n\nNine were killed.\n", encoding="utf-8")
    article = only(tmp_path)
    assert article.body == "\nNine were killed.\n"
    assert (article.title, article.published_at, article.published_rule) == ("Nine killed: police", "2019-08", "metadata")
    assert (article.publisher, article.synthetic, article.rights) == ("The Valley Post", True, "CC0-1.0")
    assert article.url == "https://example.org/a?id=2"
    assert article.article_id.startswith("url-")


def test_markdown_without_front_matter_is_all_body(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"# Heading\r\n\r\nText --- here\r\n")
    assert only(tmp_path).body == "# Heading\r\n\r\nText --- here\r\n"


def test_sidecar_gives_metadata_and_the_file_itself_wins(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: From the file\n---\nText of the story.")
    (tmp_path / "a.md.meta.json").write_text(
        '{"title": "From the sidecar", "published_at": "2020", "article_id": "x-1", "author": ["A", "B"]}'
    )
    article = only(tmp_path)
    assert (article.title, article.published_at, article.article_id, article.author) == ("From the file", "2020", "x-1", "A, B")


def test_broken_sidecar_refuses_its_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text")
    (tmp_path / "a.txt.meta.json").write_text("{")
    assert refused(tmp_path).reason_code == "malformed"


def test_json_holds_one_article_or_several(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '{"article_id": 7, "title": "T", "text": "\\r\\nBody \\ud83d\\ude00", "published_at": "2019-08-14T10:00:00Z"}'
    )
    (tmp_path / "b.json").write_text('[{"text": "One"}, {"title": "no text"}, {"text": "Three"}]')
    one, first, second, third = read(tmp_path)
    assert isinstance(one, Article) and isinstance(first, Article) and isinstance(third, Article)
    assert (one.article_id, one.body, one.published_at) == ("7", "\r\nBody 😀", "2019-08-14T10:00:00+00:00")
    assert (first.article_id, third.path) == ("b.json#1", "b.json#3")
    assert isinstance(second, Rejection) and (second.path, second.reason_code) == ("b.json#2", "missing_field")


def test_bad_line_of_json_lines_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    lines = [
        '{"article_id": "a", "text": "One"}',
        "{broken",
        "",
        '["no object"]',
        '{"article_id": "b", "text": " "}',
        '{"article_id": "c", "text": "Two"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    items = read(tmp_path)
    assert [item.article_id for item in items if isinstance(item, Article)] == ["a", "c"]
    bad = [(item.path, item.reason_code) for item in items if isinstance(item, Rejection)]
    assert bad == [("a.jsonl#2", "malformed"), ("a.jsonl#4", "malformed"), ("a.jsonl#5", "empty")]


def test_overlong_line_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"article_id": "b", "text": "Two"}) + "\n")
    long, short = read(tmp_path, max_bytes=1000)
    assert isinstance(long, Rejection) and (long.path, long.reason_code) == ("a.jsonl#1", "oversized")
    assert isinstance(short, Article) and (short.article_id, short.path) == ("b", "a.jsonl#2")


def test_stream_of_json_lines_is_read_without_a_file() -> None:
    (article,) = read_lines(io.BytesIO(b'\xef\xbb\xbf{"text": "One"}\n'), signatures=False)
    assert isinstance(article, Article) and article.article_id == "stdin#1"


def test_unstorable_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "a\\ud800b\\u0000c"}')
    assert only(tmp_path).body == "a\ufffdb\ufffdc"


def test_html_gives_title_and_body_apart(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    article = only(tmp_path)
    assert article.title == "Blast at market kills nine"
    assert article.title not in article.body and article.body.startswith("A blast at a market")
    assert "Copyright" not in article.body and "Home" not in article.body
    assert (article.publisher, article.published_rule, article.url) == ("The Valley Post", "page", "https://example.org/news/blast")
    assert article.published_at == "2019-08-14"


def test_html_sidecar_wins_over_what_the_page_suggests(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.meta.json").write_text('{"title": "Given", "published_at": "2020-01-02"}')
    article = only(tmp_path)
    assert (article.title, article.published_at, article.published_rule) == ("Given", "2020-01-02", "metadata")


def test_page_without_a_date_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        PAGE.replace('<meta property="article:published_time" content="2019-08-14T09:30:00+00:00">', ""), encoding="utf-8"
    )
    assert only(tmp_path).published_at is None


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.txt", b"%PDF-1.7 text", "binary"),
        ("a.txt", bytes(range(256)) * 4, "binary"),
        ("a.txt", b"\xff\xfea", "unreadable"),
        ("a.md", b"---\ntitle: [\n---\ntext", "malformed"),
        ("a.md", b"---\n- a\n---\ntext", "malformed"),
        ("a.json", b"{", "malformed"),
        ("a.json", b"[" * 100_000, "malformed"),
        ("a.json", b'"text"', "malformed"),
        ("a.json", b'{"text": 3}', "missing_field"),
        ("a.html", b"<html><body></body></html>", "not_text"),
        ("a.pdf", b"text", "unsupported_format"),
        ("a", b"text", "unsupported_format"),
        ("a.txt", b"x" * 2_000, "oversized"),
    ],
)
def test_bad_input_is_refused_with_its_reason(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    limit = 1_000 if code == "oversized" else 20_000_000
    rejection = refused(tmp_path, max_bytes=limit)
    assert (rejection.path, rejection.reason_code, rejection.size_bytes) == (name, code, len(content))
    assert rejection.reason and "\n" not in rejection.reason
    assert rejection.reason_code in load("rejection_reasons")


def test_link_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    assert refused(tmp_path).reason_code == "unreadable"


def test_hidden_files_readmes_and_sidecars_are_no_articles(tmp_path: Path) -> None:
    for name in (".hidden.txt", "README.md", "readme.txt", "b.meta.json"):
        (tmp_path / name).write_text("text")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("text")
    assert read(tmp_path) == []


def test_folders_are_read_in_a_stable_order_with_relative_paths(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"text of {name}")
    assert [item.path for item in read(tmp_path)] == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]
    assert only(tmp_path / "b" / "1.txt").article_id == "1.txt"


def test_missing_corpus_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file or folder"):
        read(tmp_path / "gone")


def test_second_article_of_one_id_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"article_id": "x", "text": "One"}\n{"article_id": "x", "text": "Two"}\n')
    first, second = read(tmp_path)
    assert isinstance(first, Article) and isinstance(second, Rejection)
    assert (second.reason_code, second.article_id) == ("duplicate", "x")
    assert "a.jsonl" in second.reason


def test_same_file_twice_is_refused_but_another_outlets_copy_is_not(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("The same wire text.")
    (tmp_path / "c.meta.json").write_text('{"publisher": "Another outlet"}')
    items = read(tmp_path)
    assert [type(item) for item in items] == [Article, Rejection, Article]
    assert isinstance(items[1], Rejection) and items[1].reason_code == "duplicate"


def test_unsupported_language_is_a_status(tmp_path: Path) -> None:
    text = "Ainakin neljätoista ihmistä kuoli ja kaksikymmentä loukkaantui iskussa torille, poliisi kertoi keskiviikkona."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    article = only(tmp_path, supported={"en", "sv"})
    assert (article.language, article.status) == ("fi", "unsupported_language")


def test_row_has_exactly_the_columns_that_reading_knows(tmp_path: Path) -> None:
    from dagster_project.contracts.tables import TABLES

    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (article,) = read_corpus(tmp_path)
    assert isinstance(article, Article)
    added_later = {"n_sentences", "n_claims", "withdrawn_at", "run_id", "ingested_at", "extractor_version"}
    assert set(article.row()) == set(TABLES["raw_articles"].columns) - added_later
    assert set(Rejection("a", "empty", "b").row()) == set(TABLES["rejected_articles"].columns) - added_later
    assert len(article.signature) == 64 and all(0 <= value < 2**32 for value in article.signature)
