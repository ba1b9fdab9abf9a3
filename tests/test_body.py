"""What blocks, captions and chrome does the body of an article hold?"""
# ruff: noqa: E501  markup reads better unbroken

from __future__ import annotations

import pytest

from newsspider.article import Image, Video
from newsspider.extract.body import Block, parts
from newsspider.extract.chrome import without_chrome
from newsspider.extract.clean import unwanted
from newsspider.extract.compose import compose, without_title
from newsspider.extract.page import parse

BASE = "https://example.kz/news/fire-1/"


def body(html: str, drop: tuple[str, ...] = ()) -> tuple[list[Block | Image | Video], bool]:
    element = parse(f"<html><body><div id='story'>{html}</div></body></html>").get_element_by_id("story")
    return without_chrome(parts(element, base=BASE, skip=unwanted(element, drop)))


def text(html: str, lead: str | None = None) -> str | None:
    return compose(body(html)[0], lead=lead)


BLOCKS = [
    ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    ("One.<br>Still one.<br><br>Two.", "One.\nStill one.\n\nTwo."),  # one break stays, two end the paragraph
    ("<p>One.<br> <br/>\n Two.</p>", "One.\n\nTwo."),
    ("<p>Ка<b>за</b>х<i>ст</i>ан\n  бүгін</p>", "Казахстан бүгін"),  # inline tags add no spaces
    ("<h2>Head</h2><h3><p>Under</p></h3><p>Text.</p>", "## Head\n\n## Under\n\nText."),
    ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n\n- b\n\n- c"),
    ("<ol><li><p>a</p><p>more</p></li></ol>", "- a\n\nmore"),
    ("<blockquote><p>“So.”</p><p>Yes,<br>so.</p></blockquote>", "> “So.”\n\n> Yes,\n> so."),
    ("<blockquote>Bare</blockquote>after", "> Bare\n\nafter"),
    ("<div>Loose <div>inner</div> tail</div>", "Loose\n\ninner\n\ntail"),
    (
        "<table><tr><th>Year</th><th>Sum</th></tr><tr><td><p>2024</p></td><td>7,5</td></tr></table>",
        "Year | Sum\n2024 | 7,5",
    ),
    ("<table><tr><td><p>All of the</p><p>page.</p></td></tr></table>", "All of the\n\npage."),  # only a layout
    ("<p>Shown<script>x()</script><style>p{}</style><noscript>no</noscript></p>", "Shown"),
    ("<p>A</p><p> &nbsp; </p><p><br></p><p>B</p>", "A\n\nB"),
    ("<p hidden>x</p><p style='display: none'>y</p><p data-nosnippet>z</p><p>Kept.</p>", "Kept."),
    ("<p>😀 <img class='emoji' alt='🔥' src='f.png'> hot</p>", "😀 🔥 hot"),
    ("<p>One <img src='sign.png'> sentence.</p>", "One sentence."),
]


@pytest.mark.parametrize(("html", "wanted"), BLOCKS)
def test_blocks(html: str, wanted: str) -> None:
    assert text(html) == wanted


CAPTIONS = [
    ("<p><img src='/a.jpg'></p><p>Фото: Асель Ахмет</p><p>Text.</p>", "Фото: Асель Ахмет"),
    ("<p><img src='/a.jpg'><br><em>Фото пресс-службы</em></p><p>Text.</p>", "Фото пресс-службы"),
    ("<p><img src='/a.jpg'>Фото: depo.example</p><p>Text.</p>", "Фото: depo.example"),
    (
        "<figure><img src='/a.jpg'><figcaption>The bridge. Photo: A. B.</figcaption></figure><p>Text.</p>",
        "The bridge. Photo: A. B.",
    ),
    (
        "<p><img data-src='/a.jpg' src='data:image/gif;base64,R0'></p><p>Сурет: Kazinform</p><p>Text.</p>",
        "Сурет: Kazinform",
    ),
    ("<p><img src='/a.jpg'></p><p>Коллаж: редакция</p><p>Text.</p>", "Коллаж: редакция"),
    (
        "<div class='wp-caption'><img src='/a.jpg'><p class='wp-caption-text'>The bridge</p></div><p>Text.</p>",
        "The bridge",
    ),
    ("<div class='slide embed'><img src='/a.jpg'></div><p>Text.</p>", None),
    ("<p><img src='/a.jpg'></p><p>Text.</p>", None),
    ("<figure><picture><source srcset='/a.webp'><img src='/a.jpg'></picture></figure><p>Text.</p>", None),
]


