"""The Arrow schema of records, and the types of the columns they carry: for Parquet files and engines."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cleaner.batch.records import OURS, carried_columns, plain, without_surrogates
from cleaner.batch.rows import Row
from cleaner.extras import library
from cleaner.model import NewsArticle, camel_case

GROUP_ROWS, GROUP_BYTES = 2_000, 16 << 20
"""Rows and bytes of a row group: what is held in memory at a time, here and by whoever reads the file."""

COMPRESSION = "zstd"

LISTS = ("author", "keywords", "creditText", "editor", "correction")
"""Properties of an article that are lists of text; the others are text, but for `image`."""

AS_JSON = {b"cleaner": b"json"}
"""Marks a field whose values are of several kinds and so are written as JSON."""

INT64 = range(-(2**63), 2**63)


def record_types() -> dict[str, Any]:
    """The columns of a record that are ours, and their types."""
    arrow = library("pyarrow")
    text, texts, number = arrow.string(), arrow.list_(arrow.string()), arrow.int32()
    image = arrow.struct([("caption", text), ("creditText", text)])
    kinds = {"image": arrow.list_(image)} | dict.fromkeys(LISTS, texts)
    article = [(name, kinds.get(name, text)) for name in map(camel_case, NewsArticle.__slots__)]
    span = [("start", number), ("end", number), ("label", text), ("action", text), ("rules", texts)]
    line = [("index", number), ("label", text), ("action", text), ("rules", texts), ("text", text)]
    return {
        "source": text,
        "id": text,
        "article": arrow.struct(article),
        "lines": arrow.list_(arrow.struct([*line, ("spans", arrow.list_(arrow.struct(span)))])),
        "ruleset": text,
        "sources": arrow.struct([(name, text) for name, _ in article]),
        "unprinted": arrow.list_(arrow.struct([("reason", text), ("words", number)])),
        "warnings": texts,
    }


def unprinted_rows(unprinted: Mapping[str, int]) -> list[dict[str, Any]]:
    """The words that aren't printed as rows: Arrow's maps are not read by all who read its lists.

    >>> unprinted_rows({"hidden": 12})
    [{'reason': 'hidden', 'words': 12}]
    """
    return [{"reason": reason, "words": words} for reason, words in unprinted.items()]


def record_batch(row: Row, record: Mapping[str, Any]) -> Any:
    """A record as a batch of one row. Columns it carries keep their types where they came as Arrow."""
    types = record_types()
    made: dict[str, Any] = without_surrogates(record)
    made["unprinted"] = unprinted_rows(made["unprinted"])
    columns = {name: _column(made[name], types[name], name) for name in OURS[:2]}
    for name, new in carried_columns(row).items():
        key = without_surrogates(new)
        if row.arrow is not None:
            columns[key] = row.arrow.column(name), row.arrow.schema.field(name).with_name(key).remove_metadata()
        else:
            columns[key] = _inferred(made[key], key)
    columns |= {name: _column(made[name], types[name], name) for name in OURS[2:]}
    return _batch(columns.values())


def dolma_batch(record: Mapping[str, Any]) -> Any:
    """A document in Dolma's shape as a batch of one row: what isn't text is JSON."""
    text = library("pyarrow").string()
    made = {name: value if isinstance(value, str | None) else _json(value) for name, value in record.items()}
    return _batch(_column(value, text, name) for name, value in without_surrogates(made).items())


def combine(batches: Sequence[Any]) -> Any:
    """Batches as one table. Raises IndexError where there is none."""
    arrow = library("pyarrow")
    schema = merge_schemas([batch.schema for batch in batches])
    return arrow.concat_tables([conform(arrow.Table.from_batches([batch]), schema) for batch in batches])


def merge_schemas(schemas: Sequence[Any]) -> Any:
    """The schema that the rows of all have: a column of several kinds is written as JSON."""
    arrow = library("pyarrow")
    first = schemas[0]
    if all(schema.equals(first, check_metadata=True) for schema in schemas[1:]):
        return first
    fields: dict[str, Any] = {}
    for field in (field for schema in schemas for field in schema):
        known = fields.setdefault(field.name, field)
        if not known.equals(field, check_metadata=True):
            fields[field.name] = _merged(known, field)
    order = [name for name in fields if name not in OURS[2:]] + [name for name in OURS[2:] if name in fields]
    return arrow.schema([fields[name] for name in order])


def conform(table: Any, schema: Any) -> Any:
    """The table with the columns and types of a schema that was merged from its own and others."""
    arrow = library("pyarrow")
    if table.schema.equals(schema, check_metadata=True):
        return table
    columns = []
    for field in schema:
        place = table.schema.get_field_index(field.name)
        if place < 0:
            columns.append(arrow.nulls(table.num_rows, field.type))
        elif _is_json(field) and not _is_json(table.schema.field(place)):
            values = table.column(place).to_pylist()
            columns.append(arrow.array([None if value is None else _json(value) for value in values], field.type))
        else:
            columns.append(table.column(place).cast(field.type))
    return arrow.table(columns, schema=schema)


def final_schema(schemas: Sequence[Any], *, dolma: bool) -> Any:
    """The schema of an output file; without rows, that of a record."""
    arrow = library("pyarrow")
    if not schemas:
        names = ("id", "text", "source", "created", "metadata", "attributes")
        return arrow.schema(list((dict.fromkeys(names, arrow.string()) if dolma else record_types()).items()))
    merged = merge_schemas(schemas)
    texts = [field.with_type(arrow.string()) if field.type == arrow.null() else field for field in merged]
    return arrow.schema(texts)


def write_parquet(file: Any, tables: Iterable[Any], schema: Any) -> None:
    """A Parquet file of tables in their order: the same bytes for the same tables, one row group in memory."""
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    plain_schema = arrow.schema([field.remove_metadata() for field in schema])
    with parquet.ParquetWriter(file, plain_schema, compression=COMPRESSION) as writer:
        for group in _groups(conform(table, schema) for table in tables):
            writer.write_table(group.replace_schema_metadata(None).cast(plain_schema), row_group_size=GROUP_ROWS)


def _groups(tables: Iterable[Any]) -> Iterator[Any]:
    """Tables put together until they make a row group."""
    arrow = library("pyarrow")
    held: list[Any] = []
    for table in tables:
        for start in range(0, table.num_rows, GROUP_ROWS):
            held.append(table.slice(start, GROUP_ROWS))
            if sum(map(len, held)) >= GROUP_ROWS or sum(part.nbytes for part in held) >= GROUP_BYTES:
                yield arrow.concat_tables(held)
                held = []
    if held:
        yield arrow.concat_tables(held)


def to_bytes(table: Any) -> bytes:
    """A table as an Arrow stream."""
    arrow, file = library("pyarrow"), io.BytesIO()
    with arrow.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table)
    return file.getvalue()


def from_bytes(data: bytes) -> Any:
    """The table of an Arrow stream."""
    return library("pyarrow").ipc.open_stream(data).read_all()


def _batch(columns: Iterable[tuple[Any, Any]]) -> Any:
    arrow = library("pyarrow")
    arrays, fields = zip(*columns, strict=True)
    return arrow.RecordBatch.from_arrays(list(arrays), schema=arrow.schema(list(fields)))


def _column(value: Any, kind: Any, name: str) -> tuple[Any, Any]:
    arrow = library("pyarrow")
    return arrow.array([value], kind), arrow.field(name, kind)


def _inferred(value: Any, name: str) -> tuple[Any, Any]:
    """A value that came as JSON."""
    arrow = library("pyarrow")
    kinds = {bool: arrow.bool_(), int: arrow.int64(), float: arrow.float64(), str: arrow.string()}
    kinds[type(None)] = arrow.null()
    kind = kinds.get(type(value))
    if kind is None or (type(value) is int and value not in INT64):
        return arrow.array([_json(value)], arrow.string()), arrow.field(name, arrow.string(), metadata=AS_JSON)
    return _column(value, kind, name)


def _merged(one: Any, other: Any) -> Any:
    arrow = library("pyarrow")
    if arrow.null() in (one.type, other.type):
        return other if one.type == arrow.null() else one
    if not _is_json(one) and not _is_json(other):
        try:
            schemas = [arrow.schema([one]), arrow.schema([other])]
            return arrow.unify_schemas(schemas, promote_options="permissive").field(0)
        except arrow.ArrowException:
            pass
    return arrow.field(one.name, arrow.string(), metadata=AS_JSON)


def _is_json(field: Any) -> bool:
    return bool(field.metadata) and field.metadata.get(b"cleaner") == b"json"


def _json(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False)
