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
from models.records.cost import CostBasis, CostLine, Disclosure
from models.records.data import DataSource
from models.records.documents import Look, Version
from models.records.frame import EarlierPilot, Group, Pilot, UseCase
from models.records.gate import (
    Amendment,
    Condition,
    GateDecision,
    RehearsalCard,
    StopCondition,
)
from models.records.governance import AccessRole, IncidentLevel, Requirement
from models.records.measures import ExecutiveReport, Kpi
from models.records.operations import KnowledgeItem, Procedure, ScaleChange
from models.records.ownership import Activity, Assignment, Ownership, Role
from models.records.prework import Answer
from models.records.review import AcceptedFinding, Action, Decision, ParkedPoint, Risk
from models.records.rounds import EstimateRound, Vote
from models.records.setup import AgendaBlock, Person, WorkshopInfo
from models.records.value import Claim, ValueTarget

__all__ = [
    "AcceptedFinding",
    "AccessRole",
    "Action",
    "Activity",
    "AdoptionMeasure",
    "AgendaBlock",
    "Amendment",
    "Answer",
    "Assignment",
    "Claim",
    "Communication",
    "Condition",
    "CostBasis",
    "CostLine",
    "DataSource",
    "Decision",
    "Disclosure",
    "EarlierPilot",
    "EstimateRound",
    "ExecutiveReport",
    "FeedbackLoop",
    "GateDecision",
    "Group",
    "IncidentLevel",
    "KnowledgeItem",
    "Kpi",
    "Look",
    "Ownership",
    "ParkedPoint",
    "Person",
    "Pilot",
    "Procedure",
    "RehearsalCard",
    "Requirement",
    "Risk",
    "Role",
    "ScaleChange",
    "StopCondition",
    "Training",
    "UseCase",
    "ValueTarget",
    "Version",
    "Vote",
    "Wave",
    "WorkshopInfo",
]
