"""What only the DynamoDB store has: refusals that pass, answers that are lost, an index that lags, items that end.

DynamoDB Local never throttles and never lags: troubled_server does so in front of it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from contact.chain import first_broken
from contact.deployment import configured_store
from contact.events import Feedback
from contact.store import Change, Finished, NewMail, Seal, Store, StoreError
from contact.store.dynamodb import DynamoStore
from contact.store.dynamodb_items import PIECE, Found, case_item, event_item, text_items
from contact.store.dynamodb_table import BY_TIME, EXPIRES, INDEX_KEYS, SHARDS, TABLE, TIME_TO_LIVE, UNSENT
from contact.store.dynamodb_writes import Put, plain, request_of
from tests.contact.stores.dynamodb_place import DynamodbPlace
from tests.contact.stores.samples import LEASE, NOW, as_found, following, new_case, reference, waiting
from tests.contact.stores.troubled_server import Refusal, Troubles, troubled

CONFLICT = Refusal(code="TransactionCanceledException", reasons=("None", "TransactionConflict"))
THROTTLED = Refusal(code="ThrottlingException")
SHORT = timedelta(milliseconds=300)


@pytest.fixture
def place(dynamodb: str) -> Iterator[DynamodbPlace]:
    made = DynamodbPlace(address=dynamodb)
    yield made
    made.close()


@pytest.fixture
def store(place: DynamodbPlace) -> Iterator[DynamoStore]:
    opened = place.open()
    yield opened
    opened.close()


@pytest.fixture
def troubles(dynamodb: str) -> Iterator[Troubles]:
    with troubled(dynamodb) as found:
        yield found


@pytest.fixture
def troubled_store(place: DynamodbPlace, troubles: Troubles) -> Iterator[DynamoStore]:
    """The same table, behind what goes wrong. Nothing has gone wrong yet when it is opened."""
    place.make()
    opened = DynamoStore(place.table, troubles.address, patience=SHORT)
    opened.secret()
    yield opened
    opened.close()


def kinds(place: DynamodbPlace) -> set[str]:
    """Which sorts of items are in a table."""
    return {item["sk"]["S"].partition("#")[0] for item in place.items() if item["pk"]["S"].startswith("case#")}


def refused(store: Store) -> StoreError:
    with pytest.raises(StoreError) as error:
        store.record(new_case(1))
    return error.value


def test_environment_names_the_table(place: DynamodbPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table by its name; where the SDK is told of another address, it goes there."""
    place.make()
    monkeypatch.setenv("FRONTDESK_DATABASE", f"dynamodb://{place.table}")
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", place.address)
    store = configured_store()
    assert store.record(new_case(1)).new is True
    store.close()
    assert kinds(place) == {"case", "event", "text"}


def test_cases_of_before_the_list_of_work_are_missing_from_it(place: DynamodbPlace, store: DynamoStore) -> None:
    """A table of version 1 becomes one of today, in which all cases up to now may be missing (row R2)."""
    store.record(new_case(1, at=NOW - timedelta(days=9)))
    _as_version_1(place)
    opened = place.open()
    missing_before = opened.work_missing_before()
    assert missing_before is not None
    assert timedelta(0) < missing_before - datetime.now(UTC) <= timedelta(days=1)
    opened.put_work([], NOW)
    again = place.open()
    assert again.work_missing_before() == NOW
    again.close()
    opened.close()


def _as_version_1(place: DynamodbPlace) -> None:
    place.client.update_item(
        TableName=place.table,
        Key={"pk": {"S": "store"}, "sk": {"S": "store"}},
        UpdateExpression="SET version = :one REMOVE work_missing_before",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )


