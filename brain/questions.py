"""General questions that are put to the untuned model, so that its own answers can be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from brain.tables import items

THINGS: Final = items(
    "gravity|a volcano|photosynthesis|a rainbow|an earthquake|electricity|the moon|a glacier|a desert|coral|"
    "democracy|inflation|a battery|a computer|the internet|a telescope|a microscope|a piano|jazz|opera|"
    "ballet|chess|football|tennis|yoga|meditation|bread|cheese|chocolate|coffee|tea|rice|a tomato|olive oil|"
    "salt|sugar|honey|protein|a heart|a lung|the brain|blood|a bone|a muscle|skin|a dolphin|a penguin|an "
    "eagle|a bee|a spider|a whale|a dinosaur|a tree|a cactus|a rose|a mushroom|a river|an ocean|a lake|an "
    "island|a mountain|a cloud|thunder|lightning|snow|fog|wind|a tornado|a hurricane|the sun|a star|a galaxy|"
    "a comet|a black hole|Mars|Jupiter|Saturn|Venus|oxygen|hydrogen|carbon|helium|iron|gold|silver|copper|"
    "plastic|glass|paper|wood|leather|cotton|silk|wool|a novel|a poem|a museum|a library|a bridge|a train|an "
    "airplane|a bicycle|a submarine|a ship|a clock|a calendar|a compass|a map|a vaccine|a virus|a bacterium|"
    "an antibiotic|a robot|an atom|a molecule|a magnet|a shadow|an echo|friendship|honesty|courage|patience|"
    "kindness|justice|freedom|peace|a republic|a monarchy|a constitution|a parliament|a law|a tax|a bank|a "
    "loan|interest|insurance|a stock|a budget|a contract|a patent|advertising|marketing|trade|globalisation|"
    "climate change|pollution|recycling|solar energy|wind energy|nuclear energy|coal|petroleum|natural gas|a "
    "dam|evolution|natural selection|a gene|DNA|a cell|an ecosystem|a food chain|a habitat|a mammal|a "
    "reptile|an amphibian|an insect|a bird|a fish|a fossil|a crystal|a mineral|soil|sand|clay|a cave|a "
    "waterfall|a forest|a rainforest|a swamp|a meadow|a season|the equator|the North Pole|a continent|a "
    "peninsula|a valley|a canyon|a reef|a tide|a wave|a current|an eclipse|an orbit|a satellite|a rocket|a "
    "space station|an astronaut|astronomy|biology|chemistry|physics|geology|mathematics|algebra|geometry|"
    "statistics|logic|philosophy|psychology|economics|history|archaeology|grammar|a verb|a noun|an adjective|"
    "a metaphor|a proverb|a fable|a myth|a legend|a fairy tale|poetry|drama|comedy|tragedy|a symphony|an "
    "orchestra|a violin|a guitar|a flute|a drum|a trumpet|blues|rock music|folk music|a melody|rhythm|"
    "harmony|a painting|a sculpture|architecture|photography|pottery|cinema|a documentary|theatre|a circus|a "
    "festival|a wedding|a birthday|a holiday|a tradition|basketball|baseball|cricket|golf|swimming|skiing|"
    "hockey|gymnastics|judo|karate|boxing|sailing|rowing|cycling|running|a marathon|hiking|camping|gardening|"
    "knitting|cooking|baking|fishing|a recipe|soup|salad|pizza|pasta|sushi|curry|a sandwich|a pancake|butter|"
    "yogurt|milk|vinegar|garlic|an onion|a potato|a carrot|a lemon|a banana|an apple|a grape|a strawberry|a "
    "coconut|an avocado|cinnamon|vanilla|ginger|pepper|a vitamin|fibre|a calorie|digestion|a fever|a cold|an "
    "allergy|asthma|diabetes|a headache|stress|sleep|a dream|memory|learning|intelligence|creativity|empathy|"
    "humour|motivation|a habit|a goal|teamwork|leadership|software|an algorithm|a database|a website|a "
    "password|encryption|artificial intelligence|a programming language|a microphone|a camera|a radio|a "
    "television|a telephone|a printer|a laser|a sensor|an engine|a wheel|a lever|a pulley|a pump|steam|"
    "friction|pressure|temperature|energy|light|sound|speed|mass|density|a vacuum"
)
WHY: Final = items(
    "is the sky blue|is the sea salty|do cats purr|do birds sing|do we dream|do people laugh|do leaves turn "
    "red|do ships float|do airplanes fly|do dogs bark|do we need sleep|do plants need light|do we yawn|do we "
    "sneeze|does ice float|does iron rust|do bees make honey|do birds migrate|do bears hibernate|do stars "
    "twinkle|does the moon shine|do we have seasons|do we have day and night|do the tides change|do onions "
    "make us cry|does bread rise|does milk go sour|do apples turn brown|do we sweat|do we shiver|do we get "
    "hungry|do we get thirsty|is water important|is sleep important|is exercise important|is reading "
    "important|is breakfast important|is education important|is friendship important|is honesty important|"
    "are bees important|are forests important|are vaccines important|is recycling important|do people travel|"
    "do people keep pets|do people like music|do people tell stories|do people celebrate birthdays|do "
    "children play|do we cook food|do we wash our hands|do we brush our teeth|do we wear clothes|do we pay "
    "taxes|do we vote|do countries trade|do prices rise|do volcanoes erupt|do earthquakes happen|does "
    "thunder follow lightning|does it rain|does it snow|do rivers flow to the sea|are deserts dry|are the "
    "poles cold|is the sun hot|is gold valuable|is glass transparent|do magnets attract iron|do balloons "
    "rise|do things fall down|do cars need fuel|do phones need batteries|do cats have whiskers|do giraffes "
    "have long necks|do zebras have stripes|do fish have gills|do birds have feathers|do snakes shed their "
    "skin|do spiders make webs|do owls hunt at night|do elephants have trunks|do camels have humps|do frogs "
    "live near water|do trees have bark|do flowers smell|do roses have thorns|do cacti have spines"
)
HOW: Final = items(
    "make tea|boil an egg|sleep better|relax|clean a window|learn a language|save money|stay healthy|water "
    "my plants|wash my hands|cook rice|calm down|make friends|be on time|make coffee|make pancakes|bake "
    "bread|fry an egg|peel garlic|chop an onion|cook pasta|make soup|make a salad|roast vegetables|store "
    "bread|keep herbs fresh|remove a stain|clean an oven|wash a sweater|iron a shirt|fold a shirt|polish "
    "shoes|sew on a button|hang a picture|paint a wall|fix a squeaky door|unclog a sink|change a light bulb|"
    "save water|save electricity|recycle paper|grow tomatoes|plant a tree|repot a plant|mow a lawn|make "
    "compost|feed birds|train a dog|care for a cat|clean a fish tank|ride a bicycle|change a tyre|park a car|"
    "read a map|use a compass|pack a suitcase|plan a trip|book a hotel|get over jet lag|learn to swim|start "
    "running|stretch my back|improve my posture|lose weight|eat more vegetables|drink more water|stop a "
    "nosebleed|treat a small burn|get rid of hiccups|treat a cold|sit at a desk|rest my eyes|breathe deeply|"
    "meditate|deal with stress|fall asleep|wake up early|break a bad habit|stay motivated|set a goal|manage "
    "my time|make a plan|study for an exam|remember names|remember vocabulary|read faster|write a letter|"
    "write an email|write a poem|write a story|give a speech|prepare for an interview|ask for help|ask for a "
    "raise|say no politely|apologise|give a compliment|start a conversation|be a good listener|solve a "
    "conflict|cheer up a friend|comfort a child|choose a gift|plan a party|set a table|introduce myself|"
    "choose a password|stay safe online|back up my files|take a good photo|clean a keyboard|charge a phone "
    "properly|learn to draw|learn the guitar|learn to sing|learn chess|learn to code|learn to type|make a "
    "budget|pay off debt|choose a bank|find a job|find a flat|move house|tidy my room|organise my desk|clean "
    "my shoes|dry wet shoes|wrap a present|tie a knot|build a fire|put up a tent|find north|spot a "
    "constellation|watch birds|skip stones"
)
EXPLAIN: Final = items(
    "evolution|the water cycle|the seasons|sound|light|taxes|climate|energy|the heart|the stomach|how a car "
    "works|how a plane flies|how a fridge works|how a microwave works|how a battery works|how the internet "
    "works|how a phone works|how a camera works|how a clock works|how a compass works|how glasses work|how "
    "vaccines work|how we see|how we hear|how we breathe|how we taste|how we remember|how muscles work|how "
    "bones heal|how plants grow|how seeds sprout|how bees make honey|how spiders spin webs|how birds fly|how "
    "fish breathe|how clouds form|how rain forms|how rainbows form|how mountains form|how volcanoes form|how "
    "caves form|how pearls form|how diamonds form|how glass is made|how paper is made|how cheese is made|how "
    "chocolate is made|how wine is made|how bread is made|how steel is made|how a bill becomes a law|how "
    "elections work|how banks work|how insurance works|how prices are set|supply and demand|gravity|friction|"
    "magnetism|electricity|radioactivity|photosynthesis|digestion|the immune system|the nervous system|blood "
    "pressure|genetics|ecology|the food chain|plate tectonics|the greenhouse effect|the solar system|the "
    "phases of the moon|the speed of light|the scientific method|democracy|human rights|the renaissance|the "
    "industrial revolution|the stone age|the middle ages|fractions|percentages|prime numbers|probability|"
    "rhyme|irony|teamwork|recycling"
)
ABOUT: Final = items(
    "Paris|London|Rome|Athens|Berlin|Madrid|Vienna|Amsterdam|Lisbon|Dublin|Edinburgh|Venice|Istanbul|Cairo|"
    "Tokyo|Beijing|Delhi|Sydney|New York|San Francisco|Chicago|Toronto|Mexico City|Rio de Janeiro|Egypt|"
    "China|India|Japan|Brazil|Canada|Australia|Italy|Spain|France|Germany|Greece|Norway|Sweden|Iceland|"
    "Ireland|Scotland|Switzerland|Kenya|Morocco|South Africa|Peru|Argentina|New Zealand|the Amazon|the Nile|"
    "the Danube|the Alps|the Himalayas|Mount Everest|the Sahara|the Pacific|the Atlantic|the Mediterranean|"
    "the Arctic|Antarctica|the Great Wall of China|the Eiffel Tower|the pyramids|the Colosseum|the Taj Mahal|"
    "Stonehenge|the Statue of Liberty|the Grand Canyon|Albert Einstein|Isaac Newton|Marie Curie|Charles "
    "Darwin|Galileo|Leonardo da Vinci|Michelangelo|Vincent van Gogh|Claude Monet|Pablo Picasso|Mozart|"
    "Beethoven|Bach|Shakespeare|Jane Austen|Charles Dickens|Homer|Plato|Aristotle|Socrates|Cleopatra|Julius "
    "Caesar|Napoleon|Queen Victoria|Abraham Lincoln|George Washington|Mahatma Gandhi|Nelson Mandela|Martin "
    "Luther King|Christopher Columbus|Marco Polo|Neil Armstrong|Nikola Tesla|Thomas Edison|Ada Lovelace|Alan "
    "Turing|Florence Nightingale|Louis Pasteur|the Titanic|the Olympics|the Roman Empire|ancient Greece|"
    "ancient Egypt|the Vikings|the Silk Road|penguins|elephants|wolves|owls|sharks|dolphins|whales|bees|"
    "butterflies|horses|cats|dogs|bears|lions|tigers|giraffes|kangaroos|koalas|pandas|parrots|eagles|snakes|"
    "crocodiles|turtles|frogs|octopuses|ants|spiders|squirrels|foxes|hedgehogs|rabbits|camels|oak trees|"
    "roses|sunflowers|tulips|mushrooms|Christmas|Easter|Halloween|New Year|the violin|the piano|the guitar|"
    "jazz|opera|chess|the marathon|tea|coffee|chocolate|bread|cheese|spring|summer|autumn|winter|the moon|"
    "the sun|Mars|Saturn|the Milky Way"
)


def asked() -> Iterator[str]:
    """All of them, always in the same order."""
    yield from (f"What is {each}?" for each in THINGS)
    yield from (f"Why {each}?" for each in WHY)
    yield from (f"How do I {each}?" for each in HOW)
    yield from (f"Can you explain {each}?" for each in EXPLAIN)
    yield from (f"Tell me about {each}." for each in ABOUT)


REFUSED: Final = frozenset(
    items(
        "how plants grow|percentages|radioactivity|rhyme|the stone age|how prices are set|how we taste|back up my files|"
        "boil an egg|cook pasta|cook rice|dry wet shoes|fall asleep|fix a squeaky door|hang a picture|improve my posture|"
        "iron a shirt|keep herbs fresh|learn a language|learn to code|make compost|make pancakes|make tea|paint a wall|"
        "read faster|set a goal|store bread|stretch my back|tie a knot|treat a small burn|write a story|wash a sweater|"
        "watch birds|bake bread|sleep better|find a flat|find north|the solar system|magnetism|how pearls form|"
        "Aristotle|Athens|Bach|Brazil|Canada|Christmas|Christopher Columbus|Halloween|Homer|Leonardo da Vinci|Louis Pasteur|"
        "Mahatma Gandhi|Mozart|Norway|Plato|Saturn|Socrates|South Africa|Sweden|Tokyo|the Vikings|crocodiles|camels|oak trees|"
        "pandas|rabbits|roses|sunflowers|tea|the Himalayas|the sun|turtles|Galileo|mushrooms|opera|Antarctica|Delhi|Beijing|"
        "DNA|Mars|Venus|a banana|a bone|a carrot|a cloud|a continent|a crystal|a dinosaur|a dream|a fish|a galaxy|a grape|"
        "a guitar|a headache|a lemon|a magnet|a mammal|a melody|a monarchy|a muscle|a mushroom|a noun|a peninsula|a poem|"
        "a printer|a season|a shadow|a ship|a spider|a stock|a strawberry|a swamp|a telephone|a train|a vacuum|a wedding|a wheel|"
        "an astronaut|an atom|an eagle|an echo|an eclipse|an island|an onion|an orbit|architecture|asthma|boxing|butter|chocolate|"
        "cinema|cinnamon|clay|coal|cycling|fibre|fishing|garlic|grammar|helium|hockey|honey|humour|hydrogen|interest|light|"
        "nuclear energy|petroleum|plastic|pollution|protein|rhythm|sand|soup|tennis|the North Pole|theatre|vanilla|vinegar|wood|"
        "wool|skiing|silk|a computer|a bicycle|a robot|a museum|an ocean|a food chain|a sandwich|an insect|a current|a radio|"
        "soil|winter|a password|a whale|gardening|are deserts dry|do camels have humps|"
        "do cats have whiskers|do cats purr|do flowers smell|do frogs live near water|do leaves turn red|do onions make us cry|"
        "do people celebrate birthdays|do plants need light|do prices rise|do snakes shed their skin|do spiders make webs|"
        "do stars twinkle|do we dream|do we get hungry|do we get thirsty|do we have seasons|do zebras have stripes|"
        "does bread rise|does the moon shine|is glass transparent|is the sea salty|is the sky blue|is the sun hot|"
        "do birds have feathers|do magnets attract iron|do bees make honey|do owls hunt at night|do things fall down|"
        "does thunder follow lightning|do we cook food|is water important|do we wash our hands|how spiders spin webs|"
        "how rainbows form|Argentina|San Francisco|spring|bees|an antibiotic|roast vegetables|a bird|how we remember|choose a gift|"
        "poetry|start running|how bones heal"
    )
)
"""Their answers were read and found false, or said nothing."""


def topic(question: str) -> str:
    """What it is about."""
    return re.sub(r"^(What is|Why|How do I|Can you explain|Tell me about) ", "", question).rstrip("?.")
