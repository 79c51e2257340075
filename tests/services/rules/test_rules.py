"""Files of rules: only what an accepted academy signed is added, exactly as it was signed."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from portfolio_app.app import assemble
from portfolio_app.errors import CatalogueError, SignatureError
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.domain.rule_files import version_order
from portfolio_app.places import user_data
from portfolio_app.services.rule_drafts import read_draft, write_draft
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.services.helpers import SetClock
from tests.services.rules import academy

OURS = "our-gateway"


def members_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members, compression=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def refusal(program, path):
    with pytest.raises(CatalogueError) as caught:
        program.rules.look(path)
    return caught.value.summary


def test_a_signed_file_is_self_contained_and_reads_back(program, signed, fingerprint):
    found = program.rules.look(signed)
    paths = {text.path for text in found.rules.texts}
    assert {"pathways/our-gateway.toml", "forms/case-audit.toml"} <= paths
    assert {"forms/reflective-summary.toml", "frameworks/pcf-2018.toml", "roles.toml"} <= paths
    assert found.pathway.title == "Gateway to grade 10"
    assert found.signer.name == "Ada Lead"
    assert not found.signer.is_accepted
    assert "our-gateway" not in program.catalogue.pathways


def test_the_same_rules_signed_at_the_same_moment_lie_in_the_same_members(
    program, key, tmp_path
):
    for name in "ab":
        program.rules.sign(academy.draft(), tmp_path / name, key)
    one, other = (members_of((tmp_path / name).read_bytes()) for name in "ab")
    del one["manifest.p7s"], other["manifest.p7s"]
    assert one == other


def test_nobody_unknown_is_taken_for_an_academy(program, signed, fingerprint):
    with pytest.raises(CatalogueError) as caught:
        program.rules.add(signed)
    assert caught.value.summary == (
        "gateway.rules was not added: it is signed in the name of Ada Lead, by a key that you "
        f"have not confirmed: {fingerprint}"
    )
    with pytest.raises(CatalogueError, match="is not the one that you gave"):
        program.rules.add(signed, fingerprint="0" * 64)
    with pytest.raises(SignatureError, match="not a fingerprint"):
        program.rules.add(signed, fingerprint="abc")
    assert program.rules.added == ()
    assert program.identities.contacts() == ()


def test_a_compared_fingerprint_lets_rules_in_and_is_remembered(
    program, signed, signed_once, fingerprint, clock
):
    added = program.rules.add(signed, fingerprint=fingerprint)
    assert (added.manifest.pathway, added.manifest.version) == (OURS, "2026.1")
    assert added.signer == "Ada Lead"
    assert program.catalogue.pathways[OURS].title == "Gateway to grade 10"
    assert "auditor" in program.catalogue.roles
    signed.write_bytes(signed_once["2026.2"])
    program.rules.add(signed)
    again = assemble(clock=clock)
    assert [one.manifest.version for one in again.rules.added] == ["2026.1", "2026.2"]
    assert again.rules.remarks == ()
    assert [found.name for found in again.identities.contacts()] == ["Ada Lead"]


def test_the_newest_version_in_force_is_the_one_to_begin_under(
    program, signed, signed_once, fingerprint
):
    for version in ("2026.10", "2026.2", "2026.1"):
        signed.write_bytes(signed_once[version])
        program.rules.add(signed, fingerprint=fingerprint)
    assert program.catalogue.pathways[OURS].version == "2026.10"


def test_rules_of_the_future_wait_until_they_are_in_force(
    program, signed, signed_once, key, fingerprint
):
    program.rules.add(signed, fingerprint=fingerprint)
    later = academy.draft(
        "2027.1", pathway={"valid_from = 2026-01-01": "valid_from = 2099-01-01"}
    )
    program.rules.sign(later, signed, key)
    program.rules.add(signed)
    assert program.catalogue.pathways[OURS].version == "2026.1"


def test_a_form_of_one_academy_changes_no_other_pathway(program, key, signed, fingerprint):
    shipped = program.catalogue.forms["reflective-summary"]
    rules = academy.draft()
    text = program.rules.library.text_of("forms", "reflective-summary")
    own = text.replace('title = "Reflective summary"', 'title = "Our summary"', 1)
    texts = (*rules.texts, academy.RuleText(path="forms/reflective-summary.toml", text=own))
    program.rules.sign(academy.draft_from(texts, "x"), signed, key)
    program.rules.add(signed, fingerprint=fingerprint)
    assert program.catalogue.forms["reflective-summary"] == shipped
    ours = program.rules.library_of(OURS).catalogue.forms["reflective-summary"]
    assert ours.title == "Our summary"


def test_a_draft_is_never_added(program, tmp_path):
    path = tmp_path / "draft.rules"
    write_draft(academy.draft(), path)
    assert program.rules.look(path).signer is None
    with pytest.raises(CatalogueError, match="draft that nobody has signed"):
        program.rules.add(path)
    assert read_draft(path).manifest == academy.draft().manifest
    assert set(read_draft(path).texts) == set(academy.draft().texts)


def test_one_altered_byte_anywhere_is_refused(program, signed):
    data = signed.read_bytes()
    for place in range(0, len(data), len(data) // 60):
        signed.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(CatalogueError):
            program.rules.look(signed)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda m: m | {"forms/case-audit.toml": m["forms/case-audit.toml"] + b"#"},
            "gateway.rules: forms/case-audit.toml was altered after the file was made.",
        ),
        (
            lambda m: m | {"forms/more.toml": b"id = 'more'"},
            "gateway.rules: forms/more.toml was put in afterwards; manifest.toml has no such "
            "file.",
        ),
        (
            lambda m: {k: v for k, v in m.items() if k != "roles.toml"},
            "gateway.rules: roles.toml is missing, which manifest.toml lists.",
        ),
        (
            lambda m: {k: v for k, v in m.items() if k != "manifest.p7s"},
            "gateway.rules: the signature was taken out or put in afterwards.",
        ),
        (
            lambda m: {k: v for k, v in m.items() if k != "manifest.toml"},
            "gateway.rules is not a file of rules: manifest.toml is missing.",
        ),
        (
            lambda m: m | {"manifest.toml": m["manifest.toml"].replace(b"2026.1", b"2026.3")},
            "gateway.rules: the signature does not belong to these rules.",
        ),
        (
            lambda m: m | {"../evil.toml": b""},
            "gateway.rules: “../evil.toml” does not belong into it.",
        ),
        (
            lambda m: m | {"manifest.p7s": b"0"},
            "gateway.rules: the signature does not belong to these rules.",
        ),
    ],
)
def test_tampering_is_told_with_its_place(program, signed, change, sentence):
    members = change(members_of(signed.read_bytes()))
    signed.write_bytes(zipped(members.items()))
    assert refusal(program, signed) == sentence


def test_another_signature_cannot_be_put_in(program, signed, tmp_path):
    other = tmp_path / "other.rules"
    program.rules.sign(academy.draft(), other, academy.lead("Eve Other"))
    members = members_of(signed.read_bytes())
    members["manifest.p7s"] = members_of(other.read_bytes())["manifest.p7s"]
    signed.write_bytes(zipped(members.items()))
    assert "signature does not belong" in refusal(program, signed)


def test_nothing_in_it_may_swell_or_hide(program, signed):
    members = list(members_of(signed.read_bytes()).items())
    plain = signed.read_bytes()
    for data in (
        zipped(members, zipfile.ZIP_DEFLATED),
        plain + b"more",
        b"more" + plain,
        plain[:-30],
        b"",
        b"PK",
        b"x" * (9 * 1024 * 1024),
    ):
        signed.write_bytes(data)
        with pytest.raises(CatalogueError, match=r"gateway\.rules"):
            program.rules.look(signed)


def test_no_academy_takes_the_place_of_another(program, signed, key, fingerprint):
    text = program.rules.library.text_of("pathways", "bexley-level-3")
    own = text.replace("London Borough of Bexley", "Example Council")
    rules = academy.draft_from(
        [academy.RuleText(path="pathways/bexley-level-3.toml", text=own)], "x"
    )
    program.rules.sign(rules, signed, key)
    with pytest.raises(CatalogueError) as caught:
        program.rules.add(signed, fingerprint=fingerprint)
    assert caught.value.summary == (
        "gateway.rules was not added: the pathway “bexley-level-3” is London Borough of "
        "Bexley's, not Example Council's."
    )


def test_other_rules_under_the_same_version_are_refused(program, signed, key, fingerprint):
    program.rules.add(signed, fingerprint=fingerprint)
    program.rules.sign(academy.draft("2026.1", audits=2), signed, key)
    with pytest.raises(CatalogueError, match=r"other rules with the version 2026\.1"):
        program.rules.add(signed)


def test_a_file_changed_on_this_computer_is_left_out_and_told(
    program, signed, fingerprint, clock
):
    program.rules.add(signed, fingerprint=fingerprint)
    (kept,) = (user_data() / "rule-files").iterdir()
    assert kept.name.startswith("our-gateway-2026.1-")
    kept.write_bytes(kept.read_bytes() + b" ")
    again = assemble(clock=clock)
    assert OURS not in again.catalogue.pathways
    assert again.rules.remarks == (
        f"The added rules our-gateway, version 2026.1, are left out: {kept.name} was changed "
        "since it was added. Portfolios begun under them keep them.",
    )
    again.rules.remove(OURS, "2026.1")
    assert assemble(clock=clock).rules.remarks == ()


def test_a_damaged_list_keeps_nobody_from_working(program, signed, fingerprint, clock):
    program.rules.add(signed, fingerprint=fingerprint)
    (user_data() / "rule-files.json").write_text("{")
    again = assemble(clock=clock)
    assert OURS not in again.catalogue.pathways
    assert "rule-files.json is damaged" in again.rules.remarks[0]
    with pytest.raises(SignatureError):
        again.rules.add(signed, fingerprint=fingerprint)


def test_numbers_without_end_are_no_defect():
    with pytest.raises(CatalogueError, match="too large"):
        academy.draft(pathway={"at_least = 1": f"at_least = {'9' * 5000}"})


def test_rules_that_are_wrong_are_never_signed(program, key, tmp_path):
    wrong = academy.draft(pathway={'form = "case-audit"': 'form = "case-adit"'})
    with pytest.raises(CatalogueError) as caught:
        program.rules.sign(wrong, tmp_path / "x.rules", key)
    assert caught.value.summary == (
        'our-gateway.toml: requirement "audits": "form" names "case-adit", which is no form; '
        'the nearest is "case-audit".'
    )
    assert not (tmp_path / "x.rules").exists()


def test_a_portfolio_keeps_the_rules_it_was_begun_under(program, signed, fingerprint, tmp_path):
    program.rules.add(signed, fingerprint=fingerprint)
    opened, _ = program.door.create(
        tmp_path / "mine.portfolio",
        pathway=OURS,
        practitioner=Practitioner(name="Priya"),
        passphrase=PASSPHRASE,
        started_on=date(2026, 3, 1),
    )
    opened.close()
    program.rules.remove(OURS, "2026.1")
    assert OURS not in program.catalogue.pathways
    elsewhere = assemble(clock=SetClock(), cost=QUICK)
    opened = elsewhere.door.open_with_passphrase(tmp_path / "mine.portfolio", PASSPHRASE)
    assert opened.verdicts.pathway().version == "2026.1"
    assert [line.id for line in opened.verdicts.status().judged] == ["audits", "summary"]
    opened.evidence.add("case-audit")
    opened.close()


def test_versions_are_compared_as_people_count():
    ordered = ["1", "2018.1", "2026.2", "2026.10", "2027"]
    assert sorted(set(ordered), key=version_order) == ordered
