from __future__ import annotations

from wagtail import blocks

from .data import ButtonsBlock, FiguresBlock, TableBlock
from .live import LiveBlock
from .media import FilesBlock, VideoBlock
from .pictures import PictureBlock
from .text import (
    AccordionBlock,
    CalloutBlock,
    HeadingBlock,
    ParagraphBlock,
    QuoteBlock,
    StepsBlock,
)

TEXT, SHOW, ACT = "Texte", "Montrer", "Agir"


class BodyBlock(blocks.StreamBlock):
    """What the body of any page may hold."""

    heading = HeadingBlock(group=TEXT)
    paragraph = ParagraphBlock(group=TEXT)
    callout = CalloutBlock(group=TEXT)
    quote = QuoteBlock(group=TEXT)
    accordion = AccordionBlock(group=TEXT)
    steps = StepsBlock(group=TEXT)
    picture = PictureBlock(group=SHOW)
    video = VideoBlock(group=SHOW)
    table = TableBlock(
        [
            ("text", blocks.CharBlock(label="texte", required=False)),
            ("number", blocks.FloatBlock(label="nombre", required=False)),
        ],
        group=SHOW,
    )
    figures = FiguresBlock(group=SHOW)
    files = FilesBlock(group=SHOW)
    buttons = ButtonsBlock(group=ACT)
    live = LiveBlock(group=ACT)

    class Meta:
        block_counts = {"buttons": {"max_num": 4}}
