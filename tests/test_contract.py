"""The public contract: the names, types and shapes that other programs rely on."""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path

import pytest

import cleaner as package
from cleaner import Action, Cleaner, Image, Label, Line, NewsArticle, Result, RuleError, Span, UnreadableInput, clean
from cleaner.jsonld import to_jsonld
from cleaner.model import EXTRACTED, CleanerError, camel_case, usual_action
from tests.documents import REAL, text_of

STORY = """Council keeps both libraries open

By Ana Ruiz

HARBOUR TOWN (Reuters) - The council voted on Monday to keep both of the town’s libraries open for another year.

The vote was nine to four, and “nobody was more surprised than I was,” said Tom Birch, who has run the larger one since 1998.

Share on Facebook
"""

LABELS = (
    "headline kicker standfirst byline timestamp dateline caption credit agency author-bio correction nav share "
    "related promo legal comments tags player non-english body other"
).split()

PROPERTIES = (
    "headline alternative_headline author date_published date_modified dateline abstract article_section keywords "
    "credit_text editor image publisher correction in_language url article_body"
).split()


@pytest.fixture(scope="module")
def result(cleaner: Cleaner) -> Result:
    return cleaner.clean(STORY)


def test_the_package_shows_its_public_names() -> None:
    assert {"Cleaner", "clean", "Result", "NewsArticle", "UnreadableInput"} <= set(package.__all__)
    assert all(hasattr(package, name) for name in package.__all__)


def test_the_labels_are_those_of_the_vocabulary() -> None:
    assert issubclass(Label, StrEnum)
    assert [str(label) for label in Label] == LABELS


def test_the_actions_are_keep_extract_and_drop() -> None:
    assert issubclass(Action, StrEnum)
    assert [str(action) for action in Action] == ["keep", "extract", "drop"]


def test_only_body_is_kept_as_a_rule_and_junk_is_dropped() -> None:
    assert [label for label in Label if usual_action(label) is Action.KEEP] == [Label.BODY]
    assert {label for label in Label if usual_action(label) is Action.EXTRACT} == EXTRACTED
    assert usual_action(Label.NON_ENGLISH) is Action.DROP


def test_a_result_has_body_article_lines_and_ruleset(result: Result) -> None:
    assert isinstance(result.body, str)
    assert isinstance(result.article, NewsArticle)
    assert isinstance(result.lines, tuple)
    assert isinstance(result.ruleset, str)
    assert result.ruleset


def test_a_line_tells_its_index_text_label_action_spans_and_rules(result: Result) -> None:
    assert Line._fields[:6] == ("index", "text", "label", "action", "spans", "rules")
    assert Span._fields[:5] == ("start", "end", "label", "action", "rules")
    for line in result.lines:
        assert isinstance(line.label, Label)
        assert isinstance(line.action, Action)
        assert isinstance(line.spans, tuple)
        assert isinstance(line.rules, tuple)


def test_a_lines_index_is_that_of_the_input_line(cleaner: Cleaner) -> None:
    text = "One.\r\n\n\rTwo\u2028 and a half.\x85\n\n"
    assert [(line.index, line.text) for line in cleaner.clean(text).lines] == list(enumerate(text.split("\n")))


def test_the_article_is_what_the_story_says(result: Result) -> None:
    assert result.body.startswith("HARBOUR TOWN (Reuters) - The council voted")
    assert result.article.article_body == result.body
    assert result.article.in_language == "en"
    share = next(line for line in result.lines if line.text == "Share on Facebook")
    assert (str(share.label), str(share.action)) == ("share", "drop")


def test_an_article_has_the_properties_of_schema_org() -> None:
    assert [field.name for field in dataclasses.fields(NewsArticle)] == PROPERTIES


@pytest.mark.parametrize("name", REAL)
def test_every_property_has_its_type(cleaner: Cleaner, name: str) -> None:
    article = cleaner.clean(text_of(REAL[name])).article
    for key in ("author", "keywords", "credit_text", "editor", "correction"):
        value = getattr(article, key)
        assert isinstance(value, tuple)
        assert all(isinstance(item, str) and item for item in value), (key, value)
    assert isinstance(article.image, tuple)
    assert all(isinstance(image, Image) and image.caption != "" and image.credit_text != "" for image in article.image)
    for key in set(PROPERTIES) - {"author", "keywords", "credit_text", "editor", "correction", "image", "article_body"}:
        assert getattr(article, key) is None or (isinstance(getattr(article, key), str) and getattr(article, key))


