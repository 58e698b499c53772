"""Izhikevich's network of 2003, 1000 cells for 1 s, by Brian2's C++ standalone device on one thread."""

import time

from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, defaultclock, device, ms, rand, seed, set_device
from numpy import concatenate, ones, zeros

EXCITATORY, INHIBITORY = 800, 200
# The published program: two half steps of the potential, one of the recovery variable, the spikes of the step before as input.
STEP = """
I = amplitude*randn() + arrived
arrived = 0
v += 0.5*(0.04*v**2 + 5*v + 140 - u + I)
v += 0.5*(0.04*v**2 + 5*v + 140 - u + I)
u += a*(b*v - u)
"""
VARIABLES = "\n".join(f"{name} : 1" for name in "v u I arrived".split()) + "\n" + "\n".join(
    f"{name} : 1 (constant)" for name in "a b c d amplitude".split())


def run_loop():
    device.reinit()
    device.activate()
    set_device("cpp_standalone", directory="brian-network", build_on_run=False)
    seed(1)
    defaultclock.dt = 1 * ms
    start = time.perf_counter()
    cells = NeuronGroup(EXCITATORY + INHIBITORY, VARIABLES, threshold="v >= 30", reset="v = c; u += d")
    re, ri = rand(EXCITATORY), rand(INHIBITORY)
    cells.a = concatenate([0.02 * ones(EXCITATORY), 0.02 + 0.08 * ri])
    cells.b = concatenate([0.2 * ones(EXCITATORY), 0.25 - 0.05 * ri])
    cells.c = concatenate([-65 + 15 * re**2, -65 * ones(INHIBITORY)])
    cells.d = concatenate([8 - 6 * re**2, 2 * ones(INHIBITORY)])
    cells.amplitude = concatenate([5 * ones(EXCITATORY), 2 * ones(INHIBITORY)])
    cells.v, cells.u, cells.arrived = -65, "-65*b", zeros(EXCITATORY + INHIBITORY)
    cells.run_regularly(STEP, dt=1 * ms, when="groups")
    synapses = Synapses(cells, cells, "weight : 1", on_pre="arrived_post += weight")
    synapses.connect()
    synapses.weight = f"(0.5*int(i < {EXCITATORY}) - int(i >= {EXCITATORY}))*rand()"
    spikes = SpikeMonitor(cells)
    Network(cells, synapses, spikes).run(1000 * ms)
    device.build(directory="brian-network", compile=True, run=True)
    print(f"rate: {spikes.num_spikes / (EXCITATORY + INHIBITORY)}")
    return device._last_run_time, time.perf_counter() - start


runs = [run_loop() for _ in range(2)]
print(f"run loop: {min(run[0] for run in runs)}")
print(f"in all: {runs[0][1]}")
