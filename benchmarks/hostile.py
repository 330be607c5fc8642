"""Time and peak memory of hostile pages, each cleaned in a process of its own.

    python -m benchmarks.hostile [NAME ...] [--scale 1.0] [--seconds 300] [--gigabytes 4] [--markdown]

A page ends in an answer or in a refusal (UnreadableInput); anything else, a crash or the limit of time or memory, makes
the exit code 1. `--scale 0.1` makes all pages a tenth as large.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

PROSE = (
    "The bridge over the Harrow was closed on Friday after cracks were found in two of its piers, the council said. "
)
STORY = f"<h1>Bridge closed</h1><p>{PROSE * 3}</p><p>{PROSE * 2}</p>"

Page = Callable[[float], str | bytes]


def nested(tag: str, *, closed: bool = True) -> Page:
    """A page 200,000 elements deep."""

    def make(scale: float) -> str:
        depth = int(200_000 * scale)
        parts = tag.split("><")
        end = "".join(f"</{part}>" for part in reversed(parts)) * depth if closed else ""
        return f"<body>{STORY}{f'<{tag}>' * depth}deep down{end}<p>{PROSE}</p>"

    return make


def many(piece: str, count: int) -> Page:
    """A page of one piece of markup, over and over."""
    return lambda scale: f"<body>{STORY}{piece * int(count * scale)}<p>{PROSE}</p>"


def sized(piece: str, size: int, before: str = "", after: str = "") -> Page:
    """The same, counted in characters."""
    return lambda scale: f"<body>{STORY}{before}{piece * int(size * scale / len(piece))}{after}<p>{PROSE}</p>"


def _attributes(scale: float) -> str:
    names = " ".join(f"a{n}=x" for n in range(int(1_000_000 * scale)))
    return f"<body>{STORY}<div {names}>many</div><p>{PROSE}</p>"


def _json_ld(scale: float) -> str:
    depth = int(200_000 * scale)
    loop = '{"@type":"NewsArticle","@id":"#a","mainEntity":' * depth + '{"@id":"#a"}' + "}" * depth
    return f'<head><script type="application/ld+json">{loop}</script></head><body>{STORY}'


def _state(scale: float) -> str:
    blocks = json.dumps({"content": [{"text": PROSE} for _ in range(int(80_000 * scale))]})
    return f'<body><script id="__NEXT_DATA__" type="application/json">{blocks}</script><p>Short.</p>'


def _table(scale: float) -> str:
    row = "<tr>" + "<td>12</td>" * 100 + "</tr>"
    return f"<body>{STORY}<table>{row * int(10_000 * scale)}</table><p>{PROSE}</p>"


def _entities(scale: float) -> str:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    return (
        f'<!DOCTYPE html [<!ENTITY e0 "ha">{levels}]><body>{STORY}<p>&e12;</p><p>'
        + "&amp;" * int(300_000 * scale)
        + "&#8217;" * int(300_000 * scale)
        + "&CounterClockwiseContourIntegral;" * int(50_000 * scale)
    )


def _mixed(scale: float) -> bytes:
    return f"<meta charset=utf-8><body>{STORY}".encode() + (
        b"<p>caf\xe9 \x93so\x94 " + "Zoë’s ".encode() * 3 + b"\xe2\x80 \xff</p>"
    ) * int(20_000 * scale)


PAGES: dict[str, Page] = {
    "an ordinary page": lambda _: f"<body>{STORY}",
    **{
        f"200,000 deep: {tag}": nested(tag)
        for tag in ("div", "span", "b", "ul><li", "table><tr><td", "font", "blockquote")
    },
    "200,000 deep, unclosed: div": nested("div", closed=False),
    "200,000 deep, unclosed: a": nested("a href=x", closed=False),
    "1,000 deep, 1,000 times": lambda scale: (
        f"<body>{STORY}" + ("<div>" * 1000 + "x" + "</div>" * 1000) * int(1000 * scale)
    ),
    "1,000,000 attributes of one element": _attributes,
    "1,000,000 elements: span": many("<span>a </span>", 1_000_000),
    "1,000,000 elements: div": many("<div></div>", 1_000_000),
    "1,000,000 lines: p": many("<p>a b", 1_000_000),
    "1,000,000 br": many("<br>", 1_000_000),
    "1,000,000 lines: br": many("word<br>", 1_000_000),
    "1,000,000 links": many("<a href=x>link</a> ", 1_000_000),
    "100,000 links, a line each": many("<li><a href=x>A link to something</a></li>", 100_000),
    "table of 10,000 x 100": _table,
    "5,000 nested lists": many("<ul><li>one<ol><li>two</ol></ul>", 5_000),
    "100 MB of one tag": sized("<b>", 100_000_000),
    "100 MB of text": sized(PROSE, 100_000_000, "<p>"),
    "19 MB of text in one paragraph": sized(PROSE, 19_000_000, "<p>"),
    "19 MB of text in one word": sized("x", 19_000_000, "<p>"),
    "9 MB of text in 80,000 paragraphs": sized(f"<p>{PROSE}</p>", 9_000_000),
    "10 MB of NUL": sized("\0", 10_000_000),
    "10 MB in a script": sized("var a = '<p>b</p>';", 10_000_000, "<script>", "</script>"),
    "10 MB in a script that never ends": sized("var a = '<p>b</p>';", 10_000_000, "<script>"),
    "10 MB in a comment that never ends": sized("a b c -- > ", 10_000_000, "<!-- "),
    "10 MB in CDATA that never ends": sized("a b c ", 10_000_000, "<![CDATA["),
    "10 MB in an attribute that never ends": sized("a b c ", 10_000_000, '<p title="'),
    "10 MB in a class": sized("story-body ", 10_000_000, '<p class="', f'">{PROSE}</p>'),
    "5 MB in a data: address": sized("iVBORw0KGgo", 5_000_000, '<img src="data:image/png;base64,', '">'),
    "5 MB of base64 in the text": sized("iVBORw0KGgo", 5_000_000, "<p>"),
    "5 MB of <": sized("<", 5_000_000),
    "5 MB of &": sized("&", 5_000_000),
    "5 MB of <!": sized("<!", 5_000_000),
    "1 MB of comments in front": lambda scale: "<!---->" * int(150_000 * scale) + f"<body>{STORY}",
    "entities": _entities,
    "JSON-LD 200,000 deep": _json_ld,
    "9 MB of a script's state": _state,
    "mixed encodings": _mixed,
}


def one(name: str, scale: float) -> None:
    """Clean one page and print what became of it: run in a process of its own."""
    from cleaner import Cleaner
    from cleaner.model import UnreadableInput

    cleaner = Cleaner()
    cleaner.clean("<body><p>" + PROSE, media_type="text/html")
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data = PAGES[name](scale)
    start = time.process_time()
    try:
        result = cleaner.clean(data, media_type="text/html")
        outcome = f"{len(result.lines):,} lines, body of {len(result.body.split()):,} words"
    except UnreadableInput as error:
        outcome = f"refused: {error}"
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"size": len(data), "seconds": took, "megabytes": (peak - base) / 1024, "outcome": outcome}))


def measured(name: str, scale: float, seconds: float, gigabytes: float) -> dict[str, object]:
    """What became of a page, by a process of its own."""
    limit = int(gigabytes * 2**30)
    command = [sys.executable, "-m", "benchmarks.hostile", "--one", name, "--scale", str(scale)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
        )
    except subprocess.TimeoutExpired:
        return {"fault": f"not done after {seconds:g} s"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        return {"fault": f"exit code {done.returncode}: {last[:120]}"}
    found: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def main() -> int:
    """Print the table; 1 where a page ended in neither an answer nor a refusal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="pages whose name has this in it (all)")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--gigabytes", type=float, default=4.0)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        one(args.one, args.scale)
        return 0
    if args.markdown:
        print("| page | MB | seconds | memory, MB | what came of it |\n|---|---|---|---|---|")
    faults = 0
    for name in PAGES:
        if args.names and not any(part in name for part in args.names):
            continue
        row = measured(name, args.scale, args.seconds, args.gigabytes)
        faults += "fault" in row
        if "fault" in row:
            cells = [name, "", "", "", str(row["fault"])]
        else:
            size, memory = float(str(row["size"])) / 1e6, float(str(row["megabytes"]))
            cells = [name, f"{size:.1f}", f"{float(str(row['seconds'])):.1f}", f"{memory:.0f}", str(row["outcome"])]
        text = (
            "| " + " | ".join(cells) + " |"
            if args.markdown
            else f"{cells[0]:44} {cells[1]:>6} MB {cells[2]:>6} s {cells[3]:>6} MB  {cells[4]}"
        )
        print(text, flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
