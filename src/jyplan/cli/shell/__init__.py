"""The command and its surroundings: completion of words in a shell, signals of the system, the summary of a job."""