@pytest.mark.parametrize(("html", "caption"), CAPTIONS)
def test_a_caption_goes_to_its_picture(html: str, caption: str | None) -> None:
    found, _ = body(html)
    assert [part for part in found if isinstance(part, Image)] == [Image("https://example.kz/a.jpg", caption)]
    assert compose(found) == "Text."


PROSE = [  # none of this may be lost, to the letter
    "<p><img src='/a.jpg'></p><p>Фото с места аварии быстро разошлись по городу, и вечером полиция подтвердила их подлинность.</p>",
    "<p>Подписывайтесь на рассылку, советует министерство: о мошенниках в Telegram и WhatsApp там пишут каждый день.</p>",
    "<p>Мошенники писали в WhatsApp: «Наши новости теперь в WhatsApp, подписывайтесь» — и просили перевести деньги.</p>",
    "<p>Об этом ведомство сообщило в своём <a href='https://t.me/agency'>Telegram-канале</a>.</p>",
    "<p>По теме законопроекта <a href='/news/2/'>высказались</a> и депутаты, и общественники.</p>",
    "<p>Читайте также классику, говорит учитель, и пишите от руки.</p>",
    "<p>WhatsApp желісінде тіркелген алаяқтар 40 адамды алдаған, деп хабарлады полиция.</p>",
    "<p>Telegram арнасына тіркеліп, ақшасынан айырылғандар көбейді.</p>",
    "<h2>Реклама</h2><p>Закон о рекламе изменили.</p>",
    "<ul><li><a href='https://t.me/help_bot'>Telegram-бот</a></li><li>звонок на 109</li></ul>",
    "<p class='author-words'>Long words of somebody who is not the author of this page, and more of them.</p>",
    "<div class='message'><p>A statement that the ministry sent to all newsrooms late in the evening on Monday.</p></div>",
    "<p>Ссылка на <a href='/news/3/'>другую новость, которую автор поставил сам</a></p>",
    "<p><a href='/news/3/'>Другая новость, которую автор поставил сам</a></p>",
    "<p>Спецпроект партнёра длился год.</p>",
    "<p>11:05</p><p>Ранее сообщалось, что движение закроют.</p>",
    "<p>«Подпишитесь на наш канал», — требовал <a href='https://t.me/x'>он</a> от школьников.</p>",
]


@pytest.mark.parametrize("html", PROSE)
def test_prose_stays(html: str) -> None:
    said = "".join(parse(html).itertext())
    assert "".join((text(html) or "").replace("## ", "").replace("- ", "").split()) == "".join(
        said.replace("- ", "").split()
    )


CHROME = [
    "<p>Читайте также</p><p>Join Telegram</p><p><a href='/2/'>Қазақстанда қар жауады</a></p>",
    "<p>Читайте также: <a href='/news/2/'>Другая новость</a></p>",
    "<p><em>Читайте также: </em>Что делать при пожаре, <a href='/news/2/'>рассказали спасатели</a>.</p>",
    "<p><em>Читайте также:</em><br><br><strong><a href='/news/2/'>Другая новость</a></strong></p>",
    "<p>Читайте также:</p><ul><li><a href='/2/'>Одна</a></li><li><a href='/3/'>Другая</a></li></ul>",
    "<p>Сондай-ақ оқыңыз: <a href='/news/2/'>Басқа жаңалық</a></p>",
    "<p>Read also: <a href='/2/'>Another story</a></p>",
    "<p><a href='https://whatsapp.com/channel/00'>Наши новости теперь в WhatsApp! Подписывайтесь на канал</a></p>",
    "<p>Подписывайтесь на наш <a href='https://t.me/newsroom'>Telegram-канал</a></p>",
    "<p><a href='https://t.me/newsroom'>Біздің Telegram</a></p>",
    "<p><a href='https://news.google.com/publications/x'>Читайте нас в Google News</a></p>",
    "<p>ПОДЕЛИТЬСЯ</p>",
    "<p>Join Telegram</p>",
    "<div class='share-buttons'><a href='#'>Facebook</a></div>",
    "<div class='tags'><a href='/tag/a/'>Алматы</a> <a href='/tag/b/'>Пожар</a></div>",
    "<div id='adfox_1'>Ad</div>",
    "<div class='new-widget'><a href='/1/'>First story</a><a href='/2/'>Second story</a></div>",
    "<p>Краткий пересказ текста от Tengri AI</p><ul><li>Пункт</li><li>Ещё</li></ul>",
]


