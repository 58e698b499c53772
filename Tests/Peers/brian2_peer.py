"""20,000 uncoupled regular-spiking cells for 1 s in steps of 0.1 ms, by Brian2's C++ standalone device on one thread."""

import time

from brian2 import Network, NeuronGroup, SpikeMonitor, defaultclock, device, ms, set_device, start_scope

MODEL = """
dv/dt = (k*(v - vr)*(v - vt) - u + I)/C/ms : 1
du/dt = a*(b*(v - vr) - u)/ms : 1
I : 1 (constant)
"""
CONSTANTS = dict(C=100, vr=-60, vt=-40, k=0.7, a=0.03, b=-2, c=-50, d=100, peak=35)


def run_loop(method):
    device.reinit()
    device.activate()
    set_device("cpp_standalone", directory=f"brian-{method}", build_on_run=False)
    start_scope()
    defaultclock.dt = 0.1 * ms
    cells = NeuronGroup(20000, MODEL, threshold="v >= peak", reset="v = c; u += d", method=method, namespace=CONSTANTS)
    cells.v, cells.u, cells.I = -60, 0, "50 + 150*(i + 0.5)/N"
    spikes = SpikeMonitor(cells)
    start = time.perf_counter()
    Network(cells, spikes).run(1000 * ms)
    device.build(directory=f"brian-{method}", compile=True, run=True)
    return device._last_run_time, time.perf_counter() - start


for method in ["euler", "rk4"]:
    runs = [run_loop(method) for _ in range(2)]
    print(f"{method}: {min(run[0] for run in runs)}")
    print(f"{method} in all: {runs[0][1]}")
