import asyncio

from antiphon.engines.brain.brain import Brain
from antiphon.talk import Call, Said
from brain.dialogue import Dialogue
from brain.gold import Gold, answered, turns
from brain_parts import NOW, TIMER, Counting


def test_every_answer_is_given_once_more_and_what_is_changed_is_seen() -> None:
    dialogue = Dialogue("made", "You are Ada.")
    dialogue.tools = [TIMER]
    dialogue.user("What is two plus two?")
    dialogue.model("Four, my dear.")
    dialogue.user("A timer of five minutes, please.")
    dialogue.call("set_timer", {"minutes": 5})
    dialogue.result({"status": "ok"})
    dialogue.model("It runs.")
    dialogue.user("Well done.")
    dialogue.model("Thank you, I", is_cut=True)
    asked = list(turns(dialogue))
    assert [type(each.answer) for each in asked] == [Said, Call, Said]

    async def scenario() -> list[tuple[str, str]]:
        gold = Gold()
        brain = Brain(gold, Counting(), lambda: NOW)
        await brain.start()
        found = []
        for each in asked:
            gold.answer = each.written
            found.append((each.written, await answered(brain, each)))
        return found

    by_rule, call, told = asyncio.run(scenario())
    assert by_rule == ("Four, my dear.", "2 plus 2 is 4.")
    assert call[0] == call[1]
    assert told[0] == told[1]
