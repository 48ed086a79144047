"""The speaker's phrase that begins behind a cue: "according to …", "said …", and whom it was said to.

A walk over tokens to the right with the small words of the language, not a parser.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.speakers.phrases import ABBREVIATION, MEDIA, NAME_TOKENS, Phrase, PhraseReader
from dagster_project.extraction.words.document import Token

_APPOSITION = 14  # tokens of an apposition at most
_CLOSING = frozenset(",.\";:?!\u2013")


class PhraseAfter:
    """Finds the phrase that begins at a token."""

    def __init__(self, reader: PhraseReader):
        self.reader, self.speech = reader, reader.speech
        w = self.speech.words
        joining = w.determiners | w.connectors | w.coordinators
        self._right_end = (w.stops | w.openers | w.complementizers | w.relatives | w.contrasts) - joining
        self._trailing = reader.edges | w.determiners
        self._light = w.time | w.between | w.connectors | w.determiners
        self._apart = w.openers | w.coordinators
        self._after_anaphor = w.time | self._right_end | w.between

    def find(self, tokens: Sequence[Token], start: int, limit: int | None = None) -> Phrase | None:
        """The phrase that begins at token ``start``, with its apposition; a parenthesis of time before it is skipped."""
        stop = len(tokens) if limit is None else limit
        start = self._skip_time(tokens, self._skip_parenthesis(tokens, start, stop), stop)
        start = self._skip_document(tokens, start, stop)
        pronoun = self._anaphor_at(tokens, start, stop)
        if pronoun:
            return self.reader.describe(tokens, start, pronoun)
        end = self._walk_right(tokens, start, stop)
        first = self.reader.strip(tokens, start, end)
        if first >= end:
            return None
        phrase = self.reader.describe(tokens, first, end)
        if end < stop and tokens[end].norm == ",":
            longer = self._apposed_right(tokens, phrase, end, stop)
            if longer is not None:
                return longer
        return phrase

    def hearer(self, tokens: Sequence[Token], start: int) -> Phrase | None:
        """Who is told, after a preposition at ``start``: a medium ("a la AFP"). None when nobody of that kind stands there."""
        if start + 1 >= len(tokens) or tokens[start].norm not in self.speech.words.hearers:
            return None
        begin = start + 1
        while begin < len(tokens) - 1 and tokens[begin].norm in self.speech.words.determiners:
            begin += 1
        limit = min(len(tokens), begin + 5)
        hit = self.speech.nouns.at(tokens, begin)
        names = [f for f in self.reader.register.find(tokens, begin, limit) if f.first <= (hit.last if hit else begin)]
        last = max([f.last for f in names] + ([hit.last] if hit else []), default=begin)
        phrase = self.reader.describe(tokens, begin, last) if last > begin else None
        return phrase if phrase is not None and phrase.type in MEDIA else None

    def _skip_parenthesis(self, tokens: Sequence[Token], start: int, stop: int) -> int:
        if start >= stop or tokens[start].norm != ",":
            return start
        for index in range(start + 1, min(stop, start + 8)):
            if tokens[index].norm == ",":
                return index + 1 if index > start + 1 else start
            if tokens[index].norm not in self._light and not tokens[index].norm[0].isdigit() and tokens[index].glue != "":
                break
        return start

    def _skip_time(self, tokens: Sequence[Token], start: int, stop: int) -> int:
        """Past "this Tuesday" or "on Tuesday" between a verb and its subject."""
        w, index = self.speech.words, start
        while index < stop:
            ahead = range(index + 1, min(index + 3, stop))  # "el miércoles por la noche el ministro"
            timely = next((i for i in ahead if tokens[i].norm in w.time), stop)
            leads = timely < stop and all(tokens[i].norm in self.reader.inner for i in range(index, timely))
            if tokens[index].norm not in w.time and not leads:
                break
            index += 1
        return index

    def _skip_document(self, tokens: Sequence[Token], start: int, stop: int) -> int:
        """Past "in a statement" between a verb and its subject, when a speaker stands right behind it."""
        w = self.speech.words
        index = start
        while index < stop and tokens[index].norm in w.connectors | w.determiners:
            index += 1
        if index == start or tokens[start].norm not in w.connectors or not self._document_at(tokens, index, stop):
            return start
        begin = index + 1
        index = begin
        while index < stop and tokens[index].norm in w.determiners - w.connectors:
            index += 1
        speaker = self.speech.nouns.at(tokens, index) if index < stop else None
        named = index > begin and index < stop and tokens[index].is_capital
        return begin if named or (speaker is not None and speaker.value.kind != "document") else start

    def _anaphor_at(self, tokens: Sequence[Token], start: int, stop: int) -> int:
        """The end of a pronoun or definite phrase that begins at ``start`` and is not the start of a longer one; else 0."""
        w = self.speech.words
        for size in (3, 2, 1):
            end = start + size
            if end > stop or tuple(t.norm for t in tokens[start:end]) not in self.speech.anaphors:
                continue
            following = tokens[end] if end < stop else None
            ends = following is None or not following.is_word or following.norm in self._after_anaphor
            pronoun = size == 1 and tokens[start].norm not in w.determiners and self.speech.nouns.at(tokens, start) is None
            if ends or pronoun:
                return end
            if following and following.norm in w.connectors and end + 1 < stop and tokens[end + 1].norm in w.time:
                return end
        return 0

    def _walk_right(self, tokens: Sequence[Token], start: int, stop: int) -> int:
        w, grammar = self.speech.words, self.speech.grammar
        index, wants_noun, seen = start, True, False
        while index < stop:
            token = tokens[index]
            word = token.norm
            following = tokens[index + 1].norm if index + 1 < stop else ""
            if not token.is_word:
                jump = self._name_right(tokens, index, stop)
                if jump is None:
                    break
                index, seen = jump, True
                continue
            if token.glue == "'" and len(word) <= 2:
                index += 1
                continue
            if index > start and (word in self._right_end or self.reader.is_verb(tokens, index)):
                break
            if index == start and (word in w.complementizers or word in w.stops - w.determiners):
                break
            if index > start and word in w.hearers and self.hearer(tokens, index) is not None:
                break  # "le maire de Derna à l'AFP"
            if (word in w.time and seen) or (word in self.reader.inner and following in w.time):
                break
            if word in w.connectors or word in w.coordinators:
                if index > start and (not following or not following[0].isalpha() or following in self._right_end):
                    break
                if word in w.coordinators and not self._joins(tokens, index, stop):
                    break
                if index > start and self._document_at(tokens, index + 1, stop):
                    break
                wants_noun = True
            elif word in w.determiners:
                if seen and not wants_noun:
                    break
                wants_noun = True
            elif token.cased[0].islower():
                if seen and not wants_noun and (
                    grammar.noun_capitals or any(word.endswith(e) for e in grammar.stop_endings)
                ):
                    break
                seen = True
                wants_noun = wants_noun and grammar.noun_capitals
            else:
                seen, wants_noun = True, False
            index += 1
        while index > start and tokens[index - 1].norm in self._trailing:
            index -= 1
        return index

    def _document_at(self, tokens: Sequence[Token], index: int, stop: int) -> bool:
        """Whether "a statement" or the like stands at ``index``: where it was said, not who said it."""
        while index < stop and tokens[index].norm in self.speech.words.determiners:
            index += 1
        hit = self.speech.nouns.at(tokens, index) if index < stop else None
        return hit is not None and hit.value.kind == "document"

    def _joins(self, tokens: Sequence[Token], coordinator: int, stop: int) -> bool:
        """Whether what follows a coordinator is a second speaker rather than a second clause."""
        if coordinator + 1 >= stop:
            return False
        end = coordinator + 1
        while end < stop and end - coordinator <= 5 and tokens[end].is_word and tokens[end].norm not in self._right_end:
            if self.reader.is_verb(tokens, end):
                return False
            end += 1
        return any(self.reader.noun_hits(tokens, coordinator + 1, end)) or bool(self.reader.register.find(tokens, coordinator + 1, end))

    def _apposed_right(self, tokens: Sequence[Token], phrase: Phrase, comma: int, stop: int) -> Phrase | None:
        close = comma + 1
        while close < stop and close - comma <= _APPOSITION and tokens[close].norm not in _CLOSING:
            if tokens[close].is_number or tokens[close].norm in self.speech.words.stops or self.reader.is_verb(tokens, close):
                return None
            close += 1
        if close == comma + 1 or close - comma > _APPOSITION or tokens[comma + 1].norm in self._apart:
            return None
        tail = self.reader.describe(tokens, comma + 1, close)
        role_then_name = phrase.kind == "person" and not phrase.named and tail.named and tail.kind != "body"
        name_then_role = phrase.named and phrase.kind != "body" and tail.kind == "person" and phrase.entity is None
        return self.reader.describe(tokens, phrase.first, close) if role_then_name or name_then_role else None

    def _name_right(self, tokens: Sequence[Token], index: int, stop: int) -> int | None:
        mark = tokens[index].norm
        if mark == "." and tokens[index].glue == "" and len(tokens[index - 1].norm) <= ABBREVIATION:
            return index + 1 if index + 1 < stop and tokens[index + 1].is_capital else None
        partner = {'"': '"', "(": ")"}.get(mark)
        if partner:
            for ahead in range(index + 1, min(stop, index + NAME_TOKENS)):
                if tokens[ahead].norm == partner:
                    inside = tokens[index + 1 : ahead]
                    return ahead + 1 if self.reader.name_in(inside) else None
        return None
