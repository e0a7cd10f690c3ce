"""Finding templates: the program's own, and the files of the user.

The program's lie in `resources/templates/<language>/`, one folder per language, because their
texts become content of the workshop; they are not texts of the window. People may bring their
own files, or keep them in a folder of their own; `docs/templates.md` describes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.errors import Refusal
from models.i18n import _
from models.paths import RESOURCES
from models.records import AgendaBlock
from models.starter_files import TEMPLATE, day_of, read_any, read_starter, read_template
from models.starter_sets import Pack, PilotKind, Sector, StarterSet, WorkshopTemplate

FOLDER = RESOURCES / "templates"
ENGLISH = "en"
SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything there is to begin with: the program's own templates, and the user's."""

    templates: tuple[WorkshopTemplate, ...]
    """The longest workshop first; with what the user has saved together with its agenda."""
    sets: tuple[StarterSet, ...]
    """The program's own, then the user's."""
    own: tuple[StarterSet, ...]
    """The user's among them."""
    refused: tuple[Refusal, ...]
    """Why files of the user's were not read; the others are not the worse for it."""

    @property
    def kinds(self) -> list[StarterSet]:
        """Kinds of pilot; what the user has saved from a workshop without its agenda, too."""
        saved = [each for each in self.own if _saved(each) and AgendaBlock not in each.rows]
        return [*(each for each in self.sets if isinstance(each, PilotKind)), *saved]

    @property
    def sectors(self) -> list[Sector]:
        """The sectors."""
        return [each for each in self.sets if isinstance(each, Sector)]

    @property
    def packs(self) -> list[Pack]:
        """The requirement packs."""
        return [each for each in self.sets if isinstance(each, Pack)]

    def packs_for(self, sector: Sector | None) -> list[Pack]:
        """The packs that a sector recommends, in its order, then the user's own."""
        known = {pack.id: pack for pack in self.packs}
        named = [known.pop(name) for name in (sector.packs if sector else ()) if name in known]
        return named + [pack for pack in self.own if isinstance(pack, Pack) and pack.id in known]


def shelf(language: str = ENGLISH, own: Path | None = None) -> Shelf:
    """All templates in a language ("de", "en_GB"; English where it has none), with the user's
    files in the folder `own`.
    """
    folder, refused = folder_of(language), list[Refusal]()
    templates, theirs = workshop_templates(language), list[StarterSet]()
    for path in sorted(own.glob(f"*{SUFFIX}")) if own else ():
        try:
            if path.name.startswith(TEMPLATE):
                templates.append(read_template(path, folder))
            else:
                theirs.append(read_starter(path, folder))
        except Refusal as refusal:  # one broken file must not hide the others
            refused.append(refusal)
    templates += [day_of(each) for each in theirs if _saved(each) and AgendaBlock in each.rows]
    return Shelf(
        templates=tuple(sorted(templates, key=_minutes, reverse=True)),
        sets=(*starter_sets(language), *theirs),
        own=tuple(theirs),
        refused=tuple(refused),
    )


def _saved(starter: StarterSet) -> bool:
    """Whether it is a plain starter set, as a workshop is saved."""
    return type(starter) is StarterSet


def starter_sets(language: str = ENGLISH) -> list[StarterSet]:
    """All of the program's starter sets of every sort in a language."""
    files = sorted(folder_of(language).glob(f"*{SUFFIX}"))
    return [_ours(path) for path in files if not path.name.startswith(TEMPLATE)]


def starter_set(id: str, language: str = ENGLISH) -> StarterSet:
    """The starter set with this id. Raises Refusal where there is none."""
    return _ours(folder_of(language) / f"{id}{SUFFIX}")


def workshop_templates(language: str = ENGLISH) -> list[WorkshopTemplate]:
    """All of the program's workshop templates in a language, the longest workshop first."""
    files = sorted(folder_of(language).glob(f"{TEMPLATE}*{SUFFIX}"))
    return sorted(map(read_template, files), key=_minutes, reverse=True)


@cache  # the program's files do not change while it runs, and there are many
def _ours(path: Path) -> StarterSet:
    return read_starter(path)


def read_file(path: Path, language: str = ENGLISH) -> tuple[StarterSet, ...]:
    """The starter sets in a file of the user's, of any sort. Raises Refusal."""
    return read_any(path, folder_of(language))


def names(prefix: str, language: str = ENGLISH) -> list[str]:
    """The ids of the program's files of one sort (`TEMPLATE`, `KIND`, `SECTOR`, `PACK`)."""
    return sorted(path.stem for path in folder_of(language).glob(f"{prefix}*{SUFFIX}"))


def named(prefix: str, name: str, language: str = ENGLISH) -> Path:
    """The file of one sort that a typed name means; Refusal listing the known names.

    The name is an id, with or without its prefix, or a file of the user's.
    """
    known = names(prefix, language)
    if name.endswith(SUFFIX):
        return Path(name)
    id_ = name if name.startswith(prefix) else prefix + name
    if id_ not in known:
        raise Refusal(
            _("There is no template “{id}”.").format(id=name),
            todo=_("Choose one of: {names}.").format(names=", ".join(known)),
        )
    return folder_of(language) / f"{id_}{SUFFIX}"


def folder_of(language: str) -> Path:
    """The folder of a language, or the English one."""
    folder = FOLDER / language.partition("_")[0]
    return folder if folder.is_dir() else FOLDER / ENGLISH


def _minutes(template: WorkshopTemplate) -> float:
    """Length of the agenda that a template brings."""
    blocks = [row for starter in template.sets for row in starter.rows.get(AgendaBlock, ())]
    minutes = [block.get("minutes") for block in blocks]
    return sum(number for number in minutes if isinstance(number, int | float))
