"""deploy/aws/template.yaml: valid, the table that the store expects, and no right that a function does not use."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contact.store.dynamodb_table import NEW_MAIL, TABLE, TIME_TO_LIVE
from frontdesk.aws_bundle.contents import Target
from frontdesk.aws_bundle.modules import HANDLERS
from frontdesk.aws_bundle.template import filled_template
from tests.aws.template import PATH, Json, resources, template

# What the code of each function calls, and so all that it may do. DynamoDB asks for the rights of the writes within a
# transaction; GetItem is for counts and the store's secret.
LOG = {"logs:CreateLogStream", "logs:PutLogEvents"}
CASES = {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"}
QUEUE = {"sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"}
STREAM = {"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"}
CALLED = {
    "Accept": {
        "AcceptLog.Arn": LOG,
        "Table.Arn": CASES,
        "Key.Arn": {"kms:Decrypt", "kms:GenerateDataKey"},
    },
    "Outbox": {
        "OutboxLog.Arn": LOG,
        "Table.Arn": CASES,
        "${Table.Arn}/index/unsent": {"dynamodb:Query"},
        "Table.StreamArn": STREAM,
        "OutboxAside.Arn": {"sqs:SendMessage"},
        "Key.Arn": {"kms:Decrypt"},
        "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailDomain}": {
            "ses:SendEmail",
            "ses:SendRawEmail",
        },
        "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/${ConfigurationSet}": {
            "ses:SendEmail",
            "ses:SendRawEmail",
        },
    },
    "Arriving": {
        "ArrivingLog.Arn": LOG,
        "Table.Arn": CASES,
        "Key.Arn": {"kms:Decrypt", "kms:GenerateDataKey"},
        "${Bucket.Arn}/arriving/*": {"s3:DeleteObject", "s3:GetObject"},
        "${Bucket.Arn}/vault/*": {"s3:DeleteObject", "s3:PutObject"},
        "Bucket.Arn": {"s3:ListBucket"},
        "ArrivingQueue.Arn": QUEUE,
    },
    "Connect": {
        "ConnectLog.Arn": LOG,
        "Table.Arn": CASES,
        "Key.Arn": {"kms:Decrypt", "kms:GenerateDataKey"},
    },
    "Bounces": {
        "BouncesLog.Arn": LOG,
        "Table.Arn": CASES,
        "Key.Arn": {"kms:Decrypt"},
        "BouncesQueue.Arn": QUEUE,
    },
    "Upkeep": {
        "UpkeepLog.Arn": LOG,
        "Table.Arn": CASES | {"dynamodb:DeleteItem"},
        "${Table.Arn}/index/*": {"dynamodb:Query"},
        "${Bucket.Arn}/vault/*": {"s3:DeleteObject"},
        "Bucket.Arn": {"s3:ListBucket"},
    },
}


def statements(function: str) -> Iterator[Json]:
    """What a function is allowed."""
    role = resources("AWS::IAM::Role")[f"{function}Role"]
    for policy in role["Policies"]:
        yield from policy["PolicyDocument"]["Statement"]


def named(resource: str | Json) -> str:
    """A resource as the template writes it."""
    match resource:
        case {"Fn::GetAtt": [name, attribute]}:
            return f"{name}.{attribute}"
        case {"Fn::Sub": str(text)}:
            return text
    raise AssertionError(resource)


def granted(function: str) -> dict[str, set[str]]:
    """The actions that a function may take, by what it may take them on."""
    found: dict[str, set[str]] = {}
    for statement in statements(function):
        assert statement["Effect"] == "Allow"
        on = statement["Resource"]
        for resource in on if isinstance(on, list) else [on]:
            found.setdefault(named(resource), set()).update(statement["Action"])
    return found


def test_cfn_lint_finds_nothing() -> None:
    """Neither an error nor a warning."""
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--", str(PATH)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_the_table_is_the_one_that_the_store_expects() -> None:
    """Keys, indexes, stream and the attribute by which items expire."""
    table = resources("AWS::DynamoDB::Table")["Table"]
    assert {name: table[name] for name in TABLE if name != "StreamSpecification"} == {
        name: value for name, value in TABLE.items() if name != "StreamSpecification"
    }
    assert table["StreamSpecification"]["StreamViewType"] == TABLE["StreamSpecification"]["StreamViewType"]
    assert table["TimeToLiveSpecification"] == TIME_TO_LIVE


def test_only_new_mails_wake_the_outbox() -> None:
    """As the store says which records of the stream those are."""
    mapping = resources("AWS::Lambda::EventSourceMapping")["OutboxWokenByTable"]
    assert [json.loads(one["Pattern"]) for one in mapping["FilterCriteria"]["Filters"]] == [NEW_MAIL]


@pytest.mark.parametrize("function", sorted(CALLED))
def test_a_function_may_do_what_its_code_calls_and_nothing_else(function: str) -> None:
    """Each on what it works with, and no right on everything."""
    assert granted(function) == CALLED[function]


def test_nothing_is_granted_on_everything() -> None:
    """No star stands for an action; for a resource only where something of ours stands before it."""
    for function in CALLED:
        for resource, actions in granted(function).items():
            assert not {action for action in actions if "*" in action}
            assert resource.startswith("arn:") or not resource.startswith("*")


def test_keys_are_opened_only_in_the_name_of_a_case() -> None:
    """A right to use the key is bound to the words with which the code asks (contact.keys.kms)."""
    uses = [
        statement
        for function in CALLED
        for statement in statements(function)
        if any(action.startswith("kms:") for action in statement["Action"])
    ]
    assert len(uses) == 5
    assert {json.dumps(statement["Condition"]) for statement in uses} == {
        '{"ForAnyValue:StringEquals": {"kms:EncryptionContextKeys": "reference"}}'
    }


def test_each_handler_has_its_function_log_and_alarm() -> None:
    """A function that ends in errors is noticed."""
    functions = resources("AWS::Lambda::Function")
    assert {one["Handler"] for one in functions.values()} == {f"{name}.handler" for name in HANDLERS}
    watched = {
        dimension["Value"]["Ref"]
        for alarm in resources("AWS::CloudWatch::Alarm").values()
        if alarm["MetricName"] == "Errors"
        for dimension in alarm["Dimensions"]
    }
    assert watched == set(functions)
    assert {one["LoggingConfig"]["LogGroup"]["Ref"] for one in functions.values()} == {
        f"{name}Log" for name in functions
    }


def test_what_fails_is_kept_and_noticed() -> None:
    """Each queue and the stream put aside what fails again and again, for 14 days, and an alarm tells of it."""
    queues = resources("AWS::SQS::Queue")
    aside = {name for name in queues if name.endswith("Aside")}
    assert aside == {"OutboxAside", "ArrivingAside", "BouncesAside"}
    assert {queues[name]["MessageRetentionPeriod"] for name in queues} == {14 * 24 * 3600}
    alarms = resources("AWS::CloudWatch::Alarm")
    assert {alarms[f"{name}IsNotEmpty"]["Dimensions"][0]["Value"]["Fn::GetAtt"][0] for name in aside} == aside


def test_a_message_comes_again_only_after_its_function_has_ended() -> None:
    """Six times the function's time, as AWS advises."""
    functions = resources("AWS::Lambda::Function")
    for name in ("Arriving", "Bounces"):
        queue = resources("AWS::SQS::Queue")[f"{name}Queue"]
        assert queue["VisibilityTimeout"] == 6 * functions[name]["Timeout"]


def test_what_holds_records_outlives_the_stack() -> None:
    """Who deletes the stack deletes no case, no file and no key."""
    kept = {name for name, one in template()["Resources"].items() if one.get("DeletionPolicy") == "Retain"}
    assert kept == {"Table", "Bucket", "Key"}


def test_the_bucket_is_private_and_speaks_tls() -> None:
    """Nobody is let in without encryption, and nobody from outside at all."""
    bucket = resources("AWS::S3::Bucket")["Bucket"]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    policy = resources("AWS::S3::BucketPolicy")["BucketPolicy"]["PolicyDocument"]["Statement"]
    assert policy[0]["Effect"] == "Deny"
    assert policy[0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_filled_template_names_the_zip_and_what_it_was_made_for() -> None:
    """Three defaults differ, and nothing else."""
    filled = filled_template(Target(architecture="arm64", python="3.12"), "0123456789abcdef0123")
    before = PATH.read_text(encoding="utf-8").splitlines()
    changed = [after for old, after in zip(before, filled.splitlines(), strict=True) if old != after]
    assert changed == [
        "    Default: frontdesk-lambda-0123456789abcdef.zip",
        "    Default: python3.12",
        "    Default: arm64",
    ]
