"""Records: immutable rows of a workshop, described by their fields."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Self

from models.fields import Field, Kind, Value
from models.i18n import _

TYPES: dict[str, type[Record]] = {}
"""Every record type by its name, in the order of declaration. Filled by `Record` itself."""


class Record:
    """One immutable row. Subclasses declare fields; see `models.records`.

    Class arguments: `name` (table, JSON), `label` and `plural` as they stand in a sentence,
    `hint` what an empty table says, `single` for a type with exactly one record per workshop,
    `automatic` for one whose records the program writes: nobody types a new row.
    """

    type_name: ClassVar[str]
    single: ClassVar[bool]
    automatic: ClassVar[bool]
    fields: ClassVar[Mapping[str, Field[Any]]]
    label_field: ClassVar[str]
    _label: ClassVar[str]
    _plural: ClassVar[str]
    _hint: ClassVar[str]

    __slots__ = ("id", "position", "values")

    def __init_subclass__(
        cls,
        *,
        name: str,
        label: str,
        plural: str = "",
        hint: str = "",
        single: bool = False,
        automatic: bool = False,
    ) -> None:
        cls.type_name = name
        cls.single = single
        cls.automatic = automatic
        cls._label, cls._plural, cls._hint = label, plural or label, hint
        own = {key: f for key, f in vars(cls).items() if isinstance(f, Field)}
        cls.fields = MappingProxyType(own)
        cls.label_field = next(iter(own))
        TYPES[name] = cls

    def __init__(self, id: str, position: float, values: Mapping[str, Value]) -> None:
        self.id = id
        self.position = position
        self.values = values
        """Every field's value by name, including the empty ones. Not to be changed."""
        # As attributes too: Python then finds them without asking `Field.__get__`, and the
        # rules read thousands of them after each edit.
        self.__dict__.update(values)

    @classmethod
    def new(cls, position: float = 0.0, /, **values: Value) -> Self:
        """A record with a fresh id and the defaults of all fields that are not given."""
        defaults = {key: field.default for key, field in cls.fields.items()}
        return cls(cls.type_name if cls.single else new_id(), position, defaults | values)

    def replace(self, position: float | None = None, /, **values: Value) -> Self:
        """The same record with other values."""
        place = self.position if position is None else position
        return type(self)(self.id, place, {**self.values, **values})

    def __reduce__(self) -> tuple[type[Self], tuple[str, float, Mapping[str, Value]]]:
        return type(self), (self.id, self.position, self.values)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Record)
            and self.type_name == other.type_name
            and (self.id, self.position) == (other.id, other.position)
            and self.values == other.values
        )

    def __hash__(self) -> int:
        return hash((self.type_name, self.id))

    def __repr__(self) -> str:
        filled = {k: v for k, v in self.values.items() if v not in (None, "")}
        return f"{type(self).__name__}({self.id}, {filled})"

    @property
    def caption(self) -> str:
        """What the record is called in a sentence; its type where it has no name yet."""
        value = self.values[self.label_field]
        return str(value) if value not in (None, "") else _("(no name)")

    @property
    def blank(self) -> bool:
        """Whether nothing was entered yet: every field is empty or at its default."""
        for key, field in self.fields.items():  # not all(...): the rules ask 1,000 times a key
            if self.values[key] not in (field.empty, field.default):
                return False
        return True

    @classmethod
    def noun(cls, count: int = 1) -> str:
        """The type's name within a sentence, for one record or for many."""
        return _(cls._label if count == 1 else cls._plural)

    @classmethod
    def label(cls) -> str:
        """The type's name for one record as a heading, in the current language."""
        return _capital(cls.noun())

    @classmethod
    def plural(cls) -> str:
        """The type's name for many records as a heading, in the current language."""
        return _capital(cls.noun(2))

    @classmethod
    def hint(cls) -> str:
        """What belongs into an empty table of this type, in the current language."""
        return _(cls._hint)

    @classmethod
    def links(cls) -> list[Field[Any]]:
        """The fields that point to other records."""
        return [field for field in cls.fields.values() if field.kind is Kind.LINK]


def new_id() -> str:
    """A fresh record id: 16 hex digits, unique across copies of a workshop that are merged."""
    return os.urandom(8).hex()  # what secrets.token_hex does, without loading OpenSSL


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
