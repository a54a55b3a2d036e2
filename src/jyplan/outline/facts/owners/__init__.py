"""The owners of tasks: persons, departments, posts."""
