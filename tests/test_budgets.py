"""The house's budgets (CONTRIBUTING): over budget means that a noun is hiding."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parent.parent / "src").rglob("*.py"))
FILE_LINES, CLASS_LINES, CLASS_ATTRIBUTES, FUNCTION_LINES, CONSTRUCTOR_ARGUMENTS = 400, 300, 15, 60, 6


def length(node: ast.AST, body: list[ast.stmt]) -> int:
    """Lines of a function without its docstring."""
    first = body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    doc = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    return (node.end_lineno or 0) - node.lineno + 1 - doc


def attributes(node: ast.ClassDef) -> set[str]:
    """Names assigned on ``self`` anywhere."""
    return {
        target.attr
        for item in ast.walk(node)
        for target in (getattr(item, "targets", None) or [getattr(item, "target", None)])
        if isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id == "self"
    }


def over_budget(source: str) -> Iterator[str]:
    if len(source.splitlines()) > FILE_LINES:
        yield f"file of {len(source.splitlines())} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > CLASS_LINES:
                yield f"class {node.name} of {lines} lines"
            if len(attributes(node)) > CLASS_ATTRIBUTES:
                yield f"class {node.name} with {len(attributes(node))} attributes"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if length(node, node.body) > FUNCTION_LINES:
                yield f"function {node.name} of {length(node, node.body)} lines"
            arguments = len(node.args.args) + len(node.args.kwonlyargs) - 1
            if node.name == "__init__" and arguments > CONSTRUCTOR_ARGUMENTS:
                yield f"constructor with {arguments} arguments"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(path.parents[2])))
def test_within_budget(path: Path) -> None:
    assert list(over_budget(path.read_text())) == []


def test_budgets_are_counted() -> None:
    body = "\n".join(f"        self.a{n} = {n}" for n in range(400))
    complaints = list(over_budget(f"class Big:\n    def __init__(self, a, b, c, d, e, f, g):\n{body}\n"))
    assert [complaint.split()[0] for complaint in complaints] == [
        "file",
        "class",
        "class",
        "function",
        "constructor",
    ]
