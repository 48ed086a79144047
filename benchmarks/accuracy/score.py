#!/usr/bin/env python3
"""Score extracted claims against annotated gold claims.

    score.py --gold DIR... [--pred claims.jsonl] [--by language|article] [--errors] [--json]

Gold is one JSON file per article (GUIDELINES.md says how each field is decided).  Predictions are
JSON Lines, one claim a line, from a file or standard input (what ``harmledger extract`` prints);
`article` must equal the gold file's `article` or share its file name.  Left out of the count:
claims from titles, and claims whose modality is neither `asserted` nor `feared`.

A predicted claim *matches* a gold claim when both are of one kind, state the same number (or vague
word, or share, or range), their character spans overlap and the predicted span is at most three
times gold's length plus 40 characters; casualty claims must also agree in measure.  Pairs are one to
one, as many as possible.  Reported: precision, recall and F1 of that match; for the matched pairs
the accuracy of each attribute that gold states; `full`, the F1 when a match also needs every stated
attribute right (`actors` and `end` aside); and `over`, how often a field that gold leaves open was
filled in all the same.  Standard library only.
"""
from __future__ import annotations

import argparse
import collections
import json
import pathlib
import re
import sys
import unicodedata
from collections.abc import Iterable

HERE = pathlib.Path(__file__).resolve().parent
MAIN_KINDS = ("casualty", "displacement", "facility")
CONTEXT_KINDS = ("population", "strength", "control")
ATTRIBUTES = ("measure", "quantifier", "bounds", "unit", "facility", "population", "scope", "subset", "source", "start", "end",
              "place", "country", "weapons", "actors")
SHOWN = ("measure", "quantifier", "low", "high", "unit", "facility_type", "population", "scope", "subset_of", "parent_claim_id", "source",
         "source_text", "event_start", "event_end", "place", "places", "place_name", "country", "weapons", "actors")
NOT_IN_FULL = ("actors", "end")  # scored, but two careful annotators agree on them least
OPEN_FIELDS = {"start": "event_start", "end": "event_end", "weapons": "weapons", "actors": "actors", "country": "country"}
SAME_QUANTIFIER = {"approximately": "about", "around": "about", "almost": "nearly", "over": "more_than"}
WEAPON_PARENT = {"air_strike": "bombardment", "drone_strike": "air_strike", "barrel_bomb": "air_strike", "artillery": "bombardment",
                 "mortar": "artillery", "rocket": "bombardment", "missile": "bombardment", "cluster_munition": "bombardment",
                 "ied": "explosion", "car_bomb": "ied", "suicide_bomb": "explosion", "landmine": "explosion", "grenade": "explosion",
                 "sarin": "toxic_gas", "chlorine": "toxic_gas"}


def norm(text: object) -> str:
    folded = unicodedata.normalize("NFKD", str(text or "")).casefold()
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = re.sub(r"[^\w]+", " ", folded.replace("_", " ")).strip()
    return re.sub(r"^(the|al|el|le|la|les|los|den|det|der|die|das|o|a|os|as) (?=\w)", "", folded)


def load_aliases(group: str) -> dict[str, set[str]]:
    """Every spelling of an entity maps to the set of names it may go by."""
    table: dict[str, set[str]] = collections.defaultdict(set)
    for key, names in json.loads((HERE / "aliases.json").read_text(encoding="utf-8"))[group].items():
        whole = {norm(key)} | {norm(n) for n in names}
        for name in whole:
            table[name] |= whole
    return table


SOURCES, ACTORS, PLACES = (load_aliases(g) for g in ("sources", "actors", "places"))


def names_of(aliases: dict[str, set[str]], *values: object) -> set[str]:
    found: set[str] = set()
    for value in values:
        for one in value if isinstance(value, (list, tuple, set)) else [value]:
            n = norm(one)
            if n:
                found |= {n} | aliases.get(n, set())
    return found


