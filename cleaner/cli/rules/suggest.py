"""`cleaner rules suggest`: rules proposed from a user's own documents, as a pack to be reviewed."""

import json
import re
from collections import defaultdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from cleaner.batch.records import encoded
from cleaner.batch.write import write_files
from cleaner.cli import options
from cleaner.cli.output import FINDINGS, complain, painted, progress, say, tell, visible
from cleaner.cli.settings import make_cleaner
from cleaner.corpus.read import Item, read_corpus
from cleaner.corpus.suggest import count, lines, trial
from cleaner.corpus.suggest.candidates import MIN_DOCUMENTS, candidates
from cleaner.corpus.suggest.pack import effect, pack_name, pack_text, title
from cleaner.corpus.suggest.review import Proposal, compiled, review
from cleaner.model import CleanerError

SAMPLE = 200
MAX_LINES = 200_000
"""Lines of a site that proposals are held against."""

MAX_TEXT = 80
SIDE_EFFECTS = "not taken: other lines or the metadata would change too"


class Format(StrEnum):
    """Toml: the packs; human: a list; json: for programs."""

    TOML = "toml"
    HUMAN = "human"
    JSON = "json"


class UsageError(CleanerError):
    """Options that don't go together, or numbers that nothing has."""


def suggest(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="A folder of documents, or a JSONL file.")],
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Write a pack a site there; without it they are listed."),
    ] = None,
    accept: Annotated[
        str | None,
        typer.Option(
            "--accept", metavar="NUMBERS", help="Take these, as in 1,3-5; without it, those without side effects."
        ),
    ] = None,
    rules: options.Rules = None,
    least: Annotated[
        int, typer.Option("--min-documents", help="Documents of a site that a template stands in.", min=2)
    ] = MIN_DOCUMENTS,
    sample: Annotated[
        int, typer.Option("--sample", help="Documents of a site that are cleaned, to count the effect.", min=1)
    ] = SAMPLE,
    effective: Annotated[bool, typer.Option("--effective", help="Only proposals that change something today.")] = False,
    memory: Annotated[
        str, typer.Option("--memory", help="What the counting may take; more goes to disk.")
    ] = count.MEMORY,
    form: Annotated[Format | None, typer.Option("--format", help="How they are printed.")] = None,
) -> None:
    """Propose rules from what the sites of a corpus print again and again, each with hits, near misses and effect."""
    cleaner, found = make_cleaner(rules), read_corpus(corpus)
    hosts: dict[str, set[str]] = defaultdict(set)
    faults: list[str] = []

    held: dict[str, list[Item]] = defaultdict(list)
    room = iter(range(trial.MAX_HELD))

    def noted(item: Item) -> Item:
        site = lines.site_of(item)
        if item.host:
            hosts[site].add(item.host)
        if len(held[site]) < trial.MAX_DOCUMENTS and next(room, None) is not None:
            held[site].append(item)
        return item

    proposed: dict[str, list[Proposal]] = {}
    with count.table(memory) as table:
        items = map(noted, progress(found, found.size, "reading"))
        table.fill(lines.rows(cleaner, items, sample, faults))
        sites = table.sites()
        sizes = dict(sites)
        for site, documents in progress(sites, len(sites), "counting"):
            wished = candidates(table, site, documents, least)
            ruleset = compiled(wished)
            each = review(wished, ruleset, table.sample(site, MAX_LINES))
            each = [proposal for proposal in each if proposal.leaving or not effective]
            fit = {id(proposal) for proposal in trial.accepted(cleaner, held[site], each, ruleset)} if each else set()
            for proposal in each:
                proposal.taken = id(proposal) in fit
            proposed[site] = each
    numbered = _numbered(proposed)
    wanted = {proposal.number for proposal in numbered if proposal.taken}
    if accept is not None:
        wanted = _accepted(accept, len(numbered))
    chosen = {s: [p for p in each if p.number in wanted] for s, each in proposed.items()}
    packs = {s: pack_text(s, sizes[s], each, hosts.get(s, ())) for s, each in chosen.items() if each}
    if out is not None:
        write_files([(out / f"{pack_name(s).removeprefix('site.')}.toml", encoded(text)) for s, text in packs.items()])
    _print(form or (Format.HUMAN if out is not None or accept is None else Format.TOML), proposed, sizes, packs)
    accepted = sum(map(len, chosen.values()))
    tell(f"{sum(sizes.values())} documents of {len(sizes)} sites: {len(numbered)} proposals, {accepted} taken")
    if out is not None:
        tell(f"{len(packs)} packs written to {out}: read them before you use them")
    for fault in [*found.faults, *faults]:
        complain(fault)
    if found.faults or faults:
        raise typer.Exit(FINDINGS)


def _numbered(proposed: dict[str, list[Proposal]]) -> list[Proposal]:
    every = [proposal for each in proposed.values() for proposal in each]
    for number, proposal in enumerate(every, 1):
        proposal.number = number
    return every


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


def _print(form: Format, proposed: dict[str, list[Proposal]], sizes: dict[str, int], packs: dict[str, str]) -> None:
    if form is Format.TOML:
        say("\n".join(packs.values()))
    elif form is Format.JSON:
        records = [_record(site, proposal) for site, each in proposed.items() for proposal in each]
        say(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    else:
        rows = []
        for site, each in proposed.items():
            if each:
                rows.append(Text(visible(f"{site}, {sizes[site]} documents"), "bold"))
            for proposal in each:
                text = visible(title(proposal))
                row = Text(f"{proposal.number:>4}  {proposal.candidate.kind:<7}  {proposal.candidate.label:<10}  ")
                rows.append(row.append(text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"))
                told = effect(proposal) + ("" if proposal.taken else f"; {SIDE_EFFECTS}")
                rows.append(Text(f"      {told}", "green" if proposal.leaving and proposal.taken else "dim"))
        say(painted(rows))


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
