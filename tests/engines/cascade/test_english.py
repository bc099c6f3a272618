import pytest

from antiphon.engines.cascade.speakable import speech


@pytest.mark.parametrize(
    ("written", "said"),
    [
        # money
        ("$3.50", "three dollars and fifty cents"),
        ("$1", "one dollar"),
        ("$0.99", "ninety-nine cents"),
        ("\xa32.01", "two pounds and one penny"),
        ("\u20ac20", "twenty euros"),
        ("20 \u20ac", "twenty euros"),
        ("\xa31,000", "one thousand pounds"),
        ("5 USD", "five US dollars"),
        ("$2.5 million", "two point five million dollars"),
        ("$5-10", "five to ten dollars"),
        ("\xa5300", "three hundred yen"),
        ("$20/month", "twenty dollars per month"),
        # measures
        ("120 km/h", "one hundred twenty kilometers per hour"),
        ("-5 \xb0C", "minus five degrees Celsius"),
        ("1 kg", "one kilogram"),
        ("70kg", "seventy kilograms"),
        ("50%", "fifty percent"),
        ("5-10%", "five to ten percent"),
        ("6 ft", "six feet"),
        ("3\u20135 km", "three to five kilometers"),
        # numbers
        ("3.14", "three point one four"),
        ("1,234,567", "one million two hundred thirty-four thousand five hundred sixty-seven"),
        ("007", "zero zero seven"),
        ("3-5 days", "three to five days"),
        ("-3", "minus three"),
        ("the 1st, 22nd and 103rd", "the first, twenty-second and one hundred third"),
        ("GPT-4", "GPT-four"),
        ("MP3 and B2B", "MP3 and B2B"),
        ("192.168.0.1", "one hundred ninety-two point one hundred sixty-eight point zero point one"),
        ("#1", "number one"),
        # fractions
        ("1/2", "one half"),
        ("2 3/4 cups", "two and three quarters cups"),
        ("1\xbd hours", "one and a half hours"),
        ("24/7", "twenty-four seven"),
        ("11/23", "eleven over twenty-three"),
        # times and dates
        ("14:30", "fourteen thirty"),
        ("2:05 pm", "two oh five pee em"),
        ("5pm", "five pee em"),
        ("9 AM", "nine ay em"),
        ("9:00", "nine o'clock"),
        ("14:00", "fourteen hundred"),
        ("at 5 p.m. sharp", "at five pee em sharp"),
        ("at 5 p.m.", "at five pee em."),
        ("25:99", "25:99"),
        ("2026-11-23", "November twenty-third, twenty twenty-six"),
        ("11/23/2026", "November twenty-third, twenty twenty-six"),
        ("23/11/2026", "November twenty-third, twenty twenty-six"),
        ("13/13/2026", "13/13/2026"),
        ("Nov. 23, 2026", "November twenty-third, twenty twenty-six"),
        ("23 November", "the twenty-third of November"),
        ("in 1984 and 2009", "in nineteen eighty-four and two thousand nine"),
        ("1939-1945", "nineteen thirty-nine to nineteen forty-five"),
        ("the 1990s and '80s", "the nineteen nineties and eighties"),
        # telephones
        ("555-1234", "five five five, one two three four"),
        ("+1 (555) 123-4567", "plus one, five five five, one two three, four five six seven"),
        # short forms
        ("Dr. Smith", "Doctor Smith"),
        ("Main St. is", "Main Street is"),
        ("St. Paul", "Saint Paul"),
        ("e.g. apples, etc.", "for example apples, et cetera."),
        ("cats vs. dogs w/ food", "cats versus dogs with food"),
        ("No. 5", "number five"),
        ("NASA", "NASA"),
        # symbols
        ("a & b", "a and b"),
        ("AT&T", "AT and T"),
        ("3 + 4 = 7", "three plus four equals seven"),
        ("5 - 3 = 2", "five minus three equals two"),
        ("2 * 3", "two times three"),
        ("3 < 4", "three is less than four"),
        ("x\xb2 and y^3", "x squared and y cubed"),
        ("~5", "about five"),
        ("and/or", "and slash or"),
        ("a \u2192 b", "a to b"),
        # names of things
        ("Chapter IV", "Chapter four"),
        ("World War II", "World War two"),
        ("Henry VIII", "Henry the eighth"),
        ("I told George I would", "I told George I would"),
        ("anna.b@example.com", "anna dot b at example dot com"),
        ("example.org", "example dot org"),
    ],
)  # fmt: skip
def test_what_is_said(written: str, said: str) -> None:
    assert speech(written).text == said


@pytest.mark.parametrize(
    "written", ["$3.50", "14:30", "5 km", "1/2", "2026-11-23", "Dr. Smith", "a.b@example.com"]
)
def test_it_is_said_within_a_sentence(written: str) -> None:
    assert speech(f"So, ({written}), then.").text == f"So, ({speech(written).text}), then."
