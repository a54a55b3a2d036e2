"""Styles of the Word file: the look of an official document (GB/T 9704-2012) in fonts of every office."""

from __future__ import annotations

from jyplan.reports.media.word.line_styles import BODY, DEEPEST, ROW, TITLE
from jyplan.reports.media.word.vocabulary import W

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_LATIN = "Times New Roman"
_SONG, _HEI, _KAI, _FANGSONG = "宋体", "黑体", "楷体", "仿宋"
_ENGLISH_NAMES = {_SONG: "SimSun", _HEI: "SimHei", _KAI: "KaiTi", _FANGSONG: "FangSong"}
"""Names of the fonts on systems that are not Chinese."""

# Sizes in half-points, all else in twips (1/20 point). 三号 body, 二号 title: GB/T 9704-2012, 7.3.1 and 7.3.3
_SIZE, _TITLE_SIZE, _ROW_SIZE, _NOTE_SIZE = 32, 44, 28, 21
_LINE, _TITLE_LINE, _ROW_LINE = 560, 720, 480
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_HEADING_FONTS = {1: _HEI, 2: _KAI}
"""Fonts of the first two levels, 一、 and （一）; deeper levels have the font of the body: GB/T 9704-2012, 7.3.3."""
_BOLD_LEVELS = 3
"""Levels in bold. The standard has only the third; the first two are bold for systems without 黑体 or 楷体."""

SECTION = f"""<w:sectPr xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
<w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>\
<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/>\
</w:sectPr>"""
"""A4 with margins of 37, 26, 35 and 28 mm: GB/T 9704-2012, 5.2.1."""

FOOTER = f"""{HEAD}
<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>\
<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>"""

SETTINGS = f"""{HEAD}
<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/>\
<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>\
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""
"""Without the compatibility mode, Word opens the file in the mode of Word 2007."""


def font_table() -> str:
    """Return the part `fontTable.xml`, with alternative names for missing fonts."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{english_name}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"roman" if name == _SONG else "modern"}"/><w:pitch w:val="default"/></w:font>'
        for name, english_name in _ENGLISH_NAMES.items()
    )
    latin = f'<w:font w:name="{_LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    return f'{HEAD}\n<w:fonts xmlns:w="{W}">{latin}{fonts}</w:fonts>'


def style_table() -> str:
    """Return the part `styles.xml`."""
    headings = (
        _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>',
            _font(_HEADING_FONTS.get(level, _FANGSONG)) + ("<w:b/>" if level <= _BOLD_LEVELS else ""),
        )
        for level in range(1, DEEPEST + 1)
    )
    return "".join(
        (
            f'{HEAD}\n<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_font(_FANGSONG)}{_size(_SIZE)}'
            '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
            f"<w:pPrDefault><w:pPr>{_spacing(_LINE)}</w:pPr></w:pPrDefault></w:docDefaults>",
            _style(
                BODY, "Normal", '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>', default=True
            ),
            _style(
                TITLE,
                "Title",
                f'{_spacing(_TITLE_LINE, after=_LINE)}{_NO_INDENT}<w:jc w:val="center"/>',
                f"{_font(_SONG)}<w:b/>{_size(_TITLE_SIZE)}",
            ),
            *headings,
            _style(ROW, "Table Row", f'{_spacing(_ROW_LINE)}{_NO_INDENT}<w:jc w:val="left"/>', _size(_ROW_SIZE)),
            _style(
                "CommentText",
                "annotation text",
                f'<w:spacing w:line="240" w:lineRule="auto"/>{_NO_INDENT}<w:jc w:val="left"/>',
                _font(_SONG) + _size(_NOTE_SIZE),
            ),
            _style("Footer", "footer", f'{_NO_INDENT}<w:jc w:val="center"/>', _font(_SONG) + _size(_ROW_SIZE)),
            '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
            f"<w:rPr>{_size(_NOTE_SIZE)}</w:rPr></w:style></w:styles>",
        )
    )


def _style(identity: str, name: str, shape: str, look: str = "", *, default: bool = False) -> str:
    """Return a paragraph style; `shape` and `look` are the content of `w:pPr` and `w:rPr`."""
    if default:
        return (
            f'<w:style w:type="paragraph" w:default="1" w:styleId="{identity}"><w:name w:val="{name}"/><w:qFormat/>'
            f"<w:pPr>{shape}</w:pPr></w:style>"
        )
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="{BODY}"/>'
        f'<w:next w:val="{BODY}"/><w:qFormat/><w:pPr>{shape}</w:pPr><w:rPr>{look}</w:rPr></w:style>'
    )


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{_LATIN}" w:eastAsia="{name}" w:hAnsi="{_LATIN}" w:cs="{_LATIN}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _spacing(line: int, after: int = 0) -> str:
    return f'<w:spacing w:after="{after}" w:line="{line}" w:lineRule="exact"/>'
