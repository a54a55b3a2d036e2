"""What the shell and the system ask of a command: completion of words, signals that end a run."""
