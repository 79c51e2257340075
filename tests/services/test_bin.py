"""What was removed can be seen, put back, and destroyed before its time."""

from __future__ import annotations

import pytest

from portfolio_app.errors import EvidenceError
from portfolio_app.services.changes import Area
from tests.services.helpers import a_picture, paths


@pytest.fixture
def piece(opened):
    return opened.evidence.add("reflective-summary", paths(title="The visit"))


def test_what_was_removed_can_be_put_back(opened, piece, clock):
    file = opened.evidence.attach(piece.id, a_picture(), "drawing.png")
    opened.evidence.remove_attachment(file.id)
    clock.pass_time(hours=1)
    other = opened.evidence.add("reflective-summary")
    opened.evidence.remove(other.id)
    newer, older = opened.bin.all()
    assert (newer.piece.id, older.attachment) == (other.id, file)
    assert newer.days_left(clock.now()) == 30
    opened.bin.put_back(newer)
    opened.bin.put_back(older)
    assert opened.bin.all() == ()
    assert opened.evidence.get(other.id)
    assert opened.evidence.get(piece.id).attachments == (file,)


def test_what_is_destroyed_is_gone(opened, piece):
    file = opened.evidence.attach(piece.id, a_picture(), "drawing.png")
    opened.evidence.remove_attachment(file.id)
    opened.bin.destroy(opened.bin.all()[0])
    opened.evidence.remove(piece.id)
    (removed,) = opened.bin.all()
    opened.bin.destroy(removed)
    assert opened.bin.all() == ()
    assert opened.search.find("visit") == ()
    for again in (opened.bin.put_back, opened.bin.destroy):
        with pytest.raises(EvidenceError, match="no longer in the bin"):
            again(removed)


def test_screens_hear_of_what_comes_and_goes(program, folder):
    from tests.cli.by_hand import PASSPHRASE

    heard = []
    opened = program.door.open_with_passphrase(folder, PASSPHRASE, heard.append)
    for act in (opened.bin.put_back, opened.bin.destroy):
        opened.evidence.remove(opened.evidence.add("reflective-summary").id)
        heard.clear()
        act(opened.bin.all()[0])
        assert heard == [Area.EVIDENCE]
    opened.close()
