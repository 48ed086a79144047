"""The compiled gazetteer: one memory-mapped file that finds places by folded name, and its writer.

Layout, little-endian: magic, slot count, place count, then a table of slots (open addressing on CRC-32 of the key), a
table of the places' offsets, the places as tab-separated lines, and the entries (key, place numbers) that the slots
point at. Which place a text means is not decided here.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from dagster_project.gazetteer.names import fold_article

MAGIC = b"HLGAZ003"
_HEAD = struct.Struct("<8sIIQQ")
_MOST = 48  # candidates kept for a name; the most populous come first


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. ``admin1`` and ``admin2`` are names, ``admin1_id`` and ``parent_id`` place ids, ``country`` is alpha-3."""

    place_id: str
    name: str
    feature: str
    precision: str
    admin1: str | None
    admin2: str | None
    country: str | None
    pcode: str | None
    latitude: float | None
    longitude: float | None
    population: int
    parent_id: str | None
    admin1_id: str | None

    @classmethod
    def parse(cls, line: str) -> Place:
        """A place from its line of the compiled file."""
        values = [v or None for v in line.split("\t")]
        latitude, longitude = values[8], values[9]
        return cls(
            str(values[0]),
            str(values[1]),
            str(values[2]),
            str(values[3]),
            values[4],
            values[5],
            values[6],
            values[7],
            float(latitude) if latitude else None,
            float(longitude) if longitude else None,
            int(values[10] or 0),
            values[11],
            values[12],
        )

    def line(self) -> str:
        """The inverse of :meth:`parse`."""
        values = (
            self.place_id,
            self.name,
            self.feature,
            self.precision,
            self.admin1,
            self.admin2,
            self.country,
            self.pcode,
            self.latitude,
            self.longitude,
            self.population,
            self.parent_id,
            self.admin1_id,
        )
        return "\t".join("" if v is None else str(v) for v in values)


def write_index(path: Path, places: Iterable[Place], keys: dict[str, list[int]]) -> None:
    """Write the index: ``keys`` maps folded names to numbers of ``places``, best first."""
    lines = [place.line().encode() for place in places]
    slots_count = 1 << max(4, (len(keys) * 2 - 1).bit_length())
    offsets, body = [0], bytearray()
    for line in lines:
        body += line
        offsets.append(len(body))
    entries = bytearray(b"\0")
    slots = array("I", bytes(4 * slots_count))
    for key, numbers in keys.items():
        raw = key.encode()
        if len(raw) > 255:
            continue
        slot = crc32(raw) & (slots_count - 1)
        while slots[slot]:
            slot = (slot + 1) & (slots_count - 1)
        slots[slot] = len(entries)
        numbers = numbers[:_MOST]
        entries += bytes((len(raw), len(numbers)))
        entries += raw
        entries += struct.pack(f"<{len(numbers)}I", *numbers)
    with path.open("wb") as file:
        file.write(_HEAD.pack(MAGIC, slots_count, len(lines), len(body), len(entries)))
        for table in (slots, array("I", offsets)):
            if sys.byteorder == "big":
                table.byteswap()
            file.write(table.tobytes())
        file.write(body)
        file.write(entries)


class Gazetteer:
    """Look-ups in a compiled index. Opening maps the file and reads nothing; instances are cheap and may be shared."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, slots, places, body, _ = _HEAD.unpack_from(self._map)
        if magic != MAGIC:
            raise ValueError(f"{path}: not a compiled gazetteer of this version")
        view = memoryview(self._map)
        at = _HEAD.size
        self._slots = view[at : at + 4 * slots].cast("I")
        at += 4 * slots
        self._offsets = view[at : at + 4 * (places + 1)].cast("I")
        self._body = at + 4 * (places + 1)
        self._entries = self._body + body
        self._mask = slots - 1
        self.place = lru_cache(maxsize=1 << 14)(self._place)
        self.numbers = lru_cache(maxsize=1 << 15)(self._numbers)
        self.find = lru_cache(maxsize=1 << 14)(self._find)

    def _place(self, number: int) -> Place:
        start = self._body + self._offsets[number]
        return Place.parse(self._map[start : self._body + self._offsets[number + 1]].decode())

    def _numbers(self, key: str) -> tuple[int, ...]:
        raw = key.encode()
        data, slots, mask = self._map, self._slots, self._mask
        size = len(raw)
        slot = crc32(raw) & mask
        while offset := slots[slot]:
            at = self._entries + offset
            if data[at] == size and data[at + 2 : at + 2 + size] == raw:
                return struct.unpack_from(f"<{data[at + 1]}I", data, at + 2 + size)
            slot = (slot + 1) & mask
        return ()

    def _find(self, key: str) -> tuple[Place, ...]:
        """Places whose name folds to ``key`` (:func:`names.fold_name`), the most populous first; empty when there is none."""
        numbers = self.numbers(key) or (self.numbers(fold_article(key)) if " " in key else ())
        return tuple(map(self.place, numbers))

    def alike(self, country: str, bones: str) -> tuple[Place, ...]:
        """Places of ``country`` whose romanised names have the consonants ``bones`` (:func:`names.skeleton`)."""
        return tuple(map(self.place, self.numbers(f"~{country}{bones}"))) if bones else ()

    def by_id(self, place_id: str) -> Place | None:
        """The place of that id."""
        numbers = self.numbers(f"#{place_id}")
        return self.place(numbers[0]) if numbers else None
