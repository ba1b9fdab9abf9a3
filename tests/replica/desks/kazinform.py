"""How does Kazinform dress an article: ids, slugs cut short, pictures, tags?"""

from __future__ import annotations

from tests.replica.blocks import Block
from tests.replica.chromes import advertisement
from tests.replica.desks.kazinform_addresses import address
from tests.replica.desks.order import Order
from tests.replica.events import Event, names, sentences
from tests.replica.plan import day
from tests.replica.shown import MONTHS
from tests.replica.spelling import qaz, slug
from tests.replica.story import Picture, Story

# One has a Cyrillic letter: editors' keyboards.
AGENCY = (". KAZINFORM — ", ". KAZINFORM – ", ".KAZINFORM — ", ". KAZINFORM - ", ". {day}. KАZINFORM – ")


def dress(order: Order) -> Story:
    row, draft = order.row, order.draft
    key, path = address(order)
    sent, dateline = ("", None) if order.reprint else _dateline(order)
    lead = sent + draft.lead
    story = Story(
        site=row.site,
        edition=row.edition,
        design=row.design,
        host=row.host,
        path=path,
        key=key,
        at=order.at,
        language="kk" if row.edition == "qz" else row.edition,
        script={"qz": "Latn", "en": "Latn", "zh": "Hans"}.get(row.edition, "Cyrl"),
        title=draft.title,
        blocks=list(draft.blocks),
        section_name=sentences(order.language)[order.event.topic]["section"],
        tags=_tags(order),
        authors=_authors(order),
        sent=sent,
        dateline=dateline,
        has=frozenset({"untidy"} if order.every(4) else ()),
    )
    if row.design in ("gen3", "gen4"):
        story.section = story.section_name
    if row.design == "gen3":
        story.lead, story.lead_repeated = lead, False
    else:
        story.blocks.insert(0, Block("p", (lead,)))
    _live(order, story)
    _illustrate(order, story)
    if row.edition == "qz":
        _latin(story)
        if order.every(7, 2):  # editors' keyboards: a Cyrillic letter in a Latin word
            block = story.blocks[-1]
            story.blocks[-1] = Block(block.kind, tuple(line.replace("i", "і", 1) for line in block.lines), block.url)
    _interrupt(order, story)
    return story


def _dateline(order: Order) -> tuple[str, dict[str, str | None] | None]:
    """The dispatch's place and agency; Russian and English have none, nor have almanac pages."""
    edition, at = order.row.edition, order.at
    if edition == "zh":
        return "（哈萨克国际通讯社讯）", {"place": None, "agency": "哈萨克国际通讯社"}
    if edition not in ("kk", "qz") or order.every(13, 8):
        return "", None
    place = "НҰР-СҰЛТАН" if at.year >= 2019 and at < day("2022-09-17") else "АСТАНА"
    if order.every(7, 5):
        place = order.event.facts("kk", "dateline")["place"].upper()
    if at < day("2023-01-01"):
        return f"{place}. ҚазАқпарат – ", {"place": place, "agency": "ҚазАқпарат"}
    sent = place + AGENCY[order.number % len(AGENCY)].format(day=f"{at.day} {MONTHS['kk'][at.month - 1]}")
    return sent, {"place": place, "agency": "KAZINFORM"}


def _live(order: Order, story: Story) -> None:
    """A text written as things happen: paragraphs that are only a time."""
    if story.design in ("gen3", "gen4") and order.every(10, 4) and not order.reprint:
        for count, place in enumerate(range(len(story.blocks) - 1, 1, -2)):
            story.blocks.insert(place, Block("strong", (f"{19 - count % 19:02}:{(count * 17) % 60:02}",)))


def _tags(order: Order) -> list[str]:
    if order.row.design == "gen2":
        return []
    known = sentences(order.language)[order.event.topic]["tags"]
    return order.chosen.sample(known, 0 if order.every(6, 2) else order.chosen.randint(1, len(known)))


def _authors(order: Order) -> list[str]:
    known = names(order.language)
    if order.row.design not in ("gen3", "gen4") or not order.every(2):
        return []
    return [f"{order.chosen.choice(known['first'])} {order.chosen.choice(known['last'])}"]


def _illustrate(order: Order, story: Story) -> None:
    folder = f"https://img.inform.kz/kazinform-photobank/media/{order.at:%Y-%m-%d}"
    photographer = order.event.person(order.language, 9)[1]
    caption = f"Фото: ⟨{photographer}/ Kazinform⟩" if order.every(3) else f"Фото: ⟨{photographer}⟩"
    if order.every(5, 4):
        return
    # Only the third generation's pages say whose picture it is.
    story.picture = Picture(f"{folder}/{_uuid(order)}.webp", caption if story.design == "gen3" else None)
    if story.design == "gen3" and order.every(3, 1) and len(story.blocks) > 2:
        inner = order.event.tell(order.language, "caption", 0, topic="common")
        story.blocks.insert(2, Block("picture", (inner,), f"{folder}/{_uuid(order)}.webp"))


def _uuid(order: Order) -> str:
    digits = order.chosen.randbytes(16).hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _latin(story: Story) -> None:
    """The whole article in the Latin script; the addresses of its pictures stay."""
    story.title, story.section_name = qaz(story.title), qaz(story.section_name)
    story.lead = qaz(story.lead) if story.lead else None
    story.section = qaz(story.section) if story.section else None
    story.tags, story.authors = [qaz(tag) for tag in story.tags], [qaz(author) for author in story.authors]
    story.blocks = [Block(block.kind, tuple(qaz(line) for line in block.lines), block.url) for block in story.blocks]
    if story.picture and story.picture.words:
        story.picture = Picture(story.picture.url, qaz(story.picture.words))
    story.sent = qaz(story.sent)
    story.dateline = {name: value and qaz(value) for name, value in story.dateline.items()} if story.dateline else None


def _interrupt(order: Order, story: Story) -> None:
    other = Event(f"{order.event.seed}/other", order.event.topic).tell(order.language, "title", order.number)
    if story.edition == "qz":
        other = qaz(other)
    url = f"https://{story.host}/{'ru' if story.edition == 'ru' else 'news'}/{slug(other, 'kazinform')}-0e1f43"
    if story.design == "gen3":
        story.blocks.insert(1, advertisement(order.number))
    if story.design == "gen1":
        story.blocks.insert(1, frame(other, url))
        story.other_urls = (f"{story.url.rstrip('/')}/amp",)
        story.listed = story.other_urls[0] if order.every(2) else None
    if story.design in ("gen3", "gen4") and order.every(11, 9):
        story.blocks.append(Block("video", (), f"https://www.youtube.com/embed/{order.chosen.randbytes(4).hex()}"))


def frame(title: str, url: str) -> Block:
    return Block("chrome", (f'<div class="frame_news_article"><a href="{url}">{title}</a></div>',))
