"""What facets are counted from: columns of numbers in memory, of all paragraphs and mandates, kept up by the log.

A worker loads them at its first search (some seconds, and some 30 MB, at 200,000 paragraphs). Afterwards every
search asks the log what happened since, and only that is loaded again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

import numpy as np
from django.db.models import Max, Model, Q
from numpy.typing import NDArray

from .. import rights
from ..models import Actor, Condition, Event, Mandate, Mention, Paragraph, ParagraphText, SearchEntry

Ints = NDArray[Any]
Mask = NDArray[np.bool_]
_BATCH = 900  # keys in one question
_LOOK_BACK = 1000  # events that may have come late: on PostgreSQL a later number may be there first
_MASKS = 32
_NO_DAY = 0
CODES = ("ar", "zh", "en", "fr", "ru", "es")
EPOCH = 711_000  # days count from about 1947


class Rows:
    """Columns that grow: rows are added at the end, those that are overtaken are no longer `alive`."""

    names: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        self.columns: dict[str, Ints] = {name: np.empty(0, dtype=np.int64) for name in self.names}

    def __getattr__(self, name: str) -> Ints:
        try:
            return self.__dict__["columns"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    def __len__(self) -> int:
        return len(self.columns[self.names[0]])

    def add(self, rows: Sequence[tuple[int, ...]]) -> int:
        """Add rows; the place of the first of them."""
        first = len(self)
        if rows:
            found = np.array(rows, dtype=np.int64)
            for at, name in enumerate(self.names):
                kind = np.int64 if name == "order" else np.int32
                column = found[:, at].astype(kind)
                self.columns[name] = np.concatenate([self.columns[name], column]) if first else column
        return first


class Paragraphs(Rows):
    """`languages` has a bit for each of CODES; `order` is the place in a list of results."""

    names = ("key", "document", "decision", "body", "meeting", "languages", "order")


class Mandates(Rows):
    """`paragraph` is the row of the paragraph; `act`, `state`, `deliverable` stand in Names; `due` is a day."""

    names = ("key", "paragraph", "body", "meeting", "act", "state", "deliverable", "due", "continuing")


class Actors(Rows):
    """`mandate` is the row of the mandate; `role` stands in Names."""

    names = ("mandate", "organization", "role")


class Conditions(Rows):
    """`mandate` is the row of the mandate; `type` stands in Names."""

    names = ("mandate", "type")


class Mentions(Rows):
    """`paragraph` is the row of the paragraph."""

    names = ("paragraph", "organization")


class Names(dict[str, int]):
    """Words by number, as columns have them."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) + 1
        return number


