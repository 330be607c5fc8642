"""Documents of every shape that news text comes in, made from labelled pages, with the true label of each line.

`make` is for whoever fits weights or measures a cleaner; `python -m benchmarks.shapes DATA` reports, kind by kind,
how well the shipped cleaner reads them. Pages lend headline and text; what else a shape needs is invented.
"""

from benchmarks.shapes.document import Part, ShapedDocument, Source, is_usable
from benchmarks.shapes.make import KINDS, make

__all__ = ["KINDS", "Part", "ShapedDocument", "Source", "is_usable", "make"]
