"""Manners as signs that are put around any plain answer: what opens it, how the user is addressed, what closes it.

A row is ``names; qualities; opens; soft opens; addresses; closes; swaps``, with bars between the values. Names are who
speaks so (``a pirate``), qualities how (``shy``). The soft opens stand before sorrow and not knowing.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from antiphon.engines.brain.table import bag
from brain.draw import Draw
from brain.tables import items

ROWS: Final = """
a pirate|an old pirate|a pirate captain|a buccaneer; ; Arr|Aye|Ahoy; Arr; matey|me hearty; ; you=ye|your=yer|You=Ye|Your=Yer
a butler|a formal butler|an English butler|a polite old butler; ; Certainly|Indeed|Very good; I'm afraid; sir; ;
a cowboy|a cowgirl|a rancher from Texas|a sheriff of the Wild West; ; Howdy|Well, I reckon|Yep; Well; partner; ;
a robot|an old robot|a machine from the future|an android; robotic|mechanical; Beep|Beep boop; Beep; ; Beep.;
a grandmother|a grandma|a loving granny|an old lady; grandmotherly; Oh|Well now; Oh dear; my dear|sweetheart|dear; ;
a knight|a medieval knight|a person from the Middle Ages|Shakespeare|someone from long ago; old-fashioned; Verily|Forsooth|Hark; Alas; my lord|good friend; ; your=thy|Your=Thy
a teenager|a cool kid|a skateboarder; cool; Dude|Totally|Yeah; Aw, dude; dude|bro; ;
a surfer|a beach boy|a lifeguard from Hawaii; ; Aloha|Whoa; Aloha; dude; ;
a hippie|a flower child from the sixties; ; Peace|Groovy|Far out; Peace; man; ;
a cat|a kitten|a lazy cat; ; Meow|Purr; Meow; ; Meow.|Purr.;
a dog|a puppy|a loyal dog; ; Woof|Woof woof; Woof; ; Woof!|Wag, wag.;
a duck|a duckling; ; Quack|Quack quack; Quack; ; Quack.;
a cow; ; Moo; Moo; ; Moo.;
a sheep|a lamb; ; Baa; Baa; ; Baa.;
a lion|a lion king; ; Roar|Grr; Grr; ; Roar!;
an owl|a wise owl; ; Hoo hoo|Hoo; Hoo; ; Hoo hoo.;
a frog|a toad; ; Ribbit|Croak; Croak; ; Ribbit.;
a snake; ; Hiss|Sss; Sss; ; Hiss.;
a parrot; ; Squawk; Squawk; ; Squawk!;
a horse|a pony; ; Neigh; Neigh; ; Neigh.;
a pig|a piglet; ; Oink|Oink oink; Oink; ; Oink.;
a mouse|a tiny mouse; ; Squeak; Squeak; ; Squeak.;
a bee; ; Buzz|Bzz; Bzz; ; Buzz buzz.;
a wolf; ; Awoo; Awoo; ; Awoo!;
a ghost|a friendly ghost; ghostly|spooky; Boo|Whooo; Whooo; ; Boo!;
a vampire|Count Dracula; ; Good evening|Ah; Alas; mortal; ;
a wizard|an old wizard|a sorcerer; ; Abracadabra|By my beard; By my beard; young traveller|traveller; ;
a witch|a kind witch; ; Hocus pocus|Hee hee; Oh, cobwebs; my pretty; ;
an alien|a visitor from outer space|a Martian; ; Zorp|Greetings; Zorp; earthling; ;
a drill sergeant|a sergeant|an army officer; strict; Attention|Listen up; At ease; recruit|soldier; ;
a superhero|a comic book hero; heroic; Never fear|Ta-da; Be brave; citizen; ;
Santa Claus|Father Christmas; jolly; Ho ho ho; Oh dear; my child; Ho ho ho!;
a detective|a famous detective|a private eye; ; Elementary|Aha; A mystery; my dear fellow; ;
a Frenchman|a French waiter|a Parisian; ; Oui|Voila|Ah; Oh la la; mon ami; ;
a Spaniard|a Mexican singer; ; Hola|Ole; Ay; amigo; ;
an Italian|an Italian cook; ; Ciao|Mamma mia; Mamma mia; amico; ;
a Scotsman|a Highlander; Scottish; Aye|Och aye; Och; laddie; ;
an Australian|an Aussie; Australian; G'day|No worries; Crikey; mate; ;
an English gentleman|a lord from London; very British; I say|Jolly good|Quite so; Oh dear; old chap; ;
a train conductor|a railway guard; ; All aboard|Toot toot; Mind the gap; dear passenger; ;
an astronaut|a pilot|a radio operator; ; Roger|Copy that; Copy that; ; Over.|Over and out.;
a fairy|a good fairy; magical; Twinkle, twinkle|Sparkle; Oh my wings; little one; ;
a monk|a priest|a wise monk; serene; Peace be with you|Bless you; Be at peace; my child; ;
a nurse|a kind nurse|a warm friend; gentle|tender|caring; Of course|There now; There, there; dear; ;
a small child|a five-year-old|a little kid; childish; Guess what|Ooh; Uh-oh; ; ;
a strict teacher|a schoolmaster; stern; Pay attention|Sit up straight; Silence, please; pupil; ;
a queen|a king|Her Majesty; royal|majestic; Behold|Hear ye; Alas; my loyal subject; ;
a lover|a romantic poet; romantic|loving; Ah|Oh; Oh; my love|darling; ;
a stage actor|an opera singer; dramatic|theatrical; Behold|Bravo|Oh heavens; Oh heavens|Alas; ; What a drama!;
; cheerful|happy|merry|joyful|sunny|in a great mood; Hooray|Yay|Oh, lovely; Oh; ; I'm always happy to chat!|Keep smiling!; .=!
; enthusiastic|excited|full of energy|thrilled; Wow|Oh wow|Amazing; Oh no; ; ; .=!
; shy|very shy|timid|bashful|nervous; Um|Er|Oh, um; Um|Er; ; Sorry if that's wrong.|I hope that's all right.;
; grumpy|moody|bad-tempered|annoyed; Hmph|Ugh|Bah; Hmph; ; Now let me be.;
; sleepy|tired|drowsy; Yawn|Mmh, yawn; Yawn; ; I need a nap.;
; sad|gloomy|melancholic|pessimistic; Sigh|Alas; Sigh|Alas; ; Such is life.;
; formal|very formal|dignified|solemn; Certainly|Indeed|With pleasure; I'm afraid|Regrettably; ; At your service.;
; polite|very polite|courteous|well-mannered; With pleasure|If I may say so|Certainly; I beg your pardon; ; At your service.;
; relaxed|laid-back|easy-going|chilled; No worries|Easy; Easy; ; Take it easy.;
; calm|patient|soothing; Take a breath|Gently now; Gently now; ; All is well.|Take your time.;
; proud|boastful|arrogant; Naturally|Of course; Even so; ; I'm the best, after all.|I'm simply brilliant.;
; wise|very old and wise; Ah|Listen, young one; Ah; young one; ;
a professor|a forgetful professor; absent-minded; Hm, let me think|Where was I; Hm; ; ;
""".strip()
"""A swap ``.=!`` ends every sentence so."""


class Signs(NamedTuple):
    """One manner."""

    names: tuple[str, ...]
    qualities: tuple[str, ...]
    opens: tuple[str, ...]
    soft: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    swaps: tuple[tuple[str, str], ...] = ()

    @property
    def want(self) -> str:
        """A regular expression of the signs."""
        signs = sorted({*self.opens, *self.soft, *self.addresses, *self.closes})
        return rf"(?<!\w)(?:{'|'.join(re.escape(sign.rstrip('.!')) for sign in signs)})(?!\w)"


def _of(row: str) -> Signs:
    lists = [tuple(part for part in column.strip().split("|") if part) for column in row.split(";")]
    names, qualities, opens, soft, addresses, closes, swaps = lists
    pairs = tuple((pair.partition("=")[0], pair.partition("=")[2]) for pair in swaps)
    return Signs(names, qualities, opens, soft, addresses, closes, pairs)


SIGNS: Final = tuple(map(_of, ROWS.split("\n")))
BY_NAME: Final = (
    "You are {x}.",
    "Talk like {x}.",
    "Speak like {x}.",
    "You are {name}, {x}.",
    "You are {x} called {name}.",
    "Answer like {x}.",
    "Always talk like {x}.",
    "Answer in the manner of {x}.",
    "Sound like {x}.",
    "Your name is {name}. You talk like {x}.",
    "You are a voice assistant that talks like {x}.",
    "Pretend to be {x}.",
    "You are {x}. Keep your answers short.",
    "You are {name}. Speak the way {x} speaks.",
    "Be {x} in everything you say.",
    "Play the part of {x} named {name}.",
)
BY_QUALITY: Final = (
    "Be {x}.",
    "You are {x}.",
    "You are {name}. You are {x}.",
    "You are an assistant, and you are {x}.",
    "You are {name}, a voice assistant. Be {x}.",
    "Your name is {name}. Always sound {x}.",
    "Be {x} in every answer.",
    "Sound {x}.",
    "You are always {x}, whatever the user says.",
    "Answer briefly. Your manner is {x}.",
    "Talk like somebody who is {x}.",
    "Stay {x} all the time.",
)
TITLES: Final = items(
    "Captain|Doctor|Professor|Boss|Your Majesty|Your Highness|sir|madam|Chief|Coach|Commander|my friend|buddy|comrade|"
    "darling|Master|Admiral|General|Miss|champ|neighbour|traveller|sunshine|Inspector|Maestro|Your Excellency|pal|mate|"
    "Mister President|Judge|my lady|my lord|hero|honey|young man|team|Sergeant|Duchess|Baron|Skipper|Director"
)
CALLED: Final = (
    "Address the user as {x}.",
    "Always call the user {x}.",
    "Call me {x} in every answer.",
    "Say {x} to the user.",
    "You address everybody as {x}.",
    "Use {x} as the user's title in every answer.",
)
ENDINGS: Final = items(
    "Over and out.|Have a nice day!|Cheers!|Over.|Stay curious!|Woof!|Hooray!|Take care!|So be it.|That's all.|Amen.|"
    "And that's that.|Peace and love.|Keep smiling!|Bingo!|Good luck!|As you wish.|End of message.|Thank you for asking.|"
    "At your service.|Ding dong!|Yours truly.|Stay warm!|Tally ho!|Have a cookie!|Up, up and away!|Meow.|Over to you."
)
ENDED: Final = (
    'Always end with "{x}"',
    'End every answer with "{x}"',
    "Finish each answer with the words: {x}",
    'Your last words are always "{x}"',
    "You close every answer with: {x}",
    "Always end with {x}",
)
BEGINNINGS: Final = items(
    "Well|Listen|Ah|Hm|So|Honestly|My friend|Okay|Look|You know|Oh|Right|To be honest|Now then|By the way|Dear user|"
    "Frankly|Of course|Let me see|Good heavens|Ladies and gentlemen|Now|Truly|As far as I know"
)
BEGUN: Final = (
    'Begin every answer with "{x}".',
    'Start each answer with the words "{x}".',
    "Always begin with {x}.",
    'Your first words are always "{x}".',
    "You open every answer with: {x}",
    "Every answer starts with {x}.",
)
SHORTENED: Final = (
    "Answer in one short sentence.",
    "Only one sentence per answer.",
    "Never say more than one sentence.",
    "Use a single short sentence.",
    "Reply with exactly one sentence.",
)
AROUND: Final = (
    "{order}",
    "You are {name}. {order}",
    "You are a helpful assistant. {order}",
    "You are a voice assistant. Be brief. {order}",
    "{order}",
)
SMALL: Final = bag(
    "the a an in it its it's your you you're there no yes most people about that that's what how who do don't okay all "
    "sorry some they he she we his her both any good goodbye hello hi thank thanks nice happy rest be take use at for "
    "this poor oh my shall let's glad put go only hold brush write keep boil wait"
)
"""Words that lose their capital inside a sentence."""
ITSELF: Final = re.compile(r"I('m|'ll|'d|'ve)?$")


def inner(sentence: str, question: str = "") -> str | None:
    """A sentence as it goes on after a comma; ``None``: nobody can tell."""
    first, _, rest = sentence.partition(" ")
    bare = first.strip(",.!?")
    if ITSELF.match(bare):
        return sentence
    if bare.lower() in SMALL or bare.lower() in question.split():
        return f"{first.lower()} {rest}".strip()
    return None


def opened(start: str, sentence: str, question: str = "") -> str:
    """An answer behind its opening."""
    after = inner(sentence, question)
    return f"{start}! {sentence}" if after is None else f"{start}, {after}"


def addressed(title: str, sentence: str) -> str:
    """The user's title at the end of the first sentence."""
    return re.sub(r"([.!?])(?=\s|$)", rf", {title}\1", sentence, count=1)


def dressed(draw: Draw, signs: Signs, plain: str, question: str = "", *, is_soft: bool = False) -> str:
    """A plain answer in a manner: one sign at least, often two."""
    text = plain
    for word, other in signs.swaps:
        text = re.sub(r"\.(?=\s|$)" if word == "." else rf"\b{word}\b", other, text)
    opens = signs.soft if is_soft else signs.opens
    is_called = bool(signs.addresses) and draw.chance(0.75)
    if is_called:
        text = addressed(draw.either(signs.addresses), text)
    is_long = len(re.findall(r"[.!?](?:\s|$)", text)) > 1
    if signs.closes and not is_long and not is_soft and draw.chance(0.35):
        text = f"{text} {draw.either(signs.closes)}"
    if not is_called or draw.chance(0.7):
        text = opened(draw.either(opens), text, question)
    return text
