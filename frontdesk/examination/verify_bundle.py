"""Checks the bundle that it lies in: python3 verify.py. Needs Python 3.8 or later and nothing else; writes nothing."""

import hashlib
import json
import sys
from pathlib import Path


def wrong(there: dict, listed: dict, last: str = "") -> list:  # type: ignore[type-arg] # read by who has Python 3.8
    found = [f"{name}: is missing" for name in sorted(set(listed) - set(there))]
    found += [f"{name}: is not in the manifest" for name in sorted(set(there) - set(listed))]
    for name in sorted(set(there) & set(listed)):
        if hashlib.sha256(there[name].read_bytes()).hexdigest() != listed[name]:
            found.append(f"{name}: was changed")
    for seal in map(json.loads, there["seals/seals.jsonl"].read_text().splitlines() if not found else ()):
        heads = there[f"seals/heads/{seal['day']}.txt"].read_bytes()
        covered = f"{seal['day']} {seal['previous']}\n".encode() + heads
        if seal["previous"] != last or hashlib.sha256(covered).hexdigest() != seal["digest"]:
            found.append(f"{seal['day']}: this seal does not follow the one before, or was not made over its heads")
        last = seal["digest"]
    return found


if __name__ == "__main__":
    folder = Path(__file__).resolve().parent
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    manifest = files.pop("manifest.json").read_bytes()
    problems = wrong(files, json.loads(manifest)["files"])
    fine = f"{len(files)} files are as they were put together, and the seals follow each other"
    print(*(problems or [fine]), f"SHA-256 of manifest.json: {hashlib.sha256(manifest).hexdigest()}", sep="\n")
    sys.exit(1 if problems else 0)
