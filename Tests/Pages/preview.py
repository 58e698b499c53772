"""How long it takes from saving a notebook to the new page in the browser, and what a thousand saves leave behind.

    python3 Tests/Pages/preview.py [path of the notebook command]
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from browser import Browser, find

LESSON = "01-explicit-euler.md"
ROOT = pathlib.Path(__file__).resolve().parents[2]
BOUNDS = {"prose": 150, "solver": 250}


def saved(path, text):
    """As careful editors do: a file beside it, which takes its place."""
    beside = path.with_suffix(".tmp")
    beside.write_text(text)
    os.replace(beside, path)


# Looks when the page changes, and not all the time: looking costs the browser time.
SEEN = """new Promise(done => {
  const look = () => document.body?.textContent.includes(TEXT) && done(true);
  new MutationObserver(look).observe(document, {childList: true, subtree: true, characterData: true});
  look();
})"""


BODY = """[...document.querySelectorAll("main > *, footer, nav, header.title")].map(part => part.outerHTML).join("")"""


def waited(browser, text, patience=10):
    """Seconds until the page holds the text."""
    start = time.perf_counter()
    while time.perf_counter() - start < patience:
        try:
            if browser.evaluate(SEEN.replace("TEXT", json.dumps(text))):
                return time.perf_counter() - start
        except RuntimeError:
            pass  # The page has been replaced.
    raise SystemExit(f"the page never showed {text!r}")


def edits(browser, path, original, kind, numbers):
    times = []
    for number in numbers:
        if kind == "prose":
            mark = f"Edit {number} of the prose."
            text = original.replace("\n# ", f"\n{mark}\n\n# ", 1)
        else:
            # A number that no solve had before, so that nothing is kept of it.
            mark = f"step: {0.5 - 0.001 * (number + 1):.3f} ms"
            text = original.replace("step: 0.5 ms", mark, 1)
        assert text != original, "the lesson has changed: mend this script"
        saved(path, text)
        times.append(waited(browser, mark))
        time.sleep(0.7)  # People think between two edits.
    return times


def usage(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return memory / 1024, len(os.listdir(f"/proc/{process.pid}/fd"))


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/notebook")
    chromium = find()
    if not chromium:
        raise SystemExit("there is no Chromium")
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / "project"
        shutil.copytree(ROOT / "notebooks", project)
        path = project / LESSON
        original = path.read_text()
        server = subprocess.Popen(
            [command, "preview", str(path), "--port", "0", "--quiet"], stderr=subprocess.PIPE, text=True)
        address = next(word for word in server.stderr.readline().split() if word.startswith("http"))
        # What it says further on is of no interest, but has to go somewhere.
        threading.Thread(target=server.stderr.read, daemon=True).start()
        browser = Browser(chromium)
        browser.open(address + path.with_suffix(".html").name)
        waited(browser, "Euler")
        missed = []
        for kind, bound in BOUNDS.items():
            edits(browser, path, original, kind, range(20, 23))
            saved(path, original)
            time.sleep(1)
            times = [1000 * seconds for seconds in edits(browser, path, original, kind, range(20))]
            median = statistics.median(times)
            print(f"{kind} edit of {LESSON}: median {median:.0f} ms, slowest {max(times):.0f} ms of 20; bound {bound} ms")
            if median > bound:
                missed.append(kind)
            # What was put into the open page is what a fresh one has.
            shown = browser.evaluate(BODY)
            browser.open(address + path.with_suffix(".html").name)
            if browser.evaluate(BODY) != shown:
                raise SystemExit(f"after {kind} edits the open page is not what a fresh one is")
        before = usage(server)
        for number in range(1000):
            saved(path, original + f"\nSave {number}.\n")
            time.sleep(0.005)
        waited(browser, "Save 999.", patience=60)
        time.sleep(1)
        after = usage(server)
        print(f"1000 saves: {before[0]:.0f} to {after[0]:.0f} MB, {before[1]} to {after[1]} open files")
        browser.close()
        server.terminate()
        server.wait(10)
    if missed:
        raise SystemExit(f"bounds are missed: {', '.join(missed)}")


main()
