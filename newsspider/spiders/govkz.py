from newsspider.discovery.editions import Edition
from newsspider.discovery.family import Family
from newsspider.discovery.rendering import Rendering
from newsspider.discovery.sources import Card, Listing
from newsspider.extract.rules import FromJson, Rules
from newsspider.monitor.expect import Expect
from newsspider.site import NewsSpider

HOME = "https://www.gov.kz/memleket/entities/"
LANGUAGES = ("kk", "ru", "en")
LINK = "a[href*='/press/news/details/']"
CARDS = (Card(".card-news-list__item", LINK, LINK, ".categories__item.color_grey"),)


def editions(code: str) -> tuple[Edition, ...]:
    """Of one state body. An address without a language is taken for Kazakh, and each language is asked for."""
    return tuple(
        Edition(
            f"{code}-{language}",
            home=f"{HOME}{code}/",
            sources=(Listing(f"press/news/{{page}}?lang={language}", cards=CARDS),),
            slash=False,
            query=f"lang={language}",
            language=language,
        )
        for language in LANGUAGES
    )


class GovkzSpider(NewsSpider):
    """Gov.kz, the portal of all state bodies: one application, in which a body is a code in the address, and one id an
    article in Kazakh, Russian and English. Its interface is closed to scripts, so a browser renders its pages."""

    name = "govkz"
    family = Family(
        argument="entities",
        home=HOME,
        usual=("qriim", "mvd-atyrau", "mvd-vko", "mvd-mangystau", "mvd-shymkent", "prokuror"),
        known=("afm", "knb"),
        code=r"[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){0,4}",
        editions=editions,
    )
    editions = family.declared
    hosts = {"gov.kz": "www.gov.kz"}
    article_url = r"^/memleket/entities/[^/]+/press/news/details/(?P<key>\d{1,12})/?$"
    shared_keys = True
    renders = Rendering(listing=LINK, article="h1")
    layouts = (
        Rules(
            name="application",
            body="article",  # nobody has seen its classes: without JSON, what is called the article counts
            title="h1",
            published=".categories__item.color_grey",
            wall_clock=True,  # the clock of Kazakhstan, called UTC
            authors="",
            image="article > img",
            drop=(".categories", "[class*=share]"),
            json=FromJson(
                key="id",
                title="title",
                body="body",
                summary="short_description",
                published="created_date",
                image="heropic",
                tags="directions",
            ),
        ),
    )
    expect = Expect(per_day=(1, 200), published_at=0.9)
