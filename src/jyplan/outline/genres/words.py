"""The words that show the genre of a text, from `data/genres.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jyplan.model import Genre

_FILE = Path(__file__).parent.parent.parent / "data" / "genres.toml"


@dataclass(frozen=True, slots=True)
class GenreWords:
    """Word lists, folded; expressions, compiled."""

    titles: dict[str, Genre]
    """The last words of a title, each with its genre."""
    longest: int
    """Characters of the longest of those words."""
    tails: re.Pattern[str]
    """What may stand behind those words, at the end of a text."""
    joiners: re.Pattern[str]
    events: re.Pattern[str]
    works: re.Pattern[str]
    news_titles: re.Pattern[str]
    """Verbs in a title that tell of something that happened."""
    dates: re.Pattern[str]
    """The beginning of a line of a calendar."""
    forms: dict[Genre, tuple[re.Pattern[str], ...]]
    """Signs of a genre in the lines of a text; each counts once."""

    def last_word(self, title: str) -> str:
        """Return the longest word of `titles` at the end of a folded title, empty without one."""
        for size in range(min(self.longest, len(title)), 1, -1):
            if title[-size:] in self.titles:
                return title[-size:]
        return ""


@cache
def genre_words() -> GenreWords:
    """Return the words of the genres, read at the first call."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    titles = {word: Genre(name) for name, words in data["titles"].items() for word in words}
    forms = data["forms"]
    return GenreWords(
        titles=titles,
        longest=max(map(len, titles)),
        tails=re.compile(f"(?:{'|'.join(data['tails']['expressions'])})$"),
        joiners=re.compile(data["tails"]["joiners"]),
        events=re.compile(data["tails"]["events"]),
        works=re.compile(data["tails"]["works"]),
        news_titles=re.compile(forms["news_titles"]),
        dates=re.compile(forms["dates"]),
        forms={genre: tuple(map(re.compile, forms[genre])) for genre in Genre if genre in forms},
    )
