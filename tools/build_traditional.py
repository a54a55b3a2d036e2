"""Write src/jyplan/data/traditional.txt from ICU's Traditional-Simplified transform.

Needs `uconv` (Debian: icu-devtools). Run from the root of the repository: python tools/build_traditional.py
"""

import subprocess
from pathlib import Path

HEADER = """\
# Traditional and variant characters with their Simplified form, one pair a word: 萬万.
# From the Traditional-Simplified transform of Unicode CLDR/ICU 72 by tools/build_traditional.py,
# Copyright (c) 2016-2022 Unicode, Inc., under the terms in LICENSE-Unicode.txt.
# Left out: characters that Simplified texts use themselves (著名, 凭藉), for a Simplified text must
# come through unchanged. Added: variants that the transform does not know (祇只, 淸清, 卽即).
"""
# Characters in GB 2312 that are used in Traditional plans and not in Simplified plans.
ALSO_IN_GB2312 = "乾後徵於夥摺菸麽"
ADDED = "祇只 嶽岳 妳你 牠它 卽即 敎教 衞卫 吿告 淸清 靑青 痺痹 迺乃 叡睿"
PER_LINE = 24


def in_gb2312(character: str) -> bool:
    """Whether a character is in GB 2312, the basic set of Simplified Chinese."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    """Write the table."""
    hanzi = [chr(c) for c in [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]]
    run = subprocess.run(
        ["uconv", "-x", "Traditional-Simplified", "-f", "utf-8", "-t", "utf-8"],
        input="\n".join(hanzi).encode("utf-8"), capture_output=True, check=True,
    )  # fmt: skip
    pairs = {
        old + new
        for old, new in zip(hanzi, run.stdout.decode("utf-8").split("\n"), strict=True)
        if old != new and (old in ALSO_IN_GB2312 or not in_gb2312(old))
    }
    sources = {pair[0] for pair in pairs}
    # of the chain 薴 → 苧 → 苎 only 苧 → 苎 is kept: folding replaces a character once
    words = sorted({pair for pair in pairs if pair[1] not in sources} | set(ADDED.split()))
    lines = [" ".join(words[i : i + PER_LINE]) for i in range(0, len(words), PER_LINE)]
    Path("src/jyplan/data/traditional.txt").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
