"""Small projects and the pages that they must become. `pytest --update-golden` writes the expected files anew."""
