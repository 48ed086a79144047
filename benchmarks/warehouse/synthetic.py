"""Synthetic claims with planted duplicates, conflicts, updates, parts and recalls, whose true answers are known.

The same seed and size give the same rows. Nothing here is news: places, tolls and outlets are drawn at random.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from benchmarks.warehouse.rows import Rows

FIRST_DAY, DAYS = datetime.date(2015, 1, 1), 2_500
COUNTRIES = tuple("AFG COD COL ETH IND IRQ LBY MLI MMR NGA PAK PHL SDN SOM SSD SYR TCD UKR YEM ZAF".split())
WEAPONS = ("air_strike", "artillery", "car_bomb", "gunfire", "suicide_bomb", "mortar", "ied", "drone_strike")
QUAKES_APART = 40
# Shares of the figures that are told without a day, with the province instead of the town, without the weapon.
UNDATED, VAGUELY_PLACED, UNARMED = 0.04, 0.06, 0.1


class Event(NamedTuple):
    """A true event: its claims' group, and the best figure of the killed that the default rulebook must find (none: unknown)."""

    event_id: str
    best: int | None
    kind: str


class Town(NamedTuple):
    """A settlement; towns lie 40 km and more from each other."""

    name: str
    admin1: str
    country: str
    latitude: float
    longitude: float


