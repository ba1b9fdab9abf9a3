"""`scrapy doctor`: what is there, what is missing, and which command mends it?"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newsspider.commands import doctor_findings as findings
from newsspider.commands.arguments import UsedWrongly, report, site_of
from newsspider.commands.browsers import needs_browser
from newsspider.commands.doctor_findings import Finding
from newsspider.middlewares.browser.executable import NoBrowser, find_browser, how_to_install
from newsspider.middlewares.browser.flags import FLAGS
from newsspider.monitor.display import visible

EXAMPLES = """examples:
  scrapy doctor
  NEWSSPIDER_BROWSER=/usr/bin/chromium scrapy doctor

Looks at Python and the packages, the browser (it is started once), the output folder, the state, the contact that sites
see, the clock, the network and the memory. No site is asked for anything, and nothing is changed. Under what is missing
or wrong stands the command that mends it.

exit codes: 0 nothing is missing; 1 something is; 2 used wrongly"""
PATIENCE = 60  # seconds, for a browser to start on a loaded machine


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return ""

    def short_desc(self) -> str:
        return "Look for what is missing on this machine, and say how to mend it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = EXAMPLES
        parser.formatter_class = argparse.RawDescriptionHelpFormatter

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            self.exitcode = report("doctor", UsedWrongly(f"{args[0]}: it takes no arguments"))
            return
        wrong = 0
        for finding in self._findings():
            print(f"{'--' if finding.mend else 'ok'}  {finding.about:9} {visible(finding.told)}")
            if finding.mend:
                print(f"{'':14}→ {finding.mend}")
                wrong = 1
        self.exitcode = wrong

    def _findings(self) -> Iterator[Finding]:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        sites = [site_of(loader, name) for name in sorted(loader.list())]
        output, state = Path(self.settings["OUTPUT"]), self.settings["STATE"] or None
        yield findings.python()
        yield findings.packages()
        yield browser(self.settings["BROWSER"], [site.name for site in sites if needs_browser(site)])
        yield findings.output_folder(output)
        yield findings.state(output, state)
        yield findings.contact(self.settings["CONTACT"], self.settings["USER_AGENT"])
        yield findings.clock(datetime.now(UTC), findings.newest(output))
        yield findings.network(min(sites[0].declared_hosts()))
        yield findings.memory()


def browser(wanted: str, sites: list[str]) -> Finding:
    """Whether one is there, and shows a page."""
    needed = f"needed by {', '.join(sites)}" if sites else "no site needs one"
    try:
        path = find_browser(wanted)
    except NoBrowser as problem:
        mend = how_to_install() if not wanted else f"unset NEWSSPIDER_BROWSER, or: {how_to_install()}"
        told = str(problem).partition(";")[0]
        return Finding("browser", f"{told} ({needed})", mend if sites else "")
    if why := _start(path):
        return Finding("browser", f"{path} does not start: {why}", f"{how_to_install()}, or run it by hand")
    return Finding("browser", f"{path} starts ({needed})")


def _start(path: str) -> str:
    """What is wrong; empty: nothing. The way a crawl does it, without Playwright."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = ["--headless", f"--user-data-dir={profile}", *FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        command = [path, *flags, "--dump-dom", "data:text/html,<p>shown</p>"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)[:200]
    said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    return "" if "<p>shown</p>" in done.stdout else said[-1][:200]
