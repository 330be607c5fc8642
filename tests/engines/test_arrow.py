"""The callable for engines that hand out Arrow: whatever the rows do, there is one out for each one in."""

from __future__ import annotations

import pickle
import sys
from functools import partial
from typing import Any

import pytest

from cleaner.engines.arrow import CleanBatches, NotArrow
from cleaner.engines.factory import Checked, OtherRules, cleaner_of
from cleaner.model import RuleError
from cleaner.options import Options
from cleaner.pipeline import Cleaner
from tests.batch.shared import HASTY, Quick

arrow = pytest.importorskip("pyarrow")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked, and held to memory, on Linux")


def table(*texts: str | None) -> Any:
    return arrow.table({"key": list(range(len(texts))), "page": arrow.array(texts, arrow.string())})


def clean_batches(**options: Any) -> CleanBatches:
    return CleanBatches("page", factory=Quick, limits=HASTY, **options)


def test_a_table_comes_back_as_a_table_with_its_rows_in_their_order() -> None:
    whole = arrow.concat_tables([table("Rain fell.\nRead more: hail", "EXIT"), table(None, "HANG"), table("Snow.")])
    clean = clean_batches()
    made = clean(whole)
    clean.close()
    assert made.schema == clean.schema(whole.schema)
    assert made.column("key").to_pylist() == [0, 1, 0, 1, 0]
    assert made.column("status").to_pylist() == ["ok", "quarantined", "quarantined", "quarantined", "ok"]
    assert [row and row["articleBody"] for row in made.column("article").to_pylist()] == [
        "Rain fell.", None, None, None, "Snow.",
    ]  # fmt: skip
    assert made.column("reason").to_pylist()[2] == "the column `page` is null, not text"


def test_record_batches_come_back_one_by_one_and_no_process_is_left() -> None:
    clean = clean_batches()
    batches = clean.over(iter([*table("Rain.").to_batches(), *table("Hail.", "Snow.").to_batches()]))
    assert [batch.num_rows for batch in batches] == [1, 2]
    assert clean._sandbox is None


def test_a_table_without_rows_has_the_schema_of_others() -> None:
    clean = clean_batches()
    assert clean(table("Rain.").slice(0, 0)).schema == clean(table("Rain.")).schema
    clean.close()


def test_something_else_than_arrow_is_refused_with_what_to_do() -> None:
    with pytest.raises(NotArrow, match=r'a dict came in.*dataset.with_format\("arrow"\)'):
        clean_batches()({"page": ["Rain."]})


def test_it_pickles_to_the_same_bytes_before_and_after_it_has_cleaned() -> None:
    clean = clean_batches()
    before = pickle.dumps(clean)
    clean(table("Rain."))
    assert pickle.dumps(clean) == before
    assert pickle.loads(before).schema(table("Rain.").schema) == clean.schema(table("Rain.").schema)
    clean.close()


def test_rules_at_fault_are_told_where_it_is_made_not_by_a_worker(tmp_path: Any) -> None:
    (tmp_path / "bad.toml").write_text("schema = 7\n", "utf-8")
    with pytest.raises(RuleError):
        CleanBatches(rules=tmp_path / "bad.toml")


def test_other_rules_at_a_worker_than_here_are_an_error() -> None:
    found = cleaner_of(Options())
    assert found.ruleset == Cleaner().ruleset.digest
    assert pickle.dumps(found) == pickle.dumps(cleaner_of(Options()))
    with pytest.raises(OtherRules, match="a worker has other rules than this program"):
        Checked(Cleaner, "0000")()
    assert Checked(partial(Quick), "any")().clean("Rain.").body == "Rain."
