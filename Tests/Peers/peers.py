"""Measures the tools that people come from, and us, in one run: `make peers`.

    python3 Tests/Peers/peers.py            all that can be installed
    python3 Tests/Peers/peers.py brian2     one of nbconvert, scipy, brian2, network (by Brian2), torch

They are installed into .build/peers, a throw-away environment; what cannot be had is skipped with a message. Each line is our time,
theirs, and the ratio: processor noise of a shared machine is in both.
"""

import pathlib
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
HOME = ROOT / ".build/peers"

# Per peer: what is installed, and the case of our own bench that does the same.
BRIAN2 = ["brian2", "numpy<2.4", "setuptools<81"]
PEERS = {
    "nbconvert": (["nbconvert==7.17.*", "ipykernel", "matplotlib", "numpy<2.4"], None),
    "scipy": (["scipy", "numpy<2.4"], "adaptive"),
    "brian2": (BRIAN2, "ensemble"),
    "network": (BRIAN2, "network"),
    "torch": (["torch"], "perceptron"),
}


def install(peer):
    """Whether the packages of a peer are there: each has an environment of its own, since they ask for other versions."""
    python = HOME / peer / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", HOME / peer], check=True)
    run = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS[peer][0]],
        capture_output=True, text=True)
    return python if run.returncode == 0 else None


def rendering():
    """Seconds that the first lesson takes without a cache."""
    start = time.perf_counter()
    command = [ROOT / ".build/release/notebook", "render", ROOT / "notebooks/01-explicit-euler.md", "--no-cache", "--quiet"]
    subprocess.run([*command, "-o", HOME / "page"], check=True, capture_output=True)
    return time.perf_counter() - start


def bench(case):
    """What our bench says of a case: numbers by the words before them. Without a case, a lesson is rendered."""
    if case is None:
        return {"lesson": min(rendering() for _ in range(5))}
    run = subprocess.run([ROOT / ".build/release/bench", case], capture_output=True, text=True, cwd=ROOT)
    return {name: float(value) for name, value in re.findall(r"^(.*): ([0-9.e+-]+) ", run.stdout, re.M)}


def measured(python, peer):
    """What the script of a peer prints: `name: seconds`."""
    run = subprocess.run([python, HERE / f"{peer}_peer.py"], capture_output=True, text=True, cwd=HOME / peer)
    if run.returncode:
        print(f"{peer}: failed: {run.stderr.strip().splitlines()[-1] if run.stderr.strip() else run.returncode}")
    return {name: float(value) for name, value in re.findall(r"^(.*): ([0-9.e+-]+)$", run.stdout, re.M)}


# Per line: what is compared, their name, ours, and the size of our unit in seconds.
LINES = {
    "nbconvert": [("a lesson from a cold start", "lesson", "lesson", 1)],
    "scipy": [("six spikes to 1e-8 ms", "RK45", "Dormand-Prince to 1e-8 ms", 1e-3)],
    "brian2": [
        (f"20,000 cells for 1 s, {name}, its run loop", method, f"20000 cells, {ours}, spikes on the grid", 20_000 * 10_000 * 1e-9)
        for name, method, ours in [("Euler", "euler", "explicit-euler"), ("RK4", "rk4", "rk4")]
    ] + [
        ("the same by RK4, with our spikes located", "rk4", "20000 cells, rk4, located spikes", 20_000 * 10_000 * 1e-9),
        ("the same by RK4, with its compilation", "rk4 in all", "20000 cells, rk4, spikes on the grid", 20_000 * 10_000 * 1e-9),
    ],
    "network": [
        ("the network of 2003, 1 s, the run loop of Brian2", "run loop", "the same as a directive", 1e-3),
        ("the same, with its compilation", "in all", "the same as a directive", 1e-3),
    ],
    "torch": [("an epoch of the guided course network, one thread", "epoch", "epoch of the guided course network, median", 1e-3)],
}


def main():
    wanted = sys.argv[1:] or list(PEERS)
    for peer in wanted:
        if peer not in PEERS:
            sys.exit(f"unknown peer '{peer}': there are {', '.join(PEERS)}")
    for peer in wanted:
        python = install(peer)
        if not python:
            print(f"{peer}: skipped, it cannot be installed here")
            continue
        theirs, ours = measured(python, peer), bench(PEERS[peer][1])
        for title, their_name, our_name, unit in LINES[peer]:
            if their_name not in theirs or our_name not in ours:
                print(f"{peer}: {title}: not measured")
                continue
            own, other = ours[our_name] * unit, theirs[their_name]
            print(f"{peer}: {title}: ours {own:.4g} s, theirs {other:.4g} s, ratio {other / own:.3g}")


main()
