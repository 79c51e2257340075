from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from portfolio_app import places
from portfolio_app.ui.tokens import Role

NAMES = sorted(path.stem for path in places.resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_can_be_drawn(look, name):
    image = look.icons.pixmap(name, 20).toImage()
    marked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(20) for y in range(20))
    assert marked > 10


def test_an_icon_wears_the_colour_of_its_role(look):
    image = look.icons.pixmap("state-met", 40, Role.MET).toImage()
    solid = {
        image.pixelColor(x, y).rgb()
        for x in range(40)
        for y in range(40)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {look.theme.colour(Role.MET).rgb()}


def test_the_mark_keeps_two_colours(look):
    image = look.icons.pixmap("mark", 64).toImage()
    assert image.pixelColor(4, 32) == look.theme.colour(Role.ACCENT)
    colours = {QColor(image.pixelColor(x, 20)).rgb() for x in range(64)}
    assert look.theme.colour(Role.ON_ACCENT).rgb() in colours


def test_a_drawing_is_made_once(look):
    first = look.icons.pixmap("lock", 20, Role.INK)
    assert look.icons.pixmap("lock", 20, Role.INK) is first


def test_a_missing_icon_is_a_defect(look):
    with pytest.raises(FileNotFoundError):
        look.icons.pixmap("unicorn", 20)
