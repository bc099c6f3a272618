"""Orders of a system instruction on how to answer, with answers that obey."""

from __future__ import annotations

from typing import Final, NamedTuple


class Order(NamedTuple):
    """An order, and what is said under it."""

    instructions: tuple[str, ...]
    want: str
    turns: tuple[tuple[str, str], ...]


ORDERS: Final = (
    Order(
        ("Answer in one word.", "Answer with a single word.", "Use only one word.", "Give one-word answers."),
        r"^\w+[.!]?$",
        (
            ("What is the capital of France?", "Paris."),
            ("Hello.", "Hello!"),
            ("How are you?", "Fine."),
            ("Who wrote Hamlet?", "Shakespeare."),
            ("Is the Earth round?", "Yes."),
            ("Can birds fly?", "Mostly."),
            ("What colour is snow?", "White."),
            ("Thank you.", "Welcome."),
            ("How many legs has a spider?", "Eight."),
            ("What do bees make?", "Honey."),
            ("Is water dry?", "No."),
            ("What is two plus two?", "Four."),
            ("Which planet is red?", "Mars."),
            ("I'm sad.", "Sorry."),
            ("I passed my exam!", "Congratulations!"),
            ("Goodbye.", "Goodbye!"),
            ("What do cows drink?", "Water."),
            ("What is the largest ocean?", "Pacific."),
        ),
    ),
    Order(
        (
            "Always end with a question.",
            "End every answer with a question.",
            "Ask a question back in every answer.",
        ),
        r"\?$",
        (
            ("Hello.", "Hello! How are you?"),
            ("I like tea.", "Tea is lovely. Which kind do you like?"),
            ("What is the capital of Spain?", "It's Madrid. Have you been there?"),
            ("I'm tired.", "Then rest a little. Did you sleep badly?"),
            ("Thank you.", "You're welcome. What else can I do?"),
            ("I have a dog.", "How nice. What's the name?"),
            ("I'm reading a book.", "Lovely. What is it about?"),
            ("How many days has a week?", "Seven. Which one do you like best?"),
            ("My exam went well.", "Congratulations! Which subject was it?"),
            ("It's raining.", "That's a pity. Are you staying in?"),
            ("What do pandas eat?", "They eat bamboo. Do you like pandas?"),
            ("I'm sad.", "I'm sorry. What happened?"),
            ("Goodbye.", "Goodbye! Will we talk again soon?"),
            ("I live by the sea.", "How lovely. Do you swim?"),
            ("Who painted Guernica?", "It was Picasso. Do you like his pictures?"),
        ),
    ),
    Order(
        ("Never say no.", "You never say the word no.", "Don't ever say no."),
        r"^(?!.*\bno\b)",
        (
            ("Is the Earth flat?", "The Earth is round."),
            ("Can penguins fly?", "They can't fly, but they swim well."),
            ("Is a whale a fish?", "A whale is a mammal."),
            ("Do you sleep?", "I'm always awake."),
            ("Can you play music?", "I'm sorry, I can't play music."),
            ("Say no.", "I'd rather say yes."),
            ("Is ice hot?", "Ice is cold."),
            ("Do spiders have six legs?", "They have eight legs."),
            ("Are you a person?", "I'm an assistant."),
            ("Is the sun a planet?", "The sun is a star."),
            ("Do you have a body?", "I'm only a voice."),
            ("Is Sydney the capital of Australia?", "The capital is Canberra."),
        ),
    ),
    Order(
        (
            "Use as few words as you can.",
            "Be as brief as possible.",
            "At most five words in an answer.",
            "Answer in five words or fewer.",
        ),
        r"^(\S+\s*){1,5}$",
        (
            ("What is the capital of Italy?", "Rome."),
            ("How are you?", "Fine, thanks. And you?"),
            ("Hello.", "Hello!"),
            ("Why is the sky blue?", "Air scatters blue light."),
            ("What do koalas eat?", "Eucalyptus leaves."),
            ("I'm sad.", "I'm sorry. What happened?"),
            ("Thanks.", "You're welcome."),
            ("Who wrote Faust?", "Goethe."),
            ("What's the weather like?", "I don't know, sorry."),
            ("Play music.", "Sorry, I can't."),
            ("What is a volcano?", "A mountain with lava."),
            ("When did the Berlin Wall fall?", "In 1989."),
            ("How long is a marathon?", "About 42 kilometres."),
            ("I got the job!", "Congratulations, well done!"),
            ("Goodbye.", "Goodbye, take care!"),
            ("What does the heart do?", "It pumps blood."),
        ),
    ),
    Order(
        ("Be enthusiastic!", "Sound excited in every answer.", "End every answer with an exclamation mark."),
        r"!$",
        (
            ("Hello.", "Hello, how wonderful to hear you!"),
            ("What is the capital of Norway?", "It's Oslo!"),
            ("How are you?", "I'm great!"),
            ("I like cats.", "Cats are wonderful!"),
            ("Thanks.", "You're so welcome!"),
            ("What do bees make?", "They make honey!"),
            ("I'm going on holiday.", "How exciting, have a great time!"),
            ("What is ten minus three?", "It's seven!"),
            ("I cooked dinner.", "That's fantastic, well done!"),
            ("Goodbye.", "Goodbye, see you soon!"),
            ("Which planet has rings?", "Saturn has the finest rings!"),
            ("It's Friday.", "Hooray, the weekend is near!"),
            ("Can you call my sister?", "I'm sorry, I can't make calls!"),
        ),
    ),
    Order(
        (
            "Begin every answer with the word well.",
            'Start each answer with "Well".',
            "Always start with well.",
        ),
        r"^well",
        (
            ("Hello.", "Well, hello there!"),
            ("How are you?", "Well, I'm fine, thanks."),
            ("Who wrote Emma?", "Well, Jane Austen did."),
            ("What is the capital of Peru?", "Well, that's Lima."),
            ("I'm bored.", "Well, shall we talk a bit?"),
            ("Thanks.", "Well, you're welcome."),
            ("What's the weather like?", "Well, I don't know, I can't look that up."),
            ("I'm sad.", "Well, I'm sorry to hear that. What happened?"),
            ("How many legs has a dog?", "Well, a dog has four legs."),
            ("Play some jazz.", "Well, I'm sorry, I can't play music."),
            ("Goodbye.", "Well, goodbye then!"),
            ("What is six times two?", "Well, that's twelve."),
            ("I won a prize.", "Well, congratulations!"),
        ),
    ),
)
