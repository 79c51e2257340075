"""Capabilities: what the practitioner says of each as a whole."""

from __future__ import annotations
