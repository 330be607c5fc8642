"""The rows of shards as one Parquet file: the same bytes for the same rows, one row group at a time in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cleaner.batch import shards
from cleaner.batch.records import encoded
from cleaner.batch.shapes import OURS
from cleaner.batch.task import Shape
from cleaner.extras import library
from cleaner.model import NewsArticle, camel_case

ROWS = 2_000
"""Rows of a row group: some ten megabytes of articles, which readers take at a time."""

COMPRESSION = "zstd"

LISTS = ("author", "keywords", "creditText", "editor", "correction")
"""Properties of an article that are lists of text; the others are text, but for `image`."""


def write_table(path: Path, folder: Path, keys: Sequence[str], shape: Shape) -> None:
    """The rows of the shards `keys`, in their order, into the file `path`."""
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    schema, as_json = _schema(folder, keys, shape)
    with parquet.ParquetWriter(path, schema, compression=COMPRESSION) as writer:
        for rows in _groups(folder, keys):
            made = [_fitted(row, as_json) for row in rows]
            try:
                table = arrow.Table.from_pylist(made, schema)
            except UnicodeEncodeError:  # half a surrogate pair, which UTF-8 can't hold
                table = arrow.Table.from_pylist([_mended(row) for row in made], schema)
            writer.write_table(table, row_group_size=ROWS)


def _groups(folder: Path, keys: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    for key in keys:
        with (folder / f"{key}.rows").open("rb") as file:
            for raw in file:
                rows.append(json.loads(raw))
                if len(rows) == ROWS:
                    yield rows
                    rows = []
    if rows:
        yield rows


def _schema(folder: Path, keys: Sequence[str], shape: Shape) -> tuple[Any, frozenset[str]]:
    """The columns, and which of them are written as JSON because their values are of several kinds."""
    arrow = library("pyarrow")
    ours = _dolma_types(arrow) if shape is Shape.DOLMA else record_types(arrow)
    kinds: dict[str, set[str]] = {}
    for key in keys:
        done = shards.done(folder, key)
        for name, found in (done.columns if done is not None else {}).items():
            kinds.setdefault(name, set()).update(found)
    carried = {name: _type(arrow, found - {"NoneType"}) for name, found in kinds.items() if name not in ours}
    as_json = {name for name, (_, is_json) in carried.items() if is_json}
    if shape is Shape.DOLMA:
        return arrow.schema(list(ours.items())), frozenset({"metadata", "attributes"})
    fields = {name: ours[name] for name in OURS[:2]} | {name: kind for name, (kind, _) in carried.items()}
    return arrow.schema(list((fields | ours).items())), frozenset(as_json)


def _type(arrow: Any, kinds: set[str]) -> tuple[Any, bool]:
    """The type of a carried column, and whether its values have to be written as JSON."""
    simple = {"bool": arrow.bool_(), "int": arrow.int64(), "float": arrow.float64(), "str": arrow.string()}
    if len(kinds) == 1 and (kind := next(iter(kinds))) in simple:
        return simple[kind], False
    if kinds == {"int", "float"}:
        return arrow.float64(), False
    return arrow.string(), bool(kinds)


def record_types(arrow: Any) -> dict[str, Any]:
    text, texts = arrow.string(), arrow.list_(arrow.string())
    image = arrow.struct([("caption", text), ("creditText", text)])
    kinds = {"image": arrow.list_(image)} | dict.fromkeys(LISTS, texts)
    article = [(name, kinds.get(name, text)) for name in map(camel_case, NewsArticle.__slots__)]
    span = [("start", arrow.int32()), ("end", arrow.int32()), ("label", text), ("action", text), ("rules", texts)]
    line = [("index", arrow.int32()), ("label", text), ("action", text), ("rules", texts), ("text", text)]
    lines = arrow.list_(arrow.struct([*line, ("spans", arrow.list_(arrow.struct(span)))]))
    ours = {"source": text, "id": text, "article": arrow.struct(article), "lines": lines, "ruleset": text}
    sources = arrow.struct([(name, text) for name, _ in article])
    return ours | {
        "sources": sources,
        "unprinted": arrow.list_(arrow.struct([("reason", text), ("words", arrow.int32())])),
    }


def counted(unprinted: Mapping[str, int]) -> list[dict[str, Any]]:
    """The words that aren't printed as rows: Arrow's maps are not read by all who read its lists.

    >>> counted({"hidden": 12})
    [{'reason': 'hidden', 'words': 12}]
    """
    return [{"reason": reason, "words": words} for reason, words in unprinted.items()]


def _dolma_types(arrow: Any) -> dict[str, Any]:
    names = ("id", "text", "source", "created", "metadata", "attributes")
    return dict.fromkeys(names, arrow.string())


def _fitted(row: dict[str, Any], as_json: frozenset[str]) -> dict[str, Any]:
    for name in as_json & row.keys():
        if row[name] is not None:
            row[name] = json.dumps(row[name], ensure_ascii=False)
    if isinstance(row.get("unprinted"), dict):
        row["unprinted"] = counted(row["unprinted"])
    return row


def _mended(value: Any) -> Any:
    """The value with half surrogate pairs replaced, at any depth."""
    if isinstance(value, str):
        return encoded(value).decode("utf-8")
    if isinstance(value, dict):
        return {_mended(name): _mended(item) for name, item in value.items()}
    return [_mended(item) for item in value] if isinstance(value, list) else value