def _town(number: int) -> Town:
    country = number % len(COUNTRIES)
    rest = number // len(COUNTRIES)
    province = rest % 12
    latitude, longitude = -60 + 5.5 * country + 0.4 * (rest // 12 % 12), -160 + 25 * province + 0.4 * (rest // 144)
    return Town(f"Town {number}", f"Province {country}-{province}", COUNTRIES[country], latitude, longitude)


class Synthetic(Rows):
    """Draws events one after another and gives their articles and claims as raw rows."""

    def __init__(self, seed: int = 7, towns: int = 6_000, first_article: int = 0) -> None:
        super().__init__(seed, first_article)
        self._towns = towns
        self._quakes: list[tuple[str, datetime.date]] = []
        self._taken: set[tuple[int, int]] = set()
        self.events: list[Event] = []
        self.truth: list[tuple[str, str]] = []  # claim, event

    def draw(self, articles: int) -> None:
        """Add events until there are so many articles."""
        kinds = ("agreement", "update", "conflict", "parts", "wire", "recall", "vague", "sides", "next_day", "quake")
        weights = (220, 200, 80, 140, 120, 80, 40, 80, 30, 5)
        while len(self.articles) < articles:
            kind = self._random.choices(kinds, weights)[0]
            getattr(self, f"_{kind}")(f"event-{self._seed}-{len(self.events)}")

    # what is told of an event -------------------------------------------------------------------------------------

    def _agreement(self, event: str) -> None:
        here, day, n = self._scene()
        for source in self._pick(("sohr", "united_nations", "red_cross", "msf")):
            self.news(day)
            if source == "united_nations":
                self._killed(event, max(1, n - self._random.randrange(1, 4)), here, day, source=source, quantifier="at_least")
            else:
                self._killed(event, n, here, day, source=source)
            self._aside(event, n, here, day)
        self.news(day)
        self._killed(event, n, here, day, source="sohr")
        self.events.append(Event(event, n, "agreement"))

    def _update(self, event: str) -> None:
        here, day, n = self._scene()
        toll = n
        for step in range(self._random.randrange(2, 5)):
            self.news(day + datetime.timedelta(step))
            self._killed(event, toll, here, day, source="police", relation_cue="update_to" if step else None)
            self._aside(event, n, here, day)
            last = toll
            toll += self._random.randrange(1, 2 + toll // 4)
        self.events.append(Event(event, last, "update"))

    def _conflict(self, event: str) -> None:
        here, day, n = self._scene()
        fighters: dict[str, Any] = {"population": ["combatant"], "status": "combatant"}
        for source, number in (("iraqi_government", n * 6), ("united_nations", n)):
            self.news(day)
            self._killed(event, number, here, day, source=source, **fighters)
            self._aside(event, n, here, day)
        self.events.append(Event(event, n, "conflict"))

    def _parts(self, event: str) -> None:
        here, day, n = self._scene()
        n += 8
        for source in self._pick(("sohr", "hospital", "red_cross")):
            self.news(day)
            whole = self._killed(event, n, here, day, source=source)
            for population, age in (("child", "child"), ("woman", "adult")):
                part: dict[str, Any] = {"population": [population], "age": age, "parent_claim_id": whole, "relation_cue": "subset"}
                self._killed(event, n // 4, here, day, source=source, **part)
            self._aside(event, n, here, day)
        self.events.append(Event(event, n, "parts"))

    def _wire(self, event: str) -> None:
        here, day, n = self._scene()
        first = self.news(day)
        self._killed(event, n, here, day, quantifier="at_least", source="sohr")
        for _ in range(self._random.randrange(2, 5)):
            self.news(day + datetime.timedelta(self._random.randrange(2)), copy_of=first)
            self._killed(event, n, here, day, source="sohr")
            self._aside(event, n, here, day)
        self.events.append(Event(event, n, "wire"))

    def _recall(self, event: str) -> None:
        here, day, n = self._scene()
        n += 20
        for source in ("sohr", "red_cross"):
            self.news(day)
            self._killed(event, n, here, day, source=source)
            self._aside(event, n, here, day)
        later = day + datetime.timedelta(self._random.randrange(90, 700))
        self.news(later)
        self._killed(event, n - 1, here, day, stated=f"{day:%Y-%m}", quantifier="more_than", narrative_role="background")
        self.events.append(Event(event, n, "recall"))

    def _vague(self, event: str) -> None:
        here, day, _ = self._scene()
        for word in ("dozens", "several"):
            self.news(day)
            self._killed(event, word, here, day, source="residents")
            self._aside(event, 12, here, day)
        self.events.append(Event(event, None, "vague"))

    def _sides(self, event: str) -> None:
        here, day, n = self._scene()
        for source in self._pick(("sohr", "united_nations")):
            self.news(day)
            self._killed(event, n, here, day, source=source, population=["civilian"], status="civilian")
            self._killed(event, n + 3, here, day, source=source, population=["combatant"], status="combatant")
            self._aside(event, n, here, day)
        self.events.append(Event(event, 2 * n + 3, "sides"))

    def _next_day(self, event: str) -> None:
        here, day, n = self._scene(days=2)
        for i, date in enumerate((day, day + datetime.timedelta(1))):
            toll = n + 11 * i
            for source in ("police", "hospital"):
                self.news(date)
                self._killed(f"{event}-{i}", toll, here, date, source=source)
                self._aside(f"{event}-{i}", toll, here, date)
            self.events.append(Event(f"{event}-{i}", toll, "next_day"))

    def _quake(self, event: str) -> None:
        while True:  # no two within the days in which a country's earthquakes cannot be told apart
            here, day, n = self._scene()
            if all(abs((day - other).days) > QUAKES_APART for country, other in self._quakes if country == here["country"]):
                break
        self._quakes.append((here["country"], day))
        n = n * 30 + 7
        country = {"place_id": here["country"], "country": here["country"], "place_precision": "country", "place_names": []}
        calamity = {"cause": "disaster", "hazard": "earthquake", "weapons": []}
        for step in range(4):
            date = day + datetime.timedelta(step)
            self.news(date)
            place = {**(country if step else here), **calamity}
            said = day if step < 2 else date  # the toll's day is read as the event's
            self._killed(event, n, place, said, source="united_nations", relation_cue="update_to" if step else None)
            last = n
            n += self._random.randrange(1, n // 3)
        self.events.append(Event(event, last, "quake"))

    # rows ---------------------------------------------------------------------------------------------------------

    def _scene(self, days: int = 1) -> tuple[dict[str, Any], datetime.date, int]:
        """A town and a day that no other event has, nor the days around it; and a toll."""
        while True:
            town, day = self._random.randrange(self._towns), self._random.randrange(DAYS)
            if not any((town, day + i) in self._taken for i in range(-6, 7 + days)):
                break
        self._taken.update((town, day + i) for i in range(days))
        place = _town(town)
        here = {
            "place_id": place.name, "place_name": place.name, "place_text": place.name, "place_names": [place.name], "admin1": place.admin1,
            "country": place.country, "latitude": place.latitude, "longitude": place.longitude, "place_precision": "settlement",
            "weapons": [self._random.choice(WEAPONS)],
        }  # fmt: skip
        toll = min(400, 1 + int(self._random.paretovariate(0.9) * 3))
        return here, FIRST_DAY + datetime.timedelta(day), toll

    def _pick(self, sources: tuple[str, ...]) -> list[str]:
        return self._random.sample(sources, self._random.randrange(1, len(sources) + 1))

    def _killed(
        self,
        event: str,
        number: int | str,
        here: dict[str, Any],
        day: datetime.date,
        quantifier: str = "exact",
        stated: str | None = None,
        **fields: Any,
    ) -> str:
        when: dict[str, Any] = {"event_start": stated or str(day), "event_end": stated or str(day)}
        noise = self._random.random()
        if noise < UNDATED and stated is None:
            when = {"event_start": None, "event_end": None}
        elif noise < UNDATED + VAGUELY_PLACED and here.get("admin1"):
            here = {
                **here,
                "place_id": f"{here['country']}-{here['admin1']}",
                "place_name": here["admin1"],
                "place_names": [],
                "place_precision": "admin1",
            }
        elif noise < UNDATED + VAGUELY_PLACED + UNARMED:
            here = {**here, "weapons": []}
        claim = self.row("killed", number, quantifier, {**here, **when, **fields})
        self.truth.append((claim, event))
        return claim

    def _aside(self, event: str, n: int, here: dict[str, Any], day: datetime.date) -> None:
        """What else such an article says: the wounded, those who fled, the total of a period."""
        claim = self.row("injured", 2 * n + 1, "exact", {**here, "event_start": str(day), "event_end": str(day), "source": "hospital"})
        self.truth.append((claim, event))
        if self._random.random() < 0.6:
            self.row(
                "inhabitants",
                10_000 + n,
                "about",
                {**here, "kind": "population", "scope": "stock", "as_of_date": str(day), "source": "residents"},
            )
        month = {
            "place_id": here["country"],
            "country": here["country"],
            "place_precision": "country",
            "event_start": f"{day:%Y-%m-01}",
            "event_end": str(day),
        }
        self.row("killed", 100 + n, "more_than", {**month, "scope": "period", "source": "united_nations"})
        self.row("injured", 200 + n, "more_than", {**month, "scope": "period", "source": "united_nations"})
        if self._random.random() < 0.9:
            self.row(
                "new_displacement", 1_000 + n, "about", {**month, "kind": "displacement", "scope": "period", "source": "united_nations"}
            )
