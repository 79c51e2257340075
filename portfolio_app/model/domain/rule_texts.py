"""A rule file as text, before anything is made of it: what is kept, packed and compared."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("frameworks", "forms", "models", "pathways", "profiles")
"""The folders of rule files; beside them stands `roles.toml`."""
ROLES = "roles.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """One rule file."""

    path: str
    """Its folder and name: `pathways/bexley-level-3.toml`, or `roles.toml`."""
    text: str
    """TOML."""

    @property
    def kind(self) -> str:
        """Its folder; empty for the roles."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """Its name without the folder, as it stands in sentences."""
        return self.path.rpartition("/")[2]


def path_of(kind: str, rule_id: str) -> str:
    """Return where the file that defines `rule_id` belongs: `forms/manager-report.toml`."""
    return f"{kind}/{rule_id}.toml"
