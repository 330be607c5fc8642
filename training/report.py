"""What weights are worth on publishers they have not seen, view by view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from benchmarks.scoring import body_scores
from cleaner.stages.score import kept_blocks
from training.pages import SHAPED, Page
from training.trees import BY_HAND, LABELS

BODY = len(LABELS)


def report(
    views: Sequence[str], pages: Sequence[Page], keep: Sequence[np.ndarray], named: Sequence[np.ndarray]
) -> None:
    """Print scores of bodies by view and source, of labels, and of other shapes kind by kind.

    `keep` are the log-odds of body of each block, `named` the scores of the other labels.
    """
    bodies: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    shapes: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    labels: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for page, own, scores in zip(pages, keep, named, strict=True):
        kept = kept_blocks(own, page.table)
        if page.view == SHAPED:
            right = bool((kept == page.is_body).all())
            shapes[page.kind].append((right, bool((page.is_body & ~kept).any()), bool((kept & ~page.is_body).any())))
            continue
        body = "\n".join(text for text, keeps in zip(page.texts, kept, strict=True) if keeps)
        bodies[page.view, _source(page)].append((page.gold, body))
        if page.view in BY_HAND:
            path = np.where(kept, BODY, scores.argmax(axis=1)).tolist()
            told = zip(page.labels, path, strict=True)
            labels[_source(page)] += [(label, at) for label, at in told if label is not None and label in LABELS]
    for view in views:
        for (_, source), pairs in sorted(item for item in bodies.items() if item[0][0] == view):
            found = body_scores([gold for gold, _ in pairs], [body for _, body in pairs])
            print(f"  {view:17} {source:8} " + "  ".join(f"{name} {value:.3f}" for name, value in found.items()))
    for kind, rows in [*sorted(shapes.items()), ("all shapes", [row for some in shapes.values() for row in some])]:
        right, lost, left = (sum(column) / max(1, len(rows)) for column in zip(*rows, strict=True))
        print(f"  {kind:22} n {len(rows):4}  blocks right {right:.3f}  body lost {lost:.3f}  furniture left {left:.3f}")
    for source, said in sorted(labels.items()):
        same = np.mean([LABELS.index(label) == at for label, at in said])
        kept_share = np.mean([at == BODY for _, at in said])
        print(f"  labels {source:8} same {same:.3f}  kept in the body {kept_share:.3f}", flush=True)


def _source(page: Page) -> str:
    """The split, and for `more` the source of its pages."""
    return page.split if page.split != "more" else page.id[:2]
