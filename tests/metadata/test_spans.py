"""Where a span stands, and which captures speak of it."""

from __future__ import annotations

from dataclasses import replace

from cleaner.metadata.spans import LabelledSpan, Position, labelled_spans, locate_spans, text_start
from cleaner.model import Annotation, Document, Label, Verdict, usual_action
from tests.documents import in_blocks

LINE = "The mill at Ostley in flood. Photo: Jo Bell"
CUT = LINE.index("Photo")
PROSE = "The mill at Ostley will close in May, its owner said on Monday, after nine years without enough water."


def verdict(start: int, end: int, label: Label) -> Verdict:
    return Verdict(start, end, label, usual_action(label), ())


def decided(*notes: Annotation) -> Document:
    tiles = (verdict(0, CUT, Label.CAPTION), verdict(CUT, len(LINE), Label.CREDIT))
    return replace(in_blocks(LINE), annotations=(notes,), verdicts=(tiles,))


def note(label: Label, kind: str, start: int, end: int, score: float, *captures: tuple[str, str]) -> Annotation:
    return Annotation(0, start, end, label, "test.rule", kind, score, captures)


def test_captures_count_where_the_rule_agrees_with_the_verdict_and_the_surest_comes_first() -> None:
    caption, credit = labelled_spans(
        decided(
            note(Label.CREDIT, "line", 0, len(LINE), 1, ("image_credit", "Bell")),
            note(Label.CREDIT, "span", CUT, len(LINE), 3, ("image_credit", "Jo Bell")),
            note(Label.PROMO, "line", 0, len(LINE), 3, ("caption", "a promo")),
        )
    )
    assert (caption.text, caption.captures, caption.named) == (LINE[:CUT].strip(), (), False)
    assert credit.captured("image_credit") == ("Jo Bell", "Bell")
    assert credit.named


def test_a_rule_for_a_stretch_does_not_speak_of_another_one() -> None:
    caption, _ = labelled_spans(decided(note(Label.CAPTION, "span", CUT, len(LINE), 3, ("caption", "Jo Bell"))))
    assert caption.captures == ()


def test_bylines_and_agencies_share_their_captures() -> None:
    document = replace(
        in_blocks("Reuters"),
        annotations=((note(Label.AGENCY, "line", 0, 7, 3, ("credit_text", "Reuters")),),),
        verdicts=((verdict(0, 7, Label.BYLINE),),),
    )
    (byline,) = labelled_spans(document)
    assert byline.captured("credit_text") == ("Reuters",)
    assert not byline.named


def page(*labels: Label) -> list[LabelledSpan]:
    return [LabelledSpan(n, PROSE, label, kept=label is Label.BODY) for n, label in enumerate(labels)]


B, N, R, C, H = Label.BODY, Label.NAV, Label.RELATED, Label.COMMENTS, Label.HEADLINE


def places(found: list[LabelledSpan], headline: int | None) -> str:
    return "".join(span.position.value[0] for span in locate_spans(found, headline))


def test_the_head_begins_a_few_blocks_above_the_headline_and_the_lead_is_three_paragraphs() -> None:
    assert places(page(N, N, N, N, N, N, H, N, B, B, B, B, B), 6) == "eehhhhhhllllt"


def test_the_foot_ends_where_other_articles_or_the_readers_take_over() -> None:
    assert places(page(H, B, R, N, R, R, N), 0) == "hllfeee"
    assert places(page(H, B, N, N, C, N), 0) == "hllfee"


def test_a_page_without_text_is_all_head_and_an_empty_one_has_no_places() -> None:
    assert set(places(page(H, N, N), 0)) <= {"h", "l"}
    assert locate_spans([], None) == ()
    assert text_start([]) == 0


def test_the_text_begins_with_a_paragraph_not_with_a_kept_word() -> None:
    found = [LabelledSpan(0, "News", Label.BODY, kept=True), *(s._replace(block=s.block + 1) for s in page(H, B))]
    assert text_start(found) == 2
    assert Position.LEAD in {span.position for span in locate_spans(found, 1)}
