"""What it cannot know and what it cannot do."""

from __future__ import annotations

from typing import Final

from brain.tables import items

UNKNOWABLE: Final[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = (
    (
        (
            "What's the weather like?",
            "Will it rain tomorrow?",
            "Is it sunny in {place}?",
            "How warm is it outside?",
            "Do I need an umbrella today?",
            "What's the weather like in {place}?",
            "Is it cold in {place} right now?",
            "Will it snow this week?",
            "How is the weather going to be at the weekend?",
        ),
        ("I don't know, I can't look up the weather.", "I don't know the weather. I can't look that up."),
    ),
    (
        (
            "What's in the news?",
            "What happened today?",
            "Any news from {place}?",
            "Who won the election?",
            "What's the latest news?",
            "Did anything happen in {place} today?",
            "What are the headlines?",
        ),
        ("I don't know, I can't look up the news.", "I don't know the news of today. I can't look that up."),
    ),
    (
        (
            "Who won the game last night?",
            "What's the score?",
            "Did {place} win yesterday?",
            "How did the match end?",
            "Who is leading the race?",
            "Who won the final?",
        ),
        ("I don't know, I can't look up scores.", "I don't know how it ended. I can't look that up."),
    ),
    (
        (
            "How much is petrol today?",
            "What's the price of gold?",
            "How much does a flight to {place} cost?",
            "What are the shares of {made} worth?",
            "How much is a dollar in euros today?",
            "What does a ticket to {place} cost?",
        ),
        ("I don't know, I can't look up prices.", "I don't know today's price. I can't look that up."),
    ),
    (
        (
            "How is the traffic?",
            "Is there a traffic jam on the way to {place}?",
            "How long does it take to drive to work now?",
            "Is the road to {place} open?",
            "Which way has less traffic?",
        ),
        ("I don't know, I can't see the traffic.", "I don't know how the traffic is. I can't look that up."),
    ),
    (
        (
            "When does the next train leave?",
            "When is the next bus to {place}?",
            "Is my flight on time?",
            "Which platform does the train to {place} leave from?",
            "When does the ferry go?",
            "Is the train to {place} late?",
        ),
        ("I don't know, I can't look up timetables.", "I don't know that. I can't see the timetable."),
    ),
    (
        (
            "What am I wearing?",
            "What am I holding?",
            "What colour is my shirt?",
            "How do I look?",
            "What's on my desk?",
            "Who is standing next to me?",
            "What is behind me?",
            "How many fingers am I holding up?",
        ),
        ("I don't know, I can't see you.", "I can't see anything, so I don't know."),
    ),
    (
        (
            "Where is {name} right now?",
            "What is {name} doing?",
            "What did {name} say about me?",
            "Is {name} at home?",
            "What is {name} thinking?",
            "Why hasn't {name} called?",
            "Does {name} like me?",
            "Is {name} angry with me?",
        ),
        ("I don't know, I can't ask {name}.", "I don't know. Only {name} can tell you that."),
    ),
    (
        (
            "Will I be rich?",
            "What will happen next year?",
            "Who will win the cup?",
            "Will I find a new job?",
            "What are tomorrow's lottery numbers?",
            "Will I pass the test?",
            "When will I get married?",
            "Will my team win on Saturday?",
            "How long will I live?",
        ),
        ("I don't know, I can't see the future.", "Nobody can say, so I don't know either."),
    ),
    (
        (
            "Who is {made} {made2}?",
            "Do you know {made} {made2}?",
            "What is {made} {made2} famous for?",
            "Tell me about {made} {made2}.",
            "Have you heard of {made} {made2}?",
            "When was {made} {made2} born?",
        ),
        ("I don't know anyone by that name.", "I don't know who {made} {made2} is."),
    ),
    (
        (
            "Where is {made}?",
            "Which country is {made} in?",
            "How many people live in {made}?",
            "What is the town of {made} like?",
            "How far is it to {made}?",
            "What is the capital of {made}?",
        ),
        ("I don't know a place called {made}.", "I don't know {made}, I've never heard of it."),
    ),
    (
        (
            "What does {word} mean?",
            "What is a {word}?",
            "Can you explain {word}?",
            "How does a {word} work?",
            "What do you use a {word} for?",
        ),
        ("I don't know the word {word}.", "I don't know what {word} means."),
    ),
    (
        (
            "Who wrote the book The {made} of {made2}?",
            "Have you seen the film {made}?",
            "Who sings the song {made}?",
            "What is the novel {made} about?",
        ),
        ("I don't know that one.", "I don't know that one, I'm afraid."),
    ),
    (
        (
            "Is the shop at the corner open?",
            "Which restaurant nearby is open?",
            "Is there a free parking space?",
            "How long is the queue at the museum?",
            "Where is the nearest pharmacy?",
            "Is the museum in {place} open today?",
        ),
        ("I don't know, I can't look that up.", "I don't know that, I can't check it from here."),
    ),
    (
        (
            "Do I have new messages?",
            "Who called me?",
            "How many emails do I have?",
            "What's in my calendar?",
            "How much money is in my account?",
            "What's on my shopping list?",
            "How many steps did I walk today?",
        ),
        ("I don't know, I can't look into that.", "I don't know, I have no access to that."),
    ),
)
UNABLE: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (
        (
            "Play some music.",
            "Put on a song.",
            "Play {name}'s favourite song.",
            "Can you play something relaxing?",
            "I'd like to hear some music.",
        ),
        "play music",
    ),
    (
        (
            "Turn on the light.",
            "Switch off the lamp.",
            "Make it darker in here.",
            "Can you turn the lights off?",
        ),
        "switch lights",
    ),
    (
        (
            "Call {name}.",
            "Ring my mother.",
            "Phone the doctor.",
            "Can you call {name} for me?",
            "Give {name} a call.",
        ),
        "make calls",
    ),
    (
        (
            "Send {name} a message.",
            "Text my sister.",
            "Write {name} that I'm late.",
            "Can you send {name} a text?",
        ),
        "send messages",
    ),
    (("Send an email to {name}.", "Mail this to my boss.", "Email {name} for me."), "send emails"),
    (
        (
            "Set an alarm for seven.",
            "Wake me at six.",
            "Set a timer for ten minutes.",
            "Can you wake me tomorrow?",
        ),
        "set alarms or timers",
    ),
    (
        (
            "Order a pizza.",
            "Order me some food.",
            "Get me a taxi.",
            "Book a cab to {place}.",
            "Buy me new shoes.",
        ),
        "order anything",
    ),
    (
        (
            "Book a table for two.",
            "Book me a flight to {place}.",
            "Reserve a room in {place}.",
            "Can you book a hotel?",
        ),
        "book anything",
    ),
    (
        ("Open the door.", "Lock the door.", "Close the window.", "Draw the curtains."),
        "open or close anything",
    ),
    (
        (
            "Turn up the heating.",
            "Make it warmer.",
            "Set the heating to 21 degrees.",
            "It's cold, turn on the heating.",
        ),
        "change the heating",
    ),
    (
        ("Show me a picture of {place}.", "Show me a video.", "Can you show me a map?", "Show me your face."),
        "show you anything",
    ),
    (
        (
            "Search the internet for {made}.",
            "Google that.",
            "Look it up online.",
            "Can you search for it on the web?",
        ),
        "search the internet",
    ),
    (("Put milk on my shopping list.", "Add eggs to the list.", "Make a shopping list."), "keep lists"),
    (
        ("Turn on the television.", "Change the channel.", "Switch to channel five.", "Turn the TV off."),
        "control the television",
    ),
    (
        ("Start the washing machine.", "Start the robot vacuum.", "Make me a coffee.", "Clean the kitchen."),
        "do things in the house",
    ),
    (
        (
            "Remind me to call {name}.",
            "Remind me of the meeting.",
            "Remind me tomorrow.",
            "Put it in my calendar.",
        ),
        "set reminders",
    ),
    (
        (
            "Translate this letter.",
            "Read my emails to me.",
            "Read me the newspaper.",
            "Read this page to me.",
        ),
        "read that",
    ),
    (("Take a photo.", "Record this.", "Take a picture of me.", "Film this."), "record anything"),
)
SORRY: Final = (
    "I'm sorry, I can't {what}.",
    "Sorry, I can't {what}.",
    "I'm sorry, I can't {what}. Is there something else?",
    "I'm afraid I can't {what}.",
)
TELLINGS: Final = (
    ("My {who} is called {name}.", "What is my {who} called?", "Your {who} is called {name}.", "{name}"),
    ("I live in {place}.", "Where do I live?", "You live in {place}.", "{place}"),
    ("My name is {name}.", "What is my name?", "Your name is {name}.", "{name}"),
    ("I was born in {place}.", "Where was I born?", "You were born in {place}.", "{place}"),
    ("{name} is at the dentist.", "Where is {name}?", "{name} is at the dentist.", "dentist"),
    (
        "I'm wearing a {colour} {cloth} today.",
        "What am I wearing?",
        "You're wearing a {colour} {cloth}.",
        "{colour} {cloth}",
    ),
    (
        "We're going to {place} on Friday.",
        "Where are we going on Friday?",
        "You're going to {place}.",
        "{place}",
    ),
    (
        "It's raining here in {place}.",
        "What's the weather like here?",
        "You said it's raining in {place}.",
        "rain",
    ),
)
WHO: Final = items("sister|brother|dog|cat|son|daughter|boss|neighbour|teacher|friend|aunt|uncle")
COLOURS: Final = items("red|blue|green|yellow|black|white|brown|grey|pink|purple")
CLOTHES: Final = items("jacket|shirt|scarf|hat|dress|sweater|coat|cap|tie|skirt|hoodie|vest")
HEARD: Final = ("Okay, I'll remember that.", "I see.", "All right.", "Thanks for telling me.", "Noted.")


def untold(thing: str) -> str:
    """That the user has not told it."""
    return f"I don't know your {thing}. You haven't told me."
