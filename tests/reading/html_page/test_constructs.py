"""What newspapers make their pages of, and what is printed of it."""

from __future__ import annotations

import pytest

from cleaner.reading.html_page import render_page
from cleaner.reading.html_page.parse import parse
from cleaner.reading.html_page.render import Rendered
from cleaner.reading.html_page.render import render as rendered

PROSE = "The ferry from Skerra did not sail on Monday because of ice in the harbour, the second time this winter. "


def render(page: str) -> list[str]:
    """The lines of a page."""
    return rendered(parse(page)).lines


def read(page: str) -> Rendered:
    """All that is read off a page."""
    return render_page(parse(page))


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("<p><span class=byline>By Ana Ruiz</span><span class=date>4 May</span></p>", "By Ana Ruiz 4 May"),
        ("<a href=/n>News</a><a href=/s>Sport</a>", "News Sport"),
        ("<a>By Ana Ruiz</a><time>09:30</time>", "By Ana Ruiz 09:30"),
        ("<span>VIDEO</span><span>4:42</span>", "VIDEO 4:42"),
        ("<p>By<a href=/a>Ana Ruiz</a></p>", "By Ana Ruiz"),
        ("<p><b>Photo:</b><span>Ana Ruiz</span></p>", "Photo: Ana Ruiz"),
        ("<p>It rained.<span>Photograph by Ana Ruiz</span></p>", "It rained. Photograph by Ana Ruiz"),
        ("<span>4 May 2019</span><span>10:32</span>", "4 May 2019 10:32"),
        ("<time>12 mins ago</time><!-- x --><span class=t>Rain</span>", "12 mins ago Rain"),
    ],
)
def test_words_that_meet_at_the_edges_of_inline_elements_are_parted(page: str, line: str) -> None:
    assert render(page) == [line]


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("<p><span class=dropcap>T</span>he bridge", "The bridge"),
        ("<p><span class=dropcap>T</span><span>he bridge", "The bridge"),
        ("<p><span class=dropcap>R</span><span class=lead>AIN FELL</span> all day", "RAIN FELL all day"),
        ("<p>the Mac<b>Book</b>s", "the MacBooks"),
        ("<p><b>R</b><i>ain</i>", "Rain"),
        ("<p>un<span class=hit>like</span>ly", "unlikely"),
        ("<p>the <a href=x>book</a>s", "the books"),
        ("<p>“<a href=x>No</a>,” she said", "“No,” she said"),
        ("<p>long<wbr>word", "longword"),
        ("<p>1<sup>st</sup> of m<sup>2</sup>", "1st of m2"),
        ("<p>O’<span>Brien</span>", "O’Brien"),
        ("<pre><span>socket</span>.<span>AF_INET</span></pre>", "socket.AF_INET"),
    ],
)
def test_words_that_go_on_over_an_edge_are_not(page: str, line: str) -> None:
    assert render(page) == [line]


def test_a_break_parts_lines_and_an_empty_line_parts_paragraphs() -> None:
    assert render("<div>One<br>two<br><br>three<br>\n<br/>four") == ["One", "two", "", "three", "", "four"]
    assert render("<div>One</div><div><br></div><div>two</div><div>&nbsp;</div><div>three") == [
        "One", "", "two", "", "three",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        "sr-only",
        "visually-hidden",
        "screen-reader-text",
        "visuallyhidden",
        "u-hidden-visually",
        "a11y screenreader-only",
        "element-invisible",
        "styles_visuallyHidden__x1",
        "off-screen",
    ],
)
def test_what_only_screen_readers_get_is_not_printed(names: str) -> None:
    assert render(f"<p>Share<span class='{names}'> on Facebook</span></p>") == ["Share"]


@pytest.mark.parametrize(
    "names", ["not-sr-only", "sr-only md:not-sr-only", "screen", "hidden-gems", "offscreen-culture"]
)
def test_classes_that_only_sound_like_it_are_printed(names: str) -> None:
    assert render(f"<p class='{names}'>Ten hidden gems") == ["Ten hidden gems"]


