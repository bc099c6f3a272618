"""Jobs, dishes, hobbies and other values of facts, as the generators draw them: each side has its own."""

from __future__ import annotations

from typing import Final

from antiphon.engines.brain.table import row
from brain.tables import items

WEEKDAYS: Final = row("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS: Final = row("January February March April May June July August September October November December")
COLOURS: Final = row(
    "red blue green yellow black white grey orange purple brown pink silver turquoise beige golden"
)
SEASONS: Final = row("spring summer autumn winter")
COUNTS: Final = row("two three four five six seven eight nine ten twelve")
ORDINALS: Final = row(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth"
)
JOBS: Final = items(
    """a teacher|a nurse|a baker|an electrician|a carpenter|a plumber|a lawyer|a doctor|a dentist|a bus driver|a taxi driver
    a train driver|a pilot|a florist|a gardener|a farmer|a fisherman|a cook|a chef|a waiter|a barista|a butcher|a tailor
    a hairdresser|a photographer|a painter|a musician|a music teacher|a violin maker|an actor|a dancer|a writer|a journalist
    an editor|a translator|a librarian|a bookseller|an architect|an engineer|a civil engineer|a programmer|a web designer
    a data analyst|an accountant|a bank clerk|a tax adviser|an estate agent|a shop assistant|a cashier|a sales manager
    a project manager|a secretary|a receptionist|a judge|a police officer|a firefighter|a paramedic|a soldier|a sailor
    a mechanic|a welder|a roofer|a bricklayer|a glazier|a locksmith|a watchmaker|a goldsmith|a potter|a blacksmith|a beekeeper
    a forester|a vet|a zookeeper|a biologist|a chemist|a physicist|a mathematician|an astronomer|a geologist|a historian
    a professor|a tutor|a student|a nanny|a social worker|a psychologist|a midwife|a pharmacist|an optician|a surgeon
    a physiotherapist|a yoga teacher|a swimming coach|a tennis coach|a referee|a tour guide|a flight attendant|a courier|a postman
    a cleaner|a caretaker|a security guard|a crane operator|a truck driver|a warehouse worker|a puppeteer|a sound engineer
    a film editor|a piano tuner|a winemaker|a brewer|a cheesemaker|a surveyor|a diplomat|a curator|a wedding planner"""
)
EMPLOYERS: Final = items(
    """a bank|a bakery|a hospital|a school|a primary school|a library|a museum|a law firm|a shipyard|a car factory|a supermarket
    a bookshop|a travel agency|a software company|a newspaper|a radio station|a theatre|a hotel|a restaurant|a nursery|a post office
    an insurance company|an airline|a railway company|a pharmacy|a brewery|a publishing house|a laboratory|a university|a zoo
    a furniture shop|a flower shop|a construction company|the town hall|the airport|the city archive|the harbour office
    a design studio|a call centre|a garage|a film studio|a vineyard|a toy shop|a data centre|a power plant|a sawmill"""
)
DISHES: Final = items(
    """lasagna|pizza|sushi|paella|risotto|goulash|moussaka|curry|ramen|pancakes|dumplings|fish and chips|tomato soup|onion soup
    pumpkin soup|lentil stew|potato salad|mushroom omelette|roast chicken|beef stew|spaghetti|gnocchi|ravioli|fried rice|tacos
    burritos|falafel|hummus|couscous|shepherd's pie|apple pie|cheesecake|tiramisu|chocolate cake|rice pudding|waffles|ratatouille
    quiche|borscht|pierogi|schnitzel|bibimbap|pad thai|spring rolls|stuffed peppers|vegetable lasagna|grilled salmon|fish soup
    shrimp curry|black bean chili|macaroni and cheese|caesar salad|greek salad|potato gratin|cauliflower cheese|minestrone
    carrot cake|lemon tart|banana bread|cinnamon rolls|ice cream|strudel|meatballs|spinach pie|baked beans|porridge"""
)
DRINKS: Final = items(
    """coffee|black coffee|green tea|peppermint tea|black tea|hot chocolate|orange juice|apple juice|lemonade|ginger ale|cola|water
    sparkling water|red wine|white wine|cider|beer|iced tea|tomato juice|cappuccino|espresso|oat milk|mango lassi|buttermilk
    grape juice|kombucha|carrot juice|rooibos tea|chai|elderflower cordial"""
)
FRUITS: Final = row(
    "apples pears plums cherries bananas oranges mangoes grapes peaches apricots melons figs kiwis strawberries raspberries "
    "blueberries pineapples lemons dates papayas"
)
ALLERGENS: Final = items(
    "peanuts|cats|dogs|pollen|shellfish|milk|eggs|soy|wheat|strawberries|bee stings|dust|penicillin|hazelnuts|walnuts|celery"
    "|mustard|sesame|fish|kiwis|tomatoes|horses|latex|gluten|almonds|feathers|birch pollen|wasp stings|mould|apples"
)
HOBBIES: Final = items(
    """gardening|painting|knitting|chess|climbing|fishing|photography|pottery|hiking|cycling|running|swimming|sailing|surfing
    skiing|dancing|singing|woodwork|birdwatching|baking|cooking|origami|juggling|archery|fencing|kayaking|camping|yoga|judo
    bird photography|model trains|stamp collecting|crossword puzzles|stargazing|calligraphy|weaving|beekeeping|horse riding|rowing
    scuba diving|table tennis|badminton|bowling|skateboarding|geocaching|jewellery making|candle making|magic tricks|embroidery"""
)
SPORTS: Final = items(
    "football|tennis|basketball|volleyball|handball|hockey|rugby|cricket|golf|badminton|table tennis|swimming|rowing|cycling|boxing"
    "|judo|karate|fencing|athletics|skiing|snowboarding|ice skating|gymnastics|surfing|squash|water polo|climbing|baseball"
)
INSTRUMENTS: Final = row(
    "piano violin cello guitar flute clarinet trumpet trombone drums harp accordion saxophone oboe ukulele banjo bassoon organ "
    "mandolin viola xylophone harmonica tuba bass recorder"
)
LANGUAGES: Final = row(
    "English French German Spanish Italian Portuguese Dutch Swedish Danish Norwegian Finnish Polish Czech Hungarian Greek Turkish "
    "Arabic Hebrew Russian Ukrainian Japanese Korean Chinese Hindi Persian Swahili Welsh Irish Catalan Croatian Romanian Latin"
)
ANIMALS: Final = row(
    "elephants dolphins owls foxes wolves penguins giraffes tigers lions otters hedgehogs whales eagles squirrels pandas koalas "
    "turtles horses bears zebras octopuses butterflies bats swans seals lizards camels lynxes flamingos kangaroos"
)
MUSIC: Final = items(
    "jazz|blues|rock|folk music|classical music|opera|reggae|soul|techno|hip hop|country music|salsa|flamenco|heavy metal|punk|swing"
    "|baroque music|film music|bossa nova|gospel|samba|disco|ambient music|tango"
)
SUBJECTS: Final = row(
    "mathematics history geography biology chemistry physics art music literature economics philosophy astronomy geology law medicine "
    "architecture psychology archaeology linguistics engineering"
)
FLOWERS: Final = row(
    "roses tulips lilies daisies sunflowers orchids daffodils violets peonies irises carnations poppies dahlias lavender jasmine "
    "snowdrops hyacinths marigolds anemones"
)
CARS: Final = items(
    "a Volvo|a Skoda|a Fiat|a Toyota|a Honda|a Mazda|a Ford|a Renault|a Peugeot|a Citroen|a Seat|a Kia|an Opel|an Audi|a Saab|a Nissan"
    "|a Subaru|a Tesla|a Mini|a Dacia|a Hyundai|a Jeep|a Suzuki|a Volkswagen|a Mercedes|a Lancia|a camper van|an old pickup"
)
DOG_BREEDS: Final = items(
    "a labrador|a poodle|a beagle|a terrier|a dachshund|a border collie|a husky|a boxer|a pug|a corgi|a greyhound|a spaniel|a sheepdog"
    "|a retriever|a dalmatian|a chihuahua|a whippet|a schnauzer|a mongrel|a pointer|a setter|a bulldog"
)
TREATS: Final = items(
    "chicken|carrots|cheese|salmon|tuna|liver sausage|apples|lettuce|cucumber|seeds|peanut butter|dandelions|bananas|ham|sardines|turkey"
    "|boiled eggs|broccoli|oats|strawberries|beef|hay|rice|pumpkin"
)
THINGS: Final = items(
    "passport|umbrella|camera|suitcase|charger|notebook|wallet|helmet|toolbox|tent|sewing kit|laptop|headphones case|guitar case|watch"
    "|backpack|flashlight|first-aid kit|bicycle pump|spare key|library card|medicine|glasses case|screwdriver|measuring tape|raincoat"
    "|sleeping bag|yoga mat|thermos|ladder|drill|chess set|photo album|birth certificate|sunscreen|insurance card"
)
SPOTS: Final = items(
    """in the kitchen drawer|under the bed|in the garage|on the top shelf|in the hall cupboard|behind the door|in the car|in the attic
    in the cellar|on the desk|in the blue box|next to the printer|in the glove compartment|under the stairs|in the wardrobe
    on the windowsill|in the laundry room|in the office|at the cottage|in the bathroom cabinet|in the green bag|on the piano
    in the bread bin|behind the sofa|in the shed|under the doormat|in the bottom drawer|on the bookshelf|in the coat pocket
    in a shoebox|in the guest room|under the flowerpot|in the top drawer|on the fridge"""
)
BELONGINGS: Final = items(
    "bike|jacket|suitcase|scarf|front door|sofa|raincoat|backpack|umbrella|coat|kitchen|bathroom|phone case|tent|helmet|hat|sweater"
    "|rucksack|mailbox|guitar|bedroom|notebook|wallet|teapot|scooter"
)
GIFTS: Final = items(
    "a book|a scarf|a watch|a teapot|a puzzle|a bracelet|a plant|a cookbook|a board game|a camera|a pair of gloves|a backpack|a lamp"
    "|a chess set|a concert ticket|a bicycle|a football|a telescope|a necklace|a box of chocolates|a vase|a globe|a kite|a ukulele"
    "|a fountain pen|a cushion|a picnic basket|a music box|a pair of skis|a coffee mill"
)
PLACES: Final = items(
    """the town hall|the library|the station|the Blue Lion|the old harbour|the city park|the museum|the market square|the opera house
    the sports hall|the community centre|the castle|the botanical garden|the ice rink|the cinema|the university|the main entrance
    the beach|the bus stop|the boathouse|the church|the school|the swimming pool|the art gallery|the airport|the vineyard
    the Red Barn|the lakeside cafe|the clock tower|the theatre|the lighthouse|the bakery"""
)
ROOMS: Final = items(
    "the kitchen|the bathroom|the bedroom|the cellar|the garden|the living room|the garage|the attic|the hall|the office|the balcony|the nursery"
)
FILMS: Final = items(
    "Casablanca|Jaws|Alien|Amelie|Psycho|Vertigo|Metropolis|Gladiator|Titanic|Avatar|Inception|Ratatouille|Bambi|Spartacus|Rocky"
    "|Frozen|The Third Man|The Matrix|The Lion King|Spirited Away|Some Like It Hot|Singin' in the Rain|Gravity|Fargo|Up|Chicago"
)
BOOKS: Final = items(
    "Dracula|Emma|Heidi|Momo|Ulysses|Hamlet|Don Quixote|Moby-Dick|Frankenstein|Treasure Island|Jane Eyre|The Hobbit|Anna Karenina"
    "|The Odyssey|Pinocchio|Dune|Middlemarch|The Trial|Walden|Matilda|Robinson Crusoe|Little Women|Siddhartha|Beloved|Rebecca|Candide"
)
PLANS: Final = items(
    """paint the fence|visit an old friend|go to the dentist|clean the cellar|bake a cake|buy new shoes|repair the bike|go to a concert
    see a play|pick up a parcel|cook for friends|play cards|move a sofa|go to the sauna|plant tomatoes|wash the windows
    take the cat to the vet|go to choir practice|collect mushrooms|watch the match|give a talk|run a half marathon|see the eye doctor
    meet the architect|hang up the new lamp|go to the flea market|take a pottery class|get a haircut|go to a wedding|fix the roof"""
)
PROJECT_NAMES: Final = row(
    "Falcon Juniper Aurora Comet Harvest Lantern Mosaic Nimbus Orchid Pelican Quartz Raven Saffron Thistle Umbra Voyager Walrus Zephyr "
    "Anchor Beacon Cobalt Dragonfly Ember Foxglove Granite Horizon Indigo Jigsaw Kestrel Lagoon Meteor Nectar Obsidian Papaya"
)
