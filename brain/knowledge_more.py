"""More of what everybody knows, a line each: ways to ask, the answer, and what a right one holds."""

from __future__ import annotations

from typing import Final

MORE: Final = """
What is the longest river in South America?/Which river is the longest in South America?|The Amazon is the longest river in South America.|amazon
What is the longest river in Europe?/Which river in Europe is the longest?|The Volga is the longest river in Europe.|volga
What is the longest river in Africa?/Which river in Africa is the longest?|The Nile is the longest river in Africa.|nile
What is the largest lake in Africa?/Which lake is the biggest in Africa?|Lake Victoria is the largest lake in Africa.|victoria
What is the deepest lake in the world?/Which lake is the deepest?|Lake Baikal is the deepest lake in the world.|baikal
What is the largest island in the world?/Which island is the biggest?|Greenland is the largest island in the world.|greenland
What is the smallest continent?/Which continent is the smallest?|Australia is the smallest continent.|australia
What is the smallest ocean?/Which ocean is the smallest?|The Arctic Ocean is the smallest ocean.|arctic
What is the highest mountain in Africa?/Which mountain is the highest in Africa?|Kilimanjaro is the highest mountain in Africa.|kilimanjaro
What is the highest mountain in the Alps?/Which mountain is the highest in the Alps?|Mont Blanc is the highest mountain in the Alps.|mont blanc
What is the highest mountain in Japan?/Which mountain is the highest in Japan?|Mount Fuji is the highest mountain in Japan.|fuji
Which mountains lie between France and Spain?/What mountains are between Spain and France?|The Pyrenees lie between France and Spain.|pyrenees
Which mountains run through South America?/What are the mountains of South America called?|The Andes run through South America.|andes
Which sea lies between Europe and Africa?/What sea is between Europe and Africa?|The Mediterranean lies between Europe and Africa.|mediterranean
Which canal joins the Atlantic and the Pacific?/What canal links the Atlantic with the Pacific?|The Panama Canal joins the Atlantic and the Pacific.|panama
Which canal joins the Mediterranean and the Red Sea?|The Suez Canal joins the Mediterranean and the Red Sea.|suez
Which country has the most people?/What is the most populous country?|India has the most people.|india
Which river flows through Rome?/What is the river in Rome?|The Tiber flows through Rome.|tiber
Which river flows through Berlin?/What is the river in Berlin?|The Spree flows through Berlin.|spree
Which river flows through Cologne?/What is the river in Cologne?|The Rhine flows through Cologne.|rhine
Which river runs through the Grand Canyon?/What river flows through the Grand Canyon?|The Colorado River runs through the Grand Canyon.|colorado
Which city has canals and gondolas?/In which city do people ride gondolas?|Venice is famous for its canals and gondolas.|venice
Which city is called the Big Apple?/What city is the Big Apple?|New York is called the Big Apple.|new york
Which city is called the City of Light?/What city is the City of Light?|Paris is called the City of Light.|paris
Which country is called the land of the rising sun?|Japan is called the land of the rising sun.|japan
Which country is famous for tulips and windmills?|The Netherlands is famous for tulips and windmills.|netherlands|holland
Which country has a maple leaf on its flag?/Whose flag shows a maple leaf?|Canada has a maple leaf on its flag.|canada
What colours does the French flag have?/What are the colours of the French flag?|The French flag is blue, white and red.|blue
What colours does the Italian flag have?/What are the colours of the Italian flag?|The Italian flag is green, white and red.|green
What colours does the German flag have?/What are the colours of the German flag?|The German flag is black, red and gold.|black
What is on the flag of Japan?/What does the Japanese flag show?|The flag of Japan shows a red disc on white.|red
How many stars are on the American flag?/How many stars does the American flag have?|The American flag has fifty stars.|fifty|50
How many stripes are on the American flag?|The American flag has thirteen stripes.|thirteen|13
How many countries border Portugal?/Which country borders Portugal?|Only Spain borders Portugal.|spain|one
On which continent is the Sahara?/Where is the Sahara?|The Sahara is in Africa.|africa
On which continent is the Amazon rainforest?/Where is the Amazon rainforest?|The Amazon rainforest is in South America.|south america
Where is Mount Everest?/In which mountains is Mount Everest?|Mount Everest is in the Himalayas.|himalaya
Where is Stonehenge?/Which country is Stonehenge in?|Stonehenge is in England.|england
Where is the Great Wall?/Which country has the Great Wall?|The Great Wall is in China.|china
Where is Niagara Falls?/Where are the Niagara Falls?|Niagara Falls lie between Canada and the United States.|canada|united states
Where is the Grand Canyon?/Which state is the Grand Canyon in?|The Grand Canyon is in Arizona.|arizona
Where is Mount Vesuvius?/Near which city is Vesuvius?|Mount Vesuvius is near Naples in Italy.|naples|italy
Which town was buried by Vesuvius?/What city did Vesuvius destroy?|Vesuvius buried Pompeii.|pompeii
Which language do most people in Quebec speak?|Most people in Quebec speak French.|french
What is the largest state of the United States?/Which American state is the biggest?|Alaska is the largest state.|alaska
What is the smallest state of the United States?/Which American state is the smallest?|Rhode Island is the smallest state.|rhode island
What is the largest country in South America?/Which country in South America is the biggest?|Brazil is the largest country in South America.|brazil
What is the largest country in Africa?/Which country in Africa is the biggest?|Algeria is the largest country in Africa.|algeria
Which planet is the hottest?/What is the hottest planet?|Venus is the hottest planet.|venus
Which planet is the farthest from the sun?/What is the farthest planet from the sun?|Neptune is the farthest planet from the sun.|neptune
Which planet comes after Mars?/What planet is next after Mars?|Jupiter comes after Mars.|jupiter
Which planet is the third from the sun?/What is the third planet?|Earth is the third planet from the sun.|earth
Which planet is named after the Roman god of war?|Mars is named after the Roman god of war.|mars
How many moons does the Earth have?/How many moons has the Earth?|The Earth has one moon.|one
How many moons does Mars have?/How many moons has Mars?|Mars has two moons.|two
What is the name of the nearest star?/Which star is closest to the Earth?|The sun is the star closest to the Earth.|sun
What is a shooting star?/What are shooting stars?|A shooting star is a small rock burning up in the air.|rock|burn|meteor
What is a comet made of?/What are comets made of?|A comet is made mostly of ice and dust.|ice
What happens in a solar eclipse?/What is a solar eclipse?|In a solar eclipse the moon covers the sun.|moon
What happens in a lunar eclipse?/What is a lunar eclipse?|In a lunar eclipse the Earth's shadow falls on the moon.|shadow|earth
How long does light from the sun take to reach us?|Light from the sun takes about eight minutes to reach us.|eight|8
What force pulls things to the ground?/Why do things fall down?|Gravity pulls things to the ground.|gravity
What gas is most of the air made of?/What is the main gas in the air?|Most of the air is nitrogen.|nitrogen
What gas do plants give off?/Which gas do plants release?|Plants give off oxygen.|oxygen
What gas makes balloons float?/Which gas is in floating balloons?|Helium makes balloons float.|helium
What is the chemical name of salt?/What is table salt made of?|Table salt is sodium chloride.|sodium
What is rust?/What is rust made of?|Rust is iron that has reacted with oxygen and water.|iron|oxygen
What is bronze made of?/Which metals make bronze?|Bronze is made of copper and tin.|copper
What is brass made of?/Which metals make brass?|Brass is made of copper and zinc.|copper
What is the smallest unit of an element?/What is an atom?|An atom is the smallest unit of an element.|atom|element
Which particle has a negative charge?/What is the charge of an electron?|An electron has a negative charge.|electron|negative
What does a prism do to light?/What does a prism do?|A prism splits white light into colours.|colour|split
What are the three states of matter?/Which main states of matter are there?|They are solid, liquid and gas.|liquid
What do we call water turning into vapour?/What is evaporation?|Evaporation is when water turns into vapour.|evaporat|vapour
What unit do we measure force in?/What is the unit of force?|Force is measured in newtons.|newton
What unit do we measure power in?/What is the unit of power?|Power is measured in watts.|watt
What unit is electric current measured in?|Electric current is measured in amperes.|amp
What unit is sound measured in?/How is loudness measured?|Loudness is measured in decibels.|decibel
What scale measures earthquakes?/How are earthquakes measured?|Earthquakes are measured on the Richter scale, among others.|richter
What does a seismograph record?/What does a seismograph measure?|A seismograph records earthquakes.|earthquake
What does a scale measure?/What do scales measure?|A scale measures weight.|weight|mass
What is the study of living things called?/What is biology?|Biology is the study of living things.|biology|living
What is the study of stars called?/What is astronomy?|Astronomy is the study of stars and planets.|astronomy|star
What is the study of rocks called?/What is geology?|Geology is the study of rocks and the Earth.|geology|rock
What is the study of the past called?/What does a historian study?|History is the study of the past.|history|past
What is the study of the mind called?/What is psychology?|Psychology is the study of the mind.|psychology|mind
Which organ do we think with?/What do we think with?|We think with our brain.|brain
What do we smell with?/Which organ do we smell with?|We smell with our nose.|nose
What do we taste with?/Which organ do we taste with?|We taste with our tongue.|tongue
How many lungs do people have?/How many lungs does a person have?|People have two lungs.|two
How many kidneys do people have?/How many kidneys does a person have?|Most people have two kidneys.|two
How many ribs do people have?/How many ribs does a person have?|Most people have 24 ribs.|24|twenty-four
How many toes do people have?/How many toes does a person have?|Most people have ten toes.|ten
How many milk teeth does a child have?/How many baby teeth are there?|A child has twenty milk teeth.|twenty|20
What is the smallest bone in the body?/Where is the smallest bone of the body?|The smallest bone is the stirrup in the ear.|stirrup|ear
What is the hardest substance in the body?|Tooth enamel is the hardest substance in the body.|enamel
What joins muscles to bones?/What connects muscle to bone?|Tendons join muscles to bones.|tendon
What protects the brain?/Which bone protects the brain?|The skull protects the brain.|skull
What carries blood away from the heart?/Which vessels carry blood from the heart?|Arteries carry blood away from the heart.|arter
What carries blood back to the heart?/Which vessels bring blood back to the heart?|Veins carry blood back to the heart.|vein
Which mineral makes bones strong?/What makes bones strong?|Calcium makes bones strong.|calcium
What does the liver do?/What is the liver for?|The liver cleans the blood and helps to digest food.|blood|digest
What disease comes from a lack of vitamin C?|A lack of vitamin C causes scurvy.|scurvy
How long is a pregnancy?/How many months is a pregnancy?|A pregnancy lasts about nine months.|nine|9
What is the fastest bird?/Which bird is the fastest?|The peregrine falcon is the fastest bird.|falcon
What is the smallest bird?/Which bird is the smallest?|The bee hummingbird is the smallest bird.|hummingbird
Which bird can fly backwards?/What bird flies backwards?|The hummingbird can fly backwards.|hummingbird
Which bird is the symbol of peace?/What bird stands for peace?|The dove is the symbol of peace.|dove
Which bird can repeat words?/What bird can learn to speak?|Parrots can learn to repeat words.|parrot
Which mammal can fly?/What is the only mammal that flies?|The bat is the only mammal that can really fly.|bat
Which mammals lay eggs?/Is there a mammal that lays eggs?|The platypus and the echidna lay eggs.|platypus|echidna
Which animal changes its colour?/What animal can change colour?|The chameleon can change its colour.|chameleon
Which animal builds dams?/What animal makes dams?|The beaver builds dams.|beaver
Which animal carries its house on its back?|A snail carries its house on its back.|snail
Which animal has a pouch?/What animal carries its baby in a pouch?|The kangaroo has a pouch.|kangaroo
Which animal has the longest neck?/What animal has the longest neck?|The giraffe has the longest neck.|giraffe
Which animal sleeps hanging upside down?/What animal hangs upside down to sleep?|Bats sleep hanging upside down.|bat
Which insect makes silk?/What makes silk?|The silkworm makes silk.|silkworm
Which insect glows at night?/What insect gives off light?|The firefly glows at night.|firefly|glow
What is a male chicken called?/What do you call a male chicken?|A male chicken is called a rooster.|rooster|cock
What is a female horse called?/What do you call a female horse?|A female horse is called a mare.|mare
What is a female sheep called?/What do you call a female sheep?|A female sheep is called a ewe.|ewe
What is a male cow called?/What do you call a male cow?|A male cow is called a bull.|bull
What is a female lion called?/What do you call a female lion?|A female lion is called a lioness.|lioness
What is a group of sheep called?/What do you call a group of sheep?|A group of sheep is called a flock.|flock
What is a group of bees called?/What do you call a group of bees?|A group of bees is called a swarm.|swarm
What is a group of birds called?/What do you call a group of birds?|A group of birds is called a flock.|flock
Where do bees live?/What is the home of bees called?|Bees live in a hive.|hive
Where do birds lay their eggs?/What do birds build?|Birds lay their eggs in a nest.|nest
Where does a fox live?/What is a fox's home called?|A fox lives in a den.|den
Where do rabbits live in the wild?/What do wild rabbits dig?|Wild rabbits live in burrows.|burrow
What do squirrels eat?/What food do squirrels like?|Squirrels eat mostly nuts and seeds.|nut
What do rabbits eat?/What food do rabbits need?|Rabbits eat mostly grass and hay.|grass|hay
What do lions eat?/What food do lions eat?|Lions eat meat.|meat
What do horses eat?/What food do horses eat?|Horses eat grass, hay and oats.|grass|hay
What do frogs eat?/What food do frogs eat?|Frogs eat mostly insects.|insect
What do giraffes eat?/What food do giraffes eat?|Giraffes eat leaves from trees.|lea
What do silkworms eat?/Which leaves do silkworms eat?|Silkworms eat mulberry leaves.|mulberry
How many wings does a bee have?/How many wings has a bee?|A bee has four wings.|four
How many humps does a Bactrian camel have?|A Bactrian camel has two humps.|two
How many stomachs does a cow have?/How many parts has a cow's stomach?|A cow has one stomach with four parts.|four
How many arms does a starfish usually have?|A starfish usually has five arms.|five
Is a dolphin a fish?/Are dolphins fish?|No, a dolphin is a mammal.|mammal
Is a shark a fish?/Are sharks fish?|Yes, a shark is a fish.|yes
Is a penguin a bird?/Are penguins birds?|Yes, a penguin is a bird that can't fly.|yes|bird
Is a koala a bear?/Are koalas bears?|No, a koala is a marsupial.|marsupial
Is a mushroom a plant?/Are mushrooms plants?|No, a mushroom is a fungus.|fung
Is a banana a fruit?/Are bananas fruit?|Yes, a banana is a fruit.|yes
Is a potato a fruit?/Are potatoes fruit?|No, a potato is a vegetable.|vegetable|no
Is glass made from sand?/Can you make glass from sand?|Yes, glass is made mostly from sand.|yes
Which is heavier, gold or iron?|Gold is heavier than the same amount of iron.|gold|yes
Which is bigger, the moon or the Earth?|The Earth is bigger than the moon.|earth
Is Africa a country?/Is Africa a country or a continent?|Africa is a continent.|continent
Which is older, Rome or New York?|Rome is much older than New York.|rome|yes
What grows on vines?/Which fruit is wine made from?|Grapes grow on vines.|grape
What are raisins made from?/What fruit are raisins?|Raisins are dried grapes.|grape
What are prunes made from?/What fruit are prunes?|Prunes are dried plums.|plum
What are chips made from?/What are crisps made from?|They are made from potatoes.|potato
What is sauerkraut made from?/Which vegetable is sauerkraut?|Sauerkraut is made from cabbage.|cabbage
What is pesto made from?/What is in pesto?|Pesto is made from basil, nuts, cheese and oil.|basil
What is flour made from?/Where does flour come from?|Flour is made from grain, mostly wheat.|grain|wheat
What is sugar made from?/Where does sugar come from?|Sugar comes from sugar cane or sugar beet.|cane|beet
What is olive oil made from?/Where does olive oil come from?|Olive oil is pressed from olives.|olives
What is yoghurt made from?/What is yogurt made of?|Yoghurt is made from milk.|milk
What is tahini made from?/What is tahini?|Tahini is made from sesame seeds.|sesame
What is the main ingredient of an omelette?/What do I need for an omelette?|You need eggs for an omelette.|egg
Which country does sushi come from?/Where does sushi come from?|Sushi comes from Japan.|japan
Which country does paella come from?/Where does paella come from?|Paella comes from Spain.|spain
Which country do croissants make you think of?/Which country is famous for croissants?|France is famous for croissants.|france
Which country do tacos come from?/Where do tacos come from?|Tacos come from Mexico.|mexic
Which country does goulash come from?/Where does goulash come from?|Goulash comes from Hungary.|hungar
Which country does feta come from?/Where does feta cheese come from?|Feta comes from Greece.|greece|greek
Which country does kimchi come from?/Where does kimchi come from?|Kimchi comes from Korea.|korea
Which spice is the most expensive?/What is the most expensive spice?|Saffron is the most expensive spice.|saffron
Which fruit keeps the doctor away?/What keeps the doctor away?|An apple a day keeps the doctor away.|apple
Who invented the printing press in Europe?/Who invented printing with movable type in Europe?|Johannes Gutenberg built the first printing press in Europe.|gutenberg
Who invented the World Wide Web?/Who made the World Wide Web?|Tim Berners-Lee invented the World Wide Web.|berners
Who discovered radium?/Who found radium?|Marie and Pierre Curie discovered radium.|curie
Who discovered X-rays?/Who found X-rays?|Wilhelm Roentgen discovered X-rays.|roentgen|röntgen
Who described evolution by natural selection?/Who wrote On the Origin of Species?|Charles Darwin described it.|darwin
Who put the sun at the centre?|Copernicus put the sun at the centre.|copernicus
Who first sailed around the world?/Whose ship first sailed around the world?|Magellan's ship was the first to sail around the world.|magellan
Who reached the South Pole first?/Who was first at the South Pole?|Roald Amundsen reached the South Pole first.|amundsen
Who first climbed Mount Everest?/Who was first on top of Mount Everest?|Edmund Hillary and Tenzing Norgay climbed it first.|hillary|tenzing
Who was the first woman in space?/Which woman was first in space?|Valentina Tereshkova was the first woman in space.|tereshkova
Who was the second person on the moon?/Who walked on the moon after Armstrong?|Buzz Aldrin was the second person on the moon.|aldrin
Who was the sixteenth president of the United States?/Which president ended slavery in America?|It was Abraham Lincoln.|lincoln
Who was the first emperor of Rome?/Who was the first Roman emperor?|Augustus was the first Roman emperor.|augustus
Who led India to independence without violence?|Mahatma Gandhi led India to independence without violence.|gandhi
Who gave the speech called I have a dream?/Who said I have a dream?|Martin Luther King gave that speech.|king
Who sculpted the David?/Who made the statue of David?|Michelangelo made the statue of David.|michelangelo
Who built the Eiffel Tower?/Whose company built the Eiffel Tower?|Gustave Eiffel's company built it.|eiffel
Who is the Greek god of the sea?/Which Greek god ruled the sea?|Poseidon is the Greek god of the sea.|poseidon
Who is the king of the Greek gods?/Who was the highest Greek god?|Zeus is the king of the Greek gods.|zeus
Who is the Roman goddess of love?/Which Roman goddess stands for love?|Venus is the Roman goddess of love.|venus
Who stole from the rich and gave to the poor?/Which outlaw lived in Sherwood Forest?|That was Robin Hood.|robin hood
Who lost a glass slipper?/Which fairy tale girl lost her slipper?|Cinderella lost her slipper.|cinderella
Whose nose grows when he lies?/Who has a nose that grows when he lies?|Pinocchio's nose grows when he lies.|pinocchio
Who is the detective of Baker Street?/Who lived in Baker Street?|Sherlock Holmes lived in Baker Street.|holmes
Who loved Juliet?/Whom did Juliet love?|Romeo loved Juliet.|romeo
When did the American Civil War end?/What year did the American Civil War end?|It ended in 1865.|1865
When did the First World War end?/What year did World War One end?|The First World War ended in 1918.|1918
When did the Second World War begin?/What year did World War Two begin?|The Second World War began in 1939.|1939
When did America declare its independence?/What year did America become independent?|America declared its independence in 1776.|1776
When was the Battle of Hastings?/What year was the Battle of Hastings?|The Battle of Hastings was in 1066.|1066
When was the Great Fire of London?/What year was the Great Fire of London?|The Great Fire of London was in 1666.|1666
When was the battle of Waterloo?/What year was Waterloo?|The battle of Waterloo was in 1815.|1815
Which instrument has black and white keys?/What instrument has black and white keys?|The piano has black and white keys.|piano
Which instrument has 47 strings?/What is the big instrument with strings that angels play?|It is the harp.|harp
How many strings does a cello have?/How many strings has a cello?|A cello has four strings.|four
What family does the trumpet belong to?/Is the trumpet a brass instrument?|The trumpet is a brass instrument.|brass
What family does the flute belong to?/Is the flute a woodwind instrument?|The flute is a woodwind instrument.|wood
How many singers are in a duet?/How many people sing a duet?|Two people sing a duet.|two
How many musicians are in a quartet?/How many people play in a quartet?|Four musicians play in a quartet.|four
How many players are in a basketball team?/How many basketball players are on the court for a team?|Five players of a team are on the court.|five
How many players are in a volleyball team?/How many volleyball players are on the court for a team?|Six players of a team are on the court.|six
How many pawns does each side have in chess?/How many pawns has a chess player?|Each side has eight pawns.|eight
How many dots are on a die?/How many dots does a die have in all?|A die has 21 dots in all.|21|twenty-one
How many holes does a golf course have?/How many holes has a round of golf?|A full golf course has eighteen holes.|eighteen|18
In which sport do you score a touchdown?/Which sport has touchdowns?|You score touchdowns in American football.|american football
In which sport do you hit a puck?/Which sport uses a puck?|You hit a puck in ice hockey.|hockey
In which sport do you use a bow?/Which sport uses bow and arrow?|You use a bow in archery.|archery
Which sport is played at Wimbledon?/What do they play at Wimbledon?|They play tennis at Wimbledon.|tennis
Which colour means stop at a traffic light?/What does red mean at a traffic light?|Red means stop.|red|stop
Which colour means go at a traffic light?/What does green mean at a traffic light?|Green means go.|green|go
What do black and white make?/What colour do you get from black and white?|Black and white make grey.|gr[ea]y
What are the primary colours of paint?/Which colours are the primary colours?|They are red, yellow and blue.|yellow
How many sides does a square have?/How many sides has a square?|A square has four sides.|four
How many sides does a pentagon have?/How many sides has a pentagon?|A pentagon has five sides.|five
How many sides does an octagon have?/How many sides has an octagon?|An octagon has eight sides.|eight
How many faces does a cube have?/How many sides has a cube?|A cube has six faces.|six
What is the square root of 64?/What is the root of 64?|The square root of 64 is eight.|eight|8
What is ten squared?/What is the square of ten?|Ten squared is a hundred.|hundred|100
What is a quarter of a hundred?/What is one fourth of a hundred?|A quarter of a hundred is 25.|25|twenty-five
What is pi?/What is the value of pi?|Pi is about 3.14.|3\\.14
What is the first prime number?/Which is the smallest prime number?|Two is the smallest prime number.|two|2
How many zeros are in a thousand?/How many zeros has a thousand?|A thousand has three zeros.|three|3
How many minutes are in half an hour?/How many minutes has half an hour?|Half an hour has thirty minutes.|thirty|30
How many seconds are in an hour?/How many seconds has an hour?|An hour has 3,600 seconds.|3,?600
How many days are in February?/How many days has February?|February has 28 days, and 29 in a leap year.|28
How many days are in December?/How many days has December?|December has 31 days.|31
How many years are in a millennium?/How long is a millennium?|A millennium is a thousand years.|thousand|1,?000
How many weeks are in a month?/How many weeks has a month?|A month has about four weeks.|four
How many ounces are in a pound?/How many ounces has a pound?|A pound has sixteen ounces.|sixteen|16
How many millilitres are in a litre?/How many millilitres has a litre?|A litre has a thousand millilitres.|thousand|1,?000
Which month comes after June?/What month follows June?|July comes after June.|july
Which month comes before May?/What month is before May?|April comes before May.|april
What is the last month of the year?/Which month is the last?|December is the last month.|december
Which day comes after Friday?/What day follows Friday?|Saturday comes after Friday.|saturday
Which day comes before Wednesday?/What day is before Wednesday?|Tuesday comes before Wednesday.|tuesday
Which season comes after summer?/What season follows summer?|Autumn comes after summer.|autumn|fall
When is Valentine's Day?/On which day is Valentine's Day?|Valentine's Day is on the 14th of February.|14
When is Saint Patrick's Day?/On which day is Saint Patrick's Day?|Saint Patrick's Day is on the 17th of March.|17
When do Americans celebrate independence?/When is Independence Day in America?|Independence Day is on the fourth of July.|july
What is the longest day of the year in the north?/When is the longest day in the north?|It is around the 21st of June.|june
What do you call frozen rain?/What is hail?|Hail is frozen rain that falls as balls of ice.|hail|ice
What is fog?/What is fog made of?|Fog is a cloud close to the ground.|cloud|drops|water
What is a tornado?/What do you call a spinning column of wind?|A tornado is a fast spinning column of air.|tornado|spin
What is lava?/What comes out of a volcano?|Lava is melted rock from a volcano.|rock|lava
What is a glacier?/What are glaciers?|A glacier is a huge mass of ice that moves slowly.|ice
What is an oasis?/What do you call a place with water in a desert?|An oasis is a place with water in a desert.|oasis|water
What is a peninsula?/What do you call land with water on three sides?|A peninsula is land with water on three sides.|peninsula|water
What is a volcano that no longer erupts called?|It is called an extinct volcano.|extinct
What is a herbivore?/What do you call an animal that eats plants?|A herbivore is an animal that eats plants.|plant|herbivore
What is a carnivore?/What do you call an animal that eats meat?|A carnivore is an animal that eats meat.|meat|carnivore
What is an antonym?/What do you call a word with the opposite meaning?|An antonym is a word with the opposite meaning.|opposite|antonym
What is an autobiography?/What do you call a book about one's own life?|An autobiography is a book about the writer's own life.|own life|autobiography
What is a thesaurus for?/What do you look up in a thesaurus?|In a thesaurus you find words of similar meaning.|similar|synonym
What does a dictionary tell you?/What is a dictionary for?|A dictionary tells you what words mean.|mean|word
What is a stethoscope for?/What does a doctor use a stethoscope for?|A doctor listens to the heart and lungs with it.|heart|lung|listen
What does a fire extinguisher do?/What is a fire extinguisher for?|It puts out small fires.|fire
What does a fridge do?/What is a fridge for?|A fridge keeps food cold.|cold|cool
What is a ruler for?/What do you use a ruler for?|A ruler measures how long things are.|long|length|measur
What is an anchor for?/What does an anchor do?|An anchor keeps a ship in its place.|ship|boat
What is a lighthouse for?/What does a lighthouse do?|A lighthouse shows ships the way at night.|ship
What is a passport for?/What do you need a passport for?|You need a passport to travel to other countries.|travel|countr
What does a judge do?/What is a judge's job?|A judge decides cases in court.|court|law
What does a chef do?/What is a chef's job?|A chef cooks in a restaurant.|cook
What does a librarian do?/What is a librarian's job?|A librarian looks after the books of a library.|book
What does a pharmacist do?/What is a pharmacist's job?|A pharmacist gives out medicine.|medicine
What does a lawyer do?/What is a lawyer's job?|A lawyer gives advice about the law.|law
What does a beekeeper do?/What is a beekeeper's job?|A beekeeper keeps bees for honey.|bee
What does CPU stand for?/What is a CPU?|CPU stands for central processing unit.|processing
What does GPS tell you?/What is GPS for?|GPS tells you where you are.|where|position
What does USA stand for?/What do the letters USA mean?|USA stands for United States of America.|united states
What does UFO stand for?/What do the letters UFO mean?|UFO stands for unidentified flying object.|unidentified
What does DIY stand for?/What do the letters DIY mean?|DIY stands for do it yourself.|do it yourself
What does ASAP mean?/What do the letters ASAP stand for?|ASAP means as soon as possible.|soon
What does RAM stand for in a computer?/What is RAM?|RAM stands for random access memory.|memory
How many bytes are in a kilobyte?/How big is a kilobyte?|A kilobyte is about a thousand bytes.|thousand|1,?0
"""
