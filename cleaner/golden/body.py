"""The body a document would have if some of its lines came out as expected: what of a wrong body the lines explain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.model import Block, Verdict
from cleaner.stages.map_to_source import map_to_source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cleaner.golden.case import Case, Expected
    from cleaner.model import Document, Piece
    from cleaner.ruleset import RuleSet


def body_with(case: Case, document: Document, lines: Collection[int], rules: RuleSet) -> str:
    """The body of a document if of some lines came what the case expects."""
    wanted = {index: case.expected(index) for index in lines}
    verdicts = [
        tuple(_overruled(block, tiles, wanted)) if any(piece.line in wanted for piece in block.pieces) else tiles
        for block, tiles in zip(document.blocks, document.verdicts, strict=True)
    ]
    return map_to_source(replace(document, verdicts=tuple(verdicts)), rules).body


def _overruled(
    block: Block, tiles: tuple[Verdict, ...], wanted: Mapping[int, tuple[Expected, ...]]
) -> Iterator[Verdict]:
    at = 0
    for piece in block.pieces:
        end = piece.end
        if piece.line in wanted:
            yield from _expected_tiles(block, piece, at, wanted[piece.line])
        else:
            for tile in tiles:
                if tile.start < end and tile.end > at:
                    yield tile._replace(start=max(at, tile.start), end=min(end, tile.end))
        at = end


def _expected_tiles(block: Block, piece: Piece, start: int, spans: tuple[Expected, ...]) -> Iterator[Verdict]:
    """The spans of a line as verdicts; their texts are looked for in the block's, whose white space is folded."""
    at = start
    for number, span in enumerate(spans):
        folded = " ".join((span.text or "").split())
        found = block.text.find(folded, at, piece.end)
        end = piece.end if number == len(spans) - 1 or found < 0 else found + len(folded)
        yield Verdict(at, end, span.label, span.action, ())
        at = end
