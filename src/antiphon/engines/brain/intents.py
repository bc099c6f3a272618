"""What people say that needs no model to answer: examples to compare with, and answers. Pure data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final
from zlib import crc32


class Kind(Enum):
    """How an intent weighs against others."""

    TALK = "talk"
    """Small talk: a persona with a manner of its own has the model answer."""
    SELF = "self"
    """About the assistant."""
    UNKNOWABLE = "unknowable"
    """Nobody told it, and it cannot find out."""
    UNABLE = "unable"
    """It would need a function that it was not given."""


@dataclass(frozen=True, slots=True)
class Intent:
    """Ways to say one thing, and ways to answer it. ``{name}`` and ``{who}`` stand for the persona."""

    name: str
    kind: Kind
    examples: tuple[str, ...]
    answers: tuple[str, ...]


def _intent(name: str, kind: Kind, examples: str, *answers: str) -> Intent:
    return Intent(name, kind, tuple(each.strip() for each in examples.split("|")), answers)


INTENTS: Final = (
    _intent(
        "greeting", Kind.TALK, "Hello.|Hi there!|Hey|Good morning.|Good evening.|Hello, is anyone there?|Nice to meet you.",
        "Hello! What can I do for you?", "Hi there! How can I help?", "Hello! Nice to hear from you.",
    ),
    _intent(
        "how are you", Kind.TALK, "How are you?|How are you doing today?|How is it going?|What's up?|Are you okay?|How was your day?",
        "I'm fine, thanks for asking! How are you?", "All is well here, thank you. And you?",
    ),
    _intent(
        "fine", Kind.TALK, "I'm fine, thanks.|I'm doing well.|I'm great today.|I'm feeling good.",
        "I'm glad to hear that! What can I do for you?", "Good to hear. How can I help?",
    ),
    _intent(
        "thanks", Kind.TALK, "Thank you.|Thanks a lot!|Thank you very much.|That was helpful, thanks.|Cheers.",
        "You're welcome!", "My pleasure.", "Happy to help.",
    ),
    _intent(
        "goodbye", Kind.TALK, "Goodbye.|Bye bye.|See you later.|Good night.|I have to go now.|Talk to you tomorrow.|That's all for today.",
        "Goodbye! It was nice talking to you.", "See you! Take care.", "Bye! Have a good time.",
    ),
    _intent("yes", Kind.TALK, "Yes.|Yes, please.|Sure.|Yeah, that's right.|Okay.|Of course.|Correct.", "All right. What would you like?", "Okay. Tell me more."),
    _intent("no", Kind.TALK, "No.|No, thanks.|Not really.|Nope.|No, that's all.|No, that's wrong.", "All right. Just tell me if you need anything.", "Okay, no problem."),
    _intent(
        "compliment", Kind.TALK, "You are great.|I like talking to you.|You're very smart.|Good job!|That's a nice voice.|Well done.|I love you.",
        "Thank you, that's kind of you!", "That's nice to hear, thank you.",
    ),
    _intent(
        "complaint", Kind.TALK, "You are stupid.|That's wrong.|You are useless.|You don't understand me.|You're not helping.|I hate you.",
        "I'm sorry about that. I'm a small model and I make mistakes; please try saying it in another way.",
        "Sorry. Could you put it in other words?",
    ),
    _intent(
        "grief", Kind.TALK, "My dog died.|My grandmother passed away yesterday.|I lost my father.|My cat died this morning.|A friend of mine has died.",
        "I'm so sorry for your loss. I'm here if you want to talk about it.", "I'm very sorry. That must be hard.",
    ),
    _intent(
        "sad", Kind.TALK,
        "I'm feeling sad today.|I feel lonely.|I'm depressed.|I had a terrible day.|I failed my exam.|I lost my job.|I'm worried.|I'm so stressed.|My girlfriend left me.|I feel sick.",
        "I'm sorry to hear that. Do you want to talk about it?", "That sounds hard, I'm sorry. What happened?",
    ),
    _intent("ill", Kind.TALK, "My head hurts.|I have a headache.|I caught a cold.|My back hurts.", "I'm sorry to hear that. I hope you feel better soon."),
    _intent("tired", Kind.TALK, "I'm tired.|I didn't sleep well.|I'm exhausted.", "That's no fun. I hope you can get some rest soon.", "I hope you get a good rest."),
    _intent("bored", Kind.TALK, "I'm bored.|I have nothing to do.|Entertain me.", "We could do some sums, or I could tell you a short story. What would you like?"),
    _intent("happy", Kind.TALK, "I'm so happy today.|I passed my exam!|I got the job!|I'm getting married.|I won!|It's my birthday today.", "That's wonderful, congratulations!", "How nice! I'm happy for you."),
    _intent(
        "joke", Kind.TALK, "Tell me a joke.|Say something funny.|Do you know any jokes?|Make me laugh.|Another joke, please.",
        "Why did the scarecrow win a prize? Because he was outstanding in his field.",
        "What do you call a fish with no eyes? A fsh.",
        "Why don't scientists trust atoms? Because they make up everything.",
        "What did one wall say to the other? I'll meet you at the corner.",
    ),
    _intent("hearing", Kind.TALK, "Can you hear me?|Is this working?|Testing, one two three.|Are you listening?|Are you still there?", "Yes, I can hear you.", "Yes, I'm listening."),
    _intent("name", Kind.SELF, "What is your name?|What are you called?|Do you have a name?|What should I call you?|Tell me your name.", "{name}"),
    _intent("who", Kind.SELF, "Who are you?|Introduce yourself.|Tell me about yourself.|What are you?|Who am I talking to?", "{who}"),
    _intent(
        "machine", Kind.SELF, "Are you a human?|Are you an AI?|Are you a real person?|Are you a robot?|Am I talking to a machine?|Are you a bot?",
        "I'm a computer program, not a person.", "No person here: I'm a computer program.",
    ),
    _intent(
        "maker", Kind.SELF, "Who made you?|Who created you?|Who built you?|Which company made you?|Who is your creator?|Are you ChatGPT?|What model are you?|Which language model are you?",
        "I run on Antiphon, an open voice server, with a small open language model called SmolLM2.",
    ),
    _intent(
        "ability", Kind.SELF, "What can you do?|How can you help me?|What are you able to do?|What are your capabilities?|Help.|What can I ask you?",
        "I can remember what you tell me, do sums, tell the time and date, and chat a little. I'm small, so I don't know very much.",
    ),
    _intent("age", Kind.SELF, "How old are you?|What is your age?|When were you born?|When is your birthday?", "I'm a computer program, so I don't have an age."),
    _intent("place", Kind.SELF, "Where are you?|Where do you live?|Where are you from?|Where do you come from?", "I'm a computer program: I run on a computer, and I don't live anywhere."),
    _intent(
        "feelings", Kind.SELF, "Do you have feelings?|Are you conscious?|Are you happy?|Do you sleep?|Do you eat?|Do you have friends?|Do you have a body?|Are you married?|Do you have any brothers or sisters?",
        "No, I'm only a computer program.", "I'm a computer program, so no.",
    ),
    _intent(
        "favourite", Kind.SELF, "What is your favorite color?|What's your favourite food?|What do you like to do?|What music do you like?|Do you like movies?",
        "I'm a computer program, so I have no favourites. What about you?",
    ),
    _intent(
        "internet", Kind.SELF, "Can you search the internet?|Do you have internet access?|Can you look something up online?|Do you remember our last conversation?|Do you record me?",
        "I have no internet, and I only know what was said in this conversation.",
    ),
    _intent(
        "sight", Kind.UNKNOWABLE,
        "What do you see?|Can you see me?|What am I holding in my hand?|What color is my shirt?|What am I wearing?|Look at this.|What is in this picture?|Describe this image.|How do I look?|Read this for me.|How many fingers am I holding up?",
        "I can't see anything, I'm sorry. I can only listen and talk.",
    ),
    _intent(
        "weather", Kind.UNKNOWABLE,
        "What's the weather like today?|Will it rain tomorrow?|Is it cold outside?|How hot is it in Madrid right now?|Do I need an umbrella?|What is the temperature outside?|Is it going to snow?",
        "I don't know the weather, I'm sorry. I have no way to look it up.",
    ),
    _intent(
        "news", Kind.UNKNOWABLE,
        "What's in the news today?|What happened in the world today?|Any news?|Who won the game last night?|What was the football score yesterday?|Who won the election?|What's new in politics?|What did the president say today?",
        "I don't know, I have no access to the news.",
    ),
    _intent(
        "prices", Kind.UNKNOWABLE,
        "What is the price of bitcoin?|How is the stock market doing?|What's the Apple stock price?|How much is a dollar in euros today?|How much does a flight to Rome cost?|How much is gas right now?",
        "I don't know, I can't look up current prices.",
    ),
    _intent(
        "traffic", Kind.UNKNOWABLE,
        "How is the traffic?|When does the next bus leave?|Is my train on time?|When does my flight leave?|Where is the nearest pharmacy?|Are there any restaurants near me?|What's playing at the cinema tonight?|Is the supermarket still open?",
        "I don't know, I can't look that up.",
    ),
    _intent(
        "future", Kind.UNKNOWABLE,
        "What will the lottery numbers be?|Who will win the next election?|Will I be rich one day?|What will happen tomorrow?|Will my team win on Saturday?|When will I die?",
        "I don't know, nobody can tell that in advance.",
    ),
    _intent(
        "elsewhere", Kind.UNKNOWABLE,
        "What am I thinking?|What did I have for breakfast?|Where did I leave my keys?|Who is at the door?|Did anyone call me?|Is my mother at home?|Where is my wife right now?|Do I have any new messages?|What did my boss say?|What's on my calendar today?",
        "I don't know, I can't know that.",
    ),
    *(
        _intent(name, Kind.UNABLE, examples, "I'm sorry, I can't do that. I can only talk.")
        for name, examples in (
            ("call", "Call my mother.|Phone the doctor.|Ring Peter, please."),
            ("music", "Play some music.|Play a song by Queen.|Put on something relaxing.|Skip this song."),
            ("loudness", "Turn up the volume.|Make it louder.|Not so loud."),
            ("lights", "Turn on the lights.|Switch off the lamp.|It's too dark in here.|Dim the lights."),
            ("heating", "Turn up the heating.|It's too cold in here.|Make it warmer.|Set the thermostat to twenty."),
            ("timer", "Set a timer for ten minutes.|Wake me in half an hour.|Tell me when twenty minutes have passed."),
            ("alarm", "Set an alarm for seven.|Wake me up at six tomorrow."),
            ("message", "Text Anna that I'm late.|Tell Bob that I'm on my way.|Let my wife know I'll be home soon.|Send John a message.|Write to Mary that the meeting is off."),
            ("email", "Send an email to John.|Write an email to my boss."),
            ("order", "Order a pizza.|Buy two tickets.|Get me a taxi."),
            ("booking", "Book a table for two.|Reserve a room for tonight.|Make an appointment with the dentist."),
            ("calendar", "Put the meeting in my calendar.|Schedule a call on Friday.|Cancel my appointment tomorrow."),
            ("reminder", "Remind me to call Bob at five.|Don't let me forget the milk."),
            ("list", "Add milk to my shopping list.|Put eggs on the list.|We're out of milk."),
            ("door", "Open the door.|Lock the house.|Close the blinds."),
            ("search", "Search the web for a recipe.|Look it up on the internet.|Google the opening hours."),
            ("way", "Navigate home.|Show me the way to the station.|Take a photo."),
        )
    ),
)  # fmt: skip  # a line of examples per intent reads better than one line each

ROWS: Final = {
    intent: [
        at for at, owner in enumerate(owner for owner in INTENTS for _ in owner.examples) if owner is intent
    ]
    for intent in INTENTS
}
"""Where an intent's examples stand among `EXAMPLES`."""
BY_NAME: Final[Mapping[str, Intent]] = MappingProxyType({intent.name: intent for intent in INTENTS})
EXAMPLES: Final = tuple(example for intent in INTENTS for example in intent.examples)
OWNERS: Final = tuple(intent for intent in INTENTS for _ in intent.examples)
"""Whose example it is, for each of `EXAMPLES`."""

