"""Fitted sums as files of `rules/evidence`."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

import lightgbm

from cleaner.ruleset import shipped_rules
from training.sums import LABEL_TREES, RULE_COLUMNS, RULE_WORTH


def rule_trees() -> tuple[list[list[int]], list[list[float]], list[list[float]]]:
    """What the rules bring their labels, as trees: one a label, which asks for the score of its strongest rule."""
    depth, worth = LABEL_TREES["max_depth"], [RULE_WORTH[score] for score in (1, 2, 3)]
    feature, threshold, leaf = [], [], []
    for column in RULE_COLUMNS:
        asked = [0.5, 0.0, 1.5, 0.0, 0.0, 0.0, 2.5]
        feature.append([column] * (2**depth - 1))
        threshold.append(asked)
        leaf.append([0.0] * 4 + [worth[0]] * 2 + worth[1:])
    return feature, threshold, leaf


def stored(booster: lightgbm.Booster, names: tuple[str, ...], depth: int, classes: int, **more: Any) -> dict[str, Any]:
    """The booster's trees as complete trees, in the form `cleaner.scoring.trees` reads; `more` says what they were
    fitted on, the labels of the classes, and the measurements' defaults."""
    feature, threshold, leaf = rule_trees() if classes > 1 else ([], [], [])
    for tree in booster.dump_model()["tree_info"]:
        f, t, v = [0] * (2**depth - 1), [0.0] * (2**depth - 1), [0.0] * 2**depth
        _complete(tree["tree_structure"], 0, depth, f, t, v)
        feature.append(f)
        threshold.append([float(f"{x:.6g}") for x in t])
        leaf.append([round(x, 5) for x in v])
    return {
        "made_by": "python -m training DATA",
        "fitted_at": date.today().isoformat(),
        "measurements": list(names),
        "depth": depth,
        "classes": classes,
        "bias": [0.0] * classes,
        **more,
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


def write(name: str, table: dict[str, Any]) -> None:
    path = shipped_rules() / "evidence" / f"{name}.json"
    rows = [f" {json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in table.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")
    print(f"wrote {path.relative_to(path.parent.parent.parent)}", file=sys.stderr)
