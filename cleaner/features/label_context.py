"""What the blocks around one are called, as the first sums of the labels have it: measurements of the second naming.

Lines of a kind stand together: a menu's entry among others, a summary below a headline, a credit below a caption. A
block that is kept is called nothing.
"""

from __future__ import annotations

import numpy as np

from cleaner.features.measurement import Measurement, names_of
from cleaner.features.place import FAR
from cleaner.model import Label
from cleaner.scoring.trees import Floats

LABELS = tuple(label for label in Label if label is not Label.BODY)
"""The labels, in the order of the columns that `measure` takes."""

MEASUREMENTS = (
    *(Measurement(f"prev_is_{label}", f"first share of {label}, block before", "share") for label in LABELS),
    *(Measurement(f"next_is_{label}", f"first share of {label}, block behind", "share") for label in LABELS),
    *(Measurement(f"above_{label}", f"shares of {label} over 8 blocks before", "sum of shares") for label in LABELS),
    *(Measurement(f"below_{label}", f"shares of {label} over 8 blocks behind", "sum of shares") for label in LABELS),
    Measurement("prev_kept", "the block before is kept", "flag"),
    Measurement("next_kept", "the block behind is kept", "flag"),
    Measurement("kept_above", "kept blocks before it, up to 5", "blocks"),
    Measurement("headlines_above", "shares of headline over all blocks before it", "sum of shares"),
    Measurement("keep_sum", "its own sum that decides on the body, within ± 6", "log-odds"),
)
NAMES = names_of(MEASUREMENTS)

LIMIT = 6.0
"""The sum that decides on the body is held within ± this."""

MAX_KEPT = 5
"""Kept blocks above are counted up to here."""


def measure(first: Floats, keep: Floats) -> Floats:
    """Blocks × `NAMES`.

    `first` is blocks × `LABELS`, the first sums of the labels; `keep` the sum that decides on the body.
    """
    shares = _shares(first) * (keep <= 0)[:, None]
    n = len(shares)
    index = np.arange(n)
    up_to = np.vstack([np.zeros((1, len(LABELS))), np.cumsum(shares, axis=0)])
    above = up_to[index] - up_to[np.maximum(0, index - FAR)]
    below = up_to[np.minimum(n, index + FAR + 1)] - up_to[index + 1]
    kept = (keep > 0).astype(np.float32)
    edge, none = np.zeros((1, len(LABELS))), np.zeros(1)
    headlines = up_to[:-1, LABELS.index(Label.HEADLINE)]
    columns = [
        np.vstack([edge, shares[:-1]]),
        np.vstack([shares[1:], edge]),
        above,
        below,
        np.concatenate([none, kept[:-1]])[:, None],
        np.concatenate([kept[1:], none])[:, None],
        np.minimum(np.cumsum(kept) - kept, MAX_KEPT)[:, None],
        headlines[:, None],
        np.clip(keep, -LIMIT, LIMIT)[:, None],
    ]
    return np.hstack(columns).astype(np.float32)


def _shares(sums: Floats) -> Floats:
    """Sums as shares of one, row by row.

    >>> _shares(np.array([[0.0, 0.0], [9.0, -9.0]])).round(2).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    powers = np.exp(sums - sums.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares
