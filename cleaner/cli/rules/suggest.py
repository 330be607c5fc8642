"""`cleaner rules suggest`: rules proposed from a user's own documents, as a pack to be reviewed."""

import json
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from cleaner.batch.records import encoded
from cleaner.batch.write import write_files
from cleaner.cli import options
from cleaner.cli.output import FINDINGS, UsageError, complain, painted, progress, say, tell
from cleaner.cli.settings import make_cleaner
from cleaner.corpus.read import read_corpus
from cleaner.corpus.suggest.candidates import MIN_DOCUMENTS
from cleaner.corpus.suggest.count import MEMORY
from cleaner.corpus.suggest.pack import effect, pack_name, pack_text, title
from cleaner.corpus.suggest.propose import SAMPLE, Site, propose
from cleaner.corpus.suggest.review import Proposal
from cleaner.options import Overrides
from cleaner.text.visible import visible, visible_json

MAX_TEXT = 80
NOT_TAKEN = "not taken"


class Format(StrEnum):
    """Toml: the packs; human: a list; json: for programs."""

    TOML = "toml"
    HUMAN = "human"
    JSON = "json"


def suggest(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="A folder of documents, or a JSONL file.")],
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Write a pack a site there; without it they are listed."),
    ] = None,
    accept: Annotated[
        str | None,
        typer.Option("--accept", metavar="NUMBERS", help="Take these, as in 1,3-5; without it, all that do no harm."),
    ] = None,
    rules: options.Rules = None,
    least: Annotated[
        int, typer.Option("--min-documents", help="Documents of a site that a template stands in.", min=2)
    ] = MIN_DOCUMENTS,
    sample: Annotated[
        int, typer.Option("--sample", help="Documents of a site that are cleaned, to count the effect.", min=1)
    ] = SAMPLE,
    effective: Annotated[bool, typer.Option("--effective", help="Only proposals that change something today.")] = False,
    memory: Annotated[str, typer.Option("--memory", help="What the counting may take; more goes to disk.")] = MEMORY,
    form: Annotated[Format | None, typer.Option("--format", help="How they are printed.")] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take the place of packs in FOLDER that say something else.")
    ] = False,
) -> None:
    """Propose rules from what the sites of a corpus print again and again, each with hits, near misses and effect."""
    cleaner, found = make_cleaner(Overrides(rules)), read_corpus(corpus)
    faults: list[str] = []
    sites = propose(
        cleaner, found, faults, size=found.size, least=least, sample=sample, memory=memory, effective=effective,
        watched=progress,
    )  # fmt: skip
    every = [proposal for site in sites for proposal in site.proposals]
    if accept is not None:
        wanted = _accepted(accept, len(every))
        for proposal in every:
            proposal.taken = proposal.number in wanted
    packs = {
        site.name: pack_text(site.name, site.documents, taken, site.hosts, cleaner.ruleset.language)
        for site in sites
        if (taken := [proposal for proposal in site.proposals if proposal.taken])
    }
    if out is not None:
        _write(out, packs, overwrite=overwrite)
    _print(form or (Format.HUMAN if out is not None or accept is None else Format.TOML), sites, packs)
    documents = sum(site.documents for site in sites)
    taken_in_all = sum(proposal.taken for proposal in every)
    where = f"{len(sites)} site{'' if len(sites) == 1 else 's'}"
    tell(f"{documents} documents of {where}: {len(every)} proposals, {taken_in_all} taken")
    if out is not None:
        tell(f"{len(packs)} pack{'' if len(packs) == 1 else 's'} written to {out}: read before use")
    for fault in [*found.faults, *faults]:
        complain(fault)
    if found.faults or faults:
        raise typer.Exit(FINDINGS)


def _write(folder: Path, packs: dict[str, str], *, overwrite: bool) -> None:
    """Write the packs, all or none. A pack that stands there and has other words was edited, and is not overwritten."""
    files = [(folder / f"{pack_name(site).removeprefix('site.')}.toml", encoded(text)) for site, text in packs.items()]
    for path, text in files:
        if not overwrite and path.exists() and path.read_bytes() != text:
            raise UsageError(f"{path}: is there and says something else; --overwrite takes its place, -o names another")
    write_files(files)


def _accepted(text: str, count: int) -> set[int]:
    """The numbers of "1,3-5". Raises UsageError for others than there are."""
    wanted: set[int] = set()
    for part in text.split(","):
        found = re.fullmatch(r"\s*(\d{1,9})(?:\s*-\s*(\d{1,9}))?\s*", part)
        if not found:
            raise UsageError(f"--accept {text}: expected numbers, as in 1,3-5")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= count:
            raise UsageError(f"--accept {text}: there are {count} proposals")
        wanted |= set(range(first, last + 1))
    return wanted


def _print(form: Format, sites: Sequence[Site], packs: dict[str, str]) -> None:
    if form is Format.TOML:
        say("\n".join(packs.values()))
    elif form is Format.JSON:
        records = [_record(site.name, proposal) for site in sites for proposal in site.proposals]
        say(visible_json(json.dumps(records, ensure_ascii=False, indent=2)) + "\n")
    else:
        say(painted(row for site in sites if site.proposals for row in _rows(site)))


def _rows(site: Site) -> Iterator[Text]:
    yield Text(visible(f"{site.name}, {site.documents} documents"), "bold")
    for proposal in site.proposals:
        text = visible(title(proposal))
        row = Text(f"{proposal.number:>4}  {proposal.candidate.kind:<7}  {proposal.candidate.label:<10}  ")
        yield row.append(text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…")
        told = effect(proposal) + ("" if proposal.taken else f"; {NOT_TAKEN}")
        yield Text(f"      {told}", "green" if proposal.leaving and proposal.taken else "dim")


def _record(site: str, proposal: Proposal) -> dict[str, object]:
    candidate = proposal.candidate
    return {
        "number": proposal.number,
        "site": site,
        "kind": candidate.kind,
        "label": candidate.label,
        "pattern": candidate.pattern,
        "score": candidate.score,
        "documents": candidate.docs,
        "taken": proposal.taken,
        "hits": proposal.hits,
        "misses": proposal.misses,
        "sample": {
            "lines": proposal.lines,
            "documents": proposal.documents,
            "words_leaving": proposal.leaving,
            "junk_by_gold": proposal.junk,
            "body_by_gold": proposal.body,
        },
    }
