"""How does Tengrinews dress an article: ids, pictures, tags, and what its editors put between the paragraphs?"""

from __future__ import annotations

from datetime import timedelta

from tests.replica.blocks import Block, paragraph
from tests.replica.chromes import advertisement, line, read_also, widget, words
from tests.replica.desks.order import Order
from tests.replica.events import Event, names, sentences
from tests.replica.spelling import slug
from tests.replica.story import Picture, Story

SECTIONS = {
    "fraud": "crime",
    "crime": "events",
    "weather": "kazakhstan_news",
    "economy": "private_finance",
    "sport": "sport",
    "culture": "culture",
    "messengers": "internet",
}
# Russian, Kazakh and English ids are separate sequences, and so is that of the long reads.
SEQUENCES = {
    "ru": (578000, 80),
    "kk": (369000, 25),
    "en": (268600, 12),
    "article": (2300, 1),
}  # on 1 August 2025, a day
NEW = ("2024", "2025", "2026")


def dress(order: Order) -> Story:
    row, draft = order.row, order.draft
    section = row.section or SECTIONS[order.event.topic]
    key = str(_id(order, section))
    seconds = order.chosen.randrange(60) if row.design in ("2025", "2026") else 0
    story = Story(
        site=row.site,
        edition=row.edition,
        design=row.design,
        host=row.host,
        path=f"/{section}/{slug(draft.title, 'tengrinews', length=60)}-{key}/",
        key=key,
        at=order.at + timedelta(seconds=seconds),
        language=order.language,
        script="Latn" if order.language == "en" else "Cyrl",
        title=draft.title,
        blocks=list(draft.blocks),
        section=section,
        section_name=sentences(order.language)[order.event.topic]["section"],
        tags=_tags(order),
        authors=_authors(order) if row.design in NEW else [],
        has=frozenset((*row.has, *_peculiarities(order))),
    )
    if row.design in NEW:
        story.lead = draft.lead
        story.lead_repeated = not order.every(9, 4)
    else:
        story.blocks.insert(0, Block("strong" if row.design == "tn" else "p", (draft.lead,)))
    if row.design == "2012":
        story.blocks = [paragraph(*block.lines) for block in story.blocks]  # it knew nothing but lines
    _illustrate(order, story)
    _interrupt(order, story)
    return story


def _id(order: Order, section: str) -> int:
    sequence = "article" if section == "article" else order.row.edition
    first, pace = SEQUENCES[sequence]
    days = order.at.timestamp() / 86400 - 20301
    back = 0.6 if days < 0 else 1.0  # fewer articles a day in the years before
    number = int(first + days * pace * back)
    while f"{sequence}-{number}" in order.taken:
        number += 1
    order.taken.add(f"{sequence}-{number}")
    return number


def _tags(order: Order) -> list[str]:
    known = sentences(order.language)[order.event.topic]["tags"]
    return order.chosen.sample(known, 0 if order.every(7, 3) else order.chosen.randint(1, len(known)))


def _authors(order: Order) -> list[str]:
    known = names(order.language)
    count = (0, 1, 0, 2, 1, 0, 3)[order.number % 7]
    first, last = order.chosen.sample(known["first"], count), order.chosen.sample(known["last"], count)
    return [f"{one} {other}" for one, other in zip(first, last, strict=True)]


def _peculiarities(order: Order) -> list[str]:
    """Which of the design's oddities this page has."""
    found = []
    new = order.row.design in ("2025", "2026")
    if new and order.every(5, 2):
        found.append("next-article")
    if new and (len(order.draft.blocks) > 20 or order.row.section == "article"):
        found.append("summary")
    if order.row.design in NEW and order.every(8, 5):
        found.append("sponsored")
    if order.every(4, 2) and order.row.design != "2012":
        found.append("untidy")
    return found


def _illustrate(order: Order, story: Story) -> None:
    store = "static.tengrinews.kz" if story.design in ("2025", "2026") else "tengrinews.kz"
    folder = f"https://{store}/userdata/news/{order.at.year}/news_{story.key}/thumb_b"
    if order.every(6, 5):
        story.picture = None
    else:
        bare = story.design == "tn" or order.every(11, 3)  # the older design shows no caption
        caption = None if bare else order.event.tell(order.language, "caption", 0, topic="common")
        story.picture = Picture(f"{folder}/photo_{int(story.key) - 90000}.jpeg", caption)
    if story.design in NEW and order.every(10, 5):
        story.video = f"https://{store}/userdata/video/{order.at.year}/video_{story.key}.mp4"
        story.picture = Picture(f"{folder}/photo_{story.key}.jpeg")  # the poster, for og:image only
    if order.every(3, 1) and len(story.blocks) > 3 and story.design != "2012":
        caption = order.event.tell(order.language, "caption", order.number % 3 * 2, topic="common")
        image = f"https://{store}/userdata/u38/{order.at:%Y-%m}/resize/{order.chosen.randbytes(16).hex()}.jpeg"
        story.blocks.insert(2, Block("picture", (caption,) if story.design in NEW else (), image))


def _interrupt(order: Order, story: Story) -> None:
    """Advertisements, lines that lead elsewhere, an author's line."""
    blocks, language = story.blocks, order.language
    if story.design == "2012":
        return
    other = Event(f"{order.event.seed}/other", order.event.topic)
    title, host = other.tell(language, "title", order.number), order.row.host
    url = f"https://{host}/{story.section}/{slug(title, 'tengrinews')}-{int(story.key) - 17}/"
    if order.every(4, 1) and not order.reprint:
        person = order.event.person(language, 0)[1]
        story.signed = [] if story.authors else [person]
        said = words(language)["author"].format(person=person)
        blocks.append(Block("byline", (said,)) if story.signed else paragraph(said))  # another's name stays a line
    middle = len(blocks) // 2
    if order.every(9, 6) and not order.reprint and story.design in NEW:
        words_of_it = order.event.tell(language, "closing", 50, topic="common").rstrip(".")
        blocks.append(paragraph(f"[{words_of_it}](https://{host}/admin/news/edit/{int(story.key) - 4}/)."))
    if order.every(13, 7) and story.design in NEW:
        blocks.append(Block("video", (), f"https://www.youtube.com/embed/{order.chosen.randbytes(4).hex()}"))
    if order.every(2):
        blocks.insert(middle, read_also(language, order.number // 2, title, url))
    if order.every(3):
        blocks.insert(middle, widget(language, order.number // 3, title, url))
    blocks.insert(1 if story.lead else 2, advertisement(order.number))
    if order.every(3, 2):
        blocks.append(line(language, order.number // 3))