@pytest.mark.parametrize("html", CHROME)
def test_chrome_goes(html: str) -> None:
    assert text(f"<p>Before.</p>{html}<p>After.</p>") == "Before.\n\nAfter."


def test_an_announcement_behind_a_real_line_takes_only_itself() -> None:
    html = "<p><em>Текст подготовила Дана.<br>Читайте также: </em><a href='/2/'>Другая новость</a></p>"
    assert text(html) == "Текст подготовила Дана."


@pytest.mark.parametrize(
    ("label", "sponsored"),
    [
        ("Партнерский материал", True),
        ("Рекламный материал", True),
        ("Материал предоставлен акиматом области", True),
        ("PR", True),
        ("Серіктестік материал", True),
        ("Жарнама материалы", True),
        ("Материал предоставлен следствию, сообщил прокурор, и дело вернули в суд.", False),
    ],
)
def test_sponsor_labels(label: str, sponsored: bool) -> None:
    found, marked = body(f"<p>Text.</p><div><strong>{label}</strong></div>")
    assert marked is sponsored
    assert (compose(found) == "Text.") is sponsored


LEADS = [  # lead, body, text
    ("Lead.", "<p>Body.</p>", "Lead.\n\nBody."),
    ("Lead, says Agency.", "<p>Lead, says <a href='/'>Agency</a> .</p><p>Body.</p>", "Lead, says Agency.\n\nBody."),
    ("The lead", "<p>The lead, says the correspondent.</p><p>Body.</p>", "The lead, says the correspondent.\n\nBody."),
    ("One. Two.", "<p>One.</p><p>Two.</p><p>Body.</p>", "One. Two.\n\nBody."),
    ("The lead", "<p>The leader came.</p>", "The lead\n\nThe leader came."),  # whole words only
]


@pytest.mark.parametrize(("lead", "html", "wanted"), LEADS)
def test_the_lead_stands_once(lead: str, html: str, wanted: str) -> None:
    assert text(html, lead=lead) == wanted


def test_the_title_is_not_text() -> None:
    blocks = [part for part in body("<h1>Title</h1><p>Body.</p>")[0] if isinstance(part, Block)]
    assert [block.text for block in without_title(blocks, "Title")] == ["Body."]


def test_no_paragraph_twice() -> None:
    long = "A sentence that is long enough not to be a refrain, and that a template repeats by mistake."
    assert text(f"<p>{long}</p><p>No.</p><p>{long}</p><p>No.</p>") == f"{long}\n\nNo.\n\nNo."


def test_pictures_and_videos_in_order() -> None:
    found, _ = body(
        "<p><img src='//img.example/a.jpg'></p><p>Text.</p><iframe src='https://www.youtube.com/embed/x'></iframe>"
        "<video><source src='/b.mp4'></video><iframe src='https://www.googletagmanager.com/ns.html'></iframe><img src='data:,'>"
    )
    assert [part for part in found if not isinstance(part, Block)] == [
        Image("https://img.example/a.jpg"),
        Video("https://www.youtube.com/embed/x", "youtube"),
        Video("https://example.kz/b.mp4", "file"),
    ]
