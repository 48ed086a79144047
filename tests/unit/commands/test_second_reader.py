"""The second reader against a server that answers well, badly, and not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dagster_project.commands.second_reader import PATIENCE, SecondReader
from dagster_project.extraction.claims import ArticleText, ReadSentence

TEXT = "Nothing else happened. The ledger of the flood holds 1,240 names, and 36 of the wards stand empty."
SENTENCE = TEXT[23:]
GOOD = {"quote": "holds 1,240 names", "start": SENTENCE.index("holds"), "measure": "killed", "number": 1240}
Reply = Callable[[BaseHTTPRequestHandler, bytes], None]


def say(content: str) -> Reply:
    """A reply in the protocol's form."""
    body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def claims(*answers: Any) -> Reply:
    return say(json.dumps({"claims": answers}))


class Server:
    """A stub on this machine; ``reply`` may be set; ``asked`` holds the bodies that came."""

    def __init__(self) -> None:
        self.reply: Reply = claims()
        self.asked: list[dict[str, Any]] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                stub.asked.append(json.loads(body))
                stub.reply(self, body)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def server() -> Iterator[Server]:
    stub = Server()
    yield stub
    stub.http.shutdown()
    stub.http.server_close()


def sentences(status: str = "unread", times: int = 1) -> tuple[ReadSentence, ...]:
    return (ReadSentence("a", "v", "body", 1, 23, len(TEXT), 0, status),) * times


def read(url: str, given: tuple[ReadSentence, ...] | None = None, complaints: list[str] | None = None) -> list[dict[str, Any]]:
    reader = SecondReader(url, "model", None, 0.5, (complaints if complaints is not None else []).append)
    article = ArticleText("a", "v", "en", TEXT)
    return [claim.contract() for claim in reader.claims(article, sentences() if given is None else given)]


def test_a_good_answer_becomes_a_claim_that_names_its_reader(server: Server) -> None:
    server.reply = claims(GOOD)
    (claim,) = read(server.url)
    assert (claim["kind"], claim["measure"], claim["stated"], claim["point"]) == ("casualty", "killed", 1240, 1240)
    assert claim["rule_id"].startswith("llm.")
    assert TEXT[claim["char_start"] : claim["char_end"]] == claim["quote"] == GOOD["quote"]
    assert claim["confidence"] is None and claim["source_id"] is None


def test_it_is_sent_the_unread_sentence_and_nothing_else(server: Server) -> None:
    read(server.url)
    assert [m["content"] for m in server.asked[0]["messages"] if m["role"] == "user"] == [SENTENCE]


def test_a_sentence_that_was_read_is_not_sent(server: Server) -> None:
    assert read(server.url, sentences("read")) == []
    assert server.asked == []


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "holds 1,241 names", "number": 1241},
        {"quote": "holds 1240 names"},
        {"start": 3},
        {"start": -1},
        {"start": True},
        {"number": 1241},
        {"number": "1240"},
        {"number": None},
        {"number": True},
        {"measure": "slain"},
        {"measure": ["killed"]},
        {"quote": ""},
        {"quote": "names", "start": SENTENCE.index("names")},
        {"quote": "happened. The", "start": -10},
    ],
)
def test_an_answer_that_the_text_does_not_bear_out_is_left_out(server: Server, change: dict[str, Any]) -> None:
    server.reply = claims({**GOOD, **change})
    assert read(server.url) == []


@pytest.mark.parametrize("content", ["", "I found two.", "{}", '{"claims": 3}', '{"claims": [1, null, "x", []]}', "[]", "{]", '{"claims"'])
def test_nonsense_is_survived(server: Server, content: str) -> None:
    server.reply = say(content)
    assert read(server.url) == []


def test_an_answer_wrapped_in_prose_is_taken(server: Server) -> None:
    server.reply = say("Here you are:\n```json\n" + json.dumps({"claims": [GOOD, GOOD]}) + "\n```")
    assert len(read(server.url)) == 1


def test_a_server_that_fails_is_left_alone_after_a_while(server: Server) -> None:
    server.reply = lambda handler, _: handler.send_error(500)
    complaints: list[str] = []
    assert read(server.url, sentences(times=PATIENCE + 3), complaints) == []
    assert len(server.asked) == PATIENCE
    assert len(complaints) == 1


def test_a_server_that_does_not_answer_is_waited_for_no_longer_than_said(server: Server) -> None:
    released, answered = threading.Event(), threading.Event()

    def never(*_: object) -> None:
        released.wait(60)
        answered.set()

    server.reply = never
    assert read(server.url) == []
    assert not answered.is_set()
    released.set()


def test_no_server_at_all_is_survived() -> None:
    assert read("http://127.0.0.1:9/v1") == []
