"""Everything a workshop holds: each record type and each field, declared once.

The modules follow the steps. To add a field, add a line here and a migration that adds its
column (`models/migrations.py`; a test compares the two).
"""

from models.records.change import (
    AdoptionMeasure,
    Communication,
    FeedbackLoop,
    Training,
    Wave,
)
from models.records.frame import EarlierPilot, Group, Pilot, UseCase
from models.records.governance import AccessRole, IncidentLevel, Requirement
from models.records.ownership import Activity, Assignment, Ownership, Role
from models.records.review import Action, Decision, ParkedPoint, Risk
from models.records.setup import AgendaBlock, Person, WorkshopInfo
from models.records.value import ValueTarget

__all__ = [
    "AccessRole",
    "Action",
    "Activity",
    "AdoptionMeasure",
    "AgendaBlock",
    "Assignment",
    "Communication",
    "Decision",
    "EarlierPilot",
    "FeedbackLoop",
    "Group",
    "IncidentLevel",
    "Ownership",
    "ParkedPoint",
    "Person",
    "Pilot",
    "Requirement",
    "Risk",
    "Role",
    "Training",
    "UseCase",
    "ValueTarget",
    "Wave",
    "WorkshopInfo",
]
