// Draws bars, the waveform, pitch, formants and loudness, and the emotion over time.

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
  line.append(head, middle, element("td", "", probable(share)));
  return line;
}

export function percent(share) {
  return (100 * share).toFixed(1) + "\u00a0%";
}

/** A probability that a model gives, which is never certain: 52.3 %, >99.9 %, <0.1 %; without decimals 52 %, >99 %, <1 %. */
export function probable(probability, decimals = 1) {
  const plain = (100 * probability).toFixed(decimals);
  const step = 10 ** -decimals;
  const shown = Number(plain) >= 100 ? ">" + (100 - step).toFixed(decimals) : Number(plain) <= 0 ? "<" + step.toFixed(decimals) : plain;
  return shown + "\u00a0%";
}

/** A canvas as sharp as the screen, emptied: its context, width and height. */
function cleared(canvas) {
  const scale = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  return [context, width, height];
}

/** The outline of a sound, played part in the accent color. */
export function wave(canvas, peaks, played) {
  const [context, width, height] = cleared(canvas);
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

/**
 * Probabilities that run: a line per emotion over the last {@code seconds} up to {@code now}, the leading one thick; gaps where
 * nobody speaks. Points are {time, probabilities}, in order.
 */
export function lines(canvas, points, labels, now, seconds) {
  const [context, width, height] = cleared(canvas);
  const style = getComputedStyle(document.documentElement);
  const x = time => width * (1 + (time - now) / seconds);
  const y = share => 4 + (height - 22) * (1 - share);
  grid(context, width, height, seconds, y, style);
  const last = points.at(-1)?.probabilities ?? {};
  const leading = labels.reduce((best, label) => (last[label] ?? 0) > (last[best] ?? 0) ? label : best, labels[0]);
  labels.forEach((label, index) => {
    context.strokeStyle = color(index);
    context.lineWidth = label === leading ? 3.5 : 1.5;
    context.lineJoin = "round";
    context.beginPath();
    let before = null;
    for (const { time, probabilities } of points) {
      const share = probabilities[label];
      if (share !== undefined) {
        const goesOn = before !== null && time - before < LONGEST_STEP;
        context[goesOn ? "lineTo" : "moveTo"](x(time), y(share));
        if (!goesOn) {
          context.lineTo(x(time) + 1, y(share));
        }
        before = time;
      }
    }
    context.stroke();
  });
}

/** Between two answers of one line; more is a pause. */
const LONGEST_STEP = 0.9;

function grid(context, width, height, seconds, y, style) {
  context.font = "11px system-ui, sans-serif";
  context.fillStyle = style.getPropertyValue("--soft");
  context.strokeStyle = style.getPropertyValue("--line");
  context.lineWidth = 1;
  context.textBaseline = "bottom";
  for (const share of [0, 0.5, 1]) {
    context.beginPath();
    context.moveTo(0, y(share));
    context.lineTo(width, y(share));
    context.stroke();
    context.textBaseline = share === 1 ? "top" : "bottom";
    context.fillText(100 * share + " %", 2, y(share) + (share === 1 ? 2 : -1));
  }
  context.textBaseline = "bottom";
  for (let ago = seconds; ago >= 0; ago -= 10) {
    context.textAlign = ago === seconds ? "left" : ago === 0 ? "right" : "center";
    context.fillText(ago === 0 ? "now" : "-" + ago + " s", width * (1 - ago / seconds), height);
  }
  context.textAlign = "left";
}

const HERTZ = [200, 500, 1000, 2000, 4000, 8000];

/** How high a frequency lies among bands whose middles are given, 0 to 1; beyond them outside. */
function heightOf(hz, middles) {
  let above = middles.findIndex(middle => middle >= hz);
  above = above < 0 ? middles.length - 1 : Math.max(1, above);
  const share = (hz - middles[above - 1]) / (middles[above] - middles[above - 1]);
  return (above - 0.5 + share) / middles.length;
}

/** Hertz, pitch as a line and formants as dots, over a spectrogram of the same size; {@code voice} may be missing. */
export function tracks(canvas, middles, voice, duration) {
  const [context, width, height] = cleared(canvas);
  const y = hz => height * (1 - heightOf(hz, middles));
  if (voice) {
    contours(context, voice, frame => width * (voice.first_seconds + frame * voice.seconds_per_frame) / duration, y);
  }
  context.font = "11px system-ui, sans-serif";
  context.textBaseline = "middle";
  context.lineWidth = 3;
  context.lineJoin = "round";
  for (const hz of HERTZ) {
    const text = hz === HERTZ.at(-1) ? hz + " Hz" : String(hz);
    context.strokeStyle = "rgba(0, 0, 0, .75)";
    context.strokeText(text, 8, y(hz));
    context.fillStyle = "#fff";
    context.fillText(text, 8, y(hz));
    context.fillRect(0, y(hz) - 0.5, 5, 1);
  }
}

/** Pitch and formants, where {@code x} and {@code y} give the place of a frame and of a frequency. */
function contours(context, voice, x, y) {
  for (const formant of voice.formants_hz) {
    formant.forEach((hz, frame) => {
      if (hz !== null) {
        for (const [radius, color] of [[2.3, "rgba(0, 0, 0, .8)"], [1.5, "#fff"]]) {
          context.fillStyle = color;
          context.beginPath();
          context.arc(x(frame), y(hz), radius, 0, 2 * Math.PI);
          context.fill();
        }
      }
    });
  }
  for (const [thickness, color] of [[4.5, "rgba(0, 0, 0, .8)"], [2.4, "#43d9ff"]]) {
    context.lineWidth = thickness;
    context.strokeStyle = color;
    context.lineCap = "round";
    context.beginPath();
    voice.pitch_hz.forEach((hz, frame) => {
      if (hz !== null) {
        const begun = frame > 0 && voice.pitch_hz[frame - 1] !== null;
        context[begun ? "lineTo" : "moveTo"](x(frame), y(hz));
        if (!begun) {
          context.lineTo(x(frame) + 0.5, y(hz));
        }
      }
    });
    context.stroke();
  }
}

/** Loudness over time as an area. */
export function loudness(canvas, voice, duration) {
  const [context, width, height] = cleared(canvas);
  const style = getComputedStyle(document.documentElement);
  const most = Math.max(...voice.loudness, 1e-3);
  context.fillStyle = style.getPropertyValue("--soft");
  context.beginPath();
  context.moveTo(0, height);
  voice.loudness.forEach((value, frame) => {
    context.lineTo(width * (voice.first_loudness_seconds + frame * voice.seconds_per_frame) / duration, height * (1 - 0.95 * value / most));
  });
  context.lineTo(width, height);
  context.fill();
}

/** The middle of the pitches there are; null if there is none. */
export function medianPitch(voice) {
  const pitches = voice.pitch_hz.filter(hz => hz !== null).sort((one, other) => one - other);
  return pitches.length ? pitches[pitches.length >> 1] : null;
}

/** A strip of colors and a list of windows; {@code seek} is called with the second that was chosen. */
export function timeline(strip, list, windows, labels, duration, seek) {
  strip.replaceChildren(...windows.map((window, i) => {
    const end = i + 1 < windows.length ? Math.min(window.end_seconds, windows[i + 1].start_seconds) : window.end_seconds;
    const part = element("i");
    part.style.left = 100 * window.start_seconds / duration + "%";
    part.style.width = 100 * (end - window.start_seconds) / duration + "%";
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
    const span = window.start_seconds.toFixed(1) + "–" + window.end_seconds.toFixed(1) + " s";
    const share = window.probabilities[window.emotion];
    button.append(swatch, span + "  " + window.emotion + (share === undefined ? "" : " " + probable(share)));
    button.addEventListener("click", () => seek(window.start_seconds));
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
