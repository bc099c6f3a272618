"""Facts told in few words, asked in others. A line: ways to tell = ways to ask = answer = what is not known else.

``{a}`` and ``{b}`` are names, ``{n}`` and ``{m}`` numbers, ``{c}`` and ``{d}`` cities, ``{k}`` and ``{l}`` colours, ``{t}``
a weekday, ``{j}`` and ``{i}`` jobs.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Brief(NamedTuple):
    """One fact."""

    tells: str
    asks: str
    says: str
    seek: str


class Twin(NamedTuple):
    """Two of a kind: told together, asked for one at a time, by name or by what tells them apart."""

    tells: str
    first: str
    says_first: str
    second: str
    says_second: str


BRIEFS: Final[tuple[Brief, ...]] = (
    Brief("Name's {a}.|{a} here.|I'm {a}.|It's {a}, hi.|You can call me {a}.", "What's my name?|Who am I?|What am I called?|Do you know who I am?|How do people call me?|Say my name.", "Your name is {a}.", "your name"),
    Brief("I've got a horse called {a}.|My horse is {a}.|We named our horse {a}.|There's {a}, my horse.", "What's my horse called?|What is the name of my horse?|How did we name the horse?|Which name did I give my horse?|I ride somebody, what's the horse's name?", "Your horse is called {a}.", "your horse's name"),
    Brief("We named our cat {a}.|Our cat's {a}.|I've a cat, {a}.|{a} is our cat.|Got a cat called {a}.", "What's my cat called?|What did we name our cat?|How do I call the cat?|What's the name of our cat?|Which name does my cat have?", "Your cat is called {a}.", "your cat's name"),
    Brief("Got a dog, {a}.|The dog's called {a}.|We have a dog named {a}.|I've got a puppy called {a}.|{a} is my dog.", "What's my dog called?|What's the name of my dog?|How is our dog called?|What name does my dog listen to?|Remind me of my dog's name.", "Your dog is called {a}.", "your dog's name"),
    Brief("My wife's {a}.|I'm married to {a}.|{a} and I are married.|Married to {a} for years now.", "Who am I married to?|Whom did I marry?|Who did I say I'm married to?|Do you know who I married?", "You are married to {a}.", "who you are married to"),
    Brief("I'm {n}.|I turned {n} last week.|I'm {n} years old.|{n}, that's my age.|Just turned {n}.", "How old am I?|What's my age?|How many years have I lived?|Do you know how old I am?", "You are {n}.", "how old you are"),
    Brief("Living in {c}.|I'm based in {c}.|Home's {c}.|We moved to {c}.|{c}'s where I live.", "Where do I live?|Which city is my home?|In what town do I live?|Where's my home?|Where am I based?", "You live in {c}.", "where you live"),
    Brief("I grew up in {c}.|Born in {c}.|I'm from {c}.|I come from {c}.", "Where am I from?|Where do I come from?|What town do I come from?|Which place am I from?", "You are from {c}.", "where you are from"),
    Brief("I'm {j} by trade.|Working as {j}.|My job? I'm {j}.|I work as {j}.", "What's my job?|What do I do for a living?|What do I work as?|How do I earn my money?|What's my profession?", "You work as {j}.", "what your job is"),
    Brief("Dentist's on {t}.|I see the dentist on {t}.|I've a dentist's appointment {t}.|On {t} I have to go to the dentist.", "When's my dentist appointment?|Which day is the dentist?|When do I see the dentist?|On what day do I have to go to the dentist?", "Your dentist's appointment is on {t}.", "when your dentist's appointment is"),
    Brief("The bins go out on {t}.|Bin day is {t}.|{t} is bin day.|They empty the bins on {t}.", "When do the bins go out?|Which day is bin day?|When do they empty the bins?|On what day do I put the bins out?", "Bin day is {t}.", "when bin day is"),
    Brief("My car's {k}.|I drive a {k} car.|Bought a {k} car.|The car is {k}.", "What colour is my car?|Which colour does my car have?|My car, what colour is it?|Do you know the colour of my car?", "Your car is {k}.", "what colour your car is"),
    Brief("The keys are with {a}.|I gave {a} my keys.|{a}'s got my keys.|{a} has my keys.", "Who has my keys?|Where are my keys?|Whom did I give the keys?|Who did I leave my keys with?", "{a} has your keys.", "who has your keys"),
    Brief("I'm in room {n}.|Room {n}, that's me.|They gave me room {n}.|My room is {n}.", "Which room am I in?|What's my room number?|Which room did they give me?|What room do I have?", "You are in room {n}.", "which room you are in"),
    Brief("{a} picks me up.|I'm getting a lift from {a}.|{a} drives me home.", "Who picks me up?|Who is driving me?|Who gives me a lift?|Whose car am I going in?", "{a} drives you.", "who drives you"),
    Brief("I've {n} hens.|Keeping {n} hens.|We've got {n} hens now.|There are {n} hens in my yard.", "How many hens do I have?|What number of hens have I got?|How many hens are in my yard?|Do you know how many hens I keep?", "You have {n} hens.", "how many hens you have"),
)  # fmt: skip
TWINS: Final[tuple[Twin, ...]] = (
    Twin("I've two sons, {a} and {b}. {a} is {n} and {b} is {m}.|My sons are {a}, {n}, and {b}, {m}.|{a} is my son, he's {n}, and my other son, {b}, is {m}.", "How old is {a}?|What's {a}'s age?|What age is my son {a}?|And {a}, how old is he?", "{a} is {n}.", "How old is {b}?|What's {b}'s age?|What age is my son {b}?|And {b}, how old is he?", "{b} is {m}."),
    Twin("My older son's {a}, the younger is {b}.|I have two boys, {a} is the older one, {b} the younger one.|The older boy is {a} and the younger one {b}.", "What's my older son called?|Who is the older of my sons?|What's the name of my older boy?|Who's older, my first boy's name?", "Your older son is {a}.", "What's my younger son called?|Who is the younger of my sons?|What's the name of my younger boy?|Who's the younger one?", "Your younger son is {b}."),
    Twin("We've a dog called {a} and a cat called {b}.|The dog's {a}, the cat's {b}.|{a} is our dog and {b} is the cat.", "What's our dog called?|What's the name of the dog?|Which one is the dog?|How did we name the dog?", "Your dog is called {a}.", "What's our cat called?|What's the name of the cat?|Which one is the cat?|How did we name the cat?", "Your cat is called {b}."),
    Twin("Two cats, {a} and {b}. {a}'s {k}, {b}'s {l}.|My cats are {a} and {b}. {a} is {k} and {b} is {l}.|{a} is my {k} cat, {b} the {l} one.", "Which of my cats is {k}?|What's the {k} cat called?|Who's the {k} one?|Which one is {k}?", "{a} is the {k} one.", "Which of my cats is {l}?|What's the {l} cat called?|Who's the {l} one?|Which one is {l}?", "{b} is the {l} one."),
    Twin("My sister's in {c}, my brother's in {d}.|My sister lives in {c} and my brother in {d}.|{c} is where my sister lives, my brother's in {d}.", "Where's my sister?|Where does my sister live?|Which city is my sister in?|In what town is my sister?", "Your sister lives in {c}.", "Where's my brother?|Where does my brother live?|Which city is my brother in?|In what town is my brother?", "Your brother lives in {d}."),
    Twin("{a} is {j} and {b} is {i}, my two girls.|My girls: {a} is {j}, {b} is {i}.|Two daughters. {a} works as {j}, {b} as {i}.", "What does {a} do?|What's {a}'s job?|What does {a} work as?|How does {a} earn her money?", "{a} is {j}.", "What does {b} do?|What's {b}'s job?|What does {b} work as?|How does {b} earn her money?", "{b} is {i}."),
    Twin("I work in {c} but live in {d}.|Home is {d}, work is in {c}.|I live in {d} and work in {c}.", "Where do I work?|In which city do I work?|What town is my work in?|Where's my work?", "You work in {c}.", "Where do I live?|In which city is my home?|What town do I live in?|Where's my home?", "You live in {d}."),
    Twin("{a} is my neighbour, {b} is my boss.|My neighbour's {a} and my boss is {b}.|Next door lives {a}, and I work for {b}.", "Who is my neighbour?|Who lives next door?|What's my neighbour called?|My neighbour's name, what was it?", "Your neighbour is {a}.", "Who is my boss?|Who do I work for?|What's my boss called?|My boss's name, what was it?", "Your boss is {b}."),
)  # fmt: skip
FIXES: Final = "No wait, it's {v}.|Sorry, I meant {v}.|Not {o}, {v}.|I got that wrong, it's {v}.|Hang on, {v}, not {o}.|Ah no, make that {v}.|Wait, {v} is right, not {o}."
