# ruff: noqa: T201 - the command line talks to its user
"""`new`: make a workshop file."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from pathlib import Path

from models.errors import Refusal
from models.example import example_path
from models.i18n import _
from models.incoming.charter import make_workshop
from models.opening import create_workshop
from models.shelf import names
from models.starter_files import KIND, PACK, SECTOR, TEMPLATE
from models.starters import Beginning, begin, beginning
from models.workshop import Workshop
from ui.cli.common import Commands
from ui.cli.reading import add_password, carried_by


def describe(known: Commands) -> None:
    """Add the command."""
    new = known.add_parser(
        "new",
        help=_("make a workshop file"),
        epilog="\n".join(_names()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    new.add_argument("file", type=Path, metavar="FILE", help=_("the file to make"))
    origin = new.add_mutually_exclusive_group()
    origin.add_argument("--example", action="store_true", help=_("fill it with the example"))
    origin.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="CHARTER",
        help=_("fill it from a charter (PDF), or from everything as JSON"),
    )
    for option, text in (
        ("--template", _("the plan of the day, and what goes with it")),
        ("--kind", _("what pilots of a kind usually need")),
        ("--sector", _("what is usual in a sector")),
    ):
        new.add_argument(option, metavar="NAME", help=text)
    new.add_argument(
        "--pack",
        metavar="NAME",
        action="append",
        default=[],
        help=_("the rules of a law or standard; can be given several times"),
    )
    add_password(new)
    new.set_defaults(run=run)


def _names() -> Iterator[str]:
    """What `new` can begin with, a line or two for each sort."""
    for text, prefix in (
        (_("Templates: {names}"), TEMPLATE),
        (_("Kinds: {names}"), KIND),
        (_("Sectors: {names}"), SECTOR),
        (_("Packs: {names}"), PACK),
    ):
        line = text.format(names=", ".join(names(prefix)))
        yield textwrap.fill(line, 78, subsequent_indent="  ", break_on_hyphens=False)
    yield ""
    yield _("A name can be given without its first word; a file of your own by its path.")


def run(options: argparse.Namespace) -> int:
    """`new FILE`: make a workshop; where filling it fails, no file stays behind."""
    begins = _beginning(options)
    source = example_path() if options.example else options.source
    if source:
        carried = carried_by(source, options.password_file)
        workshop = make_workshop(options.file, carried, source.name)
        workshop.close()
    else:
        workshop = _begun(options.file, begins)
    print(options.file.with_name(workshop.path.name))
    return 0


def _begun(path: Path, begins: Beginning) -> Workshop:
    workshop = create_workshop(path)
    try:
        with workshop:
            begin(workshop, begins)
    except BaseException:
        workshop.path.unlink(missing_ok=True)
        raise
    return workshop


def _beginning(options: argparse.Namespace) -> Beginning:
    """What the workshop is to begin with; a workshop that is read in has begun already."""
    begins = beginning(options.template, options.kind, options.sector, options.pack)
    if begins.titles and (options.example or options.source):
        origin = "--example" if options.example else "--from"
        raise Refusal(
            _("A template cannot be used with {option}.").format(option=origin),
            _("Nothing was written."),
            _("Make an empty workshop from a template, or leave the template out."),
        )
    return begins