def stated(claim: dict) -> tuple:
    """What is said: a share, a range, a vague word or a number."""
    if claim.get("quantifier") == "range":
        return ("range", claim.get("low"), claim.get("high"))
    if claim.get("share") is not None:
        try:
            return ("share", round(float(claim["share"]), 2))
        except (TypeError, ValueError):
            return ("share", str(claim["share"]))
    value = claim.get("stated")
    if isinstance(value, str) and not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return ("vague", norm(value))
    if value is None:
        value = claim.get("point")
    return ("number", None if value is None else round(float(value), 2))


def span(claim: dict) -> tuple[int, int]:
    start, end = claim.get("char_start"), claim.get("char_end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (-1, -1)


def same_place_in_text(gold: dict, pred: dict) -> bool:
    (gs, ge), (ps, pe) = span(gold), span(pred)
    return ps < ge and gs < pe and pe - ps <= 3 * (ge - gs) + 40


def same_measure(gold: str, pred: object) -> bool:
    """People called refugees may be on the move or settled: annotators agree on that only by chance, so either reading counts."""
    return gold == pred or ("refugees" in (gold, pred) and {gold, pred} <= {"refugees", "new_displacement", "displaced_stock"})


def lineage(weapon: str) -> list[str]:
    chain = [weapon]
    while chain[-1] in WEAPON_PARENT:
        chain.append(WEAPON_PARENT[chain[-1]])
    return chain


def weapons_right(gold: list[str], pred: list[str]) -> bool:
    """Every predicted weapon is one of gold's or a kin of it (general for special or the reverse), and something is predicted."""
    return bool(pred) and all(any(p in lineage(g) or g in lineage(p) for g in gold) for p in pred)


def source_right(gold: str, pred: dict) -> bool:
    speaker = names_of(SOURCES, pred.get("source_id"), pred.get("source_name"), pred.get("source_text"))
    if gold == "unattributed":
        return not speaker or speaker == {"unattributed"}
    if "unattributed" in speaker or len(str(pred.get("source_text") or "")) > 120:
        return False
    wanted = names_of(SOURCES, gold)
    return bool(wanted & speaker) or any(re.search(rf"\b{re.escape(a)}\b", b) for w in wanted for s in speaker
                                         for a, b in ((w, s), (s, w)) if len(a) > 3)


def place_right(gold: dict, pred: dict) -> bool:
    wanted = names_of(PLACES, gold.get("place"), gold.get("places") or [])
    main = names_of(PLACES, pred.get("place_name"), pred.get("place_text"))
    several = [names_of(PLACES, n) for n in pred.get("place_names") or []]
    if not main and several:
        main = several[0]
    return bool(wanted & (main | names_of(PLACES, pred.get("admin1")))) and len(several) <= max(2, len(gold.get("places") or []) + 1)


def actors_right(gold: list[str], pred: list[str]) -> bool:
    return bool(names_of(ACTORS, gold) & names_of(ACTORS, pred)) and len(pred) <= len(gold) + 1


def attribute_results(gold: dict, pred: dict, parents: dict[int, object]) -> dict[str, bool]:
    """Right or wrong for each attribute that gold states."""
    out: dict[str, bool] = {}
    if gold["kind"] != "casualty":
        out["measure"] = same_measure(gold["measure"], pred.get("measure"))
    if "quantifier" in gold:
        plain = [SAME_QUANTIFIER.get(str(c.get("quantifier")), str(c.get("quantifier"))) for c in (gold, pred)]
        out["quantifier"] = plain[0] == plain[1]
        if gold["quantifier"] not in ("vague", "share"):
            out["bounds"] = all(gold.get(k) == pred.get(k) for k in ("low", "high") if gold.get(k) is not None)
    if "unit" in gold:
        out["unit"] = gold["unit"] == pred.get("unit")
    if "facility_type" in gold:
        out["facility"] = gold["facility_type"] == pred.get("facility_type")
    if "population" in gold:
        out["population"] = set(gold["population"]) == set(pred.get("population") or ["people"])
    if "scope" in gold:
        out["scope"] = gold["scope"] == pred.get("scope")
    parent = pred.get("parent_claim_id")
    if "subset_of" in gold:
        out["subset"] = parent is not None and parent != pred.get("claim_id") and parent == parents.get(gold["subset_of"])
    elif gold["kind"] in MAIN_KINDS:
        out["subset"] = parent is None
    if "source" in gold:
        out["source"] = source_right(gold["source"], pred)
    for name in ("start", "end"):
        if OPEN_FIELDS[name] in gold:  # as precise as the text allows, and no more
            out[name] = gold[OPEN_FIELDS[name]] == pred.get(OPEN_FIELDS[name])
    if "place" in gold or "places" in gold:
        out["place"] = place_right(gold, pred)
    if "country" in gold:
        out["country"] = gold["country"] == pred.get("country")
    if gold.get("weapons"):
        out["weapons"] = weapons_right(gold["weapons"], pred.get("weapons") or [])
    if gold.get("actors"):
        out["actors"] = actors_right(gold["actors"], pred.get("actors") or [])
    return out


def match(golds: list[dict], preds: list[dict]) -> list[tuple[dict, dict]]:
    """As many one-to-one pairs as possible; each gold claim tries the predictions that agree with it best first."""
    choices: dict[int, list[int]] = {}
    for gi, g in enumerate(golds):
        fits = [pi for pi, p in enumerate(preds)
                if g["kind"] == p.get("kind") and (g["kind"] != "casualty" or g["measure"] == p.get("measure"))
                and stated(g) == stated(p) and same_place_in_text(g, p)]
        agree = {pi: sum(attribute_results(g, preds[pi], {}).values()) for pi in fits}
        choices[gi] = sorted(fits, key=lambda pi: (-agree[pi], abs(span(preds[pi])[0] - span(g)[0])))
    owner: dict[int, int] = {}

    def seat(gi: int, tried: set[int]) -> bool:
        for pi in choices[gi]:
            if pi not in tried:
                tried.add(pi)
                if pi not in owner or seat(owner[pi], tried):
                    owner[pi] = gi
                    return True
        return False

    for gi in sorted(choices, key=lambda gi: len(choices[gi])):
        seat(gi, set())
    return [(golds[gi], preds[pi]) for pi, gi in sorted(owner.items(), key=lambda x: x[1])]


def read_gold(roots: list[pathlib.Path]) -> list[dict]:
    """The annotated articles of folders or files, sorted by path."""
    articles = []
    for root in roots:
        for path in sorted(root.rglob("*.json")) if root.is_dir() else [root]:
            doc = json.loads(path.read_text(encoding="utf-8"))
            if "claims" in doc:
                articles.append({**doc, "key": pathlib.PurePosixPath(doc["article"]).name})
    return articles


def by_name(claims: Iterable[dict]) -> dict[str, list[dict]]:
    """The claims that are scored, by the file name of their article."""
    found: dict[str, list[dict]] = collections.defaultdict(list)
    for claim in claims:
        if claim.get("section", "body") != "title" and claim.get("modality") in (None, "asserted", "feared"):
            found[pathlib.PurePosixPath(str(claim["article"])).name].append(claim)
    return found


def f1(tp: int, n_pred: int, n_gold: int) -> tuple[float, float, float]:
    p, r = (tp / n_pred if n_pred else 0.0), (tp / n_gold if n_gold else 0.0)
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)


