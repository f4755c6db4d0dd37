"""A message that came in, as the log holds it: what is said of it, and no word of what it says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, get_args

from desk.channels import ChannelName
from desk.data import Data
from desk.estimate import Estimate
from desk.profiles.clocks import LegalDue
from desk.settings.model import Customer, Kind

# By which way the customer is told that the message arrived: one who left only a telephone number sees the page, who calls
# hears it from a person, who speaks to a machine hears it in that call or gets a text message, and automatic mail is not
# answered at all.
AcknowledgedBy = Literal["email", "page", "person", "nobody", "call", "text"]
# How a message reaches the desk (row T4). The settings promise a response time for four of them; the others share those.
CaseChannel = Literal["form", "email", "phone", "voicemail", "chat", "app", "post", "callback"]
CASE_CHANNELS: tuple[CaseChannel, ...] = get_args(CaseChannel)
PROMISED_AS: Mapping[CaseChannel, ChannelName] = {
    "form": "form",
    "email": "email",
    "phone": "phone",
    "voicemail": "phone",
    "chat": "form",
    "app": "form",
    "post": "post",
    "callback": "phone",
}


class Attachment(Data, frozen=True, kw_only=True):
    """A file that came with a message and lies in the vault under `name`; how the customer called it is in the texts.

    `size` is that of the file in bytes; `digest` is the SHA-256 of the encrypted bytes that lie there.
    """

    name: str
    media_type: str
    size: int
    digest: str


class Received(Data, frozen=True, kw_only=True):
    """A message came in: in which words it was asked for, and which estimate was given.

    `dissatisfied` says that words of dissatisfaction stand in it, so that a request is looked at again (row T3);
    `queue` takes care of it, and in it `to`, a person who was in office (row C2); cases of earlier versions name neither.

    `masked` are the sorts of secrets that were struck out of the text; `disclosure_digest` belongs to the words that told
    the customer of an assistant; `proven` tells of e-mail whether its sender's domain vouches for it; `unanswered` says why
    nobody is told (automatic mail, a list). `came_at` is when the message came, where somebody entered it later, and
    `external_reference` what somebody else calls it (a regulator who passed it on, another program). `legal` are the legal
    clocks that run for it, by the profiles that were in force. `synthetic` says that nobody sent it: `frontdesk demo-data` made
    it up, and every report over such a case says so.
    """

    channel: CaseChannel
    kind: Kind
    topic: str
    language: str
    page: str
    page_language: str
    consent_digest: str
    personal_digest: str
    estimate: Estimate
    acknowledged_by: AcknowledgedBy
    suspected: bool
    commit: str
    masked: tuple[str, ...] = ()
    disclosure_digest: str = ""
    attachments: tuple[Attachment, ...] = ()
    proven: bool = True
    unanswered: str = ""
    notices: tuple[str, ...] = ()
    customer: Customer = "individual"
    came_at: datetime | None = None
    external_reference: str = ""
    entered_by: str = ""
    legal: tuple[LegalDue, ...] = ()
    queue: str = ""
    to: str = ""
    dissatisfied: bool = False
    synthetic: bool = False

    @property
    def promised_as(self) -> ChannelName:
        """The channel whose response time was promised."""
        return PROMISED_AS[self.channel]


class Wrote(Data, frozen=True, kw_only=True):
    """The customer wrote again about the same case. `text` names the encrypted text; see Received for the rest.

    `estimate` is the one that they were given for an answer to this message.
    """

    channel: CaseChannel
    text: str
    personal_digest: str
    attachments: tuple[Attachment, ...] = ()
    proven: bool = True
    unanswered: str = ""
    masked: tuple[str, ...] = ()
    estimate: Estimate | None = None
    dissatisfied: bool = False
