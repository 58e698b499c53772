// Figures answer: a read-out under the pointer, and files to take away. Everything that they say is there without this.
for (const figure of document.querySelectorAll(".exhibit.figure")) {
  const box = figure.querySelector(":scope > figure > .plot-box"), svg = box && box.querySelector(":scope > svg.plot");
  if (svg) { readOut(svg); offerFiles(figure, box, svg); }
}

// A result that several figures show is stored once; the links of the others take it from there.
for (const link of document.querySelectorAll(".tools a.same")) {
  link.addEventListener("click", event => {
    event.preventDefault();
    document.getElementById(link.hash.slice(1)).click();
  });
}

function svgElement(name, attributes, parent) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  parent.append(element);
  return element;
}

// The value at the point of a curve that is nearest to the pointer.
function readOut(svg) {
  const mark = svgElement("g", { class: "readout", visibility: "hidden", "aria-hidden": "true" }, svg);
  const dot = svgElement("circle", { r: 3.5 }, mark), text = svgElement("text", { class: "note" }, mark);
  const panels = [...svg.querySelectorAll(".panel")].map(panel => ({
    x: scale(panel.dataset.x), y: scale(panel.dataset.y),
    curves: [...panel.querySelectorAll("path.line")].map(path => ({ path, name: path.dataset.name, points: null })),
  }));
  svg.addEventListener("pointermove", event => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const panel = panels.find(({ x, y }) => x.holds(at.x) && y.holds(at.y));
    let best = { distance: 40 };
    for (const curve of panel ? panel.curves : []) {
      curve.points = curve.points || vertices(curve.path.getAttribute("d"));
      const found = nearest(curve.points, at);
      if (found.distance < best.distance && panel.x.holds(found.x) && panel.y.holds(found.y)) best = { ...found, curve };
    }
    mark.setAttribute("visibility", best.curve ? "visible" : "hidden");
    if (!best.curve) return;
    const isLate = best.x > (panel.x.start + panel.x.end) / 2;
    const name = panel.curves.length > 1 && best.curve.name ? best.curve.name + ": " : "";
    text.textContent = `${name}${panel.x.text(best.x)}, ${panel.y.text(best.y)}`;
    dot.setAttribute("cx", best.x);
    dot.setAttribute("cy", best.y);
    text.setAttribute("x", best.x + (isLate ? -8 : 8));
    text.setAttribute("y", best.y < panel.y.end + 24 ? best.y + 18 : best.y - 8);
    text.setAttribute("text-anchor", isLate ? "end" : "start");
  });
  svg.addEventListener("pointerleave", () => mark.setAttribute("visibility", "hidden"));
}

// "linear 50 630 0 1000": kind, the pixels of both ends, their values.
function scale(written) {
  const [kind, ...numbers] = written.split(" "), [start, end, low, high] = numbers.map(Number), isLog = kind === "log";
  const value = pixel => {
    const part = (pixel - start) / (end - start);
    return isLog ? low * (high / low) ** part : low + (high - low) * part;
  };
  // As many decimals as a tenth of a pixel is worth.
  const decimals = Math.min(12, Math.max(0, Math.ceil(-Math.log10(Math.abs((high - low) / (end - start)) / 10) - 0.3)));
  const plain = pixel => isLog ? value(pixel).toPrecision(3) : value(pixel).toFixed(decimals);
  return {
    start, end, text: pixel => plain(pixel).replace("-", "\u2212"),
    holds: pixel => (pixel - start) * (pixel - end) <= 0,
  };
}

// The corners of a path of m, l, h and v; a gap is a null.
function vertices(path) {
  const points = [];
  let x = 0, y = 0, letter = "", numbers = [];
  for (const token of path.match(/[a-zA-Z]|-?(?:\d*\.\d+|\d+)/g) || []) {
    if (/[a-zA-Z]/.test(token)) { letter = token; continue; }
    numbers.push(Number(token));
    const isPair = !"hv".includes(letter);
    if (numbers.length < (isPair ? 2 : 1)) continue;
    if (letter === "M") [x, y] = numbers;
    else if (isPair) { x += numbers[0]; y += numbers[1]; }
    else if (letter === "h") x += numbers[0];
    else y += numbers[0];
    if (letter === "m" || letter === "M") { points.push(null); letter = letter === "m" ? "m" : "M"; }
    points.push([x, y]);
    numbers = [];
  }
  return points;
}

