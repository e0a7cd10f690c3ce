"""`main.py export --pdf`: for whom the charter is, on which paper, with which password."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from models.looks import remember
from models.opening import create_workshop, open_workshop
from models.records import Look
from ui.commandline import run_command


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A workshop in which US Letter and a watermark were chosen."""
    with create_workshop(tmp_path / "day.groundwork") as made:
        remember(made, Look.new(cut="finance", paper="letter", watermark="For Ada"))
        return made.path


def sizes(pdf: Path) -> list[tuple[int, int]]:
    """Width and height of each page in points."""
    return [(round(p.mediabox.width), round(p.mediabox.height)) for p in PdfReader(pdf).pages]


def test_a_cut_on_the_paper_chosen_in_the_window_or_on_another_one(workshop: Path) -> None:
    pdf = workshop.with_name("c.pdf")
    assert run_command(["export", str(workshop), "--pdf", str(pdf), "--cut", "summary"]) == 0
    assert sizes(pdf) == [(612, 792)]
    assert "For Ada" in PdfReader(pdf).pages[0].extract_text()
    options = ["--pdf", str(pdf), "--cut", "summary", "--paper", "a4"]
    assert run_command(["export", str(workshop), *options]) == 0
    assert sizes(pdf) == [(595, 842)]
    with open_workshop(workshop, read_only=True) as after:
        assert after.snapshot.one(Look).paper == "letter"


def test_without_a_cut_it_is_the_whole_charter(workshop: Path) -> None:
    pdf = workshop.with_name("c.pdf")
    assert run_command(["export", str(workshop), "--pdf", str(pdf)]) == 0
    assert "Contents" in "".join(page.extract_text() for page in PdfReader(pdf).pages[:3])


def test_a_password_from_a_file(workshop: Path, tmp_path: Path) -> None:
    secret, pdf = tmp_path / "secret", tmp_path / "c.pdf"
    secret.write_bytes("zwölf Boxer\r\nmore".encode())
    options = ["--pdf", str(pdf), "--cut", "summary", "--password-file", str(secret)]
    assert run_command(["export", str(workshop), *options]) == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(pdf)
    with pikepdf.open(pdf, password="zwölf Boxer") as read:  # noqa: S106 - of nothing
        assert len(read.pages) == 1


class Terminal(io.StringIO):
    """Somebody sits there."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("again", "code"), [("twelve boxers", 0), ("twelve boxer", 2)])
def test_a_password_is_asked_for_twice(
    workshop: Path, monkeypatch: pytest.MonkeyPatch, again: str, code: int
) -> None:
    said = iter(("twelve boxers", again))
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("ui.cli.charter.getpass", lambda _prompt: next(said))
    pdf = workshop.with_name("c.pdf")
    options = ["--pdf", str(pdf), "--cut", "summary", "--password"]
    assert run_command(["export", str(workshop), *options]) == code
    assert pdf.exists() is (code == 0)
    if code == 0:
        assert pikepdf.open(pdf, password=again).encryption.bits == 256


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--pdf", "c.pdf", "--cut", "everything"], "no document called “everything”"),
        (["--pdf", "c.pdf", "--paper", "a5"], "invalid choice: 'a5'"),
        (["--pdf", "c.pdf", "--password"], "nobody to ask for a password"),
        (["--xlsx", "c.xlsx", "--cut", "finance"], "Add --pdf P"),
        (["--pdf", "c.pdf", "--password-file", "gone"], "“gone” cannot be read"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence_and_nothing_is_written(
    workshop: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(workshop.parent)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    before = set(workshop.parent.iterdir())
    assert run_command(["export", str(workshop), *options]) == 2
    assert sentence in capsys.readouterr().err
    assert set(workshop.parent.iterdir()) == before
