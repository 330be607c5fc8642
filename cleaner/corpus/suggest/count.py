"""Counting lines with DuckDB: the table lies in a file and spills to disk, so a corpus may be larger than memory."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

import numpy as np

from cleaner.corpus.suggest.lines import Row
from cleaner.extras import library
from cleaner.model import CleanerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BATCH = 20_000
"""Rows handed over at a time."""

MEMORY = "1GB"
SHARED = 0.5
"""Documents that share this part of their running text are prints of one article, and count once. Lines that most of a
site's documents hold don't tell: they are what is looked for."""

KINDS = {
    int: "INTEGER", str: "VARCHAR", bool: "BOOLEAN", str | None: "VARCHAR", bool | None: "BOOLEAN",
}  # fmt: skip
COLUMNS = {name: KINDS[kind] for name, kind in get_type_hints(Row).items()}


class Group(NamedTuple):
    """Lines of a site that share a value of a column."""

    site: str
    value: str
    docs: int
    hits: int
    texts: int
    """Different ones."""
    inside: float
    """Share of them with running text on both sides."""
    kept: float | None
    """Share that the cleaner keeps, of those it was asked about."""
    body: float | None
    prose: float
    repeated: bool
    """Stands several times in one document."""
    place: float
    """Mean place in its document."""


class Table:
    """The lines of a corpus, being counted."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        connection.execute(f"CREATE TABLE lines ({columns})")

    def fill(self, documents: Iterable[list[Row]]) -> None:
        """Take in all rows, and set prints of one article aside."""
        waiting: list[Row] = []
        for rows in documents:
            waiting += rows
            if len(waiting) >= BATCH:
                self._insert(waiting)
                waiting = []
        self._insert(waiting)
        self._set_reprints_aside()

    def _insert(self, rows: list[Row]) -> None:
        if not rows:
            return
        columns: dict[str, Any] = {}
        flags = {name for name, kind in COLUMNS.items() if kind == "BOOLEAN"}
        for n, (name, kind) in enumerate(COLUMNS.items()):
            values = [row[n] for row in rows]
            if kind == "INTEGER":
                columns[name] = np.array(values, dtype=np.int32)
            elif name in flags:  # as numbers, -1 where it isn't known: an array of truth values knows no third
                columns[name] = np.array([-1 if value is None else int(value) for value in values], dtype=np.int8)
            else:
                columns[name] = np.array([_encodable(str(value or "")) for value in values], dtype=object)
        self.connection.register("batch", columns)
        chosen = ", ".join(f"CASE WHEN {n} < 0 THEN NULL ELSE {n} = 1 END" if n in flags else n for n in COLUMNS)
        self.connection.execute(f"INSERT INTO lines SELECT {chosen} FROM batch")
        self.connection.unregister("batch")

    def _set_reprints_aside(self) -> None:
        self.connection.execute(
            """
            CREATE TABLE copies AS
            WITH prose AS (SELECT site, doc, md5(string_agg(key, ' ' ORDER BY place)) AS digest FROM lines
                           WHERE prose GROUP BY site, doc)
            SELECT doc FROM prose QUALIFY row_number() OVER (PARTITION BY site, digest ORDER BY doc) > 1
            """
        )
        self.connection.execute("DELETE FROM lines WHERE doc IN (SELECT doc FROM copies)")
        self.connection.execute(
            """
            CREATE TABLE reprints AS
            WITH prose AS (SELECT DISTINCT site, doc, key FROM lines WHERE prose),
                 sizes AS (SELECT doc, count(*) AS size FROM prose GROUP BY doc),
                 totals AS (SELECT site, count(DISTINCT doc) AS total FROM lines GROUP BY site),
                 rare AS (SELECT site, key FROM prose JOIN totals USING (site) GROUP BY site, key, total
                          HAVING count(*) BETWEEN 2 AND least(8, greatest(2, total // 2)))
            SELECT DISTINCT b.doc FROM prose a JOIN rare USING (site, key)
            JOIN prose b ON a.site = b.site AND a.key = b.key AND a.doc < b.doc
            JOIN sizes sa ON sa.doc = a.doc JOIN sizes sb ON sb.doc = b.doc
            GROUP BY a.doc, b.doc, sa.size, sb.size HAVING count(*) >= 2 AND count(*) >= ? * least(sa.size, sb.size)
            """,
            [SHARED],
        )
        self.connection.execute("DELETE FROM lines WHERE doc IN (SELECT doc FROM reprints)")

    def sites(self) -> list[tuple[str, int]]:
        """Each site with its number of documents."""
        found: list[tuple[str, int]] = self.connection.execute(
            "SELECT site, count(DISTINCT doc) FROM lines GROUP BY site ORDER BY site"
        ).fetchall()
        return found

    def groups(self, site: str, column: str, documents: int, limit: int) -> list[Group]:
        """Lines of a site that share a value of a column, in so many documents or more; the most frequent first."""
        found = self.connection.execute(
            f"""
            SELECT site, {column}, count(DISTINCT doc) AS docs, count(*) AS hits, count(DISTINCT text),
                   avg(CASE WHEN before > 0 AND after > 0 THEN 1.0 ELSE 0.0 END),
                   avg(CASE WHEN kept THEN 1.0 WHEN kept IS NOT NULL THEN 0.0 END),
                   avg(CASE WHEN body THEN 1.0 WHEN body IS NOT NULL THEN 0.0 END),
                   avg(CASE WHEN prose THEN 1.0 ELSE 0.0 END), count(*) >= 2 * count(DISTINCT doc), avg(place)
            FROM lines WHERE site = ? AND {column} <> '' GROUP BY ALL HAVING docs >= ?
            ORDER BY docs DESC, hits DESC, {column} LIMIT ?
            """,
            [site, documents, limit],
        ).fetchall()
        return [Group(*row) for row in found]

    def texts(self, site: str, column: str, value: str, limit: int) -> list[str]:
        """Different texts of a group."""
        found = self.connection.execute(
            f"SELECT text FROM lines WHERE site = ? AND {column} = ? GROUP BY text ORDER BY min(doc), text LIMIT ?",
            [site, value, limit],
        ).fetchall()
        return [text for (text,) in found]

    def labels(self, site: str, column: str, value: str) -> list[str]:
        """What the cleaner calls the lines of a group, the most frequent first."""
        found = self.connection.execute(
            f"SELECT label FROM lines WHERE site = ? AND {column} = ? AND label <> '' GROUP BY label "
            "ORDER BY count(*) DESC, label",
            [site, value],
        ).fetchall()
        return [label for (label,) in found]

    def sample(self, site: str, limit: int) -> Iterator[tuple[int, str, int, bool, str, bool | None, int, int]]:
        """The lines of the documents that were cleaned: doc, text, words, kept, label, body, before, after."""
        cursor = self.connection.cursor().execute(
            "SELECT doc, text, words, kept, label, body, before, after FROM lines WHERE site = ? AND kept IS NOT NULL "
            "ORDER BY doc, place LIMIT ?",
            [site, limit],
        )
        while part := cursor.fetchmany(BATCH):
            yield from part


@contextmanager
def table(memory: str = MEMORY) -> Iterator[Table]:
    """An empty table in a file of its own, which goes when it is done. Raises MissingExtra without DuckDB."""
    duckdb = library("duckdb")
    with tempfile.TemporaryDirectory(prefix="cleaner-suggest-") as folder:
        connection = duckdb.connect(str(Path(folder) / "lines.duckdb"))
        try:
            connection.execute("SET memory_limit = ?", [memory])
            connection.execute("SET temp_directory = ?", [folder])
            connection.execute("SET preserve_insertion_order = false")
            connection.execute("SET enable_progress_bar = false")
        except duckdb.Error as error:
            connection.close()
            raise CleanerError(
                f"DuckDB refuses the memory limit {memory!r}: {error}; write it as 500MB or 2GB"
            ) from None
        try:
            yield Table(connection)
        finally:
            connection.close()


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
