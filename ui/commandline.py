# ruff: noqa: T201 - the command line talks to its user
"""The command line: everything that `main.py` does without a window.

What each command takes and does stands in a module of its own, in `ui.cli`.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from models.errors import Refusal
from models.files import SUFFIX, refusal_for
from models.i18n import _, translations, use
from models.paths import ROOT
from ui.cli import check, export, incoming, keys, merge, new, seal, verify
from ui.cli.common import NOT_DONE, Commands, Parser
from ui.screen import why_no_screen

OUT = Path("out")
"""Where `demo` writes documents, from the present folder."""


def run_command(arguments: list[str]) -> int:
    """Run one command; a refusal becomes one line on the error stream and exit code 2."""
    speak()
    try:
        options = parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except Refusal as refusal:
        return refused(refusal)
    except BrokenPipeError:  # "main.py check FILE | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_DONE
    except OSError as error:
        if error.filename is None:
            raise  # not about a file that was given
        what = _("“{name}” cannot be used: {reason}.")
        return refused(Refusal(what.format(name=error.filename, reason=error.strerror)))
    return code


def refused(refusal: Refusal) -> int:
    """Say why something was not done; returns the exit code for that."""
    print(f"groundwork: {refusal}", file=sys.stderr)
    return NOT_DONE


def refuse_window(reason: str) -> int:
    """Say why no window can be shown, and what can be done without one."""
    speak()
    todo = _("Work without a window: {command}").format(command="main.py --help")
    return refused(Refusal(reason, todo=todo))


def refuse_words(word: str, known: Iterable[str]) -> int:
    """Say that `word` is no command, and which ones are `known`."""
    speak()
    what = _("“{word}” is not a command.").format(word=word)
    todo = _("The commands are {commands}; to open a workshop, give its file alone.")
    return refused(Refusal(what, todo=todo.format(commands=", ".join(known))))


def speak() -> None:
    """Speak the language of the terminal, with the characters that it knows."""
    use(translations(terminal_language()))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not every terminal knows every character
            stream.reconfigure(errors="replace")


def terminal_language() -> str:
    """The language that the environment asks for, in the order of gettext's own tools."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    found = next((value for name in names if (value := os.environ.get(name))), "")
    return found.partition(":")[0] or "C"


def parser() -> Parser:
    """The description of the command line."""
    top = Parser(
        prog="main.py",
        usage="main.py [FILE]\n       main.py COMMAND ...",
        description=_(
            "Design production before the pilot starts. Without a command the window opens, "
            "on the workshop FILE if one is given."
        ),
        epilog=_(
            "Exit codes: 0 done; 1 check found an open must, or verify a difference; 2 not done, "
            "and the reason is said."
        ),
    )
    top.add_argument("--version", action="version", version=f"Groundwork {version()}")
    known: Commands = top.add_subparsers(
        title=_("commands"), required=True, metavar="COMMAND", prog="main.py"
    )
    for command in (new, export, check, incoming, merge, seal, verify, keys):
        command.describe(known)
    demo = known.add_parser(
        "demo", help=_("open the example; without a screen, write its documents into out/")
    )
    demo.set_defaults(run=demo_command)
    return top


def version() -> str:
    """The version of this program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def demo_command(_options: argparse.Namespace) -> int:
    """`demo` without a screen: the example as documents. (With one, it is a window.)"""
    print(why_no_screen(), _("The example's documents are written instead:"))
    file = OUT / f"example{SUFFIX}"
    try:
        OUT.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)
    except OSError as error:
        raise refusal_for(error, OUT) from error
    code = run_command(["new", str(file), "--example"])
    documents = ["--pdf", str(OUT / "charter.pdf"), "--xlsx", str(OUT / "workbook.xlsx")]
    return code or run_command(["export", str(file), *documents])
