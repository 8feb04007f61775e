"""Two pictures of the figures, as SVG: where the instructions go, and what growth does to the counts."""

from __future__ import annotations

from html import escape
from typing import Any

INK, PAPER = "#1f2937", "#ffffff"
COLOURS = ("#9ca3af", "#2563eb", "#d97706", "#059669")
WIDTH, LEFT, BAR = 860, 190, 18


def drawing(height: int, title: str, parts: list[str]) -> str:
    """A whole picture."""
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="13" fill="{INK}"><title>{escape(title)}</title>'
            f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>{"".join(parts)}</svg>\n')


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Words at a place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def box(x: float, y: float, width: float, colour: str) -> str:
    """A piece of a bar."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{BAR}" fill="{colour}"/>'


def legend(y: float, words: list[str]) -> list[str]:
    """What the colours mean."""
    parts = []
    for place, word in enumerate(words):
        x = LEFT + place * 165
        parts += [box(x, y, BAR, COLOURS[place]), text(x + BAR + 6, y + 14, word)]
    return parts


def instructions(rows: dict[str, Any]) -> str:
    """One bar per binary: runtime, own start, connection, the rest of the first event."""
    shown = {name: row for name, row in rows.items() if name not in ("stock", "hello")}
    floor = rows["hello"]["ready"]
    longest = max(row["first event"] for row in shown.values())
    scale = (WIDTH - LEFT - 90) / longest
    parts = legend(12, ["the runtime alone", "own start", "connection", "first event"])
    y = 48
    for name, row in sorted(shown.items(), key=lambda item: item[1]["first event"]):
        pieces = (floor, row["ready"] - floor, row["first answer"] - row["ready"],
                  row["first event"] - row["first answer"])
        parts.append(text(LEFT - 8, y + 14, name, "end"))
        x = float(LEFT)
        for piece, colour in zip(pieces, COLOURS, strict=True):
            parts.append(box(x, y, piece * scale, colour))
            x += max(piece, 0) * scale
        parts.append(text(x + 6, y + 14, f"{row['first event'] / 1e6:.1f} M"))
        y += BAR + 8
    return drawing(y + 10, "Instructions from exec to the first event's answer", parts)


def growth(counts: dict[str, Any]) -> str:
    """Read and write units of three operations at each number of members."""
    parts = legend(12, ["write units", "read units"])
    longest = max(row["plain"]["write units"] for row in counts.values())
    scale = (WIDTH - LEFT - 90) / longest
    y = 48
    for name in next(iter(counts.values())):
        parts.append(text(8, y + 14, name))
        y += BAR + 6
        for size, row in counts.items():
            parts.append(text(LEFT - 8, y + 14, f"{int(size):,} members", "end"))
            for colour, key in ((COLOURS[0], "write units"), (COLOURS[1], "read units")):
                parts += [box(LEFT, y, row[name][key] * scale, colour),
                          text(LEFT + row[name][key] * scale + 6, y + 14, f"{row[name][key]:g}")]
                y += BAR + 2
            y += 4
        y += 8
    return drawing(y, "Units beside a growing membership", parts)