class Columns:
    """All columns, and who sees which of their rows."""

    def __init__(self) -> None:
        self.paragraphs, self.mandates = Paragraphs(), Mandates()
        self.actors, self.conditions, self.mentions = Actors(), Conditions(), Mentions()
        self.names = Names()
        self.row_of: dict[int, int] = {}
        self.mandate_row: dict[int, int] = {}
        self.entries: Ints = np.empty(0, dtype=np.int32)  # of an entry of the index: the row of its paragraph, or -1
        self.alive: Mask = np.empty(0, dtype=np.bool_)  # of a mandate's row
        self.mention_alive: Mask = np.empty(0, dtype=np.bool_)
        self.listed: Mask = np.empty(0, dtype=np.bool_)  # of a paragraph's row: it is in the index
        self._masks: OrderedDict[tuple[str, rights.Holder], Mask] = OrderedDict()
        self.last, self.seen, self.dead = 0, set[int](), 0

    # ------------------------------------------------------------------------------------------------ loading

    def load(self, paragraphs: Q | None = None) -> list[int]:
        """Load paragraphs (all, or some) with what hangs on them; gives the rows that were touched."""
        held = Paragraph.objects.filter(paragraphs) if paragraphs is not None else Paragraph.objects.all()
        languages = _languages(held if paragraphs is not None else None)
        new: list[tuple[int, ...]] = []
        touched: list[int] = []
        for row in held.order_by("pk").values_list(*_PARAGRAPH).iterator(5000):
            found = _paragraph(row, languages)
            at = self.row_of.get(found[0])
            if at is None:
                at = self.row_of[found[0]] = len(self.paragraphs) + len(new)
                new.append(found)
            else:
                for name, value in zip(Paragraphs.names, found, strict=True):
                    self.paragraphs.columns[name][at] = value
            touched.append(at)
        self.paragraphs.add(new)
        self._load_entries(held if paragraphs is not None else None)
        self._load_mentions(held if paragraphs is not None else None, touched)
        return touched

    def _load_entries(self, held: Any) -> None:
        rows = SearchEntry.objects.all() if held is None else SearchEntry.objects.filter(paragraph__in=held)
        found = np.array(list(rows.values_list("pk", "paragraph")), dtype=np.int64).reshape(-1, 2)
        size = max(len(self.entries), int(found[:, 0].max()) + 1 if len(found) else 0)
        if size > len(self.entries):
            more = np.full(size - len(self.entries), -1, dtype=np.int32)
            self.entries = np.concatenate([self.entries, more])
        if held is not None and len(found):
            self.entries[np.isin(self.entries, [self.row_of[key] for key in found[:, 1].tolist()])] = -1
        self.entries[found[:, 0]] = [self.row_of.get(key, -1) for key in found[:, 1].tolist()]
        self.listed = np.zeros(len(self.paragraphs), dtype=np.bool_)
        self.listed[self.entries[self.entries >= 0]] = True

    def _load_mentions(self, held: Any, touched: list[int]) -> None:
        rows = Mention.objects.all() if held is None else Mention.objects.filter(paragraph__in=held)
        if held is not None and len(self.mentions):
            self.mention_alive[np.isin(self.mentions.paragraph, touched)] = False
        found = [(self.row_of[key], organization) for key, organization in _pairs(rows, "paragraph", "organization")
                 if key in self.row_of]  # fmt: skip
        self.mentions.add(found)
        self.mention_alive = np.concatenate([self.mention_alive, np.ones(len(found), dtype=np.bool_)])

    def load_mandates(self, mandates: Q | None = None, gone: Iterable[int] = ()) -> list[int]:
        """Load mandates with their actors and conditions; rows of mandates loaded before are no longer alive."""
        held = Mandate.objects.filter(withdrawn=False)
        held = held.filter(mandates) if mandates is not None else held
        for key in gone:
            if (at := self.mandate_row.pop(key, None)) is not None:
                self.alive[at] = False
                self.dead += 1
        rows: list[tuple[int, ...]] = []
        for row in held.order_by("pk").values_list(*_MANDATE).iterator(5000):
            key, paragraph, body, meeting, act, state, deliverable, due, continuing = row
            at = self.mandate_row.pop(key, None)
            if at is not None:
                self.alive[at] = False
                self.dead += 1
            if paragraph not in self.row_of:
                continue
            self.mandate_row[key] = len(self.mandates) + len(rows)
            rows.append(
                (key, self.row_of[paragraph], body or 0, meeting or 0, self.names[act], self.names[state],
                 self.names[deliverable] if deliverable else 0, due.toordinal() if due else _NO_DAY, int(continuing))
            )  # fmt: skip
        first = self.mandates.add(rows)
        self.alive = np.concatenate([self.alive, np.ones(len(rows), dtype=np.bool_)])
        some = held if mandates is not None else None
        actors = Actor.objects.filter(organization__isnull=False)
        actors = actors if some is None else actors.filter(mandate__in=some)
        self.actors.add([
            (self.mandate_row[key], organization, self.names[role])
            for key, organization, role in actors.values_list("mandate", "organization", "role").iterator(5000)
            if key in self.mandate_row
        ])  # fmt: skip
        conditions = Condition.objects.all() if some is None else Condition.objects.filter(mandate__in=some)
        self.conditions.add([
            (self.mandate_row[key], self.names[kind])
            for key, kind in _pairs(conditions, "mandate", "type") if key in self.mandate_row
        ])  # fmt: skip
        return list(range(first, len(self.mandates)))

    # ------------------------------------------------------------------------------------------------ keeping up

    def start(self) -> None:
        """Load everything."""
        self.last = _last_event()
        self.seen = set(Event.objects.filter(pk__gt=self.last - _LOOK_BACK).values_list("pk", flat=True))
        self.load()
        self.load_mandates()

    def follow(self) -> bool:
        """Load what happened since; False where everything is to be loaded anew."""
        late = Event.objects.filter(pk__gt=self.last - _LOOK_BACK).order_by()
        if late.count() == len(self.seen):
            return True
        events = [row for row in late.values_list("pk", "record", "key") if row[0] not in self.seen]
        self.last = max(self.last, *(row[0] for row in events))
        self.seen = {key for key in self.seen | {row[0] for row in events} if key > self.last - _LOOK_BACK}
        touched: dict[str, set[int]] = {}
        for _, record, key in events:
            touched.setdefault(record, set()).add(key)
        many = sum(len(keys) for keys in touched.values()) > _BATCH
        if many or touched.keys() & {"organization", "body", "fieldrule"} or self.dead > 20_000:
            return False
        self._follow(touched)
        return True

    def _follow(self, touched: dict[str, set[int]]) -> None:
        some = Q(document__in=touched.get("document", ())) | Q(decision__in=touched.get("decision", ()))
        some |= Q(document__meeting__in=touched.get("meeting", ()))
        rows = self.load(some) if touched.keys() & {"document", "decision", "meeting"} else []
        keys = [int(key) for key in self.paragraphs.key[rows]] if rows else []
        of = Q(pk__in=touched.get("mandate", ())) | Q(due_meeting__in=touched.get("meeting", ()))
        if touched.keys() & {"mandate", "meeting"}:
            gone = touched.get("mandate", set())
            mandates = self.load_mandates(of, gone)
        else:
            mandates = []
        for at in range(0, len(keys), _BATCH):
            mandates += self.load_mandates(Q(paragraph__in=keys[at : at + _BATCH]))
        rows += [int(row) for row in self.mandates.paragraph[mandates]] if mandates else []
        for (kind, who), mask in list(self._masks.items()):
            table: Rows = self.paragraphs if kind == "paragraph" else self.mandates
            grown = np.concatenate([mask, np.zeros(len(table) - len(mask), dtype=np.bool_)])
            _see(who, kind, table, sorted(set(rows)) if kind == "paragraph" else mandates, grown)
            self._masks[kind, who] = grown

    # ------------------------------------------------------------------------------------------------ who sees what

    def seen_by(self, who: rights.Holder, kind: str) -> Mask:
        """Which rows of "paragraph" or "mandate" somebody may see."""
        mask = self._masks.get((kind, who))
        if mask is None:
            table: Rows = self.paragraphs if kind == "paragraph" else self.mandates
            mask = np.zeros(len(table), dtype=np.bool_)
            _see(who, kind, table, None, mask)
            self._masks[kind, who] = mask
            if len(self._masks) > _MASKS:
                self._masks.popitem(last=False)
        else:
            self._masks.move_to_end((kind, who))
        return mask


