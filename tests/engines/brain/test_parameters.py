import pytest

from antiphon.engines.brain.parameters import of
from antiphon.talk import Tool


def tool(*names: str) -> Tool:
    properties = {name: {"type": "string"} for name in names}
    return Tool("f", "", {"type": "object", "properties": properties, "required": list(names)})


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        (("to", "text"), ["Who is it for?", "What should it say?"]),
        (("from", "to"), ["Where from?", "Where to?"]),
        (("origin", "to"), ["Which place do you mean?", "Where to?"]),
        (("city", "date"), ["Which city do you mean?", "For which day?"]),
        (("recipient",), ["Who is it for?"]),
        (("order_number",), ["What is the order number?"]),
    ],
)
def test_what_is_asked_for(names: tuple[str, ...], asked: list[str]) -> None:
    assert [each.question for each in of(tool(*names))] == asked
