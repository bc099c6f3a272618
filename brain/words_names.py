"""Names of people, animals and places, as the generators draw them: each side has its own."""

from __future__ import annotations

from typing import Final

from antiphon.engines.brain.table import row
from brain.tables import items

WOMEN: Final = row(
    "Alice Anna Amelia Astrid Aisha Agnes Alma Amara Andrea Angela Anita Annika Beatrice Bettina Bianca Birgit Bridget "
    "Camille Carla Carmen Caroline Catherine Celia Chiara Chloe Clara Claire Claudia Cora Daisy Dalia Daniela Daphne "
    "Diana Dora Edith Elena Elin Elisa Ella Ellen Elsa Emilia Emma Erica Esther Eva Evelyn Fatima Fiona Flora Frances "
    "Freya Frida Gabriela Gemma Georgia Gina Giulia Grace Greta Hannah Harriet Hazel Heidi Helen Helga Hilda Holly Ida "
    "Imani Ines Ingrid Irene Iris Isabel Ivana Ivy Jana Jane Jasmine Jenny Joanna Jolanda Josephine Judith Julia June "
    "Karen Karina Kate Katja Keiko Kirsten Klara Lara Laura Layla Lea Leila Lena Leonie Lina Linda Lisa Livia Lola "
    "Lotte Lucia Lucy Lydia Mabel Magda Maja Malin Manuela Margot Maria Marina Marta Martha Mathilda Maya Meera Melanie "
    "Mia Milena Miriam Moira Monica Nadia Naomi Natalie Nell Nicole Nina Noemi Nora Olga Olivia Paula Petra Philippa "
    "Phoebe Polly Priya Rachel Ramona Rebecca Regina Renata Rita Rosa Rosalind Roxana Ruth Sabine Salma Sandra Sara "
    "Selma Sigrid Silvia Simone Sofia Sonja Stella Susan Svetlana Sylvie Tamara Tanja Teresa Thea Tilda Tina Ursula "
    "Valerie Vanessa Vera Veronica Victoria Viola Wanda Wendy Wilma Yasmin Yvonne Zara Zoe Zuzana"
)
MEN: Final = row(
    "Aaron Adam Adrian Ahmed Alan Albert Alec Alex Alfred Ali Anders Andrew Anton Arne Arthur August Axel Basil Ben "
    "Bernard Bert Björn Boris Brian Bruno Carl Carlos Cedric Charles Christian Clemens Colin Conrad Cyril Damian Daniel "
    "Dario David Dennis Derek Diego Dieter Dimitri Dominic Duncan Edgar Edmund Edward Elias Emil Enrico Eric Ernest "
    "Ethan Eugene Fabian Felix Fergus Filip Finn Florian Francis Frank Fred Gareth George Gerald Gilbert Giorgio Graham "
    "Gregor Gustav Guy Hamid Hans Harold Harry Hector Henrik Henry Herbert Hugo Ian Igor Isaac Ivan Jack Jacob Jakub "
    "James Jan Jasper Jens Jerome Joel Johan Jonas Jonathan Jorge Joseph Juan Julian Jürgen Kai Karim Karl Keith "
    "Kenneth Kevin Klaus Konrad Kurt Lars Laurence Leo Leon Leonard Liam Linus Lorenzo Louis Luca Lucas Ludwig Luis "
    "Magnus Malcolm Manuel Marcel Marco Marcus Mario Martin Mateo Matthew Maurice Max Michael Miguel Milan Mohammed "
    "Morten Nathan Neil Nicholas Niels Nigel Noah Norbert Oliver Omar Otto Owen Pablo Patrick Paul Pedro Per Peter "
    "Philip Pierre Quentin Rafael Ralph Raymond Reza Richard Robert Robin Roger Roland Rolf Roman Rory Rudolf Rupert "
    "Samir Samuel Sean Sebastian Sergio Simon Stefan Steven Sven Tariq Theo Thomas Tim Tobias Tom Tomas Tony Umberto "
    "Victor Vincent Walter Werner Wesley William Xavier Yann Yusuf Zoltan"
)
SURNAMES: Final = row(
    "Abbott Adler Almeida Anderson Archer Bailey Baker Barnes Bauer Becker Bennett Berg Bianchi Bishop Blake Brandt "
    "Brennan Brooks Bryant Byrne Calder Campbell Carter Castillo Chambers Chapman Clarke Coleman Conti Cooper Costa Cox "
    "Cruz Dahl Dalton Davies Dawson Delgado Dixon Doyle Dubois Duran Eklund Ellis Evans Farrell Ferrari Fischer Fisher "
    "Fleming Fletcher Foster Fraser Fuchs Gallo Garcia Gibson Gomez Graf Grant Greene Hale Hansen Harper Harris Hartmann "
    "Hayes Henderson Herrera Hoffmann Holmes Horvat Hughes Ibrahim Ivanov Jansen Jensen Johansson Jordan Kaminski Keller "
    "Kelly Khan Klein Koch Kovacs Kowalski Kruger Lambert Larsen Lawson Lehmann Lindgren Lopez Lorenz Maier Marino Marsh "
    "Mendes Meyer Mills Molina Moreau Moretti Morgan Murphy Myers Nash Navarro Nguyen Nielsen Novak Nowak Olsen Ortega "
    "Osman Palmer Parker Patel Perez Petrov Pohl Porter Quinn Ramirez Reed Reyes Ricci Richter Rivera Roberts Romero Rossi "
    "Roth Russo Sanchez Santos Sato Schmidt Schneider Schulz Sharma Silva Singh Sorensen Stein Stone Sullivan Suzuki Svensson "
    "Tanaka Taylor Thompson Torres Turner Vargas Vega Vogel Wagner Walker Wallace Watson Weber West Winter Wolf Wong Wright "
    "Yilmaz Young Zhang Ziegler"
)
PETS: Final = row(
    "Amber Apollo Ash Bailey Bandit Basil Bella Biscuit Blue Bonnie Boomer Bubbles Buddy Buster Button Caesar Casper Charlie "
    "Chester Chili Cleo Clover Coco Cookie Copper Cosmo Dexter Domino Dusty Echo Felix Flash Fluffy Fudge Garfield Ginger "
    "Goldie Gus Hector Honey Hunter Jasper Jazz Juno Kiwi Leo Loki Lucky Luna Maple Marble Max Merlin Midnight Milo Minty "
    "Misty Mocha Molly Monty Muffin Nacho Nala Nemo Nibbles Noodle Nugget Oreo Oscar Otis Patch Peanut Pebbles Penny Pepper "
    "Pickle Pippin Pixel Pluto Poppy Pumpkin Queenie Ranger Rascal Rex Rocky Rolo Rosie Rusty Sam Sammy Scout Shadow Simba "
    "Smokey Snowy Socks Sparky Spot Star Stormy Sultan Sunny Taco Teddy Tiger Toby Tofu Truffle Twix Velvet Whiskers Willow "
    "Wolfie Ziggy Zorro"
)
CITIES: Final = tuple(
    """
    Aarhus|Aberdeen|Accra|Adelaide|Algiers|Amman|Amsterdam|Ankara|Antwerp|Athens|Atlanta|Auckland|Austin|Baltimore|Barcelona
    Basel|Bath|Beirut|Belfast|Belgrade|Bergen|Berlin|Bern|Bilbao|Bogota|Bologna|Bordeaux|Boston|Bratislava|Bremen|Brighton
    Brisbane|Bristol|Bruges|Brussels|Bucharest|Budapest|Buenos Aires|Cairo|Calgary|Cambridge|Cape Town|Cardiff|Casablanca
    Chicago|Cologne|Copenhagen|Cordoba|Cork|Dakar|Dallas|Delft|Denver|Detroit|Dresden|Dublin|Dundee|Edinburgh|Eindhoven|Exeter
    Florence|Frankfurt|Galway|Gdansk|Geneva|Genoa|Ghent|Glasgow|Gothenburg|Granada|Graz|Groningen|Hamburg|Hanoi|Hanover|Havana
    Helsinki|Houston|Innsbruck|Istanbul|Jakarta|Kiel|Krakow|Kyoto|Lagos|Lausanne|Leeds|Leipzig|Lille|Lima|Limerick|Lisbon
    Liverpool|Ljubljana|London|Lucerne|Lyon|Maastricht|Madrid|Malaga|Malmo|Manchester|Manila|Marseille|Melbourne|Memphis
    Mexico City|Miami|Milan|Montreal|Mumbai|Munich|Nairobi|Naples|Nashville|New York|Nice|Norwich|Oporto|Osaka|Oslo|Ottawa
    Oxford|Palermo|Paris|Perth|Philadelphia|Pisa|Plymouth|Portland|Porto|Prague|Quebec|Reykjavik|Riga|Rome|Rotterdam|Salzburg
    San Diego|Santiago|Sarajevo|Seattle|Seoul|Seville|Sheffield|Singapore|Sofia|Split|Stockholm|Stuttgart|Sydney|Tallinn
    Tampa|Tampere|Toledo|Toronto|Toulouse|Trieste|Trondheim|Tunis|Turin|Turku|Uppsala|Utrecht|Valencia|Vancouver|Venice|Verona
    Vienna|Vilnius|Warsaw|Washington|Wellington|Wroclaw|York|Zagreb|Zaragoza|Zurich
    """.strip()
    .replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
COUNTRIES: Final = items(
    "Argentina|Australia|Austria|Belgium|Brazil|Bulgaria|Canada|Chile|China|Colombia|Croatia|Cuba|Cyprus|Denmark|Ecuador|Egypt"
    "|England|Estonia|Finland|France|Georgia|Germany|Ghana|Greece|Hungary|Iceland|India|Indonesia|Ireland|Israel|Italy|Jamaica"
    "|Japan|Jordan|Kenya|Korea|Latvia|Lebanon|Lithuania|Malta|Mexico|Morocco|Nepal|New Zealand|Nigeria|Norway|Pakistan|Panama"
    "|Peru|Poland|Portugal|Romania|Scotland|Senegal|Serbia|Slovakia|Slovenia|South Africa|Spain|Sweden|Switzerland|Thailand"
    "|Tunisia|Turkey|Uganda|Ukraine|Uruguay|Vietnam|Wales"
)
_STREET: Final = row(
    "Acorn Alder Apple Ash Baker Bank Barley Beech Bell Birch Bishop Bridge Brook Canal Castle Cedar Chapel Cherry Church "
    "Clover College Copper Corn Cross Dock Dove Elder Elm Fern Field Flint Forest Forge Fountain Fox Garden Gate Glass Grove "
    "Harbour Hazel Heron High Hill Holly Ivy King Lake Lark Laurel Lemon Lime Linden Long Maple Market Meadow Mill Moor Oak "
    "Orchard Palace Park Pearl Pine Pond Poplar Quarry Queen Rail River Rose Saddle School Silver Spring Station Stone Summer "
    "Swan Temple Tower Valley Victoria Walnut Water Well Willow Windmill Wood"
)
STREETS: Final = tuple(
    f"{name} {('Street', 'Road', 'Lane', 'Avenue', 'Street')[index % 5]}"
    for index, name in enumerate(_STREET)
)
