"""One made-up quarter for all tests that only read it."""

from collections.abc import Iterator

import pytest

from contact.log import Log
from contact.report.document import PeriodReport
from desk.bundle import Bundle
from tests.contact.conftest import built_bundle
from tests.synthetic.made import empty_log, filled, report_over


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """What a build of this project hands over."""
    return built_bundle()


@pytest.fixture(scope="session")
def synthetic(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """A log full of made-up cases."""
    log = empty_log(tmp_path_factory.mktemp("synthetic"))
    filled(log, bundle)
    yield log
    log.store.close()


@pytest.fixture(scope="session")
def report(synthetic: Log, bundle: Bundle) -> PeriodReport:
    """The report of the quarter."""
    return report_over(synthetic, bundle, "nydfs")