def test_table_is_made_as_it_is_described(place: DynamodbPlace, store: DynamoStore) -> None:
    """Keys, indexes, stream and the end of counts: what the template of AWS describes is what is tested here."""
    made = place.client.describe_table(TableName=place.table)["Table"]
    indexes = [
        {name: index[name] for name in TABLE["GlobalSecondaryIndexes"][0]} for index in made["GlobalSecondaryIndexes"]
    ]
    by_name = {index["IndexName"]: index for index in indexes}
    assert by_name == {index["IndexName"]: index for index in TABLE["GlobalSecondaryIndexes"]}
    assert (made["KeySchema"], made["StreamSpecification"]) == (TABLE["KeySchema"], TABLE["StreamSpecification"])
    ends = place.client.describe_time_to_live(TableName=place.table)["TimeToLiveDescription"]
    assert (ends["AttributeName"], ends["TimeToLiveStatus"]) == (TIME_TO_LIVE["AttributeName"], "ENABLED")


def test_lost_answer_is_asked_for_again(troubled_store: DynamoStore, troubles: Troubles) -> None:
    """What was written although the answer was lost is not written twice: not the case, and not the event (rows T1, E3)."""
    troubles.next["TransactWriteItems"] = ["answer"]
    case = new_case(1, mails=[waiting()])
    assert troubled_store.record(case).new is True
    troubles.next["TransactWriteItems"] = ["answer", "answer"]
    added = following(case.reference, case.events[0], Feedback(score=5))
    assert troubled_store.append(Change(reference=case.reference, events=added)) == "written"
    assert troubled_store.find(case.reference) == as_found(case, *added)
    assert troubles.asked.count("TransactWriteItems") == 5


def test_seal_whose_answer_was_lost_keeps_its_parts(troubled_store: DynamoStore, troubles: Troubles) -> None:
    """What stands in the way of the second try is our own seal: nothing that belongs to it is taken away (row T2)."""
    there_already = Refusal(code="ConditionalCheckFailedException")
    troubles.next["PutItem"] = ["answer", there_already, "answer"]
    seal = Seal(day=NOW.date(), heads=1, parts=1, previous="", digest="d")
    assert troubled_store.keep_seal(seal, [b"heads"]) is True
    assert (troubled_store.seals(), troubled_store.seal_part(seal.day, 0)) == ([seal], b"heads")


def test_lost_request_is_sent_again(troubled_store: DynamoStore, troubles: Troubles) -> None:
    """A connection that breaks before anything happened costs nothing (row T1)."""
    troubles.next["TransactWriteItems"] = ["request"]
    case = new_case(1)
    assert troubled_store.record(case).new is True
    assert troubled_store.find(case.reference) == as_found(case)


@pytest.mark.parametrize(
    "passing",
    [CONFLICT, THROTTLED, Refusal(code="ProvisionedThroughputExceededException"), Refusal(code="Oops", status=503)],
    ids=lambda refusal: refusal.code,
)
def test_what_passes_is_tried_again(troubled_store: DynamoStore, troubles: Troubles, passing: Refusal) -> None:
    """Another transaction at the same item, a throttle, a server that stumbles: the customer does not notice (row U3)."""
    troubles.next["TransactWriteItems"] = [passing, passing]
    assert troubled_store.record(new_case(1)).new is True


def test_throttle_that_stays_may_pass_later(troubled_store: DynamoStore, troubles: Troubles) -> None:
    """After a while nobody waits any longer; the error says that a little later it may work."""
    troubles.next["TransactWriteItems"] = [THROTTLED] * 99
    error = refused(troubled_store)
    message = "the request log cannot be used: transact_write_items of AWS was refused: ThrottlingException"
    assert (str(error), error.retry) == (message, True)


def test_conflict_that_stays_is_not_taken_for_another_case(troubled_store: DynamoStore, troubles: Troubles) -> None:
    """A reference that somebody is about to take is not one that is taken."""
    troubles.next["TransactWriteItems"] = [CONFLICT] * 99
    error = refused(troubled_store)
    detail = "TransactionCanceledException (TransactionConflict)"
    message = f"the request log cannot be used: transact_write_items of AWS was refused: {detail}"
    assert (str(error), error.retry) == (message, True)


