"""The whole deployment in a stand-in for AWS: what customers, their mail and SES send goes through, with the rights it has.

ministack checks what the role of each function allows; a right that is missing here fails the test.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from contact.case import Case
from contact.keys.kms import KmsKeys
from contact.log import Log
from contact.store.dynamodb import DynamoStore
from contact.vault.s3 import S3Vault
from desk.bundle import Bundle
from frontdesk.aws_bundle.contents import HERE as PYTHON
from tests.aws import ministack_server
from tests.aws.events import FORM_TYPE, SCHEDULED
from tests.aws.ministack_server import REGION, Ministack, Unavailable
from tests.aws.template import Json, template
from tests.aws.test_template import STREAM
from tests.contact.conftest import FORM

STACK = "desk"
FUNCTIONS = ("accept", "outbox", "arriving", "bounces", "upkeep")
# Calls that need a right of another name. A transaction puts and updates.
CALLS = {
    "dynamodb:PutItem": ["dynamodb:TransactWriteItems"],
    "dynamodb:UpdateItem": ["dynamodb:TransactWriteItems", "dynamodb:UpdateItem"],
    "s3:ListBucket": ["s3:ListObjectsV2", "s3:ListObjects", "s3:GetObject"],
    "s3:DeleteObject": ["s3:DeleteObject", "s3:DeleteObjects"],
}
SENDER = "ana@example.net"
WITHIN_SECONDS = 60


def eventually(found: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is looked for
    """What is looked for, once it is there."""
    end = time.monotonic() + WITHIN_SECONDS
    while not (there := found()):
        assert time.monotonic() < end, f"not within {WITHIN_SECONDS} seconds"
        time.sleep(0.1)
    return there


@dataclass
class Deployment:
    """A stack that was made from the template, and what a test asks of it."""

    ministack: Ministack
    support: str

    @cached_property
    def outputs(self) -> dict[str, str]:
        """What the stack says of itself."""
        stack = self.ministack.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
        assert stack["StackStatus"] == "CREATE_COMPLETE"
        return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}

    @cached_property
    def log(self) -> Log:
        """The log, as its owner sees it."""
        endpoint = self.ministack.endpoint
        return Log(
            store=DynamoStore(self.outputs["TableName"], endpoint, REGION),
            keys=KmsKeys(self.outputs["KeyArn"], endpoint, REGION),
        )

    def physical(self, name: str) -> str:
        """What a resource of the template is called."""
        answer = self.ministack.client("cloudformation").describe_stack_resource(
            StackName=STACK, LogicalResourceId=name
        )
        found: str = answer["StackResourceDetail"]["PhysicalResourceId"]
        return found

    def post(self, output: str, **changed: str) -> str:
        """Send the form to an address of the stack; the reference."""
        location = self.request(output, "POST", "/_desk/requests", urlencode(FORM | changed)).getheader("location")
        return parse_qs(urlsplit(str(location)).query)["case"][0]

    def request(self, output: str, method: str, path: str, body: str = "") -> HTTPResponse:
        """A request to an address of the stack, whose name leads to ministack."""
        host = urlsplit(self.outputs[output]).netloc
        with closing(HTTPConnection(ministack_server.HERE, self.ministack.port, timeout=60)) as connection:
            connection.request(method, path, body, {"host": host, "content-type": FORM_TYPE})
            answer = connection.getresponse()
            answer.read()
            return answer

    def invoke(self, name: str, event: object) -> Json:
        """Call a function as a rule does."""
        answer = self.ministack.client("lambda").invoke(
            FunctionName=f"{STACK}-{name}", Payload=json.dumps(event).encode()
        )
        returned: Json = json.loads(answer["Payload"].read())
        return returned

    def publish(self, topic: str, notice: object) -> None:
        """Tell a topic, as SES does."""
        self.ministack.client("sns").publish(TopicArn=self.physical(topic), Message=json.dumps(notice))

    def mail_about(self, reference: str) -> Json:
        """The acknowledgement of a case, once SES has it."""

        def found() -> Json | None:
            return next((mail for mail in self.ministack.messages() if reference in mail["Subject"]), None)

        mail: Json = eventually(found)
        return mail

    def case(self, reference: str) -> Case:
        """A case in the table."""
        case = self.log.store.find(reference)
        assert case
        return case


@pytest.fixture
def deployment(zipped: Path, bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """The stack, with every way in."""
    email = bundle.settings.channels.email
    assert email
    domain = email.address.partition("@")[2]
    try:
        with (
            ministack_server.running(tmp_path_factory.mktemp("ministack")) as ministack,
            pytest.MonkeyPatch.context() as env,
        ):
            env.setenv("AWS_ACCESS_KEY_ID", "test")
            env.setenv("AWS_SECRET_ACCESS_KEY", "test")
            _deploy(ministack, zipped, domain, email.address)
            yield Deployment(ministack=ministack, support=email.address)
    except Unavailable as reason:
        pytest.skip(str(reason))


def _deploy(ministack: Ministack, zipped: Path, domain: str, support: str) -> None:
    s3 = ministack.client("s3")
    s3.create_bucket(Bucket="code")
    s3.put_object(Bucket="code", Key=zipped.name, Body=zipped.read_bytes())
    ministack.client("sesv2").create_email_identity(EmailIdentity=domain)
    parameters = {
        "CodeBucket": "code",
        "CodeKey": zipped.name,
        "Runtime": f"python{PYTHON}",
        "Entrance": "both",
        "MailDomain": domain,
        "MailIdentity": "existing",
        "SupportAddress": support,
        "AlarmAddress": "operations@example.net",
    }
    formation = ministack.client("cloudformation")
    formation.create_stack(
        StackName=STACK,
        TemplateBody=json.dumps(_as_ministack_takes_it()),
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()],
        Capabilities=["CAPABILITY_IAM"],
    )
    eventually(lambda: formation.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE")


def _as_ministack_takes_it() -> Json:
    """The template without what ministack 1.5 does not know.

    Receipt rules; rights on one identity of SES; rights that depend on what a key is asked for; and TLS on its own port.
    """
    found = template()
    for name in ("ReceiptRules", "ReceiptRule"):
        del found["Resources"][name]
    del found["Outputs"]["RuleSet"]
    del found["Resources"]["BucketPolicy"]["Properties"]["PolicyDocument"]["Statement"][0]
    for one in found["Resources"].values():
        if one["Type"] == "AWS::IAM::Role":
            for statement in one["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]:
                statement.pop("Condition", None)
                if "ses:SendEmail" in statement["Action"]:
                    statement["Resource"] = "*"
    return found


def a_form_sent_to_the_url_becomes_a_message(deployment: Deployment) -> None:
    """From the function URL through table, stream and SES (rows T1, E3, E4)."""
    _becomes_a_message(deployment, "FormEndpoint")


def a_form_sent_to_the_api_becomes_a_message(deployment: Deployment) -> None:
    """The same from the HTTP API."""
    _becomes_a_message(deployment, "ApiEndpoint")


def _becomes_a_message(deployment: Deployment, output: str) -> None:
    """The acknowledgement bears the reference that the page showed, and the log what was sent."""
    reference = deployment.post(output, message=f"sent to {output}")
    mail = deployment.mail_about(reference)
    assert mail["To"] == [SENDER]
    case = eventually(lambda: deployment.case(reference) if len(deployment.case(reference).events) > 1 else None)
    assert (case.status, case.acknowledgement) == ("acknowledged", "sent")
    confirmation = urlencode({"case": reference, "key": case.key})
    assert deployment.request(output, "GET", f"/_desk/received?{confirmation}").status == 200
    texts = deployment.log.texts(case)
    assert texts
    assert texts.fields["message"] == f"sent to {output}"


def the_minute_s_rule_finds_nothing_more_to_send(deployment: Deployment) -> None:
    """What the stream has woken for is sent; a mail goes out once."""
    reference = deployment.post("FormEndpoint", message="once")
    deployment.mail_about(reference)
    eventually(lambda: deployment.case(reference).status == "acknowledged")
    assert deployment.invoke("outbox", SCHEDULED) == {
        "sent": 0,
        "held": 0,
        "postponed": 0,
        "failed": 0,
        "dropped": 0,
        "batchItemFailures": [],
    }
    assert len([mail for mail in deployment.ministack.messages() if reference in mail["Subject"]]) == 1


def a_vote_and_a_status_are_answered_too(deployment: Deployment) -> None:
    """All that the desk answers over HTTP is there; what is not, is not."""
    vote = urlencode({"page": "account/open-it", "language": "en", "answer": "yes"})
    assert deployment.request("FormEndpoint", "POST", "/_desk/helpful", vote).status == 303
    assert deployment.request("FormEndpoint", "GET", "/_desk/status").status == 200
    assert deployment.request("FormEndpoint", "GET", "/other").status == 404


def a_bounce_that_ses_reports_is_written_down(deployment: Deployment) -> None:
    """Matched by the name that SES gave the mail; the acknowledgement no longer counts as sent (row E8)."""
    reference = deployment.post("FormEndpoint", message="to nobody", email="nobody@example.net")
    mail = deployment.mail_about(reference)
    eventually(lambda: deployment.case(reference).status == "acknowledged")
    bounce = {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "bouncedRecipients": [{"emailAddress": "nobody@example.net", "status": "5.1.1"}],
    }
    message_id = mail["MessageId"].partition("@")[0]
    deployment.publish("BouncesTopic", {"eventType": "Bounce", "mail": {"messageId": message_id}, "bounce": bounce})
    case = eventually(
        lambda: deployment.case(reference) if deployment.case(reference).acknowledgement == "bounced" else None
    )
    assert case.status == "not-acknowledged"


WRITER = "carla@example.net"
MAIL = """\
From: Carla <{writer}>
To: {support}
Subject: A card is lost
Message-ID: <{name}@example.net>
In-Reply-To: <{answers}>
Date: Sat, 21 Nov 2026 15:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

