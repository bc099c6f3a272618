"""What is told about people who are nobody's relation, how many of something there are, and what one does or does not do."""

from __future__ import annotations

from typing import Final

OTHERS: Final[dict[str, tuple[str, str, str, str]]] = {
    "city": (
        "{n} lives in {v}.|{n} has moved to {v}.|{n}'s home is in {v}.|{n} lives in {v} these days.",
        "Where does {n} live?|Which city does {n} live in?|In what town does {n} live?|Where is {n} living?|What place does {n} live in?|Where's {n}'s home?",
        "{n} lives in {v}.",
        "where {n} lives",
    ),
    "workplace": (
        "{n} works in {v}.|{n} has a job in {v}.|{n} is working in {v}.|{n}'s office is in {v}.",
        "Where does {n} work?|In which city does {n} work?|Where is {n}'s job?|What city does {n} work in?|Where does {n} have a job?",
        "{n} works in {v}.",
        "where {n} works",
    ),
    "job": (
        "{n} is {v}.|{n} works as {v}.|{n} is {v} by profession.|{n} earns a living as {v}.",
        "What does {n} do for a living?|What's {n}'s job?|What is {n}'s profession?|What does {n} work as?|What kind of work does {n} do?",
        "{n} is {v}.|{n} works as {v}.",
        "what {n} does for a living",
    ),
    "age": (
        "{n} is {v} years old.|{n} just turned {v}.|{n} is {v}.|{n} has turned {v}.",
        "How old is {n}?|What's {n}'s age?|What age is {n}?|How many years old is {n}?",
        "{n} is {v} years old.",
        "how old {n} is",
    ),
    "hobby": (
        "{n}'s hobby is {v}.|{n} loves {v}, it's a hobby.|{n} spends all weekends on {v}, the perfect hobby.",
        "What's {n}'s hobby?|What does {n} do for fun?|Which hobby does {n} have?|What does {n} do in the evenings for fun?",
        "{n}'s hobby is {v}.",
        "{n}'s hobby",
    ),
    "instrument": (
        "{n} plays the {v}.|{n} is learning to play the {v}.|{n} practises the {v}.",
        "Which instrument does {n} play?|What does {n} play?|What instrument does {n} practise?|What's {n}'s instrument?",
        "{n} plays the {v}.",
        "which instrument {n} plays",
    ),
    "dish": (
        "{n}'s favourite food is {v}.|{n} likes {v} best of all dishes.|{n} loves {v} more than any other food.",
        "What's {n}'s favourite food?|What does {n} like to eat?|Which dish does {n} like best?|What should I cook for {n}?",
        "{n}'s favourite food is {v}.",
        "{n}'s favourite food",
    ),
    "car": (
        "{n} drives {v}.|{n}'s car is {v}.|{n} bought {v}.",
        "What car does {n} drive?|What's {n}'s car?|What does {n} drive?|Which car does {n} have?",
        "{n} drives {v}.",
        "what car {n} drives",
    ),
    "visit": (
        "{n} is coming on {v}.|{n} arrives on {v}.|{n} is going to visit us on {v}.",
        "When is {n} coming?|What day does {n} arrive?|On which day is {n} coming?|When does {n} visit us?",
        "{n} is coming on {v}.",
        "when {n} is coming",
    ),
    "gift": (
        "{n} wants {v} for a birthday present.|{n} would like {v} as a present.|{n} wishes for {v}.",
        "What does {n} want as a present?|What should I give {n}?|Which present does {n} want?|What does {n} wish for?",
        "{n} wants {v}.",
        "what {n} wants as a present",
    ),
    "allergy": (
        "{n} is allergic to {v}.|{n} has an allergy to {v}.|{n} can't have {v} because of an allergy.",
        "What is {n} allergic to?|Which allergy does {n} have?|What's {n}'s allergy?|What must {n} avoid?",
        "{n} is allergic to {v}.",
        "what {n} is allergic to",
    ),
    "learning": (
        "{n} is learning {v}.|{n} takes a {v} course.|{n} has started to learn {v}.",
        "Which language is {n} learning?|What language does {n} learn?|What language course does {n} take?|What is {n} learning?",
        "{n} is learning {v}.",
        "which language {n} is learning",
    ),
}
"""Of others: how it is told, how it is asked, the answer, and what is not known. ``{n}`` is the name."""

