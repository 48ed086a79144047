"""Which text is read: files become articles with an identity, a date, a language and a body whose offsets hold.

``read_corpus`` is the way in; one file a step: ``corpus`` walks, ``formats`` opens, ``decoding`` decodes, ``metadata``,
``dates``, ``language``, ``identity`` and ``signature`` say what the article is. Nothing here reads harm or writes a file.
"""

from __future__ import annotations

from dagster_project.articles.corpus import CorpusError, read_corpus, read_lines
from dagster_project.articles.model import Article, Rejection

__all__ = ["Article", "CorpusError", "Rejection", "read_corpus", "read_lines"]
