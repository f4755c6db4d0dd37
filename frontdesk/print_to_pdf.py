"""A page of HTML -> a PDF, by the Chromium or Chrome of this machine, where there is one. Knows no report."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

# As Linux, macOS and Windows call them on PATH; on macOS they lie elsewhere.
PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
PATIENCE = 120
NONE_THERE = "no PDF: there is no Chromium or Chrome on this machine. Open report.html in a browser and print it."


def print_to_pdf(page: Path, pdf: Path) -> str:
    """Write it; empty, or a sentence that says why there is none."""
    program = next((found for name in (*PROGRAMS, MACOS) if (found := shutil.which(name))), None)
    if program is None:
        return NONE_THERE
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program,
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--no-first-run",
            # The page has no script and loads nothing; a browser will not run as root with its sandbox.
            *(("--no-sandbox",) if _is_root() else ()),
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={pdf.resolve()}",
            page.resolve().as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603 - ours
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"no PDF: {program} could not print it ({type(error).__name__})"
    if done.returncode or not pdf.is_file():
        return f"no PDF: {program} could not print it (it ended with {done.returncode})"
    return ""


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
