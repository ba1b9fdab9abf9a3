"""What does the state remember?"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

SCHEMA = 3  # a state of a number that `migrate` does not know is refused, never guessed at

metadata = MetaData()

# Times are ISO 8601 in UTC. They are compared as bytes, whatever the language of the database.
_Time = Text().with_variant(String(collation="C"), "postgresql")
_waiting = text("next_at IS NOT NULL")
_Large = BigInteger().with_variant(Integer, "sqlite")  # there, only that is the number of a row
_gone = text("gone_at IS NOT NULL")

about = Table("about", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

pages = Table(
    "pages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("url", Text, nullable=False),  # the form that is asked for
    Column("urls", JSON, nullable=False),  # other forms it was seen under
    Column("status", Text, nullable=False),  # pending, stored, duplicate, refused, gone
    Column("reason", Text),  # of a refusal, or how a duplicate was recognised
    Column("duplicate_of", Text),
    Column("attempts", Integer, nullable=False),
    Column("next_at", _Time),  # to be asked for from then on; NULL: not again
    Column("first_seen_at", _Time, nullable=False),
    Column("via", Text),
    Column("hint", JSON(none_as_null=True)),  # what the source said of it; dropped once the page is done
    Column("order_key", _Time, nullable=False),  # newest first
    Column("asked_in_run", Integer),
    Column("seen_in", Text),  # kinds of sources that announced it, in alphabetical order, a space between them
    Column("of_backfill", Boolean),  # pending, and announced by no other crawl: it is left to backfills; else NULL
    Index("pages_waiting", "source", "order_key", "id", sqlite_where=_waiting, postgresql_where=_waiting),
    Index("pages_status", "source", "status"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("url", Text, nullable=False, index=True),
    Column("title", Text),
    Column("text_sha256", Text, index=True),
    Column("published_at", _Time),
    Column("folder", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    Column("stored_at", _Time, nullable=False),
    Index("articles_lately", "source", "stored_at"),
)

revisits = Table(
    "revisits",
    metadata,
    Column("id", Text, primary_key=True),  # of a stored article
    Column("source", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("next_at", _Time),  # its page is asked for again from then on; NULL: not any more
    Column("ahead", JSON, nullable=False),  # the moments after that; they grow fewer
    Column("made", Integer, nullable=False),  # how often the page answered again
    Column("failed", Integer, nullable=False),  # tries in a row that told nothing
    Column("etag", Text),
    Column("last_modified", Text),
    Column("gone_at", _Time),  # since when the page is not there; NULL: it is
    Column("gone_as", Text),  # the reason; kept when the page comes back
    Column("back_at", _Time),
    Column("doubted", Text),  # hash of the doubtful change that was written down last
    Column("hint", JSON(none_as_null=True)),  # what the source said of the page when it was announced
    Column("asked_in_run", Integer),
    Index("revisits_waiting", "source", "next_at", sqlite_where=_waiting, postgresql_where=_waiting),
    Index("revisits_gone", "source", sqlite_where=_gone, postgresql_where=_gone),
)

files = Table(
    "files",
    metadata,
    Column("folder", Text, primary_key=True),  # several output folders may share one state
    Column("path", Text, primary_key=True),  # relative to the output folder
    Column("source", Text, nullable=False, index=True),
    Column("length", Integer, nullable=False),  # bytes that the state answers for
)

rewritten = Table(  # files whose lines are others now, and which may still have to take their names
    "rewritten",
    metadata,
    Column("folder", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("source", Text, nullable=False),
)

lines = Table(
    "lines",
    metadata,
    Column("source", Text, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("key", Text, primary_key=True),  # of the line; empty: of all articles that were counted
    Column("text", Text, nullable=False),  # as it stood in the last article; empty until there is a second one
    Column("articles", Integer, nullable=False),
    Column("decision", Text),  # learnt (for good), allowed, forbidden; NULL: the counts decide
    sqlite_with_rowid=False,
)

sources = Table(
    "sources",
    metadata,
    Column("url", Text, primary_key=True),
    Column("site", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("complete_since", _Time),
    Column("finished_at", _Time, nullable=False),
)

children = Table(  # of sitemap indexes
    "children",
    metadata,
    Column("index_key", Text, primary_key=True),  # hashes of both URLs: PostgreSQL's keys are short
    Column("key", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("modified", Text),  # raw, as the index says it
    Column("read_as", Text),  # the same, when the child was last read
    Column("read_at", _Time),
    Column("idle", Integer, nullable=False),
    Column("brought_at", _Time),
)

health = Table(
    "health",
    metadata,
    Column("site", Text, primary_key=True),
    Column("word", Text, nullable=False),  # ok, ill, silent
    Column("why", Text, nullable=False),
    Column("at", _Time, nullable=False),
    Column("run", Integer),
)

notices = Table(  # changes of health that nobody was told yet
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False, index=True),
    Column("was", Text),
    Column("now", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", _Time, nullable=False),
    Column("run", Integer),
)

told = Table(  # of these, who was told already while others could not be
    "told",
    metadata,
    Column("notice", Integer, primary_key=True, autoincrement=False),
    Column("target", Text, primary_key=True),
)

cursors = Table(
    "cursors",
    metadata,
    Column("source", Text, primary_key=True),
    Column("since", Text, primary_key=True),  # days of the backfill's period; empty: without a bound
    Column("until", Text, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("place", Text, primary_key=True),  # URL of a source's first page, or of a sitemap; empty: the whole edition
    Column("page", Integer, nullable=False),  # the last one of which everything is remembered
    Column("reached", _Time),  # the oldest date on it
    Column("done", Boolean, nullable=False),
    Column("at", _Time, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("started_at", _Time, nullable=False),
    Column("finished_at", _Time),
    Column("reason", Text),
    Column("finished", Boolean),
    Column("counts", JSON, nullable=False),
)

days = Table(
    "days",
    metadata,
    Column("source", Text, primary_key=True),
    Column("edition", Text, primary_key=True),
    Column("day", _Time, primary_key=True),  # UTC, on which crawls ended
    Column("counts", JSON, nullable=False),  # of these crawls' signs, so that later ones can be compared with them
)

watched = Table(
    "watched",
    metadata,
    Column("url", Text, primary_key=True),  # of a source's first page
    Column("site", Text, nullable=False, index=True),
    Column("told", JSON, nullable=False),  # how it answered in the last crawls
)

fingerprints = Table(  # of all articles that were ever put, also of those that were not written
    "fingerprints",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),  # versions of an article have one each, under the same id
    Column("published_at", _Time),  # as the first of them said it
    Column("exact", LargeBinary, nullable=False),  # hashes of the text, with and without the site's own lines
    Column("packed", LargeBinary),  # what comparing needs; NULL: only copies are recognised
)

fresh = Table(  # keys of the newest fingerprints; number 0 says up to which one they are in blocks
    "fresh",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("packed", LargeBinary, nullable=False),
)

blocks = Table(  # keys of the others
    "blocks",
    metadata,
    Column("first", _Large, primary_key=True, autoincrement=False),  # the block holds keys from this one on
    Column("data", LargeBinary, nullable=False),  # keys, then the number of each; 32 bits
)

alike = Table(  # pairs of articles, each in both directions
    "alike",
    metadata,
    Column("id", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("other_at", _Time),  # when that was published
    Column("before", Boolean, nullable=False),  # whether the other one comes first
    Column("similarity", Float, nullable=False),
    Column("reason", Text, nullable=False),  # text, near
    sqlite_with_rowid=False,
)

indexed = Table(  # how far the articles of an output folder have a fingerprint
    "indexed",
    metadata,
    Column("folder", Text, primary_key=True),
    Column("id", Text, nullable=False),  # in the order of id and version, up to this one
    Column("version", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("unread", Integer, nullable=False),  # lines that could not be read
)
