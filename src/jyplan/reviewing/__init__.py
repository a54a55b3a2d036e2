"""What a batch of submissions comes to: schools, verdicts, sources, last year; facts in, facts out."""
