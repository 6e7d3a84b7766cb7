"""The stage that compares: what building a blueprint would do to an instance, and the steps of its revision."""

from generator.plan.changes import Plan
from generator.plan.planner import Planned, plan

__all__ = ["Plan", "Planned", "plan"]
