// What pages do more with scripts; nothing on them needs this file. Text comes from our own pages only, parsed without running anything.

// The exact time where the reader is, beside the UTC that stands there.
const localize = (root) => {
  for (const time of root.querySelectorAll("time[datetime]"))
    time.title = `${new Date(time.dateTime).toLocaleString()} – ${time.dateTime.replace("T", " ").replace("Z", " UTC")}`;
};
localize(document);

// One tick for all feeds of the page.
for (const actions of document.querySelectorAll("[data-ticks]")) {
  const label = document.createElement("label");
  const all = document.createElement("input");
  all.type = "checkbox";
  label.className = "tick";
  label.append(all, "all on this page");
  actions.prepend(label);
  all.addEventListener("change", () => {
    for (const box of actions.closest("form").querySelectorAll(`input[name="${actions.dataset.ticks}"]`)) box.checked = all.checked;
  });
}

// Parts that follow what happens: the page is asked for again when articles come, at most every five seconds, and once in a while without any.
const parts = document.querySelectorAll("[data-live]");
if (parts.length > 0 && "EventSource" in window) {
  const pause = 5_000;
  const rest = 30_000;
  let last = Date.now();
  let timer = 0;
  const isBusy = (part) => part.contains(document.activeElement) || part.querySelector("details[open]") || part.contains(getSelection()?.anchorNode ?? null) && !getSelection().isCollapsed;
  const refresh = async () => {
    timer = 0;
    if (document.hidden) return;
    last = Date.now();
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of parts) {
        const next = page.querySelector(`[data-live="${part.dataset.live}"]`);
        if (!next || isBusy(part) || next.innerHTML === part.innerHTML) continue;
        part.replaceChildren(...next.childNodes);
        localize(part);
      }
    } catch {
      // The daemon is away just now; the next round asks again.
    }
  };
  const soon = () => { timer ||= setTimeout(refresh, Math.max(0, last + pause - Date.now())); };
  let stream;
  const listen = () => {
    stream = new EventSource("/api/v1/stream");
    for (const kind of ["created", "updated", "merged", "removed"]) stream.addEventListener(kind, soon);
  };
  listen();
  setInterval(() => { if (Date.now() - last >= rest) refresh(); }, rest);
  // A page that nobody sees asks for nothing.
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) stream.close(); else { listen(); soon(); } });
}
