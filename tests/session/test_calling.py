from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antiphon.session.calling import MAX_PENDING, MAX_REMEMBERED, TIMED_OUT, Calling, Urgency
from antiphon.session.toolbox import Toolbox
from antiphon.talk import Call, Calls, Result, Tool
from antiphon.wire.types import FunctionResponse, Scheduling

TOOLBOX = Toolbox((Tool("waits"), Tool("goes_on")), frozenset({"waits"}))


def call(name: str = "goes_on", **arguments: Any) -> Call:
    return Call(name, arguments)


def placed(*calls: Call) -> Calling:
    calling = Calling()
    calling.place(Calls(calls), TOOLBOX)
    return calling


def response(call_id: str | None = "call_1", **members: Any) -> FunctionResponse:
    members.setdefault("response", {"output": "ok"})
    return FunctionResponse(id=call_id, **members)


def ids(calls: Iterable[Call]) -> list[str]:
    return [each.id for each in calls]


def test_calls_get_ids_in_order_and_never_the_same_again() -> None:
    calling = Calling()
    assert ids(calling.place(Calls((call(at=1), call(at=2))), TOOLBOX)) == ["call_1", "call_2"]
    calling.take(response("call_1"))
    calling.take(response("call_2"))
    assert ids(calling.place(Calls((call(at=1),)), TOOLBOX)) == ["call_3"]
    assert ids(calling.pending) == ["call_3"]


def test_an_engine_does_not_name_its_calls() -> None:
    calling = Calling()
    assert ids(calling.place(Calls((Call("goes_on", {}, "mine"),)), TOOLBOX)) == ["call_1"]


def test_what_is_pending_is_not_asked_for_again() -> None:
    calling = placed(call(at=1))
    same, other, again = call(at=1), call(at=2), call(at=2)
    assert ids(calling.place(Calls((same, other, again)), TOOLBOX)) == ["call_2"]
    assert calling.place(Calls((same,)), TOOLBOX) == ()
    assert calling.place(Calls((call("waits", at=1),)), TOOLBOX) != ()  # another function


def test_pending_calls_are_bounded() -> None:
    calling = placed(*(call(at=number) for number in range(MAX_PENDING + 5)))
    assert len(calling.pending) == MAX_PENDING
    assert calling.place(Calls((call(at=-1),)), TOOLBOX) == ()
    calling.take(response("call_7"))
    assert ids(calling.place(Calls((call(at=-1),)), TOOLBOX)) == [f"call_{MAX_PENDING + 1}"]


def test_a_turn_waits_for_blocking_calls_until_they_return() -> None:
    calling = placed(call("waits", at=1), call(), call("waits", at=2))
    for number, is_awaited in ((1, True), (3, False)):
        assert calling.is_awaited
        returned = calling.take(response(f"call_{number}"))
        assert returned is not None
        assert returned.was_awaited
        assert calling.is_awaited is is_awaited
    assert ids(calling.pending) == ["call_2"]


def test_calls_that_are_released_are_still_pending() -> None:
    calling = placed(call("waits"))
    calling.release()
    assert not calling.is_awaited
    assert ids(calling.pending) == ["call_1"]
    returned = calling.take(response())
    assert returned is not None
    assert (returned.was_awaited, returned.urgency) == (False, Urgency.WHEN_IDLE)


def test_only_what_a_turn_waits_for_is_cancelled_and_its_result_is_late() -> None:
    calling = placed(call("waits"), call())
    assert calling.cancel() == ("call_1",)
    assert calling.cancel() == ()
    assert ids(calling.pending) == ["call_2"]
    late = calling.take(response("call_1", scheduling=Scheduling.INTERRUPT))
    assert late is not None
    assert late.result == Result(Call("waits", {}, "call_1"), {"output": "ok"})
    assert (late.urgency, late.was_awaited) == (Urgency.SILENT, False)
    assert calling.take(response("call_1")) is None  # once


def test_a_generator_may_be_late_as_a_whole() -> None:
    calling = placed(call("waits"))
    calling.cancel()
    for will_continue in (True, True, None):
        late = calling.take(response("call_1", will_continue=will_continue))
        assert late is not None
        assert late.result is not None
    assert calling.take(response("call_1")) is None
    calling = placed(call("waits"))
    calling.cancel()
    end = calling.take(response("call_1", response={}, will_continue=False))
    assert end is not None
    assert end.result is None
    assert calling.take(response("call_1")) is None


def test_what_was_cancelled_long_ago_is_forgotten() -> None:
    calling = Calling()
    for number in range(MAX_REMEMBERED + 1):
        calling.place(Calls((call("waits", at=number),)), TOOLBOX)
        calling.cancel()
    assert calling.take(response("call_1")) is None
    assert calling.take(response("call_2")) is not None


def test_who_never_answers_is_answered_for() -> None:
    calling = placed(call("waits"), call())
    (expired,) = calling.expire()
    assert (expired.call.id, expired.response) == ("call_1", TIMED_OUT)
    assert not calling.is_awaited
    late = calling.take(response("call_1"))
    assert late is not None
    assert late.urgency is Urgency.SILENT


