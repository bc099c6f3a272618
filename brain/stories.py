"""Short stories by a grammar: a hero, a place, a wish, a trouble, help, an end. Poems and riddles."""

from __future__ import annotations

from typing import Final

from brain.draw import Draw
from brain.tables import items

ASKS: Final = (
    "Tell me a story.",
    "Can you tell me a short story?",
    "Tell me a bedtime story.",
    "I'd like to hear a story.",
    "Do you know a story?",
    "A story, please.",
    "Tell me something before I sleep.",
    "Could you make up a story?",
)
ABOUT: Final = (
    "Tell me a story about a {hero}.",
    "Can you tell me a story about a {hero}?",
    "I want a story about a {hero}.",
    "Make up a story about a {hero}.",
    "A bedtime story about a {hero}, please.",
)
MORE: Final = (
    "Another one.",
    "Tell me another story.",
    "One more, please.",
    "Another story, please.",
    "Do you have another one?",
)
INSTEAD: Final = (
    "Make it about a {hero}.",
    "Now with a {hero}.",
    "The same, but about a {hero}.",
    "Can it be about a {hero}?",
)
THEN: Final = ("And then?", "What happened next?", "How does it go on?", "And after that?")
AFTER: Final = (
    "Then {n} went home and slept very well.",
    "After that {n} told everybody, and they had a big feast.",
    "Then {n} set out for the next adventure.",
    "After that they met every evening and told each other stories.",
    "{n} never forgot that day, and smiled whenever it rained.",
    "Then the friends baked a cake and shared it with the whole village.",
)
HEROES: Final = items(
    "cat|dog|mouse|fox|bear|rabbit|owl|duck|frog|hedgehog|squirrel|donkey|goat|pony|penguin|turtle|lion|"
    "elephant|sparrow|snail|dragon|giant|robot|princess|knight|sailor|baker|fisherman|gardener|shepherd|"
    "tailor|queen|wizard|pirate|clown|ghost|beaver|seal|otter|bee|whale|monkey|parrot|crow|swan|wolf|badger|"
    "king|painter|fiddler"
)
PLACES: Final = items(
    "in a small village|by the sea|in a deep forest|on a high mountain|in an old castle|at the edge of a "
    "lake|on a green hill|in a quiet valley|on a tiny island|in a busy town|under an old oak|behind a "
    "windmill|near a river|in a lighthouse"
)
MOODS: Final = items("little|old|shy|brave|clever|lonely|cheerful|curious|sleepy|gentle|proud|hungry")
FRIENDS: Final = items(
    "an old owl|a small mouse|a kind baker|a wise turtle|a friendly crow|a little girl|an old sailor|a fat "
    "toad|a young fox|a quiet boy|a bright firefly|a grey goose"
)
PLOTS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "{n} wanted to touch the moon.",
        "But no ladder was long enough, until {f} showed the moon in a pond.",
        "So {n} touched it with one finger and laughed.",
    ),
    (
        "{n} had lost a red button.",
        "The search took all day, and then {f} found it in the grass.",
        "Since then they have been best friends.",
    ),
    (
        "{n} was afraid of the dark.",
        "One night {f} came along and counted the stars aloud.",
        "At a hundred {n} fell asleep and was never afraid again.",
    ),
    (
        "{n} wanted to learn to sing.",
        "Everybody laughed, only {f} listened to the end.",
        "On the last day of summer the whole valley sang along.",
    ),
    (
        "{n} found a key in the snow.",
        "It fitted no door, but {f} knew an old chest.",
        "Inside lay a warm coat, just the right size.",
    ),
    (
        "{n} dreamed of a long journey.",
        "The boat had a hole, but {f} closed it with wax.",
        "They sailed to the far shore and came back with many stories.",
    ),
    (
        "{n} was always late.",
        "Then {f} gave {n} a clock that rang like a bird.",
        "From then on {n} came first and saved a seat for everybody.",
    ),
    (
        "{n} wanted to bake the biggest cake.",
        "It fell apart in the oven, and {f} said that crumbs taste good, too.",
        "So they ate crumbs with honey until they were full.",
    ),
    (
        "{n} had nobody to play with.",
        "One morning {f} knocked and asked for the way.",
        "They lost the way together and had the best day of the year.",
    ),
    (
        "{n} heard a strange noise every night.",
        "It was {f}, who was snoring under the floor.",
        "{n} brought a pillow, and then it was quiet.",
    ),
    (
        "{n} wanted to fly.",
        "The wings of paper broke, but {f} had a kite.",
        "Up they went, and the wind carried them over the roofs.",
    ),
    (
        "{n} planted a tiny seed.",
        "It would not grow until {f} sang to it.",
        "In spring it was a tree full of sweet apples.",
    ),
    (
        "{n} found a sad little cloud.",
        "It had lost its rain, and {f} told it a funny story.",
        "The cloud laughed until it rained, and all the flowers cheered.",
    ),
    (
        "{n} lived next to a grumpy giant.",
        "Nobody dared to say hello, except {f}.",
        "The giant smiled, for he had only been lonely.",
    ),
    (
        "{n} wanted to win the big race.",
        "Halfway {f} fell, and {n} stopped to help.",
        "They came last, but everybody clapped for them.",
    ),
    (
        "{n} had a lamp that would not burn.",
        "{F} rubbed it with a bit of oil and patience.",
        "That night it showed a lost boat the way home.",
    ),
    (
        "{n} was looking for the end of the rainbow.",
        "It moved away all the time, and {f} came along for company.",
        "In the end they found no gold, but a friend each.",
    ),
    (
        "{n} had the loudest voice of all.",
        "Everybody complained, until {f} got lost in the fog.",
        "{n} called and called, and the voice led the way home.",
    ),
    (
        "{n} collected shiny stones.",
        "One of them was an egg, said {f}, and it was cracking.",
        "Out came a small dragon, which kept the house warm all winter.",
    ),
    (
        "{n} wanted to see snow.",
        "It never snowed there, so {f} shook the blossoms from a tree.",
        "White petals fell, and {n} danced among them.",
    ),
    (
        "{n} had forgotten how to laugh.",
        "{F} tried jokes and funny faces, and then slipped on a plum.",
        "{n} laughed so loudly that the birds joined in.",
    ),
    (
        "{n} was the smallest of all.",
        "When the bell rope tore, only {n} fitted through the window, said {f}.",
        "The bell rang again, and {n} was the hero of the day.",
    ),
    (
        "{n} got a letter without a name.",
        "{F} read it aloud: come to the old bridge.",
        "There all the friends were waiting with a birthday cake.",
    ),
    (
        "{n} built a house of leaves.",
        "The wind blew it away, and {f} brought stones.",
        "Together they built one that stands there still.",
    ),
    (
        "{n} wanted to be a king.",
        "{F} made a crown of grass and asked for a law.",
        "The law was that everybody gets pancakes on Sundays.",
    ),
    (
        "{n} found a boat without oars.",
        "{F} said that the river knows the way.",
        "It took them to a meadow where the strawberries were ripe.",
    ),
    (
        "{n} could not fall asleep.",
        "{F} told a story about somebody who could not fall asleep.",
        "Before it ended both of them were dreaming.",
    ),
    (
        "{n} had a secret treasure map.",
        "The cross was under the bed, said {f}.",
        "There lay an old toy, and it was worth more than gold.",
    ),
    (
        "{n} broke the baker's window.",
        "{F} said that the truth is the shortest way.",
        "The baker forgave them and gave each of them a warm bun.",
    ),
    (
        "{n} wished for a friend.",
        "A shooting star fell right beside {f}.",
        "They made their wish together, and it had come true already.",
    ),
    (
        "{n} was sad, for the summer was over.",
        "{F} kept a bit of sunshine in a jar of honey.",
        "All winter long it tasted of warm days.",
    ),
    (
        "{n} wanted to know what is behind the hill.",
        "{F} said that it was another hill, but they went anyway.",
        "Behind it lay the sea, and it glittered.",
    ),
)
POEMS: Final = (
    "The moon is climbing over the hill. The street is dark, the trees are still. A cat walks home without a sound. Then sleep lies softly all around.",
    "A drop of rain sat on a rose. It slid right down a bumblebee's nose. The bee said thanks, that felt so nice.",
    "The wind came by and took my hat. It gave it to a sleepy cat. The cat now wears it every day. I let it keep it anyway.",
    "Snow is falling, soft and slow. It hides the garden row by row. Inside, the kettle hums a tune.",
    "I wrote a letter to the sea. It sent a shell right back to me. I held it closely to my ear. It told me summer would be here.",
    "A lantern swings beside the door. The tide is humming on the shore. The boats come home one after one. The day is over, work is done.",
    "The apple tree is old and wide. A little swing hangs at its side. It waits for you the whole day long.",
    "Two socks went dancing in the night. One was blue and one was white. They danced until the morning came. Since then no pair has been the same.",
)
POEM_ASKS: Final = (
    "Tell me a poem.",
    "Do you know a poem?",
    "Make up a short poem.",
    "Can you say a poem?",
    "A little poem, please.",
)
RIDDLES: Final = (
    ("What has hands but can't clap?", "clock"),
    ("What has teeth but can't bite?", "comb"),
    ("What gets wetter the more it dries?", "towel"),
    ("What has a neck but no head?", "bottle"),
    ("What goes up but never comes down?", "age"),
    ("What has keys but opens no lock?", "piano"),
    ("What can you catch but not throw?", "cold"),
    ("What has one eye but can't see?", "needle"),
    ("What is full of holes but holds water?", "sponge"),
    ("What runs but has no legs?", "river"),
    ("What has leaves but is no tree?", "book"),
    ("What falls but never gets hurt?", "rain"),
    ("What has a bed but never sleeps?", "river"),
    ("What must you break before you can use it?", "egg"),
)
RIDDLE_ASKS: Final = (
    "Tell me a riddle.",
    "Do you know a riddle?",
    "Give me a riddle.",
    "Ask me a riddle.",
    "A riddle, please.",
)
GIVE_UPS: Final = ("I don't know.", "I give up.", "No idea. What is it?", "Tell me.")


def story(draw: Draw, name: str, hero: str = "") -> list[str]:
    """Four short sentences."""
    wish, trouble, end = draw.either(PLOTS)
    hero = hero or draw.value(HEROES)
    friend = draw.either(FRIENDS)
    while hero in friend:
        friend = draw.either(FRIENDS)
    mood = draw.either(MOODS)
    article = "an" if mood[0] in "aeiou" else "a"
    start = draw.either(
        (
            "Once upon a time {an} {m} {h} called {n} lived {p}.",
            "{P} there lived {an} {m} {h} called {n}.",
            "There was once {an} {m} {h} called {n}, who lived {p}.",
        )
    )
    place = draw.either(PLACES)
    fills = {
        "n": name,
        "h": hero,
        "f": friend,
        "F": friend[0].upper() + friend[1:],
        "m": mood,
        "an": article,
        "p": place,
        "P": place[0].upper() + place[1:],
    }
    return [each.format(**fills) for each in (start, wish, trouble, end)]
