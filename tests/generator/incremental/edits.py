"""One edit of a person: from a state of a project to the next one.

An edit is three numbers, so that what fails is easily made smaller; each number is taken modulo what there is to choose from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from hypothesis import strategies as st

from tests.generator.incremental.desk_state import QuestionFile, State
from tests.generator.incremental.variants import BODIES, BROKEN, LINES, OTHERS, PATHS, SETTINGS

_DAYS: Final = (date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 26), date(2027, 12, 1), date(2026, 10, 1))
_LANGUAGES: Final = ("en", "es", "fr")
_SETTINGS: Final = tuple((name, number) for name, parts in SETTINGS.items() for number in range(len(parts)))


@dataclass(frozen=True, slots=True)
class Edit:
    """What sort of edit, to which file, and which of the values that it may get."""

    kind: str
    which: int
    value: int

    def applied(self, state: State) -> State:
        """The project after it."""
        return _KINDS[self.kind](state, self.which, self.value)


def _question(state: State, which: int) -> str:
    paths = sorted(state.questions)
    return paths[which % len(paths)]


def _with(state: State, path: str, question: QuestionFile) -> State:
    others = {other: data for other, data in state.others.items() if other != path}
    return replace(state, questions={**state.questions, path: question}, others=others)


def _without(questions: Mapping[str, QuestionFile], *paths: str) -> dict[str, QuestionFile]:
    return {path: question for path, question in questions.items() if path not in paths}


def _line(state: State, which: int, value: int) -> State:
    path = _question(state, which)
    key, text = LINES[value % len(LINES)]
    # What is a draft in one language alone stops the build.
    for same in _same_elsewhere(state, path, which) if key == "draft" else [path]:
        state = _with(state, same, state.questions[same].with_line(key, text))
    return state


def _body(state: State, which: int, value: int) -> State:
    path = _question(state, which)
    return _with(state, path, replace(state.questions[path], body=BODIES[value % len(BODIES)]))


def _setting(state: State, _which: int, value: int) -> State:
    name, number = _SETTINGS[value % len(_SETTINGS)]
    return replace(state, settings={**state.settings, name: number})


def _other(state: State, _which: int, value: int) -> State:
    path, data = OTHERS[value % len(OTHERS)]
    others = {other: kept for other, kept in state.others.items() if other != path}
    return replace(state, others=others if data is None else {**others, path: data})


def _same_elsewhere(state: State, path: str, value: int) -> list[str]:
    """The same question in all languages, as most people keep them alike; or this one alone."""
    _, language, inside = path.split("/", 2)
    everywhere = [f"faq/{code}/{inside}" for code in _LANGUAGES] if value % 4 else [f"faq/{language}/{inside}"]
    return [path for path in everywhere if path in state.questions]


def _target(path: str, value: int) -> str:
    return f"faq/{path.split('/')[1]}/{PATHS[value % len(PATHS)]}.md"


def _move(state: State, which: int, value: int) -> State:
    for path in _same_elsewhere(state, _question(state, which), value):
        question = state.questions[path]
        state = _with(replace(state, questions=_without(state.questions, path)), _target(path, value), question)
    return state


def _copy(state: State, which: int, value: int) -> State:
    for path in _same_elsewhere(state, _question(state, which), value):
        state = _with(state, _target(path, value), state.questions[path])
    return state


def _translate(state: State, which: int, value: int) -> State:
    path = _question(state, which)
    parts = path.split("/")
    target = "/".join([parts[0], _LANGUAGES[value % len(_LANGUAGES)], *parts[2:]])
    return _with(state, target, state.questions[path])


def _delete(state: State, which: int, value: int) -> State:
    left = _without(state.questions, *_same_elsewhere(state, _question(state, which), value))
    return replace(state, questions=left) if left else state


def _break(state: State, which: int, value: int) -> State:
    return replace(state, others={**state.others, _question(state, which): BROKEN[value % len(BROKEN)]})


def _mend(state: State, _which: int, _value: int) -> State:
    others = {path: data for path, data in state.others.items() if path not in state.questions}
    return replace(state, others=others)


def _rename_category(state: State, which: int, value: int) -> State:
    """The folder of a category, in one language or in all."""
    _, language, *inside = _question(state, which).split("/")[:-1]
    folder = "/".join(inside) or "account"
    languages = _LANGUAGES if value % 2 else (language,)

    def renamed(path: str) -> str:
        for code in languages:
            if path.startswith(f"faq/{code}/{folder}/"):
                return path.replace(f"/{folder}/", f"/moved-{value % 3}/", 1)
        return path

    questions = {renamed(path): question for path, question in state.questions.items()}
    return replace(state, questions=questions, others={renamed(path): data for path, data in state.others.items()})


def _day(state: State, _which: int, value: int) -> State:
    return replace(state, day=_DAYS[value % len(_DAYS)])


_KINDS: Final[dict[str, Callable[[State, int, int], State]]] = {
    "line": _line,
    "body": _body,
    "setting": _setting,
    "other": _other,
    "move": _move,
    "copy": _copy,
    "translate": _translate,
    "delete": _delete,
    "break": _break,
    "mend": _mend,
    "rename category": _rename_category,
    "day": _day,
}
# What people do often comes up often.
_OFTEN: Final = ("body", "line", "line", "setting", "other", "other", *_KINDS)

edits: Final = st.builds(Edit, st.sampled_from(_OFTEN), st.integers(0, 11), st.integers(0, 59))
