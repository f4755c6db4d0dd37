"""Numbers -> a line in the log which CloudWatch reads as metrics (its embedded metric format). Alarms stand on them."""

import os
import sys
import time
from collections.abc import Mapping

from desk.data import to_json

NAMESPACE = "Frontdesk"
# Set by the runtime.
_NAME = "AWS_LAMBDA_FUNCTION_NAME"


def report(figures: Mapping[str, int]) -> None:
    """Print them under the name of the function."""
    listed = [{"Name": name, "Unit": "Count"} for name in figures]
    directive = {"Namespace": NAMESPACE, "Dimensions": [["Function"]], "Metrics": listed}
    about = {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": [directive]}
    line = to_json({"_aws": about, "Function": os.environ.get(_NAME, ""), **figures}).decode()
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
