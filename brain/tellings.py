"""What people tell of their day, with slots: an answer that takes up what was said."""

from __future__ import annotations

from typing import Final, NamedTuple

from brain.tables import items


class Telling(NamedTuple):
    """Ways to tell it, ways to answer, and what fills the slot ``x``."""

    says: tuple[str, ...]
    answers: tuple[str, ...]
    fills: tuple[str, ...]
    is_named: bool = True
    """Every answer takes up the thing itself."""


PEOPLE: Final = items(
    "mother|father|brother|sister|son|daughter|uncle|aunt|grandfather|grandmother|cousin|best friend|neighbour|boss|husband|wife|colleague|niece|nephew|roommate"
)
PETS: Final = items("cat|dog|hamster|rabbit|parrot|horse|guinea pig|goldfish|canary|turtle|pony|kitten")
THINGS: Final = items(
    "phone|wallet|ring|passport|umbrella|keys|glasses|watch|bag|laptop|ticket|scarf|headphones|necklace|coat|camera|backpack|gloves"
)
TESTS: Final = items(
    "driving test|maths exam|history exam|piano exam|English test|final exam|job interview|physics test|swimming test|French exam|chemistry exam|music exam"
)
SPORTS: Final = items(
    "tennis|chess|football|basketball|badminton|volleyball|hockey|handball|golf|table tennis|cricket|darts"
)
SKILLS: Final = items(
    "the guitar|the piano|Spanish|Italian|to swim|to dance|to cook|to knit|to draw|to ski|the drums|Japanese|to sew|to juggle|the flute|to code"
)
DISHES: Final = items(
    "lasagne|a curry|soup|pancakes|a cake|bread|sushi|a pie|risotto|pizza|dumplings|a stew|cookies|an omelette|a salad|noodles"
)
JOBS: Final = items(
    "nurse|teacher|baker|driver|painter|gardener|cook|farmer|carpenter|waiter|librarian|engineer|pilot|vet|tailor|postman|dentist|musician"
)
PARTS: Final = items("head|back|knee|tooth|foot|shoulder|throat|stomach|ear|neck|ankle|hand")
TROUBLES: Final = items(
    "washing machine|car|heating|fridge|computer|bike|printer|dishwasher|oven|radio|lamp|lift|television|door bell"
)
READS: Final = items(
    "a novel|a crime story|a history book|a book about whales|a travel book|a fantasy book|some poems|a cookbook|a comic|a biography"
)
EVENTS: Final = items(
    "concert|wedding|party|picnic|match|festival|dinner|exhibition|play|reunion|marathon|holiday"
)

