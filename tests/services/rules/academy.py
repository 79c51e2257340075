"""An academy with a key, and rules that it makes: a small pathway with a form of its own."""

from __future__ import annotations

from datetime import UTC, datetime

from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.rule_texts import RuleText
from portfolio_app.services.rule_drafts import draft_from
from portfolio_app.signing.identities import new_identity

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)

PATHWAY = """
id = "our-gateway"
title = "Gateway to grade 10"
authority = "Example Council"
version = "{version}"
valid_from = 2026-01-01
source = "Our handbook"
asks = "Audits and a summary."
level = "pcf-2018/experienced"
frameworks = ["pcf-2018"]
decided_by = "Our panel"

[[role]]
id = "auditor"
title = "auditor"
voice = "professional"

[[requirement]]
id = "audits"
title = "Case audits"
form = "case-audit"
at_least = {audits}
by = "auditor"
asks = "{audits}, by the auditor"

[[requirement]]
id = "summary"
title = "Reflective summary"
form = "reflective-summary"
each_claims = ["pcf-2018"]
asks = "1, linked to the PCF"

[[signature]]
role = "practitioner"
means = "I wrote it."
"""
FORM = """
id = "case-audit"
title = "Case audit"
plural = "Case audits"
about = "What an audit of a case file found."
author = "practitioner"
contributor = "auditor"

[[field]]
id = "title"
kind = "line"
title = "Title"
required = true

[[field]]
id = "date"
kind = "date"
title = "Date of the audit"
required = true

[[field]]
id = "found"
kind = "prose"
title = "What the auditor found"
author = "auditor"
required = true
claimable = true
"""


def lead(name="Ada Lead"):
    """Return the identity of an academy's lead."""
    return new_identity(name, "academy lead", RoleId("academy_lead"), BEGAN, bits=2048)


def draft(version="2026.1", audits=1, **changes):
    """Return the rules as a draft; `changes` replace words in the pathway."""
    pathway = PATHWAY.format(version=version, audits=audits)
    for old, new in changes.get("pathway", {}).items():
        assert old in pathway
        pathway = pathway.replace(old, new)
    texts = [
        RuleText(path="pathways/our-gateway.toml", text=pathway),
        RuleText(path="forms/case-audit.toml", text=FORM),
    ]
    return draft_from(texts, "The draft")
