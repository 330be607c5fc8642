"""Faults and differences at places of files, and the formats that other programs read them in."""

from cleaner.findings.finding import ERROR, NOTE, WARNING, Finding

__all__ = ["ERROR", "NOTE", "WARNING", "Finding"]