def test_missing_permission_needs_a_person(troubled_store: DynamoStore, troubles: Troubles) -> None:
    """It is not tried again, and the message names what is not allowed."""
    words = "User: arn:aws:sts::1:assumed-role/desk is not authorized to perform: dynamodb:PutItem"
    troubles.next["TransactWriteItems"] = [Refusal(code="AccessDeniedException", message=words)]
    error = refused(troubled_store)
    message = (
        f"the request log cannot be used: transact_write_items of AWS was refused: AccessDeniedException ({words})"
    )
    assert (str(error), error.retry, troubles.asked.count("TransactWriteItems")) == (message, False, 1)


def test_words_of_other_refusals_are_not_passed_on(troubled_store: DynamoStore, troubles: Troubles) -> None:
    """They may repeat what was typed, and errors are logged (row N2)."""
    troubles.next["TransactWriteItems"] = [Refusal(code="ValidationException", message="ana@example.net is too long")]
    error = refused(troubled_store)
    message = "the request log cannot be used: transact_write_items of AWS was refused: ValidationException"
    assert (str(error), error.retry) == (message, False)


def test_missing_table_needs_a_person(dynamodb: str) -> None:
    """The real server's words say what is missing."""
    store = DynamoStore("nowhere", dynamodb)
    error = refused(store)
    store.close()
    detail = "ResourceNotFoundException (Cannot do operations on a non-existent table)"
    assert (str(error), error.retry) == (
        f"the request log cannot be used: get_item of AWS was refused: {detail}",
        False,
    )


def test_unreachable_server_may_come_back(dynamodb: str) -> None:
    """Nobody listens there: a little later somebody may."""
    store = DynamoStore("desk", "http://127.0.0.1:9", patience=SHORT)
    error = refused(store)
    store.close()
    message = "the request log cannot be used: get_item of AWS failed: EndpointConnectionError"
    assert (str(error), error.retry) == (message, True)


def test_index_that_lags_gives_nothing_twice(troubled_store: DynamoStore, troubles: Troubles) -> None:
    """The index still shows a mail that somebody holds, or has sent: the mail itself says no (row E3)."""
    for number in range(3):
        troubled_store.record(new_case(number, mails=[waiting()]))
    claimed = troubled_store.claim(NOW, LEASE, 2)
    troubled_store.append(
        Change(reference=claimed[0].reference, events=[], finished=Finished(entry=claimed[0], state="sent"))
    )
    troubles.index_stands_still = True
    again = troubled_store.claim(NOW, LEASE, 2)
    assert {entry.reference for entry in [*claimed, *again]} == {reference(number) for number in range(3)}
    assert (len(claimed), len(again)) == (2, 1)


def test_index_of_mails_holds_what_is_not_sent(place: DynamodbPlace, store: DynamoStore) -> None:
    """What was sent leaves it, so that it stays small however many cases there are."""
    for number in range(4):
        store.record(new_case(number, mails=[waiting(NOW + number * LEASE / 9)]))
    store.record(new_case(9, mails=[NewMail(mail="acknowledgement", state="sent", due=NOW)]))
    sent, failed, held = store.claim(NOW + LEASE, LEASE, 3)
    for entry, state in ((sent, "sent"), (failed, "failed"), (held, "held")):
        change = Finished(entry=entry, state=state)  # type: ignore[arg-type] # of three states
        store.append(Change(reference=entry.reference, events=[], finished=change))
    shown = {(plain(item)["state"], plain(item)["pk"]) for item in place.items(UNSENT)}
    names = [("failed", 1), ("held", 2), ("waiting", 3)]
    assert shown == {(state, f"case#{reference(number)}") for state, number in names}


def test_cases_are_spread_over_the_index(place: DynamodbPlace, store: DynamoStore) -> None:
    """So that many at once do not all meet in one partition (row U3)."""
    for number in range(40):
        store.record(new_case(number))
    shards = {plain(item)[INDEX_KEYS[BY_TIME][0]] for item in place.items(BY_TIME)}
    assert shards == {f"cases#{shard}" for shard in range(SHARDS)}


