"""Names of places in a script without capitals: prepositions written onto them, words for kinds of place, the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dagster_project.extraction.places.resolution import PlaceMention
from dagster_project.extraction.places.words import FIRM
from dagster_project.extraction.words.document import Sentence, Token
from dagster_project.gazetteer.names import fold_word

if TYPE_CHECKING:
    from dagster_project.extraction.places.names import NameReader

KNOWN_IN_ARABIC = 400_000  # inhabitants from which a name without capitals needs no word around it
_NAMED_BY = frozenset({"admin1", "admin2", "settlement", "quarter", "camp", "region"})  # kinds whose word makes what follows a name
_PREFIXED = 3  # letters of what may be written onto a word, and one


class UncasedNames:
    """Reads the names of one document. ``names``: the reader that makes mentions of them."""

    def __init__(self, names: NameReader):
        self.names = names

    def at(self, sentence: Sentence, tokens: Sequence[Token], index: int, found: list[PlaceMention]) -> PlaceMention | None:
        """The name at token ``index``; ``found``: those before it in the sentence."""
        grammar, section = self.names.grammar, self.names.grammar.section
        word = tokens[index].norm
        role, level, _, direct = grammar.before(tokens, index)
        forms: list[tuple[str, str | None, int]] = [(word, role, 0)]
        for clitic in section.clitics:
            if word.startswith(clitic) and len(word) > 3 and not (role and direct):  # no particle stands behind a preposition
                forms.append(
                    (word[len(clitic) :], role or (found[-1].role if found and found[-1].last >= index - 1 else None), len(clitic))
                )
        for prefix in grammar.prefixes:
            for form, _, cut in list(forms):
                if form.startswith(prefix) and len(form) - len(prefix) >= 3:
                    rest = form[len(prefix) :]
                    towards = any(letter in section.prefixes_to for letter in prefix)
                    forms.append((rest, "destination" if towards else "at", cut + len(prefix)))
                    if prefix in section.prefixes_to and rest.startswith(section.article[-1:] or " "):
                        forms.append((section.article[:-1] + rest, "of", cut + len(prefix)))  # the article loses its first letter
        barred = any(w in grammar.stop or w in grammar.types or w in grammar.directions for w, _, _ in forms)
        barred = barred or self.names.words.quantities.number_at(tokens, index) is not None  # "more than a hundred", not the town of Mie
        for form, own_role, cut in forms:
            for last in range(min(index + 4, len(tokens)), index, -1):
                if not all(t.is_word for t in tokens[index:last]) or (last == index + 1 and (barred or len(form) < 3)):
                    continue
                places = self.names.gazetteer.find(" ".join([fold_word(form), *(fold_word(t.norm) for t in tokens[index + 1 : last])]))
                if not places:
                    continue
                best = places[0]
                big = (
                    best.feature in ("country", "sea")
                    or (best.feature == "region" and last - index > 1)
                    or (best.population >= KNOWN_IN_ARABIC and best.feature != "admin2")
                )
                near = any(p.country in self.names.countries for p in places[:6])
                curated = last - index > 1 and best.population >= 10_000 and (cut == 0 or near)
                enumerated = bool(found) and found[-1].last >= index - 1
                if big or curated or level or (own_role in FIRM and (near or best.population >= 100_000)) or (enumerated and near):
                    role_here = None if own_role == "of" else own_role
                    return self.names.make(sentence, index, last, places, role_here, level, direct or cut > 0, tokens[index].start + cut)
        return self._unknown(sentence, tokens, index, role, level, direct, barred)

    def _unknown(
        self, sentence: Sentence, tokens: Sequence[Token], index: int, role: str | None, level: str | None, direct: bool, barred: bool
    ) -> PlaceMention | None:
        """A name the gazetteer lacks, right behind a word for a kind of place."""
        grammar, article = self.names.grammar, self.names.grammar.section.article
        before, word = tokens[index - 1].norm if index else "", tokens[index].norm
        kind = grammar.types.get(before)
        if kind not in _NAMED_BY or barred or (len(word) <= 3 and word not in grammar.heads) or (article and article in before[:4]):
            return None
        if grammar.country_of(grammar.bare(word), "") is not None or self.names.words.events.at(tokens, index):
            return None
        if word.endswith(tuple(grammar.section.adjective_endings)) and not word.startswith(article):
            return None  # "a tribal area"
        last = index + 1
        if word in grammar.heads:
            if last == len(tokens) or not tokens[last].is_word or tokens[last].norm in grammar.stop:
                return None
            last += 1
        head = next((h for h in grammar.heads if before.endswith(h) and len(before) - len(h) < _PREFIXED), None)
        if head:  # the word for its kind begins the name: "in the valley of X"
            start = tokens[index - 1].end - len(head)
            return self.names.make(sentence, index - 1, last, (), role or "at", level or kind, direct, start)
        return self.names.make(sentence, index, last, (), role or "at", level or kind, direct)
