"""What everybody knows: true facts as questions, each with one short spoken answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from brain.knowledge_more import MORE


class Fact(NamedTuple):
    """Something true."""

    asks: tuple[str, ...]
    answer: str
    want: str
    """A regular expression that a right answer holds."""


class Table(NamedTuple):
    """Facts of one kind: rows of a thing and its value."""

    asks: tuple[str, ...]
    answer: str
    rows: str
    """`thing=value`, with bars between."""


TABLES: Final = (
    Table(
        (
            "What is the capital of {a}?",
            "Which city is the capital of {a}?",
            "Do you know the capital of {a}?",
        ),
        "The capital of {a} is {b}.",
        "France=Paris|Germany=Berlin|Italy=Rome|Spain=Madrid|Portugal=Lisbon|Austria=Vienna|Belgium=Brussels|"
        "Denmark=Copenhagen|Sweden=Stockholm|Norway=Oslo|Finland=Helsinki|Iceland=Reykjavik|Ireland=Dublin|"
        "Poland=Warsaw|Hungary=Budapest|Greece=Athens|Romania=Bucharest|Bulgaria=Sofia|Croatia=Zagreb|Serbia=Belgrade|"
        "Slovakia=Bratislava|Slovenia=Ljubljana|Estonia=Tallinn|Latvia=Riga|Lithuania=Vilnius|Ukraine=Kyiv|"
        "Russia=Moscow|Turkey=Ankara|Egypt=Cairo|Morocco=Rabat|Kenya=Nairobi|Ethiopia=Addis Ababa|Ghana=Accra|"
        "Nigeria=Abuja|Senegal=Dakar|Tunisia=Tunis|Japan=Tokyo|China=Beijing|South Korea=Seoul|India=New Delhi|"
        "Nepal=Kathmandu|Thailand=Bangkok|Vietnam=Hanoi|Indonesia=Jakarta|the Philippines=Manila|Iran=Tehran|"
        "Iraq=Baghdad|Jordan=Amman|Lebanon=Beirut|Saudi Arabia=Riyadh|Mongolia=Ulaanbaatar|Australia=Canberra|"
        "New Zealand=Wellington|Canada=Ottawa|the United States=Washington|Mexico=Mexico City|Cuba=Havana|"
        "Jamaica=Kingston|Peru=Lima|Chile=Santiago|Argentina=Buenos Aires|Uruguay=Montevideo|Colombia=Bogota|"
        "Venezuela=Caracas|Ecuador=Quito|Paraguay=Asuncion|Brazil=Brasilia|England=London|Scotland=Edinburgh|Wales=Cardiff",
    ),
    Table(
        ("Which country is {b} the capital of?", "{b} is the capital of which country?"),
        "{b} is the capital of {a}.",
        "France=Paris|Germany=Berlin|Italy=Rome|Portugal=Lisbon|Denmark=Copenhagen|Norway=Oslo|Finland=Helsinki|"
        "Egypt=Cairo|Kenya=Nairobi|Japan=Tokyo|Thailand=Bangkok|Peru=Lima|Cuba=Havana|Canada=Ottawa|Greece=Athens",
    ),
    Table(
        ("What is the chemical symbol for {a}?", "Which symbol does {a} have?"),
        "The chemical symbol for {a} is {b}.",
        "hydrogen=H|oxygen=O|carbon=C|nitrogen=N|iron=Fe|gold=Au|silver=Ag|copper=Cu|sodium=Na|helium=He|calcium=Ca|"
        "lead=Pb|potassium=K|tin=Sn|zinc=Zn|neon=Ne",
    ),
    Table(
        ("Who wrote {a}?", "Who is the author of {a}?", "Do you know who wrote {a}?"),
        "{b} wrote {a}.",
        "Romeo and Juliet=William Shakespeare|Hamlet=William Shakespeare|Macbeth=William Shakespeare|"
        "Pride and Prejudice=Jane Austen|Emma=Jane Austen|Oliver Twist=Charles Dickens|A Christmas Carol=Charles Dickens|"
        "Moby Dick=Herman Melville|Frankenstein=Mary Shelley|Dracula=Bram Stoker|Don Quixote=Miguel de Cervantes|"
        "War and Peace=Leo Tolstoy|Anna Karenina=Leo Tolstoy|Crime and Punishment=Fyodor Dostoevsky|Faust=Goethe|"
        "The Odyssey=Homer|The Little Prince=Antoine de Saint-Exupery|Alice in Wonderland=Lewis Carroll|"
        "Treasure Island=Robert Louis Stevenson|Robinson Crusoe=Daniel Defoe|Gulliver's Travels=Jonathan Swift|"
        "The Jungle Book=Rudyard Kipling|The Hobbit=Tolkien|Jane Eyre=Charlotte Bronte|"
        "Wuthering Heights=Emily Bronte|Les Miserables=Victor Hugo|The Time Machine=Wells|"
        "Tom Sawyer=Mark Twain|Animal Farm=George Orwell|The Metamorphosis=Franz Kafka|Peter Pan=James Barrie|"
        "The Divine Comedy=Dante|Sherlock Holmes=Arthur Conan Doyle|Winnie the Pooh=Milne",
    ),
    Table(
        ("Who painted {a}?", "Which artist painted {a}?"),
        "{b} painted {a}.",
        "the Mona Lisa=Leonardo da Vinci|The Last Supper=Leonardo da Vinci|The Starry Night=Vincent van Gogh|"
        "Sunflowers=Vincent van Gogh|The Night Watch=Rembrandt|Girl with a Pearl Earring=Johannes Vermeer|"
        "The Scream=Edvard Munch|Guernica=Pablo Picasso|The Kiss=Gustav Klimt|the Sistine Chapel ceiling=Michelangelo|"
        "Water Lilies=Claude Monet|The Birth of Venus=Sandro Botticelli",
    ),
    Table(
        ("Who composed {a}?", "Which composer wrote {a}?"),
        "{b} composed {a}.",
        "The Magic Flute=Mozart|The Four Seasons=Vivaldi|Swan Lake=Tchaikovsky|The Nutcracker=Tchaikovsky|"
        "Moonlight Sonata=Beethoven|Fur Elise=Beethoven|the Brandenburg Concertos=Bach|the Messiah=Handel|Carmen=Bizet|"
        "Aida=Verdi|The Barber of Seville=Rossini|the Bolero=Ravel",
    ),
    Table(
        ("What is a baby {a} called?", "What do you call a young {a}?"),
        "A baby {a} is called a {b}.",
        "dog=puppy|cat=kitten|cow=calf|horse=foal|sheep=lamb|goat=kid|pig=piglet|bear=cub|lion=cub|duck=duckling|"
        "goose=gosling|swan=cygnet|deer=fawn|frog=tadpole|kangaroo=joey|hen=chick|fox=cub|seal=pup|whale=calf",
    ),
    Table(
        ("How many legs does {a} have?", "How many legs has {a} got?"),
        "{A} has {b} legs.",
        "a spider=eight|an ant=six|a dog=four|a cat=four|a bird=two|a bee=six|a crab=ten|a horse=four|a chicken=two|"
        "a butterfly=six|a scorpion=eight",
    ),
    Table(
        ("What currency do they use in {a}?", "What money is used in {a}?", "How do I pay in {a}?"),
        "In {a} you pay with {b}.",
        "Japan=yen|Germany=euros|France=euros|Italy=euros|India=rupees|Mexico=pesos|Switzerland=Swiss francs|"
        "Sweden=kronor|Poland=zlotys|Brazil=reals|China=yuan|England=pounds|the United States=dollars|Turkey=lira|"
        "Thailand=baht|South Africa=rand|Hungary=forints",
    ),
    Table(
        ("What language do they speak in {a}?", "Which language is spoken in {a}?"),
        "In {a} people speak mostly {b}.",
        "Brazil=Portuguese|Mexico=Spanish|Austria=German|Egypt=Arabic|Argentina=Spanish|Japan=Japanese|Greece=Greek|"
        "Australia=English|Turkey=Turkish|Hungary=Hungarian|Iran=Persian|Portugal=Portuguese|Poland=Polish|"
        "the Netherlands=Dutch|Chile=Spanish|Sweden=Swedish",
    ),
    Table(
        ("Which continent is {a} in?", "What continent is {a} on?"),
        "{A} is in {b}.",
        "France=Europe|Egypt=Africa|Brazil=South America|Japan=Asia|Canada=North America|Kenya=Africa|India=Asia|"
        "Peru=South America|Norway=Europe|Mexico=North America|Nigeria=Africa|China=Asia|Poland=Europe|Chile=South America",
    ),
    Table(
        ("Where is {a}?", "Do you know where {a} is?", "Which city is {a} in?"),
        "{A} is in {b}.",
        "the Eiffel Tower=Paris|Big Ben=London|the Colosseum=Rome|the Statue of Liberty=New York|the Acropolis=Athens|"
        "the Brandenburg Gate=Berlin|Bondi Beach=Sydney|the Golden Gate Bridge=San Francisco|"
        "the Louvre=Paris|the Prado=Madrid|the Hermitage=Saint Petersburg|the Little Mermaid=Copenhagen|"
        "the Sagrada Familia=Barcelona|Buckingham Palace=London|the Red Square=Moscow|the Taj Mahal=Agra in India",
    ),
    Table(
        ("What is the opposite of {a}?", "What's the opposite of {a}?"),
        "The opposite of {a} is {b}.",
        "hot=cold|big=small|fast=slow|early=late|happy=sad|light=dark|heavy=light|open=closed|hard=soft|high=low|"
        "rich=poor|young=old|strong=weak|wet=dry|full=empty|north=south|east=west|left=right|love=hate|war=peace|"
        "begin=end|buy=sell|win=lose|push=pull|noisy=quiet|cheap=expensive|brave=cowardly|narrow=wide|deep=shallow|"
        "generous=mean|ancient=modern|victory=defeat",
    ),
    Table(
        ("What is the plural of {a}?", "How do you say more than one {a}?"),
        "The plural of {a} is {b}.",
        "mouse=mice|child=children|foot=feet|tooth=teeth|man=men|woman=women|goose=geese|sheep=sheep|leaf=leaves|"
        "knife=knives|person=people|wolf=wolves|city=cities|ox=oxen",
    ),
    Table(
        ("What is the past tense of {a}?", "What's the past tense of {a}?"),
        "The past tense of {a} is {b}.",
        "go=went|eat=ate|see=saw|buy=bought|think=thought|write=wrote|swim=swam|begin=began|take=took|give=gave|"
        "sing=sang|fly=flew|know=knew|teach=taught|drive=drove|speak=spoke",
    ),
    Table(
        ("What does {a} mean?", "What is the meaning of {a}?", "What does the word {a} mean?"),
        "{A} means {b}.",
        "enormous=very big|tiny=very small|ancient=very old|rapid=very fast|weary=very tired|furious=very angry|"
        "delighted=very happy|reluctant=not really willing|frequent=happening often|rare=not happening often|"
        "annual=happening every year|weekly=happening every week|fragile=easily broken|edible=safe to eat|"
        "obvious=easy to see|curious=wanting to know things|generous=happy to give|humble=not proud|"
        "punctual=being on time|transparent=letting light through|nocturnal=active at night|temporary=lasting a short time|"
        "permanent=lasting for ever|identical=exactly the same|essential=very necessary|optional=not required|"
        "vacant=empty|scarce=hard to find|thrifty=careful with money|stubborn=unwilling to change your mind",
    ),
    Table(
        ("What is {a} in {c}?", "How do you say {a} in {c}?"),
        "In {c}, {a} is {b}.",
        "hello=hola in Spanish|thank you=gracias in Spanish|goodbye=adios in Spanish|thank you=merci in French|"
        "hello=bonjour in French|good evening=bonsoir in French|thank you=danke in German|good morning=guten Morgen in German|"
        "water=Wasser in German|thank you=grazie in Italian|hello=ciao in Italian|yes=oui in French|yes=si in Spanish|"
        "cat=gato in Spanish|dog=perro in Spanish|house=Haus in German|bread=pain in French|milk=lait in French",
    ),
    Table(
        ("How many {a}?", "Can you tell me how many {a}?"),
        "There are {b}.",
        "days are in a week=seven days in a week|days are in a year=365 days in a year|months are in a year=twelve months in a year|"
        "hours are in a day=24 hours in a day|minutes are in an hour=sixty minutes in an hour|"
        "seconds are in a minute=sixty seconds in a minute|weeks are in a year=52 weeks in a year|"
        "years are in a century=a hundred years in a century|years are in a decade=ten years in a decade|"
        "days are in April=thirty days in April|days are in July=31 days in July|letters are in the alphabet=26 letters in the alphabet|"
        "planets are in the solar system=eight planets in the solar system|continents are there=seven continents|"
        "oceans are there=five oceans|centimetres are in a metre=a hundred centimetres in a metre|"
        "metres are in a kilometre=a thousand metres in a kilometre|grams are in a kilo=a thousand grams in a kilo|"
        "millimetres are in a centimetre=ten millimetres in a centimetre|inches are in a foot=twelve inches in a foot|"
        "feet are in a yard=three feet in a yard|eggs are in a dozen=twelve eggs in a dozen|sides are in a triangle=three sides in a triangle|"
        "sides are in a hexagon=six sides in a hexagon|degrees are in a circle=360 degrees in a circle|"
        "degrees are in a right angle=ninety degrees in a right angle|strings are on a violin=four strings on a violin|"
        "strings are on a guitar=six strings on a guitar|keys are on a piano=88 keys on a piano|"
        "players are in a football team=eleven players in a football team|states are in America=fifty states in America|"
        "colours are in a rainbow=seven colours in a rainbow|cents are in a dollar=a hundred cents in a dollar|"
        "bones are in the human body=206 bones in an adult's body|"
        "squares are on a chessboard=64 squares on a chessboard|rings are on the Olympic flag=five rings on the Olympic flag|"
        "cards are in a deck=52 cards in a deck|seasons are in a year=four seasons in a year|zeros are in a million=six zeros in a million",
    ),
    Table(
        ("What is {a} made of?", "What's {a} made from?"),
        "{A} is made from {b}.",
        "bread=flour, water and yeast|cheese=milk|wine=grapes|paper=wood|glass=sand|butter=cream|chocolate=cocoa beans|"
        "tofu=soya beans|cider=apples|raisin bread=dough with dried grapes|beer=barley, hops and water|"
        "guacamole=avocados|hummus=chickpeas|an omelette=eggs|ketchup=tomatoes|steel=iron and a little carbon|"
        "porridge=oats|popcorn=corn|marzipan=almonds and sugar|concrete=cement, sand and stones|silk=threads of the silkworm",
    ),
    Table(
        ("What colour is {a}?", "Which colour does {a} have?"),
        "{A} is {b}.",
        "grass=green|snow=white|coal=black|a ripe banana=yellow|a lemon=yellow|blood=red|a ripe tomato=red|"
        "a carrot=orange|chocolate=brown|an emerald=green|a ruby=red|a sapphire=usually blue|milk=white|a polar bear=white|"
        "an elephant=grey|a flamingo=pink|a crow=black|cinnamon=brown|a pumpkin=orange",
    ),
    Table(
        ("What do you call a person who {a}?", "What is somebody called who {a}?"),
        "A person who {a} is called {b}.",
        "bakes bread=a baker|flies planes=a pilot|repairs pipes=a plumber|cuts hair=a hairdresser|treats animals=a vet|"
        "writes books=an author|designs buildings=an architect|looks after teeth=a dentist|takes pictures=a photographer|"
        "studies the stars=an astronomer|sells flowers=a florist|makes furniture=a carpenter|puts out fires=a firefighter|"
        "studies plants=a botanist|travels to space=an astronaut|conducts an orchestra=a conductor|sells meat=a butcher|"
        "works with electricity=an electrician|plays the piano=a pianist|eats no meat=a vegetarian|collects stamps=a stamp collector",
    ),
    Table(
        ("Who was {a}?", "Tell me who {a} was.", "Do you know who {a} was?"),
        "{A} was {b}.",
        "Albert Einstein=a physicist who found the theory of relativity|Isaac Newton=an English scientist who explained gravity|"
        "Marie Curie=a scientist who discovered radium|Charles Darwin=the scientist who described evolution|"
        "Mozart=a composer from Austria|Beethoven=a German composer|Pablo Picasso=a Spanish painter|"
        "Vincent van Gogh=a Dutch painter|Jane Austen=an English novelist|William Shakespeare=an English playwright|"
        "Galileo=an Italian astronomer|Julius Caesar=a Roman general and ruler|Cleopatra=a queen of Egypt|"
        "Napoleon=an emperor of France|Abraham Lincoln=a president of the United States|"
        "George Washington=the first president of the United States|Mahatma Gandhi=a leader of India's independence movement|"
        "Nelson Mandela=a president of South Africa|Neil Armstrong=the first person on the moon|"
        "Florence Nightingale=a pioneer of modern nursing|Ada Lovelace=a pioneer of computing|"
        "Alan Turing=an English pioneer of computing|Louis Pasteur=a French scientist who studied germs|"
        "Plato=a Greek philosopher|Socrates=a Greek philosopher|Homer=a Greek poet|Michelangelo=an Italian artist|"
        "Johann Sebastian Bach=a German composer|Frida Kahlo=a Mexican painter|Nikola Tesla=an inventor who worked on electricity|"
        "Johannes Gutenberg=the German printer who brought movable type to Europe|Marco Polo=a traveller from Venice|"
        "Yuri Gagarin=the first person in space|Confucius=a Chinese philosopher|Queen Victoria=a queen of Britain",
    ),
)

DIGITS: Final = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
    "fifty": 50,
    "a": 100,
}
LINES: Final = """
What is the largest planet in our solar system?/Which planet is the biggest?|Jupiter is the largest planet.|jupiter
What is the smallest planet?/Which planet is the smallest?|Mercury is the smallest planet.|mercury
Which planet is closest to the sun?/What is the nearest planet to the sun?|Mercury is closest to the sun.|mercury
Which planet is the red planet?/Which planet is called the red planet?|Mars is called the red planet.|mars
Which planet has big rings?/Which planet is famous for its rings?|Saturn is famous for its rings.|saturn
What planet do we live on?/Which planet is ours?|We live on Earth.|earth
What is the largest ocean?/Which ocean is the biggest?|The Pacific is the largest ocean.|pacific
What is the highest mountain in the world?/Which mountain is the tallest on Earth?|Mount Everest is the highest mountain.|everest
What is the largest hot desert?/Which is the biggest hot desert?|The Sahara is the largest hot desert.|sahara
What is the biggest country in the world?/Which country is the largest?|Russia is the largest country.|russia
What is the smallest country in the world?/Which country is the smallest?|Vatican City is the smallest country.|vatican
What is the largest continent?/Which continent is the biggest?|Asia is the largest continent.|asia
Which continent is the coldest?/What is the coldest continent?|Antarctica is the coldest continent.|antarctica
Which river flows through Paris?/What is the river in Paris?|The Seine flows through Paris.|seine
Which river flows through London?/What is the river in London?|The Thames flows through London.|thames
Which river flows through Egypt?/What is the great river of Egypt?|The Nile flows through Egypt.|nile
Which river flows through Vienna and Budapest?|The Danube flows through both.|danube
Which ocean lies between Europe and America?|The Atlantic lies between Europe and America.|atlantic
Which country looks like a boot?/Which country has the shape of a boot?|Italy has the shape of a boot.|italy
In which country are the pyramids of Giza?/Where are the pyramids of Giza?|The pyramids of Giza are in Egypt.|egypt
Where is Machu Picchu?/Which country is Machu Picchu in?|Machu Picchu is in Peru.|peru
Where do kangaroos live?/Which country do kangaroos come from?|Kangaroos live in Australia.|australia
Where do penguins live?/On which half of the Earth do penguins live?|Most penguins live in the south, many in Antarctica.|south|antarctic
Where do polar bears live?|Polar bears live in the Arctic, near the North Pole.|arctic|north
What is the fastest land animal?/Which animal runs the fastest?|The cheetah is the fastest animal on land.|cheetah
What is the largest animal in the world?/Which animal is the biggest?|The blue whale is the largest animal.|blue whale
What is the tallest animal?/Which animal is the tallest?|The giraffe is the tallest animal.|giraffe
What is the biggest land animal?|The elephant is the biggest animal on land.|elephant
What is the largest bird?/Which bird is the biggest?|The ostrich is the largest bird.|ostrich
Which animal is called the king of the jungle?/Who is the king of the animals?|The lion is called the king of the jungle.|lion
Which animal is man's best friend?|The dog is called man's best friend.|dog
What do bees make?/What do we get from bees?|Bees make honey.|honey
What do cows eat?|Cows eat mostly grass.|grass
What do pandas eat?|Pandas eat mostly bamboo.|bamboo
What do koalas eat?|Koalas eat eucalyptus leaves.|eucalyptus
What do caterpillars turn into?|Caterpillars turn into butterflies or moths.|butterfl
What do tadpoles turn into?|Tadpoles grow into frogs.|frog
Is a whale a fish?/Are whales fish?|No, a whale is a mammal.|mammal
Is a spider an insect?/Are spiders insects?|No, spiders are arachnids. They have eight legs.|no|arachnid
Is a bat a bird?/Are bats birds?|No, a bat is a mammal that can fly.|mammal
Is a tomato a fruit?/Is the tomato a fruit or a vegetable?|A tomato is a fruit, but we cook it like a vegetable.|fruit
Can penguins fly?/Do penguins fly?|No, penguins can't fly, but they swim very well.|no|can't
Can ostriches fly?|No, ostriches can't fly, but they run very fast.|no|can't
Can cats see in the dark?|Cats see very well in dim light, but not in complete darkness.|light|dim
How many teeth does an adult have?|Most adults have 32 teeth.|32
How many arms does an octopus have?|An octopus has eight arms.|eight
How many hearts does an octopus have?|An octopus has three hearts.|three
How many eyes does a spider have?|Most spiders have eight eyes.|eight
Which animal has a trunk?|The elephant has a trunk.|elephant
Which animal has a hump?|The camel has a hump, or two.|camel
Which animal has black and white stripes?|The zebra has black and white stripes.|zebra
What is a group of wolves called?|A group of wolves is called a pack.|pack
What is a group of fish called?|A group of fish is called a school.|school
What is a group of lions called?|A group of lions is called a pride.|pride
What is a group of cows called?|A group of cows is called a herd.|herd
What sound does a cow make?|A cow says moo.|moo
What sound does a sheep make?|A sheep says baa.|baa
What sound does a duck make?|A duck says quack.|quack
What does an owl do at night?|An owl hunts at night.|hunt
What is the largest organ of the body?/Which organ is the biggest?|The skin is the largest organ.|skin
What does the heart do?/What is the heart for?|The heart pumps blood through the body.|blood
What do lungs do?/What are lungs for?|The lungs take oxygen from the air we breathe.|oxygen|air|breath
What do kidneys do?/What are kidneys for?|The kidneys clean the blood.|blood
What does the stomach do?|The stomach breaks down the food we eat.|food
What do we see with?|We see with our eyes.|eyes
What do we hear with?|We hear with our ears.|ears
What are the five senses?|They are sight, hearing, smell, taste and touch.|hearing
How many fingers does a hand have?|A hand has five fingers, with the thumb.|five
How many chambers does the heart have?|The heart has four chambers.|four
What is the normal temperature of the body?|It is about 37 degrees Celsius.|37
What is the longest bone in the body?|The thigh bone is the longest bone.|thigh|femur
What carries oxygen in the blood?|Red blood cells carry the oxygen.|red
Which vitamin do we get from the sun?|Sunlight gives us vitamin D.|\\bD\\b
Which vitamin is in oranges?|Oranges have a lot of vitamin C.|\\bC\\b
How much sleep do adults need?|Most adults need seven to nine hours of sleep.|seven|eight
What is water made of?/What is the formula of water?|Water is made of hydrogen and oxygen. Its formula is H2O.|h2o|hydrogen
At what temperature does water boil?/When does water boil?|Water boils at 100 degrees Celsius.|100|hundred
At what temperature does water freeze?/When does water freeze?|Water freezes at zero degrees Celsius.|zero|\\b0\\b
What is ice?|Ice is frozen water.|water
What is steam?|Steam is water that has become a gas.|water
What gas do we need to breathe?/Which gas do we breathe in to live?|We need oxygen.|oxygen
What gas do plants take in?|Plants take in carbon dioxide.|carbon dioxide
What is the hardest natural material?|Diamond is the hardest natural material.|diamond
What is the lightest element?|Hydrogen is the lightest element.|hydrogen
Which metal is liquid at room temperature?|Mercury is liquid at room temperature.|mercury
Which metal does a magnet attract?|A magnet attracts iron.|iron
Why is the sky blue?/What makes the sky blue?|The air scatters blue light more than other colours.|scatter|light
Why is the sea salty?/Why is sea water salty?|Rivers carry salt from rocks into the sea.|salt
Why do leaves turn brown in autumn?/Why do leaves change colour?|The green in the leaves breaks down when the days get short.|green|chlorophyll
Why does ice float?|Ice is lighter than the same amount of water.|light|dense
Why do we have seasons?|The Earth's axis is tilted as it goes around the sun.|tilt
Why do we have day and night?|The Earth turns, and only one side faces the sun.|turn|rotat|spin
Why do onions make you cry?|Cutting them sets free a gas that stings the eyes.|gas|sting
Why do we need sleep?|Sleep lets the body and the brain recover.|recover|rest
Why do cats purr?|Cats often purr when they feel content.|content|happy|relax
Why do birds sing?|Birds sing to find a mate and to mark their territory.|mate|territory
Why does bread rise?|Yeast makes small bubbles of gas in the dough.|yeast|gas
Why do we see lightning before thunder?|Light travels much faster than sound.|light
What causes the tides?/What makes the tides?|The pull of the moon causes the tides.|moon
What makes a rainbow?/How does a rainbow form?|Sunlight is split into colours by drops of rain.|light|drop
What is faster, light or sound?|Light is much faster than sound.|light
How fast is light?/What is the speed of light?|Light travels about 300,000 kilometres a second.|300|186
What is the centre of our solar system?|The sun is at the centre.|sun
Is the sun a star?/Is the sun a star or a planet?|The sun is a star.|star
What goes around the Earth?|The moon goes around the Earth.|moon
How long does the Earth take to go around the sun?|It takes one year.|year
How long does the moon take to go around the Earth?|It takes about a month.|month|27|28
What galaxy do we live in?|We live in the Milky Way.|milky way
Who was the first person on the moon?/Who walked on the moon first?|Neil Armstrong was the first person on the moon.|armstrong
When did people first land on the moon?|People first landed on the moon in 1969.|1969
Who was the first person in space?|Yuri Gagarin was the first person in space.|gagarin
Who was the first president of the United States?|George Washington was the first president.|washington
Who discovered penicillin?|Alexander Fleming discovered penicillin.|fleming
Who discovered gravity?/Who explained gravity?|Isaac Newton explained gravity.|newton
Who found the theory of relativity?|Albert Einstein found it.|einstein
Who invented the telephone?|Alexander Graham Bell patented the telephone.|bell
Who invented the light bulb?|Thomas Edison made the first practical light bulb.|edison
Who invented dynamite?|Alfred Nobel invented dynamite.|nobel
Who built the first aeroplane?/Who flew the first aeroplane?|The Wright brothers flew the first aeroplane.|wright
Who built the pyramids?|The ancient Egyptians built the pyramids.|egypt
Who built the Colosseum?|The Romans built the Colosseum.|roman
When did the Titanic sink?/In which year did the Titanic sink?|The Titanic sank in 1912.|1912
When did the Second World War end?/What year did World War Two end?|The Second World War ended in 1945.|1945
When did the First World War begin?/What year did World War One begin?|The First World War began in 1914.|1914
When did the Berlin Wall fall?|The Berlin Wall fell in 1989.|1989
When was the French Revolution?/When did the French Revolution begin?|The French Revolution began in 1789.|1789
When did Columbus reach America?|Columbus reached America in 1492.|1492
Where were the first Olympic Games held?|The first Olympic Games were held in Olympia in Greece.|greece|olympia
How often are the summer Olympics held?|The summer Olympics are held every four years.|four
How long is a marathon?|A marathon is about 42 kilometres long.|42|26
How long is a football match?|A football match lasts ninety minutes.|ninety|90
In which sport do you use a racket?|You use a racket in tennis.|tennis|badminton
Which piece in chess is the most important?|The king is the most important piece.|king
What do you need to play tennis?|You need a racket, a ball and somebody to play with.|racket
Which month comes after March?/What month is after March?|April comes after March.|april
Which month comes before December?|November comes before December.|november
What is the first month of the year?|January is the first month.|january
Which month is the shortest?|February is the shortest month.|february
Which day comes after Tuesday?|Wednesday comes after Tuesday.|wednesday
Which day comes before Sunday?|Saturday comes before Sunday.|saturday
What season comes after winter?|Spring comes after winter.|spring
When is Christmas?/On which day is Christmas?|Christmas is on the 25th of December.|25
When is New Year's Day?|New Year's Day is the first of January.|january
When is Halloween?|Halloween is on the 31st of October.|31|october
What is a leap year?|A leap year has 366 days.|366
Where does the sun rise?|The sun rises in the east.|east
Where does the sun set?|The sun sets in the west.|west
What does a compass show?|A compass shows where north is.|north
What is half of a hundred?|Half of a hundred is fifty.|fifty|50
What is a dozen?|A dozen is twelve.|twelve|12
What is the square root of 81?|The square root of 81 is nine.|nine|9
How many is a pair?|A pair is two.|two
What shape has three sides?|A triangle has three sides.|triangle
What shape is a ball?|A ball is a sphere.|sphere|round
What colour do you get from blue and yellow?/What do blue and yellow make?|Blue and yellow make green.|green
What colour do you get from red and white?|Red and white make pink.|pink
What colour do you get from red and yellow?/What do red and yellow make?|Red and yellow make orange.|orange
What colour do you get from red and blue?|Red and blue make purple.|purple
What is sushi?|Sushi is a Japanese dish of rice, often with raw fish.|japan|rice
Where does pizza come from?|Pizza comes from Italy.|ital
Where does tea come from?|Tea comes from the leaves of the tea plant.|lea
Where does coffee come from?|Coffee is made from the beans of the coffee plant.|bean
Where does milk come from?|Most milk comes from cows.|cow
What is a baguette?|A baguette is a long French loaf of bread.|bread
What is paella?|Paella is a Spanish dish of rice.|rice|spa
What is tofu?|Tofu is a soft food made from soya beans.|soy
What is a vegan?|A vegan eats nothing that comes from animals.|animal
How long do I boil an egg?/How long does a boiled egg take?|About six minutes for a soft egg, and ten for a hard one.|minute
How do I cook rice?/What is the best way to cook rice?|Use two cups of water for one cup of rice, and let it simmer until the water is gone.|water
How do I cook pasta?/How long does pasta cook?|Boil it in salted water for about ten minutes.|boil|minute
How do I make tea?/How do you make a cup of tea?|Pour boiling water over the tea and wait about four minutes.|water
How do I keep bread fresh?|Keep it in a paper bag or a bread box, not in the fridge.|bag|box
How do I peel a tomato easily?|Put it in boiling water for half a minute, then the skin comes off.|water
How do I get rid of hiccups?|Hold your breath for a few seconds, or drink a glass of water slowly.|breath|water
How do I remove a red wine stain?|Put salt on it at once, then wash it with cold water.|salt|water
How do I fall asleep faster?/What helps me fall asleep?|Go to bed at the same time every day, and keep your room dark and cool.|bed|dark
How do I stop a nosebleed?|Sit up, lean forward and pinch your nose for ten minutes.|pinch
What should I do about a small burn?|Hold it under cool running water for about twenty minutes.|water
How do I clean windows?|Use warm water with a little vinegar, and wipe them dry.|water|vinegar
How do I save electricity?/How can I use less power?|Switch off what you don't need, and use LED lamps.|off
How do I learn a language?/What is the best way to learn a language?|Practise a little every day, and talk to people as soon as you can.|day|talk|practi
How can I save money?/How do I save money?|Write down what you spend, and set a little aside every month.|spend|aside
How often should I water a cactus?|About once every two weeks, and less in winter.|week
How often should I brush my teeth?|Brush your teeth twice a day.|twice|two
What number do I call in an emergency in Europe?|Call 112.|112
What number do I call in an emergency in America?|Call 911.|911
What is the internet?|The internet is a network that connects computers all over the world.|network|computer
What is a keyboard for?|You type on a keyboard.|typ
What is a byte?|A byte is eight bits.|eight|bit
What does a thermometer measure?|A thermometer measures temperature.|temperature
What does a barometer measure?|A barometer measures air pressure.|pressure
What does a clock show?|A clock shows the time.|time
What is an umbrella for?|An umbrella keeps you dry in the rain.|rain|dry
What is a telescope for?|A telescope shows you things that are far away.|far|star
What is a microscope for?|A microscope shows you things that are very small.|small
What is a library?|A library is a place where you can read and borrow books.|book
What is a bakery?|A bakery is a shop that makes and sells bread and cakes.|bread
What is a pharmacy?|A pharmacy is a shop that sells medicine.|medicine
What is an island?|An island is land with water all around it.|water
What is a volcano?|A volcano is a mountain from which hot rock and gas can come out.|rock|lava
What is a desert?|A desert is a place where very little rain falls.|rain|dry
What is a planet?|A planet is a large round body that goes around a star.|star|sun
What is democracy?|In a democracy the people choose who governs them.|people
What is an orchestra?|An orchestra is a large group of musicians who play together.|music
What is a synonym?|A synonym is a word that means the same as another.|same
What is a verb?|A verb is a word for something you do, such as run or think.|do|action
What is a noun?|A noun is a word for a person, a place or a thing.|thing
What is an adjective?|An adjective is a word that describes something.|describ
How do you spell necessary?|Necessary is spelled N, E, C, E, S, S, A, R, Y.|N, E, C, E, S, S
How many vowels does English have?|English has five vowels: A, E, I, O and U.|five
What is the first letter of the alphabet?|The first letter is A.|\\bA\\b
What is the last letter of the alphabet?|The last letter is Z.|\\bZ\\b
What is the most spoken language in Brazil?|Portuguese is the most spoken language in Brazil.|portuguese
What is the biggest city in Japan?|Tokyo is the biggest city in Japan.|tokyo
What is the biggest city in Australia?|Sydney and Melbourne are the biggest cities in Australia.|sydney|melbourne
Is Australia a continent?|Yes, Australia is a continent and a country.|yes
Is the Earth flat?|No, the Earth is round.|no|round
Is Pluto a planet?|No, Pluto is called a dwarf planet today.|dwarf
Do fish sleep?|Yes, fish rest, but with their eyes open.|rest|yes
Do plants need light?|Yes, plants need light to make their food.|yes
Is honey good for you?|Honey is fine in small amounts. It is mostly sugar.|sugar|small
Which is heavier, iron or wood?|Iron is heavier than the same amount of wood.|iron
Which is bigger, the sun or the Earth?|The sun is much bigger than the Earth.|sun
Which is longer, a mile or a kilometre?|A mile is longer. It is about 1.6 kilometres.|mile
Which is colder, ice or steam?|Ice is colder than steam.|ice
Which is older, a teenager or a baby?|A teenager is older.|teen
"""


def _want(value: str) -> str:
    """What tells a right answer: the number, the last name, or any of the telling words."""
    words = value.split()
    if words[0] in DIGITS:
        return f"{words[0]}|{DIGITS[words[0]]}"
    if value[0].isupper() or len(words) < 3:
        return words[-1]
    return "|".join(word for word in re.findall(r"\w+", value) if len(word) > 4) or value


def facts() -> Iterator[Fact]:
    """All of them, always in the same order."""
    for table in TABLES:
        for row in table.rows.split("|"):
            thing, value = row.split("=")
            value, _, place = value.partition(" in ") if "{c}" in table.answer else (value, "", "")
            names = {"a": thing, "b": value, "A": thing[0].upper() + thing[1:], "c": place}
            answer = table.answer.format(**names)
            want = thing.removeprefix("the ") if table.asks[0].startswith("Which country") else _want(value)
            asks = tuple(ask.format(**names) for ask in table.asks)
            yield Fact(asks, answer[0].upper() + answer[1:], rf"\b(?:{want})\b")
    for line in (LINES + MORE.lstrip()).strip().split("\n"):
        asked, answer, want = line.split("|", 2)
        yield Fact(tuple(asked.split("/")), answer, want.replace("\\\\", "\\"))


FACTS: Final = tuple(facts())