def test_long_text_is_kept_in_pieces(place: DynamodbPlace, store: DynamoStore) -> None:
    """An item holds 400 kB, a text may be longer; erasing takes away every piece (row N3)."""
    case = new_case(texts={"request": bytes(range(251)) * 5000, "note": b"n" * PIECE})
    store.record(case)
    assert store.find(case.reference) == as_found(case)
    store.append(Change(reference=case.reference, events=[], erase=True))
    assert kinds(place) == {"case", "event"}


def test_what_is_too_long_is_refused_whole(place: DynamodbPlace, store: DynamoStore) -> None:
    """A transaction holds 4 MB. Nothing of it is written, and trying again would not help (row T1)."""
    with pytest.raises(StoreError) as error:
        store.record(new_case(texts={"request": b"x" * 5_000_000}))
    assert (error.value.retry, kinds(place)) == (False, set())


def test_case_of_many_texts_is_erased(place: DynamodbPlace, store: DynamoStore) -> None:
    """More than one transaction takes: every one of them goes (row N3)."""
    case = new_case(1)
    store.record(case)
    for start in (0, 60):
        texts = {f"{number}": b"more" for number in range(start, start + 60)}
        assert store.append(Change(reference=case.reference, events=[], texts=texts)) == "written"
    added = following(case.reference, case.events[0], Feedback(score=5))
    assert store.append(Change(reference=case.reference, events=added, erase=True)) == "written"
    assert kinds(place) == {"case", "event"}
    found = store.find(case.reference)
    assert found is not None
    assert (found.texts, found.wrapped_key, len(found.events)) == ({}, None, 2)


def test_count_that_is_over_is_taken_away(place: DynamodbPlace, store: DynamoStore) -> None:
    """By the table itself, some day; so its end stands in it in the way that the table reads."""
    store.tally(["a"], NOW, NOW + LEASE)
    (item,) = [plain(item) for item in place.items() if item["pk"]["S"] == "tally#a"]
    assert item[EXPIRES] == int((NOW + LEASE).timestamp()) + 1


def test_half_a_change_is_not_taken_for_a_whole_one() -> None:
    """A change becomes visible item by item: who reads in between sees that something is missing, and reads again."""
    case = new_case(texts={"request": b"x" * (PIECE + 1)})
    puts: list[Put] = [case_item(case), *map(event_item, case.events), *text_items(case.reference, case.texts)]
    items = {put.key.sort: plain(request_of(put)["Item"]) for put in puts}
    assert Found(case.reference, items).is_whole
    for sort in items.keys() - {"case"}:
        assert not Found(case.reference, {name: item for name, item in items.items() if name != sort}).is_whole


def test_event_that_was_taken_out_shows(place: DynamodbPlace, store: DynamoStore) -> None:
    """Who edits the table by hand is found out by the chain (row T2)."""
    case = new_case(1)
    store.record(case)
    added = following(case.reference, case.events[0], Feedback(score=1), Feedback(score=2))
    store.append(Change(reference=case.reference, events=added))
    key = {"pk": {"S": f"case#{case.reference}"}, "sk": {"S": "event#000002"}}
    place.client.delete_item(TableName=place.table, Key=key)
    found = store.find(case.reference)
    assert found is not None
    assert first_broken(found.events) == 2


def test_event_is_never_written_over(place: DynamodbPlace, store: DynamoStore) -> None:
    """Not even where the count of events was set back by hand (row T2)."""
    case = new_case(1)
    store.record(case)
    first = following(case.reference, case.events[0], Feedback(score=1))
    store.append(Change(reference=case.reference, events=first))
    item = next(item for item in place.items() if item["sk"]["S"] == "case")
    place.client.put_item(TableName=place.table, Item=item | {"number": {"N": "1"}})
    other = following(case.reference, case.events[0], Feedback(score=5))
    with pytest.raises(StoreError) as error:
        store.append(Change(reference=case.reference, events=other))
    message = f"a text, a mail or an event that was to be added to {case.reference} is there already"
    assert (str(error.value), error.value.retry) == (message, False)
