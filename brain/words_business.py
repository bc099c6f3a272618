"""What system instructions say about a business, and what callers ask it.

A topic has ways to ask openly (``ask``) and for yes or no (``yn``), the noun of what is not known, and cases:
(statements, terse, answer, "Yes" / "No" / "" for a question of yes or no). ``{v}`` and ``{w}`` are values.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from brain.tables import items


class Case(NamedTuple):
    """How it may be."""

    state: str
    terse: str
    says: str
    verdict: str = ""


class Topic(NamedTuple):
    """Something that may be asked."""

    ask: str
    yn: str
    cases: tuple[Case, ...]
    values: str = ""
    """Kinds of value: of ``{v}`` and of ``{w}``."""


KINDS: Final[dict[str, tuple[str, str]]] = {
    "hotel": (
        "Hotel {N}|{N} Hotel|Grand Hotel {N}",
        "single room|double room|suite|breakfast buffet|sauna visit|airport shuttle|garage space",
    ),
    "hostel": ("{N} Hostel|Hostel {N}", "bed in a dormitory|private room|towel|locker|packed lunch"),
    "campsite": ("Camping {N}|{N} Campsite", "tent pitch|caravan pitch|hot shower|cabin|firewood bundle"),
    "guest house": ("{N} Guest House|Villa {N}", "garden room|attic room|breakfast|picnic basket"),
    "cafe": (
        "Cafe {N}|{N} Coffee",
        "cappuccino|espresso|latte|slice of cake|croissant|sandwich|hot chocolate|bagel|muffin",
    ),
    "restaurant": (
        "{N}'s|Restaurant {N}|The {N} Kitchen",
        "lunch menu|soup of the day|children's menu|glass of wine|steak|vegetable plate|tasting menu",
    ),
    "pizzeria": (
        "Pizzeria {N}|{N}'s Pizza",
        "margherita|large pizza|calzone|garlic bread|tiramisu|family pizza",
    ),
    "bakery": (
        "{N} Bakery|{N}'s Bakery",
        "loaf of rye bread|baguette|birthday cake|cinnamon roll|pretzel|apple tart",
    ),
    "ice cream parlour": ("Gelateria {N}|{N}'s Ice Cream", "scoop|large cup|milkshake|waffle|sundae"),
    "hair salon": ("Salon {N}|Hair by {N}", "haircut|children's cut|beard trim|colouring|blow-dry|perm"),
    "dog salon": ("{N}'s Dog Parlour|Salon {N} for dogs", "wash|trim|nail clipping|full groom|ear cleaning"),
    "vet": ("{N} Animal Clinic|Doctor {N}, vet", "check-up|vaccination|microchip|dental cleaning"),
    "dental practice": ("{N} Dental|Doctor {N}'s practice", "check-up|cleaning|whitening|mouthguard"),
    "pharmacy": ("{N} Pharmacy", "flu test|blood pressure check|first-aid kit|thermometer"),
    "library": (
        "{N} Library|the library of {C}",
        "library card|room booking|photocopy|lost card|reservation",
    ),
    "museum": (
        "{N} Museum|the Museum of {C}",
        "adult ticket|child ticket|audio guide|family ticket|guided tour|year pass",
    ),
    "zoo": ("{N} Zoo|the zoo of {C}", "adult ticket|child ticket|pony ride|feeding tour|year pass"),
    "cinema": ("{N} Cinema|Cinema {N}", "ticket|small popcorn|large popcorn|balcony seat|student ticket"),
    "theatre": ("{N} Theatre", "front row seat|balcony seat|programme|student ticket|backstage tour"),
    "swimming pool": ("{N} Pool|the {N} baths", "day ticket|evening ticket|sauna|swimming lesson|towel"),
    "gym": (
        "{N} Gym|Studio {N}",
        "monthly membership|day pass|personal training|spinning class|protein shake",
    ),
    "yoga studio": ("{N} Yoga|Yoga with {N}", "single class|ten-class card|mat|private lesson"),
    "climbing hall": ("{N} Climbing", "day pass|pair of shoes|beginners' course|harness"),
    "bike shop": ("{N} Bikes|{N}'s Bike Shop", "flat tyre repair|brake check|bike rental|new chain|helmet"),
    "garage": ("{N} Motors|Garage {N}", "oil change|tyre change|inspection|car wash|new battery"),
    "car rental": ("{N} Car Rental|Rent with {N}", "small car|van|child seat|extra driver|navigation system"),
    "bookshop": ("{N} Books|{N}'s Bookshop", "gift card|reading ticket|tote bag|audio book|poster"),
    "flower shop": (
        "{N} Flowers|Flowers by {N}",
        "bunch of tulips|wedding bouquet|rose|potted orchid|wreath",
    ),
    "laundry": ("{N} Laundry|{N}'s Dry Cleaning", "shirt|suit|coat|blanket|wedding dress"),
    "tailor": ("{N} Tailors", "hem|new zip|suit fitting|curtain"),
    "language school": (
        "{N} Language School",
        "evening course|private lesson|placement test|intensive course|textbook",
    ),
    "music school": ("{N} Music School", "piano lesson|trial lesson|guitar rental|choir class"),
    "boat rental": ("{N} Boats", "rowing boat|pedal boat|sailing boat|life jacket|canoe"),
    "ski school": ("{N} Ski School", "group lesson|private lesson|ski rental|helmet rental|lift pass"),
    "spa": ("{N} Spa", "massage|mud bath|facial|day pass|bathrobe"),
    "farm shop": ("{N} Farm", "box of eggs|bag of potatoes|jar of honey|basket of apples|wheel of cheese"),
    "brewery": ("{N} Brewery", "tasting|brewery tour|crate of beer|souvenir glass"),
    "toy shop": ("{N} Toys", "puzzle|kite|wooden train|teddy bear|board game"),
    "print shop": ("{N} Print", "poster|colour copy|business card set|photo book|banner"),
    "taxi company": ("{N} Taxis", "ride to the airport|child seat|night ride|large taxi"),
    "bowling alley": ("{N} Bowling", "lane for an hour|pair of shoes|birthday package|snack plate"),
    "escape room": ("{N} Escape Rooms", "game for two|game for four|team event|gift card"),
    "tourist office": (
        "the tourist office of {C}",
        "city tour|city map|museum pass|boat trip|day ticket for the bus",
    ),
    "garden centre": ("{N} Garden Centre", "bag of soil|rose bush|apple tree|Christmas tree|watering can"),
    "photo studio": ("Studio {N}|{N} Photos", "passport photo|family portrait|wedding shoot|picture frame"),
}
"""Kinds of business: their names, and what they sell. ``{N}`` is a name, ``{C}`` a city."""

TOPICS: Final[dict[str, Topic]] = {
    "hours": Topic(
        "What are your opening hours?|When are you open?|What time do you open?|When do you close?|Until when are you open?|How long are you open?|At what time can I come?|What are your hours?|From when to when are you open?|When can I come by?",
        "Are you open every day?|Are you open daily?",
        (
            Case(
                "We are open from {v} to {w}.|Opening hours are {v} to {w}.|The opening hours are from {v} to {w}.|Open daily from {v} to {w}.|We open at {v} and close at {w}.",
                "Hours: {v} to {w}|Open {v} to {w}",
                "We are open from {v} to {w}.",
            ),
        ),
        "open shut",
    ),
    "closed": Topic(
        "Which day are you closed?|On which day are you closed?|When are you closed?|What's your day off?|What day is it closed?|Is there a day when you're closed, and which?",
        "Are you open on {V}?|Can I come on {V}?|Are you there on {v}?|Do you open on {V}?|Is it open on {v}?|Can I visit on {v}?|Will you be open on {v}?",
        (
            Case(
                "We are closed on {V}.|Closed on {v}.|On {V} we are closed.|{V} is our day off, we are closed.|There is no service on {V}, we are closed.",
                "Closed: {v}|Closed {v}",
                "We are closed on {V}.",
                "No",
            ),
        ),
        "weekday",
    ),
    "saturday": Topic(
        "What are your hours on Saturday?|When are you open on Saturdays?|And on Saturday, when are you open?|Until when are you open on Saturdays?|When can I come on Saturday?",
        "Are you open on Saturday?|Can I come on Saturday?|Do you open on Saturdays?|Are you there on Saturdays?",
        (
            Case(
                "On Saturdays we are open from {v} to {w}.|Saturday hours are {v} to {w}.|On Saturday the hours are {v} to {w}.",
                "Saturday: {v} to {w}|Sat {v} to {w}",
                "On Saturdays we are open from {v} to {w}.",
                "Yes",
            ),
        ),
        "open shut",
    ),
    "sunday": Topic(
        "What are your hours on Sunday?|When are you open on Sundays?|And on Sunday, when are you open?|When can I come on Sunday?",
        "Are you open on Sunday?|Can I come on Sunday?|Do you open on Sundays?|Is it open on Sundays?",
        (
            Case(
                "On Sundays we are open from {v} to {w}.|Sunday hours are {v} to {w}.",
                "Sunday: {v} to {w}|Sun {v} to {w}",
                "On Sundays we are open from {v} to {w}.",
                "Yes",
            ),
        ),
        "open shut",
    ),
    "address": Topic(
        "What's your address?|Where are you?|Where can I find you?|What is the address?|Where are you located?|How do I find you, what's the address?|On which street are you?|Where do I have to go?|Where is it?|In what street is your place?",
        "",
        (
            Case(
                "We are at {v}.|The address is {v}.|You find us at {v}.|We are located at {v}.|Our address is {v}.",
                "Address: {v}",
                "We are at {v}.|Our address is {v}.",
            ),
        ),
        "address",
    ),
    "phone": Topic(
        "What's your phone number?|Which number can I call?|How can I call you?|Can you give me your phone number?|What is the telephone number?|Under what number can I reach you?",
        "",
        (
            Case(
                "The phone number is {v}.|Our phone number is {v}.|Call us at {v}.|You can reach us by phone at {v}.",
                "Phone: {v}|Tel. {v}",
                "Our phone number is {v}.",
            ),
        ),
        "phone",
    ),
    "wifi name": Topic(
        "What's the name of the wifi?|What is the wifi called?|Which wifi network do I choose?|What network should I connect to?",
        "Do you have wifi?|Is there wifi?",
        (
            Case(
                "The wifi is called {v}.|The wifi network is {v}.|The name of the wifi is {v}.",
                "Wifi: {v}|Wifi name: {v}",
                "The wifi is called {v}.",
                "Yes",
            ),
        ),
        "network",
    ),
    "wifi password": Topic(
        "What's the wifi password?|What is the password for the wifi?|Which password do I need for the internet?|How do I get into the wifi, what's the password?|Can you give me the wifi password?|What's the internet password?",
        "",
        (
            Case(
                "The wifi password is {v}.|The password for the wifi is {v}.|Guests use the wifi password {v}.",
                "Wifi password: {v}",
                "The wifi password is {v}.",
            ),
        ),
        "password",
    ),
    "manager": Topic(
        "Who is the manager?|What's the manager's name?|Who's in charge?|What is the manager called?|Who runs the place?|Who is the boss?",
        "",
        (
            Case(
                "The manager is {v}.|The manager is called {v}.|The manager's name is {v}.|{v} is the manager.",
                "Manager: {v}",
                "The manager is {v}.|The manager is called {v}.",
            ),
        ),
        "person",
    ),
    "owner": Topic(
        "Who is the owner?|Who owns the place?|What's the owner's name?|Whose business is it?|Who does it belong to?",
        "",
        (
            Case(
                "The owner is {v}.|The owner is called {v}.|It is owned by {v}.|{v} owns the place.",
                "Owner: {v}",
                "The owner is {v}.|The owner is called {v}.",
            ),
        ),
        "person",
    ),
    "pets": Topic(
        "What's the rule about dogs?|What about pets?|What do you say about dogs?|How do you feel about animals?",
        "Can I bring my dog?|Are pets allowed?|Are dogs allowed?|May I bring my dog?|Can my dog come along?|Do you allow animals?|Is it okay to bring a pet?|I have a small dog, can I take it with me?|Are animals welcome?|Could I come with my dog?",
        (
            Case(
                "Pets are not allowed.|We do not allow pets.|No pets.|Pets are not permitted.",
                "Pets: not allowed|No pets",
                "pets are not allowed.",
                "No",
            ),
            Case(
                "Pets are welcome.|We welcome pets.|Pets are allowed.|Guests may bring their pets.",
                "Pets: welcome|Pets allowed",
                "pets are welcome.",
                "Yes",
            ),
            Case(
                "Dogs must be on a lead.|Dogs are allowed on a lead.|Dogs may come in on a lead.",
                "Dogs: on a lead only",
                "dogs are allowed on a lead.",
                "Yes",
            ),
            Case(
                "Pets cost {v} extra.|Pets are allowed for {v}.|There is a fee of {v} for pets.",
                "Pets: {v}",
                "pets cost {v}.",
                "Yes",
            ),
            Case(
                "Only guide dogs are allowed.|No animals except guide dogs.",
                "Pets: guide dogs only",
                "only guide dogs are allowed.",
                "No",
            ),
        ),
        "price",
    ),
    "parking": Topic(
        "Where can I park?|Where do I leave my car?|What does parking cost?|How much is parking?|What about parking?",
        "Can I park there?|Is there parking?|Do you have a car park?|Is there a place for my car?|Are there parking spaces?|Can I come by car and park?",
        (
            Case(
                "Parking costs {v} a day.|Parking is {v} a day.|We have a car park, it costs {v} a day.",
                "Parking: {v} a day",
                "parking costs {v} a day.",
                "Yes",
            ),
            Case(
                "Parking is free behind the house.|There is free parking behind the house.|Guests park for free behind the house.",
                "Parking: free, behind the house",
                "parking is free behind the house.",
                "Yes",
            ),
            Case(
                "There is no parking.|We have no parking spaces.|There are no parking spaces.",
                "Parking: none|No parking",
                "there is no parking.",
                "No",
            ),
        ),
        "price",
    ),
    "payment": Topic(
        "How can I pay?|What kinds of payment do you take?|How do I pay?|Which ways of payment do you accept?|What's the way to pay?",
        "Can I pay by card?|Do you take cards?|Do you accept credit cards?|Is it okay to pay by card?|Can I use my credit card?|Is paying with a card possible?",
        (
            Case(
                "We accept cash only.|Payment is in cash only.|We only take cash.|Cash only.",
                "Payment: cash only",
                "we accept cash only.",
                "No",
            ),
            Case(
                "We accept cash and cards.|You can pay in cash or by card.|Cards are accepted.",
                "Payment: cash and card",
                "we accept cash and cards.",
                "Yes",
            ),
            Case(
                "Payment is by card only.|We take cards only, no cash.|Only cards are accepted.",
                "Payment: card only",
                "we take cards only.",
                "Yes",
            ),
        ),
    ),
    "booking": Topic(
        "How do I book?|How can I make a reservation?|How do I get an appointment?",
        "Do I need a reservation?|Do I have to book?|Should I make a reservation?|Is it necessary to book ahead?|Do I need an appointment?|Can I come without a booking?",
        (
            Case(
                "Booking is done by phone.|Reservations are made by phone.|Please book by phone.",
                "Booking: by phone",
                "booking is done by phone.",
            ),
            Case(
                "Bookings are made on the website.|Please book on the website.|Reservations only on the website.",
                "Booking: on the website",
                "bookings are made on the website.",
            ),
        ),
    ),
    "smoking": Topic(
        "Where can I smoke?|What's the rule about smoking?|What about smoking?",
        "Can I smoke there?|Is smoking allowed?|May I smoke?|Can I have a cigarette inside?",
        (
            Case(
                "Smoking is not allowed.|No smoking.|Smoking is forbidden.",
                "Smoking: not allowed",
                "smoking is not allowed.",
                "No",
            ),
            Case(
                "Smoking is allowed on the terrace.|Guests may smoke on the terrace.|You may smoke on the terrace.",
                "Smoking: on the terrace",
                "smoking is allowed on the terrace.",
                "Yes",
            ),
        ),
    ),
    "photos": Topic(
        "What's the rule about photos?|What about taking pictures?",
        "Can I take photos?|Are photos allowed?|May I take pictures?|Is it okay to film?|Can I take a picture inside?",
        (
            Case(
                "Photos are not allowed.|Taking photos is forbidden.|No photos, please.",
                "Photos: not allowed",
                "photos are not allowed.",
                "No",
            ),
            Case(
                "Photos are allowed without flash.|You may take photos without flash.",
                "Photos: without flash",
                "photos are allowed without flash.",
                "Yes",
            ),
        ),
    ),
    "wheelchair": Topic(
        "How do I get in with a wheelchair?|What about wheelchairs?",
        "Is it wheelchair accessible?|Can I come in a wheelchair?|Is there a ramp?|Can my grandmother come in her wheelchair?|Is there access for wheelchairs?",
        (
            Case(
                "There is a ramp at the back entrance.|Wheelchairs come in by a ramp at the back entrance.|A ramp for wheelchairs is at the back entrance.",
                "Wheelchairs: ramp at the back entrance",
                "there is a ramp at the back entrance.",
                "Yes",
            ),
            Case(
                "There is no wheelchair access.|We have no access for wheelchairs, only stairs.",
                "Wheelchairs: no access",
                "there is no wheelchair access.",
                "No",
            ),
        ),
    ),
    "toilets": Topic(
        "Where are the toilets?|Where is the bathroom?|Where's the restroom?|Where can I wash my hands?|Where do I find a toilet?",
        "Do you have a toilet?|Is there a restroom?",
        (
            Case(
                "The toilets are {v}.|You find the toilets {v}.|Toilets are {v}.|The restrooms are {v}.",
                "Toilets: {v}",
                "the toilets are {v}.",
                "Yes",
            ),
        ),
        "inside",
    ),
    "delivery": Topic(
        "What does delivery cost?|How much is delivery?|What about delivery?",
        "Do you deliver?|Can you deliver it?|Is there a delivery service?|Can I have it sent home?|Do you bring it to my house?",
        (
            Case(
                "Delivery costs {v}.|We deliver for {v}.|We deliver, the fee is {v}.",
                "Delivery: {v}",
                "delivery costs {v}.",
                "Yes",
            ),
            Case(
                "We do not deliver.|There is no delivery.|No delivery.",
                "Delivery: none",
                "we do not deliver.",
                "No",
            ),
            Case(
                "Delivery is free in the city.|We deliver for free in the city.",
                "Delivery: free in the city",
                "delivery is free in the city.",
                "Yes",
            ),
        ),
        "price",
    ),
    "returns": Topic(
        "How long can I return things?|What's your return policy?|Within how many days can I bring it back?",
        "Can I return it?|Can I give it back?|Is it possible to return things?|May I bring it back if I don't like it?",
        (
            Case(
                "Returns are possible within {v} days.|You can return things within {v} days.|Goods may be returned within {v} days.",
                "Returns: within {v} days",
                "returns are possible within {v} days.",
                "Yes",
            ),
            Case(
                "There are no returns.|Goods cannot be returned.|We do not take goods back.",
                "Returns: none",
                "goods cannot be returned.",
                "No",
            ),
        ),
        "days",
    ),
    "discount": Topic(
        "What discount do students get?|How much off do students get?|What about students?",
        "Is there a discount for students?|Do students pay less?|I'm a student, do I get a discount?|Do you have a student discount?",
        (
            Case(
                "Students get {v} percent off.|There is a discount of {v} percent for students.|For students everything is {v} percent cheaper.",
                "Students: {v} percent off",
                "students get {v} percent off.",
                "Yes",
            ),
            Case(
                "There are no discounts.|We give no discounts.",
                "Discounts: none",
                "there are no discounts.",
                "No",
            ),
        ),
        "percent",
    ),
    "children": Topic(
        "What do children pay?|How much is it for children?|What about kids?",
        "Do children pay?|Is it free for kids?|Can I bring my kids?|Are children welcome?",
        (
            Case(
                "Children under {v} come in free.|Entry is free for children under {v}.|Kids under {v} do not pay.",
                "Children under {v}: free",
                "children under {v} come in free.",
            ),
        ),
        "years",
    ),
    "vegan": Topic(
        "What do you have for vegans?|What can vegans eat?",
        "Do you have anything vegan?|Is there vegan food?|Can vegans eat there?|Do you have vegan dishes?|I'm vegan, is there something for me?",
        (
            Case(
                "We have vegan {v}.|There is vegan {v}.|Vegans can have our {v}.",
                "Vegan: {v}",
                "we have vegan {v}.",
                "Yes",
            ),
            Case(
                "There is nothing vegan.|We have no vegan food.",
                "Vegan: nothing",
                "we have nothing vegan.",
                "No",
            ),
        ),
        "vegan",
    ),
    "luggage": Topic(
        "Where can I leave my luggage?|Where do I put my bags?|What about my suitcase?",
        "Can I leave my luggage?|Can you look after my bags?|Is there a place for my suitcase?|May I store my bags with you?",
        (
            Case(
                "Luggage can be left {v}.|Bags can be stored {v}.|You can leave your luggage {v}.",
                "Luggage: {v}",
                "luggage can be left {v}.",
                "Yes",
            ),
        ),
        "inside",
    ),
    "bus": Topic(
        "Which bus goes there?|How do I get there by bus?|What bus do I take?|Which line stops at your place?|How do I come without a car?",
        "Is there a bus?|Can I come by bus?|Does a bus stop there?",
        (
            Case(
                "Bus {v} stops outside.|Take bus {v}, it stops outside.|The number {v} bus stops at the door.",
                "Bus: {v}",
                "bus {v} stops outside.|take bus {v}.",
                "Yes",
            ),
        ),
        "bus",
    ),
    "founded": Topic(
        "How old is your place?|When was it founded?|Since when do you exist?|When did you open the business?|In which year was it founded?",
        "",
        (
            Case(
                "We were founded in {v}.|We have been here since {v}.|The house was founded in {v}.",
                "Founded: {v}|Since {v}",
                "We were founded in {v}.",
            ),
        ),
        "year",
    ),
    "event": Topic(
        "What's on this week?|Which event is coming up?|What events do you have?|What's the next event?|Is anything special on, and when?",
        "Do you have events?|Is there something special coming up?",
        (
            Case(
                "There is {v} on {w}.|On {w} there is {v}.|Next event: {v} on {w}.",
                "Event: {v} on {w}",
                "there is {v} on {w}.",
                "Yes",
            ),
        ),
        "event weekday",
    ),
    "minimum age": Topic(
        "How old do you have to be?|What's the minimum age?|From what age can you come?|Which age limit is there?",
        "Is there an age limit?|Is there a minimum age?",
        (
            Case(
                "The minimum age is {v}.|Guests must be at least {v} years old.|You have to be {v} or older.",
                "Minimum age: {v}",
                "the minimum age is {v}.",
                "Yes",
            ),
        ),
        "years",
    ),
    "gift cards": Topic(
        "Where can I get a gift card?|What about gift cards?",
        "Do you have gift cards?|Can I buy a voucher?|Do you sell gift vouchers?|Are there gift cards?",
        (
            Case(
                "Gift cards are sold at the counter.|We sell gift cards at the counter.|You get gift cards at the counter.",
                "Gift cards: at the counter",
                "gift cards are sold at the counter.",
                "Yes",
            ),
            Case(
                "We do not sell gift cards.|There are no gift cards.",
                "Gift cards: none",
                "we do not sell gift cards.",
                "No",
            ),
        ),
    ),
    "email": Topic(
        "What's your email address?|Where can I write to you?|Which address can I send an email to?|What is your mail address?",
        "Can I write you an email?|Do you have an email address?",
        (
            Case(
                "Our email address is {v}.|Write to {v}.|Emails go to {v}.",
                "Email: {v}",
                "our email address is {v}.",
                "Yes",
            ),
        ),
        "email",
    ),
    "holidays": Topic(
        "When are you on holiday?|In which month are you closed?|When is your summer break?|When do you have your holidays?",
        "Are you closed for the holidays?|Do you close for a break?",
        (
            Case(
                "We are on holiday in {v}.|In {v} we are closed for the holidays.|Our holidays are in {v}.",
                "Holidays: {v}",
                "we are on holiday in {v}.",
                "Yes",
            ),
        ),
        "month",
    ),
    "languages": Topic(
        "Which languages do you speak?|What languages does the staff speak?|In what languages can we talk?",
        "Does anybody speak {v}?|Do you speak {v}?|Is there somebody who speaks {v}?",
        (
            Case(
                "The staff speak {v} and {w}.|We speak {v} and {w}.|Our staff speaks {v} and {w}.",
                "Languages: {v}, {w}",
                "we speak {v} and {w}.",
                "Yes",
            ),
        ),
        "language language",
    ),
}

STAY: Final[dict[str, Topic]] = {
    "breakfast": Topic(
        "When is breakfast?|What time is breakfast?|At what time can I have breakfast?|Until when can I get breakfast?|When do you serve breakfast?",
        "Is there breakfast?|Do you serve breakfast?|Can I have breakfast there?",
        (
            Case(
                "Breakfast is from {v} to {w}.|Breakfast is served from {v} to {w}.|We serve breakfast from {v} to {w}.",
                "Breakfast: {v} to {w}",
                "breakfast is from {v} to {w}.",
                "Yes",
            ),
        ),
        "open shut",
    ),
    "check-in": Topic(
        "When is check-in?|From when can I check in?|What time can I get my room?|When can I have the room?|How early can I check in?",
        "",
        (
            Case(
                "Check-in is from {v}.|Check-in starts at {v}.|Guests can check in from {v}.",
                "Check-in: from {v}",
                "Check-in is from {v}.",
            ),
        ),
        "shut",
    ),
    "check-out": Topic(
        "When is check-out?|Until when do I have to check out?|What time do I have to leave the room?|How late can I check out?|When do I have to be out?",
        "",
        (
            Case(
                "Check-out is at {v}.|Check-out is until {v}.|Guests check out by {v}.",
                "Check-out: {v}",
                "Check-out is at {v}.",
            ),
        ),
        "open",
    ),
    "pool": Topic(
        "Where is the pool?|Where can I swim?|Where do I find the swimming pool?",
        "Do you have a pool?|Is there a swimming pool?|Can I go swimming?|Have you got a pool?",
        (
            Case(
                "The swimming pool is {v}.|There is a swimming pool {v}.|Guests can swim in the pool {v}.",
                "Pool: {v}",
                "the swimming pool is {v}.",
                "Yes",
            ),
            Case(
                "There is no swimming pool.|We have no pool.",
                "Pool: none",
                "there is no swimming pool.",
                "No",
            ),
        ),
        "inside",
    ),
    "gym": Topic(
        "Where is the gym?|Where can I work out?|Where's the fitness room?",
        "Do you have a gym?|Is there a gym?|Can I work out somewhere?|Is there a fitness room?",
        (
            Case(
                "The gym is {v}.|There is a gym {v}.|The fitness room is {v}.",
                "Gym: {v}",
                "the gym is {v}.",
                "Yes",
            ),
            Case("There is no gym.|We have no gym.", "Gym: none", "there is no gym.", "No"),
        ),
        "inside",
    ),
    "quiet": Topic(
        "When does it have to be quiet?|From when are the quiet hours?|What are the quiet hours?",
        "Are there quiet hours?|Do I have to be quiet at night?",
        (
            Case(
                "Quiet hours begin at {v}.|Please be quiet after {v}, that is when quiet hours begin.",
                "Quiet hours: from {v}",
                "quiet hours begin at {v}.",
                "Yes",
            ),
        ),
        "shut",
    ),
}
"""Of places to sleep at."""
STAYS: Final = frozenset(("hotel", "hostel", "campsite", "guest house"))
FOOD: Final = frozenset(
    ("cafe", "restaurant", "pizzeria", "bakery", "ice cream parlour", "brewery", "hotel", "cinema")
)
GOODS: Final = frozenset(
    (
        "bookshop",
        "flower shop",
        "bike shop",
        "toy shop",
        "farm shop",
        "garden centre",
        "print shop",
        "bakery",
        "pizzeria",
        "pharmacy",
        "laundry",
    )
)
ENTRY: Final = frozenset(
    (
        "museum",
        "zoo",
        "cinema",
        "theatre",
        "swimming pool",
        "gym",
        "climbing hall",
        "spa",
        "boat rental",
        "escape room",
        "bowling alley",
    )
)
ONLY: Final[dict[str, frozenset[str]]] = {
    "vegan": FOOD,
    "delivery": GOODS,
    "returns": GOODS,
    "children": ENTRY,
    "minimum age": ENTRY,
    "discount": ENTRY | {"library", "language school", "hair salon"},
    "luggage": STAYS | ENTRY,
    "photos": ENTRY,
}
"""Topics that only some kinds have."""
INSIDE: Final = items(
    "on the ground floor|on the first floor|on the second floor|in the cellar|next to the entrance|behind the counter|at the end of the hall"
    "|in the courtyard|opposite the lift|beside the stairs|on the roof|to the left of the door|to the right of the desk|in the garden"
    "|under the stairs|at the reception|behind the bar|on the top floor|in the back building|next to the cloakroom"
)
EVENTS: Final = items(
    "a jazz concert|a quiz night|a wine tasting|a poetry reading|a children's workshop|a flea market|a cooking class|a film night|a garden party"
    "|a book fair|a lantern walk|an open day|a chess evening|a pottery class|a bake sale|a puppet show|a dance night|a lecture on bees|a repair cafe"
    "|a karaoke night|a winter market|a photo show"
)
VEGAN: Final = items(
    "soup|cake|curry|burgers|sandwiches|pizza|lasagna|pancakes|ice cream|stew|salads|muffins|waffles|sausages"
)
ROLES: Final = (
    "You are {a}, the assistant of {b}.",
    "You are the assistant of {b}.",
    "You answer the phone at {b}.",
    "You are {a} from {b}, a {k}.",
    "You are the voice assistant of {b}, a {k}.",
    "Your name is {a}. You work for {b}.",
    "You help the guests of {b}, a {k}.",
    "You are {a}, a friendly voice at {b}.",
    "You speak for {b}, a {k}. Your name is {a}.",
    "This is {b}, a {k}. You talk to callers.",
    "You take calls for {b}.",
    "Act as {a}, who works at the {k} {b}.",
    "You are a voice assistant for a {k} called {b}.",
)
MANNERS: Final = (
    "Keep answers short.",
    "Be friendly.",
    "Answer in one sentence.",
    "Be polite.",
    "Keep your answers short and friendly.",
    "Speak simply.",
    "Never talk about politics.",
    "Be helpful and brief.",
    "Do not use lists.",
    "Stay calm with angry callers.",
    "Only answer what you are asked.",
    "Help people as well as you can.",
)
PRICE_STATES: Final = (
    "A {i} costs {v}.",
    "A {i} is {v}.",
    "The price of a {i} is {v}.",
    "We charge {v} for a {i}.",
    "You pay {v} for a {i}.",
    "For a {i} we take {v}.",
)
PRICE_TERSE: Final = ("{I}: {v}", "{I} {v}", "{I} - {v}")
PRICE_ASKS: Final = (
    "How much is a {i}?",
    "What does a {i} cost?",
    "How much does a {i} cost?",
    "What's the price of a {i}?",
    "How much do I pay for a {i}?",
    "How expensive is a {i}?",
    "What do you charge for a {i}?",
    "I'd like a {i}. What does it cost?",
    "Tell me the price of a {i}.",
    "What would I pay for a {i}?",
    "How much do you want for a {i}?",
    "What's a {i} at your place?",
    "And a {i}, how much is it?",
)
PRICE_FOLLOWS: Final = (
    "And a {i}?",
    "And how much is a {i}?",
    "What about a {i}?",
    "And what does a {i} cost?",
    "And the {i}?",
)
UNKNOWN: Final = (
    "I don't know, I wasn't told that.",
    "I'm sorry, I don't know that.",
    "I'm sorry, I don't know. I wasn't told that.",
    "I don't know that, I wasn't told.",
    "Sorry, I don't know that. I wasn't told.",
)
CHATS: Final = (
    ("Hello.", "Hello! How can I help you?"),
    ("Hi there.", "Hi! What can I do for you?"),
    ("Good morning.", "Good morning! How can I help?"),
    ("Good evening.", "Good evening! What can I do for you?"),
    ("Thank you.", "You're welcome."),
    ("Thanks, that helps.", "You're welcome. Anything else?"),
    ("Okay, great.", "Is there anything else you would like to know?"),
    ("I have a question.", "Of course, go ahead."),
    ("Can you help me?", "Of course. What would you like to know?"),
    ("Perfect.", "Glad I could help."),
)
