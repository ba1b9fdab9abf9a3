"""Which of the real sites' defects befall which article?"""

from __future__ import annotations

from tests.replica.blocks import Block
from tests.replica.story import Story

LOST = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "?" * 18)


def add_oddities(stories: list[Story]) -> None:
    for story in stories:
        if "lost-letters" in story.has:
            _lose_letters(story)
        if story.site == "tengrinews":
            _sister(story)
    _links([story for story in stories if story.site == "tengrinews" and story.design in ("2026", "2025", "2024")])
    _alternates([story for story in stories if story.site == "polisia"])


def _lose_letters(story: Story) -> None:
    """A database of 2018 kept the title and nothing else of what is Kazakh."""
    story.lead = story.lead.translate(LOST) if story.lead else None
    story.blocks = [_lost(block) for block in story.blocks]
    story.signed = story.signed if any(block.kind == "byline" for block in story.blocks) else []


def _lost(block: Block) -> Block:
    """A name with question marks is nobody's."""
    lines = block.lines if block.kind == "chrome" else tuple(line.translate(LOST) for line in block.lines)
    return Block("p" if block.kind == "byline" and lines != block.lines else block.kind, lines, block.url)


def _sister(story: Story) -> None:
    """The feed gives the main host, the site itself links the sister's, and the sitemap mixes the two."""
    if story.host in ("tengrisport.kz", "tengriauto.kz", "tengritravel.kz"):
        story.fed = f"https://tengrinews.kz{story.path}"
        story.other_urls = (*story.other_urls, story.fed)
        story.mapped = f"https://tengrinews.kz{story.url}"


def _links(stories: list[Story]) -> None:
    main = [story for story in stories if story.mapped is None]
    for number, story in enumerate(main):
        story.other_urls = (*story.other_urls, f"{story.url}amp/")
        if number % 17 == 3:
            story.listed = f"{story.url}amp/"
        if number % 17 == 9 and story.host == "tengrinews.kz":
            story.listed = f"https://test.tengrinews.kz{story.path}"


def _alternates(stories: list[Story]) -> None:
    """Half of the translated pages say so."""
    known = {story.url: story for story in stories}
    for number, story in enumerate(stories):
        original = known.get(story.translation_of or "")
        if original is not None and number % 2:
            pair = [(original.language, original.url), (story.language, story.url)]
            story.alternates, original.alternates = pair, pair