def score(articles: list[dict], by_article: dict[str, list[dict]], kinds: tuple[str, ...], show_errors: bool) -> dict:
    tp = n_pred = n_gold = full = 0
    hits, seen, over, silent = (collections.Counter() for _ in range(4))
    for art in articles:
        everything = by_article.get(art["key"], [])
        golds = [c for c in art["claims"] if c["kind"] in kinds]
        preds = [c for c in everything if c.get("kind") in kinds]
        pairs = match(golds, preds)
        parents = {g["id"]: p.get("claim_id") for g, p in match(art["claims"], everything)}
        tp, n_pred, n_gold = tp + len(pairs), n_pred + len(preds), n_gold + len(golds)
        for g, p in pairs:
            results = attribute_results(g, p, parents)
            for name, ok in results.items():
                seen[name] += 1
                hits[name] += ok
            for name, field in OPEN_FIELDS.items():
                if not g.get(field):
                    silent[name] += 1
                    over[name] += bool(p.get(field))
            full += all(ok for name, ok in results.items() if name not in NOT_IN_FULL)
            wrong = [n for n, ok in results.items() if not ok]
            if show_errors and wrong:
                print(f"  ~ {art['key']}: «{g.get('quote') or p.get('quote')}» wrong {wrong}")
                for label, claim in (("gold", g), ("pred", p)):
                    print(f"      {label} {({k: claim[k] for k in SHOWN if claim.get(k) is not None})}")
        if show_errors:
            got_g, got_p = {id(g) for g, _ in pairs}, {id(p) for _, p in pairs}
            for g in golds:
                if id(g) not in got_g:
                    print(f"  - {art['key']}: missed {g['kind']}/{g['measure']} {stated(g)} at {g['char_start']} «{g.get('quote', '')}»")
            for p in preds:
                if id(p) not in got_p:
                    what = f"{p.get('kind')}/{p.get('measure')} {stated(p)}"
                    print(f"  + {art['key']}: spurious {what} at {p.get('char_start')} «{p.get('quote')}»")
    p, r, f = f1(tp, n_pred, n_gold)
    return {"articles": len(articles), "gold": n_gold, "predicted": n_pred, "matched": tp, "precision": p, "recall": r, "f1": f,
            "full_f1": f1(full, n_pred, n_gold)[2], "attributes": {a: (hits[a], seen[a]) for a in ATTRIBUTES if seen[a]},
            "over": {a: (over[a], silent[a]) for a in OPEN_FIELDS if silent[a]}}


