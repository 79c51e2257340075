"""How whose portfolio it is, what it is for and when it was sealed lies in the database."""

from __future__ import annotations

import json
from datetime import date, datetime  # noqa: TC003 - read when the rows are mapped

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portfolio_app.model.domain.names import CapabilityRef, PathwayId, RoleId
from portfolio_app.model.domain.portfolio import (
    Contributor,
    Portfolio,
    Practitioner,
    Seal,
    ShownPassage,
    Statement,
)
from portfolio_app.model.domain.retention import Retention
from portfolio_app.model.domain.stages import Timetable  # noqa: TC001 - read when mapped
from portfolio_app.model.store.columns import Base
from portfolio_app.model.store.timetables import TimetableColumn


class PortfolioRow(Base):
    """The one row of what the vault is for."""

    __tablename__ = "portfolio"
    __table_args__ = (CheckConstraint("the_only = 1", name="the_only"),)

    the_only: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str]
    name: Mapped[str]
    swe_number: Mapped[str]
    job_title: Mapped[str]
    team: Mapped[str]
    pathway: Mapped[str]
    pathway_version: Mapped[str]
    started_on: Mapped[date]
    panel_on: Mapped[date | None]
    submit_by: Mapped[date | None]
    example: Mapped[bool]
    times_sealed: Mapped[int]
    timetable: Mapped[Timetable] = mapped_column(TimetableColumn, server_default="")

    @classmethod
    def from_record(cls, record: Portfolio) -> PortfolioRow:
        """Return the row of a portfolio."""
        return cls(
            the_only=1,
            id=record.id,
            name=record.practitioner.name,
            swe_number=record.practitioner.swe_number,
            job_title=record.practitioner.job_title,
            team=record.practitioner.team,
            pathway=record.pathway,
            pathway_version=record.pathway_version,
            started_on=record.started_on,
            panel_on=record.panel_on,
            submit_by=record.submit_by,
            example=record.example,
            times_sealed=record.times_sealed,
            timetable=record.timetable,
        )

    def to_record(self) -> Portfolio:
        """Return the portfolio."""
        return Portfolio(
            id=self.id,
            practitioner=Practitioner(
                name=self.name,
                swe_number=self.swe_number,
                job_title=self.job_title,
                team=self.team,
            ),
            pathway=PathwayId(self.pathway),
            pathway_version=self.pathway_version,
            started_on=self.started_on,
            panel_on=self.panel_on,
            submit_by=self.submit_by,
            example=self.example,
            times_sealed=self.times_sealed,
            timetable=self.timetable,
        )


class ContributorRow(Base):
    """Somebody else who writes or signs; one for each role."""

    __tablename__ = "contributor"

    number: Mapped[int] = mapped_column(primary_key=True)
    """In the order in which they were first named."""
    role: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    fingerprint: Mapped[str | None]

    def to_record(self) -> Contributor:
        """Return the contributor."""
        return Contributor(role=RoleId(self.role), name=self.name, fingerprint=self.fingerprint)


class StatementRow(Base):
    """The account of one capability as a whole."""

    __tablename__ = "statement"

    capability: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    changed_at: Mapped[datetime]

    def to_record(self) -> Statement:
        """Return the statement."""
        return Statement(
            capability=CapabilityRef.parse(self.capability),
            text=self.text,
            changed_at=self.changed_at,
        )


class SealRow(Base):
    """A pack that was sealed."""

    __tablename__ = "seal"

    number: Mapped[int] = mapped_column(primary_key=True)
    pack_code: Mapped[str]
    version: Mapped[int]
    sealed_at: Mapped[datetime]
    sha256: Mapped[str]
    stage: Mapped[str] = mapped_column(default="", server_default="")
    """The id of the stage whose pack it was; empty: of the whole pathway."""
    shown: Mapped[str] = mapped_column(default="", server_default="")
    """`[["pcf-2018/6","observer","0f3a…"]]`: what it showed, without the words; or nothing."""

    @classmethod
    def from_record(cls, record: Seal) -> SealRow:
        """Return the row of a seal."""
        return cls(
            pack_code=record.pack_code,
            version=record.version,
            sealed_at=record.sealed_at,
            sha256=record.sha256,
            stage=record.stage,
            shown=_stored(record.shown),
        )

    def to_record(self) -> Seal:
        """Return the seal."""
        return Seal(
            pack_code=self.pack_code,
            version=self.version,
            sealed_at=self.sealed_at,
            sha256=self.sha256,
            stage=self.stage,
            shown=_read(self.shown),
        )


class RetentionRow(Base):
    """The one row that says when the portfolio is to be destroyed, if that was decided."""

    __tablename__ = "retention"
    __table_args__ = (CheckConstraint("the_only = 1", name="the_only"),)

    the_only: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    destroy_on: Mapped[date]
    reason: Mapped[str]
    chosen_at: Mapped[datetime]

    @classmethod
    def from_record(cls, record: Retention) -> RetentionRow:
        """Return the row of a decision."""
        return cls(
            the_only=1,
            destroy_on=record.destroy_on,
            reason=record.reason,
            chosen_at=record.chosen_at,
        )

    def to_record(self) -> Retention:
        """Return the decision."""
        return Retention(
            destroy_on=self.destroy_on, reason=self.reason, chosen_at=self.chosen_at
        )


def _stored(shown: tuple[ShownPassage, ...]) -> str:
    found = [[str(one.capability), one.voice, one.mark] for one in shown]
    return json.dumps(found, separators=(",", ":")) if found else ""


def _read(stored: str) -> tuple[ShownPassage, ...]:
    return tuple(
        ShownPassage(capability=CapabilityRef.parse(ref), voice=voice, mark=mark)
        for ref, voice, mark in (json.loads(stored) if stored else ())
    )
