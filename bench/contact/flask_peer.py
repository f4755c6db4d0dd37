"""The same form in plain Flask and SQLite, as tutorials write it: one INSERT, no checks, no acknowledgement, no history.

`python flask_peer.py PORT FILE`, with Flask and waitress. What the guarantees cost is the distance to this.
"""

import sqlite3
import sys
import uuid
from contextlib import closing

from flask import Flask, redirect, request
from waitress import serve

app = Flask(__name__)
FILE = sys.argv[2]


@app.post("/contact")
def contact() -> object:
    """Keep the form, send the browser on."""
    reference = uuid.uuid4().hex[:8]
    form = request.form
    with closing(sqlite3.connect(FILE, timeout=5)) as connection, connection:
        row = (reference, form["kind"], form["topic"], form["message"], form["name"], form["email"], form["language"])
        connection.execute("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return redirect(f"/thanks?reference={reference}", 303)


if __name__ == "__main__":
    with closing(sqlite3.connect(FILE)) as made, made:
        made.execute("CREATE TABLE requests (reference, kind, topic, message, name, email, language)")
    serve(app, host="127.0.0.1", port=int(sys.argv[1]), threads=8)
