"""What every store has to do, tested on each of them: SQLite, PostgreSQL and DynamoDB."""
