"""How differences are shown and read out."""

from __future__ import annotations

from portfolio_app.ui.intake.marked import marked, spoken


def test_what_goes_and_what_comes_is_marked_and_read_out(look):
    html = marked(look.theme, "I was <tired>.", "I was calm.")
    assert "line-through" in html
    assert "&lt;tired&gt;" in html
    assert spoken("I was tired.", "I was calm.") == "Taken out: tired. Put in: calm."


def test_long_text_that_stays_is_cut_between_words(look):
    words = " ".join(f"word{n}" for n in range(200))
    html = marked(look.theme, f"{words} end.", f"{words} end. More.")
    shown = html.partition(">")[2].partition("<")[0]
    assert len(shown) < 200
    assert shown.lstrip(" …").split()[0] in words.split()
