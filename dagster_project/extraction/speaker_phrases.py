"""Noun phrases that name a speaker: where they begin and end beside a reporting word, and what they are.

A walk over tokens with the small words of the language, not a parser. Who said what does not live here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dagster_project.extraction.document import Token
from dagster_project.extraction.registry import Entity, RegisterInDocument
from dagster_project.extraction.speech import Speech

VERBS = frozenset(("say", "tell", "report", "clause", "saying", "quote", "separable"))
MEDIA = frozenset(("wire_agency", "national_media", "state_media", "local_media"))
_CUES = VERBS | {"before", "relay", "relayed_by"}
_LONGEST = 18  # tokens of a speaker's phrase at most
_APPOSITION = 14  # tokens of an apposition at most
_NAME = 6  # tokens of a quoted or bracketed name at most


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` (exclusive) with what they tell: ``kind`` and ``type`` as in ``SpeakerNouns``.

    ``anaphor``: person, body or any when the phrase stands for an earlier speaker. ``likely``: it looks like somebody; ``headed``:
    and it begins with what does.
    """

    first: int
    last: int
    kind: str = ""
    type: str = ""
    unnamed: bool = False
    named: bool = False
    anaphor: str = ""
    entity: Entity | None = None
    likely: bool = False
    headed: bool = False


