"""How many articles has each site, in which design, from when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Row:
    """Articles of one edition in one design. `since` and `until` are days; `until` of the newest design is the end."""

    site: str
    edition: str
    design: str
    host: str
    count: int
    small: int
    since: str
    until: str | None = None
    section: str | None = None
    topic: str | None = None
    language: str | None = None  # of the texts, where it is not that of the edition
    length: str | None = None
    has: tuple[str, ...] = ()
    special: int = 0  # every so manieth article is a special project, on a page of its own
    moments: tuple[datetime, ...] = ()  # when they are published, oldest first; where nothing is said, chance decides
    translates: str | None = None  # the edition whose articles of the same design it translates, some of them

    @property
    def name(self) -> str:
        parts = (self.site, self.edition, self.design, self.host, self.section, self.topic, self.length, *self.has)
        return "/".join(str(part) for part in parts)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


RU, KK, EN = "tengrinews.kz", "kaz.tengrinews.kz", "en.tengrinews.kz"
WWW, KAZ, QZ, CN = "www.inform.kz", "kaz.inform.kz", "qz.inform.kz", "cn.inform.kz"
POLICE = "polisia.kz"


def _tengrinews(
    edition: str, host: str, design: str, count: int, small: int, since: str, until: str | None, *, special: int = 0
) -> Row:
    original = None if edition == "ru" else "ru"
    return Row("tengrinews", edition, design, host, count, small, since, until, special=special, translates=original)


def _kazinform(
    edition: str, host: str, design: str, count: int, small: int, since: str, until: str | None, *, special: int = 0
) -> Row:
    original = "ru" if edition in ("kk", "en") and design in ("gen3", "gen4") else None
    return Row("kazinform", edition, design, host, count, small, since, until, special=special, translates=original)


PLAN = (
    _tengrinews("ru", RU, "2026", 42, 7, "2026-02-01", None),
    _tengrinews("ru", RU, "2025", 26, 4, "2025-02-01", "2026-02-01"),
    _tengrinews("ru", RU, "2024", 24, 4, "2024-01-20", "2025-02-01"),
    _tengrinews("ru", RU, "tn", 14, 2, "2016-01-01", "2024-01-20"),
    _tengrinews("ru", RU, "2012", 6, 2, "2011-12-01", "2013-06-01"),
    _tengrinews("kk", KK, "2026", 18, 4, "2026-02-01", None),
    _tengrinews("kk", KK, "2025", 10, 2, "2025-02-01", "2026-02-01"),
    _tengrinews("kk", KK, "2024", 8, 2, "2023-12-05", "2025-02-01"),
    _tengrinews("kk", KK, "tn", 7, 1, "2018-07-01", "2023-11-20"),
    _tengrinews("en", EN, "2026", 10, 2, "2026-02-01", None),
    _tengrinews("en", EN, "2025", 5, 1, "2025-02-01", "2026-02-01"),
    _tengrinews("en", EN, "2024", 4, 1, "2024-01-20", "2025-02-01"),
    # Sister sites share the ids of the Russian edition.
    Row("tengrinews", "ru", "2026", "tengrisport.kz", 3, 1, "2026-10-01", section="trends", topic="sport"),
    Row(
        "tengrinews", "ru", "2025", "tengriauto.kz", 3, 1, "2025-03-01", "2026-02-01", section="autonews", topic="crime"
    ),
    Row("tengrinews", "ru", "2026", "tengritravel.kz", 2, 1, "2026-05-01", section="my-country", topic="culture"),
    # Long reads have a small sequence of ids of their own.
    Row("tengrinews", "ru", "2026", RU, 3, 1, "2026-02-01", section="article", length="long"),
    Row("tengrinews", "ru", "2026", RU, 1, 1, "2026-11-01", section="internet", topic="messengers", has=("prose",)),
    Row("tengrinews", "kk", "2025", KK, 1, 1, "2025-06-01", "2026-02-01", topic="messengers", has=("prose",)),
    Row("tengrinews", "en", "2026", EN, 1, 0, "2026-05-01", topic="messengers", has=("prose",)),
    # Kazakh articles on the Russian host; Kazakh letters lost as question marks.
    Row("tengrinews", "ru", "tn", RU, 2, 1, "2019-01-01", "2022-01-01", section="kazakhstan_news", language="kk"),
    Row("tengrinews", "ru", "2024", RU, 1, 0, "2024-06-01", "2024-12-01", section="kazakhstan_news", language="kk"),
    Row("tengrinews", "kk", "tn", KK, 2, 1, "2018-01-01", "2018-12-01", has=("lost-letters",)),
    _kazinform("ru", WWW, "gen4", 24, 4, "2026-04-20", None),
    _kazinform("ru", WWW, "gen3", 22, 4, "2023-10-01", "2026-04-01"),
    _kazinform("ru", WWW, "gen2", 5, 1, "2022-03-01", "2023-08-30"),
    _kazinform("ru", WWW, "gen1", 4, 1, "2014-01-01", "2022-01-01"),
    _kazinform("kk", KAZ, "gen4", 15, 3, "2026-04-20", None),
    _kazinform("kk", KAZ, "gen3", 14, 3, "2023-10-01", "2026-04-01"),
    _kazinform("kk", KAZ, "gen2", 5, 1, "2022-03-01", "2023-08-30"),
    _kazinform("kk", KAZ, "gen1", 3, 1, "2014-01-01", "2022-01-01"),
    _kazinform("qz", QZ, "gen4", 9, 2, "2026-04-20", None),
    _kazinform("qz", QZ, "gen3", 28, 3, "2023-10-01", "2026-04-01"),
    _kazinform("qz", QZ, "gen2", 3, 1, "2022-03-01", "2023-08-30"),
    _kazinform("qz", QZ, "gen1", 2, 1, "2021-03-01", "2022-01-01"),
    _kazinform("zh", CN, "gen4", 6, 1, "2026-04-20", None),
    _kazinform("zh", CN, "gen3", 5, 1, "2023-10-01", "2026-04-01"),
    _kazinform("zh", CN, "gen2", 2, 1, "2022-03-01", "2023-08-30"),
    _kazinform("en", "qazinform.com", "gen4", 7, 1, "2026-04-20", None),
    _kazinform("en", "qazinform.com", "gen3", 3, 1, "2025-03-01", "2026-04-01"),
    _kazinform("en", "en.inform.kz", "gen3", 4, 1, "2023-10-01", "2025-02-01"),
    _kazinform("en", "en.inform.kz", "gen2", 2, 1, "2022-03-01", "2023-08-30"),
    Row("polisia", "ru", "publisher", POLICE, 18, 3, "2021-01-01"),
    Row("polisia", "kk", "publisher", POLICE, 24, 4, "2021-01-01", translates="ru"),
    Row("polisia", "en", "publisher", POLICE, 5, 2, "2021-01-01", translates="ru"),
)


def week(end: datetime, share: float = 1.0) -> tuple[Row, ...]:
    """The last seven days of Tengrinews and Kazinform (`share`: of their articles), and a little of what was before.

    Every twentieth article is a special project, on a page of its own design.
    """
    since = f"{end - timedelta(days=7, hours=3):%Y-%m-%d}"
    new = [("ru", RU, 66), ("kk", KK, 44), ("en", EN, 22)]
    agency = [("ru", WWW, 50), ("kk", KAZ, 40), ("qz", QZ, 22), ("en", "qazinform.com", 22)]
    return (
        _tengrinews("ru", RU, "2025", 6, 6, "2025-02-01", "2026-02-01"),
        _kazinform("ru", WWW, "gen3", 6, 6, "2023-10-01", "2026-04-01"),
        *(
            _tengrinews(edition, host, "2026", round(count * share), 0, since, None, special=20)
            for edition, host, count in new
        ),
        *(
            _kazinform(edition, host, "gen4", round(count * share), 0, since, None, special=20)
            for edition, host, count in agency
        ),
    )


# Verbatim reprints: where from (site, edition, design, number), and the design that takes them over.
REPRINTS = (
    (("kazinform", "ru", "gen4", 1), ("tengrinews", "ru", "2026", RU)),
    (("kazinform", "kk", "gen3", 1), ("tengrinews", "kk", "2025", KK)),
    (("polisia", "ru", "publisher", 1), ("kazinform", "ru", "gen4", WWW)),
    (("tengrinews", "ru", "2024", 2), ("kazinform", "ru", "gen3", WWW)),
)
