"""How often, and how fast, the encoding of a text is found: jyplan against charset-normalizer.

Run from the root of the repository: python benchmarks/text_encodings.py > benchmarks/text_encodings.md
The texts are made here, from phrases written for this file; a text counts as read right when what
comes out is what went in, whatever the encoding is called.
"""

from __future__ import annotations

import random
import string
import sys
import time
from importlib.metadata import version
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes

from jyplan.text.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 20260901
SAMPLES = 60
LENGTHS = (20, 100, 1000)
REPEATS = 5
LONG = 20_000_000  # bytes, for the speed on a file near the size limit

SIMPLIFIED = """\
本学期教研工作计划 认真学习新课程标准 提高课堂教学质量 加强教师队伍建设 每周组织一次集体备课 落实立德树人根本任务
开展公开课评比活动 做好学困生辅导 每位教师听课不少于十五节 完善校本研修制度 由教务处负责 九月上旬完成 深化素质教育
推进信息技术与学科融合 严格执行作息时间 组织青年教师基本功竞赛 重视家校沟通 优化作业设计 减轻学生过重负担 召开期中质量分析会
建立听课评课档案 发挥骨干教师示范作用 加强安全教育 丰富校园文化生活 检查备课笔记 撰写教学反思 规范幼儿一日常规 关注留守儿童
"""
TRADITIONAL = """\
本學期教研工作計劃 認真學習新課程標準 提高課堂教學質量 加強教師隊伍建設 每週組織一次集體備課 落實立德樹人根本任務
開展公開課評比活動 做好學困生輔導 每位教師聽課不少於十五節 完善校本研修制度 由教務處負責 九月上旬完成 深化素質教育
推進資訊科技與學科融合 嚴格執行作息時間 組織青年教師基本功競賽 重視家校溝通 優化作業設計 減輕學生過重負擔 召開期中質量分析會
建立聽課評課檔案 發揮骨幹教師示範作用 加強安全教育 豐富校園文化生活 檢查備課筆記 撰寫教學反思 規範幼兒一日常規 關注留守兒童
"""
CASES = [
    *(("Simplified", SIMPLIFIED, codec) for codec in ("utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be")),
    *(("Traditional", TRADITIONAL, codec) for codec in ("utf-8", "big5", "gb18030", "utf-16-le", "utf-16-be")),
]


def write_plan(draw: random.Random, phrases: list[str], length: int) -> str:
    """Return a text of that many characters, put together of headings and sentences."""
    parts: list[str] = []
    while sum(map(len, parts)) < 2 * length:
        if draw.random() < 0.2:
            parts.append(f"\n{draw.choice('一二三四五六七八九')}、{draw.choice(phrases)}\n")
        else:
            parts.append(draw.choice(phrases) + draw.choice("，，，；。"))
    text = "".join(parts)
    start = draw.randrange(len(text) - length)
    return text[start : start + length]


def write_english(draw: random.Random, chinese: str) -> str:
    """Return 2,000 ASCII words and a Chinese word."""
    words = ["".join(draw.choices(string.ascii_lowercase, k=draw.randint(2, 9))) for _ in range(2000)]
    words.insert(draw.randrange(len(words)), chinese)
    return " ".join(words)


def read_with_jyplan(data: bytes) -> str | None:
    """Return the text, None where jyplan finds none."""
    decoded = decode(data)
    return decoded.text if decoded else None


def read_with_charset_normalizer(data: bytes) -> str | None:
    """Return the text, None where charset-normalizer finds none."""
    best = from_bytes(data).best()
    return str(best) if best else None


READERS = (read_with_jyplan, read_with_charset_normalizer)


def measure(read: Callable[[bytes], str | None], samples: list[tuple[bytes, str]]) -> tuple[int, float]:
    """Return how many of the samples are read right, and the seconds for all, best of five."""
    seconds = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        texts = [read(data) for data, _ in samples]
        seconds = min(seconds, time.perf_counter() - start)
    return sum(begins(text, wanted) for text, (_, wanted) in zip(texts, samples, strict=True)), seconds