HABITS: Final = (
    (
        "I don't eat meat.|I never eat meat.|I'm a vegetarian, I don't eat meat.",
        "Do I eat meat?|Can I have a steak, do I eat meat?|Would I order meat?|Is meat okay for me?",
        "No, you don't eat meat.",
        "meat",
    ),
    (
        "I don't drink coffee.|I never drink coffee.|Coffee is not for me, I don't drink it.",
        "Do I drink coffee?|Do I like to drink coffee?|Would I have a coffee?|Should they bring me a coffee?",
        "No, you don't drink coffee.",
        "coffee",
    ),
    (
        "I don't drink alcohol.|I never drink alcohol.|I stopped drinking alcohol.",
        "Do I drink alcohol?|Would I have a glass of wine?|Do I drink beer and wine?|Is wine okay for me?",
        "No, you don't drink alcohol.",
        "alcohol",
    ),
    (
        "I don't have a car.|I don't own a car.|I sold my car and have none now.",
        "Do I have a car?|Do I own a car?|Have I got a car?|Can I drive there, do I have a car?",
        "No, you don't have a car.",
        "car",
    ),
    (
        "I don't smoke.|I'm a non-smoker, I don't smoke.|I stopped smoking.",
        "Do I smoke?|Am I a smoker?|Do I need a smoking room?|Am I someone who smokes?",
        "No, you don't smoke.",
        "smok",
    ),
    (
        "I can't swim.|I never learned it, I can't swim.|I'm sorry to say I can't swim.",
        "Can I swim?|Am I able to swim?|Did I learn to swim?|Should I jump into deep water, can I swim?",
        "No, you can't swim.",
        "swim",
    ),
    (
        "I don't like spicy food.|I can't stand spicy food.|Spicy food is nothing for me.",
        "Do I like spicy food?|Would I enjoy a hot curry?|Do I eat spicy food?|Should my food be spicy?",
        "No, you don't like spicy food.",
        "spicy",
    ),
    (
        "I don't have a dishwasher.|There's no dishwasher in my kitchen.|I have no dishwasher.",
        "Do I have a dishwasher?|Is there a dishwasher in my kitchen?|Have I got a dishwasher?|Do I own a dishwasher?",
        "No, you don't have a dishwasher.",
        "dishwasher",
    ),
    (
        "I don't speak French.|I speak no French.|I can't speak French.",
        "Do I speak French?|Can I speak French?|Do I know French?|Would I understand a French waiter, do I speak French?",
        "No, you don't speak French.",
        "French",
    ),
    (
        "I'm not married.|I never married, I'm not married.|I am not married.",
        "Am I married?|Do I have a husband or a wife, am I married?|Did I say I'm married?|Am I a married person?",
        "No, you are not married.",
        "married",
    ),
    (
        "I'm afraid of heights.|I have a fear of heights, I'm afraid of them.|I get scared up high, I'm afraid of heights.",
        "Am I afraid of heights?|Do I have a fear of heights?|Should I climb a tower, am I afraid of heights?|Do heights scare me?",
        "Yes, you are afraid of heights.",
        "heights",
    ),
    (
        "I go running every morning.|Every morning I go running.|I run every morning.",
        "Do I go running?|Am I a runner?|Do I run in the morning?|Do I do any running?",
        "Yes, you go running every morning.",
        "running",
    ),
    (
        "I wear glasses.|I've worn glasses since school.|I need glasses.",
        "Do I wear glasses?|Do I need glasses?|Do I have glasses?|Are there glasses on my nose?",
        "Yes, you wear glasses.",
        "glasses",
    ),
    (
        "I work at night.|I'm a night worker, I work at night.|I always work at night.",
        "Do I work at night?|Do I have night shifts?|Am I working nights?|Is my work at night?",
        "Yes, you work at night.",
        "night",
    ),
    (
        "I have a garden.|There's a garden behind my house, it's mine.|I've got a garden.",
        "Do I have a garden?|Have I got a garden?|Do I own a garden?|Is there a garden at my place?",
        "Yes, you have a garden.",
        "garden",
    ),
    (
        "I have a driving licence.|I've got a driving licence.|I passed my test and have a driving licence.",
        "Do I have a driving licence?|Am I allowed to drive, do I have a licence?|Have I got a licence?|Can I legally drive?",
        "Yes, you have a driving licence.",
        "licence",
    ),
    (
        "I'm left-handed.|I write with my left hand, I'm left-handed.|I am left-handed.",
        "Am I left-handed?|Do I write with my left hand?|Am I a left-hander?|Is my left hand the better one?",
        "Yes, you are left-handed.",
        "left",
    ),
    (
        "I sing in a choir.|I've sung in a choir for years.|I'm a singer in a choir.",
        "Do I sing in a choir?|Do I sing?|Am I in a choir?|Am I a member of a choir?",
        "Yes, you sing in a choir.",
        "choir",
    ),
    (
        "I'm retired.|I retired last year.|I am retired now.",
        "Am I retired?|Am I still working or am I retired?|Did I say I'm retired?|Have I retired?",
        "Yes, you are retired.",
        "retired",
    ),
    (
        "I have a sauna.|We have a sauna at home.|I've got a sauna in the cellar.",
        "Do I have a sauna?|Is there a sauna at my home?|Have I got a sauna?|Do I own a sauna?",
        "Yes, you have a sauna.",
        "sauna",
    ),
    (
        "I drink two litres of water a day.|Every day I drink two litres of water.|I make sure to drink two litres of water a day.",
        "How much water do I drink?|How much water do I drink a day?|How many litres of water do I drink?|What amount of water do I drink a day?",
        "You drink two litres of water a day.",
        "two|2",
    ),
    (
        "I have a balcony.|My flat has a balcony.|I've got a balcony.",
        "Do I have a balcony?|Is there a balcony at my flat?|Have I got a balcony?|Does my flat have a balcony?",
        "Yes, you have a balcony.",
        "balcony",
    ),
)
"""How it is told, how it is asked for, the answer, and the word that must be in it."""

GROUPS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "pets": (
        ("dog", "cat", "hamster", "rabbit", "parrot", "turtle", "horse", "canary", "goldfish", "guinea pig"),
        ("pets", "animals", "pets"),
    ),
    "children": (("son", "daughter"), ("children", "kids")),
    "siblings": (("brother", "sister"), ("siblings", "brothers and sisters")),
}
"""What may be counted, and what all of them are called."""
PLURALS: Final = {"goldfish": "goldfish", "canary": "canaries"}
