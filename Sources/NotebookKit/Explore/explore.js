// The interactive figure: controls, a clock, live curves, and a neuron along whose axon a pulse runs at each spike.
function explore(id, model) {
  const root = document.getElementById(id), find = selector => root.querySelector(selector);
  const live = find(".live"), still = find(".still");
  const simulation = new Simulation(model);
  const keep = Math.ceil(Math.max(model.window, model.second) / model.step) + 1;
  let isRunning = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  let isVisible = false, speed = model.speed, last = 0, owed = 0, frame = 0, request = 0, areNullclinesStale = true;
  // The samples of the last while: times, states, and whether a jump led there.
  let times, states, jumps, pulses, firings;

  live.hidden = false;
  still.hidden = true;

  // Pictures.
  const traceSVG = find("[data-part=traces]"), phaseSVG = find("[data-part=phase]");
  const shown = model.traces, height = (model.height - 34) / shown.length;
  const traces = shown.map((state, i) => {
    const isLowest = i === shown.length - 1;
    const plot = new Frame(
      traceSVG, { left: 46, top: 24 + i * height, width: 286, height: height - 38 },
      [isLowest ? model.timeTitle : "", model.titles[state]], [[0, model.window], model.ranges[state]]);
    plot.line = shape("path", { class: "line c1" }, plot.content);
    return plot;
  });
  const phase = phaseSVG && new Frame(
    phaseSVG, { left: 46, top: 24, width: 286, height: model.height - 72 },
    [model.titles[model.x], model.titles[model.y]], [model.ranges[model.x], model.ranges[model.y]]);
  if (phase) {
    phase.turns = true;
    phase.nullclines = [shape("path", { class: "line c2 dashed" }, phase.content),
      shape("path", { class: "line c3 dotted" }, phase.content)];
    phase.line = shape("path", { class: "line c1" }, phase.content);
    phase.dot = shape("circle", { class: "dot c1", r: 4.5 }, phase.content);
  }
  const soma = find(".soma"), axon = find(".axon"), boutons = find(".boutons"), pulseLayer = find(".pulses");

  // The simulation's memory.
  function forget() {
    times = [];
    jumps = [];
    states = model.initial.map(() => []);
    firings = [];
    pulses = [];
    if (pulseLayer) pulseLayer.replaceChildren();
    traces.forEach((plot, i) => { plot.y = model.ranges[shown[i]].slice(); plot.isStale = true; });
    if (phase) Object.assign(phase, { x: model.ranges[model.x].slice(), y: model.ranges[model.y].slice(), isStale: true });
    areNullclinesStale = true;
    remember(false);
  }

  function remember(hasJumped) {
    times.push(simulation.t);
    jumps.push(hasJumped);
    states.forEach((values, i) => values.push(simulation.y[i]));
    if (times.length > 2 * keep) {
      [times, jumps, ...states].forEach(list => list.splice(0, list.length - keep));
    }
    shown.forEach((state, i) => traces[i].show("y", simulation.y[state]));
    if (phase) { phase.show("x", simulation.y[model.x]); phase.show("y", simulation.y[model.y]); }
  }

  function advance(count) {
    for (let i = 0; i < count && !simulation.outcome; i++) {
      const fired = simulation.step();
      if (simulation.outcome === "diverged") break;
      remember(fired.some(e => model.events[e].targets.length > 0));
      if (fired.includes(model.pulse)) { firings.push(simulation.t); startPulse(); }
    }
    if (simulation.outcome) setRunning(false);
  }

  // The pulse on the axon.
  function startPulse() {
    if (!axon || pulses.length > 11) return;
    const mark = shape("g", { class: "pulse" }, pulseLayer);
    shape("circle", { r: 13 }, mark);
    shape("circle", { r: 5 }, mark);
    pulses.push({ mark, way: 0 });
  }

  function movePulses(seconds) {
    if (!axon) return;
    const length = axon.getTotalLength();
    let hasArrived = false;
    pulses = pulses.filter(pulse => {
      pulse.way += seconds / 0.9;
      if (pulse.way >= 1) { pulse.mark.remove(); hasArrived = true; return false; }
      const point = axon.getPointAtLength(pulse.way * length);
      pulse.mark.setAttribute("transform", `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})`);
      return true;
    });
    const glow = hasArrived ? 1 : Math.max(0, (boutons.glow || 0) - seconds * 3);
    boutons.glow = glow;
    boutons.style.fillOpacity = 0.25 + 0.75 * glow;
    const [low, high] = model.ranges[model.traces[0]];
    const level = (simulation.y[model.traces[0]] - low) / (high - low);
    soma.style.fillOpacity = 0.15 + 0.85 * Math.min(1, Math.max(0, level));
  }

  // Drawing.
  function firstSince(time) {
    let low = 0, high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] < time) low = middle + 1; else high = middle;
    }
    return low;
  }

  function draw() {
    const end = Math.max(model.window, simulation.t), from = firstSince(end - model.window);
    traces.forEach((plot, i) => {
      if (plot.x[1] !== end) { plot.x = [end - model.window, end]; plot.isStale = true; }
      if (plot.isStale) plot.drawAxes();
      plot.line.setAttribute("d", plot.curve(times, states[shown[i]], [], from, times.length));
    });
    if (phase) drawPhase(from);
    if (frame++ % 6 === 0 || !isRunning) tell();
  }

  function drawPhase(from) {
    if (phase.isStale) { phase.drawAxes(); areNullclinesStale = true; }
    if (areNullclinesStale || (model.followsState && frame % 10 === 0)) {
      const point = Float64Array.from(simulation.y), slope = new Float64Array(point.length);
      [model.x, model.y].forEach((state, i) => {
        phase.nullclines[i].setAttribute("d", phase.zeroLine((a, b) => {
          point[model.x] = a;
          point[model.y] = b;
          model.field(simulation.t, point, simulation.modes, simulation.p, slope);
          return slope[state];
        }));
      });
      areNullclinesStale = false;
    }
    phase.line.setAttribute("d", phase.curve(states[model.x], states[model.y], jumps, from, times.length));
    phase.dot.setAttribute("cx", phase.across(simulation.y[model.x]).toFixed(1));
    phase.dot.setAttribute("cy", phase.up(simulation.y[model.y]).toFixed(1));
  }

  // Numbers.
  function tell() {
    const say = (name, text) => { const place = find(`[data-show=${name}]`); if (place) place.textContent = text; };
    const since = simulation.t - model.second;
    while (firings.length && firings[0] <= since) firings.shift();
    let least = Infinity, greatest = -Infinity;
    const values = states[model.traces[0]];
    for (let i = firstSince(since); i < values.length; i++) {
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    say("time", readable(simulation.t, 6));
    say("rate", String(firings.length));
    say("least", readable(least));
    say("greatest", readable(greatest));
    say("outcome", simulation.outcome && `The run ${simulation.outcome} at t = ${readable(simulation.t)}. Reset to begin anew.`);
  }

  // Controls.
  const runButton = find("[data-do=run]");
  function setRunning(value) {
    isRunning = value && !simulation.outcome;
    runButton.textContent = isRunning ? "Pause" : "Run";
    last = 0;
    cancelAnimationFrame(request);
    if (isRunning && isVisible) request = requestAnimationFrame(tick); else draw();
  }
  runButton.addEventListener("click", () => setRunning(!isRunning));
  find("[data-do=reset]").addEventListener("click", () => {
    simulation.reset();
    forget();
    draw();
  });
  for (const choice of root.querySelectorAll("[data-do=method]")) {
    choice.addEventListener("change", () => simulation.use(Number(choice.value)));
  }
  for (const slider of root.querySelectorAll("[data-parameter]")) {
    slider.addEventListener("input", () => {
      simulation.p[slider.dataset.parameter] = slider.valueAsNumber;
      slider.parentElement.querySelector("b").textContent = readable(slider.valueAsNumber);
      areNullclinesStale = true;
      if (!isRunning) draw();
    });
  }
  const speedSlider = find("[data-do=speed]");
  speedSlider.addEventListener("input", () => {
    speed = model.speed * 2 ** speedSlider.valueAsNumber;
    speedSlider.parentElement.querySelector("b").textContent = readable(speed, 3);
  });

  // The clock: so many steps as the time since the last picture is worth.
  function tick(now) {
    if (!isRunning || !isVisible) return;
    const seconds = last ? Math.min(0.1, (now - last) / 1000) : 0;
    last = now;
    owed += seconds * speed / model.step;
    const count = Math.min(20000, Math.floor(owed));
    owed = Math.min(owed - count, 1);
    advance(count);
    movePulses(seconds);
    draw();
    if (isRunning) request = requestAnimationFrame(tick);
  }

  forget();
  new IntersectionObserver(entries => {
    isVisible = entries[entries.length - 1].isIntersecting;
    setRunning(isRunning);
  }).observe(live);
}
