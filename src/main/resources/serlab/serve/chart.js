// Draws bars, the waveform and the emotion over time.

const COLORS = ["#7a7f87", "#3f8f8a", "#d99a1c", "#4a72b8", "#c2452d", "#8659a8", "#6b8e23", "#d0689c"];

/** The color of the n-th emotion of a model; none for silence, -1. */
export function color(index) {
  return index < 0 ? "transparent" : COLORS[index % COLORS.length];
}

/** A table row per emotion, the likeliest first. */
export function bars(body, probabilities) {
  const labels = Object.keys(probabilities);
  const rows = labels.map((label, index) => ({ label, index, share: probabilities[label] }))
    .sort((a, b) => b.share - a.share)
    .map((entry, place) => row(entry, place === 0));
  body.replaceChildren(...rows);
}

function row({ label, index, share }, best) {
  const line = element("tr", best ? "best" : "");
  const head = element("th", "", label);
  head.scope = "row";
  const track = element("div", "track");
  const fill = element("div", "fill");
  fill.style.width = 100 * share + "%";
  fill.style.background = color(index);
  track.append(fill);
  const middle = element("td");
  middle.append(track);
  line.append(head, middle, element("td", "", percent(share)));
  return line;
}

export function percent(share) {
  return (100 * share).toFixed(1) + " %";
}

/** The outline of a sound, played part in the accent color. */
export function wave(canvas, peaks, played) {
  const scale = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  const style = getComputedStyle(document.documentElement);
  const loudest = peaks.reduce((most, [low, high]) => Math.max(most, -low, high), 0.01);
  const step = width / peaks.length;
  peaks.forEach(([low, high], i) => {
    context.fillStyle = style.getPropertyValue(i / peaks.length < played ? "--accent" : "--soft");
    const top = height / 2 * (1 - high / loudest);
    const bottom = height / 2 * (1 - low / loudest);
    context.fillRect(i * step, top, Math.max(step - 0.3, 0.6), Math.max(bottom - top, 1));
  });
}

/** A strip of colors and a list of windows; {@code seek} is called with the second that was chosen. */
export function timeline(strip, list, windows, labels, duration, seek) {
  strip.replaceChildren(...windows.map((window, i) => {
    const end = i + 1 < windows.length ? Math.min(window.endSeconds, windows[i + 1].startSeconds) : window.endSeconds;
    const part = element("i");
    part.style.left = 100 * window.startSeconds / duration + "%";
    part.style.width = 100 * (end - window.startSeconds) / duration + "%";
    part.style.background = color(labels.indexOf(window.emotion));
    return part;
  }));
  list.replaceChildren(...windows.map(window => {
    const item = element("li");
    const button = element("button", "quiet");
    button.type = "button";
    const swatch = element("span", "swatch");
    swatch.setAttribute("aria-hidden", "true");
    swatch.style.background = color(labels.indexOf(window.emotion));
    const span = window.startSeconds.toFixed(1) + "–" + window.endSeconds.toFixed(1) + " s";
    const share = window.probabilities[window.emotion];
    button.append(swatch, span + "  " + window.emotion + (share === undefined ? "" : " " + percent(share)));
    button.addEventListener("click", () => seek(window.startSeconds));
    item.append(button);
    return item;
  }));
}

/** A new element with class and text; text is never read as markup. */
export function element(name, kind = "", text = "") {
  const made = document.createElement(name);
  if (kind) {
    made.className = kind;
  }
  made.textContent = text;
  return made;
}