def begins(text: str | None, wanted: str) -> bool:
    """Return whether a text is the wanted one, up to a replaced character at the end."""
    return text is not None and (text == wanted or (text.rstrip("\ufffd") == wanted[:-1] and text[-1:] == "\ufffd"))


def main() -> None:
    """Print the tables."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    draw = random.Random(SEED)
    print("# Finding the encoding of a text\n")
    print(f"jyplan against charset-normalizer {version('charset-normalizer')} in one run on one core, Python")
    print(f"{sys.version.split()[0]}; `python benchmarks/text_encodings.py > benchmarks/text_encodings.md` repeats it.")
    print(f"Texts are put together of phrases of plans, with the seed {SEED}. Right means: the text that comes")
    print(
        "out is the text that went in; where the last byte was lost, up to a replacement character.\n\n## Right, and how much faster\n"
    )
    print(
        "| text | encoding | characters | samples | jyplan | charset-normalizer | jyplan, µs a file | times as fast |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    decode("工作".encode("gbk"))  # the tables are read once a process
    for script, phrases, codec in CASES:
        for length in LENGTHS:
            texts = [write_plan(draw, phrases.split(), length) for _ in range(SAMPLES)]
            print_row(script, codec, str(length), [(text.encode(codec), text) for text in texts])
    for script, phrases, codec in CASES:
        texts = [write_plan(draw, phrases.split(), 100) for _ in range(SAMPLES)]
        texts = [text[:-1] + phrases[0] for text in texts]  # a Hanzi at the end, to be cut in two
        print_row(script, f"{codec}, last byte lost", "100", [(text.encode(codec)[:-1], text) for text in texts])
    for hanzi in (1, 2, 5):
        texts = []
        for _ in range(SAMPLES):
            phrase = draw.choice(SIMPLIFIED.split())
            start = draw.randrange(len(phrase) - hanzi + 1)
            texts.append(write_english(draw, phrase[start : start + hanzi]))
        samples = [(text.encode("gbk"), text) for text in texts]
        print_row("ASCII", "gbk", f"{hanzi} in 11,000", samples)
    noise = [draw.randbytes(1000) for _ in range(SAMPLES)]
    refused = [sum(read(data) is None for data in noise) for read in READERS]
    print(f"\nOf {SAMPLES} files of 1,000 random bytes jyplan refuses {refused[0]}, charset-normalizer {refused[1]}.")
    print_speed(draw)


def print_row(script: str, codec: str, length: str, samples: list[tuple[bytes, str]]) -> None:
    """Print a line of the first table."""
    (right, seconds), (their_right, their_seconds) = (measure(read, samples) for read in READERS)
    ratio = their_seconds / seconds
    each = seconds / len(samples) * 1e6
    row = (script, codec, length, len(samples), right, their_right, f"{each:.0f}", f"{ratio:.1f}")
    print(f"| {' | '.join(map(str, row))} |", flush=True)


def print_speed(draw: random.Random) -> None:
    """Print the second table: long files."""
    print(f"\n## Long files\n\nOne file of {LONG // 1_000_000} MB each, decoding included; best of five.\n")
    print("| text | encoding | jyplan MB/s | charset-normalizer MB/s | bytes.decode MB/s |")
    print("|---|---|---:|---:|---:|")
    for script, phrases, codec in CASES:
        data = write_plan(draw, phrases.split(), 20_000).encode(codec)
        data *= LONG // len(data)
        rates = [rate(read, data) for read in (*READERS, lambda data, codec=codec: data.decode(codec))]
        print(f"| {script} | {codec} | {' | '.join(f'{each:.0f}' for each in rates)} |", flush=True)


def rate(read: Callable[[bytes], object], data: bytes) -> float:
    """Return megabytes a second."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        read(data)
        best = min(best, time.perf_counter() - start)
    return len(data) / best / 1e6


if __name__ == "__main__":
    main()
