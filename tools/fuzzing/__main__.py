"""`python -m fuzzing --time SECONDS`: fuzz every target in turn; exit with 1 if anything was found."""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from fuzzing.children import Child, Outcome
from fuzzing.mutations import mutate
from fuzzing.targets import TARGETS, prepare, signature_of, target_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fuzzing.targets import Target

_BATCH_SECONDS = 1.0
"""Of a target before the next has its turn."""
_BATCH = 300
"""Executions of a target before the next has its turn: simple targets take a thousandth of the others' time."""
_LARGEST_SEED = 8 << 10
"""Bytes of an input with new behaviour that becomes a seed."""
_MOST_SEEDS = 300
"""Inputs with new behaviour that a target keeps as seeds, beside the real ones."""
_MINIMISING_SECONDS = 20
_FINDS_OF_A_TARGET = 20
"""Finds after which a target is left out: more of them say the same."""


@dataclass
class Campaign:
    """The fuzzing of one target."""

    target: Target
    child: Child
    chance: Random
    seeds: list[bytes]
    real_seeds: int
    seen: set[str] = field(default_factory=set)
    """Signatures of the behaviour so far."""
    finds: dict[str, tuple[bytes, Outcome]] = field(default_factory=dict)
    """By what is the same for finds of the same cause."""
    executions: int = 0
    slowest: float = 0.0

    def run_one(self) -> None:
        """Mutate a seed and run it."""
        data = mutate(self.chance, self.chance.choice(self.seeds), self.target.kind, self.seeds)
        outcome = self.child.run(data)
        self.executions += 1
        self.slowest = max(self.slowest, outcome.seconds)
        if outcome.kind != "ok":
            self.finds.setdefault(cause_of(outcome), (data, outcome))
        elif outcome.details not in self.seen:
            self.seen.add(outcome.details)
            if len(data) > _LARGEST_SEED and self.target.kind != "zip":
                return
            if len(self.seeds) - self.real_seeds >= _MOST_SEEDS:
                self.seeds.pop(self.chance.randrange(self.real_seeds, len(self.seeds)))
            self.seeds.append(data)

    @property
    def is_worth_more(self) -> bool:
        """Whether the target has its turn again."""
        return len(self.finds) < _FINDS_OF_A_TARGET


def start(targets: Sequence[Target], seed: int) -> list[Campaign]:
    """Return a campaign for each target, with its real seeds."""
    campaigns = []
    for target in targets:
        seeds = target.seeds()
        child = Child(partial(signature_of, target.run))
        campaigns.append(Campaign(target, child, Random(f"{seed} {target.name}"), seeds, len(seeds)))
    return campaigns


def cause_of(outcome: Outcome) -> str:
    """Return what finds of the same cause share: the kind, the exception and the last line of the project in the traceback."""
    places = re.findall(r'jyplan/([a-z_/]+\.py)", line ([0-9]+)', outcome.details)
    last = outcome.details.strip().splitlines()[-1] if outcome.details.strip() else ""
    raised = re.findall(r"^([A-Za-z_][\w.]*)(?::|$)", outcome.details, re.MULTILINE)
    name = raised[-1] if outcome.kind == "crash" and places and raised else last
    place = (":".join(places[-1]) if outcome.kind == "crash" else places[-1][0]) if places else ""
    return f"{outcome.kind} {name} {place}".strip()


def minimise(child: Child, data: bytes, outcome: Outcome) -> bytes:
    """Return a smaller input with the same outcome, found by leaving out ever smaller parts, in limited time."""
    end = time.monotonic() + _MINIMISING_SECONDS
    cause = cause_of(outcome)
    size = len(data) // 2
    while size and time.monotonic() < end:
        start_at = 0
        while start_at < len(data) and time.monotonic() < end:
            shorter = data[:start_at] + data[start_at + size :]
            if cause_of(child.run(shorter)) == cause:
                data = shorter
            else:
                start_at += size
        size //= 2
    return data


def write_find(folder: Path, campaign: Campaign, cause: str) -> Path:
    """Write a find as TARGET-DIGEST.bin, beside it a text file with what happened; return the first."""
    data, outcome = campaign.finds[cause]
    data = minimise(campaign.child, data, outcome)
    folder.mkdir(exist_ok=True)
    digest = hashlib.sha256(cause.encode()).hexdigest()[:10]
    path = folder / f"{campaign.target.name}.{digest}.bin"
    path.write_bytes(data)
    repeat = f"make fuzz REPEAT={path}"
    path.with_suffix(".txt").write_text(
        f"{cause}\n{len(data)} bytes, {outcome.seconds:.1f} s\nrepeat: {repeat}\n\n{outcome.details}\n", "utf-8"
    )
    return path


def fuzz(targets: Sequence[Target], seconds: float, seed: int, folder: Path) -> int:
    """Fuzz the targets in turn for some seconds, print a table, and return the number of finds."""
    campaigns = start(targets, seed)
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(campaign.is_worth_more for campaign in campaigns):
        for campaign in campaigns:
            turn_ends = min(end, time.monotonic() + _BATCH_SECONDS)
            stop = campaign.executions + _BATCH
            while campaign.is_worth_more and campaign.executions < stop and time.monotonic() < turn_ends:
                known = set(campaign.finds)
                campaign.run_one()
                for cause in set(campaign.finds) - known:
                    print(f"{campaign.target.name}: {cause}: {write_find(folder, campaign, cause)}", flush=True)
    print(f"{'target':15}{'executions':>11}{'behaviours':>11}{'slowest':>9}{'finds':>6}")
    for campaign in campaigns:
        campaign.child.close()
        print(
            f"{campaign.target.name:15}{campaign.executions:11,}{len(campaign.seen):11,}"
            f"{campaign.slowest:8.2f}s{len(campaign.finds):6}"
        )
    print(f"{'all':15}{sum(campaign.executions for campaign in campaigns):11,}")
    return sum(len(campaign.finds) for campaign in campaigns)


def repeat(path: Path) -> int:
    """Run a find again and print its outcome; 1 if it is still one."""
    target = target_named(path.name.partition(".")[0])
    child = Child(partial(signature_of, target.run))
    outcome = child.run(path.read_bytes())
    child.close()
    print(f"{outcome.kind} after {outcome.seconds:.1f} s\n{outcome.details}")
    return int(outcome.kind != "ok")


def main() -> int:
    """Fuzz, or repeat a find."""
    parser = argparse.ArgumentParser(prog="python -m fuzzing", description=__doc__)
    parser.add_argument("--time", type=float, default=60, help="seconds in all")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the mutations; printed")
    parser.add_argument("--target", action="append", choices=[target.name for target in TARGETS], help="only these")
    parser.add_argument("--finds", type=Path, default=Path("fuzz-finds"), help="folder for finds")
    parser.add_argument("--repeat", type=Path, help="run this find again, and nothing else")
    options = parser.parse_args()
    prepare()
    if options.repeat:
        return repeat(options.repeat)
    chosen = [target for target in TARGETS if not options.target or target.name in options.target]
    print(f"seed {options.seed}", flush=True)
    return int(fuzz(chosen, options.time, options.seed, options.finds) > 0)


if __name__ == "__main__":
    sys.exit(main())
