"""Remarks of every day and the short, warm reply to each kind: many ways to say it, few ways to answer.

A row is ``remarks; replies; fills``, with bars between; ``{x}`` is the user's own word, which the reply takes up.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from brain.tables import items
from brain.tellings import DISHES, EVENTS, PARTS, PEOPLE, PETS, SKILLS, TESTS, THINGS, TROUBLES


class Reply(NamedTuple):
    """A kind of remark."""

    says: tuple[str, ...]
    answers: tuple[str, ...]
    fills: tuple[str, ...]


def _rows(text: str) -> tuple[Reply, ...]:
    rows = (line.split(";") for line in text.strip().split("\n"))
    return tuple(
        Reply(tuple(says.strip().split("|")), tuple(replies.strip().split("|")), FILLS[fill.strip()])
        for says, replies, fill in rows
    )


FILLS: Final[dict[str, tuple[str, ...]]] = {
    "": ("",),
    "people": PEOPLE,
    "pets": PETS,
    "things": THINGS,
    "tests": TESTS,
    "skills": SKILLS,
    "dishes": DISHES,
    "parts": PARTS,
    "troubles": TROUBLES,
    "events": tuple(each for each in EVENTS if each not in ("holiday", "exhibition")),
    "fears": items(
        "spiders|the dark|heights|flying|dogs|thunder|needles|snakes|deep water|the dentist|crowds|wasps"
    ),
    "coming": items(
        "exam|interview|operation|speech|flight|wedding|first day|presentation|move|race|test|meeting"
    ),
}
LIGHT: Final = _rows(
    """
