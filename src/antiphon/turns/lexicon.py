"""Words that say something about a turn, whatever it is about. Data only: English first, and a little of six more.

Spelt as `words.words_of` leaves them: lower case, apostrophes and hyphens left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _set(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Who listens says so

HUM: Final = re.compile(
    r"[hmn]+|m+h+m+|m*hm+(hm+)*|a+h+a*h*|ah?a+|o+h+|oo+|e+h+m*|u+h+(h?u+h+)*|u+m+|uhhum|huh(huh|uh)*"
    r"|(ha){1,9}h?|(he){2,9}h?|(ho){2,9}h?|hehe?h?|e+r+m*|a+w+|mmkay"
)
"""Hums, laughs and sighs, as recognisers spell them: "Mm-hmm", "H. M.", "Ahh", "Huh-huh", "Ha, ha!"."""
BACKCHANNELS: Final = _set(
    "absolutely alright amazing awesome brilliant certainly cool correct course damn definitely exactly excellent fine",
    "gosh gotcha good great incredible indeed interesting jeez kay lovely marvellous nice ok okay okey perfect",
    "precisely really right sure surely totally true understood whoa wonderful wow yah yeah yep yes yup",
    # de, fr, es, it, pt, nl
    "achso eben genau gut ja jaja jawohl klar richtig stimmt",
    "accord bah bien bon daccord exactement oui ouais parfait voilà",
    "ajá bueno claro entiendo exacto perfecto sí vale",
    "capisco certo chiaro esatto giusto perfetto sì",
    "beleza certo entendi exato isso pois sim tá",
    "goed inderdaad jawel klopt okee oké precies zeker",
)
"""Words that only say that one listens."""
PHRASES: Final = (
    "all right",
    "and then",
    "fair enough",
    "for sure",
    "get it",
    "go ahead",
    "go on",
    "got it",
    "got you",
    "how nice",
    "i agree",
    "i get it",
    "i know",
    "i know right",
    "i see",
    "i understand",
    "keep going",
    "makes sense",
    "me too",
    "my god",
    "no kidding",
    "no problem",
    "no way",
    "not bad",
    "of course",
    "oh dear",
    "oh my god",
    "oh no",
    "oh well",
    "sounds good",
    "thats cool",
    "thats good",
    "thats great",
    "thats it",
    "thats nice",
    "thats right",
    "thats true",
    "very good",
    "what a pity",
    "what a shame",
    "you bet",
    "youre right",
    "alles klar",
    "ach so",
    "ich verstehe",
    "na klar",
    "bien sûr",
    "je vois",
    "tout à fait",
    "de acuerdo",
    "por supuesto",
    "ya veo",
    "ho capito",
    "va bene",
    "com certeza",
    "pois é",
    "tá bom",
    "ik snap het",
    "dat klopt",
)
"""The same in several words; how "no way" begins takes no floor."""

# Who wants the floor says so

COMMANDS: Final = _set(
    "actually but cancel excuse enough hang hey hello hold how however listen look no nope not pardon pause please",
    "question quiet repeat shh shush shut skip sorry stop tell wait what whats when where which who whoa whos why wrong",
    # de, fr, es, it, pt, nl
    "aber entschuldigung falsch halt moment nee nein stopp stop warte warten warum was wer wie wieso wo",
    "arrête arrêtez attends attendez comment mais non pardon pourquoi quoi stop",
    "alto basta cómo espera espere para perdona perdón pero qué quién",
    "aspetta aspetti basta cosa ferma fermati ma perché scusa scusi",
    "calma chega como desculpa espera espere mas não pare peraí",
    "hoe maar nee sorry wacht waarom wat",
) - {"whoa"}
"""Words that take the floor when they come first."""
COMMAND_PHRASES: Final = (
    "be quiet",
    "can i",
    "can we",
    "can you",
    "could you",
    "excuse me",
    "hang on",
    "hold on",
    "i have a question",
    "i said",
    "just a moment",
    "just a second",
    "let me",
    "never mind",
    "one moment",
    "one second",
    "shut up",
    "thats enough",
    "thats not",
    "thats wrong",
    "wait a minute",
    "wait a second",
    "einen moment",
    "un moment",
    "un momento",
    "um momento",
)
"""The same in several words."""

# Who has not finished says so

OPEN: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "en": _set(
            "a am an and are as at be because been between but by could de during each er erm every from had has have",
            "however i if im id ill ive including into is its like maybe may might my nor of on onto or our perhaps please",
            "shall she should some than that thats the their theres they to toward towards um uh until unless upon very",
            "was we were what whats when where whether which while who whose why will with without would your youre",
            "although though since per via am theyre weve hes shes gonna wanna whatever whenever",
        )
        - _set("like on please that what when where who why maybe perhaps though")
        | _set("thee half"),
        "de": _set(
            "aber als am an auf aus bei bis das dass dem den der des die durch ein eine einem einen einer für gegen hat",
            "ich im in ist mein meine mit nach oder ohne sehr sein seine sind um und unser vom von war weil wenn wie wir",
            "während zu zum zur über äh ähm damit ob zwischen",
        ),
        "fr": _set(
            "au aux avec car ce ces chez comme dans de des du elle en entre est et il ils je la le les leur ma mais mes",
            "mon ne notre nous on ou où par parce pour puis quand que qui sa sans ses si son sont sur ta très un une vers",
            "votre à euh",
        ),
        "es": _set(
            "a al aunque como con cuando de del desde donde e el en entre es está eh este hacia hasta la las los mi mis",
            "muy ni o para pero por porque que si sin sobre son su sus tu un una unas unos y",
        ),
        "it": _set(
            "a ai al alla anche che come con da dal dalla degli dei del della di dove e ed fra gli ha i il in io la le lo",
            "ma mia mio molto nel nella o per perché quando se senza sono su sul sua suo tra un una uno è ehm",
        ),
        "pt": _set(
            "a ao as com como da das de do dos e ela ele em entre está eu mas meu minha muito na nas no nos o onde os ou",
            "para pela pelo por porque quando que se sem seu sua são também um uma é",
        ),
        "nl": _set(
            "aan als bij dat de die door een en het hun ik in is maar met mijn naar of om omdat ons op over te tot tussen",
            "uit van voor wanneer want was we wij zeer zijn zonder eh uhm",
        ),
    }
)
"""Words that nobody ends with, or hardly anybody."""
LOOSE: Final = _set(
    "about after all another any before behind below beyond can cannot did do does for get give bring send put want",
    "wants need needs buy take make find likes gets says said called he how in like more most not off on onto only past",
    "halfpast perhaps rather so still that through under what when where who why",
)
"""English words that some end with, and more go on after."""
EITHER: Final = _set("around down maybe out over then these this those though up")
"""English words that as many end with as go on."""
OPENERS: Final = _set(
    "actually anyway basically first firstly hello hey hi look listen next now please secondly so then well"
)
"""English words that may be all of a turn, and are mostly its beginning."""
BEGINNINGS: Final = (
    "can you",
    "can you tell me",
    "could you",
    "could you please",
    "do you",
    "do you know",
    "how about",
    "i believe",
    "i believe that",
    "i guess",
    "i know",
    "i mean",
    "i need",
    "i think",
    "i think that",
    "i want",
    "i want to know",
    "i was wondering",
    "i would",
    "i would like",
    "i wonder",
    "id like",
    "im looking",
    "is it",
    "is there",
    "let me",
    "let me see",
    "let me think",
    "lets see",
    "my name is",
    "play some",
    "remind me",
    "she said",
    "she said that",
    "he said",
    "he said that",
    "they said",
    "tell me",
    "the first thing",
    "the thing is",
    "what about",
    "will you",
    "would you",
    "you know",
    "you see",
)
"""English beginnings of sentences, and seldom all of one."""
SUBORDINATE: Final = _set(
    "although as because if since unless until when whenever while once after before though whereas"
)
"""What an English sentence begins with that has two halves."""
PAIRS: Final = MappingProxyType({"between": "and", "both": "and", "either": "or", "neither": "nor"})
AUXILIARIES: Final = _set(
    "am are can could did do does had has have is may might must shall should was were will would been be"
)
PRONOUNS: Final = _set("he i it she that there they this we you who")
PREPOSITIONS: Final = _set("about at by for from in into like of on to with")
DETERMINERS: Final = _set("a an my our some the their these this those your his her its")
QUALIFIERS: Final = _set(
    "next first second third other same whole new big small little red blue green old good best very larger smaller",
    "bigger nearest",
)
"""English words that mostly come before what they qualify."""
SMALL: Final = _set(
    "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    "sixteen seventeen eighteen nineteen",
)
TENS: Final = _set("twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million")
COUNTED: Final = _set("number phone")
"""What is told as a long row of digits."""
ROW: Final = 7
"""Digits in one, at least."""
CLOSING: Final = _set(
    "off on up out down over in so not that this when where how why who what there then these those"
)
"""English words that do end sentences, after one of `CLOSES`, or of a verb and its pronoun: "switch it off"."""
CLOSES: Final = _set(
    "believe course don dont guess hope it know me not said say see suppose tell them think why wonder",
)
COURTESY: Final = _set("please thanks")
"""English words that close what they follow."""
TAGS: Final = _set(
    "actually again anyway exactly now okay ok right sir madam thanks though then today too yes no yeah"
)
"""English words that stand alone behind a comma, and name nothing."""
RELATIVES: Final = _set("who which whose where")
ASKING: Final = _set("how what whats where wheres which who whom whos why whys")
