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

  // The page as it came, before scripts and readers changed it: what a new one is compared with.
  const versionOf = page => page.querySelector("meta[name=notebook-preview]")?.content;
  const fetched = async () => {
    const answer = await fetch(location.pathname, {cache: "no-store"});
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  const headOf = page => [...page.head.children].filter(part => part.name !== "notebook-preview")
    .map(part => part.outerHTML).join("");
  const partsOf = page => [...(page.querySelector("main")?.children ?? [])];
  const around = ["header.title", "nav", "footer"];
  const needsScript = part => part.matches("figure, script") || part.querySelector("figure, script");
  // Puts the parts of a new page that differ in the place of the old ones; not where a script has to see to them.
  const patched = (old, page) => {
    if (!old || !partsOf(page).length || headOf(old) !== headOf(page)) return false;
    const [before, after, live] = [old, page, document].map(partsOf);
    if (live.length !== before.length) return false;
    for (const name of around) if (!old.querySelector(name) !== !page.querySelector(name)) return false;
    const same = (i, j) => before[i].outerHTML === after[j].outerHTML;
    let first = 0;
    while (first < before.length && first < after.length && same(first, first)) first++;
    let rest = 0;
    while (rest < Math.min(before.length, after.length) - first && same(before.length - 1 - rest, after.length - 1 - rest)) rest++;
    const added = after.slice(first, after.length - rest);
    if (added.some(needsScript)) return false;
    const open = new Map(folds().map(([text, fold]) => [text, fold.open]));
    const place = live[before.length - rest] ?? null;
    for (const part of live.slice(first, before.length - rest)) part.remove();
    for (const part of added) document.querySelector("main").insertBefore(document.importNode(part, true), place);
    for (const name of around) {
      const [was, is] = [old.querySelector(name), page.querySelector(name)];
      if (was && was.outerHTML !== is.outerHTML) document.querySelector(name).replaceWith(document.importNode(is, true));
    }
    for (const [text, fold] of folds()) if (open.has(text)) fold.open = open.get(text);
    return true;
  };

  const start = () => {
    document.body.append(box);
    let version = versionOf(document);
    let pristine = fetched().then(page => versionOf(page) === version ? page : null, () => null);
    const stored = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (stored) {
      const state = JSON.parse(stored);
      history.scrollRestoration = "manual";
      restore(state);
      addEventListener("load", () => restore(state), {once: true});
    }
    let wanted = version;
    let isFollowing = false;
    const follow = async () => {
      if (isFollowing || wanted === version) return;
      isFollowing = true;
      const [old, page] = [await pristine, await fetched().catch(() => null)];
      if (!page || !patched(old, page)) {
        remember();
        return location.reload();
      }
      version = versionOf(page);
      pristine = page;
      isFollowing = false;
      follow();
    };
    const events = new EventSource("/_events?page=" + encodeURIComponent(name));
    const take = (kind, work) => events.addEventListener(kind, event => work(JSON.parse(event.data)));
    take("page", page => {
      wanted = page.version;
      follow();
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
