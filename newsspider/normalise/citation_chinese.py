"""Which sources does a Chinese text name?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsspider.normalise.citation_names import Mention

FRAGMENTS = ("据", "援引")
_KINDS = "社|网|报|台|部|局|署|厅|委员会|银行|中心|组织|大学|政府|总统府|新闻处"
_BODY = rf"[^，。；：、“”《》（）\n]{{1,20}}?(?:{_KINDS})"
_CITED = re.compile(
    rf"据(?P<said>{_BODY})(?:\d{{1,2}}[月日]\w{{0,4}})?(?:报道|消息|通报|发布|介绍|公布|统计|数据)"
    rf"|援引(?P<quoted>{_BODY})(?:的)?(?:报道|消息|数据|话)"
)
_NOBODY = re.compile(r"外媒|当地|有关|相关|多家|此间|该")


def mentions(line: str) -> Iterator[Mention]:
    for match in _CITED.finditer(line):
        name = match["said"] or match["quoted"]
        if not _NOBODY.search(name):
            yield Mention(match.start(), match.end(), name)
