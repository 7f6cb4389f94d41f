// Beside a Markdown text: the toolbar, the preview while writing, its width, and the way from a finding to its line.
// Without this script the button “Show the preview” does the same.
const PAUSE = 400; // ms without a key before the preview is asked for

for (const writing of document.querySelectorAll(".writing")) {
  const text = writing.querySelector("textarea");
  toolbar(writing.querySelector(".writing-bar"), text);
  widths(writing);
  preview(writing, text);
  for (const look of document.querySelectorAll(".writing-look")) look.hidden = true;
}

// One stop for Tab, then the arrow keys. Tab in the text itself is left alone.
function toolbar(bar, text) {
  const buttons = [...bar.querySelectorAll("button")];
  const reach = (chosen) => buttons.forEach((button) => { button.tabIndex = button === chosen ? 0 : -1; });
  bar.hidden = false;
  reach(buttons[0]);
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const last = buttons.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    reach(buttons[to]);
    buttons[to].focus();
  });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    reach(button);
    if (button.dataset.item) itemise(text, button.dataset.item);
    else surround(text, button.dataset.before, button.dataset.after, button.dataset.sample);
  });
}

// Typed as if by hand, so that undoing works; set as a value only where a browser cannot.
function type(text, from, to, typed) {
  text.focus();
  text.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, typed)) {
    text.setRangeText(typed, from, to, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function surround(text, before, after, sample) {
  const { selectionStart: from, selectionEnd: to, value } = text;
  const chosen = value.slice(from, to);
  const outer = value.slice(from - before.length, to + after.length);
  if (chosen && outer === before + chosen + after) {
    type(text, from - before.length, to + after.length, chosen);
    text.setSelectionRange(from - before.length, to - before.length);
    return;
  }
  type(text, from, to, before + (chosen || sample) + after);
  const start = from + before.length;
  const end = start + (chosen || sample).length;
  const address = after.indexOf("https://");
  if (chosen && address >= 0) text.setSelectionRange(end + address, end + address + "https://".length);
  else text.setSelectionRange(start, end);
}

function itemise(text, sign) {
  const from = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
  const to = text.selectionEnd;
  const before = from > 1 && text.value.slice(0, from).match(/[^\n]\n$/) && !text.value.slice(0, from).match(/(^|\n)- [^\n]*\n$/);
  const items = text.value.slice(from, to).split("\n").map((line) => (line ? sign + line : line));
  type(text, from, to, (before ? "\n" : "") + (items.join("\n") || sign));
}

function widths(writing) {
  const group = writing.querySelector(".writing-widths");
  const buttons = [...group.querySelectorAll("button")];
  const choose = (width) => {
    writing.dataset.width = width;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.width === width)));
  };
  group.hidden = false;
  choose("phone");
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose(button.dataset.width);
  });
}

function preview(writing, text) {
  const form = text.form;
  const shown = writing.querySelector(".writing-shown");
  const note = writing.querySelector(".writing-note");
  let waiting;
  let asking;

  async function renew() {
    asking?.abort();
    asking = new AbortController();
    const sent = new FormData();
    sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    sent.set("text", text.value);
    sent.set("pk", writing.dataset.pk);
    sent.set("choice", form.elements.choice?.value ?? "");
    try {
      const answer = await fetch(writing.dataset.address, { method: "POST", body: sent, signal: asking.signal });
      const words = await answer.text();
      if (answer.redirected || answer.status === 403) say(note.dataset.loggedOut);
      else if (answer.status === 413) say(words);
      else if (answer.ok) show(words);
      else say(note.dataset.failed);
    } catch (error) {
      if (error.name !== "AbortError") say(note.dataset.failed);
    }
  }

  function say(words) {
    if (note.textContent !== words) note.textContent = words;
  }

  // The frame and what stands around it are kept, so that neither the focus nor the place in the text is lost.
  function show(words) {
    const fresh = new DOMParser().parseFromString(words, "text/html");
    const [frame, freshFrame] = [shown, fresh].map((where) => where.querySelector("iframe"));
    if (frame.getAttribute("srcdoc") !== freshFrame.getAttribute("srcdoc")) {
      frame.height = freshFrame.height;
      frame.srcdoc = freshFrame.getAttribute("srcdoc");
    }
    for (const part of [".writing-count", ".writing-findings"]) {
      shown.querySelector(part).replaceWith(document.adoptNode(fresh.querySelector(part)));
    }
    linesToButtons();
    say("");
  }

  function linesToButtons() {
    for (const line of shown.querySelectorAll("span[data-line]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = line.textContent;
      button.dataset.line = line.dataset.line;
      button.addEventListener("click", () => goToLine(text, Number(line.dataset.line)));
      line.replaceWith(button);
    }
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(renew, PAUSE);
  }

  linesToButtons();
  text.addEventListener("input", soon);
  // The admin's list of choices tells nobody but jQuery what was chosen.
  if (form.elements.choice) window.django?.jQuery?.(form.elements.choice).on("change", soon);
}

// Selects the line. The browser scrolls the whole text field into sight, and to about where the line is within it.
function goToLine(text, number) {
  const lines = text.value.split("\n");
  const from = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(from, from + (lines[number - 1] ?? "").length);
  text.scrollTop = (text.scrollHeight * from) / Math.max(1, text.value.length) - text.clientHeight / 3;
}
