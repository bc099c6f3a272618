from __future__ import annotations

from antiphon.runtime.forensics.markup import Markup, element, joined, number, text


def test_text_cannot_become_markup() -> None:
    assert element("p", "<script>&") == "<p>&lt;script&gt;&amp;</p>"
    assert element("p", title='"><script>') == '<p title="&quot;&gt;&lt;script&gt;"></p>'
    assert element("p", element("b", "x")) == "<p><b>x</b></p>"


def test_what_steers_a_page_is_left_out() -> None:
    assert text("a\x00b\u202ec\nd") == "a b c d"


def test_attributes_are_spelled_as_in_html() -> None:
    assert element("a", class_="b", stroke_width=1.50, href=None) == '<a class="b" stroke-width="1.5"></a>'
    assert [number(value) for value in (3, 2.0, 0.126, -0.0)] == ["3", "2", "0.13", "-0"]
    assert joined([Markup("<i>"), Markup("</i>")]) == "<i></i>"
