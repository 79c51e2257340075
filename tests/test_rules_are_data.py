"""A council's own form and pathway, as files alone, become a sealed, signed, verified pack."""

from __future__ import annotations

from datetime import date

from portfolio_app.app import assemble
from portfolio_app.model.domain.names import CapabilityRef, FieldPath, RoleId
from portfolio_app.model.domain.portfolio import Practitioner
from tests.cli.by_hand import P12_PASSPHRASE, PASSPHRASE, QUICK
from tests.tools import poppler, verapdf

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

[[field]]
id = "changes"
kind = "list"
title = "What changed"
required = true

[[field.part]]
id = "what"
kind = "line"
title = "Change"
required = true

[[field.part]]
id = "by"
kind = "date"
title = "By when"
"""
PATHWAY = """
id = "our-gateway"
title = "Gateway to grade 10"
authority = "Our Own Council"
version = "1"
source = "Committee paper 12"
asks = "One case audit."
level = "pcf-2018/social-worker"
frameworks = ["pcf-2018"]
decided_by = "Gateway Panel"

[[role]]
id = "auditor"
title = "case auditor"
voice = "professional"

[[requirement]]
id = "audits"
title = "Case audits"
form = "case-audit"
at_least = 1
by = "auditor"
each_claims = ["pcf-2018"]
asks = "1, by the case auditor"

[[signature]]
role = "practitioner"
means = "I collected this."

[[signature]]
role = "auditor"
means = "I audited the case described here."
"""


def council_folder(tmp_path):
    folder = tmp_path / "rules"
    for kind, name, text in (
        ("forms", "case-audit", FORM),
        ("pathways", "our-gateway", PATHWAY),
    ):
        (folder / kind).mkdir(parents=True)
        (folder / kind / f"{name}.toml").write_text(text, "utf-8")
    return folder


def test_a_form_and_a_pathway_as_files_alone_lead_to_a_signed_pack(tmp_path):
    program = assemble(rule_folders=[council_folder(tmp_path)], cost=QUICK)
    opened, _ = program.door.create(
        tmp_path / "ours.portfolio",
        pathway="our-gateway",
        practitioner=Practitioner(name="Siân Llŷr"),
        passphrase=PASSPHRASE,
        started_on=date(2026, 3, 1),
    )
    auditor = RoleId("auditor")
    assert not opened.verdicts.status().ready
    opened.contributors.register(auditor, "Łukasz Øvergård")
    piece = opened.evidence.add(
        "case-audit",
        {
            FieldPath("title"): "Audit of May",
            FieldPath("date"): "2026-05-12",
            FieldPath("found"): "The record says why the plan changed.",
            FieldPath("changes.1.what"): "Reasons beside decisions",
            FieldPath("changes.1.by"): "1 June 2026",
        },
        by=auditor,
        author_name="Łukasz Øvergård",
    )
    assert not opened.verdicts.status().ready
    opened.claims.claim_quotation(
        piece.id, CapabilityRef.parse("pcf-2018/6"), "says why the plan changed"
    )
    assert opened.verdicts.status().ready
    keys = {
        role: program.identities.new(
            tmp_path / f"{role}.p12", name, RoleId(role), P12_PASSPHRASE
        )
        for role, name in (("practitioner", "Siân Llŷr"), ("auditor", "Łukasz Øvergård"))
    }
    pack = tmp_path / "pack.pdf"
    opened.packs.seal(pack, keys["practitioner"])
    opened.close()
    program.sign_offs.sign(pack, auditor, keys["auditor"])
    verification = program.sign_offs.verify(pack)
    assert verification.valid, verification.reasons
    assert verification.complete
    assert [s.role for s in verification.signatures] == ["practitioner", "auditor"]
    text = poppler.text(pack)
    assert "Gateway to grade 10" in text
    assert "Reasons beside decisions" in text
    assert verapdf.validate([pack]) == []
