"""Which columns of a record are the document, and which are carried through."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from cleaner.batch.rows import Row


class Columns(NamedTuple):
    """The names of the columns a document is taken from."""

    text: str = "text"
    id: str = "id"
    url: str = "url"


def row_of(record: Mapping[str, Any], columns: Columns, source: str, raw: bytes, media_type: str | None) -> Row:
    """A record as a row. Where it has no text, the row says why.

    >>> row = row_of({"text": "Rain.", "id": 7, "year": 2019}, Columns(), "a.jsonl:1", b"", None)
    >>> row.id, row.data, row.carried
    ('7', 'Rain.', {'id': 7, 'year': 2019})
    >>> row_of({"body": "Rain."}, Columns(), "a.jsonl:1", b"", None).fault
    'there is no column `text`; name one of: body (--text-column)'
    """
    carried = {name: value for name, value in record.items() if name != columns.text}
    name, url = record.get(columns.id), record.get(columns.url)
    row = Row(
        source,
        source if name is None or name == "" else str(name),
        url=url if isinstance(url, str) and url else None,
        media_type=media_type,
        carried=carried,
        raw=raw,
    )
    if columns.text not in record:
        names = ", ".join(sorted(map(str, record))) or "it has none"
        return row._replace(fault=f"there is no column `{columns.text}`; name one of: {names} (--text-column)")
    text = record[columns.text]
    if not isinstance(text, str | bytes):
        kind = "null" if text is None else type(text).__name__
        return row._replace(fault=f"the column `{columns.text}` is {kind}, not text")
    return row._replace(data=text)


def plain(value: Any) -> Any:
    """A value of a table as JSON has it: dates as ISO 8601, bytes as base64, what is no number as null.

    >>> plain({"day": date(2019, 3, 4), "price": Decimal("1.50"), "gap": float("nan"), "raw": b"a"})
    {'day': '2019-03-04', 'price': '1.50', 'gap': None, 'raw': 'YQ=='}
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return str(value)
