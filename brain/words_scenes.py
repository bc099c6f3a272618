"""What system instructions say about homes, teams, events and the like, and what is asked about them."""

from __future__ import annotations

from typing import Final

from brain.words_business import Case, Topic


def _topic(ask: str, state: str, values: str, says: str = "") -> Topic:
    """A topic with open questions only; the answer is the first of the statements unless another is given."""
    first = state.split("|", maxsplit=1)[0]
    return Topic(
        ask,
        "",
        (Case(state, (says or first).rstrip("."), says or first),),
        values,
    )


SCENES: Final[dict[str, tuple[str, dict[str, Topic]]]] = {
    "home": (
        "You are {a}, the voice of this home.|You are the assistant of a family home.|You live in a smart speaker in the kitchen. Your name is {a}.|You help the {s} family at home.|You are {a}. You know your way around this house.",
        {
            "bins": _topic(
                "When are the bins collected?|Which day do the bins go out?|When do I have to put the rubbish out?|What day is rubbish day?|When does the bin lorry come?",
                "The bins are collected on {v}.|The rubbish is collected on {v}.|Bins go out on {v}.",
                "weekday",
            ),
            "boiler": _topic(
                "Where is the boiler?|Where do I find the boiler?|In which place is the boiler?|Where's the heating boiler?",
                "The boiler is {v}.|You find the boiler {v}.",
                "spot",
            ),
            "fuse box": _topic(
                "Where is the fuse box?|Where are the fuses?|The light went out, where is the fuse box?|Where do I find the fuse box?",
                "The fuse box is {v}.|The fuses are {v}.",
                "spot",
                "The fuse box is {v}.",
            ),
            "spare key": _topic(
                "Where is the spare key?|Where do we keep the spare key?|Where can I find a second key?|I locked myself out, where's the spare key?",
                "The spare key is {v}.|The spare key is kept {v}.",
                "spot",
            ),
            "alarm code": _topic(
                "What's the alarm code?|Which code turns off the alarm?|What is the code of the alarm?|The alarm is on, what's the code?",
                "The alarm code is {v}.|The alarm is turned off with {v}.",
                "code",
            ),
            "wifi password": _topic(
                "What's the wifi password?|Which password does the wifi have?|What is the password of our wifi?|A guest wants to go online, what's the password?",
                "The wifi password is {v}.|The password of the wifi is {v}.",
                "password",
            ),
            "wifi name": _topic(
                "What's our wifi called?|What is the name of the wifi?|Which network is ours?|Which wifi should the guests choose?",
                "The wifi is called {v}.|Our network is called {v}.",
                "network",
                "The wifi is called {v}.",
            ),
            "cleaner": _topic(
                "When does the cleaner come?|Which day does the cleaner come?|On what day is the house cleaned?|When is cleaning day?",
                "The cleaner comes on {v}.|The cleaner is here on {v}.",
                "weekday",
            ),
            "plumber": _topic(
                "Who is the plumber?|What's the plumber's name?|The tap drips, who do we call?|What is our plumber called?",
                "The plumber is called {v}.|Our plumber's name is {v}.",
                "person",
                "The plumber is called {v}.",
            ),
            "neighbours": _topic(
                "What are the neighbours called?|Who lives next door?|What's the name of the neighbours?|Which family lives next door?",
                "The neighbours are called {v}.|The {v} family lives next door.",
                "surname",
                "The neighbours are called {v}.",
            ),
            "babysitter": _topic(
                "Who is the babysitter?|What's the babysitter's name?|Who looks after the children?|What is the babysitter called?",
                "The babysitter is called {v}.|The babysitter's name is {v}.",
                "first",
                "The babysitter is called {v}.",
            ),
            "dinner": _topic(
                "When is dinner?|What time do we eat dinner?|At what time is dinner?|When do we have dinner?",
                "Dinner is at {v}.|The family eats dinner at {v}.",
                "clock",
                "Dinner is at {v}.",
            ),
            "plants": _topic(
                "When do the plants get water?|Which day are the plants watered?|When do I water the plants?|On what day do the flowers need water?",
                "The plants are watered on {v}.|The plants get water on {v}.",
                "weekday",
            ),
        },
    ),
    "team": (
        "You are {a}, the assistant of the team {p}.|You help a team of designers.|You are the voice of the project office.|Your name is {a}. You work for the {p} team.|You help new colleagues in our company.",
        {
            "lead": _topic(
                "Who leads the team?|Who is the team leader?|Who's in charge of the team?|What's the team leader's name?|Who is the boss of the team?",
                "{v} leads the team.|The team leader is {v}.|The team is led by {v}.",
                "person",
            ),
            "design": _topic(
                "Who does the design?|Who is responsible for design?|Who takes care of the design?|Whom do I ask about design?",
                "{v} is responsible for design.|Design is done by {v}.",
                "person",
            ),
            "payroll": _topic(
                "Who does the payroll?|Whom do I ask about my salary?|Who is responsible for payroll?|Who takes care of the pay?",
                "{v} is responsible for payroll.|Payroll is done by {v}.",
                "person",
            ),
            "support": _topic(
                "Who helps with computers?|Who is responsible for the computers?|My laptop is broken, whom do I ask?|Who takes care of the computers?",
                "{v} takes care of the computers.|The person for computers is {v}.",
                "person",
            ),
            "standup": _topic(
                "When is the daily meeting?|What time is the daily meeting?|At what time do we meet every day?|When does the daily meeting start?",
                "The daily meeting is at {v}.|We meet every day at {v}.",
                "clock",
                "The daily meeting is at {v}.",
            ),
            "review": _topic(
                "Which day is the review?|When is the review?|On which day do we have the review?|When do we review our work?",
                "The review is on {v}.|Reviews take place on {v}.",
                "weekday",
            ),
            "deadline": _topic(
                "When is the deadline?|What's the deadline?|When do we have to be done?|By when must the project be finished?|When is the project due?",
                "The deadline is the {v}.|The project is due on the {v}.",
                "date",
                "The deadline is the {v}.",
            ),
            "project": _topic(
                "What's the project called?|What is the name of the project?|Which project is it?|How is the project called?",
                "The project is called {v}.|The name of the project is {v}.",
                "project",
            ),
            "customer": _topic(
                "Who is the customer?|What's the customer's name?|Who do we work for?|Which customer is it?",
                "The customer is {v}.|The name of the customer is {v}.",
                "person",
            ),
            "office": _topic(
                "Where is the office?|On which street is the office?|What's the address of the office?|Where do I have to go for the office?",
                "The office is at {v}.|The address of the office is {v}.",
                "address",
            ),
            "printer": _topic(
                "Where is the printer?|Where can I print?|Where do I find the printer?|Where does the printer stand?",
                "The printer is {v}.|The printer stands {v}.",
                "inside",
            ),
            "party": _topic(
                "When is the summer party?|On which day is the summer party?|When do we celebrate in summer?|What's the date of the summer party?",
                "The summer party is on the {v}.|We have the summer party on the {v}.",
                "date",
                "The summer party is on the {v}.",
            ),
        },
    ),
    "event": (
        "You are {a}, the guide of the {p} conference.|You answer questions about the {p} congress.|You help the visitors of a conference in {c}.|Your name is {a}. You know all about the conference.|You are the voice of the {p} meeting in {c}.",
        {
            "start": _topic(
                "When does it start?|What time does the conference begin?|At what time do we start?|When is the opening?",
                "The conference starts at {v}.|It begins at {v}.",
                "open",
                "The conference starts at {v}.",
            ),
            "keynote": _topic(
                "Who gives the keynote?|Who is the main speaker?|Who speaks first?|What's the keynote speaker's name?",
                "The keynote is given by {v}.|{v} gives the keynote.",
                "person",
            ),
            "hall": _topic(
                "In which hall is the keynote?|Where is the keynote?|Which hall do I go to for the keynote?|Where do I hear the main speech?",
                "The keynote is in hall {v}.|The keynote takes place in hall {v}.",
                "hall",
            ),
            "lunch": _topic(
                "When is lunch?|What time is lunch?|When can I eat something?|At what time do we have lunch?",
                "Lunch is at {v}.|Lunch is served at {v}.",
                "noon",
            ),
            "dinner": _topic(
                "Where is the dinner?|Where do we have dinner?|In what place is the dinner tonight?|Where does the dinner take place?",
                "The dinner is at {v}.|Dinner takes place at {v}.",
                "venue",
                "The dinner is at {v}.",
            ),
            "badge": _topic(
                "Where do I get my badge?|Where are the badges?|Where can I pick up my badge?|Where do I register?",
                "Badges are handed out {v}.|You get your badge {v}.",
                "inside",
            ),
            "end": _topic(
                "When does it end?|Until when does it last?|What time is it over?|When is the last talk finished?",
                "The conference ends at {v}.|It is over at {v}.",
                "shut",
                "The conference ends at {v}.",
            ),
            "host": _topic(
                "Who is the organiser?|Who organises it?|What's the organiser's name?|Whom can I complain to, who's the organiser?",
                "The organiser is {v}.|It is organised by {v}.",
                "person",
                "The organiser is {v}.",
            ),
            "cloakroom": _topic(
                "Where is the cloakroom?|Where can I leave my coat?|Where do I hang my jacket?|Where do I find the cloakroom?",
                "The cloakroom is {v}.|Coats can be left {v}, in the cloakroom.",
                "inside",
            ),
            "ticket": _topic(
                "How much is a ticket?|What does a ticket cost?|How expensive is the ticket?|What do I pay for a ticket?",
                "A ticket costs {v}.|Tickets are {v}.",
                "price",
            ),
            "shuttle": _topic(
                "When does the shuttle leave?|What time is the shuttle bus?|At what time does the shuttle go?|When do I have to be at the shuttle?",
                "The shuttle leaves at {v}.|The shuttle bus goes at {v}.",
                "clock",
            ),
        },
    ),
    "app": (
        "You are {a}, the helper of the app {p}.|You are the support voice of {p}, an app for notes.|You answer questions about {p}, a budget app.|Your name is {a}. You support users of the app {p}.|You are a guide for users of {p}.",
        {
            "price": _topic(
                "What does the app cost?|How much is the app?|How much do I pay for it?|What is the price per month?|How expensive is the app?",
                "The app costs {v} a month.|It is {v} a month.",
                "price",
                "The app costs {v} a month.",
            ),
            "trial": _topic(
                "How long can I try it for free?|How long is the trial?|How many days is it free?|How long does the free trial last?",
                "The free trial lasts {v} days.|It can be tried for {v} days.",
                "days",
                "The free trial lasts {v} days.",
            ),
            "projects": _topic(
                "How many projects does the free plan have?|How many projects can I have for free?|What's the limit of projects in the free plan?|How many projects are free?",
                "The free plan has {v} projects.|Up to {v} projects are free.",
                "years",
                "The free plan has {v} projects.",
            ),
            "mail": _topic(
                "What's the support address?|Where can I write for support?|What's the email of the support?|Which address do I write to for help?",
                "The support address is {v}.|Support is reached at {v}.",
                "email",
            ),
            "maker": _topic(
                "Who made the app?|Who is behind the app?|Who develops it?|What's the name of the developer?",
                "The app was made by {v}.|The developer is {v}.",
                "person",
            ),
            "export": _topic(
                "In which format can I export?|What format does the export have?|How do I get my data out, in what format?|What file do I get when I export?",
                "Data can be exported as {v}.|The export is in {v}.",
                "format",
            ),
            "version": _topic(
                "What's the newest version?|Which version is the latest?|What version should I have?|Which version came out last?",
                "The newest version is {v}.|The latest version is {v}.",
                "version",
            ),
            "dark": _topic(
                "Where is the dark mode?|Where can I turn on the dark mode?|In which menu is the dark mode?|How do I make it dark?",
                "Dark mode is in the {v} menu.|You find dark mode in the {v} menu.",
                "menu",
                "Dark mode is in the {v} menu.",
            ),
            "devices": _topic(
                "On how many devices can I use it?|How many devices are allowed?|What's the limit of devices?|How many phones can I use it on?",
                "It runs on up to {v} devices.|Up to {v} devices are allowed.",
                "years",
            ),
            "backup": _topic(
                "When is the backup made?|What time are backups made?|At what time is my data saved?|When does the backup run?",
                "Backups are made at {v}.|The backup runs at {v}.",
                "clock",
            ),
        },
    ),
    "holiday flat": (
        "You are {a}, the host's assistant in a holiday flat in {c}.|You help the guests of a holiday flat.|You answer guests of the holiday flat {p}.|Your name is {a}. You welcome guests in a flat in {c}.|You speak for the host of a small flat in {c}.",
        {
            "key box": _topic(
                "What's the code of the key box?|Which code opens the key box?|How do I get the key, what's the code?|What is the key code?",
                "The code of the key box is {v}.|The key box opens with {v}.",
                "code",
            ),
            "host": _topic(
                "Who is the host?|What's the host's name?|What is the host called?|Who owns the flat?",
                "The host is called {v}.|The host is {v}.",
                "first",
            ),
            "heating": _topic(
                "Where do I turn on the heating?|Where is the heating switch?|I'm cold, where is the heating switch?|Where's the thermostat?",
                "The heating switch is {v}.|You turn on the heating {v}.",
                "spot",
            ),
            "towels": _topic(
                "Where are the towels?|Where do I find towels?|Where can I get a fresh towel?|Where do you keep the towels?",
                "Towels are {v}.|The towels are {v}.",
                "spot",
            ),
            "checkout": _topic(
                "When do I have to leave?|When is check-out?|Until when can we stay?|What time is check-out?",
                "Check-out is at {v}.|Guests leave by {v}.",
                "open",
            ),
            "bakery": _topic(
                "Where is the next bakery?|Where can I buy bread?|Where do I find a bakery?|On what street is the bakery?",
                "The next bakery is on {v}.|There is a bakery on {v}.",
                "street",
            ),
            "washing": _topic(
                "Where is the washing machine?|Where can I do my laundry?|Where do I wash my clothes?|Where's the washing machine?",
                "The washing machine is {v}.|You find the washing machine {v}.",
                "spot",
            ),
            "wifi password": _topic(
                "What's the wifi password?|What is the password for the internet?|Which password do I need for the wifi?|How do I get online, what's the password?",
                "The wifi password is {v}.|The password for the wifi is {v}.",
                "password",
            ),
            "rubbish": _topic(
                "When is the rubbish collected?|Which day does the rubbish go out?|When do I put the rubbish out?|On what day are the bins emptied?",
                "The rubbish is collected on {v}.|Bins are emptied on {v}.",
                "weekday",
            ),
            "beach": _topic(
                "How far is the beach?|How long do I walk to the beach?|How many minutes is it to the beach?|Is it far to the beach, how many minutes?",
                "The beach is {v} minutes away.|It is {v} minutes to the beach.",
                "years",
            ),
            "deposit": _topic(
                "How much is the deposit?|What deposit do I pay?|How high is the deposit?|What sum do I leave as a deposit?",
                "The deposit is {v}.|Guests leave a deposit of {v}.",
                "price",
            ),
        },
    ),
    "school": (
        "You are {a}, the assistant of class {h}.|You help the parents of a primary school.|You are the voice of {s} School.|Your name is {a}. You answer parents of {s} School.|You answer questions about the school.",
        {
            "teacher": _topic(
                "Who is the class teacher?|What's the class teacher's name?|What is the teacher called?|Who teaches the class?",
                "The class teacher is {v}.|The class teacher is called {v}.",
                "person",
            ),
            "head": _topic(
                "Who is the head of the school?|What's the headteacher's name?|Who runs the school?|Who is the principal?",
                "The headteacher is {v}.|The school is run by {v}.",
                "person",
            ),
            "begin": _topic(
                "When does school begin?|What time do lessons start?|At what time do lessons begin?|When do the children have to be there?",
                "Lessons start at {v}.|School begins at {v}.",
                "open",
            ),
            "break": _topic(
                "When is the long break?|What time is the break?|At what time do they have a break?|When can the children eat?",
                "The long break is at {v}.|There is a long break at {v}.",
                "open",
            ),
            "trip": _topic(
                "Where does the school trip go?|Where are they going on the trip?|What's the destination of the school trip?|Which place does the class visit?",
                "The school trip goes to {v}.|The class is going to {v} on its trip.",
                "city",
            ),
            "trip day": _topic(
                "When is the school trip?|On which date is the school trip?|What day is the trip?|When does the class travel?",
                "The school trip is on the {v}.|The class travels on the {v}, for the school trip.",
                "date",
            ),
            "swimming": _topic(
                "When is swimming?|Which day do they swim?|On what day are the swimming lessons?|When do the kids need their swimsuits?",
                "Swimming is on {v}.|Swimming lessons are on {v}.",
                "weekday",
            ),
            "concert": _topic(
                "When is the concert?|What date is the school concert?|On which day is the concert?|When does the choir sing?",
                "The school concert is on the {v}.|The concert is on the {v}.",
                "date",
                "The concert is on the {v}.",
            ),
            "lunch price": _topic(
                "What does lunch cost?|How much is school lunch?|What's the price of a lunch?|How much do I pay for lunch?",
                "Lunch costs {v}.|A school lunch is {v}.",
                "price",
            ),
            "bus": _topic(
                "Which bus goes to the school?|What bus do I take?|What's the number of the school bus?|Which line stops at the school?",
                "Bus {v} goes to the school.|The school bus is number {v}.",
                "bus",
            ),
            "nurse": _topic(
                "Who is the school nurse?|What's the nurse's name?|Who helps when a child is ill?|What is the nurse called?",
                "The school nurse is {v}.|The nurse is called {v}.",
                "person",
            ),
        },
    ),
    "club": (
        "You are {a}, the voice of the {s} sports club.|You answer members of a rowing club.|You help the members of {p}, a chess club.|Your name is {a}. You work for a choir in {c}.|You speak for the club {p}.",
        {
            "training": _topic(
                "When do we practise?|Which day do you meet?|On what day is the meeting?|When does the club meet?",
                "The club meets on {v}.|We meet on {v}.",
                "weekday",
                "The club meets on {v}.",
            ),
            "time": _topic(
                "At what time do we start?|What time does it begin?|When does the evening begin?|What time do you start?",
                "We start at {v}.|It begins at {v}.",
                "shut",
                "We start at {v}.",
            ),
            "coach": _topic(
                "Who is the coach?|What's the coach's name?|Who trains us?|What is the coach called?",
                "The coach is {v}.|The coach is called {v}.",
                "person",
            ),
            "fee": _topic(
                "How much is the membership?|What does it cost to be a member?|How high is the fee?|What do members pay a year?",
                "Membership costs {v} a year.|Members pay {v} a year.",
                "price",
            ),
            "treasurer": _topic(
                "Who is the treasurer?|Who takes care of the money?|What's the treasurer's name?|Whom do I pay?",
                "The treasurer is {v}.|{v} takes care of the money.",
                "person",
                "The treasurer is {v}.",
            ),
            "place": _topic(
                "Where do we meet?|Where does the club meet?|What's the meeting place?|Where do I have to go?",
                "The meeting place is {v}.|Members come together at {v}.",
                "venue",
                "The meeting place is {v}.",
            ),
            "match": _topic(
                "When is the next match?|On which date is the next match?|When do we play next?|What day is the match?",
                "The next match is on the {v}.|We play again on the {v}.",
                "date",
                "The next match is on the {v}.",
            ),
            "rival": _topic(
                "Who do we play against?|Who is our next opponent?|Against which team is the next match?|Which team do we play?",
                "The next opponent is {v}.|We play against {v}.",
                "city",
                "The next opponent is {v}.",
            ),
            "colours": _topic(
                "What are our colours?|What colour is the shirt?|Which colour do we wear?|What colour are our shirts?",
                "The shirts are {v}.|Our shirts are {v}.",
                "colour",
            ),
            "founded": _topic(
                "When was the club founded?|How old is the club?|In which year was it founded?|Since when does the club exist?",
                "The club was founded in {v}.|The club has existed since {v}.",
                "year",
            ),
        },
    ),
    "museum collection": (
        "You are {a}, a guide in the {s} Museum.|You guide visitors through the {p} collection.|You answer questions about the pictures in this room.|Your name is {a}. You explain the exhibits.|You are an audio guide.",
        {
            "painter": _topic(
                "Who painted the big picture?|Who is the painter of the big picture?|Whose work is the big picture?|Who made the large painting?",
                "The big picture was painted by {v}.|The painter of the big picture is {v}.",
                "person",
            ),
            "painted": _topic(
                "When was the big picture painted?|How old is the big picture?|From what year is the big picture?|In which year was it painted?",
                "The big picture was painted in {v}.|The big picture is from {v}.",
                "year",
            ),
            "vase": _topic(
                "Where does the vase come from?|What's the origin of the vase?|From which country is the vase?|Where was the vase made?",
                "The vase comes from {v}.|The vase was made in {v}.",
                "country",
            ),
            "statue": _topic(
                "What is the statue made of?|Of what material is the statue?|What material is that statue?|What did they make the statue of?",
                "The statue is made of {v}.|{v} is what the statue is made of.",
                "material",
            ),
            "clock": _topic(
                "Who built the clock?|Who made the old clock?|What's the name of the clockmaker?|Whose work is the clock?",
                "The old clock was built by {v}.|{v} built the old clock.",
                "person",
            ),
            "gift": _topic(
                "Who gave the collection to the museum?|Who donated the collection?|Whose collection was it?|From whom is the collection?",
                "The collection was given by {v}.|{v} gave the collection to the museum.",
                "person",
            ),
            "shop": _topic(
                "Where is the museum shop?|Where can I buy postcards?|Where do I find the shop?|Where's the shop?",
                "The shop is {v}.|You find the shop {v}.",
                "inside",
            ),
            "tour": _topic(
                "When is the next tour?|What time is the guided tour?|At what time does the tour start?|When can I join a tour?",
                "The next tour starts at {v}.|There is a tour at {v}.",
                "shut",
                "The next tour starts at {v}.",
            ),
            "height": _topic(
                "How tall is the statue?|How high is the statue?|What's the height of the statue?|How big is the statue?",
                "The statue is {v} metres tall.|The height of the statue is {v} metres.",
                "years",
            ),
            "rooms": _topic(
                "How many rooms are there?|How many rooms does the museum have?|What's the number of rooms?|Through how many rooms can I walk?",
                "The museum has {v} rooms.|There are {v} rooms.",
                "count",
            ),
        },
    ),
    "ship": (
        "You are {a}, the voice of the ferry {p}.|You help the passengers of the ship {p}.|You answer questions on board a ferry.|Your name is {a}. You speak to passengers on the {p}.|You are a helper on a train to {c}.",
        {
            "captain": _topic(
                "Who is the captain?|What's the captain's name?|What is the captain called?|Who's in command?",
                "The captain is {v}.|The captain is called {v}.",
                "person",
            ),
            "arrival": _topic(
                "When do we arrive?|What time do we get there?|At what time is the arrival?|When are we there?",
                "We arrive at {v}.|Arrival is at {v}.",
                "clock",
            ),
            "stop": _topic(
                "What's the next stop?|Where do we stop next?|Which place comes next?|Where do we go next?",
                "The next stop is {v}.|We stop in {v} next.",
                "city",
            ),
            "restaurant": _topic(
                "Where is the restaurant?|Where can I eat on board?|Where do I get food?|Where's the restaurant?",
                "The restaurant is on deck {v}.|You find the restaurant on deck {v}.",
                "years",
            ),
            "shop": _topic(
                "When does the shop open?|At what time can I buy something?|When is the shop open?|What time does the shop open?",
                "The shop opens at {v}.|The shop on board opens at {v}.",
                "clock",
            ),
            "doctor": _topic(
                "Who is the doctor on board?|What's the doctor's name?|I feel sick, who is the doctor?|What is the doctor called?",
                "The doctor on board is {v}.|The doctor is called {v}.",
                "person",
            ),
            "cabin": _topic(
                "When can I go to my cabin?|When are the cabins ready?|At what time are the cabins open?|From when can we use the cabin?",
                "Cabins are ready at {v}.|The cabins open at {v}.",
                "clock",
            ),
            "film": _topic(
                "Which film is shown?|What film is on tonight?|What can I watch tonight?|What's the film tonight?",
                "Tonight's film is {v}.|The film {v} is shown tonight.",
                "film",
            ),
            "blankets": _topic(
                "Where do I get a blanket?|I'm cold, where are blankets?|Where are the blankets?|Where can I find a blanket?",
                "Blankets are {v}.|You get blankets {v}.",
                "inside",
            ),
            "speed": _topic(
                "How long does the trip take?|How many hours does it take?|How long are we on the way?|What's the travel time?",
                "The trip takes {v} hours.|We travel for {v} hours.",
                "years",
                "The trip takes {v} hours.",
            ),
        },
    ),
}
FORMATS: Final = ("CSV", "PDF", "plain text", "JSON", "a spreadsheet", "XML")
MENUS: Final = ("settings", "view", "display", "profile", "tools", "start", "options", "account")
MATERIALS: Final = (
    "marble",
    "bronze",
    "oak",
    "glass",
    "sandstone",
    "ivory",
    "clay",
    "granite",
    "iron",
    "limestone",
    "plaster",
    "gold",
)
