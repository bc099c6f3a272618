"""What a shop, a practice or a house says of itself in running prose, and what callers ask in words of their own.

A topic has kinds of question (what is sought, ways to ask) and cases (ways to state it, a pattern of its gist, the
answer to each kind that it answers). A kind without an answer is not known, though the rest of the topic is.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Ask(NamedTuple):
    """One thing that may be asked."""

    seek: str
    """As in "I don't know …"."""
    asks: str


class Way(NamedTuple):
    """How it may be, and what that answers."""

    states: str
    gist: str
    says: dict[str, str]


class Desk(NamedTuple):
    """A topic."""

    asks: dict[str, Ask]
    ways: tuple[Way, ...]


HOUSES: Final = (
    "{n} Bakery|the bakery {n}|{n} Cafe|the restaurant {n}|{n} Dental|the hair salon {n}|{n} Books|the {n} Museum|Hotel {n}|the {n} Guest House"
    "|{n} Flowers|{n} Bikes|the vet's practice {n}|the pottery {n}|{n} Tailors|the boat yard {n}|the {n} Farm|{n} Baths|the repair shop {n}|the inn {n}"
)
ROLES: Final = (
    "You answer the phone at {b}.|You are {a} at {b}.|You work at {b} and talk to callers.|You are {a}, the voice of {b}.|You help the guests of {b}."
    "|This is {b}, and you are {a}.|You speak for {b}.|You take calls for {b}."
)
MANNERS: Final = ("Keep it short.", "Be friendly.", "One sentence is enough.", "Be warm and brief.")

DESKS: Final[dict[str, Desk]] = {
    "hours": Desk(
        {
            "open": Ask("when we open", "What time do you open?|When do you open?|How early can I come?|From when are you there?|When do you unlock the door?|At what time do you start?"),
            "close": Ask("when we close", "What time do you close?|How late can I come?|Until when are you open?|When do you shut?|How long are you there in the evening?|What's your closing time?|By when do I have to be there?|When do you go home?"),
            "hours": Ask("our opening hours", "What are your opening hours?|What are your hours?|From when to when are you open?|At what times can I come by?"),
        },
        (
            Way("We open at {v} and close at {w}.|The doors open at {v} and close at {w}.|We are open from {v} to {w}.|It opens at {v} and closes at {w}.|From {v} until {w} we are here.|Opening hours are {v} to {w}.", "", {"open": "We open at {v}.", "close": "We close at {w}.|We are open until {w}.", "hours": "We are open from {v} to {w}."}),
            Way("We close at {w}.|It closes at {w}.|We shut at {w} sharp.", "", {"close": "We close at {w}.", "hours": "We close at {w}, that's all I was told."}),
            Way("We open at {v}.|It opens at {v} in the morning.|The doors open at {v}.", "", {"open": "We open at {v}.", "hours": "We open at {v}, that's all I was told."}),
        ),
    ),
    "days": Desk(
        {
            "which": Ask("on which days we are closed", "Which day are you closed?|On what day do you rest?|What day are you not there?|Which days are you closed?|When is your day off?|On which day should I not come?"),
            "rest": Ask("if we are open on {D}", "Are you open on {D}?|Can I come on {D}?|Are you there on {D}s?|Do you work on {D}s?|Is it open on {D}?|Could I drop by on {D}?"),
            "other": Ask("if we are open on {O}", "Are you open on {O}?|Are you still open on {O} afternoon?|Can I come on {O} morning?|Do you open on {O}s?|Would {O} work?|Could I drop by on {O}?"),
        },
        (
            Way("We are closed on {D}s.|{D} is our day off.|It is closed on {D}s.|We rest on {D}s.|Every day but {D} we are here.", "{D}", {"which": "We are closed on {D}s.", "rest": "No, we are closed on {D}s.", "other": "Yes, we are only closed on {D}s."}),
            Way("We are open every day of the week.|We are open seven days a week.|It is open every day.", "every day", {"which": "We are open every day.", "rest": "Yes, we are open every day.", "other": "Yes, we are open every day."}),
        ),
    ),
    "dogs": Desk(
        {"yn": Ask("if dogs are allowed", "Can I bring my dog?|Are dogs allowed?|May my dog come in?|Is it all right if I come with my dog?|Do you take dogs?")},
        (
            Way("Dogs are welcome.|We love dogs, bring yours along.|Dogs may come in.|Guests may bring their dogs.", "welcome", {"yn": "Yes, dogs are welcome."}),
            Way("Dogs have to wait outside.|We can't let dogs in.|No dogs inside.|Dogs are not allowed.", "not allowed|outside", {"yn": "No, dogs are not allowed inside."}),
        ),
    ),
    "breakfast": Desk(
        {
            "in": Ask("if breakfast is included", "Is breakfast included?|Does the price include breakfast?|Is breakfast part of the price?|Does breakfast come with it?"),
            "cost": Ask("what breakfast costs", "What does breakfast cost?|How much is breakfast?|How much do you charge for breakfast?|What would I pay for breakfast?"),
        },
        (
            Way("Breakfast is included.|The price includes breakfast.|Breakfast comes with the room.", "included", {"in": "Yes, breakfast is included in the price.", "cost": "Breakfast is included in the price."}),
            Way("Breakfast costs {m} extra.|Breakfast is not included, it costs {m}.|We charge {m} for breakfast.", "", {"in": "No, breakfast costs {m} extra.", "cost": "Breakfast costs {m}."}),
        ),
    ),
    "ahead": Desk(
        {
            "long": Ask("how long ahead to order", "How long ahead do I have to order?|How far in advance should I order?|How early must I tell you what I want?|How much notice do you need?"),
            "today": Ask("if you can order for the same day", "Can I order one for today?|Could I have it today if I order now?|Is it possible to get it this afternoon?|Can you make one for me right now?|Do you do same day orders?"),
        },
        (
            Way("Orders must be placed {k} ahead.|Special orders take {k}.|Please order {k} ahead.|We need {k} notice for orders.", "", {"long": "Please order {k} ahead.|We need {k} for an order.", "today": "I'm sorry, orders have to be placed {k} ahead."}),
        ),
    ),
    "deposit": Desk(
        {
            "much": Ask("how much to pay ahead", "How much is the deposit?|How much do I have to leave?|What do I pay up front?|How much do you want in advance?|What sum do I pay beforehand?"),
            "yn": Ask("if there is a deposit", "Do I have to pay a deposit?|Do I pay something in advance?|Is there a deposit?|Do you want money up front?|Must I pay anything beforehand?"),
        },
        (
            Way("We take a deposit of {m}.|There is a deposit of {m}.|Customers leave {m} as a deposit.|A deposit of {m} is due on booking.", "", {"much": "The deposit is {m}.", "yn": "Yes, there is a deposit of {m}."}),
            Way("We take no deposit.|There is no deposit.|Nobody has to pay in advance.", r"\bno", {"much": "There is no deposit.", "yn": "No, there is no deposit."}),
        ),
    ),
    "cards": Desk(
        {
            "card": Ask("if you can pay by card", "Can I pay by card?|Do you take cards?|Is my credit card all right?|Do you accept plastic?|I only have a card with me, is that okay?"),
            "cash": Ask("if you can pay in cash", "Can I pay in cash?|Do you take cash?|Is cash all right?|I only have coins and notes, is that okay?|Do you still accept cash?"),
            "how": Ask("how to pay", "How can I pay?|What's the way to pay?|How do you want your money?|In which ways can I pay?"),
        },
        (
            Way("We take cash only.|We only take cash.|Payment is in cash.", "cash", {"card": "No, we only take cash.", "cash": "Yes, we only take cash.", "how": "You can pay in cash only."}),
            Way("We take cards only.|We don't take cash, only cards.|Payment is by card only.", "card", {"card": "Yes, we only take cards.", "cash": "No, we only take cards.", "how": "You can pay by card only."}),
            Way("We take cash and cards.|You can pay in cash or by card.|Cash and cards are both fine.", "cash|card", {"card": "Yes, we take cards and cash.", "cash": "Yes, we take cash and cards.", "how": "You can pay in cash or by card."}),
        ),
    ),
    "parking": Desk(
        {
            "where": Ask("where you can park", "Where can I park?|Where do I leave the car?|Where should I put my car?|Where is your car park?"),
            "yn": Ask("if there is parking", "Is there parking?|Can I park there?|Do you have parking spaces?|Do you have a place for my car?"),
        },
        (
            Way("You can park behind the building.|Parking is behind the building.|There are parking spaces behind the building.", "behind", {"where": "You can park behind the building.", "yn": "Yes, you can park behind the building."}),
            Way("There is no parking here.|We have no parking spaces.|Guests can't park here.", r"\bno\b", {"where": "I'm sorry, we have no parking.", "yn": "No, we have no parking."}),
            Way("Guests park in the yard.|Parking is in the yard.|You can park in our yard.", "yard", {"where": "You can park in our yard.", "yn": "Yes, you can park in our yard."}),
        ),
    ),
    "delivery": Desk(
        {
            "yn": Ask("if we deliver", "Do you deliver?|Can you bring it to my house?|Could you send it to me?|Do you bring things home?|Is there a delivery service?"),
            "cost": Ask("what delivery costs", "What does delivery cost?|How much is it to have it brought?|How much do you charge for bringing it?|What do I pay for delivery?"),
        },
        (
            Way("We deliver for {m}.|Delivery costs {m}.|We bring orders home for {m}.", "", {"yn": "Yes, we deliver for {m}.", "cost": "Delivery costs {m}."}),
            Way("We don't deliver.|There is no delivery.|Everything has to be picked up.", "don't|pick", {"yn": "No, we don't deliver.", "cost": "We don't deliver, I'm sorry."}),
        ),
    ),
    "last": Desk(
        {"last": Ask("when the last orders are", "When are the last orders?|Until when can I order?|How late can I still order something?|When does the kitchen close?|By when do I have to order food?")},
        (Way("Last orders are at {l}.|The kitchen closes at {l}.|We take the last orders at {l}.", "", {"last": "The last orders are at {l}."}),),
    ),
    "book": Desk(
        {"yn": Ask("if you have to book", "Do I have to book?|Can I just come by?|Do I need an appointment?|Is it all right to come without booking?|Should I reserve?")},
        (
            Way("We only see people with an appointment.|Visits are by appointment only.|Nobody is seen without an appointment.", "appointment", {"yn": "You need an appointment, please."}),
            Way("No booking is needed.|Just come in, we take no bookings.|Nobody has to book.", "no booking|just come", {"yn": "You can just come in, no booking is needed."}),
        ),
    ),
    "cancel": Desk(
        {"until": Ask("until when you can cancel", "Until when can I cancel?|How late can I still cancel?|What if I can't come, when must I tell you?|By when do I have to call it off?|When is the last moment to cancel?")},
        (Way("Cancelling is free until {k} before.|Please cancel at least {k} before.|You can cancel up to {k} before.", "", {"until": "You can cancel up to {k} before."}),),
    ),
    "wheels": Desk(
        {"yn": Ask("if there are steps", "Can I get in with a wheelchair?|Is it all right for a wheelchair?|My father uses a wheelchair, can he come in?|Are there stairs?|Can I come in with a pram?")},
        (
            Way("There are no steps, wheelchairs get in easily.|The entrance has no steps.|The way in has no stairs.", "no steps", {"yn": "There are no steps, it's easy to get in."}),
            Way("There are {q} steps at the door.|The entrance has {q} steps.|{Q} steps lead up to the door.", "{q}", {"yn": "I'm sorry, there are {q} steps at the door."}),
        ),
    ),
    "kids": Desk(
        {"pay": Ask("what children pay", "What do children pay?|Do kids pay too?|How much is it for my daughter?|Is it free for children?|What's the price for a child?")},
        (
            Way("Children pay {m}.|A child pays {m}.|For children it is {m}.", "", {"pay": "Children pay {m}."}),
            Way("Children come in free.|Children pay nothing.|It is free for children.", "free", {"pay": "It's free for children."}),
        ),
    ),
    "lunch": Desk(
        {"yn": Ask("if we are there at lunchtime", "Are you there at lunchtime?|Do you take a lunch break?|Can I come in my lunch break?|Are you open at noon?|Do you close over lunch?")},
        (
            Way("We close for lunch from twelve to one.|From twelve to one we are at lunch.|Between twelve and one it is closed.", "twelve", {"yn": "We are closed for lunch from twelve to one."}),
            Way("We stay open over lunch.|There is no lunch break.|We are open at lunchtime too.", "open", {"yn": "We stay open over lunch."}),
        ),
    ),
}  # fmt: skip
