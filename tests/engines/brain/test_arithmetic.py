import pytest

from antiphon.engines.brain.arithmetic import solve, word_problem


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is seventeen plus twenty five?", "17 plus 25 is 42."),
        ("what's 17+25", "17 plus 25 is 42."),
        ("Can you tell me what 12 times 12 is?", "12 times 12 is 144."),
        ("How much is 20 percent of 80?", "20 percent of 80 is 16."),
        ("What is ten divided by three?", "10 divided by 3 is about 3.33."),
        ("What's the square root of 144?", "The square root of 144 is 12."),
        ("what is five minus seven", "5 minus 7 is -2."),
        ("Subtract five from twelve", "12 minus 5 is 7."),
        ("What is 3 times (4 plus 2)?", "3 times (4 plus 2) is 18."),
        ("What is 2 plus 3 times 4?", "2 plus 3 times 4 is 14."),
        ("half of 30", "Half of 30 is 15."),
        ("7 divided by zero", "You can't divide by zero."),
    ],
)
def test_sums(question: str, answer: str) -> None:
    assert solve(question) == answer


@pytest.mark.parametrize(
    "text",
    [
        "What is nine to the power of nine to the power of nine?",
        "What is 2 to the power of 100?",
        "My number is 555-1234.",
        "555-1234",
        "I have 3 dogs",
        "What is minus five?",
        "What is the plus side?",
        "+" * 500,
        "(" * 150,
        "What is (2 plus 3?",
        "2 2 plus",
        "",
    ],
)
def test_what_is_no_sum_or_too_large_is_left_alone(text: str) -> None:
    assert solve(text) is None


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("I have 12 eggs and get fifteen more. How many do I have?", "You have 27 eggs."),
        ("i had nineteen coins and lost 4 how many do i still have", "You have 15 coins left."),
        ("I have 3 cats and my brother gives me two more, how many cats do I have now?", "You have 5 cats."),
        ("I have 5 apples. I eat 2 of them. How many are left?", "You have 3 apples left."),
        ("I have ten bags with six coins in each. How many coins is that?", "That's 60 coins."),
        ("I have 10 bags with 6 coins. How many coins is that?", None),
        ("I have 10 apples and eat 20, how many are left?", None),
        ("I have 2 sons and 3 daughters. How many kids do I have?", None),
        ("I have 30 minutes and use 4 rooms. How many people can come?", None),
        ("I had 9 eggs, found 3 and lost 2. How many do I have?", None),
        ("I have " + "9 eggs and lost " * 30 + "how many are left", None),
    ],
)
def test_more_and_less_of_what_somebody_has(told: str, answer: str | None) -> None:
    assert word_problem(told) == answer
