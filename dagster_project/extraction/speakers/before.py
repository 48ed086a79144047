"""The speaker's phrase that ends before a reporting verb: "Burkina Faso's foreign minister, Alpha Barry, … said".

A walk over tokens to the left with the small words of the language, not a parser.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.extraction.speakers.phrases import ABBREVIATION, NAME_TOKENS, Phrase, PhraseReader, elided
from dagster_project.extraction.words.document import Token

_LONGEST = 18  # tokens of a speaker's phrase at most
_APPOSITION = 14  # tokens of an apposition at most
_DATELINE = 4  # letters of a word in capitals that may be a dateline's


class PhraseBefore:
    """Finds the phrase that ends before a verb."""

    def __init__(self, reader: PhraseReader):
        self.reader, self.speech = reader, reader.speech
        w = self.speech.words
        self._left_end = w.stops | w.openers | w.relatives | w.complementizers
        self._clausal = (w.stops | self.speech.auxiliaries) - w.connectors - w.determiners | frozenset('":;(')
        self._bounds = self._left_end | reader.inner

    def find(self, tokens: Sequence[Token], verb: int, floor: int = 0) -> Phrase | None:
        """The phrase that ends before token ``verb``; adverbs, auxiliaries and words of time in between are skipped."""
        end = self._skip_left(tokens, verb, floor)
        if end <= floor:
            return None
        for size in (1, 2, 3):
            if end - size >= floor and tuple(t.norm for t in tokens[end - size : end]) in self.speech.anaphors:
                return self.reader.describe(tokens, end - size, end)
        if tokens[end - 1].norm == ",":
            comma = end - 1
            ways = (self._apposed_left, self._before_comma, self._parted_left)
            return next((phrase for way in ways if (phrase := way(tokens, comma, floor)) is not None), None)
        first = self._walk_left(tokens, end, floor)
        first = self.reader.strip(tokens, first, end)
        if self.speech.grammar.article_first:
            first = self._article(tokens, first, end)
        first = self._past_dateline(tokens, first, end)
        if first >= end or end - first > _LONGEST:
            return None
        if first > floor and tokens[first - 1].norm == "," and (lead := self._lead(tokens, first, end, floor)) is not None:
            first = lead
        if all(t.norm in self.speech.words.determiners for t in tokens[first:end]):
            return None  # "This adds to some 358,000"
        return self.reader.describe(tokens, first, end)

    def _past_dateline(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """Past a dateline in capitals that opens the sentence without a mark: "MEXICO CITY Mexican officials"."""
        index = first
        while first == 0 and index < end - 1 and len(tokens[index].norm) >= _DATELINE and tokens[index].cased.isupper():
            index += 1
        goes_on = tokens[index].is_capital and not tokens[index].cased.isupper()
        return index if index > first and goes_on else first

    def _article(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """The first token from which a noun phrase may begin: an article, a name, or a noun that speaks."""
        for index in range(first, end):
            token = tokens[index]
            if token.norm in self.speech.words.determiners or not token.is_word or token.is_capital or self.speech.nouns.at(tokens, index):
                return index
        return end

    def _skip_left(self, tokens: Sequence[Token], verb: int, floor: int) -> int:
        w = self.speech.words
        end = verb
        while end > floor:
            word = tokens[end - 1].norm
            of_time = end < verb and tokens[end].norm in w.time and (word in w.connectors or word in w.determiners)
            if of_time or word in w.between or word in w.time:
                end -= 1
            elif word == "," and end - 2 >= floor and tokens[end - 2].norm in w.between and self._comma_before(tokens, end - 1, floor):
                end = self._comma_before(tokens, end - 1, floor)
            else:
                break
        return end

    def _comma_before(self, tokens: Sequence[Token], comma: int, floor: int) -> int:
        """The comma that opens a parenthesis of adverbs closed at ``comma``; 0 when there is none."""
        index = comma - 1
        while index > floor and tokens[index].norm in self.speech.words.between:
            index -= 1
        return index if tokens[index].norm == "," else 0

    def _walk_left(self, tokens: Sequence[Token], end: int, floor: int) -> int:
        w = self.speech.words
        index = end
        while index > floor:
            token = tokens[index - 1]
            word = token.norm
            if not token.is_word:
                jump = self._name_left(tokens, index - 1, floor)
                if jump is None:
                    break
                index = jump
            elif word in w.determiners and word not in w.connectors:
                index -= 1
                joint = tokens[index - 1].norm if index > floor else ""
                if joint in w.coordinators and (partner := self._partner_left(tokens, index - 1, floor)) is not None:
                    index = partner
                elif joint not in w.connectors:
                    break
            elif (token.glue == "'" and len(word) <= 2) or (index < end and elided(tokens, index - 1)):
                index -= 1
            elif word in w.coordinators:
                partner = self._partner_left(tokens, index - 1, floor)
                if partner is None:
                    break
                index = partner
            elif word in w.connectors and index < end:
                if index - 1 == floor:
                    index -= 1
                    break
                index -= 1
            else:
                timely = word in w.time and not (index < end and tokens[index].is_capital)
                noun = index - 1 > floor and tokens[index - 2].norm in w.determiners | w.own and self.speech.nouns.at(tokens, index - 1)
                if timely or word in self._left_end or (self.reader.is_verb(tokens, index - 1) and not noun):
                    break
                index -= 1
        return index

    def _partner_left(self, tokens: Sequence[Token], coordinator: int, floor: int) -> int | None:
        """The start of a short phrase that ``coordinator`` joins to what follows it, when it begins a clause."""
        if coordinator - 1 < floor or not tokens[coordinator - 1].is_word:
            return None
        first = coordinator
        while first > floor and coordinator - first < 5 and tokens[first - 1].is_word and tokens[first - 1].norm not in self._left_end:
            first -= 1
        opens = first == floor or not tokens[first - 1].is_word
        partner = self.reader.describe(tokens, first, coordinator)
        return first if opens and partner.likely and (partner.kind or tokens[coordinator - 1].is_capital) else None

    def _apposed_left(self, tokens: Sequence[Token], comma: int, floor: int) -> Phrase | None:
        """``X, his role,`` before the verb: the whole from X on."""
        opening = comma - 1
        while opening > floor and comma - opening <= _APPOSITION and tokens[opening].norm != ",":
            if tokens[opening].norm in self._clausal or self.reader.is_verb(tokens, opening):
                return None
            opening -= 1
        if opening <= floor or tokens[opening].norm != "," or opening == comma - 1:
            return None
        first = self.reader.strip(tokens, self._walk_left(tokens, opening, floor), opening)
        if first >= opening or (first > floor and tokens[first - 1].is_word and tokens[first - 1].norm not in self._bounds):
            return None
        head, tail = self.reader.describe(tokens, first, opening), self.reader.describe(tokens, opening + 1, comma)
        names = head.named or head.kind == "person" or head.entity is not None
        aged = comma - opening <= 5 and any(t.is_number for t in tokens[opening:comma])
        if not names or not (tail.likely or aged):
            return None
        return self.reader.describe(tokens, self._earlier_name(tokens, first, floor), comma)

    def _earlier_name(self, tokens: Sequence[Token], first: int, floor: int) -> int:
        """The start of a name that stands, parted by a comma, before a role that begins at ``first``; else ``first``."""
        if first <= floor or tokens[first - 1].norm != ",":
            return first
        start = self.reader.strip(tokens, self._walk_left(tokens, first - 1, floor), first - 1)
        if start >= first - 1 or (start > floor and tokens[start - 1].is_word):
            return first
        head = self.reader.describe(tokens, start, first - 1)
        return start if head.named and head.kind in ("person", "") and head.entity is None else first

    def _before_comma(self, tokens: Sequence[Token], comma: int, floor: int) -> Phrase | None:
        """The head of a relative clause that ends at ``comma``, or a whole clause opening parted from its verb."""
        w = self.speech.words
        opening = next((i for i in range(floor + 1, comma) if tokens[i].norm == "," and tokens[i + 1].norm in w.relatives), comma)
        first = self.reader.strip(tokens, self._walk_left(tokens, opening, floor), opening)
        alone = opening < comma or first == floor or (tokens[first - 1].norm in self.reader.edges and first - 1 == floor)
        if first >= opening or not alone:
            return None
        phrase = self.reader.describe(tokens, first, opening)
        if opening == comma and not all(self._nominal(tokens, i) for i in range(first, opening)):
            return None
        return phrase if phrase.likely and (phrase.kind in ("person", "body") or phrase.entity) else None

    def _parted_left(self, tokens: Sequence[Token], comma: int, floor: int) -> Phrase | None:
        """A name that opens the clause, parted from its verb by a parenthesis of any kind: "The Brotherhood, since banned, …"."""
        opening = next((i for i in range(comma - 1, floor, -1) if tokens[i].norm == ","), floor)
        if opening == floor or not all(self._nominal(tokens, i) for i in range(floor, opening)):
            return None
        phrase = self.reader.describe(tokens, self.reader.strip(tokens, floor, opening), opening)
        return phrase if phrase.headed and (phrase.entity or (phrase.named and phrase.last - phrase.first > 1)) else None

    def _nominal(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a token can only belong to a noun phrase: no verb hides there."""
        token = tokens[index]
        return token.norm in self.reader.inner or token.is_capital or self.speech.nouns.at(tokens, index) is not None

    def _lead(self, tokens: Sequence[Token], first: int, end: int, floor: int) -> int | None:
        """``Role, Name VERB`` without a closing comma: the start of the role when the two make one speaker."""
        tail = self.reader.describe(tokens, first, end)
        if not tail.named or tail.kind == "body" or tail.entity is not None:
            return None
        comma = first - 1
        start = self.reader.strip(tokens, self._walk_left(tokens, comma, floor), comma)
        if start >= comma or (start > floor and tokens[start - 1].is_word):
            return None
        head = self.reader.describe(tokens, start, comma)
        return start if head.kind == "person" and not head.named and not head.anaphor else None

    def _name_left(self, tokens: Sequence[Token], index: int, floor: int) -> int | None:
        """The start of a name in quotation marks or brackets that ends at ``index``, or of an abbreviation's dot."""
        mark = tokens[index].norm
        if mark == "." and tokens[index].glue == "" and index > floor and len(tokens[index - 1].norm) <= ABBREVIATION:
            return index if tokens[index - 1].is_capital else None
        partner = {'"': '"', ")": "("}.get(mark)
        if partner:
            for back in range(index - 1, max(floor, index - NAME_TOKENS) - 1, -1):
                if tokens[back].norm == partner:
                    inside = tokens[back + 1 : index]
                    whole = back > floor or mark == '"'
                    return back if whole and self.reader.name_in(inside) else None
        return None
