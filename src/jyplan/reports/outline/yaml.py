"""`jyplan parse --format yaml`: the same data as JSON, easier on the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from jyplan.reports.media.visible import UNSAFE, escaped_in_quotes, without_surrogates
from jyplan.reports.outline.plain_data import outline_data
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports.protocol import OutlineOptions, Parsed

    _Base = yaml.SafeDumper
else:
    # libyaml where PyYAML was built with it: the same text, ten times faster
    _Base = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_NUMBERLIKE = lazy_pattern(r"[-+.]?[0-9]")
_UNLIMITED = 1_000_000
"""Line width in columns, never reached: lines of Chinese have no spaces to fold at."""


class _Dumper(_Base):
    """Dumper with quotes around strings that some version of YAML reads as numbers."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if UNSAFE.search(text) else "'" if _NUMBERLIKE.match(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", without_surrogates(text), style=style)


def _represent_mapping(dumper: yaml.SafeDumper, data: dict[str, object]) -> yaml.MappingNode:
    numbers_only = all(isinstance(value, int | None) for value in data.values())
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=numbers_only)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(dict, _represent_mapping)


def render(results: Sequence[Parsed], options: OutlineOptions) -> bytes:
    """Return a single YAML document with the data of the JSON report."""
    text = yaml.dump(
        outline_data(results, options), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_UNLIMITED
    )
    # every string with an unsafe character is in double quotes
    return escaped_in_quotes(text).encode("utf-8")
