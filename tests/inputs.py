"""What callers, engines and operators may do, as hypothesis strategies: for tests that try any order of it."""

from __future__ import annotations

from hypothesis import strategies as st

from antiphon.session.limits import GOOGLE, Policy
from antiphon.session.profiles import Caller
from antiphon.talk import Call
from antiphon.wire.messages import (
    ClientContent,
    ClientExtension,
    ContextUpdate,
    RealtimeInput,
    ToolResponse,
    ToolsUpdate,
)
from antiphon.wire.setup import Behavior, FunctionDeclaration, HistoryConfig, Tool
from antiphon.wire.types import Content, Empty, Part, Scheduling
from kit import NEWER, OLDER, setup, with_members

THINKING = "models/gemini-3.8-live-extended-thinking"


def turn(text: str, role: str | None = "user") -> Content:
    return Content(role=role, parts=(Part(text=text),))


def declared(**behaviors: Behavior | None) -> tuple[Tool, ...]:
    functions = (FunctionDeclaration(name=name, behavior=each) for name, each in behaviors.items())
    return (Tool(function_declarations=tuple(functions)),)


TOOLS = declared(waits=Behavior.BLOCKING, goes_on=Behavior.NON_BLOCKING, unsaid=None)
MESSAGES = st.sampled_from(
    [
        ClientContent(),
        ClientContent(turn_complete=True),
        ClientContent(turns=(turn("typed", None),), turn_complete=True),
        ClientContent(turns=(turn("seed", "model"),)),
        ClientContent(turns=(turn("be brief", "system"),)),
        ClientContent(turns=(turn("greet them", "model"), turn(".")), turn_complete=True),
        RealtimeInput(text="now"),
        RealtimeInput(text=" "),
        RealtimeInput(text="."),
        RealtimeInput(activity_start=Empty()),
        RealtimeInput(activity_end=Empty()),
        RealtimeInput(activity_start=Empty(), text="both", activity_end=Empty(), audio_stream_end=True),
        RealtimeInput(audio_stream_end=True),
        ToolResponse(),
        ContextUpdate(),
        ContextUpdate(system_instruction=turn("be long")),
        ContextUpdate(tools=ToolsUpdate(tools=())),
        ContextUpdate(tools=ToolsUpdate(tools=declared(waits=Behavior.NON_BLOCKING))),
        ClientExtension(played_ms=0.0),
        ClientExtension(played_ms=5.0, turn=1),
    ]
)
SETUPS = st.builds(
    lambda *, tools, seeds, **options: with_members(
        setup(**options),
        tools=tools,
        history_config=HistoryConfig(initial_history_in_client_content=True) if seeds else None,
    ),
    model=st.sampled_from([NEWER, OLDER, THINKING]),
    is_text=st.booleans(),
    is_quiet=st.booleans(),
    interrupts=st.booleans(),
    disabled=st.booleans(),
    silence_duration_ms=st.sampled_from([0, 64, 500]),
    prefix_padding_ms=st.sampled_from([0, 64]),
    tools=st.sampled_from([(), TOOLS, TOOLS]),
    seeds=st.booleans(),
)
CALLERS = st.sampled_from(
    [
        Caller(),
        Caller(client="livekit-agents/1.8.9"),
        Caller(client="google-adk/2.13.0"),
        Caller(is_vertex=True),
    ]
)
POLICIES = st.sampled_from(
    [
        Policy(),
        Policy(judges_pauses=True),
        Policy(reprompt_s=2.0),
        Policy(lead_s=2.0, tool_timeout_s=1.0, idle_timeout_s=40.0, judges_pauses=True),
        Policy(session_s=None, connection_s=20.0, notice_s=5.0),
        GOOGLE,
    ]
)
CALLS = st.lists(
    st.builds(
        Call, st.sampled_from(["waits", "goes_on", "unsaid"]), st.sampled_from([{}, {"at": 3}, {"at": 4}])
    ),
    min_size=1,
    max_size=3,
).map(tuple)
RESPONSES = st.fixed_dictionaries(
    {
        "response": st.sampled_from(
            [{}, {"output": "ok"}, {"result": 1, "scheduling": "INTERRUPT"}, {"scheduling": 7}]
        ),
        "scheduling": st.sampled_from([None, None, *Scheduling]),
        "will_continue": st.sampled_from([None, None, True, False]),
    }
)