def show(title: str, s: dict) -> None:
    print(f"{title}: {s['articles']} articles, {s['gold']} gold, {s['predicted']} predicted, {s['matched']} matched: "
          f"P {s['precision']:.3f}  R {s['recall']:.3f}  F1 {s['f1']:.3f}  full F1 {s['full_f1']:.3f}")
    for label, table in (("", s["attributes"]), ("over: ", s["over"])):
        if table:
            print("   " + label + "  ".join(f"{a} {h}/{n}={h / n:.2f}" for a, (h, n) in table.items()))


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--gold", type=pathlib.Path, required=True, nargs="+")
    ap.add_argument("--pred", type=argparse.FileType(encoding="utf-8"), default=sys.stdin)
    ap.add_argument("--by", choices=("language", "article"))
    ap.add_argument("--errors", action="store_true", help="print every miss, every spurious claim and every wrong attribute")
    ap.add_argument("--json", action="store_true")
    args = ap.parse_args()
    articles = read_gold(args.gold)
    by_article = by_name(json.loads(line) for line in args.pred if line.strip())
    result = {"main": score(articles, by_article, MAIN_KINDS, args.errors),
              "context": score(articles, by_article, CONTEXT_KINDS, False)}
    for kind in MAIN_KINDS:
        result[kind] = score(articles, by_article, (kind,), False)
    if args.by:
        for value in sorted({a["language"] if args.by == "language" else a["key"] for a in articles}):
            chosen = [a for a in articles if (a["language"] if args.by == "language" else a["key"]) == value]
            result[value] = score(chosen, by_article, MAIN_KINDS, False)
    if args.json:
        print(json.dumps(result))
    else:
        for title, s in result.items():
            show(title, s)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
