"""Signing as whoever is next, by a key brought or made."""

from __future__ import annotations

from PySide6.QtCore import Qt

from portfolio_app.services.pack_settings import PackSettings
from portfolio_app.ui.widgets.words import Words
from tests.services.helpers import out_of_reach
from tests.ui.signing.conftest import SECRET


def fill(card, path, secret=SECRET):
    card.form.file.show_path(path)
    card.form.passphrase.line.setText(secret)


def test_the_next_signer_and_their_sentence_are_shown(check, pack):
    card = check(pack(2)).sign
    assert card.isVisible()
    assert card.title.text() == "Sign as service manager"
    shown = " ".join(label.text() for label in card.findChildren(Words))
    assert "Tunde Aluko-Price signs next." in shown
    assert "“I sign as service manager.”" in shown


def test_signing_replaces_the_file_and_tells_what_it_is_worth_now(
    check, pack, key, program, runner, qtbot
):
    path = pack(2)
    card = check(path).sign
    fill(card, key("service_manager"))
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    runner.settle()
    runner.settle()
    found = program.sign_offs.verify(path)
    assert found.valid
    assert [s.role for s in found.missing] == ["head_of_service"]


def test_after_signing_the_result_is_that_of_the_new_file(window, check, pack, key, runner):
    page = check(pack(3))
    fill(page.sign, key("head_of_service"))
    page.sign.form.passphrase.line.returnPressed.emit()
    runner.settle()
    assert page.sign is None
    assert len(page.rows) == 4
    assert "You have signed as head of service." in page.notice.findChild(Words).text()
    assert page.rows[3].isChecked()


def test_a_wrong_passphrase_is_told_at_its_line_and_changes_nothing(check, pack, key, runner):
    path = pack(2)
    before = path.read_bytes()
    card = check(path).sign
    fill(card, key("service_manager"), "not this one")
    card.button.click()
    runner.settle()
    assert "passphrase" in card.form.passphrase_field.error
    assert not card.button.is_busy
    assert path.read_bytes() == before


def test_a_key_of_another_role_is_refused_in_place(check, pack, key, runner):
    path = pack(2)
    before = path.read_bytes()
    card = check(path).sign
    fill(card, key("head_of_service"))
    card.button.click()
    runner.settle()
    assert "cannot sign as service manager" in card.problem.words[0]
    assert path.read_bytes() == before


def test_a_key_that_signed_before_is_refused_in_place(check, pack, key, runner):
    card = check(pack(2)).sign
    fill(card, key("team_manager"))
    card.button.click()
    runner.settle()
    assert card.problem.words[0]


def test_a_file_replaced_meanwhile_is_not_signed_out_of_order(check, pack, key, packs, runner):
    path = pack(2)
    card = check(path).sign
    path.write_bytes(packs[1])
    fill(card, key("service_manager"))
    card.button.click()
    runner.settle()
    assert card.problem.words[0].startswith("This computer has seen this pack with 2 sign")
    assert path.read_bytes() == packs[1]


def test_an_identity_is_made_here_for_the_role_that_is_asked(
    check, pack, program, runner, tmp_path
):
    path, kept = pack(2), tmp_path / "mine.p12"
    card = check(path).sign
    form = card.form
    form.way.buttons()[1].click()
    assert form.name.control.text() == "Tunde Aluko-Price"
    form.place.show_path(kept)
    form.new_passphrase.line.setText("short")
    card.button.click()
    assert form.new_field.error == "At least 12 characters, please."
    form.new_passphrase.line.setText("long enough to keep")
    form.again.line.setText("long enough to lose")
    card.button.click()
    assert form.again_field.error == "The two are not the same."
    assert not kept.exists()
    form.again.line.setText("long enough to keep")
    card.button.click()
    runner.settle()
    assert kept.exists()
    assert len(program.sign_offs.verify(path).signatures) == 3
    assert [c.name for c in program.identities.contacts()] == ["Tunde Aluko-Price"]


def test_a_key_made_for_another_name_stays_and_can_be_chosen_again(
    check, pack, runner, tmp_path
):
    card = check(pack(2)).sign
    form, kept = card.form, tmp_path / "other.p12"
    form.way.buttons()[1].click()
    form.name.control.setText("Somebody Else")
    form.place.show_path(kept)
    form.new_passphrase.line.setText("long enough to keep")
    form.again.line.setText("long enough to keep")
    card.button.click()
    runner.settle()
    assert "Tunde Aluko-Price" in card.problem.words[0]
    assert not form.is_new
    assert form.file.line.text() == str(kept)


def test_an_identity_never_replaces_a_file(check, pack, tmp_path):
    taken = tmp_path / "taken.p12"
    taken.write_bytes(b"something else")
    card = check(pack(2)).sign
    card.form.way.buttons()[1].click()
    card.form.place.show_path(taken)
    card.button.click()
    assert card.form.place.error.startswith("There is a file in that place already.")
    assert taken.read_bytes() == b"something else"


def test_nothing_typed_is_answered_in_place(check, pack):
    card = check(pack(2)).sign
    card.button.click()
    assert card.form.file.error == "Choose a file first."
    assert card.form.passphrase_field.error == "The passphrase is needed to sign."


def test_the_address_of_a_card_is_taken_in_place_of_a_file(check, pack, runner):
    path = pack(2)
    card = check(path).sign
    before = path.read_bytes()
    card.form.file.line.setText("pkcs11:token=Colette?module-path=/nowhere/card.so")
    card.form.passphrase.line.setText("24680")
    card.button.click()
    runner.settle()
    assert card.form.passphrase_field.error.startswith("The card or its software does not")
    assert path.read_bytes() == before


def test_what_is_sent_over_the_network_is_said_before_signing(
    window, check, pack, program, runner
):
    told = [label.text() for label in check(pack(1)).sign.findChildren(Words)]
    assert "Nothing is sent over the network." in told

    program.pack_settings.keep(
        PackSettings(timestamp_url="https://time.example/tsa", long_term=True)
    )
    told = [label.text() for label in check(pack(1)).sign.findChildren(Words)]
    assert (
        "time.example confirms the time. It gets a checksum of the signature, nothing else. "
        "Lists of withdrawn certificates are fetched. Settings says so."
    ) in told


def test_what_could_not_be_noted_is_said_beside_what_was_done(
    window, check, pack, key, runner, home
):
    page = check(pack(3))
    fill(page.sign, key("head_of_service"))
    out_of_reach(home)
    page.sign.button.click()
    runner.settle()
    assert "The journal of packs seen could not be saved." in window._said
