"""What tools are asked about: values of many kinds, as they are said and as they are written into a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from antiphon.engines.brain.numbers import NAMES as SAID
from antiphon.engines.brain.words import listed
from brain.draw import Draw


@dataclass(frozen=True, slots=True)
class Value:
    """One of them."""

    said: str
    """Inside a request: "ten minutes", "on Friday"."""
    value: Any
    """In the call: 10, "Friday"."""
    bare: str = ""
    """As a short answer or after a preposition: "ten", "Friday"."""

    is_quoted: bool = False
    """Somebody else's words: what is "mine" in them is not the user's."""

    @property
    def short(self) -> str:
        """The shortest way to say it."""
        return self.bare or self.said


@cache
def lines(text: str) -> tuple[str, ...]:
    """Phrases, one a line or between bars."""
    return tuple(each.strip() for line in text.splitlines() for each in line.split(" | ") if each.strip())


CITIES: Final = lines(
    "Oslo | Paris | Rome | London | Berlin | Madrid | Lisbon | Vienna | Prague | Warsaw | Dublin | Athens | Helsinki | Tokyo | Seoul | Sydney | Boston | Chicago | Denver | Dallas | Seattle | Toronto | Montreal | Lima | Bogota | Cairo | Nairobi | Lagos | Mumbai | Delhi | Bangkok | Hanoi | Zurich | Geneva | Milan | Naples | Turin | Munich | Hamburg | Cologne | Leipzig | Porto | Seville | Valencia | Lyon | Nice | Bordeaux | Brussels | Antwerp | Ghent | Utrecht | Rotterdam | Bergen | Malmo | Aarhus | Krakow | Gdansk | Budapest | Zagreb | Split | Belgrade | Sofia | Istanbul | Ankara | Izmir | Leeds | York | Bristol | Cardiff | Glasgow | Edinburgh | Belfast | Cork | Austin | Miami | Phoenix | Portland | Houston | Memphis | Nashville | Atlanta | Detroit | Quebec | Havana | Santiago | Quito | Salvador | Osaka | Kyoto | Manila | Perth | Brisbane | Auckland | Wellington | Tunis | Dakar | Accra | Amman | Doha | Riga | Tallinn | Vilnius | New York | San Diego | Cape Town | Los Angeles"
)
PEOPLE: Final = lines(
    "Anna | Bob | Carla | David | Emma | Felix | Grace | Hugo | Ines | Jack | Karen | Leo | Maria | Nina | Oscar | Paula | Quinn | Rosa | Sam | Tina | Umar | Vera | Walter | Xenia | Yusuf | Zoe | Alice | Ben | Chloe | Daniel | Elena | Frank | Gina | Harry | Irene | Jonas | Kate | Lucas | Mona | Noah | Olga | Peter | Rita | Simon | Tom | Ursula | Victor | Wendy | Amir | Bella | Cyril | Dora | Erik | Fatima | George | Hanna | Ivan | Julia | Kevin | Laura | Martin | Nora | Otto | Priya | Ralph | Sofia | Theo | Lena | Viktor | Mia | Doctor Patel | Doctor Weiss | Mister Brown | Mrs Lopez | my mom | my dad | my sister | my brother | my boss | my wife | my husband | my neighbour"
)
ROOMS: Final = lines(
    "kitchen | bedroom | living room | bathroom | hallway | garage | office | basement | attic | dining room | nursery | guest room | study | laundry room | cellar | conservatory | library | playroom"
)
GROCERIES: Final = lines(
    "milk | bread | eggs | butter | cheese | apples | bananas | rice | pasta | coffee | tea | sugar | flour | onions | tomatoes | potatoes | carrots | yogurt | honey | olive oil | salt | pepper | cereal | chicken | fish | orange juice | toilet paper | dish soap | batteries | shampoo | toothpaste | candles | dog food | cat food | lemons | mushrooms | spinach | oats | jam | light bulbs"
)
DISHES: Final = lines(
    "lasagna | pancakes | tomato soup | risotto | chili | curry | apple pie | goulash | paella | ramen | meatballs | pizza | banana bread | omelette | pumpkin soup | fried rice | tacos | falafel | quiche | cheesecake | lentil soup | waffles | stir fry | dumplings"
)
CUISINES: Final = lines(
    "Italian | Thai | Indian | Mexican | Greek | Chinese | Japanese | Korean | Turkish | vegan | Lebanese | French | Spanish | Vietnamese"
)
SONGS: Final = lines(
    "Yellow Submarine | Hey Jude | Imagine | Dancing Queen | Bohemian Rhapsody | Hotel California | Let It Be | Wonderwall | Thriller | Purple Rain | Yesterday | Clair de Lune | Moon River | Summertime | Take Five | Blue Moon | Fields of Gold | Lady Madonna"
)
ARTISTS: Final = lines(
    "Adele | Abba | Queen | Mozart | Bach | Nina Simone | Bob Marley | Miles Davis | the Beatles | Coldplay | Johnny Cash | Chopin | Vivaldi | Daft Punk | Prince | Madonna | Sade | Enya | Radiohead | Beethoven | Shakira | Elton John"
)
GENRES: Final = lines(
    "jazz | rock | pop | classical | blues | reggae | techno | folk | country | soul | ambient | hip hop | salsa | swing | funk"
)
STATIONS: Final = lines(
    "Radio One | Classic FM | Jazz Radio | Radio Luna | City Radio | Radio Paradise | Rock Antenna | Wave Five | Radio Nord | Sunshine Radio"
)
FILMS: Final = lines(
    "Casablanca | Jaws | Alien | Amelie | Titanic | Gladiator | Rocky | Metropolis | Vertigo | Psycho | Avatar | Inception | Shrek | Frozen | Notting Hill | Paddington | Spirited Away | Matilda | Moonstruck | Chicago | Top Gun | Wall Street | Mary Poppins | Bambi | Dumbo | Fargo"
)
BOOKS: Final = lines(
    "Dracula | Emma | Ulysses | Dune | Moby Dick | Frankenstein | Jane Eyre | The Hobbit | Walden | Faust | Don Quixote | Heidi | Middlemarch | Persuasion"
)
TOPICS: Final = lines(
    "football | politics | electric cars | space travel | climate change | the elections | art | gardening | volcanoes | chess | solar power | whales | robots | cycling | the stock market | tennis | castles | bees | sourdough | old coins | glaciers | knitting | owls | old bridges | chocolate | the moon | pottery | mushrooms | sailing | black holes | fashion | beekeeping"
)
TEAMS: Final = lines(
    "Arsenal | Ajax | Benfica | Barcelona | Juventus | Liverpool | Real Madrid | the Lakers | the Bulls | the Yankees | Inter | Chelsea | Celtic | Roma | Everton"
)
COMPANIES: Final = lines(
    "Apple | Siemens | Nokia | Toyota | Tesla | Shell | Nestle | Airbus | Intel | Ford | Sony | Volvo | Bayer | Samsung | Boeing | Ikea | Lufthansa | Adidas | Pepsi | Nintendo | Philips | Danone | Unilever | Renault | Bosch | Fiat"
)
CURRENCIES: Final = lines(
    "euros | dollars | pounds | yen | francs | kroner | rupees | pesos | zloty | lira | rand | won"
)
COLOURS: Final = lines(
    "red | blue | green | yellow | white | black | purple | orange | pink | brown | grey | gold | violet | lilac | turquoise | silver | beige"
)
LANGUAGES: Final = lines(
    "French | Spanish | German | Italian | Japanese | Polish | Dutch | Greek | Turkish | Arabic | Korean | Portuguese | Swedish | Finnish | Czech | Hindi | Danish | Norwegian | Hungarian | Thai | Russian | Romanian | Welsh | Chinese | Ukrainian | Irish"
)
TERMS: Final = lines(
    "good morning | thank you | where is the station | cheese | how much is it | see you tomorrow | butterfly | I am hungry | happy birthday | the bill, please | good luck | strawberry | excuse me | umbrella | I love you | cold water | the weather is nice | where do you live | fresh bread | how old are you | the train is late | a glass of wine | I am tired | please wait | open the window | two tickets, please"
)
WORDS: Final = lines(
    "serendipity | ephemeral | candid | frugal | obsolete | zenith | lucid | nomad | plausible | quaint | resilient | tedious | vivid | wary | meander | austere | brisk | gullible"
)
TEXTS: Final = lines(
    "I'm late | I'm on my way | I'll be there in ten minutes | dinner is ready | the train is delayed | I miss you | I can't come tonight | I found the keys | the meeting is cancelled | I'm stuck in traffic | we need more milk | I'll call later | the kids are asleep | I left my phone at work | it's my birthday | I got the job | the plumber is here | I'm at the airport | it will rain later | I'll pay for lunch | the car is fixed | I'm feeling better | we won the game | I have a question | the parcel has arrived | I'm waiting outside | my flight was cancelled | I bought the tickets | I need the report by noon | the door is open | I agree with the plan | the flowers are lovely | we are out of coffee | I'm running fifteen minutes late | I forgot my umbrella | the cat is back | I'll cook tonight | I'll be at the station | the test went well | I'd like to talk | we moved the party | I love the pictures"
)
TASKS: Final = lines(
    "water the plants | call the dentist | buy flowers | take out the trash | pay the rent | walk the dog | feed the cat | book the flights | wash the car | send the invoice | clean the oven | renew the passport | iron the shirts | fix the bike | return the books | pick up the kids | check the oven | mow the lawn | defrost the chicken | charge the camera | back up the laptop | order new glasses | turn off the sprinkler | sign the contract | write to the landlord | change the bed sheets | cancel the gym | stretch | vacuum the car | call the bank | buy stamps | order firewood | sort the photos | empty the bins | clean the windows | paint the fence | send the parcel | visit grandma | charge the bike | empty the mailbox | bake a cake | call the school | change the filter | practise the piano | sharpen the knives | tidy the shed | cut the hedge | feed the fish"
)
NOTES: Final = lines(
    "the spare key is under the pot | the wifi code is on the fridge | the car needs new tyres | the blue paint is called ocean | the plumber charges fifty an hour | the garden gate sticks | the best pizza is at Gino's | the meeting went well | the printer is out of ink | the neighbours are away in May | the recipe needs more salt | the boiler was fixed in March | the cat likes tuna | the ladder is in the shed | the tap in the bath drips | the alarm code has changed | grandpa likes dark chocolate | the shop closes early on Fridays | the roses need more water | the blue key opens the shed | the old lamp is broken"
)
EVENTS: Final = lines(
    "dentist | lunch with Anna | team meeting | yoga class | piano lesson | football practice | book club | job interview | birthday party | board meeting | haircut | parents evening | dinner with the Smiths | project review | swimming lesson | wedding rehearsal | car inspection | choir practice | sales call | vet visit"
)
PRODUCTS: Final = lines(
    "headphones | running shoes | a backpack | a kettle | a desk lamp | a phone case | a winter coat | a tent | a yoga mat | a coffee grinder | a rain jacket | a keyboard | sunglasses | a toaster | a blanket | a bike helmet | a monitor | hiking boots"
)
DEVICES: Final = lines(
    "fan | heater | coffee machine | dishwasher | washing machine | dryer | oven | air purifier | humidifier | television | printer | sprinkler | kettle | boiler | projector | fountain"
)
PLACES: Final = lines(
    "the airport | the train station | the hospital | the museum | the city hall | the zoo | the library | Harbour Street | 12 Baker Street | Mill Lane 7 | the opera | the stadium | the old market | Garden Road 15 | the university | the beach | Castle Hill | 48 Church Street | the harbour | the town square"
)
HOTELS: Final = lines(
    "Hotel Aurora | the Grand Palace | Seaside Inn | Hotel Bellevue | the Blue Lion | Park Hotel | Hotel Miramar | the Old Mill | Villa Rosa | the Golden Bear"
)
RESTAURANTS: Final = lines(
    "Luigi's | the Blue Door | Casa Verde | Golden Wok | La Luna | the Olive Tree | Sakura | Chez Pierre | the Rusty Anchor | Taj Garden | Mama Rosa | the Green Fork"
)
MEDICINES: Final = lines(
    "aspirin | ibuprofen | vitamin D | insulin | the antibiotic | cough syrup | iron tablets | my eye drops | the blood pressure pill | magnesium"
)
WORKOUTS: Final = lines(
    "running | cycling | swimming | yoga | rowing | hiking | pilates | climbing | dancing | boxing | tennis | skating | skiing | surfing | jogging | stretching | weight lifting | basketball | badminton | golf"
)
GAMES: Final = lines(
    "chess | trivia | hangman | twenty questions | memory | bingo | riddles | word chain | solitaire | checkers | charades | poker | tic tac toe | word guess | quiz | dominoes | battleship"
)
PROBLEMS: Final = lines(
    "the screen stays black | my password doesn't work | the app keeps crashing | the invoice is wrong | the printer makes a strange noise | my internet is slow | the heating is broken | I can't log in | the delivery was damaged | the door won't close | my card was charged twice | the microphone doesn't work | the elevator is stuck | the sink is leaking"
)
TITLES: Final = lines(
    "holiday plans | shopping ideas | meeting notes | gift ideas | the budget | travel list | garden plan | book list | passwords hint | recipe ideas | the speech | moving house"
)
SHOWS: Final = lines(
    "the news | channel five | the sports channel | cartoons | the movie channel | channel nine | the nature channel | the cooking show"
)
PETS: Final = lines(
    "Rex | Bella | Minka | Fluffy | Shadow | Biscuit | Lucky | Snoopy | Tiger | Muffin | Oreo | Balu | Pebbles | Socks | Rusty | Daisy"
)
DIRECTIONS: Final = ("forward", "backward", "left", "right")
LEVELS: Final = ("low", "medium", "high")
MONTHS: Final = lines(
    "January | February | March | April | May | June | July | August | September | October | November | December"
)
WEEKDAYS: Final = lines("Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday")
SKIES: Final = lines(
    "light rain | clear skies | heavy rain | snow | fog | sunshine | clouds | thunderstorms | drizzle | strong wind"
)
STATES: Final = lines(
    "in transit | out for delivery | at the depot | waiting at customs | being packed | on the way"
)
HEADLINES: Final = lines(
    "Bridge reopens after repairs | Local team wins the cup | New museum opens | Storm warning for the coast | Bus drivers end their strike | Rare owl seen in the park | City plants a thousand trees | Bakery wins a prize | Power cut in the old town | School gets solar panels"
)
AIRLINES: Final = lines("Nordwind | Air Luna | Skybird | Blue Jet | Alpine Air | Meridian")


def spoken(draw: Draw, number: int) -> str:
    """A whole number, in words or in digits."""
    if 0 <= number < 100 and draw.chance(0.65):
        return SAID[number].replace("-", " " if draw.chance(0.6) else "-")
    return str(number)


def _count(draw: Draw) -> Value:
    if draw.chance(0.06):
        return Value("a dozen", 12)
    number = draw.number(2, 12) if draw.chance(0.8) else draw.number(13, 60)
    return Value(spoken(draw, number), number)


def _whole(least: int, most: int, step: int = 1, *, in_digits: bool = False) -> Callable[[Draw], Value]:
    def drawn(draw: Draw) -> Value:
        number = draw.random.randrange(least, most + 1, step)
        return Value(str(number) if in_digits else spoken(draw, number), number)

    return drawn


def _minutes(draw: Draw) -> Value:
    if draw.chance(0.14):
        said, value = draw.either(
            (
                ("half an hour", 30),
                ("a quarter of an hour", 15),
                ("an hour", 60),
                ("an hour and a half", 90),
                ("a minute", 1),
                ("two hours", 120),
                ("three quarters of an hour", 45),
            )
        )
        return Value(said, value)
    number = draw.number(2, 59) if draw.chance(0.5) else draw.either((5, 10, 15, 20, 25, 30, 40, 45, 50))
    words = spoken(draw, number)
    return Value(f"{words} minutes", number, words)


def _seconds(draw: Draw) -> Value:
    number = draw.number(2, 90)
    words = spoken(draw, number)
    return Value(f"{words} seconds", number, words)


def _hours(draw: Draw) -> Value:
    number = draw.number(2, 12)
    words = spoken(draw, number)
    return Value(f"{words} hours", number, words)


def _nights(draw: Draw) -> Value:
    number = draw.number(2, 10)
    words = spoken(draw, number)
    return Value(f"{words} nights", number, words)


def _percent(draw: Draw) -> Value:
    if draw.chance(0.08):
        return Value("half", 50)
    number = draw.either(tuple(range(5, 100, 5))) if draw.chance(0.7) else draw.number(3, 98)
    words = spoken(draw, number)
    return Value(f"{words} percent", number, words)


def _degrees(draw: Draw) -> Value:
    number = draw.number(15, 27)
    words = spoken(draw, number)
    return Value(f"{words} degrees", number, words)


def _fine_degrees(draw: Draw) -> Value:
    if draw.chance(0.7):
        return _degrees(draw)
    number = draw.number(15, 27)
    words = f"{SAID[number].replace('-', ' ')} and a half" if draw.chance(0.6) else f"{number}.5"
    return Value(f"{words} degrees", number + 0.5, words)


def _kilos(draw: Draw) -> Value:
    if draw.chance(0.2):
        return Value("one and a half kilos", 1.5, "one and a half")
    number = draw.number(2, 20)
    if draw.chance(0.2):
        words = f"{SAID[number]} and a half"
        return Value(f"{words} kilos", number + 0.5, words)
    words = spoken(draw, number)
    return Value(f"{words} kilos", number, words)


def _kilometres(draw: Draw) -> Value:
    number = draw.number(2, 40)
    if draw.chance(0.25):
        words = f"{SAID[number].replace('-', ' ')} and a half"
        return Value(f"{words} kilometres", number + 0.5, words)
    words = spoken(draw, number)
    return Value(f"{words} kilometres", number, words)


def _amount(draw: Draw) -> Value:
    if draw.chance(0.2):
        number = draw.number(2, 60)
        return Value(f"{number}.50", number + 0.5)
    number = (
        draw.either((5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 80, 100, 120, 150, 200, 250, 300, 500, 1000))
        if draw.chance(0.5)
        else draw.number(3, 400)
    )
    if number in {100, 200, 300, 500} and draw.chance(0.5):
        return Value(f"{SAID[number // 100]} hundred", number)
    return Value(spoken(draw, number), number)


def _time(draw: Draw) -> Value:
    hour = draw.number(1, 12)
    name = spoken(draw, hour)
    said = draw.either(
        (
            f"{hour} {draw.either(('am', 'pm'))}",
            f"{name} o'clock",
            f"half past {SAID[hour]}",
            f"quarter to {SAID[hour]}",
            f"quarter past {SAID[hour]}",
            f"{hour}:{draw.either(('15', '30', '45', '05', '20', '40'))}",
            f"{SAID[hour]} thirty",
            f"{SAID[hour]} {draw.either(('fifteen', 'forty five', 'twenty'))}",
            f"{draw.number(13, 22)}:{draw.either(('00', '15', '30', '45'))}",
            f"{SAID[hour]} in the {'morning' if hour > 5 else 'afternoon'}",
            draw.either(("noon", "midnight")),
            f"{hour}:{draw.either(('00', '30'))} {draw.either(('am', 'pm'))}",
        )
    )
    return Value(said, said)


def _day(draw: Draw) -> Value:
    draws = draw.random.random()
    if draws < 0.45:
        day = draw.either(WEEKDAYS)
        return Value(f"on {day}", day, day)
    if draws < 0.72:
        day = draw.either(("tomorrow", "tomorrow", "today", "the day after tomorrow"))
        return Value(day, day)
    if draws < 0.84:
        day = f"next {draw.either(WEEKDAYS)}"
        return Value(day, day)
    number = draw.number(1, 28)
    day = f"{draw.either(MONTHS)} {number}"
    return Value(f"on {day}", day, day)


def _code(draw: Draw) -> Value:
    code = str(draw.number(1000, 99999))
    if draw.chance(0.4):
        code = "".join(draw.random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=2)) + code[:4]
    return Value(code, code)


def _digits(draw: Draw) -> Value:
    code = str(draw.number(1000, 99999))
    return Value(code, code)


def _phone(draw: Draw) -> Value:
    code = f"555 {draw.number(1000, 9999)}"
    return Value(code, code)


def _of(values: Sequence[str]) -> Callable[[Draw], Value]:
    def drawn(draw: Draw) -> Value:
        value = draw.value(values)
        return Value(value, value)

    return drawn


def _closed(values: Sequence[str]) -> Callable[[Draw], Value]:
    def drawn(draw: Draw) -> Value:
        value = draw.either(values)
        return Value(value, value)

    return drawn


def _owned(values: Sequence[str]) -> Callable[[Draw], Value]:
    """Values that are said with an article or "my", which is not part of them."""

    def drawn(draw: Draw) -> Value:
        said = draw.value(values)
        for article in ("my ", "a ", "an ", "the "):
            if said.startswith(article):
                return Value(said, said.removeprefix(article))
        return Value(said, said)

    return drawn


def _person(draw: Draw) -> Value:
    if draw.chance(0.15):  # a name that is in no list
        name = draw.word().capitalize()
        return Value(name, name)
    return _owned(PEOPLE)(draw)


def _list(values: Sequence[str], most: int = 3) -> Callable[[Draw], Value]:
    def drawn(draw: Draw) -> Value:
        found = draw.values(values, draw.random.randint(2, most))
        return Value(listed(found), found)

    return drawn


def _price(draw: Draw) -> Value:
    number = draw.number(8, 480)
    return Value(str(number), number)


def _switch(draw: Draw) -> Value:
    state = draw.either(("on", "off"))
    return Value(state, state)


DRAWN: Final[Mapping[str, Callable[[Draw], Value]]] = {
    "city": _of(CITIES), "person": _person, "room": _of(ROOMS), "grocery": _of(GROCERIES), "dish": _of(DISHES),
    "cuisine": _of(CUISINES), "song": _of(SONGS), "artist": _of(ARTISTS), "genre": _of(GENRES), "station": _of(STATIONS),
    "film": _of(FILMS), "book": _of(BOOKS), "topic": _of(TOPICS), "team": _of(TEAMS), "company": _of(COMPANIES),
    "currency": _of(CURRENCIES), "colour": _of(COLOURS), "language": _of(LANGUAGES), "term": _of(TERMS), "word": _of(WORDS),
    "text": _of(TEXTS), "task": _of(TASKS), "note": _of(NOTES), "event": _of(EVENTS), "product": _owned(PRODUCTS),
    "device": _of(DEVICES), "door": _closed(("front door", "back door", "garage door", "garden gate", "cellar door", "side door")), "place": _owned(PLACES), "hotel": _of(HOTELS), "restaurant": _of(RESTAURANTS),
    "medicine": _owned(MEDICINES), "workout": _of(WORKOUTS), "game": _of(GAMES), "problem": _of(PROBLEMS), "title": _of(TITLES),
    "show": _of(SHOWS), "direction": _closed(DIRECTIONS), "level": _closed(LEVELS), "switch": _switch, "size": _closed(("small", "medium", "large")),
    "class": _closed(("economy", "business")), "account": _closed(("savings", "checking")), "meal": _closed(("breakfast", "lunch", "dinner")),
    "count": _count, "minutes": _minutes, "seconds": _seconds, "hours": _hours, "nights": _nights, "percent": _percent,
    "degrees": _degrees, "fine_degrees": _fine_degrees, "kilos": _kilos, "kilometres": _kilometres, "amount": _amount,
    "channel": _whole(1, 60), "volume": _whole(1, 10), "steps": _whole(1, 20), "floor": _whole(2, 30),
    "time": _time, "day": _day, "code": _code, "digits": _digits, "phone": _phone,
    # what only results hold
    "sky": _closed(SKIES), "state": _closed(STATES), "temperature": _whole(-8, 34, in_digits=True), "wind": _whole(3, 70, in_digits=True), "chance": _whole(5, 95, 5, in_digits=True),
    "price": _price, "rating": _closed(("4.1", "4.5", "3.8", "4.7")), "minutes_left": _whole(2, 58, in_digits=True), "distance": _whole(2, 600, in_digits=True), "many": _whole(2, 40, in_digits=True),
    "few": _whole(2, 9, in_digits=True), "name": _of([each for each in PEOPLE if each[0].isupper() and " " not in each]), "pet": _of(PETS), "platform": _whole(1, 18, in_digits=True), "gate": _closed(("A4", "B12", "C7", "D21", "A19")), "clock": _closed(("7:40", "9:15", "14:05", "18:30", "21:50", "11:20", "6:55", "16:45")),
    "weekday": _closed(WEEKDAYS), "headline": _of(HEADLINES), "headlines": _list(HEADLINES, 2), "airline": _closed(AIRLINES), "people": _list(PEOPLE[:70]),
    "groceries": _list(GROCERIES, 4), "tasks": _list(TASKS), "events": _list(EVENTS), "restaurants": _list(RESTAURANTS), "hotels": _list(HOTELS, 2),
    "films": _list(FILMS), "dishes": _list(DISHES), "songs": _list(SONGS), "calories": _whole(80, 900, 10, in_digits=True), "score": _closed(("2 to 1", "3 to 0", "1 to 1", "4 to 2", "0 to 2")),
    "rate": _closed(("1.08", "0.92", "1.34", "0.85", "11.4")), "balance": _whole(40, 4800, in_digits=True), "level_left": _whole(5, 99, in_digits=True), "step_count": _whole(800, 14000, 10, in_digits=True),
}  # fmt: skip
"""How a value of a kind is drawn."""

TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        [
            "count",
            "minutes",
            "seconds",
            "hours",
            "nights",
            "percent",
            "degrees",
            "channel",
            "volume",
            "steps",
            "floor",
        ],
        "integer",
    ),
    **dict.fromkeys(["fine_degrees", "kilos", "kilometres", "amount"], "number"),
}
"""The JSON type of those that are no strings."""

CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "switch": ("on", "off"), "direction": DIRECTIONS, "level": LEVELS, "size": ("small", "medium", "large"), "class": ("economy", "business"),
    "account": ("savings", "checking"), "meal": ("breakfast", "lunch", "dinner"),
}  # fmt: skip
"""Kinds of which a parameter always names the values."""

MAYBE_CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "room": ROOMS, "genre": GENRES, "colour": COLOURS, "language": LANGUAGES, "cuisine": CUISINES, "game": GAMES, "workout": WORKOUTS, "currency": CURRENCIES,
}  # fmt: skip
"""Kinds of which it sometimes does."""

NAMES: Final[Mapping[str, Sequence[str]]] = {
    kind: names.split()
    for kind, names in {
        "city": "city city location place town", "person": "person name contact who", "to": "to recipient contact person", "room": "room room area location",
        "grocery": "item item product name", "dish": "dish dish recipe query", "cuisine": "cuisine food_type kind", "song": "song title track query",
        "artist": "artist artist performer query", "genre": "genre style kind", "station": "station station name", "film": "film movie title", "book": "book title book_title",
        "topic": "topic query subject", "team": "team club team_name", "company": "company symbol stock", "currency": "currency target to_currency", "colour": "color colour",
        "language": "language target_language to", "term": "text phrase words", "word": "word term", "text": "text message body content", "task": "task text title what",
        "note": "text note content", "event": "title event name", "product": "product item query", "device": "device appliance name", "place": "destination place address",
        "hotel": "hotel hotel_name", "restaurant": "restaurant restaurant_name place", "medicine": "medicine medication drug", "workout": "workout activity sport", "game": "game name",
        "problem": "problem description issue", "title": "title name", "show": "channel program", "direction": "direction", "level": "level intensity speed", "switch": "state power mode",
        "size": "size", "class": "travel_class seat_class", "account": "account account_type", "meal": "meal",
        "count": "count quantity number", "minutes": "minutes duration_minutes duration_min", "seconds": "seconds duration_seconds", "hours": "hours duration_hours", "nights": "nights number_of_nights",
        "percent": "percent level percentage value", "degrees": "degrees temperature target", "fine_degrees": "temperature degrees target_temperature", "kilos": "kilos weight_kg", "kilometres": "kilometers distance_km",
        "amount": "amount sum value", "channel": "channel number", "volume": "level volume", "steps": "steps count", "floor": "floor level",
        "time": "time at start_time", "day": "day date", "code": "code number id", "digits": "number id code", "phone": "phone number phone_number",
        "people": "people guests party_size", "origin": "from origin departure", "destination": "to destination", "order": "order_id order_number order", "parcel": "tracking_number parcel_id number", "booking": "booking_code reference booking_id",
        "ticket": "ticket_id ticket_number", "flight": "flight_number flight", "subject": "subject title", "passengers": "passengers tickets seats",
    }.items()
}  # fmt: skip
"""How a parameter of a kind, or of a role, is called."""

QUESTIONS: Final[Mapping[str, Sequence[str]]] = {
    slot: lines(text)
    for slot, text in {
        "city": "In which city? | Which city? | For which city? | Which city do you mean?", "person": "Who do you mean? | Which person? | Who is it for?", "to": "Who should I send it to? | To whom? | Who is it for?",
        "door": "Which door? | Which door do you mean?", "room": "In which room? | Which room? | Which room do you mean?", "grocery": "Which item? | What exactly? | What is it?", "dish": "Which dish? | What dish do you mean? | Which dish is it?", "cuisine": "What kind of food? | Which cuisine do you like?",
        "song": "Which song? | What is the song called?", "artist": "Which artist? | By whom?", "genre": "Which genre? | What kind of music?", "station": "Which station?", "film": "Which film? | What is the film called?", "book": "Which book? | What is the book called?",
        "topic": "About what? | On which topic?", "team": "Which team?", "company": "Which company?", "currency": "Into which currency? | Which currency?", "colour": "Which colour? | In what colour?", "language": "Into which language? | Which language?",
        "term": "What should I translate? | Which words?", "word": "Which word?", "text": "What should it say? | What should I write? | What is the message?", "task": "Which task? | What exactly? | What is it about?", "note": "What should I write down? | What should it say?",
        "event": "What is it called? | What should I call it? | What is it about?", "product": "Which product? | What would you like?", "device": "Which device? | Which one do you mean?", "place": "Where to? | Which place? | What is the destination?", "hotel": "Which hotel?", "restaurant": "Which restaurant?",
        "medicine": "Which medicine? | What did you take?", "workout": "Which workout? | Which sport?", "game": "Which game?", "problem": "What is the problem? | What is wrong?", "title": "What is the title? | Which one?", "show": "Which channel?", "direction": "In which direction? | Which way?",
        "level": "Low, medium or high? | At which level?", "switch": "On or off? | Should I turn it on or off?", "size": "Small, medium or large? | Which size?", "class": "Economy or business?", "account": "Savings or checking?", "meal": "For which meal?",
        "count": "How many? | How many do you need?", "minutes": "For how many minutes? | How long? | How many minutes?", "seconds": "For how many seconds? | How many seconds?", "hours": "For how many hours? | How many hours?", "nights": "For how many nights? | How many nights?",
        "percent": "To what percentage? | How many percent?", "degrees": "To what temperature? | How many degrees?", "fine_degrees": "To what temperature? | How many degrees?", "kilos": "How many kilos? | How heavy is it?", "kilometres": "How many kilometres? | How far?", "amount": "How much? | What amount?",
        "channel": "Which channel?", "volume": "How loud? | To which level?", "steps": "How many steps?", "floor": "Which floor?", "time": "At what time? | For what time? | When?", "day": "On which day? | For which day? | Which day?",
        "code": "What is the number? | What is the code?", "digits": "What is the number?", "phone": "What is the phone number? | Which number?", "people": "For how many people? | How many people?", "origin": "From where? | Where do you start?", "destination": "Where to? | To which city?",
        "order": "What is the order number? | Which order?", "parcel": "What is the tracking number? | Which parcel?", "booking": "What is the booking code? | Which booking?", "ticket": "What is the ticket number? | Which ticket?", "flight": "What is the flight number? | Which flight?",
        "subject": "What is the subject?", "passengers": "For how many people? | How many seats?",
    }.items()
}  # fmt: skip
"""Short questions for a value that is missing."""

_NUMBER: Final = ("{said}.", "{said}, please.", "{short}.", "Let's say {said}.", "Make it {said}.")
ANSWERS: Final[Mapping[str, Sequence[str]]] = {
    "city": ("{short}.", "In {short}.", "{short}, please.", "I mean {short}."), "person": ("{short}.", "For {short}.", "{short}, please.", "I mean {short}."),
    "to": ("{short}.", "To {short}.", "To {short}, please.", "{short}, please."), "door": ("The {short}.", "The {short}, please."), "room": ("The {short}.", "In the {short}.", "{short}.", "The {short}, please."),
    "text": ("{short}.", "Say {short}.", "Write {short}.", "Tell them {short}."), "place": ("{short}.", "To {short}.", "{short}, please."), "device": ("The {short}.", "{short}.", "The {short}, please."),
    "time": ("{short}.", "At {short}.", "At {short}, please.", "{short}, please."), "day": ("{short}.", "{said}.", "{said}, please.", "{short}, please."), "colour": ("{short}.", "In {short}.", "{short}, please."),
    "language": ("{short}.", "Into {short}.", "{short}, please."), "currency": ("{short}.", "Into {short}.", "{short}, please."), "switch": ("{short}.", "{short}, please.", "Turn it {short}."), "origin": ("{short}.", "From {short}.", "From {short}, please."),
    "destination": ("{short}.", "To {short}.", "To {short}, please."), "topic": ("{short}.", "About {short}.", "{short}, please."), "problem": ("{short}.", "Well, {short}."), "note": ("{short}.", "Write that {short}."),
    "task": ("{short}.", "To {short}.", "I want to {short}."), "artist": ("{short}.", "Something by {short}.", "{short}, please."), "code": ("{short}.", "It's {short}.", "The number is {short}."), "digits": ("{short}.", "It's {short}.", "The number is {short}."),
    "order": ("{short}.", "It's {short}.", "The number is {short}."), "parcel": ("{short}.", "It's {short}.", "The number is {short}."), "booking": ("{short}.", "It's {short}.", "The code is {short}."), "ticket": ("{short}.", "It's {short}."),
    "flight": ("{short}.", "It's {short}."), "phone": ("{short}.", "It's {short}."), "direction": ("{short}.", "{short}, please."), "people": ("{short}.", "For {short}.", "{short} people.", "We are {short}."), "passengers": ("{short}.", "For {short}.", "{short}, please."),
    **dict.fromkeys(("minutes", "seconds", "hours", "nights", "percent", "degrees", "fine_degrees", "kilos", "kilometres", "count", "amount"), _NUMBER),
}  # fmt: skip
"""How the answer to that is said; of the others, the value alone."""
