"""The straight way through: the stages in order, and the Cleaner that sends documents down it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self, overload

from cleaner.extras import require
from cleaner.model import CleanerError, Document, Result
from cleaner.options import Options, as_paths
from cleaner.reading import read
from cleaner.ruleset import ENGLISH, RuleSet, load_ruleset
from cleaner.stages.boilerplate import boilerplate
from cleaner.stages.decide import decide
from cleaner.stages.extract_metadata import extract_metadata
from cleaner.stages.language import language
from cleaner.stages.map_to_source import map_to_source
from cleaner.stages.match import match
from cleaner.stages.recognize import recognize
from cleaner.stages.repair import repair
from cleaner.stages.restore import restore
from cleaner.stages.score import score
from cleaner.stages.segment import segment

Stage = Callable[[Document, RuleSet], Document]

STAGES: tuple[Stage, ...] = (
    repair,  # mend the characters of each line
    segment,  # lines into blocks
    boilerplate,  # what the structure of an HTML page says is not the article's, set aside
    recognize,  # dates, names, contacts and other named entities of each block
    match,  # what the rules propose
    language,  # which blocks are in another language
    score,  # what the measurements come to
    decide,  # keep, extract or drop
    restore,  # an HTML page of which too little was kept
    map_to_source,  # what became of every line, and the body
    extract_metadata,  # the article's metadata
)


class RawDocument(NamedTuple):
    """A document as it was handed over: what `Cleaner.clean` takes, in one object."""

    data: str | bytes
    url: str | None = None
    media_type: str | None = None
    crawled: date | str | None = None


class Cleaner:
    """Cleans documents, one at a time, each by itself.

    `rules` are rule files or folders of them, on top of the shipped ones (a rule with the same id takes the shipped
    one's place); `shipped=False` leaves the shipped rules out. `language` is that of the articles: rules written for
    another don't apply. A document that is mostly in another language has no body, unless `keep_foreign` asks for it;
    `article.in_language` names its language either way. `fast` reads HTML by resiliparse's main content instead of by
    what the page says of each block: quicker, a little less right, and no metadata but what the text says (needs the
    extra `fast`). Raises RuleError where a rule file is at fault, LanguageError for a language of which
    `rules/evidence/languages.toml` knows no words, and MissingExtra where `fast` lacks its library.
    Making one takes some tenths of a second (the rules are compiled); make it once.

    >>> Cleaner().clean("By Ana Ruiz\\n\\nThe bridge was closed on Friday after cracks were found in two piers.").body
    'The bridge was closed on Friday after cracks were found in two piers.'
    """

    def __init__(
        self,
        rules: str | Path | Sequence[str | Path] = (),
        *,
        shipped: bool = True,
        language: str = ENGLISH,
        keep_foreign: bool = False,
        fast: bool = False,
    ) -> None:
        self.options = Options(as_paths(rules), shipped, language, keep_foreign, fast)
        self.ruleset = load_ruleset(self.options.rules, shipped=shipped, language=language)
        if fast:
            require("resiliparse")

    @classmethod
    def of(cls, options: Options) -> Self:
        """The cleaner that the options describe: `Cleaner.of(Options(fast=True))` is `Cleaner(fast=True)`."""
        return cls(**asdict(options))

    def clean(
        self,
        data: str | bytes,
        url: str | None = None,
        media_type: str | None = None,
        *,
        crawled: date | str | None = None,
    ) -> Result:
        """Clean one document.

        `data` is the text or HTML, decoded or not; `url` its address, which chooses site rules; `media_type`
        "text/plain" or "text/html", told from the data where it is None; `crawled` when it was fetched (a date, a
        datetime or ISO 8601), behind which no date of it can lie. Raises UnreadableInput for bytes that are no text,
        TypeError for anything but text and bytes, and ValueError for a `crawled` that is no date.
        """
        return Result.of(self.process(RawDocument(data, url, media_type, crawled)), self.ruleset.digest)

    def process(self, raw: RawDocument | str | bytes) -> Document:
        """The document after the last stage: what `clean` makes its result of, with every proposal and score."""
        data, url, media_type, crawled = raw if isinstance(raw, RawDocument) else RawDocument(raw)
        document = read(data, url, media_type, crawled, fast=self.options.fast)
        document = replace(document, keep_foreign=self.options.keep_foreign)
        for stage in STAGES:
            document = stage(document, self.ruleset)
        return document

    @overload
    def pipe(
        self, items: Iterable[str | bytes], *, as_tuples: Literal[False] = False, errors: Literal["raise"] = "raise"
    ) -> Iterator[Result]: ...
    @overload
    def pipe(
        self, items: Iterable[tuple[str | bytes, Any]], *, as_tuples: Literal[True], errors: Literal["raise"] = "raise"
    ) -> Iterator[tuple[Result, Any]]: ...
    @overload
    def pipe(
        self, items: Iterable[str | bytes], *, as_tuples: Literal[False] = False, errors: Literal["yield"]
    ) -> Iterator[Result | CleanerError]: ...
    @overload
    def pipe(
        self, items: Iterable[tuple[str | bytes, Any]], *, as_tuples: Literal[True], errors: Literal["yield"]
    ) -> Iterator[tuple[Result | CleanerError, Any]]: ...

    def pipe(
        self, items: Iterable[Any], *, as_tuples: bool = False, errors: Literal["raise", "yield"] = "raise"
    ) -> Iterator[Any]:
        """Clean a stream of documents, in order; with `as_tuples`, of (document, context) pairs.

        A document that can't be read raises UnreadableInput, as `clean` does, and that ends the stream. With
        `errors="yield"` the error stands in the place of its result, and the stream goes on: as many come out as in.

        >>> from cleaner import Cleaner
        >>> [type(found).__name__ for found in Cleaner().pipe(["Rain fell.", bytes(9), ""], errors="yield")]
        ['Result', 'UnreadableInput', 'Result']
        """
        if errors not in ("raise", "yield"):
            raise ValueError(f'errors={errors!r}: expected "raise" or "yield"')
        return self._piped(items, as_tuples, errors == "yield")

    def _piped(self, items: Iterable[Any], as_tuples: bool, goes_on: bool) -> Iterator[Any]:
        for item in items:
            data, context = item if as_tuples else (item, None)
            found: Result | CleanerError
            try:
                found = self.clean(data)
            except CleanerError as error:
                if not goes_on:
                    raise
                found = error
            yield (found, context) if as_tuples else found


@cache
def _default() -> Cleaner:
    return Cleaner()


def clean(
    data: str | bytes, url: str | None = None, media_type: str | None = None, *, crawled: date | str | None = None
) -> Result:
    """Clean one document by the shipped rules; see `Cleaner.clean`."""
    return _default().clean(data, url, media_type, crawled=crawled)