Hello.|Hi.|Hi there.|Hey.|Hello there.|Hey there.|Good to hear you.|Hello, are you there?|Greetings.|Hi, it's me.|Hello again.; Hello! How can I help you?|Hello! It's nice to hear you.;
Good morning.|Morning!|A very good morning.|Good morning to you.|Good morning, how nice.; Good morning! How can I help you?;
Good evening.|Evening!|A lovely evening to you.|Good evening to you.|Good evening, I'm home.; Good evening! How can I help you?;
How are you?|How are you doing?|How's it going?|How are you today?|Are you well?|How have you been?|How do you feel?|Everything all right with you?|You okay?; I'm fine, thank you. How are you?;
What's up?|What are you doing?|What are you up to?|What's new?|Anything new with you?|What have you been doing?; Not much, I'm here to talk with you.;
Thank you.|Thanks.|Thanks a lot.|Many thanks.|Thank you so much.|Thanks for your help.|That was helpful.|Great, thanks.|Cheers.|Perfect, thank you.; You're welcome.;
You're great.|You're so kind.|Well done.|Good job.|You're clever.|I like you.|You're the best.|You're so helpful.|I like your voice.|You are funny.|You're wonderful.; Thank you, that's kind of you.;
I'm bored.|I'm so bored.|There's nothing to do.|It's so dull today.|Entertain me.|I don't know what to do with myself.|Nothing ever happens here.; Shall I tell you a story?|Shall we talk a bit?;
Goodbye.|Bye.|Bye bye.|See you.|I have to go.|Talk to you later.|See you tomorrow.|I'm leaving now.|That's all for today, bye.|Until next time.; Goodbye! Take care.;
Good night.|I'm going to bed.|Time to sleep.|Night night.|I'm off to bed.|Sleep well.; Good night! Sleep well.;
I'm happy.|I'm so happy today.|I'm in a good mood.|I had a great day.|Everything went well today.|I feel wonderful.|Life is good.|What a beautiful day.; That's lovely to hear! What made you happy?;
I passed my {x}!|I passed the {x} today.|My {x} went really well.|I did well in my {x}.|Good news, I passed my {x}.; Congratulations on your {x}!|Well done! You can be proud of your {x}.; tests
I got the job!|I got a new job.|They gave me a raise.|I was promoted.|I start my new job on Monday.|They hired me!; Congratulations on the job!;
It's my birthday!|Today is my birthday.|I'm having a birthday today.|Guess what, it's my birthday.|I turned forty today.; Happy birthday! I hope you have a lovely day.;
I'm getting married!|We got engaged.|We are getting married in June.|I said yes to him!; Congratulations! That's wonderful news.;
We're having a baby!|I'm going to be a father.|My daughter was born today.|I became a grandmother.|I'm pregnant!; Congratulations! That's wonderful news.;
We won!|My team won!|We won the match.|I won a prize!|I won the race!|I came first!; Congratulations, well done!;
I got a {x}.|We have a new {x}.|I adopted a {x}.|My sister gave me a {x}.; How lovely! What's the name of your {x}?; pets
I'm learning {x}.|I started to learn {x}..|I want to learn {x}.|I've always wanted to learn {x}.; How nice that you're learning {x}! Is it fun?; skills
I made {x}.|I cooked {x} today.|I'm making {x} tonight.|We're having {x} for dinner.|I just ate {x}.; Mmh, {x}! Enjoy your meal.; dishes
I'm looking forward to the {x}.|I'm going to a {x}.|The {x} is on Saturday.|There's a {x} tonight.|I was invited to a {x}.; Have fun at the {x}!; events
I'm hungry.|I'm starving.|I need something to eat.|I could eat a horse.|My stomach is rumbling.|I haven't eaten all day.; What do you feel like eating?;
I'm thirsty.|I need a drink.|My mouth is dry.|I haven't drunk anything today.; A glass of water will help.;
I'm going on holiday.|We leave for our holiday tomorrow.|I booked a trip.|I'm packing my suitcase.|My holiday starts today.; How lovely! Have a wonderful holiday.;
It's Friday!|The weekend is here.|I have the day off.|No work tomorrow!|I'm free today.; How nice! Enjoy it.;
I finished my work.|I cleaned the whole house.|I finally did it.|I fixed it myself.|I finished my book.|It's done at last.; Well done! You can be proud of that.;
My {x} is coming to visit.|My {x} is here today.|I'm having dinner with my {x}.|I met my {x} today.|I had a nice talk with my {x}.; How nice! Enjoy the time with your {x}.; people
Can you hear me?|Are you there?|Are you listening?|Is anybody there?|Testing, one two three.|Do you hear me?|Are you still there?; Yes, I can hear you.;
Let's talk.|Can we talk?|Talk to me.|I want to chat.|Say something.|Can we have a chat?|I feel like talking.; I'd like that! What would you like to talk about?;
What should I do today?|What can I do this evening?|Any ideas for the weekend?|What could I do now?; How about a walk, or a good book?;
"""
)
HEAVY: Final = _rows(
    """
