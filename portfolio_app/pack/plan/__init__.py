"""Decides everything a pack will show, before a page is drawn.

Pure: the same request gives the same plan. Only page numbers are left open, since they follow
from drawing; texts name the place they mean, and drawing fills in the page.
"""

from __future__ import annotations

from portfolio_app.pack.plan.pack import plan_pack
from portfolio_app.pack.plan.records import PackPlan
from portfolio_app.pack.plan.request import DecisionRequest, PackRequest

__all__ = ["DecisionRequest", "PackPlan", "PackRequest", "plan_pack"]
