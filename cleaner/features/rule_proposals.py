"""What the rules say: their proposals for a block, for its neighbours, and the marks of start and end they set."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.features.measurement import Measurement, names_of
from cleaner.features.place import CAP, FAR, NEAR, mean_near, shifted
from cleaner.model import Document, Label
from cleaner.scoring.trees import Floats

LABELS = tuple(label for label in Label if label is not Label.BODY)
_AT: dict[Label, int] = {label: n for n, label in enumerate(LABELS)}
_EXTRA = ("protected", "item", "cut", "bound")

MEASUREMENTS = (
    *(Measurement(f"rule_{label}", f"strongest rule that proposes {label} for it", "score") for label in LABELS),
    Measurement("protected", "strongest `protect` rule", "score"),
    Measurement("item", "it stands in the list below a block of a `heading` rule", "score"),
    Measurement("cut", "strongest `span` rule for a part of it", "score"),
    Measurement("bound", "strongest `boundary` rule", "score"),
    Measurement("best_rule", "strongest proposal for it", "score"),
    Measurement("prev_rule", "strongest proposal for the block before", "score"),
    Measurement("next_rule", "strongest proposal for the block behind", "score"),
    Measurement("near_rules", "mean of the strongest proposals within 3 blocks", "score"),
    Measurement("prev_caption", "caption, proposed for the block before", "score"),
    Measurement("next_caption", "caption, proposed for the block behind", "score"),
    Measurement("next_credit", "credit, proposed for the block behind", "score"),
    Measurement("prev_credit", "credit, proposed for the block before", "score"),
    Measurement("prev_head", "byline, timestamp, headline, kicker or share, proposed for the block before", "score"),
    Measurement("next_head", "the same for the block behind", "score"),
    Measurement("prev_related", "related, proposed for the block before", "score"),
    Measurement("next_related", "related, proposed for the block behind", "score"),
    Measurement("near_related", "mean of related within 8 blocks", "score"),
    Measurement("prev_player", "player, proposed for the block before", "score"),
    Measurement("next_player", "player, proposed for the block behind", "score"),
    Measurement("prev_comments", "comments, proposed for the block before", "score"),
    Measurement("near_comments", "mean of comments within 8 blocks", "score"),
    Measurement("near_promo", "mean of promo within 8 blocks", "score"),
    Measurement("near_captions", "mean of caption within 3 blocks", "score"),
    Measurement("far_captions", "mean of caption within 8 blocks", "score"),
    Measurement("far_rules", "mean of the strongest proposals within 8 blocks", "score"),
    Measurement("far_heads", "mean of byline and timestamp within 8 blocks", "score"),
    Measurement("sure_bounds_before", "boundaries of score 3 up to it, behind some running text, up to 4", "blocks"),
    Measurement("bounds_before", "boundaries of score 2 or more up to it, behind some running text, up to 4", "blocks"),
    Measurement("bounds_after", "boundaries of score 2 or more behind it, up to 4", "blocks"),
    Measurement("since_bound", "distance to the last boundary, up to 40", "blocks"),
    Measurement("bylines_before", "bylines of score 2 or more before it, up to 4", "blocks"),
    Measurement("bylines_after", "bylines of score 2 or more behind it, up to 4", "blocks"),
    Measurement("stamps_before", "timestamps of score 2 or more before it, up to 4", "blocks"),
    Measurement("stamps_after", "timestamps of score 2 or more behind it, up to 4", "blocks"),
    Measurement(
        "headlike_before",
        "the labels of `prev_head`, of score 2 or more, before it, up to 4",
        "blocks",
    ),
)
NAMES = names_of(MEASUREMENTS)

USUAL, SURE = 2.0, 3.0
CUT_SHARE = 0.8
MIN_TEXT_BEFORE_END = 1
"""Blocks of running text that stand before a mark of the end that is believed."""

MAX_COUNT = 4
"""Marks before or after a block are counted up to here."""

_HEAD = [_AT[label] for label in (Label.BYLINE, Label.TIMESTAMP, Label.HEADLINE, Label.KICKER, Label.SHARE)]


def measure(document: Document, prose_before: Floats) -> Floats:
    """Blocks × `NAMES`; `prose_before` counts the running text before each block."""
    n = len(document.annotations)
    base = np.zeros((n, len(LABELS) + len(_EXTRA)), dtype=np.float32)
    protected, item, cut, bound = range(len(LABELS), len(LABELS) + len(_EXTRA))
    for row, notes in enumerate(document.annotations):
        for note in notes:
            at = _AT.get(note.label, protected)
            if note.kind == "item":
                at = item
            elif note.kind == "protect":
                at = protected
            elif note.kind == "span" and note.end - note.start < CUT_SHARE * len(document.blocks[row].text):
                at = cut
            elif note.kind == "boundary":
                base[row, bound] = max(base[row, bound], note.score)
            if note.score > base[row, at]:
                base[row, at] = note.score
    proposals = base[:, : len(LABELS)]
    best = proposals.max(axis=1) if n else np.zeros(0, dtype=np.float32)
    head = proposals[:, _HEAD].max(axis=1) if n else best
    columns = [best, shifted(best, 1, 0), shifted(best, -1, 0), mean_near(best, NEAR)] if n else [best] * 4
    if not n:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    of = {label: proposals[:, at] for label, at in _AT.items()}
    # The end of an article stands behind some of it: "View comments" above the first paragraph is a button.
    bounds = np.where(prose_before >= MIN_TEXT_BEFORE_END, base[:, bound], 0)
    columns += [
        shifted(of[Label.CAPTION], 1, 0),
        shifted(of[Label.CAPTION], -1, 0),
        shifted(of[Label.CREDIT], -1, 0),
        shifted(of[Label.CREDIT], 1, 0),
        shifted(head, 1, 0),
        shifted(head, -1, 0),
        shifted(of[Label.RELATED], 1, 0),
        shifted(of[Label.RELATED], -1, 0),
        mean_near(of[Label.RELATED], FAR),
        shifted(of[Label.PLAYER], 1, 0),
        shifted(of[Label.PLAYER], -1, 0),
        shifted(of[Label.COMMENTS], 1, 0),
        mean_near(of[Label.COMMENTS], FAR),
        mean_near(of[Label.PROMO], FAR),
        mean_near(of[Label.CAPTION], NEAR),
        mean_near(of[Label.CAPTION], FAR),
        mean_near(best, FAR),
        mean_near(np.maximum(of[Label.BYLINE], of[Label.TIMESTAMP]), FAR),
        _up_to(bounds >= SURE),
        _up_to(bounds >= USUAL),
        _before(bounds[::-1] >= USUAL)[::-1],
        _since_mark(bounds >= USUAL),
        _before(of[Label.BYLINE] >= USUAL),
        _before(of[Label.BYLINE][::-1] >= USUAL)[::-1],
        _before(of[Label.TIMESTAMP] >= USUAL),
        _before(of[Label.TIMESTAMP][::-1] >= USUAL)[::-1],
        _before(head >= USUAL),
    ]
    return np.column_stack([base, *columns]).astype(np.float32)


def _up_to(flags: NDArray[np.bool_]) -> Floats:
    """Flags up to and with each block."""
    counts: Floats = np.minimum(np.cumsum(flags), MAX_COUNT)
    return counts


def _before(flags: NDArray[np.bool_]) -> Floats:
    """Flags before each block."""
    counts: Floats = np.minimum(np.cumsum(flags) - flags, MAX_COUNT)
    return counts


def _since_mark(flags: NDArray[np.bool_]) -> Floats:
    """Blocks since the last flag, the block's own included; `CAP` where there was none."""
    index = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, index, -1))
    since: Floats = np.where(last >= 0, np.minimum(index - last, CAP), CAP)
    return since