_PARAGRAPH = (
    "pk", "document", "decision", "document__body", "document__meeting", "text_of__current", "decision__adopted",
    "document__meeting__start", "document__date", "position", "text_of",
)  # fmt: skip
_MANDATE = ("pk", "paragraph", "body", "meeting", "act", "state", "deliverable", "due_date", "continuing")
_MODELS: dict[str, type[Model]] = {"paragraph": Paragraph, "mandate": Mandate}


def _paragraph(row: Any, languages: dict[int, int]) -> tuple[int, ...]:
    key, document, decision, body, meeting, current, adopted, start, date, position, text_of = row
    standing = 2 if text_of and not current else 0 if adopted else 1
    day = start.toordinal() if start else _day(date)
    order = standing << 58 | max(0, min(0xFFFF, 0xFFFF - (day - EPOCH))) << 42
    order |= (0x3FFFFF - document & 0x3FFFFF) << 20 | min(position, 0xFFFFF)
    return key, document, decision or 0, body or 0, meeting or 0, languages.get(key, 0), order


def _day(date: str) -> int:
    from datetime import date as day

    try:
        return day.fromisoformat(f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10]).toordinal()
    except ValueError:
        return EPOCH


def _languages(held: Any) -> dict[int, int]:
    texts = ParagraphText.objects.filter(expression__current=True)
    texts = texts if held is None else texts.filter(paragraph__in=held)
    found: dict[int, int] = {}
    for key, code in _pairs(texts, "paragraph", "language"):
        found[key] = found.get(key, 0) | 1 << CODES.index(code)
    return found


def _pairs(rows: Any, one: str, other: str) -> Any:
    return rows.order_by().values_list(one, other).iterator(5000)


def _see(who: rights.Holder, kind: str, table: Rows, rows: list[int] | None, mask: Mask) -> None:
    """Set the mask of what somebody sees, of all rows or of some."""
    model = _MODELS[kind]
    if rows is None:
        seen = rights.visible(who, model._default_manager.order_by()).values_list("pk", flat=True)
        keys = np.fromiter(seen.iterator(5000), np.int64)
        mask[:] = np.isin(table.key, keys)
        return
    for at in range(0, len(rows), _BATCH):
        some = rows[at : at + _BATCH]
        held = model._default_manager.filter(pk__in=[int(key) for key in table.key[some]])
        mask[some] = np.isin(table.key[some], list(rights.visible(who, held).values_list("pk", flat=True)))


def _last_event() -> int:
    return Event.objects.aggregate(last=Max("pk"))["last"] or 0


_held: list[Columns] = []
_lock = threading.RLock()


@contextmanager
def columns() -> Iterator[Columns]:
    """The columns as the register stands now; nobody else reads or changes them meanwhile."""
    with _lock:
        if _held and not _held[0].follow():
            _held.clear()
        if not _held:
            fresh = Columns()
            fresh.start()
            _held.append(fresh)
        yield _held[0]


def forget() -> None:
    """Let go of what is in memory (another register is opened)."""
    with _lock:
        _held.clear()
