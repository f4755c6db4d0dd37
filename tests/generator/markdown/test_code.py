"""What stands in code is emptied, and no line is lost."""

import pytest

from generator.markdown.code import without_code


@pytest.mark.parametrize(
    ("markdown", "left"),
    [
        ("a `{{ x` b", "a  b"),
        ("a ``{{ ` x`` b", "a  b"),
        ("a ` {{ x", "a ` {{ x"),
        ("a `b\n\nc` {{ x", "a `b\n\nc` {{ x"),
        ("a\n```md\n{{ x\n```\nb", "a\n\n\n\nb"),
        ("a\n~~~~\n~~~\n{{ x\n~~~~\nb", "a\n\n\n\n\nb"),
        ("a\n```\n{{ x", "a\n\n"),
        ("a\n\n    {{ x\n\nb", "a\n\n\n\nb"),
        ("a\n    {{ x", "a\n    {{ x"),
        ("- a\n\n    {{ x\n\nb\n\n    {{ y", "- a\n\n    {{ x\n\nb\n\n"),
        ("a <!-- {{ x\n{{ y --> b", "a \n b"),
    ],
)
def test_only_what_readers_see_as_text_is_left(markdown: str, left: str) -> None:
    """Code in a line, in fences and by indentation; comments."""
    assert without_code(markdown) == left
