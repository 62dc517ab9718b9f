"""The colours of a landscape, by season, by day and by night; one SVG carries both."""

from __future__ import annotations

# Class of each layer, in the order of the palettes: sky, horizon and clouds, sun or moon, far ridge and its shade,
# middle ridge and its shade, plateau, mown fields, foreground, basalt, roofs, windows, flowers.
LAYERS = ["s", "h", "o", "l", "m", "n", "q", "p", "r", "f", "b", "t", "w", "g"]

DAY = {
    "spring": "e6eeee f6ecd6 f4b91f b4c6cb 9db4bc 7d9fa0 69908f 6c9f6a 84b075 2c6e4f 2b343d 56616b f9e3a0 f4b91f",
    "summer": "dfeaf0 fbeccb f4b91f adc2cd 94adbb 74979c 5f868b 7a9f52 97b261 2c6e4f 2b343d 56616b f9e3a0 f4b91f",
    "autumn": "efe9df f7d9ae e8a22b b9b9bd a2a4ac 8f8f88 7b7d78 b5843f c89a4f 6b4a2b 2b2f36 5a5c60 f9e3a0 a8431f",
    "winter": "e4ebf1 f5efe6 f6d784 c3d0da a9bac8 8ea4b5 7a92a5 dfe7ea cbd7dd 7f9aa3 2b343d eef2f3 f9e3a0 ffffff",
}
NIGHT = {
    "spring": "131c26 1c2b38 f1e3b4 263846 20303d 1d313a 192a33 1a3330 1f3c36 10241f 0a0f14 2a353f f4b91f c99a1a",
    "summer": "131c2a 20304a f1e3b4 27384c 202f42 1d303c 192934 1c342b 223d31 10251e 0a0f14 2a353f f4b91f c99a1a",
    "autumn": "1a1a24 33292c f1dcb4 33343f 2a2b35 2b2b30 242429 3a2b1c 463421 1f1710 0a0c10 33353b f4b91f b05a33",
    "winter": "141d29 22324a eef1f5 2c3d50 243447 24384a 1e3040 31475a 3b5266 1b2c3a 0a0f16 54687a f4b91f dfe7ee",
}

AT_NIGHT = "@media(prefers-color-scheme:dark)"


def style(season: str) -> str:
    night = rules(NIGHT[season])
    return f"<style>{rules(DAY[season])}{AT_NIGHT}{{{night}}}</style>"


def by_day(svg: str) -> str:
    """A drawing without its colours of the night: paper knows the day alone."""
    opening, _, rest = svg.partition(AT_NIGHT)
    return f"{opening}</style>{rest.partition('</style>')[2]}" if rest else svg


def rules(palette: str) -> str:
    colours = zip(LAYERS, palette.split(), strict=True)
    return "".join(f".{layer}{{fill:#{colour}}}" for layer, colour in colours)
