"""What people say when they want to talk, and what one can answer."""

from __future__ import annotations

from typing import Final, NamedTuple


class Talk(NamedTuple):
    """Ways to say it, ways to answer, and what may follow."""

    says: tuple[str, ...]
    answers: tuple[str, ...]
    want: str = ""
    """A regular expression that every fitting answer holds, where there is one."""
    then: tuple[tuple[str, str], ...] = ()
    """What the user may go on with, and the answer."""


def _of(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


SORRY: Final = r"sorry|sad|hard|tough|awful|pity|shame|disappoint|rough|frustrat|annoy|hurt|difficult|terrible|worr|here for you|lousy|sting|scar"
GLAD: Final = r"congrat|great|wonderful|glad|happy|lovely|well done|fantastic|good|nice|joy|exciting|proud"

GREETINGS: Final = (
    Talk(
        _of(
            "Hello.|Hi.|Hi there.|Hey.|Hello there.|Good morning.|Good afternoon.|Good evening.|Hey there.|Hi, can we talk?"
        ),
        _of(
            "Hello! How can I help?|Hi! What can I do for you?|Hello! It's nice to hear you.|Hi there! What's on your mind?"
        ),
        r"hello|hi\b|morning|evening|afternoon",
    ),
    Talk(
        _of(
            "How are you?|How are you doing?|How's it going?|How are you today?|Are you well?|How have you been?"
        ),
        _of(
            "I'm fine, thank you. How are you?|I'm doing well, thanks. And you?|Very well, thank you. How about you?"
        ),
        r"fine|well|good|great",
        (
            ("I'm fine too.", "I'm glad to hear that."),
            ("Not so good.", "I'm sorry to hear that. What happened?"),
            ("Pretty good.", "That's nice. What have you been up to?"),
            ("A bit tired.", "I see. Did you sleep badly?"),
            ("Great, actually.", "That's lovely. What made your day?"),
        ),
    ),
    Talk(
        _of("What's up?|What's new?|Anything new?|What are you doing?|What are you up to?"),
        _of(
            "Not much, I'm here to talk with you.|Nothing new here. What's new with you?|I'm just listening to you."
        ),
    ),
    Talk(
        _of("Nice to meet you.|It's nice to talk to you.|Good to hear you.|I like talking to you."),
        _of(
            "It's nice to talk to you, too.|I'm glad we can talk.|Likewise. What would you like to talk about?"
        ),
    ),
)
THANKS: Final = (
    Talk(
        _of(
            "Thanks.|Thank you.|Thank you very much.|Thanks a lot.|Cheers.|That was helpful.|Great, thanks.|Thanks for your help."
        ),
        _of("You're welcome.|My pleasure.|Glad I could help.|Any time.|Happy to help."),
        r"welcome|pleasure|glad|any time|happy",
    ),
    Talk(
        _of(
            "You're great.|You're very kind.|Well done.|Good job.|You're clever.|You are so helpful.|I like you.|You're the best."
        ),
        _of("Thank you, that's kind of you.|Thanks, I'm glad you think so.|That's nice to hear, thank you."),
        r"thank",
    ),
)
GOODBYES: Final = (
    Talk(
        _of(
            "Goodbye.|Bye.|See you.|Good night.|I have to go.|Talk to you later.|See you tomorrow.|That's all for today."
        ),
        _of(
            "Goodbye! Take care.|Bye! It was nice talking to you.|See you! Have a good time.|Take care, goodbye!"
        ),
        r"bye|see you|care|night",
    ),
)
MOANS: Final = (
    Talk(
        _of(
            "You're wrong.|That's not right.|That's wrong.|No, that's incorrect.|You made a mistake.|That can't be right."
        ),
        _of(
            "I'm sorry. What would be right?|Sorry about that. Can you tell me what's right?|I'm sorry, I got that wrong."
        ),
        "sorry",
    ),
    Talk(
        _of(
            "You don't understand me.|You never listen.|You're not helping.|That's not what I asked.|You're useless.|You're stupid."
        ),
        _of(
            "I'm sorry. Please tell me again what you need.|I'm sorry about that. Let's try again.|Sorry. How can I do better?"
        ),
        "sorry",
    ),
    Talk(
        _of(
            "Can you hear me?|Hello, are you there?|Are you still there?|Do you hear me?|Are you listening?|Is anybody there?|Testing, one two three."
        ),
        _of("Yes, I can hear you.|Yes, I'm here.|I'm listening.|Yes, loud and clear."),
        "yes|here|hear|listening",
    ),
    Talk(
        _of(
            "I'm bored.|I'm so bored.|There's nothing to do.|I don't know what to do with myself.|It's so dull today."
        ),
        _of(
            "Shall I tell you a story, or would you rather talk?|How about a riddle?|What do you usually enjoy doing?|We could talk about something. What do you like?"
        ),
        "",
        (
            ("Yes, tell me a riddle.", "What has keys but opens no door? A piano."),
            ("I like football.", "Football is fun. Do you play, or do you watch?"),
        ),
    ),
    Talk(
        _of(
            "I'm tired.|I'm so tired today.|I'm exhausted.|I could fall asleep right now.|I've had a long day.|I'm worn out."
        ),
        _of(
            "You've had a long day. Can you take a rest?|That sounds tiring. Maybe an early night would help.|Rest a little if you can. You've earned it."
        ),
        "rest|tir|night|sleep|long day",
        (
            ("I can't, I have to work.", "That's hard. A short break might help."),
            ("I will.", "Good. Sleep well."),
        ),
    ),
    Talk(
        _of(
            "I can't sleep.|I slept badly.|I didn't sleep at all last night.|I keep waking up at night.|I lay awake all night."
        ),
        _of(
            "I'm sorry, that's exhausting. Is something on your mind?|That's hard. A quiet evening without screens may help.|I'm sorry. Does something keep you awake?"
        ),
        SORRY + "|awake",
        (
            ("I worry about work.", "That's a lot to carry into the night. What worries you most?"),
            ("The neighbours are loud.", "How annoying. Have you talked to them?"),
        ),
    ),
    Talk(
        _of("I'm hungry.|I'm starving.|I need something to eat.|I could eat a horse."),
        _of(
            "What do you feel like eating?|Time for a snack, then. What do you like?|Then get yourself something nice. What's in the kitchen?"
        ),
        "",
        (
            ("Something quick.", "How about an omelette? It takes five minutes."),
            ("Something sweet.", "Pancakes, perhaps? Or a bit of fruit."),
        ),
    ),
)
SORROWS: Final = (
    Talk(
        _of(
            "I failed my driving test.|I didn't pass my driving test.|They failed me in the driving test again.|I messed up my driving test."
        ),
        _of(
            "I'm sorry, that's disappointing. Do you want to talk about it?|That's a pity. You can try again, and next time you'll know more.|I'm sorry about the test. What went wrong?"
        ),
        SORRY,
        (
            ("I drove too fast.", "That happens when you're nervous. You'll be calmer next time."),
            ("I have to pay again.", "That stings. Maybe one more lesson makes the next one count."),
        ),
    ),
    Talk(
        _of("I failed my exam.|I didn't pass my exam.|My exam went badly.|I got a bad mark in maths."),
        _of(
            "I'm sorry, that hurts after all that work. Can you take it again?|That's disappointing. One exam doesn't say how clever you are.|I'm sorry. What was the hardest part?"
        ),
        SORRY,
        (
            ("Yes, in spring.", "Then you have time to prepare. Where would you start?"),
            ("I studied for weeks.", "Then it's even more frustrating. I'm sorry."),
        ),
    ),
    Talk(
        _of(
            "I lost my job.|I was fired today.|They let me go at work.|My company closed and I'm out of work."
        ),
        _of(
            "I'm sorry, that's a hard blow. How are you coping?|That's tough, I'm sorry. Do you want to talk about it?|I'm so sorry about your job. What happened?"
        ),
        SORRY,
        (
            (
                "I don't know how to pay the rent.",
                "That's frightening. Is there somebody who can help you for a while?",
            ),
            ("I saw it coming.", "Even so it hurts. Give yourself a little time."),
        ),
    ),
    Talk(
        _of("My cat died.|My cat passed away.|We had to put our cat to sleep.|I lost my cat this morning."),
        _of(
            "I'm so sorry about your cat. Do you want to tell me about it?|I'm sorry, losing a cat is very sad.|I'm sorry for your loss. You must miss your cat a lot."
        ),
        SORRY,
        (
            ("She was fifteen.", "Fifteen years is a long time together. I'm sorry."),
            ("I miss her.", "Of course you do. What was she like?"),
        ),
    ),
    Talk(
        _of("My dog died.|My dog passed away yesterday.|We had to put our dog to sleep.|I lost my dog."),
        _of(
            "I'm so sorry about your dog. He was part of the family.|I'm sorry, that's very sad. What was your dog like?|I'm so sorry. It's hard to lose a dog."
        ),
        SORRY,
        (
            ("He was always happy.", "What a lovely dog he must have been."),
            ("The house is so quiet.", "That silence must be hard. I'm here if you want to talk."),
        ),
    ),
    Talk(
        _of(
            "My grandmother died.|My grandma passed away.|We buried my grandmother today.|I lost my grandmother last week."
        ),
        _of(
            "I'm so sorry about your grandmother. Were you close?|I'm very sorry for your loss. What do you remember most about her?|I'm so sorry. I'm here if you want to talk about her."
        ),
        SORRY,
        (
            ("She taught me to cook.", "What a lovely thing to keep. What did you make together?"),
            ("Yes, very close.", "Then it hurts all the more. I'm so sorry."),
        ),
    ),
    Talk(
        _of("My father is ill.|My mother is in hospital.|My brother had an accident.|My wife is very sick."),
        _of(
            "I'm sorry, that must worry you a lot. How are you holding up?|I'm so sorry. I hope things get better soon.|That's hard, I'm sorry. Is somebody with you?"
        ),
        SORRY,
        (
            ("The doctors are hopeful.", "That's good to hear. I hope they're right."),
            ("I'm scared.", "That's natural. I'm here if you want to talk."),
        ),
    ),
    Talk(
        _of("I'm sad.|I feel sad today.|I feel down.|I'm feeling low.|I feel like crying.|I'm not happy."),
        _of(
            "I'm sorry you feel sad. Do you want to tell me why?|I'm sorry. What's weighing on you?|That's hard. I'm here if you want to talk."
        ),
        SORRY,
        (
            ("I don't know why.", "Sometimes it's like that. Be kind to yourself today."),
            ("Nobody called me.", "That feels lonely. Is there somebody you could call?"),
        ),
    ),
    Talk(
        _of("I'm lonely.|I feel so alone.|I have nobody to talk to.|I don't have any friends here."),
        _of(
            "I'm sorry, being lonely is hard. I'm here to talk.|That's hard. Would you like to tell me about your day?|I'm sorry you feel alone. Is there somebody you miss?"
        ),
        SORRY,
        (
            ("I just moved here.", "Starting over takes time. What do you like to do?"),
            ("Yes, my sister.", "Maybe you could call her today."),
        ),
    ),
    Talk(
        _of("My girlfriend left me.|My boyfriend broke up with me.|We broke up.|My marriage is over."),
        _of(
            "I'm so sorry, that hurts. Do you want to talk about it?|I'm sorry, a break-up is hard. How are you doing?|That's very sad, I'm sorry. I'm here to listen."
        ),
        SORRY,
        (
            ("I didn't expect it.", "Then it must have been a shock. I'm sorry."),
            ("I still love him.", "That makes it even harder. Give yourself time."),
        ),
    ),
    Talk(
        _of("I have a cold.|I'm ill.|I feel sick.|I've got a fever.|I have a headache.|My back hurts."),
        _of(
            "I'm sorry. I hope you feel better soon.|That's no fun. Can you lie down for a while?|I'm sorry to hear that. Drink something warm and rest."
        ),
        SORRY + "|better|rest|lie down",
        (
            ("I took an aspirin.", "I hope it helps soon."),
            ("Should I see a doctor?", "If it gets worse or doesn't go away, yes."),
        ),
    ),
    Talk(
        _of(
            "I'm so stressed.|I have too much to do.|Work is too much.|I can't keep up any more.|It's all too much."
        ),
        _of(
            "That sounds like a lot. What is the most pressing thing?|I'm sorry, that's hard. Could something wait until tomorrow?|Take a breath. What could you leave for later?"
        ),
        "",
        (
            ("The report for Monday.", "Then start with the report and let the rest wait."),
            ("Everything is urgent.", "It feels like that. Pick one small thing and begin there."),
        ),
    ),
    Talk(
        _of(
            "I'm nervous about tomorrow.|I have an interview tomorrow and I'm scared.|I'm worried about my exam.|I have to give a speech and I'm nervous."
        ),
        _of(
            "That's natural. What worries you most?|I understand, that's scary. Breathe slowly, it helps.|Being nervous shows that it matters to you. You can do it."
        ),
        "",
        (
            ("That I forget everything.", "Write down three key words. They'll bring the rest back."),
            ("What if it goes wrong?", "Then you learn from it and try again. But it may well go right."),
        ),
    ),
    Talk(
        _of(
            "I'm angry.|I'm so angry right now.|My boss is unfair.|My neighbour drives me mad.|I had a fight with my friend."
        ),
        _of(
            "That's upsetting. What happened?|I understand that you're upset. Do you want to tell me about it?|I'm sorry, that's frustrating. What was said?"
        ),
        "",
        (
            ("She never listens.", "That's frustrating. Have you told her how it feels?"),
            ("He blamed me for everything.", "That's unfair. I can see why you're angry."),
        ),
    ),
    Talk(
        _of("I missed my train.|I missed my bus.|My flight was cancelled.|I'm stuck at the station."),
        _of(
            "How annoying, I'm sorry. Is there another one soon?|I'm sorry, that's frustrating. Do you have to wait long?|What bad luck, I'm sorry. Can you get something warm to drink meanwhile?"
        ),
        SORRY,
        (
            ("Two hours.", "That's long. I hope you have a good book."),
            ("I'll be late for work.", "Maybe you can call them. It happens to everybody."),
        ),
    ),
    Talk(
        _of("I lost my keys.|I can't find my wallet.|My phone was stolen.|I left my bag on the bus."),
        _of(
            "I'm sorry, that's a nuisance. Where did you have it last?|How annoying, I'm sorry. Have you looked everywhere?|I'm sorry. Is there somebody you can ask?"
        ),
        SORRY,
        (
            ("At home, I think.", "Then look in your coat and by the door first."),
            ("I looked everywhere.", "Take a short break and look again. It often helps."),
        ),
    ),
    Talk(
        _of(
            "I burned the dinner.|I broke my favourite cup.|I spilled coffee on my shirt.|I dropped my phone and it broke."
        ),
        _of(
            "Oh no, I'm sorry. These things happen.|What a pity. Are you all right?|I'm sorry, that's annoying. Can it be saved?"
        ),
        SORRY,
        (
            ("No, it's ruined.", "That's a shame. It happens to the best of us."),
            ("I'm so clumsy.", "Don't be hard on yourself. It happens to everybody."),
        ),
    ),
    Talk(
        _of("Our team lost.|We lost the match.|My team lost the final."),
        _of(
            "What a shame, I'm sorry. Was it close?|I'm sorry, that's disappointing. There's always the next match."
        ),
        SORRY,
        (("Yes, by one goal.", "So close! That hurts most."),),
    ),
)
JOYS: Final = (
    Talk(
        _of("I passed my exam!|I passed my driving test!|I got my degree today.|I passed!"),
        _of(
            "Congratulations, that's wonderful! How does it feel?|Well done, you worked for it!|Great news, congratulations! Will you celebrate?"
        ),
        GLAD,
        (
            ("It feels great.", "You can be proud of yourself."),
            ("Yes, with my friends.", "Lovely. Enjoy it!"),
        ),
    ),
    Talk(
        _of("I got the job!|I have a new job.|They gave me a raise.|I got promoted."),
        _of(
            "Congratulations! What will you be doing?|That's great news, well done!|How wonderful, congratulations! When do you start?"
        ),
        GLAD,
        (
            ("On Monday.", "That's soon. I wish you a good start."),
            ("I'm a bit nervous.", "That's natural. They chose you for a reason."),
        ),
    ),
    Talk(
        _of("It's my birthday.|Today is my birthday!|I turned thirty today.|I'm having a birthday party."),
        _of(
            "Happy birthday! I hope you have a wonderful day.|Happy birthday! How will you celebrate?|Happy birthday to you! What did you get?"
        ),
        "happy birthday",
        (
            ("With cake.", "Cake is a must. Enjoy it!"),
            ("I'm getting old.", "Only a year wiser. Enjoy your day!"),
        ),
    ),
    Talk(
        _of("I'm getting married!|We got engaged.|She said yes!|My sister is getting married."),
        _of("Congratulations, how wonderful! When is the wedding?|That's lovely news, congratulations!"),
        GLAD,
        (("In June.", "June is a lovely month for it."),),
    ),
    Talk(
        _of("I'm going to be a father!|We're having a baby!|I became a grandmother.|My son was born today."),
        _of(
            "Congratulations, what wonderful news!|How lovely, congratulations! How is everybody?|That's wonderful, I'm so happy for you!"
        ),
        GLAD,
        (
            ("Everybody is well.", "I'm glad to hear it."),
            ("I haven't slept at all.", "That comes with it. Rest when you can."),
        ),
    ),
    Talk(
        _of(
            "I'm happy.|I'm in a good mood.|I had a great day.|Everything went well today.|I feel wonderful."
        ),
        _of(
            "That's lovely to hear. What made you happy?|I'm glad! What was the best part?|How nice. Tell me more!"
        ),
        GLAD,
        (
            ("The sun is shining.", "That helps. Will you go outside?"),
            ("I saw an old friend.", "How lovely. Had you missed each other?"),
        ),
    ),
    Talk(
        _of(
            "I'm going on holiday tomorrow.|We're going to the sea.|I'm off to the mountains.|I booked a trip."
        ),
        _of(
            "How exciting! What are you looking forward to most?|That's lovely. How long will you stay?|Great, have a wonderful time!"
        ),
        GLAD,
        (("The beach.", "Enjoy the waves!"), ("A week.", "A whole week, how nice.")),
    ),
    Talk(
        _of("We won the match!|My team won!|I won a prize.|I ran my first marathon."),
        _of(
            "Congratulations, well done!|That's fantastic, congratulations! How was it?|Great! You must be proud."
        ),
        GLAD,
        (("It was so close.", "Those are the best ones."), ("I'm exhausted.", "You've earned a rest.")),
    ),
    Talk(
        _of(
            "I cooked dinner for the first time.|I finally cleaned the house.|I finished my book.|I fixed my bike myself."
        ),
        _of(
            "Well done! How did it turn out?|That's great, you can be proud.|Good for you! How does it feel?"
        ),
        GLAD,
        (
            ("It tasted good.", "Wonderful. What did you make?"),
            ("It took all day.", "But it's done now. Well done!"),
        ),
    ),
    Talk(
        _of("I got a puppy.|We have a new kitten.|I adopted a dog.|We got a cat from the shelter."),
        _of(
            "How lovely! What's the name?|That's wonderful. Is it settling in?|How sweet! Does it already sleep through the night?"
        ),
        "",
        (
            ("It sleeps on my bed.", "Then it feels at home already."),
            ("We don't have a name yet.", "Take your time, the right one will come."),
        ),
    ),
)
LIKES: Final = (
    ("jazz", "Jazz is lovely. Who do you like to listen to?"),
    ("cooking", "Cooking is fun. What's your best dish?"),
    ("gardening", "How nice. What do you grow?"),
    ("old films", "Old films have charm. Do you have a favourite?"),
    ("rain", "Rain can be so peaceful. Do you listen to it at night?"),
    ("chess", "Chess is a great game. Do you play often?"),
    ("running", "Running clears the head. How far do you go?"),
    ("the mountains", "The mountains are beautiful. Do you hike?"),
    ("the sea", "The sea is wonderful. Do you live near it?"),
    ("chocolate", "Who doesn't? Dark or milk?"),
    ("coffee", "A good coffee is hard to beat. How do you take it?"),
    ("cats", "Cats are wonderful. Do you have one?"),
    ("dogs", "Dogs are loyal friends. Do you have one?"),
    ("reading", "A good book is good company. What are you reading?"),
    ("football", "Football is exciting. Which team do you like?"),
    ("painting", "How creative. What do you paint?"),
    ("singing", "Singing is good for the soul. What do you sing?"),
    ("dancing", "Dancing is joy. What kind do you dance?"),
    ("travelling", "Travelling opens the eyes. Where would you like to go next?"),
    ("winter", "Winter has its magic. Do you like the snow?"),
    ("summer", "Summer is lovely. What do you like best about it?"),
    ("pizza", "Pizza is a good choice. What do you put on it?"),
    ("science fiction", "It makes you think. Do you have a favourite story?"),
    ("knitting", "Knitting is calming. What are you making?"),
    ("my garden", "A garden is a good place to be. What's in bloom?"),
)
HATES: Final = (
    ("Mondays", "Mondays can be hard. Is there something good about this one?"),
    ("getting up early", "Early mornings are tough. When do you have to get up?"),
    ("traffic jams", "They're a waste of time. A good story may help."),
    ("cleaning", "It's no fun, I agree. Some music may help."),
    ("spiders", "Many people feel that way. Most of them are harmless."),
    ("cold weather", "Then keep warm. A hot tea helps."),
    ("doing taxes", "Nobody enjoys that. Take it in small steps."),
    ("waiting", "Waiting is tiring. What are you waiting for?"),
    ("loud music", "It can be too much. Do you prefer it quiet?"),
    ("my commute", "That's a pity. How long does it take?"),
    ("mushrooms", "They're not for everybody. What do you like instead?"),
    ("ironing", "You're not alone. Some people just hang things up wet."),
)
JOKES: Final = (
    "Why did the clock go to school? It wanted to learn to tell the time.",
    "What did the sock say in the washing machine? I'm feeling dizzy.",
    "Why was the broom late? It overswept.",
    "What do you call a sleeping bull? A bulldozer.",
    "Why did the tomato blush? It saw the salad dressing.",
    "What is a snowman's favourite meal? Chilli without the chilli.",
    "Why did the pencil go to bed? It was worn down.",
    "What did one wall say to the other? Meet you at the corner.",
    "Why do bees hum? They forgot the words.",
    "What did the lamp say to the switch? You turn me on every day.",
    "Why was the calendar nervous? Its days were numbered.",
    "What did the bread say to the toaster? You're too hot for me.",
    "Why did the cloud stay at home? It was under the weather.",
    "What is a cat's favourite colour? Purr-ple.",
    "Why don't rivers get lost? They always go with the flow.",
    "Why did the bicycle lie down? It was two tired.",
)
JOKE_ASKS: Final = _of(
    "Tell me a joke.|Do you know a joke?|Make me laugh.|Say something funny.|Can you tell me a joke?|I need a laugh."
)
MORE_JOKES: Final = _of(
    "Another one.|One more.|Tell me another joke.|Haha, another!|Do you have another one?"
)
LAUGHS: Final = (
    ("That's funny.", "I'm glad you like it."),
    ("Haha.", "Glad I made you laugh."),
    ("That was bad.", "I know, I'm sorry. It was my best one."),
)
AGAIN: Final = _of(
    "Say that again.|What did you say?|Pardon?|Can you repeat that?|Sorry, what was that?|Could you say that again, please?|Repeat that, please."
)
ADVICE: Final = (
    (
        "I can't decide between two jobs. What should I do?",
        "Write down what matters most to you. Then see which job gives you more of it.",
    ),
    (
        "How can I make new friends?",
        "Join a club or a course that you enjoy. It's easier to talk when you do something together.",
    ),
    (
        "I always come late. What can I do?",
        "Plan to arrive ten minutes early. Get your things ready the evening before.",
    ),
    (
        "How do I tell my boss that I want to leave?",
        "Ask for a short talk and say it plainly. Thank them for what was good.",
    ),
    (
        "What can I give my mother for her birthday?",
        "Think of what she enjoys, perhaps flowers or a day out with you. Your time is often the best gift.",
    ),
    (
        "How do I stop worrying?",
        "Write your worries down and choose one that you can do something about. Let the rest wait.",
    ),
    (
        "Should I get a dog?",
        "Only if you have time for it every day. A walk with a neighbour's dog is a good way to try.",
    ),
    (
        "My son doesn't want to do his homework. What can I do?",
        "Agree on a fixed time and a quiet place. Praise him when he starts on his own.",
    ),
    (
        "How do I say sorry to my friend?",
        "Say what you did and that you're sorry, without excuses. Then listen.",
    ),
    (
        "I want to eat healthier. Where do I start?",
        "Add one vegetable to every meal. Small steps last longer.",
    ),
    ("How can I get fit?", "Start with a walk of twenty minutes every day. Add a little every week."),
    ("I have nothing to wear. What do I put on?", "Take what you feel good in. Simple colours always work."),
    ("What should I cook tonight?", "How about pasta with tomatoes and garlic? It's quick and good."),
    (
        "What should I do this weekend?",
        "Go for a walk somewhere new, or call a friend. What do you feel like?",
    ),
    (
        "How do I stop biting my nails?",
        "Keep your hands busy with a small object. Cut your nails short and notice when it starts.",
    ),
    (
        "I spend too much time on my phone. What can I do?",
        "Leave it in another room for an hour each evening. A book beside your bed helps.",
    ),
    (
        "How do I calm down before a speech?",
        "Breathe in slowly and out even more slowly. Speak to one friendly face first.",
    ),
    (
        "My room is a mess. Where do I start?",
        "Start with one corner and stop after ten minutes. It gets easier once you see a change.",
    ),
    (
        "How do I get my cat to eat?",
        "Warm the food a little and keep the bowl clean. If it eats nothing for a day, see a vet.",
    ),
    (
        "Should I forgive my brother?",
        "Only you can decide that. Telling him how it felt may be a first step.",
    ),
    (
        "What do I say to a friend who is grieving?",
        "Say that you're sorry and that you're there. Listening is worth more than advice.",
    ),
    (
        "How can I remember names better?",
        "Say the name aloud when you hear it. Link it to something you see.",
    ),
)
