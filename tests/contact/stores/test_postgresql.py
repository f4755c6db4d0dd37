"""What only PostgreSQL can do to us: a server that restarts, shuts us out, keeps us waiting, or is set up otherwise."""

import os
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from contact import deployment
from contact.deployment import BackendError, configured_log, configured_store
from contact.store import FoundWork, NewMail, StoreError, postgresql_connection, postgresql_schema
from contact.store.postgresql import PostgresqlStore
from contact.store.postgresql_connection import Database
from contact.store.postgresql_schema import MIGRATIONS, migrate
from tests.contact.conftest import PROJECT
from tests.contact.stores.places import PostgresqlPlace
from tests.contact.stores.postgresql_server import PASSWORD, PostgresqlServer
from tests.contact.stores.samples import LEASE, NOW, as_found, new_case, reference, waiting

SOON = timedelta(milliseconds=50)


@pytest.fixture
def place(postgresql: PostgresqlServer) -> PostgresqlPlace:
    return PostgresqlPlace(address=postgresql.address, schema=f"desk_{secrets.token_hex(8)}")


@pytest.fixture
def store(place: PostgresqlPlace) -> Iterator[PostgresqlStore]:
    opened = place.open()
    yield opened
    opened.close()


@pytest.fixture
def database(place: PostgresqlPlace) -> Iterator[Database]:
    opened = Database(place.address, place.schema, migrate)
    yield opened
    opened.close()


def refused(act: Callable[[], object]) -> tuple[str, bool]:
    """The words of a refusal, and whether it may pass."""
    with pytest.raises(StoreError) as error:
        act()
    return str(error.value), error.value.retry


@contextmanager
def stopped(server: PostgresqlServer) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


def test_stopped_server_may_be_back_soon(postgresql: PostgresqlServer, store: PostgresqlStore) -> None:
    """While it is down every request is refused for now; afterwards the same process goes on (row T1)."""
    case = new_case(1, mails=[waiting()])
    store.record(case)
    with stopped(postgresql):
        for act in (lambda: store.record(new_case(2)), lambda: store.find(case.reference), store.secret):
            words, retry = refused(act)
            assert words.startswith("the request log cannot be used: ")
            assert ("No such file or directory" in words, retry) == (True, True)
    assert store.find(case.reference) == as_found(case)
    assert store.record(new_case(2)).new


def test_restart_between_two_messages_is_noticed_by_nobody(
    postgresql: PostgresqlServer, store: PostgresqlStore
) -> None:
    """Connections that broke while nobody used them are replaced, and no message is refused for it."""
    with ExitStack() as used:
        for _ in range(3):
            used.enter_context(store._database.connection())  # noqa: SLF001 - as three customers at once
    with stopped(postgresql):
        pass
    assert [store.record(new_case(number)).new for number in range(3)] == [True] * 3


