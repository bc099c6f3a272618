"""Functions of a home, a kitchen clock and a loudspeaker."""

from __future__ import annotations

from typing import Final

from brain.tools_acts import Act

ACTS: Final = (
    Act(
        names="get weather | fetch weather | weather lookup | current weather | check weather", can="check the weather",
        about="Get the current weather in a city. | Tells the weather right now. | Current weather for a place.", takes="city", kin="weather", is_common=True,
        says="""What's the weather like in {city}? | How warm is it in {city}? | Is it raining in {city}? | How's the weather in {city} right now? | Check the weather in {city}, please. | Do I need an umbrella in {city}? | Tell me the temperature in {city}. | Should I take a coat in {city}? | Is it cold in {city}?
What's the weather like? | How warm is it outside? | Do I need an umbrella? | Tell me the weather, please. | Is it raining? | Is it cold outside? | {city} weather, please. | Can I go out in {city} without a jacket?""",
        done="I have no more details for {city}.",
        gives="""temperature_c=temperature condition=sky -> It's {temperature_c} degrees with {condition} in {city}. | In {city} it's {temperature_c} degrees with {condition}.
temperature=temperature condition=sky wind_kmh=wind -> It's {temperature} degrees with {condition} in {city}, and the wind blows at {wind_kmh} kilometres per hour. | {temperature} degrees and {condition} in {city}, with {wind_kmh} kilometres per hour of wind.
weather.temp_c=temperature weather.sky=sky -> There's {sky} in {city}, at {temp_c} degrees. | It's {temp_c} degrees in {city}, with {sky}.
temperature_c=temperature rain_percent=chance -> It's {temperature_c} degrees in {city}, and the chance of rain is {rain_percent} percent.""",
        asks="""wind_kmh | And how windy is it? | The wind blows at {wind_kmh} kilometres per hour.
temperature_c | And how warm is it? | It's {temperature_c} degrees.
rain_percent | And will it rain? | The chance of rain is {rain_percent} percent.
humidity | And how humid is it? | The humidity is {humidity} percent.""",
        empty="I'm sorry, there is no weather for {city}.", again="And in {city}? | What about {city}? | And how is it in {city}? | {city}, too?", back="What's the weather like {city:there}? | How warm is it {city:there}? | Is it raining {city:there}? | Do I need a jacket {city:there}?",
        topics="""I love rainy weather. -> Rain can be cosy indeed.
The weather was awful on our holiday. -> That's a pity. I hope you had fun anyway.
I forgot my umbrella yesterday and got soaked. -> Oh no! I hope you're dry again.
My aunt talks about the weather all day. -> Some people like to.""",
    ),
    Act(
        names="get forecast | weather forecast | forecast weather | fetch forecast", can="get the weather forecast", about="Weather forecast for a city on a day. | The weather of a coming day. | Forecast for a day.", takes="city day", kin="weather",
        says="""What will the weather be like in {city} {day}? | Will it rain in {city} {day}? | How warm will it be in {city} {day}? | Get me the forecast for {city} {day}. | Forecast for {city} {day}, please. | Will I need sunscreen in {city} {day}? | Does it look like snow in {city} {day}?
Will it rain {day}? | What will the weather be like {day}? | What's the forecast for {city}? | Tell me the forecast. | Will it be sunny in {city}? | Will it be warm enough for a picnic in {city} {day}?""",
        done="I have no more details for {city}.",
        gives="""high_c=temperature condition=sky -> Expect {condition} and up to {high_c} degrees in {city}. | It will be up to {high_c} degrees in {city}, with {condition}.
forecast.high=temperature forecast.rain_chance=chance -> In {city} it will be up to {high} degrees, with a rain chance of {rain_chance} percent.
condition=sky -> There will be {condition} in {city}. | {city} will have {condition}.""",
        asks="""rain_chance | And how likely is rain? | The chance of rain is {rain_chance} percent.
high_c | And how warm does it get? | Up to {high_c} degrees.
low_c | And how cold does it get at night? | Down to {low_c} degrees.""", again="And {day}? | What about {city}? | And in {city}? | And how about {city}?", back="What will it be like {city:there} {day}? | Will it rain {city:there} {day}? | How warm will it be {city:there} {day}?",
        topics="""They got the forecast wrong again. -> That happens, forecasts are hard.
I never trust forecasts. -> I can understand that.
Tomorrow's weather doesn't matter to me. -> Fair enough.""",
    ),
    Act(
        names="set timer | start timer | create timer | timer start | new timer", can="set timers", about="Set a timer for some minutes. | Counts down and rings. | Start a timer.", takes="minutes", is_common=True,
        says="""Set a timer for {minutes}. | Start a timer for {minutes}, please. | {minutes} timer, please. | My eggs need {minutes}. | I need a timer for {minutes}. | Count down {minutes}. | Ring after {minutes}.
Set a timer. | Start a timer, please. | I need a timer. | Can you set a timer for me? | Put the timer on. | The pasta must cook for {minutes}, tell me when it's done.""",
        done="The timer is set for {minutes}. | Okay, {minutes} from now. | Done, I'll ring in {minutes}.", gives="timer_id=many ends_at=clock -> The timer is set and rings at {ends_at}. | Done, it rings at {ends_at}.\nstatus:running ends_at=clock -> It's running until {ends_at}.",
        asks="ends_at | And when does it ring? | It rings at {ends_at}.", again="Make it {minutes}. | Another one for {minutes}. | Actually, make that {minutes}. | No, {minutes}, please.",
        topics="""My kitchen timer broke last week. -> That's a pity.
The timer at school was always so loud. -> I can imagine.
I don't like being timed. -> I understand, it can be stressful.""",
    ),
    Act(
        names="cancel timer | stop timer | delete timer", can="cancel timers", about="Cancel the running timer. | Stops the timer.", takes="", opposite="set timer",
        says="""Cancel the timer. | Stop the timer, please. | I don't need the timer any more. | Delete my timer. | Turn that timer off. | The eggs are done, kill the timer. | End the timer. | The food is ready, so no more timer.""", done="The timer is cancelled. | Done, no more timer. | I've stopped the timer.",
    ),
    Act(
        names="set alarm | create alarm | alarm add | new alarm", can="set alarms", about="Set an alarm for a time of day. | Wakes the user. | Ring at a time.", takes="time day?", is_common=True, opposite="delete alarm",
        says="""Set an alarm for {time}. | Wake me up at {time}. | Wake me at {time} {day}. | I have to get up at {time}. | Set the alarm for {time} {day}, please. | I need an alarm at {time}. | Make sure I'm up by {time}. | Get me out of bed at {time}.
Set an alarm. | Wake me up, please. | I need an alarm. | Set an alarm {day}. | Wake me up {day}. | Don't let me sleep past {time}.""",
        done="The alarm is set for {time}. | I'll wake you at {time}. | Done, the alarm rings at {time}.", again="Make it {time}. | Another one at {time}. | Actually, {time} is better. | No, better {time}.",
        topics="""I was late because the alarm didn't ring. -> Oh no. I hope nobody was angry.
I hate alarms. -> Many people do.
A car alarm woke the whole street. -> That sounds annoying.""",
    ),
    Act(
        names="delete alarm | cancel alarm | remove alarm", can="cancel alarms", about="Delete the alarm at a time. | Removes an alarm.", takes="time", opposite="set alarm",
        says="""Delete the alarm at {time}. | Cancel my {time} alarm. | I don't have to get up at {time} any more. | Remove the alarm for {time}, please. | Switch off the alarm for {time}. | Turn the {time} alarm off.
Delete my alarm. | Cancel an alarm, please. | Remove an alarm. | No alarm at {time}, please, I'm sleeping in.""", done="The alarm at {time} is deleted. | Done, no alarm at {time}. | I've removed the {time} alarm.",
    ),
    Act(
        names="set reminder | add reminder | create reminder | remind me", can="set reminders", about="Remind the user of something at a time. | Creates a reminder.", takes="task time day?", clash="note",
        says="""Remind me to {task} at {time}. | Remind me at {time} to {task}. | Don't let me forget to {task} at {time}. | Set a reminder to {task} {day} at {time}. | At {time} I must {task}, remind me. | Please remind me to {task} at {time}.
Remind me to {task}. | Set a reminder. | Set a reminder for {time}. | Don't let me forget to {task}. | Remind me {day}. | Give me a nudge at {time} to {task}.""",
        done="I'll remind you to {task} at {time}. | The reminder is set for {time}. | Done, I'll remind you at {time}.",
        topics="""I forget everything these days. -> That happens to all of us.
My mother used to remind me of everything. -> She cared a lot.
This song reminds me of summer. -> What a lovely memory.""",
    ),
    Act(
        names="set light | switch light | control light | light state", can="switch the lights", about="Switch the light in a room on or off. | Turns lights on or off.", takes="room switch", is_common=True, clash="on off",
        says="""Turn {switch} the light in the {room}. | Switch the {room} light {switch}. | Turn the lights in the {room} {switch}, please. | {room} lights {switch}. | Please switch {switch} the lamp in the {room}. | I want the light in the {room} {switch}. | Light {switch} in the {room}.
Turn the light {switch}. | Switch the lights {switch}, please. | Turn {switch} the light. | Change the light in the {room}. | Can you get the lights in the {room} {switch}?""",
        done="Done, the {room} light is {switch}. | The light in the {room} is {switch}. | The {room} light is {switch} now.", again="Turn it {switch} again. | And the {room}? | The {room}, too. | Now turn it {switch}.", back="I'm leaving this room, so turn the light {switch} {room:in here}. | Turn {switch} the light {room:here}, please. | Turn the light {switch} {room:in here}. | Make the light {switch} {room:in here}.",
        topics="""I like candle light more. -> Candles are cosy.
The light in the office gives me a headache. -> I'm sorry, that's no fun.
We painted under a lamp all night. -> I hope it turned out well.""",
    ),
    Act(
        names="turn on light | light on | lights on", can="turn on lights", about="Turn on the light in a room. | Makes a room bright.", takes="room", clash="on", is_common=True, opposite="turn off light",
        says="""Turn on the light in the {room}. | It's too dark in the {room}. | Make it bright in the {room}. | I can't see anything in the {room}. | Light on in the {room}, please. | Switch the {room} light on. | I need some light in the {room}.
Turn on the light. | It's too dark here. | I need more light. | Could you light up a room? | Light up the {room}, please.""", done="The light in the {room} is on. | Done, it's bright in the {room}. | I've turned on the {room} light.", again="The {room}, too. | And in the {room}. | Same in the {room}.", back="It's dark {room:in here}, light, please. | Turn on the light {room:here}. | Can you make it bright {room:in here}?",
    ),
    Act(
        names="turn off light | light off | lights off", can="turn off lights", about="Turn off the light in a room. | Makes a room dark.", takes="room", clash="off", is_common=True, opposite="turn on light",
        says="""Turn off the light in the {room}. | Nobody is in the {room}, so no light there, please. | Switch the {room} light off. | Lights out in the {room}. | Make it dark in the {room}. | The lamp in the {room} is still on, turn it off. | Kill the lights in the {room}.
Turn off the light. | Lights off, please. | Make it dark, please. | Turn a light off for me. | I left the light burning in the {room}.""", done="The light in the {room} is off. | Done, the {room} is dark. | I've turned off the {room} light.", again="The {room}, too. | And in the {room}. | Same in the {room}.",
    ),
    Act(
        names="dim light | set brightness | light brightness", can="dim the lights", about="Set the brightness of a room's light in percent. | Dims lights.", takes="percent room",
        says="""Dim the light in the {room} to {percent}. | Set the {room} light to {percent}. | Brightness {percent} in the {room}, please. | Put the {room} lamp at {percent}. | I want the {room} at {percent} brightness.
Dim the light in the {room}. | Dim the lights to {percent}. | Change the brightness, please. | Dim the lights. | Make it softer in the {room}, about {percent}.""", done="The {room} light is at {percent}. | Done, {percent} in the {room}.", again="A bit more, {percent}. | Make it {percent}. | And the {room}. | Better {percent}.",
    ),
    Act(
        names="set light color | light colour | change light color", can="change the colour of the lights", about="Change the colour of a room's light. | Coloured light.", takes="colour room",
        says="""Make the light in the {room} {colour}. | Turn the {room} light {colour}. | I want {colour} light in the {room}. | Change the {room} lamp to {colour}. | {colour} light in the {room}, please. | Let the {room} glow {colour}.
Change the colour of the light. | Make the light {colour}. | Give me another colour in the {room}. | Could the {room} be {colour} tonight?""", done="The {room} light is {colour} now. | Done, {colour} light in the {room}.", again="Make it {colour}. | Rather {colour}. | And {colour} in the {room}. | No, {colour}.",
    ),
    Act(
        names="set thermostat | set temperature | heating set | adjust heating", can="set the temperature", about="Set the temperature in degrees Celsius. | Controls the heating.", takes="fine_degrees room?", is_common=True,
        says="""Set the heating to {fine_degrees}. | Make it {fine_degrees} in the {room}. | Set the temperature to {fine_degrees}, please. | I'd like {fine_degrees} in the {room}. | Heat the house to {fine_degrees}. | Turn the thermostat to {fine_degrees}. | Warm the {room} to {fine_degrees}.
It's too cold in the {room}. | I'm freezing. | Make it a bit warmer. | Change the temperature, please. | It's too hot in here. | Turn the heating up. | {fine_degrees} would be cosy in the {room}.""",
        done="The heating is set to {fine_degrees}. | Done, {fine_degrees}. | It will be {fine_degrees} soon.", gives="target_c=$fine_degrees current_c=degrees -> It's {current_c} degrees now, and I've set it to {fine_degrees}.", again="Make it {fine_degrees}. | A little more, {fine_degrees}. | Better {fine_degrees}. | And {fine_degrees} in the {room}.",
        topics="""It was so cold in school when I was young. -> Brr, that sounds hard.
I prefer warm countries. -> I can understand that.
Heating is so expensive this year. -> Yes, that's hard on many people.""",
    ),
    Act(
        names="get room temperature | read thermometer | indoor temperature", can="read the room temperature", about="Read the temperature inside a room. | Room thermometer.", takes="room",
        says="""How warm is it in the {room}? | What's the temperature in the {room}? | Is it cold in the {room}? | Check the {room} temperature. | Read the thermometer in the {room}. | Is the {room} too warm for the baby?
Read the thermometer. | What's the room temperature? | How many degrees are there in the {room}?""", done="I have no reading for the {room}.", gives="temperature_c=degrees -> It's {temperature_c} degrees in the {room}. | The {room} is at {temperature_c} degrees.\ntemperature_c=degrees humidity=chance -> It's {temperature_c} degrees in the {room}, at {humidity} percent humidity.", asks="humidity | And the humidity? | The humidity is {humidity} percent.", again="And in the {room}? | What about the {room}? | And the {room}?",
    ),
    Act(
        names="move blinds | set blinds | control blinds", can="move the blinds", about="Open or close the blinds of a room. | Blinds up or down.", takes="percent room",
        says="""Set the blinds in the {room} to {percent}. | Close the {room} blinds by {percent}. | Move the blinds in the {room} to {percent}, please. | Blinds at {percent} in the {room}. | Lower the {room} blinds to {percent}.
Move the blinds in the {room}. | The sun is blinding me in the {room}. | Set the blinds to {percent}. | Let less sun into the {room}, blinds at {percent}.""", done="The blinds in the {room} are at {percent}. | Done, the {room} blinds are at {percent}.", again="And the {room}. | Make it {percent}. | Rather {percent}.",
    ),
    Act(
        names="lock door | door lock | lock up", can="lock the doors", about="Lock a door of the house. | Locks doors.", takes="door", opposite="unlock door",
        says="""Lock the {door}. | Please lock the {door}. | Make sure the {door} is locked. | I forgot to lock the {door}. | Secure the {door}, please. | I'm in bed already, but the {door} is still open.
Lock the door. | Lock up, please. | Lock a door for me. | Bolt the {door}, will you?""", done="The {door} is locked. | Done, the {door} is locked now.", gives="locked:true battery=chance -> The {door} is locked, and its battery is at {battery} percent. | The {door} is locked. Its battery has {battery} percent.", asks="battery | And its battery? | The battery is at {battery} percent.", again="And the {door}. | The {door}, too. | Same for the {door}.",
        topics="""I locked myself out once. -> That must have been annoying.
The door is so squeaky. -> A drop of oil may help.
Someone slammed the door. -> That can be startling.""",
    ),
    Act(
        names="unlock door | door unlock | open lock", can="unlock the doors", about="Unlock a door of the house. | Unlocks doors.", takes="door", opposite="lock door",
        says="""Unlock the {door}. | Please unlock the {door}. | Let the plumber in through the {door}. | I'm standing outside and the {door} is locked. | Open the lock of the {door}.
Unlock the door. | Let me in. | Unlock a door for me. | My hands are full, get the {door} for me.""", done="The {door} is unlocked. | Done, you can open the {door}.", again="And the {door}. | The {door}, too. | Same for the {door}.",
    ),
    Act(
        names="start vacuum | vacuum room | clean floor | run vacuum", can="start the vacuum", about="Let the robot vacuum clean a room. | Vacuums a room.", takes="room",
        says="""Vacuum the {room}. | The floor in the {room} is dirty. | Let the vacuum clean the {room}. | Send the robot to clean the {room}. | There are crumbs all over the {room}. | Please clean the {room} floor.
Start the vacuum. | The floor is dirty. | Vacuum for me, please. | Clean something up, please. | The dog left hair in the whole {room}.""", done="The vacuum is cleaning the {room}. | Done, it's on its way to the {room}.", gives="state:cleaning battery=chance minutes=minutes_left -> The {room} will be clean in {minutes} minutes.", asks="battery | How full is its battery? | The battery is at {battery} percent.", again="And the {room}. | Then the {room}. | The {room} as well.",
        topics="""Vacuuming is my least favourite chore. -> I can understand that.
My cat is afraid of the vacuum. -> Poor cat!
The neighbour vacuums at midnight. -> That sounds noisy.""",
    ),
    Act(
        names="switch device | set device | device power | toggle device", can="switch devices", about="Switch an appliance on or off. | Turns devices on or off.", takes="device switch",
        says="""Turn {switch} the {device}. | Switch the {device} {switch}. | Turn the {device} {switch}, please. | {device} {switch}, please. | Please switch {switch} the {device}. | I want the {device} {switch}.
Change the {device}. | Turn a device {switch}. | Do something about the {device}. | Set the {device} to {switch}.""", done="The {device} is {switch}. | Done, the {device} is {switch} now.", again="Turn it {switch} again. | And the {device}. | The {device}, too. | Now turn it {switch}.",
    ),
    Act(
        names="start coffee | make coffee | brew coffee", can="make coffee", about="Make cups of coffee. | Brews coffee.", takes="count level?",
        says="""Make {count} cups of coffee. | Brew {count} cups, please. | I need {count} cups of coffee. | {count} coffees for my guests, please. | Please make {count} cups of coffee. | We are {count} people and all want coffee.
Make coffee. | I need coffee. | Start the coffee machine. | Some coffee would be nice. | Coffee for {count}, please.""", done="{count} cups are coming up. | Done, your {count} cups are on their way.", gives="status:brewing ready_in_minutes=minutes_left -> Your coffee is ready in {ready_in_minutes} minutes. | The coffee needs {ready_in_minutes} minutes.", asks="ready_in_minutes | When is it ready? | In {ready_in_minutes} minutes.", again="Make it {count}. | Better {count}. | And {count} more.",
        topics="""I drink too much coffee. -> Then a cup of tea may be a change.
Coffee keeps me awake. -> Many people feel that way.
My first job was in a coffee shop. -> That must have smelled good.""",
    ),
    Act(
        names="play music | music play | start music | play song", can="play music", about="Play a song, by title. | Plays a song.", takes="song artist?", is_common=True, clash="music",
        says="""Play {song}. | Play {song} by {artist}. | I want to hear {song}. | Put on {song}, please. | Let's listen to {song}. | I'd love to hear {song} now. | Could you play {song}?
Play a song. | Put on a song, please. | Play something. | I want to hear a song. | Play a song by {artist}. | {song} would be perfect now.""", done="Here is {song}. | Playing {song}. | {song} is playing.", gives="now_playing.title=$song length_minutes=few -> {song} is playing, it takes {length_minutes} minutes.", asks="length_minutes | How long is it? | It takes {length_minutes} minutes.", again="Now {song}. | Then {song}. | Rather {song}. | And after that {song}.",
        topics="""I used to play the guitar. -> What a lovely instrument.
The band at the wedding was great. -> That sounds like fun.
My neighbours play music too loud. -> That can be annoying.""",
    ),
    Act(
        names="play genre | play style | music genre | start genre", can="play a kind of music", about="Play music of a genre. | Plays a genre.", takes="genre room?", clash="music",
        says="""Play some {genre}. | Put on {genre} in the {room}. | I'm in the mood for {genre}, put some on. | Some {genre}, please. | Let me hear {genre} in the {room}. | A little {genre} would be nice now.
Play music. | Put on some music, please. | Some music in the {room}, please. | It's so quiet here, play something. | Play music in the {room}. | How about some {genre} for dinner?""", done="Playing {genre}. | Here is some {genre}. | Here comes the {genre}.", again="Rather {genre}. | Now {genre}. | Switch to {genre}.", back="Play some of {genre:that}, please. | Put {genre:that} on. | Then play me some {genre:of it}.",
    ),
    Act(
        names="play artist | artist play | songs by", can="play songs of an artist", about="Play songs of an artist. | Plays an artist.", takes="artist", clash="music",
        says="""Play something by {artist}. | Play {artist}. | I want to listen to {artist}. | Put on {artist}, please. | Some songs by {artist}, please. | I haven't heard {artist} for ages, play me something.
Play an artist. | Play songs by my favourite band. | Put on an artist. | Nothing beats {artist}, put them on.""", done="Here is {artist}. | Playing {artist}.", gives="playing=$artist songs=many -> Playing {songs} songs by {artist}.", asks="songs | How many songs are there? | There are {songs} songs.", again="Now {artist}. | And then {artist}. | Rather {artist}.", back="Play something by {artist:them}. | Put {artist:them} on, please. | Then play {artist:them}.",
    ),
    Act(
        names="pause music | stop music | music pause | stop playback", can="pause the music", about="Pause what is playing. | Stops the music.", takes="", opposite="play music",
        says="""Pause the music. | Stop the music, please. | The phone rings, pause the song. | I need silence, stop the music. | Halt the song. | Music off, please. | Stop playing. | I can't hear anyone over this song, pause it.""", done="The music is paused. | Done, it's quiet now. | I've paused it.",
    ),
    Act(
        names="next track | skip song | skip track | next song", can="skip songs", about="Skip to the next song. | Next track.", takes="",
        says="""Skip this song. | Next song, please. | I don't like this one, next. | Play the next track. | Skip it, this song is boring. | Next track. | Go to the next song. | Not this song again, move on to another.""", done="Here is the next one. | Skipped. | Next song.", gives="now_playing.title=song now_playing.artist=artist -> Now playing {title} by {artist}. | The next one is {title} by {artist}.", asks="artist | Who is it by? | It's by {artist}.",
    ),
    Act(
        names="set volume | change volume | volume set | adjust volume", can="change the volume", about="Set the volume in percent. | Louder or softer.", takes="percent", is_common=True,
        says="""Set the volume to {percent}. | Volume {percent}, please. | Turn the sound to {percent}. | Turn the volume down to {percent}. | Turn it up to {percent}. | Make it {percent} loud.
It's too loud. | Change the volume. | Turn it up. | I can hardly hear it. | Set the volume. | The baby is asleep, go down to {percent}.""", done="The volume is at {percent}. | Done, {percent}.", again="Make it {percent}. | A bit more, {percent}. | Better {percent}. | No, {percent}.",
        topics="""The concert was so loud. -> I hope your ears are fine.
Grandpa doesn't hear well any more. -> That must be hard for him.
I like it quiet. -> Quiet is good.""",
    ),
    Act(
        names="play radio | start radio | tune radio", can="play the radio", about="Play a radio station. | Radio.", takes="station",
        says="""Play {station}. | Turn on {station}. | I want to listen to {station}. | Tune in to {station}, please. | Put {station} on the radio. | Let me hear {station}.
Turn on the radio. | Play the radio, please. | Some radio would be nice. | Start the radio. | {station} keeps me company, put it on.""", done="Here is {station}. | {station} is playing.", gives="station=$station now=headline -> {station} is on, with {now}.", again="Switch to {station}. | Rather {station}. | Now {station}.",
    ),
    Act(
        names="change channel | tv channel | switch channel", can="change the channel", about="Change the TV channel by number. | TV channel.", takes="channel",
        says="""Switch to channel {channel}. | Put the TV on channel {channel}. | Channel {channel}, please. | Go to channel {channel}. | Change to channel {channel}. | I want to watch channel {channel}.
Change the channel. | Switch the TV channel, please. | This show is awful, another channel. | My film is on channel {channel}, go there.""", done="The TV is on channel {channel}. | Here is channel {channel}.", gives="channel=$channel showing=film -> Channel {channel} is showing {showing}.", asks="showing | What is on? | {showing} is on.", again="And now channel {channel}. | Rather {channel}. | Make it {channel}.",
    ),
    Act(
        names="play film | start movie | watch movie", can="play films", about="Play a film on the TV. | Plays films.", takes="film",
        says="""Play {film}. | I want to watch {film}. | Start {film}, please. | Put on {film} for the kids. | Let's watch {film}. | Show us {film} tonight.
Play a film. | Put a movie on. | We want to watch something. | It's film night, and the choice is {film}.""", done="Enjoy {film}. | {film} is starting.", gives="title=$film minutes=distance -> {film} is starting, it takes {minutes} minutes.", asks="minutes | How long is it? | It takes {minutes} minutes.", again="Rather {film}. | No, {film}. | And after that {film}.",
    ),
    Act(
        names="take photo | take picture | camera capture", can="take photos", about="Take a photo with the camera. | Takes a picture.", takes="",
        says="""Take a photo. | Take a picture of us. | Smile, everybody! Take a photo. | Please take a picture. | Snap a photo of this. | I want a photo of the cake. | Camera, take a shot. | Get a shot of the kids now.""", done="Done, I took a photo. | The photo is taken.", gives="saved:true photos=many -> The photo is saved, you have {photos} now.", asks="photos | How many photos do I have? | You have {photos}.",
        topics="""I love old photos. -> They hold many memories.
My photo in the passport looks terrible. -> They always do.
She never smiles in photos. -> Some people are shy.""",
    ),
    Act(
        names="show camera | view camera | camera view", can="show the cameras", about="Show the camera of a room. | Looks into a room.", takes="room",
        says="""Show me the {room} camera. | What's going on in the {room}? | Let me see the {room}. | Is anybody in the {room}? | Look into the {room}. | Put the {room} camera on the screen.
Show me a camera. | Open the camera view. | Let me see one of the rooms. | I hear noises from the {room}, show me.""", done="Here is the {room}. | This is the {room} camera.", gives="people_seen=few -> I see {people_seen} people in the {room}. | There are {people_seen} people in the {room}.\nmotion:false -> Nothing moves in the {room}.", again="And the {room}? | What about the {room}? | Now the {room}.",
    ),
    Act(
        names="move robot | robot move | drive robot | robot drive", can="move the robot", about="Move the robot some steps in a direction. | Robot motion.", takes="direction steps", is_common=False,
        says="""Go {steps} steps {direction}. | Move {direction} by {steps} steps. | {steps} steps {direction}, please. | Walk {direction} for {steps} steps. | Robot, go {direction}, {steps} steps.
Go {direction}. | Move a bit. | Take {steps} steps. | Move {direction}. | Come {steps} steps {direction}.""", done="I went {steps} steps {direction}. | Done, {steps} steps {direction}.", gives="blocked:true distance_cm=distance -> Something is in the way after {distance_cm} centimetres.", again="Now {direction}. | And {steps} steps {direction}. | Again, {steps} steps.",
    ),
    Act(
        names="set fan | fan speed | change fan", can="set the fan", about="Set the speed of the fan. | Fan speed.", takes="level room?",
        says="""Set the fan to {level}. | Fan on {level}, please. | Put the fan in the {room} on {level}. | I want the fan at {level}. | Run the fan at {level}. | Let the fan run on {level} in the {room}.
Change the fan. | Set the fan in the {room}. | I need some air from the fan. | {level} speed for the fan, please.""", done="The fan is on {level}. | Done, the fan runs on {level}.", again="Make it {level}. | Rather {level}. | Better {level}.",
    ),
)  # fmt: skip