function nearest(points, at) {
  let best = { distance: Infinity };
  for (let i = 0; i < points.length; i++) {
    if (!points[i]) continue;
    const b = points[i], a = points[i - 1] || b, [dx, dy] = [b[0] - a[0], b[1] - a[1]], length = dx * dx + dy * dy;
    const s = length ? Math.min(1, Math.max(0, ((at.x - a[0]) * dx + (at.y - a[1]) * dy) / length)) : 0;
    const x = a[0] + s * dx, y = a[1] + s * dy, distance = Math.hypot(x - at.x, y - at.y);
    if (distance < best.distance) best = { x, y, distance };
  }
  return best;
}

// The picture as a file: a drawing with its own style and legend, or pixels made of that.
function offerFiles(figure, box, svg) {
  let tools = figure.querySelector(".tools");
  if (!tools) {
    tools = document.createElement("p");
    tools.className = "tools";
    figure.querySelector("figure").after(tools);
  }
  const name = figure.id || "figure";
  const button = (label, act) => {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = label;
    element.setAttribute("aria-label", `Save ${name} as ${label}`);
    element.addEventListener("click", act);
    tools.append(" ", element);
  };
  button("SVG", () => save(`${name}.svg`, "data:image/svg+xml;charset=utf-8," + encodeURIComponent(drawing(box, svg).text)));
  button("PNG", () => {
    const { text, width, height } = drawing(box, svg), image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [3 * width, 3 * height];
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      save(`${name}.png`, canvas.toDataURL("image/png"));
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  });
}

function save(name, address) {
  const link = document.createElement("a");
  link.download = name;
  link.href = address;
  link.click();
}

function drawing(box, svg) {
  const { width, height } = svg.viewBox.baseVal, margin = 14, copy = svg.cloneNode(true);
  copy.querySelector(".readout").remove();
  const rules = [...document.styleSheets[0].cssRules].map(rule => rule.cssText);
  const style = rules.filter(rule => rule.startsWith(".plot ") || rule.startsWith(":root { --plot")).join("\n");
  const sheet = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  let [x, y] = [margin, margin];
  const entries = [...box.querySelectorAll(".plot-legend li")];
  svgElement("style", {}, sheet).textContent = `${style}\n.plot{font:12px system-ui,sans-serif;fill:none} .plot path{vector-effect:none}`;
  const paper = svgElement("rect", { class: "paper", width: "100%", height: "100%" }, sheet);
  for (const entry of entries) {
    const swatch = entry.querySelector("svg").cloneNode(true), own = swatch.viewBox.baseVal.width;
    const room = own + 24 + 7 * entry.textContent.length;
    if (x > margin && x + room > width) [x, y] = [margin, y + 19];
    for (const key of ["x", "y", "width"]) swatch.setAttribute(key, { x, y, width: own }[key]);
    sheet.append(swatch);
    const text = svgElement("text", { class: "name", x: x + own + 6, y: y + 10 }, sheet);
    const words = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT);
    for (let level = 0; words.nextNode();) {
      const { data, parentNode: { localName: kind } } = words.currentNode, next = { sub: 3, sup: -4 }[kind] || 0;
      const looks = { i: "symbol", sub: "small", sup: "small" }[kind] || "name";
      svgElement("tspan", { class: looks, dy: next - level }, text).textContent = data;
      level = next;
    }
    x += room;
  }
  const top = entries.length ? y + 26 : margin;
  const whole = { width: width + 2 * margin, height: top + height + margin };
  sheet.setAttribute("class", "plot");
  sheet.setAttribute("viewBox", `0 0 ${whole.width} ${whole.height}`);
  for (const key in whole) { sheet.setAttribute(key, whole[key]); paper.setAttribute(key, whole[key]); }
  for (const [key, value] of [["x", margin], ["y", top], ["width", width], ["height", height]]) copy.setAttribute(key, value);
  sheet.append(copy);
  return { text: new XMLSerializer().serializeToString(sheet), ...whole };
}
