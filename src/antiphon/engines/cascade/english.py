"""English as it is said: numbers, money, units, times, dates, short forms and symbols in words. Pure.

A pattern for each kind, tried in order at every place; what none of them knows is left to the voice, which reads
words and capital letters well. Cautious: what may mean two things is read as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from antiphon.engines.cascade.lexicon import (
    CODES,
    PARTS,
    SAME_IN_PLURAL,
    SCALES,
    SHORT,
    SIGNS,
    SYMBOLS,
    UNITS,
)
from antiphon.engines.cascade.numerals import (
    cardinal,
    decade,
    decimal,
    digits,
    ordinal,
    roman,
    share,
    year,
)

Words = Callable[[re.Match[str]], str | None]
"""What is said for a match; ``None``: what is written."""

_YEAR: Final = "January February March April May June July August September October November December"
_MONTHS: Final = tuple(_YEAR.split())
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MINUS: Final = r"(?:(?<![\w.)\]])[-\u2212])?"
_TO: Final = r"(?:-|\s?\u2013\s?)"
_AMOUNT: Final = rf"(?<![\w.]){_MINUS}{_NUMBER}(?:{_TO}{_NUMBER})?"
"""A number or a range of two; not within a word or behind a point."""
_RANGE: Final = re.compile(rf"(.?{_NUMBER}){_TO}({_NUMBER})")


def _any(words: Mapping[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _amount(text: str) -> str:
    """As in "three to five" and "minus two point five"."""
    if between := _RANGE.fullmatch(text):
        low, high = between.groups()
        return f"{_plain(low)} to {_plain(high)}"
    return decimal(text)


def _plain(text: str) -> str:
    """A number by itself: four digits that may be a year are said as one."""
    if len(text) == 4 and text.isdigit() and 1100 <= int(text) < 2100:
        return year(int(text))
    return decimal(text)


def _many(name: str, amount: str) -> str:
    """The name of a unit or a currency after its amount."""
    if amount in {"1", "-1"} or name in SAME_IN_PLURAL:
        return name
    if name == "foot":
        return "feet"
    head, per, rest = name.partition(" per ")
    if head.startswith("degree "):
        return head.replace("degree", "degrees")
    return f"{head}s{per}{rest}"


def _money(match: re.Match[str]) -> str:
    amount: str = match["cost"] or match["coins"]
    sign = match["sign"] or match["sign_after"]
    name = SIGNS[sign] if sign else CODES[match["code"]]
    if scale := match["cost_scale"] or match["coins_scale"]:
        return f"{_amount(amount)} {SCALES[scale.lower()]} {_many(name, '')}"
    whole, _, cents = amount.partition(".")
    if len(cents) != 2 or not cents.isdigit() or name in SAME_IN_PLURAL or _RANGE.fullmatch(amount):
        return f"{_amount(amount)} {_many(name, amount)}"
    said = f"{decimal(whole)} {_many(name, whole)}"
    if not int(cents):
        return said
    coin = (
        ("penny" if cents == "01" else "pence") if name == "pound" else ("cent" if cents == "01" else "cents")
    )
    coins = f"{cardinal(int(cents))} {coin}"
    return coins if whole == "0" else f"{said} and {coins}"


def _measure(match: re.Match[str]) -> str:
    amount = match["size"]
    return f"{_amount(amount)} {_many(UNITS[match['unit']], amount)}"


def _clock(match: re.Match[str]) -> str | None:
    hour, minute, half = int(match["hour"]), int(match["minute"] or "0"), match["half"]
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    words = cardinal(hour)
    if minute:
        words += f" {'oh ' if minute < 10 else ''}{cardinal(minute)}"
    elif not half:
        words += " o'clock" if 1 <= hour <= 12 else " hundred"
    if not half:
        return words
    ends = half.endswith(".") and not match.string[match.end() :].lstrip()[:1].islower()
    # Spelled out: "AM" is read as the word, and "A M" as the article.
    letters = "ay em" if half[0] in "aA" else "pee em"
    return f"{words} {letters}" + ("." if ends else "")


def _date(month: int, day: int, year_number: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{_MONTHS[month - 1]} {ordinal(day)}, {year(year_number)}"


def _iso_date(match: re.Match[str]) -> str | None:
    years, month, day = match["iso"].split("-")
    return _date(int(month), int(day), int(years))


def _us_date(match: re.Match[str]) -> str | None:
    first, second, years = map(int, match["us_date"].split("/"))
    return _date(first, second, years) if first <= 12 else _date(second, first, years)


def _month_name(text: str) -> str:
    return next(month for month in _MONTHS if month.startswith(text[:3]))


def _month_day(match: re.Match[str]) -> str | None:
    day = int(match["day"])
    return f"{_month_name(match['month'])} {ordinal(day)}" if 1 <= day <= 31 else None


def _day_month(match: re.Match[str]) -> str | None:
    day = int(match["day_before"])
    return f"the {ordinal(day)} of {_month_name(match['month_after'])}" if 1 <= day <= 31 else None


def _ratio(match: re.Match[str]) -> str:
    return f"{decimal(match['left'])} to {decimal(match['right'])}"


def _fraction(match: re.Match[str]) -> str:
    whole = (match["whole"] or match["whole_before"] or "").strip()
    above, below = PARTS.get(match["glyph"]) or (int(match["above"]), int(match["below"]))
    if (above, below) == (24, 7):
        return "twenty-four seven"
    if not 1 <= above < below <= 20:
        return (f"{decimal(whole)} " if whole else "") + f"{cardinal(above)} over {cardinal(below)}"
    words = share(above, below)
    return f"{decimal(whole)} and {words.replace('one half', 'a half')}" if whole else words


def _phone(match: re.Match[str]) -> str:
    text = match["phone"]
    groups = [digits(group) for group in re.findall(r"\d+", text)]
    return ("plus " if text.startswith("+") else "") + ", ".join(groups)


def _dotted(match: re.Match[str]) -> str:
    return " point ".join(decimal(part) for part in match["dotted"].split("."))


def _address(match: re.Match[str]) -> str:
    """As in "anna at example dot com"."""
    return match[0].replace("@", " at ").replace(".", " dot ").replace("_", " ").replace("-", " dash ")


def _short(match: re.Match[str]) -> str:
    """With a full stop where it was that of the sentence, too."""
    return SHORT[match["abbreviated"].lower()] + ("." if match["last"] is not None else "")


def _number(match: re.Match[str]) -> str:
    text = match["number"]
    return _amount(text) if _RANGE.fullmatch(text) else _plain(text)


def _decade(match: re.Match[str]) -> str:
    return decade(int(match["tens"]))


def _ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match["nth"].replace(",", "")))


def _part(match: re.Match[str]) -> str:
    return f"{match['whole_of']} {cardinal(roman(match['part_number']))}"


def _monarch(match: re.Match[str]) -> str:
    return f"{match['king']} the {ordinal(roman(match['king_number']))}"


def _between(match: re.Match[str]) -> str:
    return "minus" if "=" in match.string or "\u2212" in match["dash"] else "to"


def _power(match: re.Match[str]) -> str:
    exponent = match["exponent"]
    return {"2": "squared", "3": "cubed"}.get(exponent) or f"to the power of {decimal(exponent)}"


def _always(words: str) -> Words:
    return lambda _: words


_HALF: Final = r"(?:[ap]\.m\.?|[AP]\.M\.?|[ap]m|[AP]M)(?!\w)"
_ROMAN_DIGITS: Final = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\b"
_WHOLES: Final = "Chapter|Part|Section|Volume|Book|Act|Scene|Article|Phase|Type|Class|World War"
_MONARCHS: Final = (
    "Henry|Louis|Elizabeth|George|Charles|William|James|Edward|Richard|John|Paul|Pius|Benedict|Leo|Catherine"
    "|Napoleon|Philip|Peter|Alexander|Frederick|Nicholas|Gregory"
)

# What each kind looks like and how it is said, the more special ones first.
_KINDS: Final[tuple[tuple[str, str, Words], ...]] = (
    ("address", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _address),
    ("domain", r"(?<![\w@])(?:[a-zA-Z][\w-]*\.)+(?:com|org|net|io|dev|ai|edu|gov)\b", _address),
    ("iso", r"(?<![\w.-])\d{4}-\d\d-\d\d(?![\w-])", _iso_date),
    ("us_date", r"(?<![\w./])\d{1,2}/\d{1,2}/\d{4}(?![\w/])", _us_date),
    (
        "phone",
        (
            r"(?<![\w.-])(?:\+?\d{1,3}[ .-])?(?:\(\d{3}\)\s?|\d{3}[ .-])\d{3}[.-]\d{4}(?![\w-])"
            r"|(?<![\w.-])\d{3}-\d{4}(?![\w-])|(?<!\w)\+\d[\d -]{6,16}\d(?!\w)"
        ),
        _phone,
    ),
    ("dotted", r"(?<![\w.])\d+(?:\.\d+){2,}(?!\w)", _dotted),
    (
        "clock",
        (
            rf"(?<![\w.:])(?=\d{{1,2}}(?::\d\d|\s?{_HALF}))"
            rf"(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d))?(?:\s?(?P<half>{_HALF}))?(?![\w:])"
        ),
        _clock,
    ),
    ("ratio", r"(?<![\w.:])(?P<left>\d+):(?P<right>\d+)(?![\w:])", _ratio),
    (
        "month_day",
        rf"\b(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:.]\d|\w)",
        _month_day,
    ),
    (
        "day_month",
        rf"(?<![\w.])(?P<day_before>\d{{1,2}})\s(?P<month_after>{_MONTH})\b\.?",
        _day_month,
    ),
    (
        "price",
        (
            rf"(?P<sign>[{''.join(SIGNS)}])\s?(?P<cost>{_NUMBER}(?:{_TO}{_NUMBER})?)"
            r"(?:\s?(?P<cost_scale>thousand|million|billion|trillion|bn|mn|[kKmMB])\b)?"
        ),
        _money,
    ),
    (
        "sum",
        (
            rf"(?P<coins>{_AMOUNT})\s?(?:(?P<coins_scale>thousand|million|billion|trillion|bn|mn|[kKmMB])\s?)?"
            rf"(?:(?P<sign_after>[{''.join(SIGNS)}])|(?P<code>{_any(CODES)})\b)"
        ),
        _money,
    ),
    ("measure", rf"(?P<size>{_AMOUNT})\*{{0,3}}\s?(?P<unit>{_any(UNITS)})(?![\w\xb2\xb3/])", _measure),
    (
        "fraction",
        (
            rf"(?<![\w./])(?:(?P<whole>\d+)\s)?(?P<above>\d{{1,3}})/(?P<below>\d{{1,3}})(?![\w/])"
            rf"|(?P<whole_before>(?<![\w.])\d+\s?)?(?P<glyph>[{''.join(PARTS)}])"
        ),
        _fraction,
    ),
    ("decade", r"(?<!\w)'?(?P<tens>1\d\d0|20\d0|[2-9]0)'?s\b", _decade),
    ("ordinal", r"(?<![\w.])(?P<nth>\d{1,3}(?:,\d{3})+|\d{1,12})(?:st|nd|rd|th)\b", _ordinal),
    ("number", rf"{_AMOUNT}(?!\w)", _number),
    ("part", rf"\b(?P<whole_of>{_WHOLES})\s(?P<part_number>{_ROMAN_DIGITS})", _part),
    ("monarch", rf"\b(?P<king>{_MONARCHS})\s(?!I\b)(?P<king_number>{_ROMAN_DIGITS})", _monarch),
    ("doctor", r"\bDr\.(?=\s+[A-Z])", _always("Doctor")),
    ("saint", r"\bSt\.(?=\s+[A-Z])", _always("Saint")),
    ("street", r"\bSt\.(?=\W|$)", _always("Street")),
    ("mount", r"\bMt\.(?=\s+[A-Z])", _always("Mount")),
    ("no", r"\bNo\.(?=\s?\d)", _always("number")),
    ("figure", r"\b[Ff]ig\.(?=\s?\d)", _always("figure")),
    ("page", r"\bpp?\.(?=\s?\d)", _always("page")),
    ("short", rf"(?<![\w.])(?i:(?P<abbreviated>{_any(SHORT)}))(?!\w)(?P<last>(?<=\.)(?=\W*$))?", _short),
    ("power", r"\^\{?(?P<exponent>-?\d{1,3})\}?", _power),
    ("between", r"(?<=[\d)])\s(?P<dash>[-\u2013\u2212])\s(?=[\d(])", _between),
    ("times", r"(?<=\d)\s?\*\s?(?=\d)", _always("times")),
    ("count", r"#(?=\d)", _always("number")),
    ("hashtag", r"#(?=[^\W\d])", _always("hashtag")),
    ("around", r"~(?=\s?[$\d])", _always("about")),
    ("per", r"/(?=(?:second|minute|hour|day|night|week|month|year|person|mo|yr|hr)\b)", _always("per")),
    ("slash", r"(?<=\w)/(?=\w)", _always("slash")),
    ("symbol", f"(?P<sole>[{re.escape(''.join(SYMBOLS))}])", lambda match: SYMBOLS[match["sole"]]),
)
_SAID: Final[Mapping[str, Words]] = {name: words for name, _, words in _KINDS}
PATTERN: Final = "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in _KINDS)
"""All kinds. Groups are named, so that it can be part of a larger pattern."""


def words_for(match: re.Match[str]) -> str | None:
    """What is said for a match of `PATTERN`, apart from its neighbours; ``None``: as it is written."""
    said = _SAID.get(match.lastgroup or "")
    words = said(match) if said else None
    if words is None:
        return None
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return (" " if before.isalnum() else "") + words + (" " if after.isalnum() else "")
