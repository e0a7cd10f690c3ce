"""Reading templates from files: what is taken, and what is refused by file and key."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from models.errors import Refusal
from models.paths import ROOT
from models.records import Activity, Kpi, Requirement
from models.shelf import SUFFIX, named, read_file, shelf, starter_sets
from models.starter_files import KIND, PACK, SECTOR, TEMPLATE, read_starter, read_template
from models.starter_sets import Pack, PilotKind, Sector, StarterSet, row_fields, row_types

HEAD = 'title = "Own"\ndescription = "One of our own."\n'
DOC = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
RULE = """
[[requirement]]
what = "Keep logs"
area = "records"
reference = "Act, Art. 1"
source = "Own wording"
as_of = 2026-11-21
"""


def own_file(tmp_path: Path, text: str, name: str = "own.toml") -> Path:
    path = tmp_path / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


REFUSED = {
    "broken": ("[[role", "not valid TOML"),
    "unknown kind": ('[[rule]]\nname = "x"', "“rule”"),
    "single record": ('[[pilot]]\nplatform = "x"', "“pilot”"),
    "cells": ('[[assignment]]\nletters = "A"', "“assignment”"),
    "no list": ("role = 3", "“role”"),
    "unknown key": ('[[role]]\nname = "x"\ncolour = "red"', "“colour”"),
    "no name": ('[[role]]\norganisation = "x"', "“name”"),
    "wrong choice": ('[[requirement]]\nwhat = "x"\narea = "privacy"', "“area”"),
    "wrong kind of value": ('[[agenda_block]]\nheading = "x"\nminutes = "ten"', "“minutes”"),
    "moment for a date": ('[[action]]\nwhat = "x"\ndue = 2026-11-21T09:00:00', "“due”"),
    "list for a choice": ('[[requirement]]\nwhat = "x"\narea = ["access"]', "“area”"),
    "link": ('[[action]]\nwhat = "x"\nowner = "Head of Claims"', "“owner”"),
    "wrong letter": (
        '[[role]]\nname = "O"\n[[activity]]\nname = "Run"\nletters = { O = "X" }',
        "“letters”",
    ),
    "unknown role": ('[[activity]]\nname = "Run"\nletters = { Boss = "A" }', "“letters”"),
    "link as number": ('[[kpi]]\nname = "x"\nguard = 3', "“guard”"),
    "written by the program": ('[[amendment]]\nwhat = "x"', "“amendment”"),
    "key of a pack without its date": ('sector = "Everybody"\n[[role]]\nname = "x"', "“sector”"),
    "letters as text": ('[[activity]]\nname = "Run"\nletters = "A"', "“letters”"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_an_own_file_that_does_not_fit_is_refused_by_file_and_key(
    tmp_path: Path, text: str
) -> None:
    content, key = REFUSED[text]
    with pytest.raises(Refusal) as refusal:
        read_starter(own_file(tmp_path, content))
    assert "own.toml" in refusal.value.what
    assert key in refusal.value.what


def test_a_file_without_title_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('description = "x"', encoding="utf-8")
    with pytest.raises(Refusal, match="title"):
        read_starter(path)
    path.write_bytes(HEAD.replace("Own", "Über").encode("latin-1"))
    with pytest.raises(Refusal, match="not valid TOML"):
        read_starter(path)
    with pytest.raises(Refusal, match=r"missing\.toml"):
        read_starter(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "sets"),
        ("sets = [1]", "sets"),
        ('sets = ["nowhere"]', "nowhere"),
        ('sets = []\nlogo = "x"', "logo"),
    ],
)
def test_an_own_template_that_does_not_fit_is_refused(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(Refusal, match=key):
        read_template(own_file(tmp_path, text, "workshop-own.toml"))


def test_a_link_is_the_name_of_a_row(tmp_path: Path) -> None:
    text = '[[kpi]]\nname = "Speed"\nguard = " Quality "\nvalue_target = "Not in this file"'
    (row,) = read_starter(own_file(tmp_path, text)).rows[Kpi]
    assert row == {"name": "Speed", "guard": "Quality", "value_target": "Not in this file"}


# Kinds of pilot, sectors, packs


def test_the_name_of_a_file_says_what_it_is(tmp_path: Path) -> None:
    own_file(tmp_path, f"as_of = 2026-11-21\n{RULE}", "pack-own.toml")
    made = {
        "kind-own.toml": (PilotKind, ""),
        "sector-own.toml": (Sector, 'packs = ["pack-own"]'),
        "other.toml": (StarterSet, ""),
    }
    for name, (sort, text) in made.items():
        assert type(read_starter(own_file(tmp_path, text, name))) is sort


def test_a_pack_says_as_of_when_and_for_whom(tmp_path: Path) -> None:
    text = f'as_of = 2026-11-21\nsector = " Banks "\n{RULE}'
    for name in ("pack-own.toml", "Rules of ours.toml"):  # the keys say it, too
        pack = read_starter(own_file(tmp_path, text, name))
        assert isinstance(pack, Pack)
        assert (pack.as_of, pack.sector) == (date(2026, 11, 21), "Banks")
        assert pack.rows[Requirement][0]["reference"] == "Act, Art. 1"


def without(key: str) -> str:
    return "\n".join(line for line in RULE.splitlines() if not line.startswith(key))


BAD_PACKS = {
    "no date": (RULE, "“as_of”"),
    "a moment": (f"as_of = 2026-11-21T10:00:00\n{RULE}", "“as_of”"),
    "a text": (f'as_of = "2026"\n{RULE}', "“as_of”"),
    "sector as number": (f"as_of = 2026-11-21\nsector = 3\n{RULE}", "“sector”"),
    "no rules": ('as_of = 2026-11-21\n[[role]]\nname = "x"', "“requirement”"),
    "no reference": (f"as_of = 2026-11-21\n{without('reference')}", "“reference”"),
    "no source": (f"as_of = 2026-11-21\n{without('source')}", "“source”"),
    "no date of a rule": (f"as_of = 2026-11-21\n{RULE}{without('as_of')}", "requirement 2"),
}


@pytest.mark.parametrize("text", BAD_PACKS)
def test_a_pack_that_cannot_be_checked_is_refused(tmp_path: Path, text: str) -> None:
    content, key = BAD_PACKS[text]
    with pytest.raises(Refusal) as refusal:
        read_starter(own_file(tmp_path, content, "pack-own.toml"))
    assert "pack-own.toml" in refusal.value.what
    assert key in refusal.value.what


@pytest.mark.parametrize("text", ["", "packs = 3", "packs = [3]", 'packs = ["nowhere"]'])
def test_a_sector_without_packs_that_are_there_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refusal, match=r"sector-own\.toml.*“packs”"):
        read_starter(own_file(tmp_path, text, "sector-own.toml"))


# Files of the user's


def test_own_files_stand_beside_the_programs(tmp_path: Path) -> None:
    ours = shelf()
    own_file(tmp_path, "[[role]]\nname = 'x'", "Claims.toml")
    own_file(tmp_path, f"as_of = 2026-11-21\n{RULE}", "House rules.toml")
    own_file(tmp_path, 'packs = ["House rules", "pack-gdpr"]', "sector-own.toml")
    own_file(tmp_path, 'sets = ["Claims", "raci-short"]', "workshop-own.toml")
    (tmp_path / "notes.txt").write_text("no template")
    known = shelf(own=tmp_path)
    assert known.refused == ()
    assert [each.id for each in known.own] == ["Claims", "House rules", "sector-own"]
    assert known.sets == (*ours.sets, *known.own)
    assert [each.id for each in known.kinds][-1] == "Claims"
    assert len(known.kinds) == len(ours.kinds) + 1
    assert {t.id for t in known.templates} - {t.id for t in ours.templates} == {"workshop-own"}
    recommended = [pack.id for pack in known.packs_for(known.sectors[-1])]
    assert recommended == ["House rules", "pack-gdpr"]
    assert [pack.id for pack in known.packs_for(None)] == ["House rules"]


def test_a_broken_own_file_does_not_hide_the_others(tmp_path: Path) -> None:
    own_file(tmp_path, "[[role]]", "a broken one.toml")
    own_file(tmp_path, "[[role]]\nname = 'x'", "good.toml")
    known = shelf(own=tmp_path)
    assert [each.id for each in known.own] == ["good"]
    assert ["a broken one.toml" in refusal.what for refusal in known.refused] == [True]
    assert shelf(own=tmp_path / "missing").own == ()


def test_a_template_from_a_file_brings_all_its_sets(tmp_path: Path) -> None:
    own_file(tmp_path, "[[role]]\nname = 'x'", "mine.toml")
    path = own_file(tmp_path, 'sets = ["mine", "raci-short"]', "workshop-own.toml")
    assert [starter.id for starter in read_file(path)] == ["mine", "raci-short"]
    assert [starter.id for starter in read_file(tmp_path / "mine.toml")] == ["mine"]


@pytest.mark.parametrize("prefix", [TEMPLATE, KIND, SECTOR, PACK])
def test_an_unknown_name_is_refused_with_the_known_ones(prefix: str) -> None:
    with pytest.raises(Refusal) as refusal:
        named(prefix, "nonsense")
    for path in (ROOT / "resources" / "templates" / "en").glob(f"{prefix}*{SUFFIX}"):
        assert path.stem in refusal.value.todo
        assert named(prefix, path.stem) == named(prefix, path.stem.removeprefix(prefix)) == path
    assert named(prefix, "/home/me/own.toml") == Path("/home/me/own.toml")


# The documentation


def test_the_examples_of_the_documentation_can_be_read(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL)
    assert len(blocks) == 5
    for set_ in starter_sets():
        (tmp_path / f"{set_.id}.toml").write_text(HEAD, encoding="utf-8")
    found = set()
    for number, block in enumerate(blocks):
        path = tmp_path / f"doc-{number}.toml"
        path.write_text(block, encoding="utf-8")
        read = read_template(path) if "sets =" in block else read_starter(path)
        found.add(type(read).__name__)
    assert found == {"StarterSet", "Pack", "Sector", "WorkshopTemplate"}


def test_the_documentation_lists_every_kind_with_every_key_and_link() -> None:
    lines = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", DOC, re.MULTILINE)
    documented = {
        kind: (re.findall(r"`(\w+)`", keys), re.findall(r"`(\w+)` \((\w+)\)", links))
        for kind, keys, links in lines
    }
    declared = {}
    for name, record_type in row_types().items():
        fields = row_fields(record_type)
        links = [(key, fields[key].target) for key in fields if fields[key].target]
        declared[name] = ([key for key in fields if not fields[key].target], links)
    declared[Activity.type_name][0].append("letters")
    assert documented == declared


def test_reading_templates_is_not_part_of_starting_the_window() -> None:
    code = (
        "import sys, models.starters, models.starter_writing\n"
        "print({'tomllib', 'tomli_w'} & {*sys.modules})"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "set()"
