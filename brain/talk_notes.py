"""Notes before the user's words: what the camera shows, and how the user sounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from antiphon.engines.brain.chat import asked
from brain.dialogue import Dialogue, Family, Probe
from brain.draw import Draw
from brain.smalltalk import GOODBYES, GREETINGS, THANKS
from brain.tables import items
from brain.talk_common import ask, begun, fact

COLOURS: Final = items("red|blue|green|yellow|black|white|brown|grey|pink|purple|orange|striped")
THINGS: Final = items(
    "mug|book|pen|phone|cup|bottle|key|apple|banana|ball|hat|umbrella|bag|box|plate|spoon|towel|candle|"
    "flower|lamp|camera|guitar|toy car|teddy bear|notebook|brush|glove|glass|basket|letter|balloon|pillow|"
    "vase|knife|ticket|card|mask|shell|scarf|hammer"
)
CLOTHES: Final = items("shirt|jacket|hat|scarf|dress|sweater|coat|tie|cap|blouse|hoodie|vest")
PEOPLE: Final = items("a man|a woman|a boy|a girl|an old man|an old woman|a young man|a young woman")
PLACES: Final = items(
    "at a kitchen table|in a kitchen|in a living room|on a sofa|in front of a bookshelf|at a desk|in a "
    "garden|by a window|in an office|on a balcony|in a car|in a bedroom|in front of a white wall|in a park|"
    "at a bus stop|in a workshop|in a cafe"
)
DOING: Final = items(
    "smiling|reading|drinking|waving|writing|eating|cooking|yawning|laughing|pointing|typing|knitting|"
    "painting|stretching|sleeping"
)
SURFACES: Final = items("table|desk|shelf|floor|chair|bed|counter|window sill")
COUNTS: Final = items("two|three|four|five|six")
PLURALS: Final = items(
    "books|cups|apples|pens|candles|plates|bottles|oranges|boxes|flowers|chairs|cats|dogs|children|balls|"
    "lamps"
)
HOLDING: Final = (
    "What am I holding?",
    "What is this in my hand?",
    "What do I have in my hand?",
    "Can you see what I'm holding?",
    "What's this?",
)
WEARING: Final = (
    "What am I wearing?",
    "How do I look?",
    "What do I have on?",
    "Do you like my clothes?",
    "Can you tell what I'm wearing?",
)
WHERE: Final = ("Where am I?", "Where do you think I am?", "Can you see where I am?", "What place is this?")
ACTION: Final = ("What am I doing?", "Can you see what I'm doing?", "What do I do right now?")
WHO: Final = (
    "Who do you see?",
    "What do you see?",
    "Can you see me?",
    "What is in front of you?",
    "Describe what you see.",
)
ON: Final = ("What is on the {s}?", "What do you see on the {s}?", "Can you see what's on the {s}?")
MANY: Final = ("How many {p} are there?", "How many {p} do you see?", "Can you count the {p}?")
IS_IT: Final = (
    "Is this a sandwich?",
    "Am I holding a cat?",
    "Do I have a sword in my hand?",
    "Is this a trumpet?",
    "Am I holding a fish?",
)
"""Of things that nobody holds here."""
HIDDEN: Final = (
    "What is behind me?",
    "What's in my pocket?",
    "What colour are my shoes?",
    "What is in the drawer?",
    "Who is in the next room?",
    "What does the letter say?",
    "How many coins do I have?",
    "What's in the fridge?",
    "Where is my cat?",
    "What is under the table?",
    "What time does the clock show?",
    "What colour is my car?",
)
UNSEEN: Final = (
    "I don't know, I can't see that.",
    "I don't know, I can't see that from here.",
    "I'm sorry, I can't see that.",
)
SOUNDS: Final = (
    "How do I sound?",
    "What do I sound like?",
    "Can you hear how I feel?",
    "What mood am I in?",
    "How do you think I feel?",
)
SOUND: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "sad": (("You sound a bit sad.", "You sound sad. Is something wrong?"), "sad"),
    "happy": (("You sound happy.", "You sound happy today."), "happy"),
    "angry": (("You sound a bit angry.", "You sound angry. What happened?"), "angry|upset"),
    "calm": (("You sound calm.", "You sound calm and relaxed."), "calm"),
    "tired": (("You sound a bit tired.", "You sound tired. Did you sleep badly?"), "tired"),
    "afraid": (("You sound a bit afraid.", "You sound afraid. What's wrong?"), "afraid|scared"),
    "surprised": (("You sound surprised.", "You sound surprised. What happened?"), "surprised"),
}
OPENS: Final[Mapping[str, tuple[str, ...]]] = {
    "sad": ("I'm here for you.", "Of course.", "Take your time."),
    "happy": ("With pleasure!", "Sure!", "Gladly!"),
    "angry": ("Of course.", "I understand.", "All right."),
    "tired": ("Of course.", "Sure, nice and short."),
    "afraid": ("I'm here.", "It's all right."),
}
TONES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "sad": (
        ("Hello.", "Hello. I'm here, if you want to talk."),
        ("I'm home.", "Welcome home. Was it a hard day?"),
        ("I talked to my mother.", "How was it? You can tell me."),
        ("I don't want to cook today.", "That's all right. Have something simple and be kind to yourself."),
        ("How are you?", "I'm fine, thank you. But how are you, really?"),
        ("It's nothing.", "All right. I'm here if you want to talk."),
        ("My friend moved away.", "I'm sorry. You'll miss each other."),
        ("Today was like every day.", "I see. Is something weighing on you?"),
        ("I'm fine.", "I'm glad, but you can tell me if something's wrong."),
        ("She didn't call.", "I'm sorry. You were waiting for it."),
    ),
    "happy": (
        ("Hello.", "Hello! It's lovely to hear you."),
        ("I'm home.", "Welcome home! Was it a good day?"),
        ("I talked to my mother.", "How nice! What did she say?"),
        ("I'm going out tonight.", "Wonderful! Where are you going?"),
        ("How are you?", "I'm great! And you?"),
        ("Guess what happened.", "Tell me, I'm all ears!"),
        ("My friend is coming.", "How lovely! What will you do together?"),
        ("It's Friday.", "Hooray! Any plans?"),
        ("I bought flowers.", "How nice! Which ones?"),
        ("She called.", "That's great! What did she say?"),
    ),
    "angry": (
        ("Hello.", "Hello. How can I help?"),
        ("You got it wrong again.", "I'm sorry. Let's go through it together."),
        ("This doesn't work.", "I understand. What happens when you try?"),
        ("My neighbour was loud again.", "That's annoying. Did you get any rest?"),
        ("I've been waiting for an hour.", "I'm sorry, that's a long time. What are you waiting for?"),
        ("Nobody listens to me.", "I'm listening. Tell me what happened."),
        ("They cancelled it.", "That's frustrating. What will you do now?"),
        ("I'm home.", "Welcome home. Do you want to talk about it?"),
        ("He was late again.", "I see why that bothers you. What did he say?"),
        ("It's broken again.", "How annoying. Let's take it step by step."),
    ),
    "tired": (
        ("Hello.", "Hello. Was it a long day?"),
        ("I'm home.", "Welcome home. Put your feet up."),
        ("I still have work to do.", "Could it wait until tomorrow?"),
        ("What should I do now?", "Have something warm and go to bed early."),
        ("I can't think any more.", "Then rest a little. It will be easier tomorrow."),
        ("One more thing.", "Sure, I'm listening."),
    ),
    "afraid": (
        ("Hello.", "Hello, I'm here. Is everything all right?"),
        ("There is a noise outside.", "Stay calm. It may only be the wind."),
        ("I'm alone at home.", "I'm here with you. Shall we talk a bit?"),
        ("The exam is tomorrow.", "Breathe slowly. You've prepared for it."),
        ("I have to call the doctor.", "That takes courage. One step at a time."),
        ("It's so dark.", "Turn on a light, and tell me about your day."),
    ),
}


class Scene(NamedTuple):
    """What the camera shows, and what may be asked about it: questions, the answer, what it must hold."""

    text: str
    questions: tuple[tuple[tuple[str, ...], str, str], ...]


def _a(words: str) -> str:
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _person(draw: Draw) -> tuple[str, str]:
    person = draw.either(PEOPLE)
    return person, draw.value(PLACES)


def holding(draw: Draw) -> Scene:
    """Somebody with something in the hand."""
    person, place = _person(draw)
    thing, colour = draw.value(THINGS), draw.value(COLOURS)
    questions = [
        (HOLDING, f"You're holding {_a(f'{colour} {thing}')}.", thing),
        (WHERE, f"You're {place}.", place.rsplit(" ", 1)[-1]),
        (WHO, f"I see {person} holding {_a(f'{colour} {thing}')}.", thing),
        (IS_IT, f"No, you're holding {_a(f'{colour} {thing}')}.", f"no.*{thing}"),
        (
            (f"Am I holding {_a(thing)}?", f"Is this {_a(thing)}?"),
            f"Yes, you're holding {_a(f'{colour} {thing}')}.",
            f"yes.*{thing}",
        ),
    ]
    if colour != "striped":
        colours = (
            f"What colour is my {thing}?",
            f"Which colour does the {thing} have?",
            f"What colour is the {thing}?",
        )
        questions += [(colours, f"Your {thing} is {colour}.", colour)] * 2
    return Scene(f"{person} holding {_a(f'{colour} {thing}')} {place}", tuple(questions))


def wearing(draw: Draw) -> Scene:
    """Somebody in something."""
    person, place = _person(draw)
    first, second = draw.values(CLOTHES, 2)
    one, two = draw.values(COLOURS, 2)
    worn = f"{_a(f'{one} {first}')} and {_a(f'{two} {second}')}" if draw.chance(0.4) else _a(f"{one} {first}")
    look = draw.either(
        (
            f"You look nice in your {one} {first}.",
            f"You're wearing {worn}.",
            f"You're wearing {worn}. It suits you.",
        )
    )
    return Scene(
        f"{person} wearing {worn} {place}",
        (
            (WEARING, look, first),
            (WEARING, look, first),
            (WHERE, f"You're {place}.", place.rsplit(" ", 1)[-1]),
            (
                (
                    f"What colour is my {first}?",
                    f"Which colour is the {first}?",
                    f"Is my {first} clean, and what colour is it?",
                )[:2],
                f"Your {first} is {one}.",
                one,
            ),
            (WHO, f"I see {person} wearing {worn}.", first),
        ),
    )


def acting(draw: Draw) -> Scene:
    """Somebody doing something."""
    person, place = _person(draw)
    doing = draw.value(DOING)
    return Scene(
        f"{person} {doing} {place}",
        (
            (ACTION, f"You're {doing}.", doing),
            (ACTION, f"You're {doing} {place}.", doing),
            (WHERE, f"You're {place}.", place.rsplit(" ", 1)[-1]),
            (WHO, f"I see {person} {doing} {place}.", doing),
            (HOLDING, "I can't see anything in your hand.", "can't see"),
        ),
    )


def lying(draw: Draw) -> Scene:
    """Things on a table."""
    surface, plural, count = draw.either(SURFACES), draw.value(PLURALS), draw.either(COUNTS)
    thing, colour = draw.value(THINGS), draw.value(COLOURS)
    where = tuple(each.format(s=surface) for each in ON)
    many = tuple(each.format(p=plural) for each in MANY)
    return Scene(
        f"{count} {plural} and {_a(f'{colour} {thing}')} on a {surface}",
        (
            (
                where,
                f"There are {count} {plural} and {_a(f'{colour} {thing}')} on the {surface}.",
                f"{plural}.*{thing}",
            ),
            (many, f"I see {count} {plural}.", count),
            (
                (f"Where is the {thing}?", f"Can you find the {thing}?", f"Where did I put the {thing}?"),
                f"It's on the {surface}.",
                surface,
            ),
            (
                (f"What colour is the {thing}?", f"Which colour does the {thing} have?"),
                f"The {thing} is {colour}.",
                colour,
            ),
        ),
    )


SCENES: Final[tuple[Callable[[Draw], Scene], ...]] = (holding, wearing, acting, lying)


def seeing(draw: Draw) -> Dialogue:
    """Each turn with what the camera shows; it may change from turn to turn."""
    dialogue = begun(draw, "notes", 0.7)
    scene = draw.either(SCENES)(draw)
    mood = draw.either(tuple(SOUND)) if draw.chance(0.15) else ""
    for at in range(draw.either((2, 3, 4))):
        if at and draw.chance(0.55):
            scene = draw.either(SCENES)(draw)
        form = draw.random.random()
        if form < 0.7:
            asks, answer, want = draw.either(scene.questions)
            dialogue.user(asked(draw.phrase(asks), seen=scene.text, mood=mood))
            dialogue.model(answer, Probe("notes", want))
        elif form < 0.88:
            dialogue.user(asked(draw.value(HIDDEN), seen=scene.text, mood=mood))
            dialogue.model(draw.either(UNSEEN), Probe("notes", "can't see"))
        elif form < 0.94:
            known = fact(draw)
            dialogue.user(asked(draw.phrase(known.asks), seen=scene.text, mood=mood))
            dialogue.model(known.answer, Probe("notes", known.want))
        else:
            talk = draw.either((*GREETINGS, *THANKS, *GOODBYES))
            dialogue.user(asked(draw.phrase(talk.says), seen=scene.text))
            dialogue.model(draw.either(talk.answers), Probe("notes", talk.want) if talk.want else None)
    return dialogue


def sounding(draw: Draw) -> Dialogue:
    """A mood colours the answer and is named only when asked for."""
    dialogue = begun(draw, "notes", 0.7)
    mood = draw.either(tuple(TONES))
    seen = draw.either(SCENES)(draw).text if draw.chance(0.2) else ""
    for said, answer in draw.values(TONES[mood], draw.either((1, 2))) or draw.random.sample(TONES[mood], 1):
        dialogue.user(asked(said, seen=seen, mood=mood))
        dialogue.model(answer)
    if draw.chance(0.55):
        mood = draw.either(tuple(SOUND)) if draw.chance(0.5) else mood
        answers, want = SOUND[mood]
        dialogue.user(asked(draw.phrase(SOUNDS), seen=seen, mood=mood))
        dialogue.model(draw.either(answers), Probe("notes", want))
    if draw.chance(0.5):
        known = fact(draw)
        opening = (
            f"{draw.either(OPENS[mood])} "
            if mood in OPENS and len(known.answer.split()) < 12 and draw.chance(0.6)
            else ""
        )
        if opening and ". " in known.answer:
            opening = ""
        dialogue.user(asked(draw.phrase(known.asks), seen=seen, mood=mood))
        dialogue.model(f"{opening}{known.answer}", Probe("notes", known.want))
    elif draw.chance(0.3):
        ask(draw, dialogue, fact(draw))
    return dialogue


def notes(draw: Draw) -> Dialogue:
    """Eyes or ears."""
    return seeing(draw) if draw.chance(0.62) else sounding(draw)


FAMILIES: Final[Mapping[str, Family]] = {"notes": Family(0.02, notes)}
