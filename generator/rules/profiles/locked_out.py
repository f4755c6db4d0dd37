"""The check of a way in for people who cannot get in (row L1): a topic of their own, a queue of its own, and answers."""

from collections.abc import Iterator, Mapping

from desk.finding import Finding
from desk.profiles.model import Row
from generator.rules.profiles.checked import Checked

TOPIC = "locked-out"
_NAMES: Mapping[str, str] = {"en": "I cannot get into my account", "es": "No puedo entrar en mi cuenta"}
_QUESTION = "What can I do when I cannot get in?"


def no_way_in(checked: Checked, row: Row) -> Iterator[Finding]:
    """There is the topic, nobody else's requests wait in its queue, and each language has an answer about it."""
    settings = checked.settings
    topic = settings.topic(TOPIC)
    if topic is None:
        wrong = f"there is no topic '{TOPIC}'"
        yield checked.finding(row, "topics", wrong, _topic(checked), rule="profile-locked-out")
        return
    shared = [other.id for other in settings.topics if other.queue == topic.queue and other.id != TOPIC]
    if shared:
        path = f"topics.{settings.topics.index(topic)}.queue"
        wrong = f"the topic '{TOPIC}' shares the queue '{topic.queue}' with {', '.join(shared)}"
        yield checked.finding(row, path, wrong, f"queue: {_free_queue(checked)}", rule="profile-locked-out")
    for language in settings.languages.offered:
        if not any(question.topic == TOPIC for question in checked.site.questions[language].values()):
            wrong = f"no answer in '{language}' is about the topic '{TOPIC}'"
            fix = f'frontdesk new question "{_QUESTION}" --category account --language {language}; then write: topic: {TOPIC}'
            place = f"topics.{settings.topics.index(topic)}"
            yield checked.finding(row, place, wrong, fix, rule="profile-locked-out")


def _topic(checked: Checked) -> str:
    names = "\n".join(f"    {code}: {_NAMES.get(code, '...')}" for code in checked.settings.languages.offered)
    return (
        f"- id: {TOPIC}\n  name:\n{names}\n  queue: {_free_queue(checked)}\n  response_time: 4 business hours\n"
        f"  acknowledgement: locked-out"
    )


def _free_queue(checked: Checked) -> str:
    """A queue that no other topic names."""
    taken = {topic.queue for topic in checked.settings.topics if topic.id != TOPIC}
    return next(name for name in ("access", TOPIC, f"{TOPIC}-only", "way-in") if name not in taken)
