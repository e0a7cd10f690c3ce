"""Step 7, Production data: what differs between pilot data and production data?"""

from models import fields as f
from models.i18n import N_
from models.record import Record
from models.records.common import STATUS


class DataSource(
    Record,
    name="data_source",
    label=N_("data source"),
    plural=N_("data sources"),
    hint=N_("Which data does it need, and what is different when it is no longer the pilot's?"),
):
    """A source of data, in the pilot and in production."""

    name = f.line(N_("Data source"), required=True)
    owner = f.link(N_("Owner"), "person", help=N_("Who may say what happens with the data."))
    quality_pilot = f.line(N_("Quality, pilot"), help=N_("Complete, correct, chosen by hand?"))
    quality_production = f.line(N_("Quality, production"))
    permission_pilot = f.line(N_("Permission, pilot"), help=N_("Who allowed it, for what?"))
    permission_production = f.line(N_("Permission, production"))
    refresh_pilot = f.line(N_("Refresh, pilot"), help=N_("How new is it: copy, daily, at once?"))
    refresh_production = f.line(N_("Refresh, production"))
    gap = f.text(N_("Gap"), help=N_("What is missing until it can be used every day."))
    action = f.text(N_("What closes it"))
    due = f.day(N_("Due"))
    status = f.choice(N_("Status"), *STATUS)
