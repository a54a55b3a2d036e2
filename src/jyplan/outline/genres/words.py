"""The words that show the genre of a text, from `data/genres.toml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Genre
from jyplan.text.patterns import lazy_pattern
from jyplan.text.word_lists import load_word_lists

if TYPE_CHECKING:
    import re


class GenreWords(NamedTuple):
    """Word lists, folded; expressions, compiled."""

    titles: dict[str, Genre]
    """The last words of a title, each with its genre."""
    longest: int
    """Characters of the longest word of `titles`."""
    tails: re.Pattern[str]
    """Words behind the genre of a title, at the end of a text."""
    joiners: re.Pattern[str]
    no_slogan: re.Pattern[str]
    """A word behind the colon of a title that no slogan holds."""
    events: re.Pattern[str]
    works: re.Pattern[str]
    news_titles: re.Pattern[str]
    """Verbs in a title that tell of something that happened."""
    news_reports: re.Pattern[str]
    """A school and a verb of past events: surely news."""
    summary_lead: re.Pattern[str]
    """A text without a telling title says that it sums up: 现将……总结如下."""
    scheme_lead: re.Pattern[str]
    """A text without a title says that the scheme of an event follows: 以下是本次活动方案."""
    lead: re.Pattern[str]
    """The first words of an article: when, and what happened."""
    heard: re.Pattern[str]
    """A title that ends with a report or a speech which somebody heard or gave."""
    dates: re.Pattern[str]
    """The beginning of a line of a calendar."""
    lesson_words: tuple[str, ...]
    """Words of writing, one of which stands in every text that teaches how plans are written."""
    of_itself: re.Pattern[str]
    """Words of an article about itself: 本文将从……探讨."""
    articles: re.Pattern[str]
    """The beginning of an article of a set of rules: 第一条."""
    on_planning: re.Pattern[str]
    """The title of a section that speaks of plans as a subject: 工作计划的意义."""
    advice: tuple[re.Pattern[str], ...]
    """Signs of a text that advises a reader."""
    advice_words: tuple[str, ...]
    """Words for the reader, at least one in every text of advice."""
    forms: dict[Genre, tuple[re.Pattern[str], ...]]
    """Signs of a genre in the lines of a text; each counts once."""

    def last_word(self, title: str) -> str:
        """Return the longest word of `titles` at the end of a folded title, empty without a word of `titles`."""
        for size in range(min(self.longest, len(title)), 1, -1):
            if title[-size:] in self.titles:
                return title[-size:]
        return ""


@cache
def genre_words() -> GenreWords:
    """Return the words of the genres, read at the first call."""
    data = load_word_lists("genres")
    titles = {word: Genre(name) for name, words in data["titles"].items() for word in words}
    forms = data["forms"]
    return GenreWords(
        titles=titles,
        longest=max(map(len, titles)),
        tails=lazy_pattern(f"(?:{'|'.join(data['tails']['expressions'])})$"),
        joiners=lazy_pattern(data["tails"]["joiners"]),
        no_slogan=lazy_pattern(data["tails"]["no_slogan"]),
        events=lazy_pattern(data["tails"]["events"]),
        works=lazy_pattern(data["tails"]["works"]),
        news_titles=lazy_pattern(forms["news_titles"]),
        news_reports=lazy_pattern(forms["news_reports"]),
        summary_lead=lazy_pattern(forms["summary_lead"]),
        scheme_lead=lazy_pattern(forms["scheme_lead"]),
        lead=lazy_pattern(forms["lead"]),
        heard=lazy_pattern(forms["heard"]),
        dates=lazy_pattern(forms["dates"]),
        lesson_words=tuple(forms["lesson_words"]),
        of_itself=lazy_pattern(forms["of_itself"]),
        articles=lazy_pattern(forms["articles"]),
        on_planning=lazy_pattern(forms["on_planning"]),
        advice=tuple(map(lazy_pattern, forms["advice"])),
        advice_words=tuple(forms["advice_words"]),
        forms={genre: tuple(map(lazy_pattern, forms[genre])) for genre in Genre if genre in forms},
    )
