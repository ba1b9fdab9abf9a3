"""A small application whose pages are empty without a browser, and pages that are up to no good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

import orjson

from tests.replica.page import Answer, answer, redirect

HOST, TRACKER = "app.example", "tracker.example"
APP = """
const show = article => {
  document.title = article.title
  document.getElementById('root').innerHTML = `<h1>${article.title}</h1><p>${article.body}</p><img src="/photo.jpg">`
}
const kind = location.pathname.split('/')[1], id = location.pathname.split('/')[2]
fetch(`/api/${kind}/${id}?lang=kk`, {headers: {'X-Token': 'made-by-the-page'}})
  .then(answer => answer.ok ? answer.json() : Promise.reject(answer.status)).then(show)
  .catch(() => { document.getElementById('root').innerHTML = '<b>error</b>' })
"""
SHELL = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>App</title>
<link rel="stylesheet" href="/static/app.css"><link rel="icon" href="/favicon.ico"><link rel="manifest" href="/m.json">
<script src="https://{TRACKER}/spy.js"></script></head>
<body><noscript>You need to enable JavaScript</noscript><div id="root"></div>
<img src="/logo.png"><img src="https://{TRACKER}/pixel.gif"><iframe src="/frame"></iframe>
<video src="/film.mp4" autoplay></video><script src="/static/app.js"></script></body></html>"""
STYLE = "@font-face{font-family:F;src:url(/static/f.woff2)} body{font-family:F;background:url(/back.png)}"


def page(script: str) -> Answer:
    return answer(f"<!DOCTYPE html><html><body><div id=root></div><script>{script}</script></body></html>")


def article(number: str) -> dict[str, str]:
    return {"id": number, "title": f"Мақала {number}", "body": f"Мәтін {number} </script> & <b>қалың</b>."}


HOSTILE = """
const port = new URLSearchParams(location.search).get('port'), said = []
const attempt = (name, work) => { try { work() } catch (error) { said.push(name) } }
const at = `127.0.0.1:${port}`
attempt('websocket', () => new WebSocket(`ws://${at}/socket`))
attempt('fetch', () => fetch(`http://${at}/fetch`, {mode: 'no-cors'}).catch(() => said.push('fetch')))
attempt('https', () => fetch(`https://${at}/fetch`, {mode: 'no-cors'}).catch(() => said.push('https')))
attempt('localhost', () => fetch(`http://localhost:${port}/`, {mode: 'no-cors'}).catch(() => said.push('localhost')))
attempt('metadata', () => fetch('http://169.254.169.254/', {mode: 'no-cors'}).catch(() => said.push('metadata')))
attempt('image', () => { new Image().src = `http://${at}/image` })
attempt('beacon', () => navigator.sendBeacon(`http://${at}/beacon`, 'x'))
attempt('events', () => new EventSource(`http://${at}/events`))
attempt('worker', () => new Worker(URL.createObjectURL(new Blob([
  `fetch('http://${at}/worker').catch(() => 0); new WebSocket('ws://${at}/worker')`]))))
attempt('service', () => navigator.serviceWorker.register('/service.js').catch(() => said.push('service')))
const add = (name, values) => document.body.appendChild(Object.assign(document.createElement(name), values))
attempt('frame', () => add('iframe', {src: `http://${at}/frame`}))
attempt('preconnect', () => { for (const rel of ['preconnect', 'prefetch', 'preload', 'dns-prefetch', 'prerender']) {
  add('link', {rel, as: 'script', href: `http://${at}/${rel}`}) } })
attempt('open', () => { if (!window.open(`http://${at}/open`)) said.push('open') })
attempt('download', () => add('a', {href: '/file.zip', download: 'x.zip'}).click())
attempt('form', () => add('form', {method: 'post', action: `http://${at}/form`, target: '_blank'}).submit())
attempt('rtc', () => {
  const iceServers = [{urls: `stun:${at}`}, {urls: `turn:${at}?transport=tcp`, username: 'u', credential: 'c'}]
  const c = new RTCPeerConnection({iceServers})
  c.createDataChannel('d'); c.createOffer().then(o => c.setLocalDescription(o)) })
attempt('transport', () => new WebTransport(`https://${at}/transport`).ready.catch(() => said.push('transport')))
attempt('alert', () => alert('hello'))
setTimeout(() => { document.getElementById('root').innerHTML = `<h1>${said.sort().join(' ')}</h1>` }, 700)
"""
ELSEWHERE = {
    "/hostile": page(HOSTILE),
    "/move": page("location.href = 'http://127.0.0.1:' + new URLSearchParams(location.search).get('port')"),
    "/loop": page("document.getElementById('root').innerHTML = '<h1>x</h1>'; while (true) {}"),
    "/busy": page("const again = () => fetch('/api/article/1').then(again); again()"),
    "/bomb": page("let s = 'x'.repeat(1 << 20); const a = []; while (true) a.push(s + a.length)"),
    "/crowd": page("setInterval(() => window.open('/article/1'), 1); document.body.innerHTML = '<h1>x</h1>'"),
    "/again": page("location.href = '/again?' + Math.random()"),
    "/slow": page("setTimeout(() => { document.getElementById('root').innerHTML = '<h1>late</h1>' }, 1200)"),
    "/huge": page("document.getElementById('root').innerHTML = '<h1>x</h1><p hidden>' + 'x'.repeat(21e6)"),
    "/plain": answer("<!DOCTYPE html><html><body><p>It needs no script.</p></body></html>"),
    "/moved": redirect("/article/7"),
    "/jumps": page("location.replace('/article/8')"),
    "/file": Answer(body=b"%PDF-1.4", content_type="application/pdf"),
    "/out": redirect(f"https://{TRACKER}/out"),
    "/private": redirect("http://127.0.0.1:1/secret"),
}


def _data(kind: str, number: str) -> Answer:
    """What the application's scripts receive."""
    match kind:
        case "article":
            return Answer(body=orjson.dumps(article(number)), content_type="application/json")
        case "html":
            return answer("<!DOCTYPE html><html><body>Please wait</body></html>")
        case "refused":
            return Answer(status=403, body=b'{"error":"notAllowed"}', content_type="application/json")
        case "nothing":
            return Answer(body=b"", content_type="application/json")
        case "status":
            return Answer(status=int(number), body=b"{}", content_type="application/json")
    return Answer(status=404)


@dataclass
class Application:
    hosts: tuple[str, ...] = (HOST, TRACKER)

    def answer(self, host: str, target: str, now: datetime) -> Answer | None:
        path = target.partition("?")[0]
        if host != HOST:
            return answer("")
        if path == "/robots.txt":
            return answer("User-agent: *\nDisallow: /api/closed/\n", "text/plain")
        if found := re.fullmatch(r"/api/(\w+)/(\w+)", path):
            return _data(*found.groups())
        if path.startswith("/static/"):
            return answer(APP, "text/javascript") if path.endswith("app.js") else answer(STYLE, "text/css")
        if re.fullmatch(r"/(article|html|refused|nothing|status|closed)/\w+", path):
            return answer(SHELL)
        return ELSEWHERE.get(path)
