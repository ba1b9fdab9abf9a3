"""Every date that the sites display, and what must not be taken for one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.normalise.dates import Moment, iso_utc, parse_date

ALMATY = "Asia/Almaty"
NOW = datetime(2026, 9, 20, 7, 0, 30, tzinfo=UTC)  # noon in Almaty

MINUTES = [
    # Kazakh, Cyrillic
    ("17 шілде 2018 | 15:58", "2018-07-17T09:58:00Z"),
    ("2024 жылғы 12 қаңтар, 10:12", "2024-01-12T04:12:00Z"),
    ("2025 жылдың 17 қарашасы, сағат 10:12", "2025-11-17T05:12:00Z"),
    ("17:36, 30 Қаңтар 2026 | GMT +5", "2026-01-30T12:36:00Z"),
    ("Жарияланды: 14 там. 2026 ж., 10:12", "2026-08-14T05:12:00Z"),
    ("Бүгін, 10:12", "2026-09-20T05:12:00Z"),
    ("Кеше 15:47", "2026-09-19T10:47:00Z"),
    ("5 минут бұрын", "2026-09-20T06:55:00Z"),
    ("1 сағат 20 минут бұрын", "2026-09-20T05:40:00Z"),
    # Kazakh, Latin
    ("17:36, 30 Qańtar 2026", "2026-01-30T12:36:00Z"),
    ("21:58, 26 Jeltoqsan 2025 | GMT +5", "2025-12-26T16:58:00Z"),
    ("Búgin, 10:12", "2026-09-20T05:12:00Z"),
    ("Keshe 15:47", "2026-09-19T10:47:00Z"),
    ("5 minýt buryn", "2026-09-20T06:55:00Z"),
    ("2025 jylǵy 17 qarasha, 10:12", "2025-11-17T05:12:00Z"),
    # Kazakh, Arabic
    ("5 قىركۇيەك 12:24", "2026-09-05T07:24:00Z"),
    ("17 قاراشا 2025 10:12", "2025-11-17T05:12:00Z"),
    ("\u200f5 قیرکۇیەک 2026\u200f | 12:24", "2026-09-05T07:24:00Z"),  # a Persian keyboard, and marks of direction
    ("١٧ قاراشا ٢٠٢٥ ١٠:١٢", "2025-11-17T05:12:00Z"),
    ("بۇگىن 10:12", "2026-09-20T05:12:00Z"),
    # Russian
    ("09 апреля 2024 19:26", "2024-04-09T14:26:00Z"),
    ("27 марта 2024 | 20:10", "2024-03-27T15:10:00Z"),
    ("20 марта 2025, 12:03", "2025-03-20T07:03:00Z"),
    ("09:16, 04 Май 2026", "2026-05-04T04:16:00Z"),
    ("21:38, 18 Августа 2026", "2026-08-18T16:38:00Z"),
    ("11:20, 20 Январь 2026 | GMT +5", "2026-01-20T06:20:00Z"),
    ("09:16, 04 Мая 2026 | GMT +5", "2026-05-04T04:16:00Z"),
    ("27 апреля 2026 17:42", "2026-04-27T12:42:00Z"),
    ("Сегодня | 11:40", "2026-09-20T06:40:00Z"),
    ("Вчера, 22:29", "2026-09-19T17:29:00Z"),
    ("пятница, 06.01.2012, 06:35", "2012-01-06T00:35:00Z"),
    ("Опубликовано: 17 ноября 2025 г. в 12:30", "2025-11-17T07:30:00Z"),
    ("Сегодня, 17:49", "2026-09-20T12:49:00Z"),
    ("Вчера 15:47", "2026-09-19T10:47:00Z"),
    ("минуту назад", "2026-09-20T06:59:00Z"),
    # English
    ("14 August 2024 19:26", "2024-08-14T14:26:00Z"),
    ("Wednesday, August 14th, 2024 at 7:26 p.m.", "2024-08-14T14:26:00Z"),
    ("Aug 14, 2024 12:05 AM", "2024-08-13T19:05:00Z"),
    ("14 August 2024 12:05 pm", "2024-08-14T07:05:00Z"),
    ("Yesterday, 12:03", "2026-09-19T07:03:00Z"),
    ("5 minutes ago", "2026-09-20T06:55:00Z"),
    # Chinese
    ("2025年9月8日 12:30", "2025-09-08T07:30:00Z"),
    ("2025年9月8日星期一下午3:30", "2025-09-08T10:30:00Z"),
    ("17:36, 08 9月 2025 | GMT +5", "2025-09-08T12:36:00Z"),
    ("发布时间：今天12:30", "2026-09-20T07:30:00Z"),
    ("5分钟前", "2026-09-20T06:55:00Z"),
    # ISO 8601
    ("2025-11-17T09:05", "2025-11-17T04:05:00Z"),
    ("2025-11-17 09:05:07", "2025-11-17T04:05:07Z"),
    ("2025-11-17T09:05:07Z", "2025-11-17T09:05:07Z"),
    ("2025-11-17T09:05:07.123456+05:00", "2025-11-17T04:05:07Z"),
    ("2025-11-17 09:05:07 +0500", "2025-11-17T04:05:07Z"),
    ("2025-11-17T09:05:07,5+05", "2025-11-17T04:05:07Z"),
    ("20251117T090507Z", "2025-11-17T09:05:07Z"),
    ("2025/11/17 09:05", "2025-11-17T04:05:00Z"),
    # RFC 822 and its relatives
    ("Mon, 17 Nov 2025 09:05:07 +0500", "2025-11-17T04:05:07Z"),
    ("Mon, 17 Nov 2025 09:05:07 GMT", "2025-11-17T09:05:07Z"),
    ("17 Nov 2025 09:05 EST", "2025-11-17T14:05:00Z"),
    ("2025-11-17T09:05:07CDT", "2025-11-17T14:05:07Z"),
    ("Mon Nov 17 09:05:07 +0000 2025", "2025-11-17T09:05:07Z"),
    ("Mon Nov 17 2025 09:05:07 GMT+0500 (UTC+5)", "2025-11-17T04:05:07Z"),
    # other zones than the site's
    ("17.11.2025 09:05 UTC+3", "2025-11-17T06:05:00Z"),
    ("17.11.2025 09:05 -05:30", "2025-11-17T14:35:00Z"),
    ("17.11.2025 09:05 МСК", "2025-11-17T06:05:00Z"),
    # what pages do
    ("\n      17 ноября 2025\n" + " " * 300 + "|\u00a009:05\n", "2025-11-17T04:05:00Z"),
    ("17 ноября 2025, 09:05 17.11.2025 09:05", "2025-11-17T04:05:00Z"),  # the same twice
    ("Бүгін, 20 қыркүйек 2026, 10:12", "2026-09-20T05:12:00Z"),
    ("17 Қаpaшa 2025 09:05", "2025-11-17T04:05:00Z"),  # Latin p and a
    ("17:36, 30 Qаńtаr 2026", "2026-01-30T12:36:00Z"),  # Cyrillic а
]

DAYS = [
    ("2025 жылғы 17 қараша", "2025-11-17"),
    ("Бүгін", "2026-09-20"),
    ("Кеше", "2026-09-19"),
    ("Сегодня", "2026-09-20"),
    ("Вчера", "2026-09-19"),
    ("среда, 10.04.2013", "2013-04-10"),
    ("11.15.2024", "2024-11-15"),  # only one of the orders is possible
    ("18 Августа 2026", "2026-08-18"),
    ("8 июля 2026", "2026-07-08"),
    ("01 декабря 2025", "2025-12-01"),
    ("Авг 14, 2024", "2024-08-14"),
    ("14.08.2024", "2024-08-14"),
    ("On 14.08.2024", "2024-08-14"),
    ("Aug 14, 2024", "2024-08-14"),
    ("17-Nov-2025", "2025-11-17"),
    ("17-қараша 2025", "2025-11-17"),
    ("05 мау 2026", "2026-06-05"),  # Kazakh June, not "may"
    ("Today", "2026-09-20"),
    ("позавчера", "2026-09-18"),
    ("08 9月 2025", "2025-09-08"),
    ("二月 3, 2025", "2025-02-03"),
    ("昨天", "2026-09-19"),
    ("2025-11-17", "2025-11-17"),
    ("14/08/2024", "2024-08-14"),  # only one of the orders is possible
    ("08/14/2024", "2024-08-14"),
    ("05/05/2025", "2025-05-05"),
    ("29 ақпан 2024", "2024-02-29"),
    ("20 августа", "2026-08-20"),  # without a year: a month back at most
    ("2 часа назад", "2026-09-20"),  # rounded: no more than the day
]

NOTHING = [
    None,
    "",
    " ",
    "03/04/2025",  # March or April
    "03-04-2025",
    "10-11-12",
    "17 Nov 25",
    "17.11.25",
    "32 ноября 2025",
    "29 ақпан 2025",
    "31.06.2025",
    "2025-13-01",
    "2025-02-30T10:00:00Z",
    "2025-11-17T25:00",
    "17 ноября 2025 24:00",
    "17 ноября 2025 13:05 pm",
    "17 ноября 2025 12:30 +15:00",
    "17 ноября 2025, 18 ноября 2025",
    "17 ноября 2025 10:00 — 12:00",
    "5–17 ноября 2025",
    "1-10月 2025",  # January to October
    "Бүгін, 17 қараша 2025",
    "17 ноября 2025 GMT+5",  # which midnight?
    "ноябрь 2025",
    "2025",
    "2024-2025",
    "12:30",
    "5 12 2025",
    "1700000000",
    "20251117",
    "в 2023 году 12 человек",
    "17 ноября 2025 произошло ДТП",
    "Просмотров: 1205, 17 мая 2025",
    "Обновлено: 17 ноября 2025",  # not the publication
    "20 июля",  # two months ago, or fourteen
    "5 شىلدە 12:24",
    "21 сентября",  # tomorrow, or a year ago
    "3 күн бұрын",  # midnights or hours?
    "12 часов назад",  # today or yesterday
    "22.09.2026",
    "2026-09-21T07:00:31Z",
    "31.12.1989",
    "0001-01-01T00:00:00+05:00",
    "9999-12-31T23:59:59-05:00",
    "17 ноября 2025 " * 20,
    "2025-" * 40,
    "1:" * 100,
    "\ud800",
]


@pytest.mark.parametrize(("text", "wanted"), MINUTES)
def test_moment(text: str, wanted: str) -> None:
    moment = parse_date(text, zone=ALMATY, now=NOW)
    assert moment
    assert (iso_utc(moment.at), moment.precision) == (wanted, "minute")


@pytest.mark.parametrize(("text", "wanted"), DAYS)
def test_day_begins_at_local_midnight(text: str, wanted: str) -> None:
    midnight = datetime.fromisoformat(wanted).replace(tzinfo=ZoneInfo(ALMATY)).astimezone(UTC)
    assert parse_date(text, zone=ALMATY, now=NOW) == Moment(midnight, "day")


@pytest.mark.parametrize("text", NOTHING)
def test_no_guess(text: str | None) -> None:
    assert parse_date(text, zone=ALMATY, now=NOW) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("29 ақпан 2024, 22:59", "2024-02-29T16:59:00Z"),  # +6; an hour later the clocks went back to 23:00
        ("1 наурыз 2024, 00:00", "2024-02-29T19:00:00Z"),  # +5
        ("2024-02-29", "2024-02-28T18:00:00Z"),
        ("2024-03-01", "2024-02-29T19:00:00Z"),
    ],
)
def test_almaty_left_utc_plus_6_on_1_march_2024(text: str, wanted: str) -> None:
    moment = parse_date(text, zone=ALMATY, now=NOW)
    assert moment
    assert iso_utc(moment.at) == wanted


def test_the_arabic_edition_shows_no_year() -> None:
    july = parse_date("5 شىلدە 12:24", zone=ALMATY, now=datetime(2026, 7, 10, tzinfo=UTC))
    assert july
    assert iso_utc(july.at) == "2026-07-05T07:24:00Z"


def test_an_offset_known_to_be_wrong_is_ignored() -> None:
    for text in ("2025-11-17T09:05:00+00:00", "Mon, 17 Nov 2025 09:05:00 GMT", "09:05, 17 Қараша 2025 | GMT +6"):
        moment = parse_date(text, zone=ALMATY, now=NOW, ignore_offset=True)
        assert moment
        assert iso_utc(moment.at) == "2025-11-17T04:05:00Z"


def test_today_is_the_day_of_the_zone() -> None:
    evening = datetime(2026, 9, 20, 20, 0, tzinfo=UTC)  # already the 21st in Almaty
    today = parse_date("Сегодня, 00:30", zone=ALMATY, now=evening)
    assert today
    assert iso_utc(today.at) == "2026-09-20T19:30:00Z"


def test_a_year_left_out_at_the_turn_of_the_year() -> None:
    january = datetime(2026, 1, 3, tzinfo=UTC)
    december = parse_date("30 желтоқсан 12:24", zone=ALMATY, now=january)
    assert december
    assert iso_utc(december.at) == "2025-12-30T07:24:00Z"


MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "kk short": "қаң. ақп. нау. сәу. мам. мау. шіл. там. қыр. қаз. қар. жел.",
    "kk of 2018": "Qańtar Aqpan Naýryz Sáýir Mamyr Maýsym Shilde Tamyz Qyrkúıek Qazan Qarasha Jeltoqsan",
    "kk of 2021": "Qañtar Aqpan Nauryz Säuır Mamyr Mausym Şılde Tamyz Qyrküiek Qazan Qaraşa Jeltoqsan",
    "kk without accents": "Qantar Aqpan Nauryz Sauir Mamyr Mausym Shilde Tamyz Qyrkuiek Qazan Qarasha Zheltoqsan",
    "kk of 2017": "Qan'tar Aqpan Nay'ryz Sa'y'ir Mamyr May'sym S'ilde Tamyz Qyrku'iek Qazan Qaras'a Jeltoqsan",
    "kk in Arabic script": "قاڭتار اقپان ناۋرىز ٴساۋىر مامىر ماۋسىم شىلدە تامىز قىركۇيەك قازان قاراشا جەلتوقسان",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ru nominative": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
    "ru short": "янв. фев. мар. апр. май июн. июл. авг. сен. окт. ноя. дек.",
    "en": "January February March April May June July August September October November December",
    "en short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "zh": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "zh in words": "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
}
FORMS = [
    "{day} {month} {year}, {time}",
    "{day:02} {month} {year} | {time}",
    "{time}, {day:02} {month} {year} | GMT +5",
    "{time} {month} {day}, {year}",
    "{year} {month} {day} {time}",
    "{year} жылғы {day} {month}, {time}",
    "{day}. {month} {year} {time}",
]
SHOWN = st.datetimes(datetime(2024, 3, 1), datetime(2026, 9, 20)).map(lambda at: at.replace(second=0, microsecond=0))


@given(at=SHOWN, language=st.sampled_from(sorted(MONTHS)), form=st.sampled_from(FORMS), change=st.sampled_from("nul"))
def test_what_a_site_shows_is_read_back(at: datetime, language: str, form: str, change: str) -> None:
    month = MONTHS[language].split()[at.month - 1]
    shown = form.format(day=at.day, month=month, year=at.year, time=f"{at:%H:%M}")
    shown = {"n": shown, "u": shown.upper(), "l": shown.lower()}[change]
    assert parse_date(shown, zone=ALMATY, now=NOW) == Moment(
        at.replace(tzinfo=ZoneInfo(ALMATY)).astimezone(UTC), "minute"
    )


LETTERS = st.sampled_from("0123456789.:-/+ ,|TZ月日年 мая қараша GMT pm назад 5")


@given(st.text(max_size=250) | st.text(LETTERS, max_size=60))
def test_anything_else_is_survived(text: str) -> None:
    moment = parse_date(text, zone=ALMATY, now=NOW)
    assert moment is None or datetime(1990, 1, 1, tzinfo=UTC) <= moment.at <= NOW + timedelta(days=1)
