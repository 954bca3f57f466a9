"""Every step of the work, from files to files, named once; the command line and the web call it.

Heavy libraries are imported where a step needs them, so that a command that checks a season
does not wait for the solver, and drawing does not eat from the time limit of a search.
"""

from busplan.workflow.explaining import ExplainedPlan, explain_plan
from busplan.workflow.explaining_association import ExplainedAssociation, explain_association
from busplan.workflow.explaining_clash import ExplainedClash, explain_clash
from busplan.workflow.finding_names import find_area, find_association, find_date
from busplan.workflow.judging import VerifiedPlan, read_plan, verify_plan
from busplan.workflow.planning import (
    Onlooker,
    PlannedSeason,
    PlanRequest,
    default_output,
    plan_season,
)
from busplan.workflow.rendering import RenderedPlan, draw_maps, write_rosters
from busplan.workflow.replanning import ReplannedSeason, ReplanRequest, replan_season
from busplan.workflow.seasons import LoadedSeason, load, new_season

__all__ = [
    "ExplainedAssociation",
    "ExplainedClash",
    "ExplainedPlan",
    "LoadedSeason",
    "Onlooker",
    "PlanRequest",
    "PlannedSeason",
    "RenderedPlan",
    "ReplanRequest",
    "ReplannedSeason",
    "VerifiedPlan",
    "default_output",
    "draw_maps",
    "explain_association",
    "explain_clash",
    "explain_plan",
    "find_area",
    "find_association",
    "find_date",
    "load",
    "new_season",
    "plan_season",
    "read_plan",
    "replan_season",
    "verify_plan",
    "write_rosters",
]
