"""The changes between two rule sets as one HTML page that needs nothing else."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.corpus.difference import Difference, DocumentChange

STYLE = """
body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .25rem .6rem; vertical-align: top; }
thead th { border-bottom: 2px solid #888; } tbody tr { border-bottom: 1px solid #ddd; }
.figure { text-align: right; font-variant-numeric: tabular-nums; } .lost { color: #9c1c1c; } .gained { color: #17602f; }
details { border-top: 1px solid #ccc; padding: .5rem 0; } summary { cursor: pointer; } code { font-size: .9em; }
@media (prefers-color-scheme: dark) { body { background: #181818; color: #e6e6e6; } .lost { color: #ff8f8f; }
  .gained { color: #7fd69b; } }
"""


def page(found: Difference, old: str, new: str) -> str:
    """The page; `old` and `new` name the sides."""
    title = f"{old} and {new}: what changes"
    rows = "".join(_document(change) for change in found.changes) or "<p>Nothing changes.</p>"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>\n'
        f"<h1>{escape(title)}</h1>\n{_summary(found)}\n<h2>Documents, riskiest first</h2>\n{rows}</body></html>\n"
    )


def _summary(found: Difference) -> str:
    facts = [
        ("Documents", f"{found.documents:,}"),
        ("Documents that change", f"{len(found.changes):,}"),
        ("Words of bodies that come or go", f"{found.moved:.2%}"),
        ("Documents whose metadata change", f"{found.metadata:.2%}"),
    ]
    if found.with_gold:
        facts.append(("Mean F1 (with gold)", f"{found.old_f1:.4f} → {found.new_f1:.4f}"))
    if found.faults:
        facts.append(("Documents that couldn't be compared", f"{len(found.faults):,}"))
    rows = "".join(f'<tr><th scope="row">{name}</th><td class="figure">{value}</td></tr>' for name, value in facts)
    return f"<table><tbody>{rows}</tbody></table>"


def _document(change: DocumentChange) -> str:
    figures = f"−{change.lost} +{change.gained} words, {len(change.lines)} lines, {len(change.article)} properties"
    if change.old_f1 is not None and change.new_f1 is not None:
        figures += f", F1 {change.old_f1:.3f} → {change.new_f1:.3f}"
    return (
        f"<details><summary><strong>{_text(change.name)}</strong> {figures}</summary>"
        f"<table><thead><tr><th>Line</th><th>Text</th><th>Before</th><th>After</th></tr></thead>"
        f"<tbody>{''.join(_rows(change))}</tbody></table></details>\n"
    )


def _rows(change: DocumentChange) -> Iterator[str]:
    for name, old, new in change.article:
        yield f"<tr><td></td><td><em>{_text(name)}</em></td><td>{_value(old)}</td><td>{_value(new)}</td></tr>"
    for line in change.lines:
        cells = "".join(
            f"<td>{_text(told.verdict)}<br><code>{_text(', '.join(told.rules))}</code></td>"
            for told in (line.old, line.new)
        )
        yield f'<tr><td class="figure">{line.line + 1}</td><td>{_text(line.text)}</td>{cells}</tr>'


def _value(value: Any) -> str:
    return _text(json.dumps(value, ensure_ascii=False))


def _text(text: str) -> str:
    return escape(text.encode("utf-8", "replace").decode())