def test_what_a_pointer_calls_up_is_not_glued_to_the_sentence() -> None:
    page = (
        "<p>Mayor <span class=rollover-people><a href=/a>Ann Lee</a><span class=rollover-people-block>"
        "<b>Ann Lee</b> Bridge to close</span></span> resigned. The <span class=tooltip>pier<span class=tooltiptext>"
        "A landing stage</span></span> and the <a>dock</a><span role=tooltip>A basin</span> are shut.</p>"
    )
    assert render(page) == ["Mayor Ann Lee resigned. The pier and the dock are shut."]


def test_what_screen_readers_skip_is_printed_in_a_sentence_and_not_elsewhere() -> None:
    page = "<p><span aria-hidden=true>T</span><span class=sr-only>T</span>he bridge</p><div aria-hidden=true>Menu</div>"
    assert render(page) == ["The bridge"]


@pytest.mark.parametrize(
    "page",
    [
        "<div id=onetrust-consent-sdk><p>We value your privacy</p></div>",
        "<section class='cookie-banner wide'><p>We value your privacy</p></section>",
        "<div role=dialog aria-modal=true><p>We value your privacy</p></div>",
        "<dialog open><p>We value your privacy</p></dialog>",
        "<amp-consent id=c><p>We value your privacy</p></amp-consent>",
    ],
)
def test_consent_and_other_dialogs_are_not_printed(page: str) -> None:
    assert render(f"<p>It rained.</p>{page}") == ["It rained."]


def test_a_story_about_consent_is_printed() -> None:
    assert render("<article class='story cookie-consent-ruling'><p id=consent-banner>It rained.") == ["It rained."]


@pytest.mark.parametrize(
    "credit",
    [
        "<span class=credit>Ana Ruiz/Northlight</span>",
        "<span class='image__credit'>Ana Ruiz/Northlight</span>",
        "<small class=wp-photo-credit>Ana Ruiz/Northlight</small>",
        "<cite class=copyright>Ana Ruiz/Northlight</cite>",
        "<span class=credit>Ana Ruiz</span><span class=agency>/Northlight</span>",
    ],
)
def test_a_credit_stands_on_a_line_of_its_own(credit: str) -> None:
    page = f"<figure><img src=a.jpg alt=x><figcaption>The mill at dusk.{credit}</figcaption></figure><p>It rained.</p>"
    assert render(page) == ["The mill at dusk.", "Ana Ruiz/Northlight", "", "It rained."]


def test_a_credit_in_front_of_its_caption_ends_its_line_too() -> None:
    found = rendered(parse("<figcaption><span class=credit>Ana Ruiz</span> The mill at dusk.</figcaption>"))
    assert found.lines == ["Ana Ruiz", "The mill at dusk."]
    assert [context.element.tag for context in found.contexts if context and context.element] == ["span", "figcaption"]


def test_a_name_like_a_credit_away_from_pictures_breaks_no_line() -> None:
    assert render("<p>The <span class=credit>credit</span> was refused.") == ["The credit was refused."]


def test_a_layout_table_is_read_cell_by_cell_and_a_data_table_row_by_row() -> None:
    layout = f"<table><tr><td><a>Home</a><br><a>Sport</a></td><td><font>{PROSE}<br><br>It was {PROSE}</td></tr></table>"
    assert render(layout) == ["Home", "Sport", PROSE.strip(), "", f"It was {PROSE}".strip()]
    data = "<table><tr><th>Team</th><th>Goals</th></tr><tr><td>Harrow</td><td>2</td></tr></table>"
    assert render(data) == ["Team\tGoals", "Harrow\t2"]


def test_a_table_within_a_layout_table_keeps_its_rows() -> None:
    page = (
        "<table><tr><td><p>Results</p><table><tr><td>Harrow</td><td>2</td></tr></table></td><td><p>More</p></td></tr>"
    )
    assert [line for line in render(page) if line] == ["Results", "Harrow\t2", "More"]


def test_lists_are_printed_item_by_item_however_they_are_nested() -> None:
    assert [line for line in render("<ol><li>One<ul><li>Two</li></ul>three</li></ol><dl><dt>A<dd>B</dl>") if line] == [
        "  • One", "  • Two", "three", "A", "B",
    ]  # fmt: skip


