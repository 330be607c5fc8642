"""The quality benchmark, on a tiny layout of invented pages."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import peers, quality
from benchmarks.quality import main
from benchmarks.scoring import words_of

BODY = (
    "The council voted on Monday to keep both of the town’s libraries open for another year.",
    "“We were told nothing,” said Ana Ruiz, who has run the larger one since 1998, to the crowd outside.",
    "The vote was nine to four, and the mayor, who had said she would abstain, raised her hand with the rest.",
)
PAGE = (
    "<html><body><nav><ul><li>Home<li>News<li>Sport</ul></nav><h1>Council keeps both libraries open</h1>"
    + "".join(f"<p>{line}</p>" for line in BODY)
    + "<p>Share on Facebook</p><footer>© 2024 Harbour Town Post. All rights reserved.</footer></body></html>"
)


def shouted(text: str) -> str:
    """A cleaner that gets every word wrong."""
    return text.upper()


def failing(text: str) -> str:
    raise ValueError(f"{len(text)} is too long")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "html").mkdir(parents=True)
    truth = {
        identity: {"articleBody": "\n\n".join(BODY), "url": f"https://example.com/{identity}"}
        for identity in ("a", "b")
    }
    (folder / "ground-truth.json").write_text(json.dumps(truth), "utf-8")
    for identity in truth:
        (folder / "html" / f"{identity}.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    return folder


def rows_in(table: str) -> dict[tuple[str, str], list[str]]:
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.split("\n") if line.startswith("|")
    ]
    return {(row[0], row[1].strip("*")): row[2:] for row in cells[2:]}


def test_the_table_has_a_row_for_each_cleaner_and_view(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "quality.md"
    assert main([str(data), "--views", "own", "-o", str(out)]) == 0
    rows = rows_in(out.read_text("utf-8"))
    assert {("own", quality.OURS), ("own", "as it is"), ("own", "C4 line rules"), ("html", "trafilatura")} <= set(rows)
    grams = len(words_of("\n".join(BODY))) - 3
    precision = grams / (grams + 7)  # the copyright line stays: seven words
    assert rows["own", "C4 line rules"][1:4] == [f"{precision:.3f}", "1.000", "0.000"]
    assert float(rows["own", "as it is"][1]) < 0.9
    assert rows["own", "as it is"][2] == "1.000"


def test_another_cleaner_is_scored_in_the_same_run(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = f"{__name__}:shouted"
    assert main([str(data), "--views", "own", "--cleaner", f"loud={spec}"]) == 0
    assert rows_in(capsys.readouterr().out)["own", "loud"][:4] == ["0.000"] * 4


def test_a_cleaner_that_raises_scores_nothing_and_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(data), "--views", "own", "--cleaner", f"bad={__name__}:failing"]) == 0
    out, err = capsys.readouterr()
    assert rows_in(out)["own", "bad (2 failed)"][0] == "0.000"
    assert "bad on own: ValueError" in err


def test_what_is_not_installed_is_left_out_and_said_to_be(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(name: str) -> None:
        raise peers.Missing(f"{name} is not installed")

    monkeypatch.setattr(peers, "package", nothing)
    assert main([str(data)]) == 0
    out = capsys.readouterr().out
    assert {view for view, _ in rows_in(out)} == {"own"}
    for name in (
        "datatrove C4QualityFilter",
        "jusText on lines",
        "trafilatura",
        "soup",
        "inscriptis",
        "resiliparse-main",
    ):
        assert f"Left out: {name}: " in out


def test_a_plot_is_written(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "quality.png"
    assert main([str(data), "--views", "own", "--plot", str(path), "-o", str(tmp_path / "quality.md")]) == 0
    assert path.read_bytes().startswith(b"\x89PNG")


def test_the_help_says_where_the_data_is_had(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "https://github.com/scrapinghub/article-extraction-benchmark" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: (data / "ground-truth.json").unlink(), "ground-truth.json: No such file"),
        (lambda data: (data / "ground-truth.json").write_text("{"), "not valid JSON"),
        (lambda data: (data / "ground-truth.json").write_text("{}"), "names no page"),
        (lambda data: (data / "ground-truth.json").write_text('{"a": {}}'), "'a' has no `articleBody`"),
        (lambda data: (data / "html" / "b.html.gz").unlink(), "b.html.gz: No such file"),
        (lambda data: (data / "html" / "b.html.gz").write_bytes(b"<html>"), "b.html.gz: Not a gzipped file"),
    ],
)
def test_a_faulty_folder_is_named_without_a_traceback(
    data: Path, capsys: pytest.CaptureFixture[str], spoil: object, message: str
) -> None:
    spoil(data)  # type: ignore[operator]
    assert main([str(data)]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--views", "nothing"], ["--cleaner", "x"], ["--cleaner", "x=no.such:thing"]])
def test_a_faulty_option_is_named(data: Path, capsys: pytest.CaptureFixture[str], option: list[str]) -> None:
    assert main([str(data), *option]) == 2
    assert option[0] in capsys.readouterr().err
