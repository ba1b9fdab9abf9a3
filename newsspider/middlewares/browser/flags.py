"""How is Chromium started, so that it has no network of its own and no more than it needs?"""

from __future__ import annotations

# Every request is answered by the crawl. These make sure that nothing finds another way: no name and no address is
# found, not even that of the proxy, and what needs neither may use the proxy only.
OFFLINE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://nowhere.invalid:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--no-pings",
)
SMALL = (
    "--blink-settings=imagesEnabled=false",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-software-rasterizer",
    "--disable-remote-fonts",
    "--mute-audio",
    "--renderer-process-limit=2",
    "--js-flags=--max-old-space-size=256",
)
# Of Playwright's own: pages may not open others.
NOT_WANTED = ("--disable-popup-blocking", "--enable-unsafe-swiftshader")

FLAGS = (*OFFLINE, *SMALL)
