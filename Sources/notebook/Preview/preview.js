(() => {
  const name = decodeURIComponent(location.pathname.split("/").pop());
  const key = "notebook-preview " + name;
  const delay = 300;

  // Where the reader is: the last part above, and how far above; and which folds are open.
  const parts = () => [...document.querySelectorAll("main [id]")].filter(part => part.getClientRects().length);
  const folds = () => {
    const counts = new Map();
    return [...document.querySelectorAll("details")].map(fold => {
      const owner = fold.id || fold.parentElement.closest("[id]")?.id || "";
      const text = owner + "|" + (fold.querySelector("summary")?.textContent ?? "");
      const count = counts.get(text) ?? 0;
      counts.set(text, count + 1);
      return [text + "|" + count, fold];
    });
  };
  const remember = () => {
    const above = parts().filter(part => part.getBoundingClientRect().top <= 80).pop();
    sessionStorage.setItem(key, JSON.stringify({
      y: scrollY, part: above?.id, top: above?.getBoundingClientRect().top,
      open: folds().map(([text, fold]) => [text, fold.open]),
    }));
  };
  const restore = state => {
    const open = new Map(state.open);
    for (const [text, fold] of folds()) if (open.has(text)) fold.open = open.get(text);
    const part = state.part && document.getElementById(state.part);
    const y = part ? scrollY + part.getBoundingClientRect().top - state.top : state.y;
    scrollTo({top: y, behavior: "instant"});
  };

  const box = document.createElement("div");
  box.id = "_preview";
  box.setAttribute("role", "status");
  box.style.cssText = "position:fixed;right:1rem;bottom:1rem;max-width:min(40rem,calc(100vw - 2rem));padding:.5rem .8rem;"
    + "border:1px solid;border-radius:.4rem;background:Canvas;color:CanvasText;font:.85rem/1.4 ui-monospace,monospace;"
    + "white-space:pre-wrap;overflow-wrap:anywhere;z-index:99";
  box.hidden = true;
  let wait;
  const say = (text, isFailure) => {
    clearTimeout(wait);
    box.style.borderColor = isFailure ? "#c0392b" : "";
    const show = () => { box.textContent = text; box.hidden = !text; };
    // What takes no time is not worth a word.
    if (text && !isFailure && box.hidden) wait = setTimeout(show, delay); else show();
  };

  const start = () => {
    document.body.append(box);
    const version = document.querySelector("meta[name=notebook-preview]")?.content;
    const stored = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (stored) {
      const state = JSON.parse(stored);
      history.scrollRestoration = "manual";
      restore(state);
      addEventListener("load", () => restore(state), {once: true});
    }
    const events = new EventSource("/_events?page=" + encodeURIComponent(name));
    const take = (kind, work) => events.addEventListener(kind, event => work(JSON.parse(event.data)));
    take("page", page => {
      if (page.version === version) return;
      remember();
      location.reload();
    });
    take("status", status => say(status.text, status.isFailure));
    take("at", place => {
      const part = place.ids.map(id => document.getElementById(id)).find(part => part);
      if (part) part.scrollIntoView({block: "start", behavior: "smooth"}); else scrollTo({top: 0, behavior: "smooth"});
    });
    events.onerror = () => say("the preview has ended", true);
    events.onopen = () => say("", false);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start, {once: true}); else start();
})();
