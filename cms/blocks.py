"""What editors put into articles: text, pictures, tables, and live cards of the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateBlock,
    IntegerBlock,
    RichTextBlock,
    StreamBlock,
    StreamBlockValidationError,
    StreamValue,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.cards import EditionCard
from cms.catalog import current_catalog
from cms.leading_pages import matrix_address
from cms.live.asking import (
    MOST_ROWS,
    AnswerAsked,
    Asked,
    CutAsked,
    InstrumentAsked,
    OfficeAsked,
    PowerAsked,
    UnitAsked,
)
from cms.live.building import cards_of
from cms.live.cards import Card
from cms.records_chosen import RecordBlock
from delegation.records import GRANT_KINDS
from delegation.wording import GRANT_KIND
from units.clock import today
from units.text import fold

TEXT: Final = ["bold", "italic", "ol", "ul", "link", "document-link"]
_REGISTER: Final = _("Từ sổ")
_TEXTS: Final = _("Chữ và tệp")
_GRANT_KINDS: Final = [(kind, GRANT_KIND[kind]) for kind in GRANT_KINDS]


class HeadingBlock(CharBlock):
    """A heading of the second rank; the page's own is the first."""

    class Meta:
        icon = "title"
        label = _("Đề mục")
        group = _TEXTS
        template = "blocks/heading.html"


