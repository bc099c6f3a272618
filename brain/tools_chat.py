"""What is said while tools are at hand, and calls none of them."""

from __future__ import annotations

from typing import Final

from brain.tools_values import lines

SMALL: Final = lines("""
Hello! -> Hello! What can I do for you?
Hi there. -> Hi! How can I help?
Good morning. -> Good morning! What can I do for you?
How are you? -> I'm fine, thank you. How are you?
How's it going? -> Very well, thanks. And you?
Thanks. -> You're welcome.
Thank you very much. -> You're very welcome.
Great, thanks! -> My pleasure.
That was quick. -> I'm glad you like it.
You're really helpful. -> Thank you, that's kind.
Good job. -> Thank you!
Nice. -> I'm glad.
I'm tired. -> I'm sorry to hear that. Maybe take a short rest.
I had a bad day. -> I'm sorry to hear that. Do you want to talk about it?
I got a new job! -> Congratulations! That's wonderful.
I passed my exam! -> Well done! You must be proud.
It's my birthday today. -> Happy birthday!
I didn't sleep well. -> I'm sorry. I hope tonight is better.
I'm a bit nervous. -> That's all right. Take a deep breath.
Do you like jokes? -> I do, the short ones most of all.
Are you a robot? -> I'm an assistant, so yes, a kind of program.
Can you hear me? -> Yes, I can hear you.
Are you still there? -> Yes, I'm here.
Well, well. -> Indeed.
Hm. -> Take your time.
Okay. -> Good.
All right. -> Good.
Sounds good. -> Great.
You know what? -> No, what is it?
Let me think. -> Of course, take your time.
What a day. -> It sounds like a long one.
I'm back. -> Welcome back!
I just got home. -> Welcome home!
My feet hurt. -> I'm sorry. Sit down for a moment.
I miss my family. -> I'm sorry. I'm sure they miss you, too.
You're funny. -> Thank you, I do my best.
I like you. -> That's kind of you.
Goodbye. -> Goodbye! Have a nice day.
See you later. -> See you later!
Good night. -> Good night, sleep well.
I don't understand. -> I'm sorry. What can I explain?
Sorry, I was talking to my wife. -> No problem.
I wasn't talking to you. -> All right, sorry.
Cool, that worked. -> I'm glad it did.
Hey. -> Hey! What can I do for you?
""")
STOPS: Final = lines("""
Stop. -> Okay.
Never mind. -> Okay.
Forget it. -> All right.
Wait. -> Okay, I'm waiting.
Wait a moment. -> Of course.
That's all. -> All right.
That's all, thanks. -> You're welcome.
No, thank you. -> All right.
No. -> Okay.
Cancel that. -> Okay, forget about it.
Hold on. -> Of course, take your time.
Nothing, thanks. -> All right.
I changed my mind. -> No problem.
Be quiet, please. -> Okay.
Actually, never mind. -> Okay.
Oh, leave it. -> All right.
Not now. -> Okay.
That will be all for today. -> All right. Have a nice day.
""")
REFUSALS: Final = lines(
    "Never mind. | Forget it. | Oh, never mind. | No, leave it. | I don't know yet, forget it. | Actually, no. | Stop, not now. | I changed my mind. | Let's do that later. | Leave it, thanks."
)
ACCEPTED: Final = ("Okay.", "Okay.", "All right.", "No problem.")
KNOWLEDGE: Final = lines("""
What is the capital of France? -> The capital of France is Paris. ~ Paris
What is the capital of Italy? -> The capital of Italy is Rome. ~ Rome
What is the capital of Japan? -> The capital of Japan is Tokyo. ~ Tokyo
What is the capital of Norway? -> The capital of Norway is Oslo. ~ Oslo
What is the capital of Egypt? -> The capital of Egypt is Cairo. ~ Cairo
What is the capital of Spain? -> The capital of Spain is Madrid. ~ Madrid
How many legs does a spider have? -> A spider has eight legs. ~ eight|8
How many days are in a week? -> A week has seven days. ~ seven|7
How many minutes are in an hour? -> An hour has sixty minutes. ~ sixty|60
How many hours are in a day? -> A day has twenty-four hours. ~ twenty-four|24
What do bees make? -> Bees make honey. ~ honey
Why is the sky blue? -> Air scatters blue light more than red. ~ scatter
What do cows eat? -> Cows mostly eat grass. ~ grass
Which planet is the largest? -> Jupiter is the largest planet. ~ Jupiter
Which planet is closest to the sun? -> Mercury is closest to the sun. ~ Mercury
Who wrote Romeo and Juliet? -> William Shakespeare wrote it. ~ Shakespeare
Who painted the Mona Lisa? -> Leonardo da Vinci painted it. ~ Leonardo|da Vinci
What is frozen water called? -> Frozen water is called ice. ~ ice
At what temperature does water boil? -> Water boils at a hundred degrees Celsius. ~ hundred|100
Is a whale a fish? -> No, a whale is a mammal. ~ mammal|no
What is the tallest animal? -> The giraffe is the tallest animal. ~ giraffe
What is the opposite of hot? -> The opposite of hot is cold. ~ cold
How many continents are there? -> There are seven continents. ~ seven|7
What colour is grass? -> Grass is green. ~ green
How many strings does a violin have? -> A violin has four strings. ~ four|4
What is bread made of? -> Bread is mostly made of flour and water. ~ flour
Where do penguins live? -> Penguins live in the southern half of the world. ~ south
What is a baby cat called? -> A baby cat is called a kitten. ~ kitten
Why do leaves fall in autumn? -> Trees drop their leaves to save water in winter. ~ water|winter
What is the longest river in Africa? -> The Nile is the longest river in Africa. ~ Nile
What is the currency of Japan? -> The currency of Japan is the yen. ~ yen
Which metal is liquid? -> Mercury is liquid at room temperature. ~ mercury
What do caterpillars become? -> Caterpillars become butterflies. ~ butterfl
How many sides does a triangle have? -> A triangle has three sides. ~ three|3
What is the fastest land animal? -> The cheetah is the fastest land animal. ~ cheetah
""")
TOLD: Final = lines("""
My brother lives in {city}. -> {city} is a nice place to live.
My sister works in {city}. -> I see. I hope she likes {city}.
I grew up in {city}. -> That must have been interesting.
I was in {city} last year. -> I hope you liked {city}.
My name is {name}. -> Nice to meet you, {name}.
My best friend is called {name}. -> {name} is lucky to have you.
My dog is called {pet}. -> What a nice name.
I learned {language} at school. -> That's a useful language.
My favourite colour is {colour}. -> {colour} is a lovely colour.
We had {dish} last night. -> That sounds tasty.
I read {book} on holiday. -> I hope you enjoyed it.
I love {cuisine} food. -> That's a good choice.
I saw {film} yesterday evening. -> I hope it was a good one.
My father was a big fan of {team}. -> So he was a loyal fan.
I used to work for {company}. -> That must have been interesting.
My wife doesn't care about {topic}. -> Tastes differ.
I used to do a lot of {workout}. -> That's a good way to keep fit.
My grandmother makes the best {dish}. -> Lucky you!
I have a meeting every {weekday}. -> I see, a full week.
We painted the {room} {colour}. -> That sounds pretty.
The {room} is my favourite place in the house. -> It sounds cosy.
I never liked {grocery}. -> That's fine, tastes differ.
""")
ABILITIES: Final = lines(
    "What can you do? | What can you do for me? | How can you help me? | What are you able to do? | Which things can you do? | What do you do, exactly? | Tell me what you can do."
)
CAN: Final = ("I can {}.", "I can {}.", "I can {}. Just ask.")
CANNOT: Final = (
    "I'm sorry, I can't {}.",
    "I'm sorry, I can't {}.",
    "Sorry, I can't {}.",
    "I'm afraid I can't {}.",
    "I can't {}, I'm sorry.",
)
CANNOT_BUT: Final = ("I'm sorry, I can't {}, but I can {}.", "Sorry, I can't {}. I can {}, though.")
WANT_CANNOT: Final = r"(can't|cannot|can not|not able|unable)"
YES_CAN: Final = lines(
    "Can you {}? | Are you able to {}? | Could you {}, if I asked you to? | Is it possible for you to {}?"
)
YES: Final = ("Yes, I can {}.", "Yes, I can {}. Just tell me.")
ERRORS: Final = lines(
    "timeout | service unavailable | permission denied | not connected | connection lost | internal error | not authorised | try again later | the service is down | rate limit reached | no connection | server busy"
)
ERRORS_OF: Final = {
    "city": ("no such city", "unknown city {}", "no data for {}"), "person": ("no contact named {}", "{} is not in your contacts", "unknown contact"), "to": ("no contact named {}", "{} is not in your contacts"),
    "room": ("no device in the {}", "unknown room", "device in the {} is offline"), "device": ("{} is offline", "device not found", "{} does not respond"), "order": ("no order {}", "order not found"),
    "parcel": ("unknown tracking number", "no parcel {}"), "code": ("not found", "no entry {}"), "digits": ("not found", "no entry {}"), "booking": ("booking not found", "unknown booking code"), "song": ("song not found",),
    "day": ("nothing free on that day", "date not available"), "time": ("time not available", "that time is taken"), "flight": ("unknown flight",), "amount": ("limit exceeded", "not enough money"), "ticket": ("ticket not found",),
}  # fmt: skip
"""By what was asked for."""
FAILED: Final = (
    "I'm sorry, that didn't work: {}.", "I'm sorry, that didn't work: {}.", "Sorry, that didn't work: {}.", "I'm sorry, there was a problem: {}.", "That didn't work, I'm sorry: {}.",
)  # fmt: skip
WANT_FAILED: Final = r"(sorry|didn't|couldn't|could not|can't|problem|failed|unable)"
UNKNOWN: Final = (
    "I don't know, I wasn't told that.",
    "I don't know, the answer I got doesn't say.",
    "I don't know, that isn't in what I got.",
)
EARLIER: Final = {
    "city": lines("I'm in {city} today. -> {city} is a nice city. | I just arrived in {city}. -> Welcome to {city}! | I'm travelling to {city}. -> Have a good trip! | We are spending the weekend in {city}. -> That sounds lovely."),
    "person": lines("I'm meeting {person} later. -> That sounds nice. | I haven't seen {person} for weeks. -> That's a long time. | {person} was here this morning. -> That's nice."),
    "to": lines("I'm meeting {to} later. -> That sounds nice. | I haven't heard from {to} for weeks. -> That's a long time. | {to} is waiting for me. -> I see."),
    "room": lines("I'm in the {room}. -> All right. | I'm sitting in the {room}. -> I hope it's cosy there. | We are all in the {room} now. -> That sounds nice."),
    "dish": lines("My kids love {dish}. -> That sounds tasty. | My mother always made {dish}. -> That sounds tasty."),
    "artist": lines("I love {artist}. -> Good taste! | I've been a fan of {artist} for years. -> Good taste!"),
    "genre": lines("My wife loves {genre}. -> She has good taste! | I really like {genre}. -> Good taste!"),
    "place": lines("There's a concert at {place} tonight. -> That sounds nice. | I'm meeting a friend at {place}. -> That sounds nice."),
    "parcel": lines("My tracking number is {parcel}. -> Thanks, I have the number. | I got a parcel number, it's {parcel}. -> Thanks."),
    "order": lines("My order number is {order}. -> Thanks, I have the number. | It's about order {order}. -> I see."),
    "team": lines("I'm a fan of {team}. -> Good luck to them! | My favourite team is {team}. -> Good luck to them!"),
    "company": lines("I own some shares of {company}. -> I see. | I work for {company}. -> That must be interesting."),
    "book": lines("I'm reading {book}. -> I hope you like it."),
    "medicine": lines("The doctor gave me {medicine}. -> I hope it helps."),
    "flight": lines("My flight is {flight}. -> Have a good trip!"),
    "booking": lines("My booking code is {booking}. -> Thanks, I have the code."),
    "language": lines("I'm learning {language}. -> That's a beautiful language."),
    "hotel": lines("We are staying at {hotel}. -> I hope you like it there."),
    "restaurant": lines("My brother told me about {restaurant}. -> I hope the food is good there. | {restaurant} is said to be good. -> Good to know."),
}  # fmt: skip
"""Where a value is told before it is needed."""
NAMES: Final = lines(
    "Ada | Max | Nova | Luna | Otto | Iris | Milo | Clara | Finn | Ruby | Hugo | Stella | Juno | Arlo | Vega | Pixel | Basil | Coco | Edda | Tara | Olive | Bruno | Pepper | Sol"
)
MANNERS: Final = {
    "a pirate": (("Arr! {}", "Aye, matey. {}", "{} Arr!"), ("Aye aye! {}", "Arr! {}", "Aye! {}")),
    "a polite butler": (("{}",), ("Very well, sir. {}", "Certainly, sir. {}")),
    "a cheerful assistant": (("{}",), ("Great! {}", "Sure! {}", "Wonderful! {}")),
    "a cowboy": (("Well, partner. {}", "{}", "Howdy! {}"), ("Yeehaw! {}", "Sure thing, partner. {}")),
    "a calm assistant": (("{}",), ("{}",)), "a brief assistant": (("{}",), ("{}",)), "a friendly helper": (("{}",), ("{}",)),
    "the assistant of a small hotel": (("{}",), ("{}",)), "a smart home assistant": (("{}",), ("{}",)), "a voice assistant": (("{}",), ("{}",)),
    "an assistant for elderly people": (("{}",), ("{}",)), "a helper at a call centre": (("{}",), ("{}",)),
}  # fmt: skip
"""Roles, and how they put their answers: any, and that something is done."""
INSTRUCTIONS: Final = lines(
    "You are {name}, {role}. | Your name is {name}. You are {role}. | You are {name}, {role}. Keep every answer short. | You are {name}, {role}. Answer briefly. | Be {role} called {name}. Use the tools when they help."
)
INTRODUCED: Final = lines("Who are you? | What's your name? | Who am I talking to? | Do you have a name?")
FACTS: Final = lines("""
We open at {clock}. -> When do you open? -> We open at {clock}.
The wifi password is {pet}{many}. -> What is the wifi password? -> The wifi password is {pet}{many}.
Delivery costs {many} euros. -> How much is delivery? -> Delivery costs {many} euros.
The manager is {name}. -> Who is the manager? -> The manager is {name}.
Parking costs {many} euros a day. -> How much is parking? -> Parking costs {many} euros a day.
Breakfast is served until {clock}. -> Until when can I have breakfast? -> Breakfast is served until {clock}.
Dogs are welcome. -> Can I bring my dog? -> Yes, dogs are welcome.
We are closed on {weekday}s. -> On which day are you closed? -> We are closed on {weekday}s.
The owner of the house is {name}. -> Who owns the house? -> The owner of the house is {name}.
Returns are free within {many} days. -> How long can I return things? -> Returns are free within {many} days.
The office is in {city}. -> Where is your office? -> The office is in {city}.
The user is called {name}. -> What's my name? -> Your name is {name}.
""")
