"""What the documents are made with: sealed versions, and the look that was chosen for them."""

from models import fields as f
from models.i18n import N_
from models.record import Record


class Version(
    Record,
    name="version",
    label=N_("version"),
    plural=N_("versions"),
    hint=N_("A version is what was signed. Sealing the charter makes one."),
    automatic=True,
):
    """The content as it was sealed: what a signature is about; see `models.sealing`."""

    name = f.line(N_("Version"), required=True)
    sealed_on = f.day(N_("Sealed on"), required=True)
    sealed_by = f.link(N_("Sealed by"), "person")
    sealer = f.line(N_("Sealed by, as named then"))
    reason = f.text(N_("What it is for"))
    seal = f.line(N_("Seal"), help=N_("Checksum (SHA-256) of the content at that moment."))
    content = f.text(N_("Content"), technical=True)


class Look(Record, name="look", label=N_("look of the documents"), single=True):
    """What was chosen last for the charter of this workshop."""

    cut = f.line(N_("For whom"), technical=True)
    paper = f.choice(
        N_("Paper"), ("a4", "A4"), ("letter", "US Letter"), default="a4", technical=True
    )
    accent = f.line(N_("Accent colour"), technical=True)
    watermark = f.line(N_("Watermark"), technical=True)
    client_logo = f.text(N_("Logo of the client"), technical=True)
    own_logo = f.text(N_("Your logo"), technical=True)