SAD: Final = (
    Telling(
        (
            "My {x} died.",
            "My {x} passed away last week.",
            "I lost my {x} yesterday.",
            "We buried my {x} today.",
        ),
        (
            "I'm so sorry about your {x}. Do you want to talk about it?",
            "I'm very sorry for the loss of your {x}.",
            "I'm so sorry. You must miss your {x} a lot.",
        ),
        PEOPLE[:13],
    ),
    Telling(
        (
            "My {x} died.",
            "My {x} passed away.",
            "We had to say goodbye to our {x}.",
            "Our {x} died this morning.",
        ),
        (
            "I'm so sorry about your {x}. What was it like?",
            "I'm sorry, it's sad to lose your {x}.",
            "I'm so sorry. Your {x} was part of the family.",
        ),
        PETS,
    ),
    Telling(
        (
            "My {x} is ill.",
            "My {x} is in hospital.",
            "My {x} had an accident.",
            "My {x} broke a leg.",
            "My {x} has to have an operation.",
        ),
        (
            "I'm sorry about your {x}. I hope it gets better soon.",
            "I'm sorry to hear that. How is your {x} doing now?",
            "That's worrying, I'm sorry. Is somebody with your {x}?",
        ),
        PEOPLE,
    ),
    Telling(
        ("My {x} is sick.", "My {x} won't eat.", "My {x} hurt its leg.", "I had to take my {x} to the vet."),
        (
            "I'm sorry about your {x}. What did the vet say?",
            "Poor thing. I hope your {x} gets well soon.",
            "I'm sorry. It's hard when your {x} isn't well.",
        ),
        PETS,
    ),
    Telling(
        ("My {x} ran away.", "I can't find my {x}.", "My {x} is gone since yesterday.", "My {x} got lost."),
        (
            "I'm sorry, you must be worried about your {x}. Where did you see it last?",
            "Oh no, I hope your {x} comes home soon.",
            "I'm sorry. Have you asked the neighbours about your {x}?",
        ),
        PETS,
    ),
    Telling(
        (
            "I lost my {x}.",
            "Somebody stole my {x}.",
            "I left my {x} on the train.",
            "I can't find my {x} anywhere.",
        ),
        (
            "I'm sorry about your {x}. Where did you last have it?",
            "How annoying. I hope your {x} turns up.",
            "I'm sorry, losing your {x} is a nuisance.",
        ),
        tuple(each for each in THINGS if not each.endswith("s")),
    ),
    Telling(
        ("I failed my {x}.", "I didn't pass my {x}.", "My {x} went badly.", "I messed up my {x}."),
        (
            "I'm sorry about your {x}. Do you want to talk about it?",
            "That's disappointing. Was the {x} very hard?",
            "I'm sorry. One {x} doesn't say how good you are.",
        ),
        TESTS,
    ),
    Telling(
        (
            "I had a fight with my {x}.",
            "My {x} and I had an argument.",
            "My {x} is angry with me.",
            "My {x} doesn't talk to me any more.",
        ),
        (
            "I'm sorry, that hurts. What happened with your {x}?",
            "That's hard. Would it help to talk to your {x}?",
            "I'm sorry. You and your {x} may need a little time.",
        ),
        PEOPLE,
    ),
    Telling(
        (
            "My {x} forgot my birthday.",
            "My {x} never calls.",
            "My {x} let me down.",
            "My {x} moved far away.",
        ),
        (
            "I'm sorry, that hurts. Have you told your {x} how you feel?",
            "That's sad. You must wish your {x} were closer.",
            "I'm sorry. Your {x} means a lot to you.",
        ),
        PEOPLE,
    ),
    Telling(
        ("My {x} hurts.", "I hurt my {x}.", "I have a pain in my {x}.", "My {x} has been hurting all day."),
        (
            "I'm sorry about your {x}. How long has it been hurting?",
            "I hope your {x} gets better soon. Can you rest?",
            "I'm sorry. If your {x} doesn't get better, see a doctor.",
        ),
        PARTS,
    ),
    Telling(
        ("My {x} is broken.", "My {x} broke down again.", "My {x} doesn't work.", "My {x} stopped working."),
        (
            "I'm sorry about the {x}. Can it be repaired?",
            "How annoying. Is the {x} very old?",
            "That's a nuisance, I'm sorry. What does the {x} do?",
        ),
        TROUBLES,
    ),
    Telling(
        ("We lost at {x}.", "I lost my {x} match.", "My team lost at {x} today.", "We were beaten at {x}."),
        (
            "I'm sorry, that's a pity. Was the {x} match close?",
            "What a pity. There's always another game of {x}.",
        ),
        SPORTS,
    ),
    Telling(
        ("The {x} was cancelled.", "I missed the {x}.", "I can't go to the {x}.", "They called off the {x}."),
        (
            "I'm sorry about the {x}. Were you looking forward to it?",
            "What a pity about the {x}. Will there be another one?",
        ),
        EVENTS,
    ),
    Telling(
        (
            "I'm nervous about my {x}.",
            "I'm worried about my {x}.",
            "I'm scared of my {x}.",
            "My {x} is tomorrow and I can't sleep.",
        ),
        (
            "I understand. What worries you most about the {x}?",
            "Breathe slowly. You'll do well in your {x}.",
            "That's natural. I wish you luck with the {x}.",
        ),
        TESTS,
    ),
)
HAPPY: Final = (
    Telling(
        ("I passed my {x}!", "My {x} went well.", "I did well in my {x}.", "I finally passed my {x}."),
        (
            "Congratulations on your {x}!",
            "Well done! Was the {x} hard?",
            "That's great news about your {x}. You can be proud.",
        ),
        TESTS,
    ),
    Telling(
        ("We won at {x}!", "I won my {x} match.", "My team won at {x} today.", "I beat my brother at {x}."),
        ("Congratulations! Was the {x} match close?", "Well done! You must be good at {x}."),
        SPORTS,
    ),
    Telling(
        ("I got a {x}.", "We have a new {x}.", "I adopted a {x}.", "They gave me a {x} for my birthday."),
        ("How lovely, a {x}! What's the name?", "A {x}, how nice! Is it settling in?"),
        PETS,
    ),
    Telling(
        (
            "I'm learning {x}.",
            "I want to learn {x}.",
            "I started to learn {x}.",
            "I've been learning {x} for a year.",
        ),
        ("How nice! What made you choose {x}?", "Learning {x} is fun. How is it going?"),
        tuple(each for each in SKILLS if not each.startswith("to ")),
    ),
    Telling(
        ("I'm making {x}.", "I'm cooking {x} tonight.", "I made {x} today.", "We're having {x} for dinner."),
        ("Mmh, {x}! Enjoy your meal.", "Yum! How do you make {x}?"),
        DISHES,
        is_named=False,
    ),
    Telling(
        ("I'm a {x}.", "I work as a {x}.", "I've become a {x}.", "I'm going to be a {x}."),
        ("A {x}, how interesting! Do you like it?", "That's a fine job. What do you like about being a {x}?"),
        tuple(each for each in JOBS if each[0] not in "aeiou"),
    ),
    Telling(
        ("I'm reading {x}.", "I just finished {x}.", "I bought {x}.", "I'm in the middle of {x}."),
        ("How nice. Do you like it so far?", "Reading is good company. What is it about?"),
        (
            "a novel",
            "a crime story",
            "a history book",
            "a travel book",
            "a fantasy book",
            "a biography",
            "a comic",
        ),
        is_named=False,
    ),
    Telling(
        (
            "I'm going to a {x}.",
            "I'm looking forward to the {x}.",
            "I went to a {x} yesterday.",
            "Tomorrow is the {x}.",
        ),
        ("A {x}, how lovely! Who is going with you?", "That sounds nice. What do you like best about a {x}?"),
        tuple(each for each in EVENTS if each[0] not in "aeiou" and each != "holiday"),
    ),
    Telling(
        (
            "My {x} is coming to visit.",
            "My {x} is here for dinner.",
            "I'm meeting my {x} today.",
            "I haven't seen my {x} for a year and today we meet.",
        ),
        ("How lovely! What will you and your {x} do?", "How nice. Enjoy the time with your {x}!"),
        PEOPLE,
    ),
    Telling(
        ("I play {x}.", "I play {x} every week.", "I like to play {x}.", "I'm in a {x} club."),
        ("{X} is fun. Who do you play with?", "How nice. Have you played {x} for long?"),
        SPORTS,
    ),
)
