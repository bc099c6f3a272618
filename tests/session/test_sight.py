from __future__ import annotations

import pytest

from antiphon.session.sight import FRESH_S, MAX_BYTES, MAX_STILLS, Sight, picture_in
from antiphon.talk import Picture
from antiphon.wire.types import Blob, Content, Part


def content(*pictures: bytes, text: str = "") -> Content:
    parts = [Part(inline_data=Blob(data=data, mime_type="image/png")) for data in pictures]
    return Content(parts=(*parts, Part(text=text)))


def png(data: bytes) -> Picture:
    return Picture("image/png", data)


@pytest.mark.parametrize(
    ("mime_type", "kind"),
    [
        ("image/jpeg", "image/jpeg"),
        ("IMAGE/JPG", "image/jpeg"),
        ("image/png; charset=binary", "image/png"),
        ("image/webp", "image/webp"),
        ("image/heic", None),
        ("image/svg+xml", None),
        ("video/mp4", None),
        ("", None),
    ],
)
def test_what_counts_as_a_picture(mime_type: str, kind: str | None) -> None:
    assert picture_in(Blob(data=b"x", mime_type=mime_type)) == (Picture(kind, b"x") if kind else None)


def test_a_picture_has_a_size() -> None:
    assert picture_in(Blob(mime_type="image/png")) is None
    assert picture_in(Blob(data=bytes(MAX_BYTES), mime_type="image/png")) is not None
    assert picture_in(Blob(data=bytes(MAX_BYTES + 1), mime_type="image/png")) is None


def test_the_newest_frame_is_seen_while_it_is_fresh() -> None:
    sight = Sight()
    assert sight.at(0.0) == ()
    sight.watch(png(b"1"), 1.0)
    sight.watch(png(b"2"), 2.0)
    assert sight.at(2.0 + FRESH_S) == (png(b"2"),)
    assert sight.at(2.1 + FRESH_S) == ()
    assert sight.at(2.0) == ()  # it is gone for good


def test_pictures_of_content_stay_until_others_come() -> None:
    sight = Sight()
    sight.look([content(b"1", b"2"), content(b"3")])
    sight.look([content(text="what is it?")])
    sight.watch(png(b"4"), 0.0)
    assert sight.at(0.0) == (png(b"1"), png(b"2"), png(b"3"), png(b"4"))
    sight.look([content(b"5")])
    assert sight.at(1000.0) == (png(b"5"),)


def test_of_many_pictures_the_newest_stay() -> None:
    sight = Sight()
    sight.look([content(*(bytes([n]) for n in range(MAX_STILLS + 2)))])
    assert [picture.data[0] for picture in sight.at(0.0)] == list(range(2, MAX_STILLS + 2))
    half = bytes(MAX_BYTES // 2)
    sight.look([content(half, half, half)])
    assert len(sight.at(0.0)) == 2
    sight.look([content(b"ok", bytes(MAX_BYTES + 1))])
    assert sight.at(0.0) == (png(b"ok"),)
