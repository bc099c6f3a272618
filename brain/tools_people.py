"""Functions for people, papers and what one wants to know."""

from __future__ import annotations

from typing import Final

from brain.tools_acts import Act

ACTS: Final = (
    Act(
        names="send message | send text | message send | text contact | new message", can="send messages", about="Send a text message to a person. | Texts somebody. | Send a message.", takes="to=person text", is_common=True,
        says="""Tell {to} that {text}. | Text {to} that {text}. | Send {to} a message: {text}. | Let {to} know that {text}. | Write {to} that {text}. | Message {to}: {text}. | Could you tell {to} that {text}? | Send a message to {to} saying {text}.
Send a message. | Send {to} a message. | Text {to}. | I want to write to {to}. | Send a text, please. | Write a message to {to}. | {to} should know that {text}.""",
        done="I've told {=to}. | The message to {=to} is sent. | Done, {=to} will get it.", gives="status:sent at=clock -> The message to {=to} was sent at {at}.", asks="at | When was it sent? | At {at}.",
        again="And tell {to}, too. | Send {to} the same. | Tell {to} as well. | {to} should get it, too.", back="Tell {to:them} that {text}. | Send {to:them} a message: {text}. | Let {to:them} know that {text}. | Write {to:them} that {text}.",
        topics="""I hate it when people don't answer messages. -> I understand, waiting is no fun.
My grandmother still writes letters. -> How lovely.
I got a strange message yesterday. -> Oh, I hope it was nothing bad.
She texts all day long. -> She must have many friends.""",
    ),
    Act(
        names="send email | email send | write email | mail send", can="send e-mails", about="Send an e-mail with a text. | E-mails somebody.", takes="to=person text subject=event?",
        says="""Send an email to {to}: {text}. | Email {to} that {text}. | Write {to} an email saying that {text}. | Mail {to} that {text}. | Send {to} an email about the {subject}: {text}. | Please email {to}: {text}.
Send an email. | Email {to}. | Write {to} an email. | I have to send an email to {to}. | An email to {to}, please. | Drop {to} an email: {text}.""",
        done="The email to {=to} is sent. | Done, I've emailed {=to}.", gives="status:sent folder:outbox at=clock -> The email to {=to} went out at {at}.", again="And {to}, too. | Send it to {to} as well. | The same to {to}.",
        topics="""My inbox is always full. -> That's tiring.
Nobody reads emails any more. -> Some people still do.
I spent the whole day on emails. -> That sounds exhausting.""",
    ),
    Act(
        names="read messages | get messages | check messages | list messages", can="read messages", about="Read new messages of a person. | Reads messages.", takes="person?", kin="inbox",
        says="""Read my messages. | Any news from {person}? | Did {person} write to me? | Do I have new messages? | Check my messages, please. | What did {person} write? | Has anybody texted me? | Read me what {person} sent.""", done="There are no new messages.", gives="count=few from=person -> You have {count} messages, the last one is from {from}.\nmessages.from=person messages.text=text -> {from} writes: {text}.", empty="You have no new messages. | There are no messages.",
    ),
    Act(
        names="make call | call contact | phone call | start call | dial contact", can="make calls", about="Call a person by phone. | Phones somebody.", takes="person", is_common=True, opposite="end call",
        says="""Call {person}. | Ring {person}, please. | I want to talk to {person} on the phone. | Phone {person}. | Get me {person} on the line. | Please call {person}. | I need to speak to {person}, call right now. | Could you ring {person}?
Make a call. | I want to call someone. | Start a call. | I have to phone somebody. | Can you put me through to {person}?""", done="I'm calling {=person}. | Calling {=person} now.", gives="status:ringing number=phone -> It's ringing at {=person}'s number, {number}.\nstatus:busy -> {=person} is on another call.", empty="I found no number for {=person}.", again="Then call {person}. | Try {person} instead. | And {person}.", back="Call {person:them}, please. | Ring {person:them} for me. | Get {person:them} on the phone, please.",
        topics="""My phone rings all day. -> That sounds tiring.
I don't like talking on the phone. -> Many people feel that way.
Someone called at three in the morning. -> Oh dear, that must have woken you.""",
    ),
    Act(
        names="end call | hang up | finish call | call end", can="end the call", about="End the running call. | Hangs up.", takes="", opposite="make call",
        says="""Hang up. | End the call. | Please hang up now. | Finish this call. | Put the phone down. | End this phone call, please. | You can hang up now. | I've said it all, hang up for me.""", done="The call is over. | Done, I've hung up.",
    ),
    Act(
        names="create event | add event | calendar add | new appointment | schedule event", can="create calendar events", about="Put an event into the calendar. | New calendar entry. | Create an event.", takes="event day time~", is_common=True, opposite="delete event",
        says="""Put {event} into my calendar {day} at {time}. | Schedule {event} {day} at {time}. | Add {event} {day} at {time} to the calendar. | I have {event} {day} at {time}, note that in the calendar. | Create an event called {event} {day} at {time}. | Enter {event} {day} at {time}, please.
Create an event. | Put {event} into my calendar. | Schedule {event} {day}. | Add {event} {day} to the calendar. | New calendar entry, please. | Schedule {event}. | Block {time} {day} for {event}.""",
        done="{event} is in your calendar. | Done, {event} is noted for {=day}. | I've put it into your calendar for {=day}.", gives="status:created conflict=event -> It's in your calendar, but it overlaps with {conflict}.\nstatus:created reminders=few -> {event} is in your calendar, with {reminders} reminders.", again="Make it {day}. | And the same {day}. | Again {day}. | No, {day}.",
        topics="""My week is so full. -> I hope there's some time to rest.
The dentist hurt me last time. -> I'm sorry, I hope it's better now.
I forgot our wedding day once. -> Oh no! I hope you were forgiven.""",
    ),
    Act(
        names="get events | list events | calendar list | check calendar | read calendar", can="read your calendar", about="List the calendar events of a day. | Reads the calendar.", takes="day", is_common=True,
        says="""What's on my calendar {day}? | Do I have anything {day}? | Am I free {day}? | What are my plans {day}? | Read my events {day}. | Is there anything in the calendar {day}? | What do I have to do {day}, according to the calendar?
What's on my calendar? | Read my calendar. | Check my calendar, please. | Do I have any appointments? | What does the calendar say? | Have I got time {day}?""", done="There is nothing {day}. | You are free {day}.",
        gives="events=events -> You have {events} {day}. | {day} you have {events}.\ncount=few first.title=event first.time=clock -> You have {count} events {day}, the first is {title} at {time}.\nnext=event at=clock -> You have {next} at {at}.", empty="You have nothing {day}. | Your calendar is empty {day}. | There is nothing {day}.", asks="at | When exactly? | At {at}.\nplace | And where is it? | At {place}.", again="And {day}? | What about {day}? | How about {day}?",
    ),
    Act(
        names="delete event | cancel event | remove event | calendar remove", can="delete calendar events", about="Delete an event from the calendar. | Removes an event.", takes="event day?", opposite="create event",
        says="""Delete {event} from my calendar. | Cancel {event} {day}. | Remove {event} from the calendar. | {event} is off, take it out of my calendar. | Take {event} {day} out of the calendar. | Cancel my {event}.
Delete an event. | Cancel an appointment {day}. | Take something out of my calendar. | I won't go to {event}, delete it.""", done="{event} is deleted. | Done, {event} is out of your calendar. | I've removed {event}.", again="And {event}. | {event}, too. | Also {event}.",
    ),
    Act(
        names="move event | reschedule event | change event | calendar move", can="move calendar events", about="Move an event to another time. | Reschedules.", takes="event time day?",
        says="""Move {event} to {time}. | Reschedule {event} to {time}. | Change {event} to {time} {day}. | {event} starts at {time} now, change that. | Shift {event} to {time}, please. | Postpone {event} to {time} {day}.
Move {event}. | Reschedule {event}, please. | Change the time of {event}. | Postpone {event}. | I can't make {event}, better at {time}.""", done="{event} is at {time} now. | Done, I've moved {event} to {time}.", again="Make it {time}. | No, {time}. | Better {time}.",
    ),
    Act(
        names="add todo | add task | create task | todo add | new task", can="add tasks", about="Add a task to the to-do list. | New to-do.", takes="task day?", clash="note", opposite="complete task",
        says="""Add {task} to my to-do list. | Put {task} on my list. | I still have to {task}, put it on the list. | New task: {task}. | I need to {task} {day}, add that to my tasks. | Note that I have to {task}. | My to-do list should say {task}.
Add a task. | Put something on my to-do list. | New task, please. | I have a new to-do. | Another thing for my list: {task}.""", done="I've added it to your list. | Done, it's on your list. | It's on your to-do list.", gives="status:ok open_tasks=many -> It's on your list, you have {open_tasks} open tasks now.", asks="open_tasks | How many do I have now? | You have {open_tasks} open tasks.", again="And {task}. | Also {task}. | And then {task}.",
        topics="""I never finish my list. -> One step at a time.
I have so much to do. -> That sounds like a lot. Take it step by step.
I did everything yesterday. -> Well done!""",
    ),
    Act(
        names="list tasks | get tasks | read todo | show tasks | todo list", can="read your tasks", about="List the open tasks. | Reads the to-do list.", takes="",
        says="""What's on my to-do list? | Read me my tasks. | What do I still have to do? | Show my tasks. | Which tasks are open? | What's left on my list? | Tell me my to-dos. | Is there anything left to do?""", done="Your list is empty.", gives="tasks=tasks -> You still have to {tasks}. | Your tasks are to {tasks}.\nopen=many first=task -> There are {open} open tasks, the first is to {first}.", empty="Your list is empty. | There is nothing left to do.", asks="due | When is the first one due? | {due}.",
    ),
    Act(
        names="complete task | finish task | check off task | task done", can="tick off tasks", about="Mark a task as done. | Ticks off a task.", takes="task", opposite="add todo",
        says="""Mark {task} as done. | Tick off {task}. | Check off {task}, please. | The task {task} is finished. | Take {task} off the list, it's done.
Mark a task as done. | Tick something off my list. | I finished a task. | One less thing to do: {task} is done.""", done="It's ticked off. | Well done, it's off your list. | Done, that's ticked off.", again="And {task}. | {task}, too. | Also {task}.",
    ),
    Act(
        names="add shopping item | shopping add | add to shopping list | shopping list add", can="add to the shopping list", about="Add an item to the shopping list. | Shopping list.", takes="grocery count?", is_common=True, clash="shopping", opposite="remove shopping item",
        says="""Add {grocery} to the shopping list. | Put {grocery} on the list. | We're out of {grocery}. | We need {grocery}. | There's no {grocery} left. | I used up the last {grocery}. | Write {grocery} on the shopping list, please. | We need {count} packs of {grocery}.
Add something to the shopping list. | Put something on the shopping list. | I have something for the shopping list. | Next time at the store we should get {grocery}. | The {grocery} is almost gone.""", done="{grocery} is on the list. | I've added {grocery}. | Done, I put {grocery} on the list.", gives="status:added items=many -> {grocery} is on the list, that makes {items} items.\nlist=groceries -> Your list has {list} now.", again="And {grocery}. | Also {grocery}. | {grocery}, too. | And we need {grocery}.",
        topics="""I love grocery shopping. -> It can be fun.
The store was so crowded. -> That's tiring.
I never eat breakfast. -> Many people skip it.""",
    ),
    Act(
        names="remove shopping item | shopping remove | delete from shopping list", can="remove things from the shopping list", about="Remove an item from the shopping list. | Takes something off the list.", takes="grocery", opposite="add shopping item",
        says="""Take {grocery} off the shopping list. | Remove {grocery} from the list. | We don't need {grocery} any more. | Delete {grocery} from the shopping list. | I already bought {grocery}, so take it off the list. | Strike {grocery} off the list.
Remove something from the shopping list. | Take something off the list. | Somebody gave us {grocery}, so cross it off.""", done="{grocery} is off the list. | Done, I've removed {grocery}.", again="And {grocery}. | {grocery}, too. | Also {grocery}.",
    ),
    Act(
        names="read shopping list | get shopping list | show shopping list", can="read the shopping list", about="Read the shopping list. | What to buy.", takes="",
        says="""What's on the shopping list? | Read the shopping list. | What do we need to buy? | I'm at the store, what do we need? | Tell me what's on the shopping list. | Show the shopping list, please. | What should I get at the store? | I'm standing in the supermarket with an empty cart.""", done="The list is empty.", gives="items=groceries -> You need {items}. | There's {items} on the list.\ncount=many items=groceries -> There are {count} things on it, among them {items}.", empty="The shopping list is empty. | There is nothing on the list.",
    ),
    Act(
        names="create note | take note | save note | note create", can="take notes", about="Write down a note. | Saves a note.", takes="note title=title?", clash="note",
        says="""Make a note that {note}. | Write down that {note}. | Note that {note}. | Save a note: {note}. | Take a note, please: {note}. | Keep in mind for later that {note}, write it down.
Take a note. | Write something down for me. | Make a note, please. | I want to note something. | Jot down that {note}.""", done="I've written it down. | The note is saved. | Done, it's noted.", gives="note_id=many -> The note is saved as number {note_id}.", asks="note_id | Which number is it? | It's number {note_id}.", again="And that {note}. | Also note that {note}. | And write that {note}.",
        topics="""My handwriting is terrible. -> Nobody but you has to read it.
I lost my notebook on the train. -> I'm sorry, I hope somebody finds it.
She takes notes all the time. -> That's diligent.""",
    ),
    Act(
        names="search notes | find note | note search", can="search your notes", about="Search the notes for a topic. | Finds notes.", takes="topic", kin="search",
        says="""Find my note about {topic}. | What did I write about {topic}? | Search my notes for {topic}. | Do I have a note on {topic}? | Look up {topic} in my notes. | Is there anything about {topic} in my notes?
Search my notes. | Find a note. | I'm looking for one of my notes. | I once wrote something down on {topic}, where is it?""", done="I found nothing about {topic}.", gives="note=note -> Your note says that {note}.\nfound=few first=note -> There are {found} notes, the first says that {first}.", empty="You have no note about {topic}. | There is nothing about {topic} in your notes.", again="And {topic}? | What about {topic}? | And about {topic}?",
    ),
    Act(
        names="search web | web search | google | internet search", can="search the web", about="Search the web. | Looks things up on the internet.", takes="topic", kin="search",
        says="""Search the web for {topic}. | Look up {topic} on the internet. | Google {topic}. | Find something about {topic} online. | Do a web search on {topic}, please. | What does the internet say about {topic}?
Search the web. | Look something up for me. | Do a web search. | Find something online. | I'd like some web pages on {topic}.""", done="I found nothing useful.", gives="results=many top=headline -> I found {results} pages, the first is called {top}.\ntop.title=headline -> The first page is called {title}.", empty="I found nothing about {topic}.", again="And {topic}. | Now {topic}. | And then {topic}.",
    ),
    Act(
        names="get news | read news | news headlines | latest news", can="read the news", about="News about a topic. | Reads the news.", takes="topic?", is_common=False, kin="news",
        says="""What's in the news? | Read me the news. | Any news about {topic}? | What's new in {topic}? | Give me the headlines. | Tell me the latest news on {topic}. | What happened in the world today? | Has anything happened with {topic}?""", done="There are no news right now.", gives="headlines=headlines -> The headlines are: {headlines}.\narticles.top=headline articles.count=many -> There are {count} articles, the first says: {top}.", empty="There is nothing new. | I found no news.", again="And about {topic}? | What about {topic}? | And {topic}?",
        topics="""The news make me sad. -> I understand. A break may help.
I don't watch the news any more. -> That can be good for the nerves.
My uncle writes for a newspaper. -> That's an interesting job.""",
    ),
    Act(
        names="get stock price | stock price | stock quote | share price", can="look up stock prices", about="Price of a company's stock. | Stock prices.", takes="company",
        says="""What's the stock price of {company}? | How is {company} doing on the stock market? | How much is a share of {company}? | Check the {company} stock. | Tell me the price of {company} shares. | Where does {company} stand today?
Check a stock for me. | What's the stock price? | How are my shares doing? | Is {company} up or down?""", done="I have no price for {company}.", gives="price_usd=price -> {company} is at {price_usd} dollars. | A share of {company} costs {price_usd} dollars.\nprice=price change_percent=few -> {company} is at {price} dollars, up {change_percent} percent.", asks="change_percent | And how did it change? | It's up {change_percent} percent.", again="And {company}? | What about {company}? | How about {company}?", back="How are {company:their} shares doing? | What's {company:their} stock price? | How much is a share of {company:it}?",
        topics="""I lost money with stocks once. -> I'm sorry to hear that.
My cousin works at the stock exchange. -> That must be exciting.
Shares are too risky for me. -> That's a sensible view.""",
    ),
    Act(
        names="convert currency | currency convert | exchange money | convert money", can="convert money", about="Convert an amount of dollars into another currency. | Currency converter.", takes="amount currency",
        says="""Convert {amount} dollars into {currency}. | How much is {amount} dollars in {currency}? | What are {amount} dollars in {currency}? | {amount} dollars in {currency}, please. | Change {amount} dollars to {currency}. | How many {currency} do I get for {amount} dollars?
Convert some dollars. | Convert {amount} dollars. | How many {currency} do I get? | I need {currency}. | If I have {amount} dollars, what is that in {currency}?""", done="I have no rate for {currency}.", gives="result=price -> That's {result} {currency}. | {amount} dollars are {result} {currency}.\nrate=rate result=price -> It's {result} {currency}, at a rate of {rate}.", asks="rate | And at what rate? | The rate is {rate}.", again="And {amount}? | And in {currency}? | What about {currency}? | And {amount} dollars?",
    ),
    Act(
        names="translate text | translate | translation | translate phrase", can="translate", about="Translate a text into a language. | Translates.", takes="term language",
        says="""Translate {term} into {language}. | How do you say {term} in {language}? | What is {term} in {language}? | I need {term} in {language}. | Say {term} in {language}. | Put {term} into {language}, please.
Translate {term}. | Translate something into {language}. | I need a translation. | How do you say {term}? | My guest speaks {language}, how do I say {term}?""", done="I have no translation for that.", gives="translation=word -> In {language} that's {translation}. | It's {translation}.\nresult.text=word -> They say {text}.", again="And in {language}? | What about {language}? | Now {language}.", back="How do you say {term} in {language:it}? | What is {term} in {language:that language}? | Translate {term} into {language:it}.",
        topics="""Languages are hard. -> They are, but practice helps.
My teacher was from Brazil. -> That's interesting.
I only speak English. -> That gets you far.""",
    ),
    Act(
        names="define word | dictionary lookup | lookup word | get definition", can="look up words", about="Meaning of a word. | Dictionary.", takes="word", kin="search",
        says="""What does {word} mean? | Define {word}. | Look up {word} in the dictionary. | What's the meaning of {word}? | Explain the word {word}. | I don't know the word {word}.
Look up a word. | I need the meaning of a word. | Define a word for me. | Somebody called me {word}, what is that?""", done="{word} is not in the dictionary.", gives="synonym=word -> {word} means about the same as {synonym}.\nkind:adjective synonym=word -> It's an adjective, and much the same as {synonym}.", empty="I found no word like that.", again="And {word}? | What about {word}? | And {word}, please.",
    ),
    Act(
        names="find recipe | get recipe | recipe search | search recipes", can="find recipes", about="Find a recipe for a dish. | Recipes.", takes="dish",
        says="""How do I make {dish}? | Find a recipe for {dish}. | I want to cook {dish}. | Get me a {dish} recipe. | What do I need for {dish}? | Look for a {dish} recipe, please.
Find a recipe. | I need a recipe. | What could I cook? Find me a recipe. | My kids are asking for {dish}, how is it done?""", done="I found no recipe for {dish}.", gives="minutes=minutes_left ingredients=groceries -> For {dish} you need {ingredients}, and it takes {minutes} minutes.\ningredients=groceries -> You need {ingredients}.\nrecipe.minutes=minutes_left recipe.steps=few -> You need {minutes} minutes for {dish}, and there are {steps} steps.", asks="""minutes | How long does it take? | It takes {minutes} minutes.
ingredients | What do I need? | You need {ingredients}.""", empty="I found no recipe for {dish}.", again="And {dish}? | Or {dish}? | What about {dish}?", back="Find me a recipe for {dish:it}. | How do I make {dish:it}? | What do I need for {dish:that}?",
        topics="""I burned the soup yesterday. -> Oh no! That happens to the best cooks.
My husband does all the cooking. -> Lucky you!
I'm not a good cook. -> Practice helps, and so do good recipes.""",
    ),
    Act(
        names="log workout | add workout | track workout | save exercise", can="log workouts", about="Log a workout in minutes. | Fitness log.", takes="workout minutes",
        says="""Log {minutes} of {workout}. | I did {minutes} of {workout}, log it. | Note {minutes} of {workout} as a workout. | Add {minutes} of {workout} to my training. | Track {workout} for {minutes}. | Put down {minutes} of {workout} for today.
Log a workout. | I did some {workout}, log it. | Log {minutes} of exercise. | Add a workout, please. | {workout} for {minutes} goes into my training log.""", done="{minutes} of {workout} are logged. | Well done, it's logged.", gives="calories=calories -> It's logged, you burned {calories} calories.\ntotal.minutes=distance -> It's logged, that makes {minutes} minutes this week.", asks="calories | How many calories was that? | It was {calories} calories.", again="Make it {minutes}. | And {minutes} of {workout}. | No, {minutes}.",
        topics="""I should exercise more. -> A little every day is a good start.
My knees hurt after the gym. -> I'm sorry, be good to them.
I ran a marathon once. -> Wow, that's impressive!""",
    ),
    Act(
        names="get steps | step count | read steps | fitness steps", can="count your steps", about="Steps walked on a day. | Step counter.", takes="day?",
        says="""How many steps did I walk {day}? | Read my step count. | How far did I walk? | Have I moved enough? | How many steps do I have? | Check my steps, please. | My steps {day}, please. | Was I lazy {day}, in steps?""", done="I have no steps for that day.", gives="steps=step_count -> You walked {steps} steps.\nsteps=step_count goal:10000 -> You have {steps} steps so far.\nsteps=step_count km=few -> You walked {steps} steps, that's {km} kilometres.", asks="km | How far is that? | That's {km} kilometres.",
    ),
    Act(
        names="log medication | take medicine | medication log | record medicine", can="log medication", about="Record that a medicine was taken. | Medication log.", takes="medicine time?",
        says="""I took {medicine}, log it. | Log {medicine}. | Record that I had {medicine}. | Note that I took {medicine} at {time}. | Write {medicine} into my medication log. | I had {medicine} at {time}, please record it.
Log my medicine. | I took a pill, log it. | Record a medicine. | For the log: {medicine}, taken.""", done="{=medicine} is logged. | Done, I've recorded {=medicine}.", gives="status:ok doses_today=few -> It's logged, that makes {doses_today} doses today.", asks="doses_today | How many was that today? | {doses_today} today.", again="And {medicine}. | Also {medicine}. | {medicine}, too.", back="I just took {medicine:it}, log that. | Log {medicine:it} for me. | Write {medicine:it} into my log.",
        topics="""The pills are so big. -> That's unpleasant.
My doctor is very strict. -> I'm sure it's for your good.
I've been healthy all year. -> That's good to hear!""",
    ),
    Act(
        names="start game | play game | launch game | game start", can="start games", about="Start a game with the user. | Games.", takes="game",
        says="""Let's play {game}. | Start {game}. | I want to play {game}. | Play {game} with me. | Open {game}, please. | How about a round of {game}?
Let's play a game. | Start a game. | I want to play something with you. | Play with me, please. | The kids want {game}.""", done="Let's play {game}. | {game} is starting.", gives="state:started players=few -> {game} starts with {players} players.", again="Rather {game}. | Now {game}. | And then {game}.",
        topics="""I was good at chess once. -> That's a fine game.
My son plays too much. -> That worries many parents.
I always lose. -> Maybe you'll win next time.""",
    ),
    Act(
        names="get score | match result | sports score | team score", can="look up match results", about="Result of a team's last match. | Sports results.", takes="team",
        says="""How did {team} play? | What's the score of {team}? | Did {team} win? | How did {team} do? | Tell me the result of {team}. | Check the {team} score.
What's the score? | How did my team play? | Tell me the result of the match. | I missed the {team} match, how was it?""", done="I have no result for {team}.", gives="score=score opponent=team -> {team} played {score} against {opponent}. | It was {score} against {opponent}.\nscore=score -> The score was {score}. | {team} played {score}.", empty="I found no match of {team}.", asks="opponent | Against whom? | Against {opponent}.\nscorer | Who scored? | {scorer} scored.", again="And {team}? | What about {team}? | How did {team} do?", back="How did {team:they} play? | Did {team:they} win? | What was {team:their} score?",
        topics="""I hate losing. -> Nobody likes it.
We watched the match with friends. -> That sounds like fun.
My team always loses. -> Maybe next time they'll win.""",
    ),
    Act(
        names="find book | search book | library search | book lookup", can="look up books", about="Find a book in the library. | Library search.", takes="book",
        says="""Do you have {book}? | Is {book} in the library? | Find the book {book}. | Look for {book}, please. | I'd like to borrow {book}. | Search the library for {book}.
Find a book. | I'm looking for a book. | Search the library. | My teacher wants us to read {book}, is it there?""", done="I didn't find {book}.", gives="available:true shelf=gate -> {book} is there, on shelf {shelf}.\ncopies=few floor=few -> There are {copies} copies on floor {floor}.", empty="{book} isn't there, I'm sorry. No copy is left.", asks="shelf | Which shelf? | Shelf {shelf}.", again="And {book}? | What about {book}? | And {book}, please.", back="Do they have {book:it} in the library? | Look for {book:it} in the library. | Find {book:it} in the library, please.",
    ),
)  # fmt: skip
