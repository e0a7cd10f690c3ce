"""Approved pictures of the example's charter, which tests compare new ones with.

    make pictures

Look at what changed before it is committed: what is written here is what is right from then on.
"""

from __future__ import annotations

from typing import NamedTuple

from models.paths import ROOT
from tools.example_documents import charter_of_example, picture

FOLDER = ROOT / "tests" / "exports" / "approved"
_SCALE = 0.5
"""Pixels for a point: enough to see that something moved."""


class Page(NamedTuple):
    """A page of a cut of the example, counted from 0."""

    cut: str
    number: int

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.cut}-{self.number + 1}.png"


PAGES = (
    Page("summary", 0),
    Page("full", 1),
    Page("finance", 0),
    Page("finance", 1),
    Page("risk", 1),
    Page("operations", 0),
    Page("poster", 0),
)


def rendered() -> dict[str, bytes]:
    """Each page as it is printed now, by the name of its file."""
    cuts = {page.cut: charter_of_example(page.cut) for page in PAGES}
    return {page.name: picture(cuts[page.cut], page.number, _SCALE, grey=True) for page in PAGES}


def main() -> None:
    """Approve them all as they are now."""
    FOLDER.mkdir(exist_ok=True)
    made = rendered()
    for old in FOLDER.glob("*.png"):
        if old.name not in made:
            old.unlink()
    for name, data in made.items():
        (FOLDER / name).write_bytes(data)
        print((FOLDER / name).relative_to(ROOT))


if __name__ == "__main__":
    main()
