"""Settling what participants answered differently: one answer is taken over, or the question is
parked. Each is one step.
"""

from __future__ import annotations

from collections.abc import Sequence

from models import display, values
from models.actions import place
from models.answered import Point, Voice, is_news, makes_records, name_from, parts_of
from models.fields import Value
from models.history import Changes
from models.i18n import _
from models.prework import Asked, home
from models.records import Answer, Group, ParkedPoint, ValueTarget
from models.step import Step
from models.text import shorten
from models.workshop import Workshop


def take_over(workshop: Workshop, point: Point, voices: Sequence[Voice]) -> Changes:
    """Put an answer into the field that it is about, and settle the question, as one step.

    Of a question that collects several answers can be taken over, behind what is there already.
    Raises Refusal where the answer does not fit the field.
    """
    told = shorten("; ".join(voice.text for voice in voices))
    name = _("Take over “{answer}” from the questionnaires").format(answer=told)
    with workshop.step(name) as step:
        for voice in voices:
            if point.asked.question.collects:
                _collect(step, point.asked, voice)
            else:
                _set(step, point.asked, voice.text)
        _settle(step, point.answers)
    return step.changes


def park(workshop: Workshop, answers: Sequence[Answer]) -> ParkedPoint:
    """Make a parked point of a question with its answers, and settle it, as one step."""
    heard = [answer for answer in answers if not answer.settled] or answers
    title, people = heard[0].caption, {answer.person for answer in heard}
    with workshop.step(_("Park “{question}”").format(question=shorten(title))) as step:
        parked = step.insert(
            ParkedPoint.new(
                place(step, ParkedPoint),
                what=title,
                raised_by=people.pop() if len(people) == 1 else "",
                remark="\n".join(f"{name_from(step.snapshot, a)}: {a.answer}" for a in heard),
            )
        )
        _settle(step, answers)
    return parked


def _settle(step: Step, answers: Sequence[Answer]) -> None:
    for answer in answers:
        step.update(answer, settled=True)


def _set(step: Step, asked: Asked, text: str) -> None:
    field = asked.question.field
    locale, currency = display.locale_of(step.snapshot), display.currency_of(step.snapshot)
    value = values.parse(field, text, locale, currency=currency)
    record = home(step.snapshot, asked)
    if record is None:  # asked of a group that has no value target yet
        group = asked.record
        what = _("Handling time, {group}").format(group=group.caption)
        target = ValueTarget.new(
            place(step, ValueTarget), what=what, sort="time", group=group.id, **{field.name: value}
        )
        step.insert(target)
    else:
        step.update(record, **{field.name: value})


def _collect(step: Step, asked: Asked, voice: Voice) -> None:
    field = asked.question.field
    for part in parts_of(asked, voice.text):
        if not is_news(step.snapshot, asked, part):
            continue
        if makes_records(asked):
            given: dict[str, Value] = {field.name: part}
            if field.owner is ParkedPoint and len(voice.ids) == 1:
                given["raised_by"] = voice.ids[0]
            step.insert(field.owner.new(place(step, field.owner), **given))
        else:
            _append(step, asked, part)


def _append(step: Step, asked: Asked, text: str) -> None:
    """Put a text behind what the field holds, saying about whom it is where that is not clear."""
    field, record = asked.question.field, home(step.snapshot, asked)
    if isinstance(asked.record, Group) and not isinstance(record, Group):
        text = f"{asked.record.caption}: {text}"
    there = str(record.values[field.name]) if record else ""
    filled = f"{there}\n{text}" if there else text
    if field.owner.single:
        step.set_one(field.owner, **{field.name: filled})
    elif record is not None:
        step.update(record, **{field.name: filled})