def test_results_are_frozen(result: Result) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.body = "other"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.article.headline = "other"  # type: ignore[misc]


# --- records


def test_the_record_has_the_article_the_lines_the_ruleset_its_sources_and_what_was_not_printed(result: Result) -> None:
    record = result.to_dict()
    assert list(record) == ["article", "lines", "ruleset", "sources", "unprinted", "warnings"]
    assert list(record["article"]) == [camel_case(name) for name in PROPERTIES]
    for line in record["lines"]:
        assert list(line) == ["index", "label", "action", "rules", "confidence", "text", "spans"]
        for span in line["spans"]:
            assert list(span) == ["start", "end", "label", "action", "rules"]


def test_the_record_is_nothing_but_json(result: Result) -> None:
    record = result.to_dict()
    assert json.loads(json.dumps(record)) == record
    assert type(record["lines"][0]["label"]) is str
    assert type(record["lines"][0]["action"]) is str


def test_a_records_spans_cut_its_lines_by_code_points(cleaner: Cleaner) -> None:
    record = cleaner.clean("😀 " + STORY).to_dict()
    for line in record["lines"]:
        assert "".join(line["text"][span["start"] : span["end"]] for span in line["spans"]) == line["text"]


FULL = NewsArticle(
    headline="Rain",
    author=("Ana Ruiz", "Tom Birch"),
    date_published="2024-03-12",
    keywords=("rain", "weather"),
    credit_text=("Reuters", "AP"),
    editor=("tb",),
    image=(Image("A street", "Ana Ruiz/Reuters"), Image("A pier", None)),
    publisher="Harbour Town Post",
    correction=("An earlier version named the wrong street.",),
    in_language="en",
    url="https://example.com/rain",
    article_body="It rained.",
)


def test_json_ld_is_a_schema_org_news_article() -> None:
    assert to_jsonld(FULL.to_dict()) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Rain",
        "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Tom Birch"}],
        "datePublished": "2024-03-12",
        "keywords": ["rain", "weather"],
        "creditText": "Reuters; AP",
        "editor": [{"@type": "Person", "name": "tb"}],
        "image": [
            {"@type": "ImageObject", "caption": "A street", "creditText": "Ana Ruiz/Reuters"},
            {"@type": "ImageObject", "caption": "A pier"},
        ],
        "publisher": {"@type": "Organization", "name": "Harbour Town Post"},
        "correction": [{"@type": "CorrectionComment", "text": "An earlier version named the wrong street."}],
        "inLanguage": "en",
        "url": "https://example.com/rain",
        "articleBody": "It rained.",
    }


def test_json_ld_leaves_out_what_the_text_does_not_say(cleaner: Cleaner) -> None:
    assert cleaner.clean("").to_jsonld() == {"@context": "https://schema.org", "@type": "NewsArticle"}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.seen.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_notebook_view_escapes_the_text_and_the_rules() -> None:
    text = "<script>alert('x')</script> & more"
    span = Span(0, len(text), Label.BODY, Action.KEEP, ('"><b>rule',))
    line = Line(0, text, Label.BODY, Action.KEEP, (span,), span.rules)
    tags = _Tags()
    tags.feed(Result(text, NewsArticle(), (line,), "0")._repr_html_())
    assert tags.seen == {"table", "tr", "td"}
    assert tags.text == "body" + text


# --- what may be handed in


def test_the_cleaner_is_made_of_the_shipped_rules_and_any_others(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'schema = 1\npack = "own"\n[[rule]]\nid = "own.zebra"\nlabel = "promo"\nwhy = "Zebras are for sale here."\n'
        "pattern = 'striped zebra'\nscore = 3\nhits = ['a striped zebra', 'two striped zebras']\nmisses = ['a', 'b']\n",
        "utf-8",
    )
    own = Cleaner(rules=[path])
    result = own.clean(
        STORY + "\nThe council said on Monday that it would sell its striped zebra to the highest bidder."
    )
    assert result.lines[-1].rules == ("own.zebra",)
    assert result.lines[-1].label is Label.PROMO
    assert result.ruleset != Cleaner().clean(STORY).ruleset


