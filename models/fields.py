"""Fields: the one place where a piece of workshop data is described.

A `Field` is declared once, as a class attribute of a record. The declaration drives the
table in the file, the form and the table column in the window, the column in the workbook,
the JSON and the checks. On the class it is the description, on a record it is the value:

    ValueTarget.volume.label  ->  "Cases a month"
    target.volume             ->  1200.0
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, TypeVar, cast, overload

from models.errors import Unfit
from models.i18n import _
from models.text import MAX_LENGTH, MAX_TECHNICAL, clean

if TYPE_CHECKING:
    from models.record import Record

T = TypeVar("T")
Value = str | float | int | bool | date | None


class Kind(StrEnum):
    """What a field holds; decides the editor, the SQLite type and the number format."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    COUNT = "count"
    YEAR = "year"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LINK = "link"

    @property
    def numeric(self) -> bool:
        """Whether values are numbers that can be calculated with."""
        return self in (Kind.NUMBER, Kind.COUNT, Kind.YEAR, Kind.MONEY, Kind.PERCENT)


class Choice(NamedTuple):
    """One value of a drop-down: what is stored, and the (untranslated) text shown."""

    value: str
    text: str


class Field(Generic[T]):
    """The description of one field; see the module. Build it with the functions below.

    Empty is `""` for text, choices and links, and `None` for everything else: what nobody
    has said is never zero.
    """

    name: str
    owner: type[Record]

    def __init__(
        self,
        kind: Kind,
        label: str,
        *,
        empty: T,
        unit: str = "",
        per: str = "",
        help: str = "",
        choices: tuple[Choice, ...] = (),
        default: T | None = None,
        required: bool = False,
        minimum: float | None = None,
        maximum: float | None = None,
        target: str = "",
        owned: bool = False,
        wide: bool = False,
        private: bool = False,
        technical: bool = False,
    ) -> None:
        self.kind = kind
        self._label = label
        self._unit = unit
        self.per = per
        """Of what it is an amount ("hour", "month", "year"): "400 a month" is none a year."""
        self._help = help
        self.choices = choices
        self.empty = empty
        self.default = empty if default is None else default
        self.required = required
        self.minimum = minimum
        self.maximum = maximum
        self.target = target
        """Name of the record type that a link points to."""
        self.owned = owned
        """A link to the record's owner: the record goes when the owner goes."""
        self.wide = wide
        """Holds sentences rather than words: gets the room in tables and documents."""
        self.private = private
        """Facilitator's eyes only: never in the room view."""
        self.technical = technical
        """For the program: in the file and in the JSON, but nobody reads or enters it."""

    def __set_name__(self, owner: type[Record], name: str) -> None:
        self.owner = owner
        self.name = name

    @overload
    def __get__(self, record: None, owner: type[Record]) -> Self: ...
    @overload
    def __get__(self, record: Record, owner: type[Record]) -> T: ...
    def __get__(self, record: Record | None, owner: type[Record]) -> Self | T:
        if record is None:
            return self
        return record.values[self.name]  # type: ignore[return-value]  # a cast would cost a third

    def __repr__(self) -> str:
        return f"<{self.owner.__name__}.{self.name}>"

    @property
    def label(self) -> str:
        """The name that the user reads, in the current language."""
        return _(self._label)

    @property
    def unit(self) -> str:
        """The unit behind the value ("min", "h"), in the current language; may be empty."""
        return _(self._unit)

    @property
    def help(self) -> str:
        """One or two sentences on what to enter, in the current language; may be empty."""
        return _(self._help)

    @property
    def longest(self) -> int:
        """How many characters a text in this field may have."""
        return MAX_TECHNICAL if self.technical and self.kind is Kind.TEXT else MAX_LENGTH

    @property
    def title(self) -> str:
        """Label with its unit, as a column head: "Hourly cost, € per hour"."""
        return f"{self.label}, {self.unit}" if self.unit else self.label

    def text_of(self, value: str) -> str:
        """The translated text of a choice; an unknown stored value is shown as it is."""
        return next((_(c.text) for c in self.choices if c.value == value), value)

    def check(self, value: Value) -> Value:
        """Return `value` as it is stored, or refuse it with a sentence.

        Text is cleaned, numbers must be finite and within bounds, choices must exist.
        Whether a linked record exists is checked by the step that writes.
        """
        if value is None or value == "":
            return cast("Value", self.empty)
        return _CHECKS[self.kind](self, value)

    def refuse(self, reason: str) -> Unfit:
        """A refusal of a value for this field, naming the field."""
        what = _("“{field}” was not changed: {reason}").format(field=self.label, reason=reason)
        return Unfit(what, reason)


