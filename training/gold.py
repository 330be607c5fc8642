"""Blocks laid beside the gold body: how much of each stands in it."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from benchmarks.scoring import shingles, words_of


def body_shares(texts: list[str], gold: str) -> np.ndarray:
    """How much of each block stands in the gold body; of a text printed more often, the best placed count."""
    joined = f" {' '.join(words_of(gold))} "
    paragraphs = {" ".join(words_of(line)) for line in gold.split("\n")}
    grams = set(shingles(gold))
    own = [words_of(text) for text in texts]
    found = [{gram for gram in _grams(words) if gram in grams} for words in own]
    shares = np.array(
        [
            len(hits) / len(_grams(words)) if len(words) >= 4 else float(" ".join(words) in paragraphs and words != [])
            for words, hits in zip(own, found, strict=True)
        ]
    )
    shares[_retold(shares, found)] = 0.0
    copies: dict[str, list[int]] = defaultdict(list)
    for n in np.flatnonzero(shares >= 0.5).tolist():
        copies[" ".join(own[n])].append(n)
    for key, places in copies.items():
        # A pull quote stands on the page twice: in its paragraph, which is longer, and by itself.
        inside = sum(f" {key} " in f" {other} " for other in copies if len(other) > len(key)) if " " in key else 0
        spare = len(places) - max(0 if inside else 1, joined.count(f" {key} ") - inside)
        if spare > 0:
            around = {n: (shares[max(0, n - 4) : n + 5] >= 0.5).sum() for n in places}
            shares[sorted(places, key=lambda n: around[n])[:spare]] = 0.0
    return shares


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def _retold(shares: np.ndarray, found: list[set[tuple[str, ...]]]) -> list[int]:
    """Blocks that stand in the gold body only as far as a better one does: captions and key points that repeat most
    of a paragraph."""
    partly = np.flatnonzero((shares >= 0.5) & (shares < 0.95)).tolist()
    better = np.flatnonzero(shares >= 0.95).tolist()
    return [n for n in partly if found[n] and any(found[n] <= found[other] for other in better)]