def test_statement_that_is_cut_off_may_be_tried_again(place: PostgresqlPlace, database: Database) -> None:
    """A server that shuts down in the middle says so; the next one gets a new connection."""
    with place.connected() as other:

        def cut_off() -> None:
            with database.connection() as connection:
                other.execute("SELECT pg_terminate_backend(%s)", (connection.info.backend_pid,))
                connection.execute("SELECT 1")

        words, retry = refused(cut_off)
        assert ("terminating connection due to administrator command" in words, retry) == (True, True)
    with database.connection() as connection:
        assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_nobody_waits_long(place: PostgresqlPlace, store: PostgresqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that somebody has locked is given up, and nothing of the message is written later (row T1)."""
    monkeypatch.setattr(postgresql_connection, "PATIENCE", SOON)
    store.newest(1)
    with place.connected() as other, other.transaction():
        other.execute("LOCK TABLE events")
        words = "the request log cannot be used: canceling statement due to statement timeout (57014)"
        assert refused(lambda: store.record(new_case(1))) == (words, True)
    assert list(store.newest(1)) == []


def test_claim_passes_over_what_another_one_is_taking(place: PostgresqlPlace, store: PostgresqlStore) -> None:
    """A sender does not wait for another one: it takes the next mail (row E3)."""
    cases = [new_case(number, mails=[waiting(NOW - number * SOON)]) for number in range(2)]
    for case in cases:
        store.record(case)
    with place.connected() as other, other.transaction():
        other.execute("SELECT FROM mails WHERE reference = %s FOR UPDATE", (cases[1].reference,))
        assert [entry.reference for entry in store.claim(NOW, LEASE, 2)] == [cases[0].reference]


def test_connections_are_few(store: PostgresqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process does not take a server's connections from others: who finds none free waits, but not for long."""
    monkeypatch.setattr(postgresql_connection, "MOST_CONNECTIONS", 2)
    monkeypatch.setattr(postgresql_connection, "PATIENCE", SOON)
    with store._database.connection(), store._database.connection():  # noqa: SLF001 - as two customers at once
        words = "the request log cannot be used: all 2 connections are busy"
        assert refused(lambda: store.newest(1)) == (words, True)
    assert list(store.newest(1)) == []


def test_connection_is_used_again(database: Database) -> None:
    """One after the other needs one connection; one that was left in the middle of something is not used again."""

    def process() -> int:
        with database.connection() as connection:
            return connection.info.backend_pid

    first = process()
    assert process() == first
    with database.connection() as connection:
        connection.execute("BEGIN")
    assert process() != first


def test_wrong_password_needs_a_person(postgresql: PostgresqlServer) -> None:
    """It does not pass by itself, and the words do not hold it."""
    words, retry = refused(lambda: PostgresqlStore(postgresql.address_of("guarded", "s3cret")).newest(1))
    assert 'password authentication failed for user "guarded"' in words
    assert ("s3cret" in words, retry) == (False, False)


def test_account_that_may_make_no_tables_needs_a_person(postgresql: PostgresqlServer) -> None:
    """The server's words say what is missing."""
    store = PostgresqlStore(postgresql.address_of("guarded", PASSWORD), schema="not_ours")
    words = "the request log cannot be used: permission denied for database postgres (42501)"
    assert refused(lambda: store.newest(1)) == (words, False)


def test_server_that_is_not_there_may_come(tmp_path: Path) -> None:
    """At the start of a machine the desk may be quicker than the database."""
    words, retry = refused(lambda: PostgresqlStore(f"postgresql://desk@/desk?host={tmp_path}").newest(1))
    assert ("No such file or directory" in words, retry) == (True, True)


@pytest.mark.parametrize("address", ["postgresql://desk:s3%zzret@host/desk", "postgresql://desk:s3cret@[host/desk"])
def test_unreadable_address_is_not_repeated(address: str) -> None:
    """The message says how an address is written, and nothing of the password."""
    words = (
        "the address of the request log cannot be read: it is postgresql://user:password@host:5432/database, "
        "with @ as %40, / as %2F, : as %3A and % as %25 in the password"
    )
    assert refused(lambda: PostgresqlStore(address)) == (words, False)


@pytest.fixture
def plain_server() -> Iterator[tuple[int, Callable[[], list[bytes]]]]:
    """A server on another address than the usual ones of this machine, which knows no TLS; and what it was sent in the end."""
    sent: list[bytes] = []
    with socket.create_server(("127.0.0.2", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                sent.append(connection.recv(1000))
                connection.sendall(b"N")
                sent.append(connection.recv(1000))

        # Whoever never connects must not hold up the end of the tests.
        thread = threading.Thread(target=answer, daemon=True)
        thread.start()

        def in_the_end() -> list[bytes]:
            thread.join()
            return sent

        yield listener.getsockname()[1], in_the_end


def test_nothing_is_sent_unencrypted_to_another_machine(plain_server: tuple[int, Callable[[], list[bytes]]]) -> None:
    """A server that refuses TLS learns not even the name of the account (row N2)."""
    port, sent = plain_server
    words, retry = refused(lambda: PostgresqlStore(f"postgresql://desk:s3cret@127.0.0.2:{port}/desk").newest(1))
    assert "server does not support SSL, but SSL was required" in words
    assert (retry, sent()) == (False, [bytes.fromhex("0000000804d2162f"), b""])


@pytest.mark.parametrize("table", ["events", "seals", "seal_parts"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_log_is_append_only(place: PostgresqlPlace, store: PostgresqlStore, table: str, change: str) -> None:
    """The database itself refuses to change or delete events and seals (row T2)."""
    store.record(new_case(1))
    with place.connected() as other:
        other.execute("INSERT INTO seals VALUES ('2026-11-21', 0, 1, '', '')")
        other.execute("INSERT INTO seal_parts VALUES ('2026-11-21', 0, '')")
        column = "number" if table == "events" else "day"
        words = f"{table} never change" if change.startswith("UPDATE") else "are never deleted"
        with pytest.raises(psycopg.errors.RaiseException, match=words):
            other.execute(change.format(table, column, column).encode())


def test_words_of_the_server_that_quote_a_row_are_left_out(store: PostgresqlStore) -> None:
    """An error is logged, and a row may hold what nobody should read there (row N2)."""
    mail = NewMail(mail="very private", state="lost", due=NOW)  # type: ignore[arg-type] # that is the error
    with pytest.raises(StoreError) as error:
        store.record(new_case(1, mails=[mail]))
    words = 'the request log cannot be used: new row for relation "mails" violates check constraint "mails_state_check" (23514)'
    assert (str(error.value), error.value.retry, error.value.__suppress_context__) == (words, False, True)


def test_settings_of_the_account_do_not_count(place: PostgresqlPlace, postgresql: PostgresqlServer) -> None:
    """A commit is on the disk when it returns, whatever server and account are set to (row T1)."""
    with place.connected() as other:
        for setting in (
            "synchronous_commit = off",
            "default_transaction_isolation = serializable",
            "TimeZone = 'Asia/Tokyo'",
        ):
            other.execute(f"ALTER ROLE eccentric SET {setting}".encode())
    own = PostgresqlPlace(address=postgresql.address_of("eccentric"), schema=place.schema)
    database, store = Database(own.address, own.schema, migrate), own.open()
    with database.connection() as connection:
        names = ("synchronous_commit", "default_transaction_isolation")
        values = [connection.execute(f"SHOW {name}").fetchall() for name in names]
    assert values == [[("on",)], [("read committed",)]]
    case = new_case(1)
    store.record(case)
    assert store.find(case.reference) == as_found(case)
    database.close()
    store.close()


def test_older_log_is_brought_up_to_date(
    place: PostgresqlPlace, store: PostgresqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer Frontdesk adds what it needs, and finds what the older one has written."""
    case = new_case(1)
    store.record(case)
    newer = (*MIGRATIONS, ("ALTER TABLE cases ADD COLUMN mood text NOT NULL DEFAULT 'good'",))
    monkeypatch.setattr(postgresql_schema, "MIGRATIONS", newer)
    opened = place.open()
    assert opened.find(case.reference) == as_found(case)
    opened.close()
    with place.connected() as other:
        assert other.execute("SELECT mood FROM cases").fetchall() == [("good",)]
        assert other.execute("SELECT max(version) FROM versions").fetchall() == [(len(newer),)]


def test_cases_of_before_the_list_of_work_are_missing_from_it(
    place: PostgresqlPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day after the last one of them ends what is missing, in UTC, whatever the server's own zone (row R2)."""
    with place.connected() as other:
        other.execute(f"CREATE SCHEMA {place.schema}")
        other.execute("SET TIME ZONE 'Pacific/Kiritimati'")
        other.execute("CREATE TABLE versions (version integer PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())")
        other.execute("INSERT INTO versions VALUES (2)")
        for statement in (statement for migration in MIGRATIONS[:2] for statement in migration):
            other.execute(statement)
        at = datetime(2026, 11, 21, 23, 59, tzinfo=UTC)
        case = (reference(1), "token", "key", "", at)
        other.execute(
            "INSERT INTO cases (reference, token, key, sender, received_at) VALUES (%s, %s, %s, %s, %s)", case
        )
    store = place.open()
    assert store.work_missing_before() == datetime(2026, 11, 22, tzinfo=UTC)
    store.close()


def test_found_work_waits_for_an_event_that_is_being_written(place: PostgresqlPlace, store: PostgresqlStore) -> None:
    """It is put in after the event or not at all: never over what follows from it (row T2)."""
    case = new_case(1)
    store.record(case)
    with place.connected() as other, other.transaction():
        other.execute("INSERT INTO events VALUES (%s, 2, now(), 'noted', '{}', '', '')", (case.reference,))
        assert refused(lambda: store.put_work([FoundWork(case.reference, 1, None)], None)) == (
            "the request log cannot be used: canceling statement due to lock timeout (55P03)",
            True,
        )
    store.put_work([FoundWork(case.reference, 1, None)], None)


def test_migration_that_fails_leaves_everything_as_it_was(
    place: PostgresqlPlace, store: PostgresqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it or nothing: an older Frontdesk still reads the log."""
    case = new_case(1)
    store.record(case)
    broken = (*MIGRATIONS, ("DROP TABLE texts", "SELECT 1 / 0"))
    with monkeypatch.context() as patch:
        patch.setattr(postgresql_schema, "MIGRATIONS", broken)
        assert refused(lambda: place.open().newest(1)) == (
            "the request log cannot be used: division by zero (22012)",
            False,
        )
    store.close()
    assert store.find(case.reference) == as_found(case)


# Uses a store, forks, and uses it on both sides, as a server with several processes may do.
FORK = """
import os, sys
from contact.store.postgresql import PostgresqlStore
from tests.contact.stores.samples import new_case

store = PostgresqlStore(*sys.argv[1:])
store.record(new_case(1))
child = os.fork()
for number in range(20):
    store.record(new_case((20 if child else 100) + number))
if child:
    assert os.waitpid(child, 0)[1] == 0
    print(len(store.newest(99)))
store.close()
"""


def test_forked_process_has_connections_of_its_own(place: PostgresqlPlace) -> None:
    """Parent and child write at the same time, and neither disturbs the other."""
    command = [sys.executable, "-c", FORK, place.address, place.schema]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert (done.stdout, done.stderr) == ("41\n", "")


def test_environment_names_the_database(postgresql: PostgresqlServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """`FRONTDESK_DATABASE` selects it; what goes wrong does not name the password (row N2)."""
    monkeypatch.setenv(deployment.DATABASE, postgresql.address)
    store = configured_store()
    assert isinstance(store, PostgresqlStore)
    assert store.record(new_case(1)).new
    store.close()
    monkeypatch.setenv(deployment.DATABASE, "postgresql://desk:s3cret@[host/desk")
    with pytest.raises(BackendError) as error, configured_log(PROJECT):
        pass
    assert str(error.value).startswith("the address of the request log cannot be read: ")
    assert str(error.value).endswith(" (FRONTDESK_DATABASE)")
    assert "s3cret" not in str(error.value)


def test_other_databases_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt address is not taken for a path, and is not repeated."""
    monkeypatch.setenv(deployment.DATABASE, "postgre://desk:s3cret@host/desk")
    with pytest.raises(BackendError) as error:
        configured_store()
    assert str(error.value) == "FRONTDESK_DATABASE is a path of a file, or begins with postgresql:// or dynamodb://"


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed what PostgreSQL needs is told how."""
    for module in [name for name in sys.modules if name.startswith("contact.store.postgresql")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv(deployment.DATABASE, "postgresql://desk@host/desk")
    with pytest.raises(BackendError) as error:
        configured_store()
    words = "FRONTDESK_DATABASE names a PostgreSQL database: run `pip install 'frontdesk[postgresql]'`"
    assert str(error.value).startswith(words)


def test_case_without_events_is_still_found(place: PostgresqlPlace, store: PostgresqlStore) -> None:
    """Who deletes a history, past the triggers, does not make its case disappear from those that are verified (row T2)."""
    case = new_case(1)
    store.record(case)
    with place.connected() as other:
        other.execute("ALTER TABLE events DISABLE TRIGGER ALL")
        other.execute("DELETE FROM events")
    assert [(found.reference, found.events) for found in store.walk()] == [(case.reference, ())]
    assert list(store.heads_on(NOW.date())) == []
