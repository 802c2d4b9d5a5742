"""A faster way through pdfminer: content streams cut into tokens by `tokens`, what is painted taken down by `device`.

The interpreter, the fonts and the placing of characters are pdfminer's own; what is left out (inline pictures) is of no
use to a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, resolve1, stream_value
from pdfminer.psparser import literal_name
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from coacheck.pdf.interpret.device import Device
from coacheck.pdf.interpret.glyph_maps import Fonts
from coacheck.pdf.interpret.marks import Marks
from coacheck.pdf.interpret.state import State, is_off, layers_off, opacity_of
from coacheck.pdf.interpret.tokens import operations

MAX_BYTES, MAX_FORMS = 50_000_000, 50_000
MAX_SEGMENTS, MAX_CHARACTERS = 200_000, 60_000
"""Lines, curves and corners of boxes on one page, and characters (bytes); reports have fewer than 9,000 of each."""


class EndlessError(Exception):
    """A page would be drawn without an end, or for minutes, by pdfium, too; says of what."""


class Executed:
    """How much of a page was drawn so far: forms may draw forms by the billion. Each raises EndlessError."""

    def __init__(self) -> None:
        self._bytes = self._forms = self._segments = self._characters = 0

    def content(self, count: int) -> None:
        """The bytes of the page's own content, or of a form."""
        self._bytes, self._forms = self._bytes + count, self._forms + 1
        if self._forms > MAX_FORMS:
            raise EndlessError("drawings in drawings, over and over")
        if self._bytes > MAX_BYTES:
            raise EndlessError(f"more than {MAX_BYTES // 1_000_000} MB are drawn on one page")

    def path(self, segments: int) -> None:
        self._segments += segments
        if self._segments > MAX_SEGMENTS:
            raise EndlessError(f"more than {MAX_SEGMENTS:,} lines are drawn on one page")

    def text(self, items: Sequence[object]) -> None:
        self._characters += sum([len(item) for item in items if isinstance(item, bytes)])
        if self._characters > MAX_CHARACTERS:
            raise EndlessError(f"more than {MAX_CHARACTERS:,} characters are set on one page")


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, fed by `operations`; the device is told what clips, blends and switches off."""

    device: Device
    off: frozenset[int] = frozenset()
    """The layers that are not shown."""
    executed: Executed

    def subinterp(self) -> Interpreter:
        inner = cast(Interpreter, super().subinterp())
        inner.off, inner.executed = self.off, self.executed
        return inner

    def execute(self, streams: Sequence[object]) -> None:
        data = b"\n".join(stream.get_data() for stream in self._once(streams))
        self.executed.content(len(data))
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
        """The streams of a page or of a form. Raises EndlessError where a form contains itself."""
        self.stream_ids.clear()
        for item in streams:
            stream = stream_value(item)
            if stream.objid in self.parent_stream_ids:
                raise EndlessError("a drawing that contains itself")
            if stream.objid is not None:
                self.stream_ids.add(stream.objid)
                yield stream

    def _function(self, operator: bytes) -> tuple[Callable[..., None] | None, int]:
        name = operator.decode("latin-1").replace("*", "_a").replace('"', "_w").replace("'", "_q")
        method = getattr(self, f"do_{name}", None)
        return method, method.__code__.co_argcount - 1 if method else 0

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self._states: list[State] = []
        self._marked: list[bool] = []
        self._clips = False

    def do_q(self) -> None:
        super().do_q()
        self._states.append(self.device.state)

    def do_Q(self) -> None:
        super().do_Q()
        if self._states:
            self.device.state = self._states.pop()

    def do_W(self) -> None:
        self._clips = True

    do_W_a = do_W

    def do_n(self) -> None:
        if self._clips:
            self._clip()
        self.curpath = []

    def do_S(self) -> None:
        self._painted(super().do_S)

    def do_f(self) -> None:
        self._painted(super().do_f)

    do_F = do_f  # an old name of the same, which pdfminer leaves out

    def do_f_a(self) -> None:
        self._painted(super().do_f_a)

    def do_B(self) -> None:
        self._painted(super().do_B)

    def do_B_a(self) -> None:
        self._painted(super().do_B_a)

    def _painted(self, paint: Callable[[], None]) -> None:
        """Painted first, then it clips, where it does both."""
        path = self.curpath
        self.executed.path(len(path))
        paint()
        if self._clips:
            self.curpath = path
            self.do_n()

    def _clip(self) -> None:
        self._clips = False
        self.device.clip_to(self.curpath)

    def do_gs(self, name: Any) -> None:
        if (opacity := opacity_of(self.resources, literal_name(name))) is not None:
            self.device.state = replace(self.device.state, opacity=opacity)

    def do_sh(self, name: object) -> None:
        self.device.paint_shading()

    def do_Do(self, xobjid_arg: Any) -> None:
        before = self.device.state
        item = self.xobjmap.get(literal_name(xobjid_arg))
        if self.off and isinstance(stream := resolve1(item), PDFStream) and is_off(stream.get("OC"), self.off):
            return
        super().do_Do(xobjid_arg)
        self.device.state = before

    def do_BMC(self, tag: Any) -> None:
        self._marked.append(self.device.state.off)

    def do_BDC(self, tag: Any, props: Any) -> None:
        self._marked.append(self.device.state.off)
        if self.off and literal_name(tag) == "OC" and is_off(self._layer(props), self.off):
            self.device.state = replace(self.device.state, off=True)

    def do_EMC(self) -> None:
        if self._marked and (off := self._marked.pop()) != self.device.state.off:
            self.device.state = replace(self.device.state, off=off)

    def _layer(self, props: Any) -> Any:
        named = resolve1(self.resources.get("Properties")) if isinstance(self.resources, dict) else None
        return named.get(literal_name(props)) if isinstance(named, dict) else None

    def do_TJ(self, items: Any) -> None:
        """As pdfminer's, without a copy of the graphic state for each string."""
        if self.textstate.font is not None:
            self.executed.text(items)
            self.device.render_string(self.textstate, items, self.graphicstate.ncs, self.graphicstate)


def marks_of(page: PlumberPage) -> Marks:
    """What is painted on a page. Raises PdfminerException where its content can't be interpreted."""
    fonts = page.pdf.__dict__.setdefault("_fonts", Fonts())  # one for all pages of a document
    device = Device(fonts, float(page.mediabox[0]), float(page.height) + page.mediabox[1])
    try:
        interpreter = Interpreter(fonts, device)
        interpreter.off, interpreter.executed = layers_off(page.pdf.doc.catalog), Executed()
        interpreter.process_page(page.page_obj)
    except Exception as error:  # pdfplumber's own contract: whatever pdfminer meets in a broken file is this error
        raise PdfminerException(error) from error
    return device.marks
