// Pictures that follow a simulation: axes, curves and nullclines, in the classes that printed figures use.
function shape(name, attributes, parent) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (parent) parent.append(element);
  return element;
}

function readable(value, digits = 4) {
  if (!Number.isFinite(value)) return "\u2014";
  const text = String(Number(value.toPrecision(digits)));
  return (text.includes("e") ? value.toExponential(2) : text).replace(/-/g, "\u2212");
}

function ticks(low, high, most) {
  const rough = (high - low) / most, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find(factor => factor * power >= rough);
  const found = [];
  for (let i = Math.ceil(low / step); i * step <= high + 1e-9 * step; i++) found.push(i * step);
  return found;
}

class Frame {
  constructor(svg, box, titles, ranges) {
    Object.assign(this, box, { titles, x: ranges[0].slice(), y: ranges[1].slice(), isStale: true });
    this.axes = shape("g", {}, svg);
    const id = `${svg.dataset.clip}-${svg.childElementCount}`;
    const clip = shape("clipPath", { id }, svg);
    shape("rect", { x: box.left, y: box.top, width: box.width, height: box.height }, clip);
    this.content = shape("g", { "clip-path": `url(#${id})` }, svg);
  }

  across(value) { return this.left + (value - this.x[0]) / (this.x[1] - this.x[0]) * this.width; }
  up(value) { return this.top + this.height - (value - this.y[0]) / (this.y[1] - this.y[0]) * this.height; }

  // Widens an axis so that it shows the value.
  show(axis, value) {
    const range = this[axis];
    if (value >= range[0] && value <= range[1] || !Number.isFinite(value)) return;
    const room = 0.1 * (Math.max(range[1], value) - Math.min(range[0], value));
    if (value < range[0]) range[0] = value - room; else range[1] = value + room;
    this.isStale = true;
  }