@pytest.mark.parametrize(
    ("scheduling", "inside", "expected"),
    [
        (None, None, Urgency.WHEN_IDLE),
        (Scheduling.UNSPECIFIED, None, Urgency.WHEN_IDLE),
        (Scheduling.WHEN_IDLE, None, Urgency.WHEN_IDLE),
        (Scheduling.SILENT, None, Urgency.SILENT),
        (Scheduling.INTERRUPT, None, Urgency.INTERRUPT),
        (None, "SILENT", Urgency.SILENT),
        (None, "interrupt", Urgency.INTERRUPT),
        (None, "INTERRUPTED", Urgency.INTERRUPT),  # the docs' own slip
        (None, "WHENEVER", Urgency.WHEN_IDLE),
        (None, 7, Urgency.WHEN_IDLE),
        (None, ["SILENT"], Urgency.WHEN_IDLE),
        (Scheduling.SILENT, "INTERRUPT", Urgency.SILENT),  # the proper place is the stronger
    ],
)
def test_scheduling_is_read_in_both_places_and_kept_from_the_model(
    scheduling: Scheduling | None, inside: object, expected: Urgency
) -> None:
    payload = {"output": "ok"} if inside is None else {"output": "ok", "scheduling": inside}
    returned = placed(call()).take(response(response=payload, scheduling=scheduling))
    assert returned is not None
    assert returned.urgency is expected
    assert returned.result is not None
    assert returned.result.response == {"output": "ok"}


def test_a_generator_goes_on_until_it_says_otherwise() -> None:
    calling = placed(call())
    for share in (1, 2):
        returned = calling.take(response(response={"done": share}, will_continue=True))
        assert returned is not None
        assert returned.result is not None
        assert ids(calling.pending) == ["call_1"]
    last = calling.take(response(response={"done": 3}, will_continue=False))
    assert last is not None
    assert (last.result is None, last.urgency) == (False, Urgency.WHEN_IDLE)
    assert calling.pending == ()


@pytest.mark.parametrize("payload", [{}, {"scheduling": "INTERRUPT"}])
def test_an_empty_last_response_ends_a_generator_without_a_word(payload: dict[str, Any]) -> None:
    calling = placed(call())
    last = calling.take(response(response=payload, will_continue=False))
    assert last is not None
    assert (last.result, last.urgency) == (None, Urgency.SILENT)
    assert calling.pending == ()


def test_an_empty_response_of_a_plain_function_is_a_result() -> None:
    returned = placed(call()).take(response(response={}))
    assert returned is not None
    assert returned.result == Result(Call("goes_on", {}, "call_1"), {})
    assert returned.urgency is Urgency.WHEN_IDLE


def test_without_an_id_the_oldest_call_of_that_name_is_meant() -> None:
    calling = placed(call(at=1), call("waits"), call(at=2))
    for expected in ("call_1", "call_3"):
        returned = calling.take(response(None, name="goes_on"))
        assert returned is not None
        assert returned.result is not None
        assert returned.result.call.id == expected
    assert calling.take(response("", name="goes_on")) is None
    assert ids(calling.pending) == ["call_2"]


@pytest.mark.parametrize("wrong", [response("call_9"), response("call_9", name="goes_on"), response(None)])
def test_a_response_to_nothing_is_nothing(wrong: FunctionResponse) -> None:
    calling = placed(call())
    assert calling.take(wrong) is None
    assert ids(calling.pending) == ["call_1"]


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("place"), st.tuples(st.sampled_from(["waits", "goes_on"]), st.integers(0, 3))),
            st.tuples(st.just("take"), st.tuples(st.integers(1, 9), st.sampled_from([None, True, False]))),
            st.tuples(st.sampled_from(["cancel", "expire", "release"]), st.none()),
        ),
        max_size=40,
    )
)
def test_every_call_ends_at_most_once_and_none_is_pending_twice(inputs: list[tuple[str, Any]]) -> None:
    calling, ended, seen = Calling(), list[str](), list[str]()
    for kind, detail in inputs:
        match kind, detail:
            case "place", (name, at):
                seen += ids(calling.place(Calls((call(name, at=at),)), TOOLBOX))
            case "take", (number, will_continue):
                returned = calling.take(response(f"call_{number}", will_continue=will_continue))
                if returned is not None and returned.result is not None and not will_continue:
                    ended.append(returned.result.call.id)
            case "cancel", _:
                calling.cancel()
            case "expire", _:
                calling.expire()
            case _:
                calling.release()
        pending = calling.pending
        assert len({(each.name, str(each.arguments)) for each in pending}) == len(pending)
        assert not calling.is_awaited or pending
        assert set(ids(pending)) <= set(seen)
        assert not set(ids(pending)) & set(ended)
    assert len(ended) == len(set(ended))
    assert len(seen) == len(set(seen))
