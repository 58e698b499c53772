// A model under way: explicit Runge-Kutta steps with events after the step, as `solve` takes them with `event-times: grid`.
// No page and no clock in here: the same calls give the same numbers.
class Simulation {
  constructor(model) {
    this.model = model;
    this.p = Float64Array.from(model.parameters);
    const n = model.initial.length;
    this.slopes = [];
    this.stage = new Float64Array(n);
    this.margins = new Float64Array(model.events.length);
    this.values = new Float64Array(n);
    this.dead = new Float64Array(model.events.length);
    this.modes = new Float64Array(model.modeCount);
    this.found = new Float64Array(model.modeCount);
    this.use(0);
    this.reset();
  }

  use(method) {
    this.method = this.model.methods[method];
    while (this.slopes.length < this.method.weights.length) this.slopes.push(new Float64Array(this.stage.length));
  }

  reset() {
    this.count = 0;
    this.t = 0;
    this.y = Float64Array.from(this.model.initial);
    if (this.model.begin) this.model.begin(0, [], [], this.p, this.y);
    this.armed = this.model.events.map(() => false);
    this.isFree = this.model.events.map(() => true);
    this.heldUntil = this.model.events.map(() => -Infinity);
    this.outcome = "";
    this.settle();
  }

  // One step of the grid. Gives the events that came at its end.
  step() {
    const { model, y, slopes } = this, { stages, weights, divisor } = this.method, h = model.step;
    model.field(this.t, y, this.modes, this.p, slopes[0]);
    stages.forEach((row, index) => {
      this.combine(row, h, index + 1, this.stage);
      model.field(this.t + row.reduce((a, b) => a + b, 0) * h, this.stage, this.modes, this.p, slopes[index + 1]);
    });
    this.combine(weights, h / divisor, weights.length, y);
    this.count += 1;
    this.t = this.count * h;
    const fired = [];
    for (let e = 0; e < model.events.length && !this.outcome; e++) if (this.isDue(e)) this.fire(e, fired);
    if (!y.every(Number.isFinite)) this.outcome = "diverged";
    this.settle();
    return fired;
  }

  // y + h times the sum of the weighted slopes, in the order in which the solver adds them.
  combine(row, h, count, result) {
    for (let i = 0; i < result.length; i++) {
      let sum = 0, isFirst = true;
      for (let j = 0; j < count; j++) {
        if (row[j] === 0) continue;
        sum = isFirst ? row[j] * this.slopes[j][i] : sum + row[j] * this.slopes[j][i];
        isFirst = false;
      }
      result[i] = this.y[i] + h * sum;
    }
  }

  // An event without influence on its own condition comes once each time the condition becomes true.
  isDue(e) {
    if (this.isHeld(e)) return false;
    this.look();
    return this.holds(e) && (this.model.events[e].resets || this.armed[e]);
  }

  fire(e, fired) {
    const event = this.model.events[e];
    this.armed[e] = false;
    this.isFree[e] = event.resets;
    event.jump(this.t, this.y, this.modes, this.p, this.values);
    event.targets.forEach((target, i) => { this.y[target] = this.values[i]; });
    this.model.deadTimes(this.t, [], [], this.p, this.dead);
    if (this.dead[e] > 0) this.heldUntil[e] = this.t + this.dead[e];
    if (event.stops) this.outcome = "stopped";
    fired.push(e);
  }

  // What holds during the next step: switches in time, dead times, and which events may come.
  settle() {
    const { model } = this;
    for (let pass = 0; pass <= model.modeCount; pass++) {
      model.modes(this.t + model.step / 2, this.y, this.modes, this.p, this.found);
      model.holds.forEach((e, i) => { if (e >= 0) this.found[i] = this.isHeld(e) ? 1 : 0; });
      if (this.found.every((value, i) => value === this.modes[i])) break;
      this.modes.set(this.found);
    }
    this.look();
    for (let e = 0; e < model.events.length; e++) {
      if (this.margins[e] < 0) this.isFree[e] = true;
      this.armed[e] = this.isFree[e] && (!this.holds(e) || this.margins[e] === 0);
    }
  }

  isHeld(e) { return this.t < this.heldUntil[e] - 1e-9 * this.model.step; }
  look() { this.model.margins(this.t, this.y, this.modes, this.p, this.margins); }
  holds(e) { return this.model.events[e].strict ? this.margins[e] > 0 : this.margins[e] >= 0; }
}
