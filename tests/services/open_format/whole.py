"""Any vault at all, and everything that stands in one."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, date
from fractions import Fraction
from io import BytesIO
from itertools import groupby

import pikepdf
from hypothesis import strategies as st
from PIL import Image

from portfolio_app.model.domain.anchors import TextAnchor
from portfolio_app.model.domain.archive import KeptAnswer, KeptAttachment, KeptEvidence
from portfolio_app.model.domain.evidence import Answer, Attachment, Claim
from portfolio_app.model.domain.history import Revision, TextPlace
from portfolio_app.model.domain.marks import Mark, MarkKind, normalised
from portfolio_app.model.domain.moves import KeptRule, Move
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.model.domain.own_words import OwnWord
from portfolio_app.model.domain.people import Person
from portfolio_app.model.domain.portfolio import (
    Contributor,
    Portfolio,
    Practitioner,
    Seal,
    ShownPassage,
    Statement,
)
from portfolio_app.model.domain.ratings import SelfRating
from portfolio_app.model.domain.retention import Retention
from portfolio_app.model.domain.stages import Extension, Pause, Timetable
from portfolio_app.model.store.engine import make_engine
from portfolio_app.model.store.folder import DATABASE
from portfolio_app.model.store.rows import Base

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,11}", fullmatch=True)
MOMENTS = st.datetimes(timezones=st.just(UTC))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
PLACES = st.integers(0, 40)
MARKS = st.builds(Mark, kind=st.sampled_from(MarkKind), start=PLACES, end=PLACES)
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
CAPABILITIES = st.builds(CapabilityRef, st.sampled_from(["pcf-2018", "kss"]), NAMES)


def picture(number):
    """Return a small picture that is like no other."""
    stream = BytesIO()
    shade = random.Random(number).randbytes(48)
    Image.frombytes("RGB", (4, 4), shade).save(stream, "PNG")
    return stream.getvalue()


def pdf(number):
    """Return a PDF of one page, a few hundred kilobytes long: more than one chunk."""
    stream = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        noise = random.Random(number).randbytes(300_000)
        document.pages[0].obj.Noise = pikepdf.Stream(document, noise)
        document.save(stream)
    return stream.getvalue()


CONTENTS = {
    hashlib.sha256(data).hexdigest(): (data, kind)
    for data, kind in (
        (picture(1), "image/png"),
        (picture(2), "image/png"),
        (pdf(1), "application/pdf"),
    )
}


@st.composite
def attachments(draw, name):
    digest = draw(st.sampled_from(sorted(CONTENTS)))
    data, kind = CONTENTS[digest]
    return KeptAttachment(
        attachment=Attachment(
            id=name,
            name=draw(WORDS),
            media_type=kind,
            size=len(data),
            sha256=digest,
            pages=1,
            description=draw(WORDS),
            path=draw(st.none() | NAMES),
        ),
        removed_at=draw(st.none() | MOMENTS),
    )


@st.composite
def claims(draw, name):
    return Claim(
        id=name,
        path=draw(NAMES),
        anchor=TextAnchor(
            start=draw(st.integers(0, 9)),
            end=draw(st.integers(10, 2**40)),
            exact=draw(WORDS),
            prefix=draw(WORDS),
            suffix=draw(WORDS),
        ),
        capability=draw(CAPABILITIES),
        note=draw(WORDS),
        by=draw(NAMES),
    )


@st.composite
def answers(draw):
    text, marks = draw(WORDS.filter(str.strip)), draw(st.lists(MARKS, max_size=2))
    return Answer(
        text=text,
        written_by=draw(NAMES),
        entered_by=draw(NAMES),
        marks=normalised(marks, text),
    )


@st.composite
def pieces(draw, name):
    answered = draw(st.lists(NAMES, max_size=3, unique=True))
    return KeptEvidence(
        id=name,
        form=draw(NAMES),
        by=draw(st.none() | NAMES),
        author_name=draw(WORDS),
        core=draw(st.booleans()),
        created_at=draw(MOMENTS),
        changed_at=draw(MOMENTS),
        removed_at=draw(st.none() | MOMENTS),
        draws_on=draw(st.none() | NAMES),
        answers=tuple(
            KeptAnswer(
                path=path,
                answer=draw(answers()),
                changed_at=draw(MOMENTS),
            )
            for path in sorted(answered)
        ),
        attachments=tuple(
            draw(attachments(f"{name}-a{n}")) for n in range(draw(st.integers(0, 2)))
        ),
        claims=tuple(draw(claims(f"{name}-c{n}")) for n in range(draw(st.integers(0, 2)))),
    )


@st.composite
def histories(draw, owners):
    """Return what some texts said before, each latest first; statements have no owner."""
    numbers, found = iter(range(99, 0, -1)), []
    for path in draw(st.lists(NAMES, max_size=2, unique=True)):
        place = TextPlace(evidence_id=draw(st.sampled_from(owners)), path=path)
        for text in draw(st.lists(WORDS, min_size=1, max_size=3)):
            made_at = draw(MOMENTS)
            found.append(
                Revision(number=next(numbers), place=place, made_at=made_at, text=text)
            )
    return found


@st.composite
def contents(draw):
    """Return whatever may stand in a vault besides its portfolio, by shelf."""
    names = [f"p{n}" for n in range(draw(st.integers(0, 3)))]
    return {
        "evidence": tuple(draw(pieces(name)) for name in names),
        "history": tuple(draw(histories([None, *names]))),
        "retention": draw(
            st.none() | st.builds(Retention, destroy_on=DAYS, reason=WORDS, chosen_at=MOMENTS)
        ),
        "rules": draw(
            st.lists(
                st.builds(KeptRule, move=st.integers(0, 3), path=NAMES, text=WORDS),
                min_size=1,  # a vault without any keeps those in force when it is opened
                max_size=3,
                unique_by=lambda found: (found.move, found.path),
            )
        ),
        "moves": draw(
            st.lists(
                st.builds(
                    Move,
                    number=st.integers(1, 99),
                    from_pathway=NAMES,
                    from_version=NAMES,
                    to_pathway=NAMES,
                    to_version=NAMES,
                    moved_at=MOMENTS,
                ),
                max_size=2,
                unique_by=lambda found: found.number,
            )
        ),
        "own_words": draw(
            st.lists(
                st.builds(OwnWord, word=WORDS, added_at=MOMENTS),
                max_size=3,
                unique_by=lambda found: found.word,
            )
        ),
        "people": draw(
            st.lists(
                st.builds(
                    Person,
                    id=NAMES,
                    real_name=WORDS,
                    stand_in=WORDS,
                    also=st.lists(WORDS, max_size=2).map(tuple),
                    note=WORDS,
                    added_at=MOMENTS,
                ),
                max_size=2,
                unique_by=lambda found: found.id,
            )
        ),
        "contributors": draw(
            st.lists(
                st.builds(Contributor, role=NAMES, name=WORDS, fingerprint=st.none() | DIGESTS),
                max_size=2,
                unique_by=lambda found: found.role,
            )
        ),
        "statements": draw(
            st.lists(
                st.builds(Statement, capability=CAPABILITIES, text=WORDS, changed_at=MOMENTS),
                max_size=2,
                unique_by=lambda found: found.capability,
            )
        ),
        "ratings": draw(
            st.lists(
                st.builds(
                    SelfRating,
                    capability=CAPABILITIES,
                    stage=st.just("") | NAMES,
                    level=WORDS,
                    note=WORDS,
                    rated_at=MOMENTS,
                ),
                max_size=3,
            )
        ),
        "seals": draw(
            st.lists(
                st.builds(
                    Seal,
                    pack_code=WORDS,
                    version=st.integers(0, 99),
                    sealed_at=MOMENTS,
                    sha256=DIGESTS,
                    stage=WORDS,
                    shown=st.lists(
                        st.builds(
                            ShownPassage,
                            capability=CAPABILITIES,
                            voice=WORDS,
                            mark=WORDS,
                        ),
                        max_size=2,
                    ).map(tuple),
                ),
                max_size=2,
            )
        ),
    }


PORTFOLIOS = st.builds(
    Portfolio,
    id=NAMES,
    practitioner=st.builds(
        Practitioner, name=WORDS, swe_number=WORDS, job_title=WORDS, team=WORDS
    ),
    pathway=st.just("bexley-level-3"),
    pathway_version=NAMES,
    started_on=DAYS,
    panel_on=st.none() | DAYS,
    submit_by=st.none() | DAYS,
    example=st.booleans(),
    times_sealed=st.integers(0, 99),
    timetable=st.builds(
        Timetable,
        share=st.fractions(Fraction(1, 10), 1, max_denominator=40),
        pauses=st.lists(st.builds(Pause, first=DAYS, last=DAYS, why=WORDS), max_size=2).map(
            tuple
        ),
        extension=st.none()
        | st.builds(Extension, months=st.integers(1, 12), reason=WORDS, agreed_on=DAYS),
        chosen=st.lists(NAMES, max_size=2).map(tuple),
    ),
)


def put(tx, content):
    """Put what `contents` drew into a vault."""
    for piece in content["evidence"]:
        plain = {name: getattr(piece, name) for name in KeptEvidence.__dataclass_fields__}
        tx.archive.add_evidence(KeptEvidence(**{**plain, "attachments": ()}))
        for kept in piece.attachments:
            data, _ = CONTENTS[kept.attachment.sha256]
            tx.archive.add_attachment(piece.id, kept, BytesIO(data))
        tx.archive.put_in_bin(piece.id, piece.removed_at)
    one_by_one = {
        "contributors": tx.contributors.put,
        "ratings": tx.ratings.add,
        "seals": tx.seals.add,
        "moves": tx.rules.add_move,
        "own_words": tx.own_words.add,
        "people": tx.people.add,
    }
    for name, keep in one_by_one.items():
        for record in content[name]:
            keep(record)
    tx.archive.add_statements(content["statements"])
    for place, revisions in groupby(content["history"], lambda found: found.place):
        tx.history.put(place, tuple(revisions))
    tx.rules.keep(content["rules"])
    if content["retention"]:
        tx.retention.put(content["retention"])


def everything(folder, key):
    """Return every table of a vault as it lies in the database, rows in their order."""
    engine = make_engine(folder / DATABASE, key)
    try:
        with engine.connect() as connection:
            return {
                name: _rows(connection, table) for name, table in Base.metadata.tables.items()
            }
    finally:
        engine.dispose()


def _rows(connection, table):
    """Return the rows of a table, in an order that both vaults share.

    Without the numbers that only tell the order in which rows of one owner were added; those
    of revisions are their identity.
    """
    is_told = table.name == "revision"
    columns = [column for column in table.columns if is_told or column.name != "number"]
    owners = [column for column in columns if column.name in {"evidence_id", "person_id"}]
    number = [column for column in table.columns if column.name == "number"]
    order = [*owners, *number] or list(table.primary_key.columns)
    found = connection.execute(table.select().with_only_columns(*columns).order_by(*order))
    rows = [tuple(row) for row in found]
    return sorted(rows, key=repr) if table.name == "searchable" else rows
