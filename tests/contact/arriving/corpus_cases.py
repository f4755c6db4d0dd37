"""The corpus: mails of odd shapes, made by hand, and beside each what the desk makes of it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from contact.arriving.automatic import reason_not_to_answer
from contact.arriving.message import Reading, read_mail
from contact.arriving.own import OwnAddresses, references_in

FOLDER = Path(__file__).parent / "corpus"
OURS = OwnAddresses(support="support@example-exchange.com", site_domain="help.example-exchange.com")


@dataclass(frozen=True, slots=True)
class CorpusCase:
    """One mail."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def source(self) -> bytes:
        return self.path.read_bytes()

    @property
    def expected(self) -> Path:
        return self.path.with_suffix(".json")


def corpus_cases() -> list[CorpusCase]:
    return [CorpusCase(path) for path in sorted(FOLDER.glob("*.eml"))]


def as_json(reading: Reading) -> str:
    """All that is understood of a mail."""
    mail = reading.mail
    said = {
        "sender": mail.sender.address,
        "name": mail.sender.name,
        "reply_to": mail.reply_to,
        "subject": mail.subject,
        "text": mail.text.split("\n"),
        "files": [
            f"{file.name} | {file.media_type} | {len(file.content)} | {hashlib.sha256(file.content).hexdigest()[:12]}"
            for file in mail.files
        ],
        "message_id": mail.message_id,
        "answers": mail.answers,
        "references": references_in(mail.subject),
        "language": mail.language,
        "spam": mail.spam,
        "remarks": mail.remarks,
        "unanswered": reason_not_to_answer(reading, None, OURS),
    }
    kept = {key: value for key, value in said.items() if value or key in {"sender", "text", "unanswered"}}
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def read(source: bytes) -> str:
    """What the desk makes of a mail, as the expected files hold it."""
    return as_json(read_mail(source))
