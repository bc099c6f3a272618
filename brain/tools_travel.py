"""Functions of travelling, shopping, banking, and of those who answer the telephone."""

from __future__ import annotations

from typing import Final

from brain.tools_acts import Act

ACTS: Final = (
    Act(
        names="search flights | find flights | flight search | search flight", can="search for flights", about="Search flights between two cities on a day. | Finds flights.", takes="origin=city destination=city day~", kin="journey",
        says="""Find a flight from {origin} to {destination} {day}. | Search flights from {origin} to {destination} {day}. | Are there flights from {origin} to {destination} {day}? | I want to fly from {origin} to {destination} {day}. | Look for flights from {origin} to {destination} {day}, please. | Show me planes from {origin} to {destination} {day}.
I want to fly to {destination}. | Find a flight. | Search a flight from {origin}. | Find me a flight to {destination} {day}. | How do I get from {origin} to {destination} by plane {day}?""",
        done="I found no flights.", gives="airline=airline departs=clock price_eur=price -> {airline} flies at {departs} for {price_eur} euros. | There's a flight with {airline} at {departs} for {price_eur} euros.\nflights=few cheapest_eur=price -> There are {flights} flights, the cheapest costs {cheapest_eur} euros.", empty="I found no flights from {origin} to {destination}. | There are no flights.",
        asks="""departs | When does it leave? | It leaves at {departs}.
price_eur | How much is it? | It costs {price_eur} euros.
duration | And how long does it take? | It takes {duration}.""", again="And {day}? | What about {day}? | And to {destination}? | How about {day}?", back="Find me a flight from {origin} to {destination:it} {day}.",
        topics="""I'm afraid of flying. -> Many people are. It helps to breathe slowly.
My last flight was so bumpy. -> That must have been unpleasant.
I always take a window seat. -> The view is nice up there.""",
    ),
    Act(
        names="flight status | check flight | get flight status | flight info", can="check flights", about="Status of a flight by its number. | Is a flight on time?", takes="flight=code",
        says="""Is flight {flight} on time? | What's the status of flight {flight}? | Check flight {flight}. | When does flight {flight} land? | Has {flight} taken off? | Tell me about flight {flight}, please.
Is my flight on time? | Check a flight for me. | When does the plane land? | I'm picking someone up from flight {flight}, is it late?""", done="I have no news of flight {flight}.", gives="status:delayed minutes=minutes_left -> Flight {flight} is {minutes} minutes late.\nstatus:on_time gate=gate -> Flight {flight} is on time, at gate {gate}. | It's on time, the gate is {gate}.\nlands_at=clock terminal=few -> It lands at {lands_at} in terminal {terminal}.", asks="gate | Which gate is it? | It's gate {gate}.\nterminal | Which terminal? | Terminal {terminal}.", again="And {flight}? | What about {flight}? | And flight {flight}?", back="Is {flight:it} on time? | When does {flight:it} land? | Check whether {flight:it} is late.",
    ),
    Act(
        names="book flight | flight booking | reserve flight | buy flight", can="book flights", about="Book seats on a flight. | Books flights.", takes="flight=code passengers=count class?", opposite="cancel booking", kin="journey",
        says="""Book flight {flight} for {passengers} people. | Book {passengers} seats on flight {flight}. | I'd like {passengers} seats on {flight}. | Reserve {passengers} seats on flight {flight}, please. | Get us {passengers} tickets for flight {flight}. | {passengers} seats in {class} on flight {flight}, please.
Book flight {flight}. | Book a flight. | I want to book a flight for {passengers} people. | Buy plane tickets, please. | Put {passengers} of us on flight {flight}.""", done="Flight {flight} is booked for {passengers}. | Done, I've booked {passengers} seats.", gives="booking_code=code total_eur=price -> It's booked, the code is {booking_code} and it costs {total_eur} euros.\nbooking.code=code -> Your booking code is {code}.", asks="booking_code | What was the code? | The code is {booking_code}.\ntotal_eur | How much is it? | It costs {total_eur} euros.", again="Make it {passengers}. | And {flight}, too. | No, {passengers} seats.",
    ),
    Act(
        names="cancel booking | booking cancel | delete booking", can="cancel bookings", about="Cancel a booking by its code. | Cancels bookings.", takes="booking=code", opposite="book flight",
        says="""Cancel booking {booking}. | Cancel my booking {booking}, please. | I can't travel, cancel {booking}. | Please cancel the reservation {booking}. | Undo booking {booking}. | I don't need booking {booking} any more.
Cancel my booking. | I want to cancel my trip. | I have to cancel something. | Our plans fell through, the booking is {booking}.""", done="Booking {booking} is cancelled. | Done, it's cancelled.", gives="status:cancelled refund_eur=price -> It's cancelled, and you get {refund_eur} euros back.\nfee_eur=price -> It's cancelled, the fee is {fee_eur} euros.", asks="refund_eur | How much do I get back? | You get {refund_eur} euros back.", again="And {booking}. | {booking}, too. | Also {booking}.", back="Cancel {booking:it}, please. | I have to cancel {booking:that one}. | Please cancel {booking:that}.",
    ),
    Act(
        names="search trains | find train | train search | train connections", can="look up trains", about="Find a train between two cities. | Train times.", takes="origin=city destination=city time?", kin="journey",
        says="""Find a train from {origin} to {destination}. | When is the next train from {origin} to {destination}? | Is there a train from {origin} to {destination} at {time}? | I have to take the train from {origin} to {destination}. | Trains from {origin} to {destination}, please. | Look up a train from {origin} to {destination} around {time}.
When is the next train? | Find a train to {destination}. | I need a train. | When do trains leave from {origin}? | By rail from {origin} to {destination}, when can I go?""",
        done="I found no train.", gives="departs=clock platform=platform -> The next train leaves at {departs} from platform {platform}. | It leaves at {departs} from platform {platform}.\ntrain.departs=clock train.arrives=clock -> It leaves at {departs} and arrives at {arrives}.", empty="I found no train from {origin} to {destination}. | There is no train.", asks="""platform | Which platform? | Platform {platform}.
arrives | When does it arrive? | At {arrives}.
price | And how much is the ticket? | It costs {price} euros.""", again="And to {destination}? | And from {origin}? | What about to {destination}?",
        topics="""The train was late again. -> How annoying.
I love night trains. -> They have something special.
My grandfather was a train driver. -> What an interesting job.""",
    ),
    Act(
        names="call taxi | order taxi | book taxi | taxi request", can="call taxis", about="Order a taxi to a place. | Taxi.", takes="place time?", clash="ride",
        says="""Call me a taxi to {place}. | Order a taxi to {place} at {time}. | I need a taxi to {place}. | A cab to {place}, please. | Get me a taxi to {place} for {time}. | Send a taxi, I have to go to {place}.
Call a taxi. | I need a taxi. | Order me a cab, please. | I need a taxi at {time}. | Somebody must drive me to {place}, get a cab.""", done="A taxi to {place} is on its way. | Done, your taxi is coming.", gives="arrives_in_minutes=minutes_left -> Your taxi comes in {arrives_in_minutes} minutes. | The taxi needs {arrives_in_minutes} minutes.\ncar=code eta=clock -> The taxi {car} is here at {eta}.\ndriver=person price_eur=price -> {driver} is coming, the ride costs {price_eur} euros.", asks="price_eur | How much is it? | It costs {price_eur} euros.\narrives_in_minutes | When is it here? | In {arrives_in_minutes} minutes.", again="Rather to {place}. | And one to {place}. | No, to {place}.", back="Get me a taxi {place:there}. | Order a cab to {place:that place}. | Call a taxi that takes me {place:there}.",
        topics="""Taxis are so expensive here. -> Yes, it adds up.
The taxi driver was so funny. -> That makes a good ride.
I'd rather walk. -> Walking is healthy.""",
    ),
    Act(
        names="navigate | start navigation | navigate to | get directions | route to", can="show the way", about="Start navigation to a place. | Shows the way.", takes="place",
        says="""Take me to {place}. | How do I get to {place}? | Navigate to {place}. | Show me the way to {place}. | Directions to {place}, please. | Where is {place}? Guide me there. | Start the route to {place}.
Start the navigation. | I'm lost. | Show me the way. | I need directions. | I can't find {place}.""", done="Let's go to {place}. | The route to {place} is set.", gives="minutes=minutes_left km=few -> It takes {minutes} minutes, {km} kilometres. | {place} is {km} kilometres away, about {minutes} minutes.\nroute.first=direction route.km=few -> First go {first}, it's {km} kilometres.", asks="minutes | How long does it take? | {minutes} minutes.\ntraffic | Is there much traffic? | {traffic}.", again="Rather to {place}. | And then to {place}. | No, to {place}.", back="How do I get {place:there}? | Show me the way {place:there}. | Take me {place:there}, please.",
        topics="""I have no sense of direction. -> You're not alone with that.
The traffic was terrible. -> That's annoying.
We got lost in the woods. -> I'm glad you found your way back.""",
    ),
    Act(
        names="find parking | parking search | search parking", can="find parking", about="Find parking near a place. | Parking.", takes="place hours?",
        says="""Find parking near {place}. | Where can I park near {place}? | I need a parking spot at {place}. | Is there parking near {place} for {hours}? | Look for a car park close to {place}. | Parking near {place}, please.
Where can I park? | Find me a parking spot. | I need to park. | My car has to stay somewhere near {place}.""", done="I found no parking there.", gives="name=hotel free=many -> There are {free} free spots near {place}, at {name}.\nfree_spots=many eur_per_hour=few -> There are {free_spots} free spots, at {eur_per_hour} euros an hour.", empty="There is no free parking near {place}.", asks="eur_per_hour | What does it cost? | {eur_per_hour} euros an hour.", again="And near {place}? | What about {place}? | Or near {place}?", back="Where can I park {place:there}? | Find me parking {place:there}. | Is there a car park {place:there}?",
    ),
    Act(
        names="search hotels | find hotel | hotel search", can="search for hotels", about="Find hotels in a city. | Hotel search.", takes="city nights?", kin="hotel",
        says="""Find a hotel in {city}. | I need a place to sleep in {city}. | Search hotels in {city} for {nights}. | Look for a room in {city}. | Where can I stay in {city}? | Hotels in {city}, please.
Find a hotel. | I need a hotel. | Look for a hotel for {nights}. | Where can I sleep tonight? | My bed for {nights} should be in {city}.""", done="I found no hotels.", gives="hotels=hotels -> You could stay at {hotels}. | There are {hotels}.\nhotel.name=hotel hotel.price_eur=price -> {name} costs {price_eur} euros a night. | There's {name} for {price_eur} euros a night.\nname=hotel rating=rating -> {name} is rated {rating}.", empty="I found no hotel in {city}.", asks="price_eur | What does it cost? | {price_eur} euros a night.\nrating | Is it good? | It's rated {rating}.\nbreakfast | Is breakfast included? | {breakfast}.", again="And in {city}? | What about {city}? | Or in {city}?", back="Find me a hotel {city:there}. | Where can I stay {city:there}? | I need a room {city:there}.",
        topics="""The hotel bed was too soft. -> I hope you slept anyway.
I prefer camping. -> Nature is a fine bedroom.
We lived in a hotel for a month. -> That must have been unusual.""",
    ),
    Act(
        names="book hotel | reserve room | hotel booking | book room", can="book hotel rooms", about="Book a hotel for some nights. | Books rooms.", takes="hotel day nights", opposite="cancel booking", kin="hotel",
        says="""Book {hotel} for {nights} from {=day}. | Reserve a room at {hotel} {day} for {nights}. | We'd like to stay at {hotel} for {nights} {day}. | A room at {hotel} {day} for {nights}, please. | Book {nights} at {hotel}, arriving {day}.
Book a hotel. | Book {hotel}. | Book {hotel} for {nights}. | I'd like a room {day}. | Reserve a room at {hotel} {day}. | {nights} at {hotel} starting {day} would be lovely, book it.""", done="{hotel} is booked for {nights}. | Done, you have a room at {hotel}.", gives="booking_code=code total_eur=price -> It's booked for {total_eur} euros, the code is {booking_code}.\nreservation.code=code -> Your room is booked, the code is {code}.", asks="booking_code | What was the code? | The code is {booking_code}.", again="Make it {nights}. | Rather {day}. | No, {nights}.", back="Book {hotel:it} {day} for {nights}. | Reserve {hotel:it} for {nights} {day}. | We want {hotel:that one} {day} for {nights}.",
    ),
    Act(
        names="find restaurants | restaurant search | search restaurant | get restaurants", can="find restaurants", about="Find restaurants by cuisine in a city. | Where to eat.", takes="cuisine city?", kin="food",
        says="""Find a {cuisine} restaurant. | I'm hungry for {cuisine} food. | Where can I eat {cuisine} food in {city}? | Is there a {cuisine} restaurant in {city}? | Look for {cuisine} food, please. | I feel like eating {cuisine}. | Show me {cuisine} places in {city}.
Find a restaurant. | I'm hungry, find me a restaurant. | Where can I eat? | A restaurant in {city}, please. | Dinner out tonight, something {cuisine}.""", done="I found no restaurant.", gives="restaurants=restaurants -> You could go to {restaurants}. | There are {restaurants}.\nname=restaurant rating=rating -> {name} is rated {rating}. | There's {name}, rated {rating}.\nbest.name=restaurant best.minutes_away=minutes_left -> {name} is {minutes_away} minutes away.", empty="I found no {cuisine} restaurant.", asks="rating | Is it good? | It's rated {rating}.\nminutes_away | How far is it? | It's {minutes_away} minutes away.\nopen_until | How long is it open? | Until {open_until}.", again="And {cuisine}? | What about {cuisine}? | Or {cuisine}?",
        topics="""The waiter was so rude. -> I'm sorry, that spoils an evening.
I love eating out. -> It's a treat.
We had dinner with friends. -> That sounds nice.""",
    ),
    Act(
        names="book table | reserve table | table reservation | restaurant booking", can="book tables", about="Book a table at a restaurant. | Table reservations.", takes="restaurant people=count time day?", is_common=True, kin="food",
        says="""Book a table at {restaurant} for {people} at {time}. | A table for {people} at {restaurant} at {time}, please. | Reserve a table for {people} at {restaurant} {day} at {time}. | We are {people} and want to eat at {restaurant} at {time}. | Get us a table for {people} at {restaurant} at {time}.
Book a table. | Book a table at {restaurant}. | A table for {people}, please. | Reserve a table for {people} at {restaurant}. | Book a table for {people} at {time}. | {restaurant} at {time}, {people} of us, please reserve.""",
        done="The table at {restaurant} is booked. | Done, a table for {people} at {time}.", gives="status:confirmed code=code -> Your table is booked, the code is {code}.\nconfirmed:true held_minutes=minutes_left -> Your table is booked, they hold it for {held_minutes} minutes.", asks="code | What was the code? | The code is {code}.", again="Make it {people}. | Rather at {time}. | No, at {time}. | Actually, we are {people}.", back="Book a table {restaurant:there} for {people} at {time}. | Reserve a table {restaurant:there} for {people} at {time}. | Get us a table {restaurant:there} at {time} for {people}.",
    ),
    Act(
        names="order food | food order | order dish | order meal", can="order food", about="Order dishes for delivery. | Food orders.", takes="dish count~", clash="order", kin="food",
        says="""Order {dish}. | I'd like to order {dish}. | Get me some {dish} delivered. | {count} portions of {dish}, please. | Order {count} portions of {dish}. | Have {count} portions of {dish} delivered.
Order some food. | I'd like to order something. | I'm hungry, order something. | Order dinner, please. | We want {count} times {dish} brought home.""", done="Your {dish} is ordered. | Done, the {dish} is on its way.", gives="order_id=digits minutes=minutes_left -> Your {dish} is here in {minutes} minutes.\ntotal_eur=price -> It's ordered, that's {total_eur} euros.", asks="total_eur | How much is it? | It's {total_eur} euros.\nminutes | When does it come? | In {minutes} minutes.", again="And {dish}. | Also {dish}. | And {count} of {dish}.", back="Order {dish:it} for us. | Then order {dish:that}. | Get {dish:it} delivered, please.",
    ),
    Act(
        names="search products | find product | product search", can="search the shop", about="Search products in the shop. | Product search.", takes="product", kin="search",
        says="""Do you have {product}? | I'm looking for {product}. | Search for {product}. | Show me {product}. | Can I buy {product} here? | Find {product}, please.
I'm looking for something. | Search the shop. | I need a present. | Find a product. | Winter is coming and I need {product}.""", done="I found nothing like that.", gives="name=word price_eur=price -> There is one called {name} for {price_eur} euros.\nfound=many from_eur=price -> There are {found}, from {from_eur} euros.\nproduct.price=price product.in_stock:true -> Yes, it's in stock and costs {price} euros.", empty="I'm sorry, there is nothing like that. | I found no such thing.", asks="price_eur | What does it cost? | It costs {price_eur} euros.\ncolour | Which colour is it? | It's {colour}.", again="And {product}? | What about {product}? | And {product}, please.",
        topics="""I buy too many things. -> It happens to the best of us.
The mall was full of people. -> That's tiring.
My last pair of shoes was too small. -> Ouch!""",
    ),
    Act(
        names="order product | buy product | place order | add order", can="place orders", about="Order a product. | Buys something.", takes="product count? colour?", clash="order", opposite="cancel order",
        says="""Order {product}. | I want to buy {product}. | Buy {product}, please. | I'll take {product}. | Order {product} in {colour}. | Place an order for {product}. | I'd like to have {product} in {colour}.
Order something. | I want to buy something. | Place an order. | I'd like to order. | {product} it is, buy it.""", done="Your order is placed. | Done, it's ordered.", gives="order_id=digits total_eur=price -> It's ordered, number {order_id}, for {total_eur} euros.\norder.id=digits order.arrives=weekday -> Your order {id} arrives on {arrives}.", asks="total_eur | How much is it? | It's {total_eur} euros.\narrives | When does it arrive? | On {arrives}.", again="And {product}. | Also {product}. | And {product} as well.",
    ),
    Act(
        names="order status | check order | get order status | get order | order lookup", can="check orders", about="Status of an order by number. | Where an order is.", takes="order=digits", is_common=True, kin="parcel",
        says="""Where is my order {order}? | What's the status of order {order}? | Check order {order}. | Has order {order} been sent? | When does order {order} come? | Look up order {order}, please. | I'm still waiting for order {order}.
Where is my order? | Check my order. | I ordered something and it isn't here. | When does my order come? | Any news about {order}, my order?""", done="I have no news of order {order}.", gives="status=state arrives=weekday -> Your order is {status} and arrives on {arrives}. | It's {status} and comes on {arrives}.\norder.status=state -> Order {order} is {status}. | It's {status}.\nstatus:shipped carrier=airline -> It was sent with {carrier}.", asks="arrives | When does it come? | On {arrives}.\nprice | And how much did I pay? | You paid {price} euros.", again="And {order}? | What about {order}? | And order {order}?", back="Where is {order:it}? | When does {order:it} come? | Has {order:it} been sent?",
        topics="""I love getting parcels. -> It's a bit like Christmas.
My last order was a disaster. -> I'm sorry to hear that.
The courier is always friendly. -> That's nice.""",
    ),
    Act(
        names="cancel order | order cancel | stop order", can="cancel orders", about="Cancel an order by number. | Cancels orders.", takes="order=digits", opposite="order product",
        says="""Cancel order {order}. | I don't want order {order} any more. | Please cancel my order {order}. | Stop order {order}. | I ordered by mistake, cancel {order}. | Annul order {order}, please.
Cancel my order. | I don't want my order any more. | I'd like to cancel something. | Order {order} was a mistake.""", done="Order {order} is cancelled. | Done, I've cancelled it.", gives="status:cancelled refund_eur=price -> It's cancelled, you get {refund_eur} euros back.", asks="refund_eur | How much do I get back? | {refund_eur} euros.", again="And {order}. | {order}, too. | Also {order}.", back="Cancel {order:it}, please. | I don't want {order:it} any more, cancel it. | Please cancel {order:that one}.",
    ),
    Act(
        names="track parcel | parcel tracking | track package | find parcel | track shipment", can="track parcels", about="Track a parcel by its number. | Parcel tracking.", takes="parcel=digits", kin="parcel",
        says="""I can't find my parcel {parcel}. | Where is parcel {parcel}? | Track {parcel}. | Track my package {parcel}, please. | When does parcel {parcel} arrive? | What happened to parcel {parcel}? | Find my parcel {parcel}.
Where is my parcel? | Track a package. | My parcel is missing. | When does my package come? | The mailman didn't bring parcel {parcel}.""", done="I have no news of parcel {parcel}.", gives="status=state -> Your parcel is {status}. | It's {status}.\nstatus=state arrives=weekday -> Your parcel is {status} and arrives on {arrives}.\nparcel.place=city parcel.arrives=weekday -> It's in {place} and arrives on {arrives}.", asks="arrives | When does it come? | On {arrives}.\nplace | Where is it? | It's in {place}.\nweight | And how heavy is it? | It weighs {weight} kilos.", again="And {parcel}? | What about {parcel}? | And parcel {parcel}?", back="Where is {parcel:it}? | Track {parcel:it}, please. | When does {parcel:it} come?",
        topics="""My neighbour takes all our parcels. -> That's a kind neighbour.
The parcel was damaged last time. -> I'm sorry to hear that.
I sent a parcel to my aunt. -> She will be happy.""",
    ),
    Act(
        names="return item | create return | start return | return order", can="start returns", about="Start the return of an order. | Returns.", takes="order=digits problem?",
        says="""I want to return order {order}. | Send back order {order}. | Return {order}, please. | Start a return for order {order}. | I'd like to give order {order} back. | Order {order} doesn't fit, I want to send it back.
I want to return something. | I'd like to send it back. | Start a return. | It doesn't fit, I want to return it. | Take {order} back, please.""", done="The return of {order} is started. | Done, you can send it back.", gives="label=code days=few -> The label is {label}, you have {days} days.\nrefund_eur=price -> You get {refund_eur} euros back.", asks="days | How many days do I have? | You have {days} days.", again="And {order}. | {order}, too. | Also {order}.", back="I want to return {order:it}. | Start a return for {order:it}. | I'd like to send {order:it} back.",
    ),
    Act(
        names="book appointment | make appointment | schedule appointment", can="book appointments", about="Book an appointment with somebody. | Appointments.", takes="person day time",
        says="""Book an appointment with {person} {day} at {time}. | I'd like to see {person} {day} at {time}. | Make me an appointment with {person} {day} at {time}. | Can I see {person} {day} at {time}? | An appointment with {person} {day} at {time}, please.
I need an appointment. | Book an appointment with {person}. | I'd like to see {person}. | An appointment {day}, please. | Can I come to {person} {day}? | {person} should see me {day} at {time}.""", done="Your appointment with {=person} is booked. | Done, {=day} at {time} with {=person}.", gives="status:booked room=few -> You are booked {day} at {time}, in room {room}.\nconfirmed:true code=code -> It's booked, the code is {code}.", asks="code | What's the code? | The code is {code}.", again="Make it {time}. | Rather {day}. | No, at {time}. | Better {day}.", back="I need an appointment with {person:them} {day} at {time}. | Book me in with {person:them} {day} at {time}. | Can I see {person:them} {day} at {time}?",
        topics="""I hate waiting rooms. -> The time passes so slowly there.
My doctor is retiring. -> I hope you find another good one.
The hairdresser cut it too short. -> It grows back quickly.""",
    ),
    Act(
        names="create ticket | open ticket | report problem | support ticket", can="open support tickets", about="Open a support ticket for a problem. | Reports problems.", takes="problem level?",
        says="""I have a problem: {problem}. | Open a ticket, {problem}. | Please report that {problem}. | {problem}, can you open a ticket? | Create a ticket: {problem}. | Tell support that {problem}.
Open a ticket. | I need support. | I have a problem. | I want to report something. | Help, {problem}!""", done="The ticket is open. | Done, I've reported it.", gives="ticket_id=digits -> Your ticket has the number {ticket_id}. | The ticket {ticket_id} is open.\nticket.id=digits ticket.answer_in_hours=few -> Ticket {id} is open, you'll hear from us in {answer_in_hours} hours.", asks="ticket_id | What was the number? | The number is {ticket_id}.", again="And {problem}. | Also {problem}. | And one more: {problem}.",
        topics="""Computers hate me. -> I'm sure they don't mean it.
The last technician was very kind. -> That's good to hear.
Everything works today. -> I'm glad!""",
    ),
    Act(
        names="ticket status | check ticket | get ticket", can="check support tickets", about="Status of a support ticket. | Looks up tickets.", takes="ticket=digits",
        says="""What's the status of ticket {ticket}? | Check ticket {ticket}. | Is ticket {ticket} solved? | Any news about ticket {ticket}? | Look up ticket {ticket}, please. | How far are you with ticket {ticket}?
What's the status of my ticket? | Check my ticket. | Is my problem solved? | I've been waiting for days, it's ticket {ticket}.""", done="There is no news of ticket {ticket}.", gives="status:open assigned_to=person -> Ticket {ticket} is still open, {assigned_to} takes care of it.\nstatus:solved closed_on=weekday -> It was solved on {closed_on}.", asks="assigned_to | Who takes care of it? | {assigned_to}.", again="And {ticket}? | What about {ticket}? | And ticket {ticket}?",
    ),
    Act(
        names="transfer to human | handoff | human agent | connect agent", can="connect you to a person", about="Hand the conversation to a human. | Human agent.", takes="", is_common=True, kin="search",
        says="""I want to talk to a human. | Let me speak to a real person. | Connect me to an agent, please. | Get me a human. | I'd rather speak to somebody real. | Can I talk to a person? | Put me through to your staff. | Enough of machines, is there a colleague of flesh and blood?""", done="I'm connecting you. | One moment, somebody will take over.", gives="queue_position=few -> You are number {queue_position} in line. | There is a short wait, you are number {queue_position}.\nagent=person -> {agent} will take over. | I'm connecting you to {agent}.\nwait_minutes=minutes_left -> Somebody will be there in {wait_minutes} minutes.", asks="wait_minutes | How long must I wait? | {wait_minutes} minutes.",
        topics="""Machines will rule the world one day. -> I only want to help.
People are nicer than machines. -> I can't argue with that.
My brother works in a call centre. -> That's a demanding job.""",
    ),
    Act(
        names="end conversation | finish call now | close session | end session", can="end the conversation", about="End the conversation when the user asks for it. | Ends the session.", takes="",
        says="""End the conversation. | Please end this session. | Close the session. | We're done, end the conversation. | Finish this conversation, please. | End our talk now. | You can close the session now. | Shut this conversation down.""", done="Goodbye! | Goodbye, and have a nice day.",
    ),
    Act(
        names="get balance | account balance | check balance | bank balance", can="check your balance", about="Balance of a bank account. | Account balance.", takes="account",
        says="""How much is in my {account} account? | What's the balance of my {account} account? | Check my {account} account. | How much money is in {account}? | Tell me my {account} balance. | Read the balance of the {account} account, please.
How much money do I have? | What's my balance? | Check my account, please. | Am I broke? | Can I afford a holiday with what's in {account}?""", done="I couldn't get the balance.", gives="balance_eur=balance -> There are {balance_eur} euros in it. | You have {balance_eur} euros in your {account} account.\naccount.balance=balance account.pending=price -> You have {balance} euros, and {pending} are pending.", asks="pending | Is anything pending? | {pending} euros are pending.", again="And {account}? | What about {account}? | And the {account} one?",
        topics="""Money doesn't make you happy. -> There's some truth in that.
I'm saving for a house. -> That's a great goal.
My bank closed its branch. -> That's inconvenient.""",
    ),
    Act(
        names="transfer money | send money | bank transfer | money transfer", can="transfer money", about="Transfer an amount in euros to a person. | Sends money.", takes="amount to=person",
        says="""Send {amount} euros to {to}. | Transfer {amount} euros to {to}. | Pay {to} {amount} euros. | I owe {to} {amount} euros, please pay. | Wire {amount} euros to {to}. | {amount} euros to {to}, please.
Send some money to {to}. | Transfer {amount} euros. | I want to pay somebody. | Make a transfer. | Pay {to}, please. | {to} lent me {amount} euros, send it back.""", done="{amount} euros went to {=to}. | Done, I've sent {amount} euros to {=to}.", gives="status:ok new_balance_eur=balance -> It's sent, you have {new_balance_eur} euros left.\nreference=code -> It's sent, the reference is {reference}.", asks="new_balance_eur | How much is left? | {new_balance_eur} euros.\nreference | What was the reference? | It's {reference}.", again="And {amount} to {to}. | The same to {to}. | Make it {amount}. | No, {amount} euros.", back="Send {to:them} {amount} euros. | Pay {to:them} {amount} euros. | Transfer {amount} euros to {to:them}.",
    ),
    Act(
        names="block card | card block | freeze card", can="block cards", about="Block a bank card. | Card lock.", takes="digits",
        says="""Block card {digits}. | Please block my card {digits}. | I lost card {digits}, block it. | My card {digits} was stolen. | Freeze card {digits}. | Someone has my card {digits}.
Block my card. | I lost my card. | My card was stolen. | Freeze a card, please. | Card {digits} is gone.""", done="Card {digits} is blocked. | Done, nobody can use it now.", gives="status:blocked new_card=weekday -> It's blocked, a new card comes on {new_card}.", asks="new_card | When does the new card come? | On {new_card}.", again="And {digits}. | {digits}, too. | Also {digits}.",
    ),
    Act(
        names="rent bike | bike rental | unlock bike", can="rent bikes", about="Rent bikes for some hours. | Bike rental.", takes="count hours",
        says="""Rent {count} bikes for {hours}. | We need {count} bikes for {hours}. | {count} bikes for {hours}, please. | I'd like to rent {count} bikes for {hours}. | Get us {count} bikes for {hours}.
Rent some bikes. | We need {count} bikes. | Rent a bike for {hours}. | I want to go cycling, rent something. | {count} of us want to cycle for {hours}.""", done="{count} bikes are yours for {hours}. | Done, enjoy the ride.", gives="code=code price_eur=price -> The code is {code}, and it costs {price_eur} euros.", asks="code | What was the code? | The code is {code}.\nprice_eur | How much is it? | {price_eur} euros.", again="Make it {hours}. | Rather {count}. | No, {hours}.",
    ),
    Act(
        names="buy tickets | cinema tickets | ticket purchase", can="buy cinema tickets", about="Buy cinema tickets for a film. | Cinema tickets.", takes="film passengers=count day?",
        says="""Buy {passengers} tickets for {film}. | Get us {passengers} seats for {film} {day}. | {passengers} tickets for {film}, please. | We are {passengers} and want to see {film} at the cinema. | Order {passengers} cinema tickets for {film}.
Buy cinema tickets. | Tickets for {film}, please. | We want to go to the cinema. | Get me {passengers} tickets. | Cinema {day}, {film}, {passengers} seats.""", done="You have {passengers} tickets for {film}. | Done, enjoy {film}.", gives="row=few total_eur=price -> You sit in row {row}, and it costs {total_eur} euros.\nstarts=clock hall=few -> {film} starts at {starts} in hall {hall}.", asks="starts | When does it start? | At {starts}.\ntotal_eur | How much is it? | {total_eur} euros.", again="Make it {passengers}. | And {passengers} for {film}. | No, {passengers} tickets.",
        topics="""The cinema was empty. -> So you had the best seats.
I cry at every film. -> There's nothing wrong with that.
Popcorn is too expensive. -> It really is.""",
    ),
    Act(
        names="get distance | distance between | measure distance", can="tell distances", about="Distance between two cities. | How far it is.", takes="origin=city destination=city", kin="journey",
        says="""How far is it from {origin} to {destination}? | What's the distance from {origin} to {destination}? | How many kilometres are there between {origin} and {destination}? | Tell me how far {destination} is from {origin}. | Distance from {origin} to {destination}, please.
How far is it? | How far is it to {destination}? | What's the distance from {origin}? | How many kilometres is it to {destination}? | If I drive from {origin} to {destination}, how far is that?""", done="I couldn't measure it.", gives="km=distance -> It's {km} kilometres. | From {origin} to {destination} it's {km} kilometres.\ndistance_km=distance hours=few -> It's {distance_km} kilometres, about {hours} hours.", asks="hours | How long does it take? | About {hours} hours.", again="And to {destination}? | And from {origin}? | What about to {destination}?",
    ),
    Act(
        names="order groceries | grocery delivery | deliver groceries", can="have groceries delivered", about="Have groceries delivered. | Grocery delivery.", takes="grocery count~", clash="shopping order", kin="food",
        says="""Have {grocery} delivered. | Order {grocery} from the supermarket. | Get {count} packs of {grocery} delivered. | I need {count} packs of {grocery} delivered. | Deliver {count} packs of {grocery}, please. | Let the supermarket bring {count} packs of {grocery}.
Order groceries. | Have something delivered from the supermarket. | Order from the supermarket, please. | Can the store bring us {count} packs of {grocery}?""", done="I've ordered {grocery}. | Done, I ordered {grocery}.", gives="arrives=clock total_eur=price -> It comes at {arrives}, for {total_eur} euros.", asks="arrives | When does it come? | At {arrives}.", again="And {grocery}. | Also {grocery}. | {grocery}, too.",
    ),
    Act(
        names="charge car | start charging | car charging", can="charge the car", about="Charge the car up to a percentage. | Car charging.", takes="percent",
        says="""Charge the car to {percent}. | Load the car up to {percent}. | Start charging, up to {percent}. | I need the car at {percent}. | Charge it to {percent}, please. | Fill the car battery to {percent}.
Charge the car. | Start charging. | The car battery is low. | Load the car, please. | I drive far tomorrow, {percent} in the car, please.""", done="The car charges to {percent}. | Done, up to {percent}.", gives="now_percent=level_left ready_at=clock -> It's at {now_percent} percent now and ready at {ready_at}.", asks="ready_at | When is it ready? | At {ready_at}.", again="Make it {percent}. | Rather {percent}. | No, {percent}.",
    ),
)  # fmt: skip
