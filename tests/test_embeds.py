"""Which videos and posts does a body embed, and where would a reader open them?"""
# ruff: noqa: E501  markup reads better unbroken

from __future__ import annotations

import pytest

from newsspider.article import Video
from newsspider.extract.body import Block, parts
from newsspider.extract.clean import unwanted
from newsspider.extract.page import parse

PLAYERS = [
    ('<iframe src="https://www.youtube.com/embed/abcdefghijk?si=x"></iframe>', "https://www.youtube.com/watch?v=abcdefghijk", "youtube"),
    ('<iframe data-src="//www.youtube-nocookie.com/embed/abcdefghijk"></iframe>', "https://www.youtube.com/watch?v=abcdefghijk", "youtube"),
    ('<iframe src="about:blank" data-lazy-src="https://youtu.be/abcdefghijk"></iframe>', "https://www.youtube.com/watch?v=abcdefghijk", "youtube"),
    ('<lite-youtube videoid="abcdefghijk"></lite-youtube>', "https://www.youtube.com/watch?v=abcdefghijk", "youtube"),
    ('<iframe src="https://www.youtube.com/embed/videoseries?list=PL1"></iframe>', "https://www.youtube.com/embed/videoseries?list=PL1", "youtube"),
    ('<iframe src="https://player.vimeo.com/video/55?h=1"></iframe>', "https://vimeo.com/55", "vimeo"),
    ('<iframe src="https://rutube.ru/play/embed/abc123/"></iframe>', "https://rutube.ru/video/abc123/", "rutube"),
    ('<iframe src="https://vk.com/video_ext.php?oid=-1&amp;id=2&amp;hd=2"></iframe>', "https://vk.com/video-1_2", "vk"),
    ('<iframe src="https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F5%2F"></iframe>', "https://www.facebook.com/a/videos/5/", "facebook"),
    ('<iframe src="https://t.me/agency/44?embed=1"></iframe>', "https://t.me/agency/44", "telegram"),
    ('<iframe src="https://www.instagram.com/reel/Xyz/embed/captioned"></iframe>', "https://www.instagram.com/reel/Xyz/", "instagram"),
    ('<iframe src="https://platform.twitter.com/embed/Tweet.html?id=77"></iframe>', "https://x.com/i/status/77", "x"),
    ('<video poster="a.jpg" data-src="/v.mp4"></video>', "https://a.kz/v.mp4", "file"),
    ('<video><source data-src="/w.mp4"></video>', "https://a.kz/w.mp4", "file"),
    ('<iframe src="https://player.example/1"></iframe>', "https://player.example/1", "iframe"),
    # posts
    ('<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/C5a_-/?utm_source=ig"><a href="https://www.instagram.com/p/C5a_-/">Сөз</a></blockquote>', "https://www.instagram.com/p/C5a_-/", "instagram"),
    ('<blockquote class="twitter-tweet"><p>Сөз <a href="https://t.co/x">pic</a></p><a href="https://twitter.com/aisha/status/17?ref_src=tw">May 1</a></blockquote>', "https://x.com/aisha/status/17", "x"),
    ('<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a.b/video/123"><section><p>Сөз</p></section></blockquote>', "https://www.tiktok.com/@a.b/video/123", "tiktok"),
    ('<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="agency/43"></script>', "https://t.me/agency/43", "telegram"),
    ('<div class="fb-post" data-href="https://www.facebook.com/a/posts/99"></div>', "https://www.facebook.com/a/posts/99", "facebook"),
]  # fmt: skip
NONE = [
    '<blockquote class="instagram-media"><p>Сөз</p></blockquote>',
    '<blockquote class="twitter-tweet"><a href="https://twitter.com/aisha">aisha</a></blockquote>',  # no post
    '<blockquote class="twitter-tweet"><a href="https://a.kz/status/17">a</a></blockquote>',  # another site
    '<p><a href="https://www.youtube.com/watch?v=abcdefghijk">Сілтеме</a></p>',  # a link embeds nothing
    '<lite-youtube videoid=""></lite-youtube>',
    '<iframe src="https://www.googletagmanager.com/ns.html"></iframe>',
    '<script data-telegram-post=""></script>',
]


def videos(html: str) -> list[Video]:
    element = parse(
        f"<html><body><div id=story><p>Бірінші.</p>{html}<p>Соңғы.</p></div></body></html>"
    ).get_element_by_id("story")
    found = parts(element, base="https://a.kz/n/", skip=unwanted(element, ()))
    blocks = [part.text for part in found if isinstance(part, Block)]
    assert (blocks[0], blocks[-1], any("Сөз" in text for text in blocks)) == ("Бірінші.", "Соңғы.", "Сөз" in html)
    return [part for part in found if isinstance(part, Video)]


@pytest.mark.parametrize(("html", "url", "kind"), PLAYERS)
def test_player(html: str, url: str, kind: str) -> None:
    assert videos(html) == [Video(url, kind)]


@pytest.mark.parametrize("html", NONE)
def test_no_player(html: str) -> None:
    assert videos(html) == []