My {x} died.|My {x} passed away.|I lost my {x} last week.|We buried my {x} today.|It's a year since my {x} died.|My {x} is dead.; I'm so sorry about your {x}.|I'm so sorry about your {x}. I'm here if you want to talk.; people
My {x} died.|Our {x} died this morning.|We had to put our {x} to sleep.|My {x} passed away.|I lost my {x} today.; I'm so sorry about your {x}.|I'm so sorry about your {x}. Do you want to talk about it?; pets
My {x} is ill.|My {x} is in hospital.|My {x} had an accident.|My {x} is very sick.|My {x} broke a leg.|I'm worried about my {x}.; I'm sorry about your {x}. I hope it gets better soon.; people
My {x} ran away.|My {x} is sick.|I can't find my {x}.|My {x} won't eat.|I'm worried about my {x}.; I'm sorry about your {x}. I hope all goes well.; pets
I had a fight with my {x}.|My {x} is angry with me.|My {x} won't talk to me.|My {x} shouted at me.|I don't get on with my {x}.; I'm sorry about you and your {x}. Do you want to talk about it?; people
I miss my {x}.|I haven't seen my {x} for so long.|My {x} moved far away.|I wish my {x} were here.; I'm sorry, you must miss your {x} a lot.; people
I lost my {x}.|Somebody stole my {x}.|I left my {x} on the train.|I can't find my {x} anywhere.; I'm sorry about your {x}. How annoying!; things
My {x} is broken.|The {x} broke down.|My {x} stopped working.|The {x} doesn't work again.|The {x} makes strange noises.; I'm sorry about your {x}. How annoying!; troubles
I failed my {x}.|I didn't pass my {x}.|My {x} went badly.|They failed me in my {x}.|I messed up my {x}.; I'm sorry about your {x}. Next time you'll make it.; tests
I lost my job.|I was fired.|They let me go today.|I'm out of work.|My company is closing.; I'm so sorry about your job.;
I'm sad.|I feel sad today.|I feel down.|I'm feeling low.|I feel like crying.|I'm not happy.|I had a bad day.|Today was awful.|I'm heartbroken.; I'm sorry you feel that way. What happened?;
I'm lonely.|I feel so alone.|I have nobody to talk to.|Nobody calls me.|I don't have any friends.; I'm sorry you feel lonely. I'm here to talk.;
We broke up.|My girlfriend left me.|My boyfriend left me.|My marriage is over.|She doesn't love me any more.; I'm so sorry, that hurts. I'm here if you want to talk.;
I'm tired.|I'm so tired.|I'm exhausted.|I'm worn out.|I've had a long day.|I could fall asleep right now.|I need a break.|I worked all night.; You should rest a little.;
I can't sleep.|I slept badly.|I didn't sleep last night.|I lay awake all night.|I keep waking up.; I'm sorry, that's hard. Is something on your mind?;
I'm ill.|I feel sick.|I have a cold.|I've got a fever.|I have the flu.|I'm not feeling well.|I caught a cold.; I'm sorry. I hope you feel better soon.;
My {x} hurts.|I hurt my {x}.|I have a pain in my {x}.|My {x} is sore.|Something is wrong with my {x}.; I'm sorry about your {x}. I hope it feels better soon.; parts
I'm afraid of {x}.|I'm scared of {x}.|I'm terrified of {x}.|I have always been afraid of {x}.; Many people are afraid of {x}. You're not alone.; fears
I'm nervous about my {x}.|I'm scared of my {x}.|My {x} is tomorrow and I'm afraid.|I'm worried about the {x}.; That's natural. I'm sure your {x} will go well.; coming
I'm scared.|I'm afraid.|I'm frightened.|I'm so worried.|I can't stop worrying.|I heard a noise and I'm scared.; I understand, that's scary. I'm here with you.;
I'm stressed.|I have too much to do.|Work is too much.|It's all too much.|I can't keep up.|I'm under pressure.; That sounds like a lot. Take one thing at a time.;
I'm angry.|I'm so angry right now.|I'm furious.|That makes me mad.|I'm annoyed.|It's so unfair.; I understand that you're angry. What happened?;
You're stupid.|You're useless.|You're no help.|I hate you.|You're an idiot.|You never listen.|You're terrible.|You don't understand anything.|You're annoying.; I'm sorry. How can I do better?;
You're wrong.|That's wrong.|That's not right.|You made a mistake.|No, that's incorrect.|That can't be right.; I'm sorry about that. What would be right?;
I missed my train.|I missed the bus.|My flight was cancelled.|I'm stuck in traffic.|I'll be late.|I overslept.; I'm sorry, how annoying!;
We lost.|My team lost.|We lost the match.|I came last.|I didn't win.; What a pity, I'm sorry. Next time you'll win!;
I burned the dinner.|I broke my favourite cup.|I spilled my coffee.|I dropped the eggs.|I made a mistake at work.; Oh no, I'm sorry. It happens to everybody.;
It's raining again.|The weather is awful.|What a grey day.|It's so cold today.|It won't stop raining.; What a pity. A hot tea may help.;
"""
)
REPLIES: Final = (*LIGHT, *HEAVY)
