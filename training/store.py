"""Fitted weights as files of `rules/evidence`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from training.trees import LABEL_TREES, RULE_COLUMNS, RULE_WORTH, TRUST, TRUSTED_SCORE

COMMAND = "python -m training DATA"


def rule_trees() -> tuple[list[list[int]], list[list[float]], list[list[float]]]:
    """What the rules bring their labels, as trees: one a label, which asks for the score of its strongest rule."""
    depth = LABEL_TREES["max_depth"]
    worth = [RULE_WORTH[score] + TRUST * (score >= TRUSTED_SCORE) for score in (1, 2, 3)]
    feature, threshold, leaf = [], [], []
    for column in RULE_COLUMNS:
        asked = [0.5, 0.0, 1.5, 0.0, 0.0, 0.0, 2.5]
        feature.append([column] * (2**depth - 1))
        threshold.append(asked)
        leaf.append([0.0] * 4 + [worth[0]] * 2 + worth[1:])
    return feature, threshold, leaf


def trees(
    booster: lightgbm.Booster, names: Sequence[str], defaults: np.ndarray, fitted_on: str, depth: int, classes: int
) -> dict[str, Any]:
    """The booster's trees as complete trees, in the form `cleaner.scoring.trees` reads.

    `defaults` are the medians of the measurements: what stands in for one that is no longer made.
    """
    feature, threshold, leaf = rule_trees() if classes > 1 else ([], [], [])
    for tree in booster.dump_model()["tree_info"]:
        f, t, v = [0] * (2**depth - 1), [0.0] * (2**depth - 1), [0.0] * 2**depth
        _complete(tree["tree_structure"], 0, depth, f, t, v)
        feature.append(f)
        threshold.append([float(f"{x:.6g}") for x in t])
        leaf.append([round(x, 5) for x in v])
    usual = {name: float(f"{x:.4g}") for name, x in zip(names, defaults.tolist(), strict=True) if x}
    return {
        "made_by": COMMAND,
        "fitted_at": date.today().isoformat(),
        "fitted_on": fitted_on,
        "measurements": list(names),
        "defaults": usual,
        "depth": depth,
        "classes": classes,
        "bias": [0.0] * classes,
        "feature": feature,
        "threshold": threshold,
        "leaf": leaf,
    }


def _complete(node: dict[str, Any], at: int, depth: int, f: list[int], t: list[float], v: list[float]) -> None:
    """Write a node and what hangs from it; a leaf above the last level answers whatever is asked below it."""
    if at >= 2**depth - 1:
        v[at - (2**depth - 1)] = node["leaf_value"]
        return
    if "leaf_value" in node:
        _complete(node, 2 * at + 1, depth, f, t, v)
        _complete(node, 2 * at + 2, depth, f, t, v)
        return
    f[at], t[at] = node["split_feature"], node["threshold"]
    _complete(node["left_child"], 2 * at + 1, depth, f, t, v)
    _complete(node["right_child"], 2 * at + 2, depth, f, t, v)


def write(folder: Path, name: str, table: Mapping[str, Any]) -> None:
    """Write a weights file below a folder of rules."""
    path = folder / "evidence" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [f" {json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in table.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")
    print(f"wrote {path}", file=sys.stderr)