def test_posts_that_are_embedded_are_printed() -> None:
    page = "<blockquote class=twitter-tweet><p>Rain at last</p>— Ana Ruiz (@ana) <a href=x>May 4</a></blockquote><script src=w.js></script>"
    assert render(page) == ["Rain at last", "", "— Ana Ruiz (@ana) May 4"]


def test_amp_prints_its_text_and_not_its_ads_and_players() -> None:
    page = (
        "<p>One</p><amp-img src=a><noscript><img src=a></noscript></amp-img><amp-ad type=x><div fallback>Ad</div></amp-ad>"
        "<amp-iframe src=b><div placeholder>Loading</div></amp-iframe><amp-sidebar id=s><a>Menu</a></amp-sidebar><p>Two</p>"
    )
    assert render(page) == ["One", "", "Two"]


def test_pages_of_the_font_era_are_printed() -> None:
    page = "<center><font size=+2><b>Rain</b></font></center><font face=Arial>It rained.<p>It rained on.</font>"
    assert render(page) == ["Rain", "It rained.", "", "It rained on."]


def test_ruby_prints_the_words_and_not_how_they_sound() -> None:
    assert render("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字") == ["漢字"]


def test_a_declared_shadow_root_is_printed_and_other_templates_are_not() -> None:
    page = "<x-story><template shadowrootmode=open><p>It rained.</p></template></x-story><template><p>No</p></template>"
    assert render(page) == ["It rained."]


def test_the_mark_of_a_note_is_no_part_of_the_word_before() -> None:
    found = rendered(parse("<p>The town<sup><a href='#n1'>1</a></sup> has 10<sup>6</sup> rats.</p>"))
    assert found.lines == ["The town has 106 rats."]
    assert found.unprinted["note"].all == 1


def test_what_is_hidden_in_small_print_stays_hidden_when_a_hidden_page_is_printed() -> None:
    story = "".join(f"<p>{n} {PROSE}</p>" for n in range(9))
    found = read(f"<body style='visibility:hidden'>{story}<p><a>Email<span class=sr-only> (new window)</span></a>")
    assert found.lines[-1] == "Email"


def test_lazy_pictures_in_noscript_print_nothing() -> None:
    found = read("<p>One</p><figure><noscript><img src=a alt='A mill'></noscript></figure><p>Two</p>")
    assert found.lines == ["One", "", "Two"]
    assert found.unprinted == {}


@pytest.mark.parametrize(
    "wrap",
    [
        "<noscript>{}</noscript>",
        "<body style='visibility:hidden'>{}</body>",
        "<div style='display:none'>{}</div>",
        "<template>{}</template>",
        "<div role=dialog>{}</div>",
        "<div id=page aria-hidden=true>{}</div>",
    ],
)
def test_an_article_that_is_hidden_until_a_script_runs_is_printed(wrap: str) -> None:
    story = "".join(f"<p>{n} {PROSE}</p>" for n in range(9))
    found = read(f"<p>Please switch on scripts.</p>{wrap.format(story)}")
    assert sum("ferry" in line for line in found.lines) == 9


def test_what_is_hidden_beside_an_article_stays_hidden() -> None:
    story = "".join(f"<p>{n} {PROSE}</p>" for n in range(9))
    found = read(f"<article>{story}</article><div hidden>{story * 5}</div>")
    assert sum("ferry" in line for line in found.lines) == 9


def test_words_that_are_not_printed_are_counted_by_reason() -> None:
    page = (
        "<head><title>Not counted</title></head><p>Seen</p><p hidden>one two <b>three</b><script>no()</script></p>"
        "<noscript>four</noscript><button>Send it</button><select><option>A</option><option>B</option></select>"
        "<template>x</template><svg><text>y</text></svg><div class=cookie-notice>We use cookies</div><style>p{}</style>"
    )
    found = rendered(parse(page)).unprinted
    assert {reason: words.all for reason, words in found.items()} == {
        "hidden": 3,
        "noscript": 1,
        "controls": 4,
        "template": 1,
        "media": 1,
        "consent": 3,
    }


def test_a_small_word_in_an_element_of_its_own_is_no_part_of_the_name_before_it() -> None:
    page = "<div><span>By <a href='/p'>Priya Nandakumar</a></span><span>and Owen Hale</span></div>"
    assert render_page(parse(page)).lines == ["By Priya Nandakumar and Owen Hale"]