class PhraseFinder:
    """Finds and describes speakers' phrases in the tokens of one sentence."""

    def __init__(self, speech: Speech, register: RegisterInDocument):
        self.speech, self.register = speech, register
        w = speech.words
        self._left_end = w.stops | w.openers | w.relatives | w.complementizers
        self._right_end = (w.stops | w.openers | w.complementizers | w.relatives | w.contrasts) - w.determiners - w.connectors - w.coordinators
        self._clausal = (w.stops | speech.auxiliaries) - self.speech.words.connectors - w.determiners
        self._edges = w.connectors | w.coordinators | w.time | w.between | w.openers
        self._inner = w.determiners | w.connectors | w.coordinators

    # --- before the verb -------------------------------------------------------------------------------------------
    def before(self, tokens: Sequence[Token], verb: int, floor: int = 0) -> Phrase | None:
        """The phrase that ends before token ``verb``; adverbs, auxiliaries and words of time in between are skipped."""
        end = self._skip_left(tokens, verb, floor)
        if end <= floor:
            return None
        for size in (1, 2, 3):
            if end - size >= floor and tuple(t.norm for t in tokens[end - size : end]) in self.speech.anaphors:
                return self.describe(tokens, end - size, end)
        if tokens[end - 1].norm == ",":
            return self._apposed_left(tokens, end - 1, floor) or self._before_comma(tokens, end - 1, floor)
        first = self._walk_left(tokens, end, floor)
        first = self._strip(tokens, first, end)
        if self.speech.grammar.article_first:
            first = self._article(tokens, first, end)
        first = self._past_dateline(tokens, first, end)
        if first >= end or end - first > _LONGEST:
            return None
        if first > floor and tokens[first - 1].norm == "," and (lead := self._lead(tokens, first, end, floor)) is not None:
            first = lead
        return self.describe(tokens, first, end)

    def _past_dateline(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """Past a dateline in capitals that opens the sentence without a mark: "MEXICO CITY Mexican officials"."""
        index = first
        while first == 0 and index < end - 1 and len(tokens[index].norm) >= 4 and tokens[index].cased.isupper() and tokens[index].is_capital:
            index += 1
        return index if index > first and not tokens[index].cased.isupper() and tokens[index].is_capital else first

    def _article(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """The first token from which a noun phrase may begin: an article, a name, or a noun that speaks."""
        while first < end and not (
            tokens[first].norm in self.speech.words.determiners or not tokens[first].is_word or tokens[first].is_capital or self.speech.nouns.at(tokens, first)
        ):
            first += 1
        return first

    def _skip_left(self, tokens: Sequence[Token], verb: int, floor: int) -> int:
        w = self.speech.words
        end = verb
        while end > floor:
            word = tokens[end - 1].norm
            if word in w.between or word in w.time and end < len(tokens) + 1:
                end -= 1
            elif end < verb and word in w.connectors and tokens[end].norm in w.time:
                end -= 1
            elif word in w.determiners and end < verb and tokens[end].norm in w.time:
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
                if index == floor or tokens[index - 1].norm not in w.connectors:
                    break
            elif token.glue == "'" and len(word) <= 2:
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
            elif word in self._left_end or (word in w.time and not (index < end and tokens[index].is_capital)) or self._is_verb(tokens, index - 1):
                break
            else:
                index -= 1
        return index

    def _partner_left(self, tokens: Sequence[Token], coordinator: int, floor: int) -> int | None:
        """The start of a short phrase that ``coordinator`` joins to what follows it, when it begins a clause."""
        if coordinator - 1 < floor or not tokens[coordinator - 1].is_word:
            return None
        first = coordinator
        while first > floor and coordinator - first < 5 and tokens[first - 1].is_word and tokens[first - 1].norm not in self._left_end:
            first -= 1
        if first > floor and tokens[first - 1].is_word or self.describe(tokens, first, coordinator).likely is False:
            return None
        return first if any(True for _ in self._noun_hits(tokens, first, coordinator)) or tokens[coordinator - 1].is_capital else None

    def _apposed_left(self, tokens: Sequence[Token], comma: int, floor: int) -> Phrase | None:
        """``X, his role,`` before the verb: the whole from X on."""
        opening = comma - 1
        while opening > floor and comma - opening <= _APPOSITION and tokens[opening].norm != ",":
            if tokens[opening].norm in ('"', ":", ";", "(") or tokens[opening].norm in self._clausal or self._is_verb(tokens, opening):
                return None
            opening -= 1
        if opening <= floor or tokens[opening].norm != "," or opening == comma - 1:
            return None
        first = self._strip(tokens, self._walk_left(tokens, opening, floor), opening)
        if first >= opening or (first > floor and tokens[first - 1].is_word and tokens[first - 1].norm not in self._left_end | self._inner):
            return None
        head, tail = self.describe(tokens, first, opening), self.describe(tokens, opening + 1, comma)
        names = head.named or head.kind == "person" or head.entity is not None
        aged = comma - opening <= 5 and any(t.is_number for t in tokens[opening:comma])
        if not names or not (tail.likely or aged):
            return None
        return self.describe(tokens, self._earlier_name(tokens, first, floor), comma)

    def _earlier_name(self, tokens: Sequence[Token], first: int, floor: int) -> int:
        """The start of a name that stands, parted by a comma, before a role that begins at ``first``; else ``first``."""
        if first <= floor or tokens[first - 1].norm != ",":
            return first
        start = self._strip(tokens, self._walk_left(tokens, first - 1, floor), first - 1)
        if start >= first - 1 or (start > floor and tokens[start - 1].is_word):
            return first
        head = self.describe(tokens, start, first - 1)
        return start if head.named and head.kind in ("person", "") and head.entity is None else first

    def _before_comma(self, tokens: Sequence[Token], comma: int, floor: int) -> Phrase | None:
        """The head of a relative clause that ends at ``comma``, or a whole clause opening parted from its verb."""
        w = self.speech.words
        opening = next((i for i in range(floor + 1, comma) if tokens[i].norm == "," and tokens[i + 1].norm in w.relatives), comma)
        first = self._strip(tokens, self._walk_left(tokens, opening, floor), opening)
        alone = opening < comma or first == floor or (tokens[first - 1].norm in self._edges and first - 1 == floor)
        if first >= opening or not alone:
            return None
        phrase = self.describe(tokens, first, opening)
        return phrase if phrase.likely and (phrase.kind in ("person", "body") or phrase.entity) else None

    def _lead(self, tokens: Sequence[Token], first: int, end: int, floor: int) -> int | None:
        """``Role, Name VERB`` without a closing comma: the start of the role when the two make one speaker."""
        tail = self.describe(tokens, first, end)
        if not tail.named or tail.kind == "body" or tail.entity is not None:
            return None
        comma = first - 1
        start = self._strip(tokens, self._walk_left(tokens, comma, floor), comma)
        if start >= comma or (start > floor and tokens[start - 1].is_word):
            return None
        head = self.describe(tokens, start, comma)
        return start if head.kind == "person" and not head.named and not head.anaphor else None

    def _name_left(self, tokens: Sequence[Token], index: int, floor: int) -> int | None:
        """The start of a name in quotation marks or brackets that ends at ``index``, or of an abbreviation's dot."""
        mark = tokens[index].norm
        if mark == "." and index > floor and tokens[index - 1].is_capital and len(tokens[index - 1].norm) <= 4 and tokens[index].glue == "":
            return index
        partner = {'"': '"', ")": "("}.get(mark)
        if partner:
            for back in range(index - 1, max(floor, index - _NAME) - 1, -1):
                if tokens[back].norm == partner:
                    inside = tokens[back + 1 : index]
                    whole = back > floor or mark == '"'
                    return back if whole and inside and all(t.is_word for t in inside) and not inside[0].cased[0].islower() else None
        return None

    # --- after the cue ---------------------------------------------------------------------------------------------
    def after(self, tokens: Sequence[Token], start: int, limit: int | None = None) -> Phrase | None:
        """The phrase that begins at token ``start``, with its apposition; a parenthesis of time before it is skipped."""
        stop = len(tokens) if limit is None else limit
        start = self._skip_time(tokens, self._skip_parenthesis(tokens, start, stop), stop)
        pronoun = self._anaphor_at(tokens, start, stop)
        if pronoun:
            return self.describe(tokens, start, pronoun)
        end = self._walk_right(tokens, start, stop)
        first = self._strip(tokens, start, end)
        if first >= end:
            return None
        phrase = self.describe(tokens, first, end)
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
        names = [f for f in self.register.find(tokens, begin, limit) if f.first <= (hit.last if hit else begin)]
        last = max([f.last for f in names] + ([hit.last] if hit else []), default=begin)
        phrase = self.describe(tokens, begin, last) if last > begin else None
        return phrase if phrase is not None and phrase.type in MEDIA else None

    def _skip_parenthesis(self, tokens: Sequence[Token], start: int, stop: int) -> int:
        if start >= stop or tokens[start].norm != ",":
            return start
        w = self.speech.words
        for index in range(start + 1, min(stop, start + 8)):
            if tokens[index].norm == ",":
                return index + 1 if index > start + 1 else start
            if tokens[index].norm not in w.time | w.between | w.connectors | w.determiners and not tokens[index].norm[0].isdigit() and tokens[index].glue != "":
                break
        return start

    def _skip_time(self, tokens: Sequence[Token], start: int, stop: int) -> int:
        """Past "this Tuesday" or "on Tuesday" between a verb and its subject."""
        w, index = self.speech.words, start
        while index < stop and (tokens[index].norm in w.time or (tokens[index].norm in self._inner and index + 1 < stop and tokens[index + 1].norm in w.time)):
            index += 1
        return index

    def _anaphor_at(self, tokens: Sequence[Token], start: int, stop: int) -> int:
        """The end of a pronoun or definite phrase that begins at ``start`` and is not the start of a longer one; else 0."""
        w = self.speech.words
        for size in (3, 2, 1):
            end = start + size
            if end > stop or tuple(t.norm for t in tokens[start:end]) not in self.speech.anaphors:
                continue
            following = tokens[end] if end < stop else None
            ends = following is None or not following.is_word or following.norm in w.time | self._right_end | w.between
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
            if index > start and (word in self._right_end or self._is_verb(tokens, index)):
                break
            if index == start and (word in w.complementizers or word in w.stops - w.determiners):
                break
            if word in w.time and seen or (word in self._inner and following in w.time):
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
        while index > start and tokens[index - 1].norm in self._edges | w.determiners:
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
            if self._is_verb(tokens, end):
                return False
            end += 1
        return any(True for _ in self._noun_hits(tokens, coordinator + 1, end)) or bool(self.register.find(tokens, coordinator + 1, end))

    def _apposed_right(self, tokens: Sequence[Token], phrase: Phrase, comma: int, stop: int) -> Phrase | None:
        close = comma + 1
        while close < stop and close - comma <= _APPOSITION and tokens[close].norm not in (",", ".", '"', ";", ":", "?", "!", "\u2013"):
            if tokens[close].is_number or tokens[close].norm in self.speech.words.stops or self._is_verb(tokens, close):
                return None
            close += 1
        if close == comma + 1 or close - comma > _APPOSITION or tokens[comma + 1].norm in self.speech.words.openers | self.speech.words.coordinators:
            return None
        tail = self.describe(tokens, comma + 1, close)
        role_then_name = phrase.kind == "person" and not phrase.named and tail.named and not tail.kind == "body"
        name_then_role = phrase.named and phrase.kind != "body" and tail.kind == "person" and phrase.entity is None
        return self.describe(tokens, phrase.first, close) if role_then_name or name_then_role else None

    def _name_right(self, tokens: Sequence[Token], index: int, stop: int) -> int | None:
        mark = tokens[index].norm
        if mark == "." and tokens[index].glue == "" and index + 1 < stop and tokens[index + 1].is_capital and len(tokens[index - 1].norm) <= 4:
            return index + 1
        partner = {'"': '"', "(": ")"}.get(mark)
        if partner:
            for ahead in range(index + 1, min(stop, index + _NAME)):
                if tokens[ahead].norm == partner:
                    inside = tokens[index + 1 : ahead]
                    return ahead + 1 if inside and all(t.is_word for t in inside) and not inside[0].cased[0].islower() else None
        return None

    # --- what it is ------------------------------------------------------------------------------------------------
    def describe(self, tokens: Sequence[Token], first: int, last: int) -> Phrase:
        """What the phrase in ``tokens[first:last]`` is."""
        w = self.speech.words
        anaphor = self._anaphor(tuple(t.norm for t in tokens[first:last] if t.is_word))
        begin = first
        while begin < last - 1 and tokens[begin].norm in w.determiners:
            begin += 1
        hits = list(self._noun_hits(tokens, begin, last))
        stop = next((i for i in range(begin, last) if tokens[i].norm in w.connectors or tokens[i].norm == ","), last)
        kind = next((g.kind for at, g in hits if g.kind == "person" and at < stop), hits[0][1].kind if hits else "")
        unnamed = next((g for _, g in hits if g.unnamed), None)
        kind_type = unnamed.type if unnamed else next((g.type for _, g in hits if g.type), "")
        nouns_at = {at for at, _ in hits}
        names = [
            t for i, t in enumerate(tokens[begin:last], begin)
            if t.is_capital and t.is_word and t.norm not in self._inner and i not in nouns_at and (i > 0 or not hits)
        ]
        entity = self._entity(tokens, begin, last, unnamed.type if unnamed else "")
        named = entity is not None or bool(names) and (not self.speech.grammar.noun_capitals or len(names) > 1 or not hits)
        if not kind and entity is None and len(names) >= 2:
            kind = "person"
        if entity is not None:
            kind, kind_type = kind or "body", entity.type
        own = any(t.norm in w.own for t in tokens[first:last])
        likely = not own and bool(hits or names or entity or anaphor)
        headed = likely and (bool(anaphor) or entity is not None or any(i <= begin + 1 for i in nouns_at) or any(t.is_capital for t in tokens[begin : begin + 2]))
        return Phrase(first, last, kind, kind_type, unnamed is not None and (entity is None or entity.generic), named, anaphor, entity, likely, headed)

    def _anaphor(self, words: tuple[str, ...]) -> str:
        whole = self.speech.anaphors.get(words, "")
        agreeing = tuple(self.speech.section.anaphors.agreeing)
        if whole or not agreeing or len(words) < 2:
            return whole
        head = self.speech.anaphors.get(words[:1], "")
        return head if head == "person" and all(w.startswith(agreeing) for w in words[1:]) else ""

    def _entity(self, tokens: Sequence[Token], begin: int, last: int, unnamed: str) -> Entity | None:
        if unnamed in ("witness", "resident_or_relative", "health_facility_or_morgue"):
            return None
        found = self.register.find(tokens, begin, last)
        whole = [f for f in found if f.last - f.first == last - begin or not f.entity.type.startswith("state_") or f.last - f.first > 1]
        return max(whole, key=lambda f: f.last - f.first).entity if whole else None

    def _noun_hits(self, tokens: Sequence[Token], first: int, last: int):  # type: ignore[no-untyped-def]
        index = first
        while index < last:
            hit = self.speech.nouns.at(tokens, index)
            if hit and hit.last <= last:
                yield index, hit.value
                index = hit.last
            else:
                index += 1

    def _is_verb(self, tokens: Sequence[Token], index: int) -> bool:
        hit = self.speech.cues.at(tokens, index)
        return hit is not None and hit.value.role in _CUES and not tokens[index].is_capital

    def _strip(self, tokens: Sequence[Token], first: int, end: int) -> int:
        while first < end and (tokens[first].norm in self._edges and tokens[first].norm not in self.speech.words.determiners):
            first += 1
        return first
