from antiphon.session.latency import Stopwatch, TurnLatency


def test_spans_follow_one_another_from_the_end_of_speech_to_the_first_sound() -> None:
    watch = Stopwatch()
    watch.end(0.25, 10.0)
    watch.ask(10.02, drafts=2)
    watch.note(10.1, has_words=True, has_sound=False)
    watch.note(10.12, has_words=True, has_sound=True)
    watch.note(10.5, has_words=True, has_sound=True)
    told = watch.release(10.123)
    assert told is not None
    assert str(told) == "endpoint 250 | asr 20 | llm 80 | tts 20 | out 3 → 373 ms, 2 wasted"
    assert round(told.total, 6) == 0.373


def test_a_ready_draft_costs_nothing() -> None:
    watch = Stopwatch()
    watch.end(0.264, 10.0)
    watch.ask(10.0, drafts=2, is_hit=True)
    watch.note(10.0, has_words=True, has_sound=True)
    told = watch.release(10.003)
    assert str(told) == (
        "endpoint 264 | asr 0 (draft) | llm 0 (draft) | tts 0 (draft) | out 3 → 267 ms, draft hit, 1 wasted"
    )


def test_a_typed_question_has_no_speech_to_end() -> None:
    watch = Stopwatch()
    watch.ask(5.0)
    watch.note(5.25, has_words=True, has_sound=False)
    told = watch.release(5.25)
    assert told == TurnLatency(None, 0.0, 0.25, 0.0, 0.0, 0, is_draft_hit=False)
    assert str(told) == "llm 250 | tts 0 | out 0 → 250 ms"


def test_only_the_first_release_tells() -> None:
    watch = Stopwatch()
    assert watch.release(1.0) is None
    watch.end(0.5, 1.0)
    assert not watch.is_running
    watch.ask(1.0)
    watch.note(1.3, has_words=True, has_sound=True)
    assert watch.release(1.3) is not None
    assert watch.release(1.4) is None


def test_what_was_given_up_leaves_nothing_to_the_next_turn() -> None:
    watch = Stopwatch()
    watch.end(0.5, 1.0)
    watch.reset()
    watch.ask(3.0)
    watch.note(3.1, has_words=True, has_sound=False)
    told = watch.release(3.1)
    assert told is not None
    assert told.endpoint is None
    assert round(told.total, 6) == 0.1
