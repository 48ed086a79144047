"""Asks a language model behind an OpenAI-compatible endpoint about sentences that the rules left unread. Off unless asked for.

It gets nothing but those sentences. What it says is checked in ``extraction.second_reading``; what cannot be had or understood is
left out, and after a few failures in a row it is asked no more, so that a dead server does not hold up the run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from dagster_project.contracts import vocabularies
from dagster_project.extraction.claims import ArticleText, Claim, ReadSentence
from dagster_project.extraction.second_reading import accepted, text_of

PATIENCE = 3  # failures in a row after which the server is left alone
_LARGEST = 1_000_000  # bytes of an answer that are read
_TASK = (
    "You get one sentence of a news article. Find every number of people killed, injured, missing, abducted, detained, infected, "
    "displaced, returned or in need, and of buildings destroyed or damaged, that the sentence states. Answer with one JSON object and "
    'nothing else: {"claims": [{"quote": "...", "start": 0, "measure": "...", "number": 0}]}. quote: the shortest part of the sentence, '
    "copied letter by letter, that holds the number and the word that says what happened. start: where the quote begins in the sentence, "
    "in characters from 0. number: the number as an integer. measure: one of %s. No such number: an empty list."
)


class SecondReader:
    """One endpoint. ``complain`` gets a line when it is given up."""

    def __init__(self, endpoint: str, model: str, key: str | None, timeout: float, complain: Callable[[str], object]):
        self.url = endpoint.rstrip("/") + ("" if endpoint.rstrip("/").endswith("/chat/completions") else "/chat/completions")
        self.model, self.key, self.timeout, self.complain = model, key, timeout, complain
        self._failures = 0

    def claims(self, article: ArticleText, sentences: tuple[ReadSentence, ...]) -> Iterator[Claim]:
        """Claims of the unread sentences that the text bears out, each once."""
        seen: set[str] = set()
        for sentence in sentences:
            if sentence.status != "unread" or self._failures >= PATIENCE:
                continue
            words = text_of(article, sentence.section)[sentence.char_start : sentence.char_end]
            for answer in self._ask(words):
                claim = accepted(article, sentence, answer)
                if claim is not None and claim.claim_id not in seen:
                    seen.add(claim.claim_id)
                    yield claim

    def _ask(self, sentence: str) -> list[Any]:
        """What the model says of a sentence; an empty list for whatever is no answer."""
        task = _TASK % ", ".join(sorted(vocabularies.load("measures")))
        messages = [{"role": "system", "content": task}, {"role": "user", "content": sentence}]
        body = json.dumps({"model": self.model, "temperature": 0, "messages": messages}).encode()
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        try:
            with urlopen(Request(self.url, body, headers), timeout=self.timeout) as response:
                answer = json.loads(response.read(_LARGEST))
        except (URLError, HTTPException, OSError, ValueError) as error:
            self._failures += 1
            if self._failures == PATIENCE:
                self.complain(f"{self.url}: no answer ({error}); not asked again in this run")
            return []
        self._failures = 0
        return _answers(answer)


def _answers(answer: Any) -> list[Any]:
    try:
        content = answer["choices"][0]["message"]["content"]
        found = json.loads(content[content.index("{") : content.rindex("}") + 1])["claims"]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return []
    return found if isinstance(found, list) else []
