"""What is claimed of each capability, on the command line."""

from __future__ import annotations


def test_the_list_says_who_spoke_to_each_capability(run, finished):
    document = run("capabilities", finished.folder, "--today", "2026-11-24", "--json").json
    frameworks = {one["framework"]: one["capabilities"] for one in document["frameworks"]}
    assert list(frameworks) == ["pcf-2018", "kss-child-family-2018"]
    rows = {row["capability"]: row for row in frameworks["pcf-2018"]}
    assert len(rows) == 9
    assert set(rows["pcf-2018/6"]["passages"]) == {
        *("self", "observer", "child", "professional", "manager")
    }
    assert sum(sum(row["passages"].values()) for row in rows.values()) > 0
    for row in rows.values():
        assert (not any(row["passages"].values())) == ("nothing-yet" in row["flags"])


def test_the_same_in_words(run, quick, tmp_path):
    empty_one = tmp_path / "new.portfolio"
    made = run("new", empty_one, "--pathway", "bexley-level-3", "--name", "Priya Nair")
    assert made.code == 0
    said = run("capabilities", empty_one).out
    assert "No passage is claimed for any domain yet." in said
    assert "pcf-2018/1 Professionalism: nothing yet" in said
