"""Identifiers of the things the program talks about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

EvidenceId = NewType("EvidenceId", str)
AttachmentId = NewType("AttachmentId", str)
ClaimId = NewType("ClaimId", str)
FormId = NewType("FormId", str)
PathwayId = NewType("PathwayId", str)
FrameworkId = NewType("FrameworkId", str)
ModelId = NewType("ModelId", str)
RoleId = NewType("RoleId", str)
PersonId = NewType("PersonId", str)

FieldPath = NewType("FieldPath", str)
"""Where an answer stands in a form, dotted: `area`, `account.feelings`, `goals.2.progress`.

Rows of a list count from 1.
"""

PRACTITIONER = RoleId("practitioner")
"""The person whose portfolio it is; the only role every pathway has."""


@dataclass(frozen=True, slots=True, order=True)
class CapabilityRef:
    """One capability of one framework, such as `pcf-2018/6`."""

    framework: FrameworkId
    number: str

    @classmethod
    def parse(cls, text: str) -> CapabilityRef:
        """Read `FRAMEWORK/NUMBER`.

        Raises:
            ValueError: The text has another shape.
        """
        framework, slash, number = text.strip().partition("/")
        if not (framework and slash and number):
            raise ValueError(text)
        return cls(FrameworkId(framework), number)

    def __str__(self) -> str:
        return f"{self.framework}/{self.number}"
