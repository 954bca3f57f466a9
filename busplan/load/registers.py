"""Ids that were given, once each, and the references to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from busplan.errors import Message, message
from busplan.load.faults import Place, did_you_mean
from busplan.load.fields import Fields


@dataclass
class Register:
    """The ids of one kind of thing, unique also without regard to case.

    `complete` is False when their table could not be read: then no reference is judged.
    """

    complete: bool = True
    _places: dict[str, Place] = field(default_factory=dict)
    _by_folded: dict[str, str] = field(default_factory=dict)
    _near: dict[str, Message | None] = field(default_factory=dict)

    def give(self, fields: Fields, key: str = "id") -> str:
        """Read a new id; a repeated or unfit one is a fault. Gives "" when it is unfit."""
        new = fields.id(key)
        if not new:
            written = fields.values.get(key)
            if isinstance(written, str):
                self._places.setdefault(written.strip(), fields.locate(key))
            return ""
        other = self._by_folded.get(new.casefold())
        if other is None:
            self._by_folded[new.casefold()] = new
            self._places[new] = fields.locate(key)
        else:
            fields.fault(key, self._repeated(new, other), message("Give each its own id."))
        return new

    def of(self, ids: Iterable[str]) -> Register:
        """Fill a register with ids that were given elsewhere."""
        self._places.update((id_, Place("")) for id_ in ids)
        return self

    def _repeated(self, new: str, other: str) -> Message:
        if new == other:
            return message("The id {id} is used more than once.", id=new)
        return message("The ids {id} and {other} differ by case only.", id=new, other=other)

    def __contains__(self, id_: str) -> bool:
        return not self.complete or id_ in self._places

    def refer(self, fields: Fields, key: str, id_: str, unknown: Message) -> bool:
        """Tell whether an id is known; a fault with a suggestion when it is not."""
        if not id_:
            return False
        if id_ in self:
            return True
        fields.fault(key, unknown, self.suggest(id_))
        return False

    def suggest(self, id_: str, *, only_near: bool = False) -> Message | None:
        """Suggest what a misspelt id means, or else name the ids there are."""
        if id_ not in self._near:
            self._near[id_] = did_you_mean(id_, self._places)
        near = self._near[id_]
        return near if only_near else near or self._known_ids()

    def _known_ids(self) -> Message | None:
        ids = list(self._places)
        if not ids:
            return None
        if len(ids) <= 12:
            return message("The known ids are {ids}.", ids=ids)
        return message("Some of the known ids are {ids}.", ids=ids[:12])