def test_a_faulty_rule_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('schema = 1\npack = "own"\nzebra = 1\n', "utf-8")
    with pytest.raises(RuleError, match=r"own\.toml:3: unknown key `zebra`"):
        Cleaner(rules=[path])
    assert issubclass(RuleError, CleanerError)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_bytes_are_decoded(cleaner: Cleaner, encoding: str) -> None:
    assert cleaner.clean(STORY.encode(encoding)) == cleaner.clean(STORY)


def test_bytes_in_any_buffer_are_decoded(cleaner: Cleaner) -> None:
    raw = STORY.encode()
    assert cleaner.clean(bytearray(raw)) == cleaner.clean(memoryview(raw)) == cleaner.clean(raw)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "raw", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, b"\x1f\x8b\x08" + bytes(64), bytes(99)]
)
def test_binary_data_is_refused(cleaner: Cleaner, raw: bytes) -> None:
    with pytest.raises(UnreadableInput, match="binary"):
        cleaner.clean(raw)


def test_a_document_that_can_not_be_read_spoils_no_other(cleaner: Cleaner) -> None:
    before = cleaner.clean(STORY)
    with pytest.raises(UnreadableInput):
        cleaner.clean(bytes(99))
    assert cleaner.clean(STORY) == before


def test_html_is_rendered_and_its_media_type_is_told_or_seen(cleaner: Cleaner) -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in STORY.split("\n") if line) + "</body></html>"
    seen, told = cleaner.clean(page), cleaner.clean(page, media_type="text/html; charset=utf-8")
    assert seen == told
    assert seen.body == cleaner.clean(STORY).body
    assert cleaner.clean(page, media_type="text/plain").lines[0].text == page


def test_the_url_chooses_the_rules_of_its_site(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text(
        'schema = 1\npack = "site.example"\ndomains = ["example.com"]\n[[rule]]\nid = "site.zebra"\nlabel = "promo"\n'
        "why = 'Zebras are for sale here.'\npattern = 'striped zebra'\nscore = 3\n"
        "hits = ['a striped zebra', 'two striped zebras']\nmisses = ['a', 'b']\n",
        "utf-8",
    )
    own = Cleaner(rules=[path])
    text = STORY + "\nThe council said on Monday that it would sell its striped zebra to the highest bidder."
    for url in ("https://example.com/a", "https://www.example.com:8080/a?b#c", "HTTP://WWW.EXAMPLE.COM"):
        assert own.clean(text, url=url).lines[-1].rules == ("site.zebra",)
    for url in (None, "", "https://notexample.com/", "https://example.com.evil.test/", "http://[", "no url"):
        assert "site.zebra" not in own.clean(text, url=url).lines[-1].rules


def test_the_function_cleans_by_the_shipped_rules(cleaner: Cleaner) -> None:
    assert clean(STORY) == cleaner.clean(STORY)


def test_one_rule_file_may_be_named_without_a_list(tmp_path: Path) -> None:
    pack = tmp_path / "harrow.toml"
    pack.write_text(
        'schema = 1\npack = "harrow"\n[[rule]]\nid = "harrow.cafe"\nlabel = "promo"\nscore = 3\n'
        'why = "The paper prints its own offer."\npattern = "^Readers get"\n'
        'hits = ["Readers get a cake.", "Readers get tea."]\nmisses = ["She said readers get it.", "Readers, get up."]\n',
        "utf-8",
    )
    assert "harrow.cafe" in Cleaner(rules=str(pack)).ruleset.rules


def test_a_document_that_is_neither_text_nor_bytes_is_a_type_error(cleaner: Cleaner) -> None:
    with pytest.raises(TypeError, match="str or bytes, not NoneType"):
        cleaner.clean(None)  # type: ignore[arg-type]