  drawAxes() {
    const { left, top, width, height } = this, bottom = top + height;
    this.axes.replaceChildren();
    let grid = "";
    const label = (text, x, y, anchor) => shape("text", { x, y, "text-anchor": anchor }, this.axes).append(text);
    const title = (text, x, y, anchor) => {
      const [, symbol, rest] = /^((?:[a-zα-ω](?=$| \())?)(.*)/i.exec(text);
      const name = shape("text", { x, y, "text-anchor": anchor, class: "name" }, this.axes);
      shape("tspan", { class: "symbol" }, name).append(symbol);
      name.append(rest);
    };
    for (const value of ticks(...this.x, Math.max(3, width / 70))) {
      const x = this.across(value).toFixed(1);
      grid += `M${x} ${top}V${bottom}`;
      if (this.titles[0]) label(readable(value), x, bottom + 15, "middle");
    }
    for (const value of ticks(...this.y, Math.max(2, height / 40))) {
      const y = this.up(value);
      grid += `M${left} ${y.toFixed(1)}h${width}`;
      label(readable(value), left - 6, (y + 4).toFixed(1), "end");
    }
    shape("path", { class: "grid", d: grid }, this.axes);
    shape("path", { class: "axis", d: `M${left} ${top}V${bottom}h${width}` }, this.axes);
    if (this.titles[0]) title(this.titles[0], left + width / 2, bottom + 31, "middle");
    title(this.titles[1], left - 30, top - 8, "start");
    this.isStale = false;
  }

  // The curve through samples `from` to `to`; of very many, the extremes of each pixel column. Jumps leave a gap.
  curve(xs, ys, jumps, from, to) {
    const parts = [], isDense = to - from > 3 * this.width && !this.turns;
    const put = (i, isMove) =>
      parts.push(`${isMove ? "M" : "L"}${this.across(xs[i]).toFixed(1)} ${this.up(ys[i]).toFixed(1)}`);
    if (!isDense) {
      for (let i = from; i < to; i++) put(i, i === from || jumps[i]);
      return parts.join("");
    }
    for (let i = from; i < to;) {
      const column = Math.floor(this.across(xs[i]));
      let least = i, greatest = i, next = i;
      for (; next < to && Math.floor(this.across(xs[next])) === column; next++) {
        if (ys[next] < ys[least]) least = next;
        if (ys[next] > ys[greatest]) greatest = next;
      }
      [...new Set([i, Math.min(least, greatest), Math.max(least, greatest), next - 1])].forEach(k => put(k, k === from));
      i = next;
    }
    return parts.join("");
  }

  // Where a function of both axes is zero. Where it is so all along an axis (what is not there does not grow), that is a line by
  // itself, and the rest of the function is looked at: a grid sees no crossing.
  zeroLine(value) {
    let lines = "", rest = value;
    for (const [own, other, isUp] of [[this.x, this.y, false], [this.y, this.x, true]]) {
      const f = rest, at = (u, v) => isUp ? f(v, u) : f(u, v), near = 1e-6 * (own[1] - own[0]);
      const along = [0, .13, .29, .41, .57, .71, .83, 1].map(s => other[0] + s * (other[1] - other[0]));
      if (own[0] > 0 || own[1] < 0 || along.some(v => at(0, v) !== 0)) continue;
      lines += isUp ? `M${this.left} ${this.up(0).toFixed(1)}h${this.width}` : `M${this.across(0).toFixed(1)} ${this.top}v${this.height}`;
      const left = (u, v) => Math.abs(u) > near ? at(u, v) / u : at(near, v) / near;
      rest = isUp ? (a, b) => left(b, a) : left;
    }
    return lines + this.zeroCurves(rest);
  }

  // Marching squares on a grid of values.
  zeroCurves(value, columns = 56, rows = 44) {
    const at = [], size = columns + 1;
    for (let r = 0; r <= rows; r++) {
      for (let c = 0; c <= columns; c++) {
        at.push(value(this.x[0] + (this.x[1] - this.x[0]) * c / columns, this.y[0] + (this.y[1] - this.y[0]) * r / rows));
      }
    }
    // Each edge of the grid that is cut, by its number: the point on it, and the cut edges of the cells on both sides.
    const cuts = new Map();
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const i = r * size + c, corners = [i, i + 1, i + size + 1, i + size], met = [];
        const edges = [2 * i, 2 * (i + 1) + 1, 2 * (i + size), 2 * i + 1];
        for (let k = 0; k < 4; k++) {
          const p = corners[k], q = corners[(k + 1) % 4], [a, b] = [at[p], at[q]];
          if (a < 0 === b < 0 || !Number.isFinite(a) || !Number.isFinite(b)) continue;
          const s = a / (a - b), mix = (one, other) => one + s * (other - one);
          if (!cuts.has(edges[k])) {
            const x = this.left + mix(p % size, q % size) / columns * this.width;
            const y = this.top + (1 - mix(Math.floor(p / size), Math.floor(q / size)) / rows) * this.height;
            cuts.set(edges[k], { text: `${x.toFixed(1)} ${y.toFixed(1)}`, next: [] });
          }
          met.push(cuts.get(edges[k]));
        }
        for (let k = 0; k + 1 < met.length; k += 2) {
          met[k].next.push(met[k + 1]);
          met[k + 1].next.push(met[k]);
        }
      }
    }
    return Frame.chained([...cuts.values()]);
  }

  // Joins the points into as few lines as there are, so that dashes run through; open lines begin at an end.
  static chained(points) {
    let path = "";
    for (const start of [...points.filter(point => point.next.length === 1), ...points]) {
      if (start.isDone) continue;
      path += `M${start.text}`;
      for (let point = start; point;) {
        point.isDone = true;
        const next = point.next.find(other => !other.isDone);
        if (next) path += `L${next.text}`;
        else if (point !== start && point.next.includes(start) && point.next.length === 2) path += "Z";
        point = next;
      }
    }
    return path;
  }
}