def _check_line(field: Field[Any], value: Value) -> Value:
    if not isinstance(value, str):
        raise field.refuse(_("it takes text."))
    return clean(value, lines=False)


def _check_text(field: Field[Any], value: Value) -> Value:
    if not isinstance(value, str):
        raise field.refuse(_("it takes text."))
    return clean(value, most=field.longest)


def _check_number(field: Field[Any], value: Value) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise field.refuse(_("it takes a number."))
    if field.minimum is not None and value < field.minimum:
        raise field.refuse(_("it cannot be less than {n}.").format(n=_plain(field.minimum)))
    if field.maximum is not None and value > field.maximum:
        raise field.refuse(_("it cannot be more than {n}.").format(n=_plain(field.maximum)))
    if field.kind in (Kind.COUNT, Kind.YEAR):
        if value != int(value):
            raise field.refuse(_("it takes a whole number."))
        return int(value)
    return float(value)


def _plain(bound: float) -> str:
    """A bound as people of every language read it: "1 000 000"."""
    return f"{bound:,.0f}".replace(",", "\u00a0")


def _check_date(field: Field[Any], value: Value) -> Value:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise field.refuse(_("it takes a date."))
    return value


def _check_yes_no(field: Field[Any], value: Value) -> Value:
    if not isinstance(value, bool):
        raise field.refuse(_("it takes yes or no."))
    return value


def _check_choice(field: Field[Any], value: Value) -> Value:
    if not isinstance(value, str) or value not in {c.value for c in field.choices}:
        raise field.refuse(_("“{value}” is not one of its choices.").format(value=value))
    return value


_CHECKS: dict[Kind, Callable[[Field[Any], Value], Value]] = {
    Kind.LINE: _check_line,
    Kind.TEXT: _check_text,
    Kind.NUMBER: _check_number,
    Kind.COUNT: _check_number,
    Kind.YEAR: _check_number,
    Kind.MONEY: _check_number,
    Kind.PERCENT: _check_number,
    Kind.DATE: _check_date,
    Kind.YES_NO: _check_yes_no,
    Kind.CHOICE: _check_choice,
    Kind.LINK: _check_line,
}

LARGEST = 1e12
"""Numbers beyond are typing errors; a bound keeps every total exact to the cent."""


def line(label: str, **more: Any) -> Field[str]:
    """One line of text."""
    return Field(Kind.LINE, label, empty="", **more)


def text(label: str, **more: Any) -> Field[str]:
    """Text of any length, with line breaks."""
    return Field(Kind.TEXT, label, empty="", wide=True, **more)


def number(label: str, **more: Any) -> Field[float | None]:
    """A number with a unit."""
    bounds = {"minimum": 0, "maximum": LARGEST} | more
    return Field(Kind.NUMBER, label, empty=None, **bounds)


def count(label: str, **more: Any) -> Field[int | None]:
    """A whole number of people or things."""
    bounds = {"minimum": 0, "maximum": 10**9} | more
    return Field(Kind.COUNT, label, empty=None, **bounds)


def year(label: str, **more: Any) -> Field[int | None]:
    """A calendar year, written without grouping."""
    return Field(Kind.YEAR, label, empty=None, minimum=1900, maximum=2200, **more)


def money(label: str, **more: Any) -> Field[float | None]:
    """An amount in the workshop's currency."""
    bounds = {"minimum": 0, "maximum": LARGEST} | more
    return Field(Kind.MONEY, label, empty=None, **bounds)


def percent(label: str, **more: Any) -> Field[float | None]:
    """A percentage, stored as people say it: 70 means 70 %."""
    bounds = {"minimum": 0, "maximum": 100} | more
    return Field(Kind.PERCENT, label, empty=None, unit="%", **bounds)


def day(label: str, **more: Any) -> Field[date | None]:
    """A calendar date."""
    return Field(Kind.DATE, label, empty=None, **more)


def yes_no(label: str, **more: Any) -> Field[bool | None]:
    """Yes, no, or nothing said yet."""
    return Field(Kind.YES_NO, label, empty=None, **more)


def choice(label: str, *choices: tuple[str, str], **more: Any) -> Field[str]:
    """One of a few values, given as (stored value, text)."""
    return Field(Kind.CHOICE, label, empty="", choices=tuple(Choice(*c) for c in choices), **more)


def link(label: str, target: str, **more: Any) -> Field[str]:
    """A link to another record, by its id; `target` is the name of its type."""
    return Field(Kind.LINK, label, empty="", target=target, **more)
