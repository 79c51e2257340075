"""The kinds of columns that rows are made of, and how their constraints are named."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Dialect, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Words(TypeDecorator[str]):
    """Text. Half a surrogate pair, which a careless paste can bring, becomes U+FFFD.

    It has no encoding, so it could not be saved at all; replaced one for one, every offset
    into the text stays right.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write text that has an encoding."""
        return value and _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)


class Moment(TypeDecorator[datetime]):
    """An instant, kept as text in UTC to the microsecond, so that it sorts as it reads."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write an aware time; a naive one is a defect."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read an instant back, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """What all rows share."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Words,
        datetime: Moment,
        bytes: LargeBinary,
    }
