"""The raw tables that reading fills: articles, their sentences, and what could not be taken."""

from __future__ import annotations

from dagster_project.contracts.fields import Field, Table
from dagster_project.contracts.shared import ARTICLE_KEY, LOG

RAW_ARTICLES = Table(
    name="raw_articles",
    grain="one reading of one article version, or its withdrawal",
    key=("article_id", "run_id"),
    fields=(
        *ARTICLE_KEY,
        Field("path", "string", "Path in the corpus, with the record's number for files that hold several.", nullable=False),
        Field("format", "string", "Format of the file.", nullable=False),
        Field("encoding", "string", "Encoding in which the file was decoded."),
        Field("url", "string", "Canonical URL."),
        Field("title", "string", "Title, when it is apart from the body."),
        Field("body", "string", "The decoded content as it is: offsets count in it.", nullable=False),
        Field("published_at", "string", "Date or moment of publication, ISO 8601."),
        Field("published_rule", "string", "Where the date came from: metadata, header in the text, page."),
        Field("publisher", "string", "Who published it."),
        Field("author", "string", "Byline."),
        Field("language", "string", "ISO 639-1 code.", nullable=False),
        Field("status", "string", "What became of the article.", nullable=False, vocabulary="article_statuses"),
        Field("rights", "string", "Licence or rights statement."),
        Field("synthetic", "boolean", "Written for a corpus rather than published.", nullable=False),
        Field("signature", "list[integer]", "MinHash signature of the body's word shingles, for near-duplicates.", nullable=False),
        Field("n_sentences", "integer", "Sentences in title and body.", minimum=0),
        Field("n_claims", "integer", "Claims read.", minimum=0),
        Field("withdrawn_at", "timestamp", "When the article was found gone from a full-state corpus; null while it is there."),
        *LOG,
    ),
)

RAW_SENTENCES = Table(
    name="raw_sentences",
    grain="one sentence that the gate let through, of one reading of one article version",
    key=("article_id", "section", "sentence_index", "run_id"),
    fields=(
        *ARTICLE_KEY,
        Field("section", "string", "Which text the offsets count in.", nullable=False, choices=("title", "body")),
        Field("sentence_index", "integer", "Position of the sentence in its section, from 0.", nullable=False, minimum=0),
        Field("char_start", "integer", "First character of the sentence.", nullable=False, minimum=0),
        Field("char_end", "integer", "One past the last character of the sentence.", nullable=False, minimum=1),
        Field("n_claims", "integer", "Claims read from it.", nullable=False, minimum=0),
        Field("status", "string", "Read, or holding a harm word and a quantity that no rule joined.",
              nullable=False, choices=("read", "unread")),
        *LOG,
    ),
)

REJECTED_ARTICLES = Table(
    name="rejected_articles",
    grain="one input that could not be taken as an article, in one run",
    key=("path", "run_id"),
    fields=(
        Field("path", "string", "Path in the corpus, with the record's number for files that hold several.", nullable=False),
        Field("reason_code", "string", "Why.", nullable=False, vocabulary="rejection_reasons"),
        Field("reason", "string", "Why, in words.", nullable=False),
        Field("article_id", "string", "The article's id, when it is known."),
        Field("size_bytes", "integer", "Size of the file.", minimum=0),
        *LOG,
    ),
)

REJECTED_ROWS = Table(
    name="rejected_rows",
    grain="one raw row that broke a rule of its contract, in one run",
    key=("table_name", "row_key", "rule", "run_id"),
    fields=(
        Field("table_name", "string", "The table that the row was meant for.", nullable=False),
        Field("row_key", "string", "The row's key values joined by a bar.", nullable=False),
        Field("article_id", "string", "The article that the row came from."),
        Field("rule", "string", "The rule that it broke.", nullable=False),
        Field("reason", "string", "What the rule asks.", nullable=False),
        Field("row_json", "string", "The row as JSON.", nullable=False),
        *LOG,
    ),
)
