"""Database <-> domain.plan: take a snapshot, compare it with the files, apply in one transaction, and back to files."""

from questionnaire.domain.plan import Difference, Result
from questionnaire.seeding.check import Differing, differing, unloaded
from questionnaire.seeding.export import Exported, exported
from questionnaire.seeding.findings import findings
from questionnaire.seeding.load import OutdatedPlan, load
from questionnaire.seeding.shelf import ATTRIBUTES, MODELS

__all__ = [
    "ATTRIBUTES",
    "MODELS",
    "Difference",
    "Differing",
    "Exported",
    "OutdatedPlan",
    "Result",
    "differing",
    "exported",
    "findings",
    "load",
    "unloaded",
]
