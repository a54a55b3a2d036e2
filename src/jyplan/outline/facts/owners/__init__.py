"""Who has to do something: persons, departments, posts."""
