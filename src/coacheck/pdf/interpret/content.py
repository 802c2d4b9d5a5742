"""A faster way through pdfminer: content streams cut into tokens by `tokens`, what is painted taken down by `device`.

The interpreter, the fonts and the placing of characters are pdfminer's own; what is left out (inline pictures, marked
content) is of no use to a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from coacheck.pdf.interpret.device import Device
from coacheck.pdf.interpret.glyph_maps import Fonts
from coacheck.pdf.interpret.marks import Marks
from coacheck.pdf.interpret.tokens import operations


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, fed by `operations`."""

    def execute(self, streams: Sequence[object]) -> None:
        data = b"\n".join(stream.get_data() for stream in self._once(streams))
        known: dict[bytes, tuple[Callable[..., None] | None, int]] = {}
        for operator, operands in operations(data):
            if operator not in known:
                known[operator] = self._function(operator)
            function, count = known[operator]
            if function is None:
                continue
            if len(operands) == count:
                function(*operands)
            elif len(operands) > count:
                function(*operands[len(operands) - count :])

    def _once(self, streams: Sequence[object]) -> Iterator[PDFStream]:
        """The streams that are not being executed already: a form may contain itself."""
        self.stream_ids.clear()
        for item in streams:
            stream = stream_value(item)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                self.stream_ids.add(stream.objid)
                yield stream

    def _function(self, operator: bytes) -> tuple[Callable[..., None] | None, int]:
        name = operator.decode("latin-1").replace("*", "_a").replace('"', "_w").replace("'", "_q")
        method = getattr(self, f"do_{name}", None)
        return method, method.__code__.co_argcount - 1 if method else 0

    def do_TJ(self, items: Any) -> None:
        """As pdfminer's, without a copy of the graphic state for each string."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, items, self.graphicstate.ncs, self.graphicstate)


def marks_of(page: PlumberPage) -> Marks:
    """What is painted on a page. Raises PdfminerException where its content can't be interpreted."""
    fonts = page.pdf.__dict__.setdefault("_fonts", Fonts())  # one for all pages of a document
    device = Device(fonts, float(page.mediabox[0]), float(page.height) + page.mediabox[1])
    try:
        Interpreter(fonts, device).process_page(page.page_obj)
    except Exception as error:  # pdfplumber's own contract: whatever pdfminer meets in a broken file is this error
        raise PdfminerException(error) from error
    return device.marks
