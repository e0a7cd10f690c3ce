"""Every command of the window: its menu, its words, its keys. Menus are built from this list,
and so is the page of keys in the help.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `id` is the name of the method that carries it out."""

    id: str
    menu: str
    _text: str
    keys: str = ""
    needs: str = ""
    """"open": a workshop; "write": one that can be changed; "": nothing."""
    breaks: bool = False
    """A line is drawn above it in the menu."""
    scheme: str = ""
    """Of those that choose the colours, which; the one that is chosen has a mark in the menu."""

    @property
    def text(self) -> str:
        """The words in the menu, in the current language."""
        return _(self._text)


def plain(text: str) -> str:
    """The words of a menu without the marks for its keys."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix(" …")


FILE, EDIT, VIEW, HELP = N_("&File"), N_("&Edit"), N_("&View"), N_("&Help")
REVIEW, ROOM = N_("&Review"), N_("R&oom")
MENUS = (FILE, EDIT, VIEW, ROOM, REVIEW, HELP)

FOLLOW_UP = Command(
    "follow_up", REVIEW, N_("&Make the next thing of the row"), "Ctrl+Return", "write"
)
COMMANDS = (
    Command("new_workshop", FILE, N_("&New workshop …"), "Ctrl+N"),
    Command("open_file", FILE, N_("&Open …"), "Ctrl+O"),
    Command("open_example", FILE, N_("Look at the e&xample"), "Ctrl+E, X"),
    Command("export_charter", FILE, N_("Export &charter (PDF) …"), "Ctrl+P", "open", True),
    Command("export_workbook", FILE, N_("Export &workbook (Excel) …"), "Ctrl+Shift+P", "open"),
    Command("export_json", FILE, N_("Export as &JSON …"), "Ctrl+E, J", "open"),
    Command("export_lists", FILE, N_("Export l&ists (CSV) …"), "Ctrl+E, L", "open"),
    Command("send_questionnaires", FILE, N_("Write q&uestionnaires …"), "Ctrl+E, Q", "open", True),
    Command("read_answers", FILE, N_("Read answers &back …"), "Ctrl+E, A", "write"),
    Command("cancel_export", FILE, N_("Stop th&e export"), "Ctrl+E, Esc", "open"),
    Command("save_template", FILE, N_("Save as te&mplate …"), "Ctrl+E, T", "open"),
    Command("seal_version", FILE, N_("&Seal this version …"), "Ctrl+Shift+S", "write", True),
    Command("compare_charter", FILE, N_("Comp&are with a charter …"), "Ctrl+E, C", "open"),
    Command("import_workbook", FILE, N_("Read a wor&kbook back …"), "Ctrl+Shift+O", "write", True),
    Command("hand_out", FILE, N_("&Hand out a copy …"), "Ctrl+Shift+H", "write", True),
    Command("bring_back", FILE, N_("Bring a cop&y back …"), "Ctrl+Shift+B", "write"),
    Command("import_list", FILE, N_("Im&port a list or matrix …"), "Ctrl+Shift+I", "write"),
    Command("import_copied", FILE, N_("Import copie&d cells …"), "Ctrl+Shift+V", "write"),
    Command("mark_point", FILE, N_("Set &restore point …"), "Ctrl+S", "write", True),
    Command("restore_point", FILE, N_("&Go back to a restore point …"), "Ctrl+B", "write"),
    Command("revert", FILE, N_("Re&vert to how it was when opened"), "Ctrl+E, R", "write"),
    Command("close_workshop", FILE, N_("C&lose workshop"), "Ctrl+W", "open", True),
    Command("forget_recent", FILE, N_("&Forget recent workshops"), "Ctrl+E, F"),
    Command("quit", FILE, N_("&Quit"), "Ctrl+Q"),
    Command("undo", EDIT, N_("&Undo"), "Ctrl+Z", "write"),
    Command("redo", EDIT, N_("&Redo"), "Ctrl+Y", "write"),
    Command("copy", EDIT, N_("&Copy cells"), "Ctrl+C", "open", True),
    Command("cut", EDIT, N_("Cu&t cells"), "Ctrl+X", "write"),
    Command("paste", EDIT, N_("&Paste cells or a matrix"), "Ctrl+V", "write"),
    Command("add_row", EDIT, N_("&Add row"), "Ins", "write", True),
    Command("duplicate", EDIT, N_("&Duplicate rows"), "Ctrl+D", "write"),
    Command("delete_rows", EDIT, N_("De&lete rows"), "Ctrl+Del", "write"),
    Command("move_up", EDIT, N_("Mo&ve row up"), "Alt+Up", "write"),
    Command("move_down", EDIT, N_("Move row do&wn"), "Alt+Down", "write"),
    Command("add_role", EDIT, N_("Add r&ole to the matrix …"), "Ctrl+Shift+R", "write", True),
    Command("role_menu", EDIT, N_("C&hange this role …"), "Ctrl+R", "write"),
    Command("add_from_template", EDIT, N_("Add &from template …"), "Ctrl+T", "write", True),
    Command("load_template", EDIT, N_("Load te&mplate from file …"), "Ctrl+Shift+T", "write"),
    Command("capture", EDIT, N_("Capture a decision, action or poi&nt"), "Ctrl+J", "write"),
    Command("find", EDIT, N_("F&ilter the rows"), "Ctrl+F", "open"),
    Command("palette", VIEW, N_("&Go to anything …"), "Ctrl+K"),
    Command("search", VIEW, N_("Search all &texts …"), "Ctrl+Shift+K", "open"),
    Command("next_step", VIEW, N_("&Next step"), "Ctrl+PgDown", "open", True),
    Command("previous_step", VIEW, N_("&Previous step"), "Ctrl+PgUp", "open"),
    Command("next_part", VIEW, N_("Next pa&rt of the step"), "Ctrl+Tab", "open"),
    Command("previous_part", VIEW, N_("Pre&vious part of the step"), "Ctrl+Shift+Tab", "open"),
    Command("next_finding", VIEW, N_("Next open &finding"), "F8", "open"),
    Command("details", VIEW, N_("&Details of the row"), "F4", "open"),
    Command("change_pane", VIEW, N_("Next &area of the window"), "F6", "open"),
    Command("widen", VIEW, N_("&Wider column or area"), "Ctrl+F8", "open", True),
    Command("narrow", VIEW, N_("Narrower colu&mn or area"), "Ctrl+Shift+F8", "open"),
    Command("sort_column", VIEW, N_("S&ort by this column"), "Ctrl+Shift+C", "open"),
    Command("larger", VIEW, N_("&Larger text"), "Ctrl++", "", True),
    Command("smaller", VIEW, N_("&Smaller text"), "Ctrl+-"),
    Command("light", VIEW, N_("L&ight colours"), "Ctrl+L, L", breaks=True, scheme="light"),
    Command("dark", VIEW, N_("Dar&k colours"), "Ctrl+L, D", scheme="dark"),
    Command("system_colours", VIEW, N_("&Colours of the desktop"), "Ctrl+L, S", scheme="system"),
    Command("start_next", ROOM, N_("&Start the day, or the next block"), "F9", "write"),
    Command("block_back", ROOM, N_("&Back to the block before"), "Shift+F9", "write"),
    Command("add_minute", ROOM, N_("Add &one minute"), "F7", "write"),
    Command("add_five", ROOM, N_("Add &five minutes"), "Shift+F7", "write"),
    Command("plan_anew", ROOM, N_("Plan the rest a&new …"), "Ctrl+F9", "write"),
    Command("stop_clock", ROOM, N_("S&top the clock"), "Ctrl+Shift+F9", "write"),
    Command("clear_times", ROOM, N_("&Clear the times of the day"), "Ctrl+Shift+F7", "write"),
    Command("ask_next", ROOM, N_("W&hat to ask next …"), "F3", "open", True),
    Command("read_back", ROOM, N_("&Read back the day …"), "F12", "open"),
    Command("room_view", ROOM, N_("Room &view"), "F5", "open", True),
    Command("room_turn", ROOM, N_("Show the room the next &picture or table"), "Shift+F5", "open"),
    Command("room_pin", ROOM, N_("&Keep what the room sees"), "Ctrl+F5", "open"),
    Command("room_black", ROOM, N_("B&lack screen for the room"), "Ctrl+Shift+F5", "open"),
    Command("estimate_round", ROOM, N_("&Estimate round …"), "Ctrl+G", "write", True),
    Command("vote", ROOM, N_("&Dot vote or fist to five …"), "Ctrl+Shift+G", "write"),
    FOLLOW_UP,
    Command(
        "finding_action",
        REVIEW,
        N_("Make an &action of the finding"),
        "Ctrl+Shift+J",
        "write",
        True,
    ),
    Command(
        "accept_finding", REVIEW, N_("A&ccept the finding as it is …"), "Ctrl+Shift+A", "write"
    ),
    Command("withdraw_acceptance", REVIEW, N_("&Withdraw the acceptance"), "Ctrl+Shift+W", "write"),
    Command("settle_answers", REVIEW, N_("&Settle the answers …"), "Ctrl+Shift+E", "write", True),
    Command("freeze", REVIEW, N_("&Freeze the conditions …"), "Ctrl+Shift+F", "write", True),
    Command("lift_freeze", REVIEW, N_("&Lift the freeze …"), "Ctrl+Shift+L", "write"),
    Command("help_keys", HELP, N_("&Keys and first steps"), "F1"),
    Command("print_keys", HELP, N_("&Save the sheet of keys (PDF) …"), "Ctrl+F1"),
    Command("about", HELP, N_("&About Groundwork"), "Shift+F1"),
)

TABLE_KEYS = (
    (N_("any letter"), N_("starts editing the cell")),
    ("F2", N_("edits what is in the cell")),
    ("Tab", N_("goes on to the next cell")),
    ("Enter", N_("goes down; behind the last row it adds the next one")),
    ("Shift+Enter", N_("breaks the line within a text")),
    ("Esc", N_("takes back what was typed into the cell")),
    ("Del", N_("clears the selected cells")),
)
"""What keys do in a table, for the help."""

MATRIX_KEYS = (
    ("R  A  C  I", N_("set the letter; with Shift they are added")),
    ("/", N_("sets A and R together")),
    (N_("Space"), N_("goes through the letters")),
    ("Del", N_("clears the cell")),
    ("F2", N_("renames the activity, or the role of the column")),
    ("Alt + arrows", N_("move the row or the column")),
)
"""What keys do in the matrix, for the help."""

ROOM_KEYS = (
    (N_("Page Down"), N_("shows the next step; Page Up the one before")),
    ("B", N_("makes the screen black, or shows again what was there")),
    (N_("Right"), N_("shows the next picture or table of the step; Left the one before")),
    (N_("Down"), N_("shows the next part of a long table; Up the one before")),
    ("P", N_("keeps what is seen, or follows the window again")),
    ("L", N_("light or dark")),
    ("F11", N_("over the whole screen, or not")),
    ("Ctrl+J", N_("captures something; F3 asks, F12 reads back, as in the window")),
    ("Esc", N_("closes the room view, as F5 does")),
)
"""What keys do in the room view, for the help. A remote clicker sends some of them."""

CAPTURE_KEYS = (
    ("d:  a:  r:  p:", N_("begin a decision, an action, a risk, a parked point; so do Up, Down")),
    ("@", N_("names a person: the beginning of the name, the initials; Tab takes the first")),
    (">", N_("names the day of an action: fri, tomorrow, +2w, 12 mar; at the end without it too")),
    ("Enter", N_("captures, and the work goes on where it was; Esc only goes back there")),
    ("Shift+Enter", N_("captures, and the line is there for the next")),
)
"""What keys and signs do in the capture line, for the help."""

DAY_KEYS = (
    (N_("1, 2, 3"), N_("choose what to ask; Enter goes there, R shows it to the room")),
    (N_("PgDn, PgUp"), N_("turn the pages that are read back, in the room view too")),
    ("F2", N_("mends what is read back; Enter goes to the record")),
)
"""What keys do in what to ask next and in reading back, for the help."""

FINDING_KEYS = (
    ("Enter", N_("goes to where the finding is mended")),
    ("Del", N_("withdraws the acceptance, in the list of what was accepted")),
)
"""What keys do in the lists of findings, for the help."""

ROUND_KEYS = (
    (N_("Space, ; or Enter"), N_("goes between two numbers on slips; Space between two votes")),
    ("Ctrl+Return", N_("shows the room the question, and then what was keyed in")),
    ("Enter", N_("goes back from what the room was shown on the only screen")),
    ("Enter", N_("takes over what was agreed, or keeps the vote")),
    ("Esc", N_("gives the round or the vote up")),
    ("Shift+F5", N_("shows the room again what was kept, on its row")),
)
"""What keys do in estimate rounds and votes, for the help."""

PREVIEW_KEYS = (
    (N_("PgDn, PgUp"), N_("read on page after page, and back")),
    (N_("Home, End"), N_("show the first and the last page, with the keyboard in the preview")),
    (N_("Ctrl + and –"), N_("change the size of the page; Ctrl+0 shows all of it")),
    ("Ctrl+Return", N_("exports what is shown")),
)
"""What keys do where the charter is exported, for the help."""

PALETTE_KEYS = (
    (N_("Up, Down"), N_("mark another line")),
    ("Enter", N_("goes there, or does it")),
    ("Ctrl+Shift+K", N_("searches all texts for what was typed; Ctrl+K the names again")),
    ("Esc", N_("closes it")),
)
"""What keys do in the palette, for the help."""

PLACES = (
    (N_("In a table"), TABLE_KEYS),
    (N_("In the matrix"), MATRIX_KEYS),
    (N_("In the lists of findings"), FINDING_KEYS),
    (N_("Where anything is found (Ctrl+K)"), PALETTE_KEYS),
    (N_("In estimate rounds and votes"), ROUND_KEYS),
    (N_("Where the charter is exported"), PREVIEW_KEYS),
    (N_("In the capture line"), CAPTURE_KEYS),
    (N_("In what to ask next, and in reading back"), DAY_KEYS),
    (N_("In the room view"), ROOM_KEYS),
)
"""The lists above, with where their keys are meant."""

_STEP_KEYS = (*(f"Ctrl+{number}" for number in (*range(1, 10), 0)), "Ctrl+Shift+1", "Ctrl+Shift+2")


def step_keys(number: int) -> str:
    """The keys that show a step, counted from 0."""
    return _STEP_KEYS[number]