My card is lost.
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="card.pdf"

%PDF-1.4 a picture of it
--b--
"""


def arrive(deployment: Deployment, name: str, answers: str = "") -> Json:
    """Put a mail into the bucket and give notice of it, as SES does; the notice."""
    bucket, key = deployment.physical("Bucket"), f"arriving/{name}"
    source = MAIL.format(writer=WRITER, support=deployment.support, name=name, answers=answers).replace("\n", "\r\n")
    deployment.ministack.client("s3").put_object(Bucket=bucket, Key=key, Body=source.encode())
    notice: Json = {
        "notificationType": "Received",
        "mail": {"source": WRITER, "messageId": name, "destination": [deployment.support]},
        "receipt": {
            "recipients": [deployment.support],
            "spamVerdict": {"status": "PASS"},
            "virusVerdict": {"status": "PASS"},
            "dmarcVerdict": {"status": "PASS"},
            "action": {"type": "S3", "bucketName": bucket, "objectKey": key},
        },
    }
    deployment.publish("ArrivingTopic", notice)
    return notice


def a_mail_that_arrives_becomes_a_case(deployment: Deployment) -> None:
    """From the bucket, by a notice of SES; kept in the vault, taken out of the bucket, and acknowledged (row T4)."""
    s3, bucket = deployment.ministack.client("s3"), deployment.physical("Bucket")
    notice = arrive(deployment, "lost-card")

    def arrived() -> Case | None:
        return next((case for case in deployment.log.store.newest(20) if case.received.channel == "email"), None)

    case = eventually(arrived)
    eventually(lambda: "Contents" not in s3.list_objects_v2(Bucket=bucket, Prefix="arriving/"))
    vault = S3Vault(bucket, "vault", deployment.ministack.endpoint, REGION)
    assert {kept.reference for kept in vault.walk()} == {case.reference}
    # A queue may bring a notice twice.
    deployment.publish("ArrivingTopic", notice)
    assert len(eventually(lambda: lines(deployment, "arriving", "is no longer in the bucket"))) == 1
    # What the customer answers to the acknowledgement belongs to the same case.
    mail = deployment.mail_about(case.reference)
    assert mail["To"] == [WRITER]
    eventually(lambda: deployment.case(case.reference).acknowledgement == "sent")
    arrive(deployment, "found-card", mail["MessageId"])
    eventually(lambda: "wrote" in {event.kind for event in deployment.case(case.reference).events})


def upkeep_measures_the_outbox(deployment: Deployment) -> None:
    """What it returns stands in its log as CloudWatch reads figures."""
    figures = deployment.invoke("upkeep", {"sweep": True})
    assert set(figures) == {"waiting", "stuck", "unsendable", "held", "swept"}
    line = eventually(lambda: lines(deployment, "upkeep", "CloudWatchMetrics"))[0]
    assert json.loads(line)["Function"] == f"{STACK}-upkeep"


def no_log_of_a_function_names_a_customer(deployment: Deployment) -> None:
    """Addresses, names and messages stand in none of them (row N2)."""
    everything = "\n".join(line for name in FUNCTIONS for line in lines(deployment, name, ""))
    assert "START" in everything
    assert not re.search(r"ana@|nobody@|carla@|Ana\b|Carla|card is lost|sent to F", everything)


# Granted, and not used in the tests above: a day that is over is sealed, and who seals second takes the parts away again;
# the secret of an empty table is made by whoever comes first; a file is taken out of the vault where nothing names it.
SELDOM = {
    "upkeep": {"dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "s3:DeleteObject"},
}


def no_function_has_a_right_that_it_does_not_use(deployment: Deployment) -> None:
    """What CloudTrail has seen until here of table, key and bucket, beside what the template grants."""
    assert {name: granted(name) - used(deployment, name) for name in FUNCTIONS} == {
        name: SELDOM.get(name, set()) for name in FUNCTIONS
    }


def lines(deployment: Deployment, function: str, words: str) -> list[str]:
    """What a function has written into its log."""
    logs = deployment.ministack.client("logs")
    group = f"/aws/lambda/{STACK}-{function}"
    return [
        event["message"]
        for stream in logs.describe_log_streams(logGroupName=group)["logStreams"]
        for event in logs.get_log_events(logGroupName=group, logStreamName=stream["logStreamName"])["events"]
        if words in event["message"]
    ]


def granted(function: str) -> set[str]:
    """What the template lets a function do with table, key and bucket."""
    role = template()["Resources"][f"{function.capitalize()}Role"]["Properties"]["Policies"][0]["PolicyDocument"]
    actions = {action for statement in role["Statement"] for action in statement["Action"]}
    return {action for action in actions if action.startswith(("dynamodb:", "kms:", "s3:"))} - STREAM


def used(deployment: Deployment, function: str) -> set[str]:
    """Which of these it has called. Its calls bear the key that ministack makes of its name and its role."""
    about = deployment.ministack.client("lambda").get_function_configuration(FunctionName=f"{STACK}-{function}")
    key = "ASIA" + hashlib.sha256(f"{about['FunctionArn']}:{about['Role']}".encode()).hexdigest()[:16].upper()
    return {
        action
        for action in granted(function)
        if any(_seen(deployment, key, name) for name in CALLS.get(action, [action]))
    }


def _seen(deployment: Deployment, key: str, action: str) -> bool:
    asked = {"AccessKeyId": key, "EventName": action.partition(":")[2]}
    attributes = [{"AttributeKey": name, "AttributeValue": value} for name, value in asked.items()]
    trail = deployment.ministack.client("cloudtrail")
    return bool(trail.lookup_events(LookupAttributes=attributes, MaxResults=1)["Events"])


# In one test: what comes last looks at what the others have done, and a stack for each worker would take longer than all.
STEPS = (
    a_form_sent_to_the_url_becomes_a_message,
    a_form_sent_to_the_api_becomes_a_message,
    the_minute_s_rule_finds_nothing_more_to_send,
    a_vote_and_a_status_are_answered_too,
    a_bounce_that_ses_reports_is_written_down,
    a_mail_that_arrives_becomes_a_case,
    upkeep_measures_the_outbox,
    no_log_of_a_function_names_a_customer,
    no_function_has_a_right_that_it_does_not_use,
)


def test_the_deployed_desk_does_all_that_it_promises(deployment: Deployment) -> None:
    """Each step is a statement of its own; the first that is not true is named."""
    for step in STEPS:
        step(deployment)
