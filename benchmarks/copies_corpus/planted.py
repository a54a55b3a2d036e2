"""The planted copies: how each is made, and the origin of its stretches."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.copies_corpus.edits import STYLES, edit_text
from benchmarks.copies_corpus.grammar import ORDINALS, Plan, Section

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from benchmarks.copies_corpus.grammar import Grammar

SECTION_CHARS = (300, 800)
"""Characters of a copied section."""
SHARED_CHARS = 500
"""Characters of a shared section."""
_WIDE = str.maketrans("0123456789，。：、（）", "０１２３４５６７８９,｡:､()")


@dataclass(frozen=True)
class Copy:
    """The text of a copy, and its origin."""

    text: str
    style: str = ""
    """One of `edits.STYLES`; empty for unedited copies."""
    taken: str = ""
    """The stretch of the source in a partial copy; empty for full copies."""
    given: str = ""
    """The same stretch as it stands in the copy."""
    source: str = ""
    """The text of the source; empty for mergers."""


def copy_exactly(random: Random, grammar: Grammar, source: Plan) -> Copy:
    """Return the same text; every second copy has other spaces, widths and blank lines."""
    text = source.text
    if random.random() < 0.5:
        return Copy(text)
    lines = text.translate(_WIDE).split("\n")
    return Copy(
        "\n".join(random.choice(("", "　　", " ")) + line + random.choice(("", "\n", " ")) for line in lines), "format"
    )


def copy_renamed(random: Random, grammar: Grammar, source: Plan) -> Copy:
    """Return the plan with a new name of the school."""
    return Copy(source.renamed(grammar.write_school(random)).text)


def copy_lightly_edited(random: Random, grammar: Grammar, source: Plan) -> Copy:
    """Return the plan with 5 % edited."""
    return _copy_edited(random, grammar, source, 0.05)


def copy_heavily_edited(random: Random, grammar: Grammar, source: Plan) -> Copy:
    """Return the plan with 25 to 40 % edited, with a new name of the school."""
    renamed = source.renamed(grammar.write_school(random))
    return _copy_edited(random, grammar, renamed, random.uniform(0.25, 0.40))


def copy_shuffled(random: Random, grammar: Grammar, source: Plan) -> Copy:
    """Return the plan with shuffled sections, numbered anew."""
    sections = list(source.sections)
    while tuple(sections) == source.sections:
        random.shuffle(sections)
    return Copy(replace(source, sections=tuple(sections)).text)


def copy_section(random: Random, grammar: Grammar, source: Plan) -> Copy:
    """Return a new plan with 300 to 800 characters of the source."""
    return _copy_stretch(random, grammar, source, 0)


def copy_section_edited(random: Random, grammar: Grammar, source: Plan) -> Copy:
    """Return a new plan with 300 to 800 characters of the source, 15 % edited."""
    return _copy_stretch(random, grammar, source, 0.15)


KINDS: dict[str, Callable[[Random, Grammar, Plan], Copy]] = {
    "exact": copy_exactly,
    "renamed": copy_renamed,
    "edited-5": copy_lightly_edited,
    "edited-25-40": copy_heavily_edited,
    "shuffled": copy_shuffled,
    "section": copy_section,
    "section-edited-15": copy_section_edited,
}


def merge_plans(random: Random, grammar: Grammar, first: Plan, second: Plan) -> Copy:
    """Return a new plan with half the sections of two plans, in turn."""
    halves = [random.sample(plan.sections, (len(plan.sections) + 1) // 2) for plan in (first, second)]
    sections = [section for pair in zip(*halves, strict=False) for section in pair]
    frame = grammar.write_plan(random)
    return Copy(replace(frame, sections=tuple(sections)).text)


def copy_template(random: Random, grammar: Grammar, template: Plan) -> Copy:
    """Return a school's plan after a template: 3 to 15 % edited, every second plan with a section written anew."""
    plan = template.renamed(grammar.write_school(random))
    if random.random() < 0.5:
        own = random.choice(grammar.write_plan(random).sections[:-1])
        place = random.randrange(len(plan.sections) - 1)
        plan = replace(plan, sections=(*plan.sections[:place], own, *plan.sections[place + 1 :]))
    style = random.choice(STYLES)
    edited = edit_text(random, plan.text, random.uniform(0.03, 0.15), style, grammar.vocabulary.name)
    return Copy(edited, style)


def write_shared_section(random: Random, grammar: Grammar) -> Section:
    """Return a section of about 500 characters."""
    paragraphs: list[str] = []
    while (missing := SHARED_CHARS - sum(map(len, paragraphs))) > 40:
        paragraphs.append(f"{len(paragraphs) + 1}．{grammar.write_paragraph(random, min(missing, 170) - 20)}")
    return Section("专项行动", tuple(paragraphs))


def insert_section(random: Random, grammar: Grammar, section: Section) -> Copy:
    """Return a new plan with a shared section."""
    plan = grammar.write_plan(random)
    place = random.randrange(len(plan.sections))
    sections = (*plan.sections[:place], section, *plan.sections[place:])
    return Copy(replace(plan, sections=sections).text, given="\n".join(section.paragraphs))


def normal(text: str) -> str:
    """Return the text without spaces, punctuation and differences of width, for measuring."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _copy_edited(random: Random, grammar: Grammar, source: Plan, share: float) -> Copy:
    style = random.choice(STYLES)
    return Copy(edit_text(random, source.text, share, style, grammar.vocabulary.name), style)


def _copy_stretch(random: Random, grammar: Grammar, source: Plan, share: float) -> Copy:
    taken = _take_stretch(random, source)
    style = random.choice(STYLES) if share else ""
    given = edit_text(random, taken, share, style, grammar.vocabulary.name) if share else taken
    host = grammar.write_plan(random)
    place = random.randrange(len(host.sections) - 1)
    section = host.sections[place]
    position = random.randrange(len(section.paragraphs)) + 1
    paragraphs = (*section.paragraphs[:position], given, *section.paragraphs[position:])
    new = replace(section, paragraphs=paragraphs)
    return Copy(
        replace(host, sections=(*host.sections[:place], new, *host.sections[place + 1 :])).text, style, taken, given
    )


def _take_stretch(random: Random, source: Plan) -> str:
    """Return whole sentences of two neighbouring sections, 300 to 800 characters, each length as likely as another.

    The first section's leading paragraph is left out since it may be all slogans, of which nobody is the author.
    """
    place = random.randrange(len(source.sections) - 1)
    first, second = source.sections[place : place + 2]
    heading = f"{ORDINALS[place + 1]}、{second.heading}"
    body = "\n".join((*first.paragraphs[1:], heading, *second.paragraphs))
    ends = [match.end() for match in re.finditer("。\n?", body)]
    wanted = random.randint(*SECTION_CHARS)
    start = random.choice([0, *(end for end in ends if len(body) - end >= wanted)])
    shortest, longest = SECTION_CHARS
    enough = [end for end in ends if shortest <= end - start - 1 < longest]
    return body[start : min(enough or ends, key=lambda end: abs(end - start - wanted))].strip("\n")
