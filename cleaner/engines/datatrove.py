"""A step of a datatrove pipeline: documents in, cleaned documents out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from cleaner.batch.chunks import CHUNK_ROWS
from cleaner.batch.limits import Limits
from cleaner.batch.rows import Outcome, Row, Status
from cleaner.batch.run_options import CleanerFactory, RunOptions
from cleaner.batch.sandbox import Sandbox
from cleaner.engines.factory import cleaner_of
from cleaner.extras import missing
from cleaner.options import Options, as_paths
from cleaner.ruleset import ENGLISH

try:
    from datatrove.pipeline.base import PipelineStep
    from datatrove.utils.batching import batched
except ImportError:
    raise missing("datatrove") from None


class CleanNews(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    """Cleans the text of each document, which may be HTML; its metadata gets the `article` and the `ruleset`.

    The address is taken from `metadata["url"]`. A document that is empty or quarantined (see `reason`) doesn't go on,
    as with datatrove's filters: the step's statistics count it, and `exclusion_writer` gets it, as it came, with
    `metadata["filter_reason"]`. `limits` hold for each document; `factory` takes the place of the shipped cleaner.
    """

    name = "📰 News"
    type = "🧹 - CLEANER"

    def __init__(
        self,
        rules: str | Path | Sequence[str | Path] = (),
        *,
        language: str = ENGLISH,
        keep_foreign: bool = False,
        fast: bool = False,
        media_type: str | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        exclusion_writer: Any = None,
        factory: CleanerFactory | None = None,
    ) -> None:
        super().__init__()
        self.exclusion_writer = exclusion_writer
        self._factory = factory or cleaner_of(Options(as_paths(rules), True, language, keep_foreign, fast))
        self._options = RunOptions(getattr(self._factory, "ruleset", ""), media_type=media_type, limits=limits)

    def run(self, data: Iterable[Any] | None, rank: int = 0, world_size: int = 1) -> Iterator[Any]:  # noqa: ARG002
        """The documents of which something was kept, in their order."""
        with self.exclusion_writer or nullcontext() as writer, Sandbox(self._factory, self._options) as sandbox:
            for documents in batched(data or (), CHUNK_ROWS):
                with self.track_time("batch"):
                    outcomes = sandbox.clean([_row(document) for document in documents])
                for document, (_, outcome) in zip(documents, outcomes, strict=True):
                    self.stat_update("total", str(outcome.status))
                    if outcome.status is Status.OK:
                        yield self._kept(document, outcome)
                    else:
                        self.stat_update("dropped")
                        if writer is not None:
                            document.metadata["filter_reason"] = f"{outcome.status}: {outcome.reason}"
                            writer.write(document, rank)

    def _kept(self, document: Any, outcome: Outcome) -> Any:
        assert outcome.result is not None
        article = outcome.result.article.to_dict()
        document.text = article.pop("articleBody")
        document.metadata |= {"article": article, "ruleset": outcome.result.ruleset}
        self.stat_update("forwarded")
        self.update_doc_stats(document)
        return document


def _row(document: Any) -> Row:
    url = document.metadata.get("url")
    return Row(document.id, document.id, document.text, url=url if isinstance(url, str) and url else None)
