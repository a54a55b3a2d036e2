"""Sentences quoted from texts of the office (`--template`): neither copied from a school nor own text of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.copies.own_text import content_places
from jyplan.compare.passages.views import view_text
from jyplan.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.passages.boilerplate import Boilerplate


_SENTENCE = 12
"""Characters of the shortest quoted run that is a sentence, and not a heading that every plan has."""


def quoted_spans(text: str, title: str, sent_out: Boilerplate) -> tuple[Span, ...]:
    """Return the spans of a plan text that quote sentences of the declared texts, in order; the title counts as no quotation.

    >>> from jyplan.compare.passages.boilerplate import declare
    >>> sent_out = declare(["本县各校作业公示率一律达到百分之百"], slogans=False)
    >>> quoted_spans("我校完成任务：各校作业公示率一律达到百分之百。", "", sent_out)
    (Span(start=7, end=22),)
    """
    if not sent_out.declared:
        return ()
    view = view_text(text)
    body = len(title) if title and text.startswith(title) else 0
    edges = np.flatnonzero(np.diff(np.r_[False, sent_out.quoted_in(view), False]))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    spans = (Span(max(int(view.places[start]), body), int(view.places[end - 1]) + 1) for start, end in pairs)
    return tuple(span for span in spans if span.end - span.start >= _SENTENCE)


def share_within(text: str, spans: Sequence[Span]) -> float:
    """Return the share of a text's content characters inside disjoint spans, from 0 to 1; spaces and punctuation do not count."""
    if not spans:
        return 0.0
    places = content_places(text)
    starts, ends = np.searchsorted(places, [(span.start, span.end) for span in spans]).T
    return float((ends - starts).sum() / max(len(places), 1))