class PictureBlock(StructBlock):
    """A picture that says in words what it shows."""

    image = ImageChooserBlock(label=_("Hình"))
    words = CharBlock(
        label=_("Hình cho thấy gì"),
        max_length=300,
        help_text=_("Người không xem được hình sẽ nghe câu này, nên phải ghi."),
    )
    caption = CharBlock(label=_("Chú thích"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Hình")
        group = _TEXTS
        template = "blocks/picture.html"


class QuoteBlock(StructBlock):
    """Words of a text, with where they stand."""

    quote = TextBlock(label=_("Nguyên văn"), rows=4)
    source = CharBlock(
        label=_("Dẫn từ"), max_length=200, help_text=_("Điều, khoản, tên và số, ký hiệu văn bản.")
    )
    address = URLBlock(label=_("Địa chỉ của nguồn"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Trích dẫn")
        group = _TEXTS
        template = "blocks/quote.html"


class DownloadBlock(StructBlock):
    """A document to take away."""

    document = DocumentChooserBlock(label=_("Tệp"))
    words = CharBlock(label=_("Tệp chứa gì"), max_length=200, required=False)

    class Meta:
        icon = "download"
        label = _("Tệp tải về")
        group = _TEXTS
        template = "blocks/download.html"


class CalloutBlock(StructBlock):
    """Something not to be overlooked."""

    tone = ChoiceBlock(
        label=_("Loại"), choices=[("calm", _("Cần biết")), ("heed", _("Lưu ý"))], default="calm"
    )
    text = RichTextBlock(label=_("Nội dung"), features=TEXT)

    class Meta:
        icon = "warning"
        label = _("Khung lưu ý")
        group = _TEXTS
        template = "blocks/callout.html"


class LiveBlock(StructBlock):
    """A card that reads the register when the page is shown; without a day, as it is on the reader's day."""

    day = DateBlock(
        label=_("Ngày"),
        required=False,
        help_text=_("Để trống thì thẻ luôn cho biết theo ngày người đọc mở trang."),
    )

    def asked(self, value: StructValue) -> Asked:
        """What the card asks of the register."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The card as the page has made it ready; made here where the block is shown alone."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        asked = self.asked(value)
        live = (parent_context or {}).get("live") or live_cards([asked])
        return {
            **context,
            "card": live.cards[asked],
            "edition": live.edition,
            "follows_today": asked.day is None,
        }

    class Meta:
        icon = "doc-full-inverse"
        group = _REGISTER
        template = "blocks/card.html"


class PowerBlock(LiveBlock):
    """Who holds a power now; at a place if one is named."""

    power = RecordBlock("powers", label=_("Thẩm quyền"))
    place = RecordBlock("units", label=_("Nơi"), required=False, help_text=_("Để trống là mọi nơi."))

    def asked(self, value: StructValue) -> Asked:
        """See LiveBlock."""
        if value["place"]:
            return AnswerAsked(value["power"], value["place"], _day(value))
        return PowerAsked(value["power"], _day(value))

    class Meta:
        label = _("Thẩm quyền")


class AnswerBlock(LiveBlock):
    """The answer to a question: power, place, day."""

    power = RecordBlock("powers", label=_("Việc gì"))
    place = RecordBlock("units", label=_("Ở đâu"))

    def asked(self, value: StructValue) -> Asked:
        """See LiveBlock."""
        return AnswerAsked(value["power"], value["place"], _day(value))

    class Meta:
        label = _("Câu trả lời “Ai có thẩm quyền?”")


class InstrumentBlock(LiveBlock):
    """How an instrument stands, and what it grants."""

    instrument = RecordBlock("instruments", label=_("Văn bản"))

    def asked(self, value: StructValue) -> Asked:
        """See LiveBlock."""
        return InstrumentAsked(value["instrument"], _day(value))

    class Meta:
        label = _("Văn bản")


class CutBlock(LiveBlock):
    """The first rows of the matrix of a field."""

    law_field = RecordBlock("fields", label=_("Lĩnh vực"))
    kind = ChoiceBlock(label=_("Hình thức"), choices=_GRANT_KINDS, required=False)
    recipient = RecordBlock(
        "recipients", label=_("Bên nhận"), required=False, help_text=_("Một nhóm cơ quan hoặc một cơ quan.")
    )
    rows = IntegerBlock(label=_("Số dòng"), default=8, min_value=1, max_value=MOST_ROWS)

    def asked(self, value: StructValue) -> Asked:
        """See LiveBlock."""
        return CutAsked(
            value["law_field"], value["kind"] or "", value["recipient"] or "", value["rows"] or 1, _day(value)
        )

    class Meta:
        label = _("Một phần ma trận")


class UnitBlock(LiveBlock):
    """A unit, with what it came from and went into."""

    unit = RecordBlock("units", label=_("Đơn vị hành chính"))

    def asked(self, value: StructValue) -> Asked:
        """See LiveBlock."""
        return UnitAsked(value["unit"], _day(value))

    class Meta:
        label = _("Đơn vị hành chính")


class OfficeBlock(LiveBlock):
    """An office, with in which fields it decides."""

    office = RecordBlock("offices", label=_("Cơ quan, chức danh"))

    def asked(self, value: StructValue) -> Asked:
        """See LiveBlock."""
        return OfficeAsked(value["office"], _day(value))

    class Meta:
        label = _("Cơ quan, chức danh")


class BodyBlock(StreamBlock):
    """The body of an article."""

    heading = HeadingBlock(max_length=150)
    text = RichTextBlock(
        label=_("Đoạn văn"), icon="pilcrow", features=["h3", *TEXT], group=_TEXTS, template="blocks/text.html"
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    table = TypedTableBlock(
        [("text", CharBlock(label=_("Chữ"), required=False))],
        label=_("Bảng"),
        icon="table",
        group=_TEXTS,
        template="blocks/table.html",
    )
    download = DownloadBlock()
    callout = CalloutBlock()
    power = PowerBlock()
    answer = AnswerBlock()
    instrument = InstrumentBlock()
    cut = CutBlock()
    unit = UnitBlock()
    office = OfficeBlock()


class QuestionBlock(StructBlock):
    """A question with its answer."""

    question = CharBlock(label=_("Câu hỏi"), max_length=250)
    answer = BodyBlock(label=_("Câu trả lời"))

    class Meta:
        icon = "help"
        label = _("Hỏi và đáp")
        template = "blocks/question.html"


class QuestionsBlock(StreamBlock):
    """Questions, each asked once: the question is also the name of its place on the page."""

    question = QuestionBlock()

    def clean(self, value: Any) -> Any:
        """The questions. Raises a validation error for one that is asked twice."""
        cleaned = super().clean(value)
        message = gettext("Câu hỏi này đã có trên trang; hãy gộp hai câu trả lời.")
        refuse_twice([fold(child.value["question"]) for child in cleaned], message)
        return cleaned


def refuse_twice(names: list[str], message: str) -> None:
    """Raises a validation error at each block of a stream whose name another has, too."""
    count = Counter(names)
    twice = {at: ValidationError(message) for at, name in enumerate(names) if count[name] > 1}
    if twice:
        raise StreamBlockValidationError(block_errors=twice)


def asked_in(stream: StreamValue) -> Iterator[Asked]:
    """What the live cards of a stream ask, those within its questions included."""
    for child in stream:
        if isinstance(child.block, LiveBlock):
            yield child.block.asked(child.value)
        elif isinstance(child.block, QuestionBlock):
            yield from asked_in(child.value["answer"])


@dataclass(frozen=True, slots=True)
class LiveCards:
    """The cards of a page, with the edition that all of them are read from."""

    cards: Mapping[Asked, Card]
    edition: EditionCard


def live_cards(asked: Iterable[Asked]) -> LiveCards:
    """The cards for everything that is asked, at the edition and in the language of the reader."""
    wanted = list(asked)
    catalog = current_catalog()
    cards = cards_of(catalog, wanted, today(), matrix_address()) if wanted else {}
    return LiveCards(cards, catalog.edition)


def _day(value: StructValue) -> date | None:
    day: date | None = value["day"]
    return day