STOP: Final = re.compile(
    r"^\W*(?:(?:okay|ok|no|please|just|hey|oh|sorry|actually)[,\s]+)*(?:stop|cancel|never ?mind|forget it|be quiet|"
    r"shut up|quiet|silence|hush|enough|that's enough|stop it|stop talking|stop that|wait|hold on|one moment|"
    r"don't bother|forget about it|cancel that)(?:[,\s]+(?:please|it|that|thanks|thank you|talking|now|a (?:second|minute|moment)))*\W*$",
    re.IGNORECASE,
)
REPEAT: Final = re.compile(
    r"^\W*(?:(?:sorry|pardon|okay|excuse me|can you|could you|please|i didn't hear(?: you| that)?)[,.?\s]+)*"
    r"(?:(?:repeat(?: that| it| what you said| yourself)?|say (?:that|it) again|come again|pardon(?: me)?|"
    r"what did you (?:just )?say|what was that|once more|one more time|what|i didn't (?:hear|catch|get) (?:you|that))"
    r"(?:[,\s]+(?:please|again|for me|once more|just now))*)\W*$",
    re.IGNORECASE,
)
STOPPED: Final = ("Okay.", "All right.")


def vary(answers: tuple[str, ...], text: str, turn: int) -> str:
    """One of the answers: another the next time, the same when the conversation is the same."""
    return answers[(crc32(text.encode(errors="replace")) + turn) % len(answers)]
