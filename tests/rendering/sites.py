"""A site that can't be read without a browser."""

from newsspider.discovery.editions import Edition
from newsspider.discovery.rendering import Rendering
from newsspider.discovery.sources import Listing
from newsspider.site import NewsSpider
from tests.rendering.world import HOST


class Application(NewsSpider):
    name = "application"
    editions = (Edition("kk", home=f"https://{HOST}/", sources=(Listing("list/{page}"),)),)
    article_url = r"/article/(?P<key>\d+)$"
    renders = Rendering(listing="a", article="h1")
