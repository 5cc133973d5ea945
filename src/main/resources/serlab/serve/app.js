// The page: takes recordings, has them predicted one after another, and shows the chosen one.
import { models, predict, together } from "./api.js";
import { bars, element, loudness, medianPitch, probable, timeline, tracks, wave } from "./chart.js";
import { live } from "./live.js";
import { record } from "./recorder.js";
import { speakerProfiles } from "./speakers.js";
import { teacher } from "./teach.js";
import { turnFinder } from "./turns.js";

const LARGEST_BYTES = 20 * 1024 * 1024;
const LONGEST_RECORDING_SECONDS = 180;
const $ = id => document.getElementById(id);
const TOGETHER = $("leaning").textContent;

const entries = [];
let shown = null;
let working = false;
let recording = null;
let starting = false;
let timesAsked = 0;
let known = { models: [] };

function say(text, error = false) {
  $("status").textContent = text;
  $("status").classList.toggle("error", error);
}

// ---- models

async function loadModels() {
  known = await models();
  $("model").replaceChildren(...known.models.map(model => {
    const option = element("option", "", model.name
      + (model.synthetic ? " (synthetic voices)" : "") + (model.id === model.name ? "" : " – " + model.id));
    option.value = model.id;
    option.selected = model.id === known.default;
    return option;
  }));
  $("model").disabled = known.models.length < 2;
  describe();
}

function chosenModel() {
  return known.models.find(model => model.id === $("model").value);
}

function describe() {
  const model = chosenModel();
  $("card-name").textContent = model.name + ": " + model.features + " features, "
    + model.parameters.toLocaleString("en") + " parameters, " + model.labels.length + " emotions ("
    + model.labels.join(", ") + ").";
  $("card-tested").textContent = model.tested.replace(/(\d) %/g, "$1\u00a0%");
  $("promise").hidden = !model.calibrated;
  $("card-caution").textContent = model.caution;
  $("card-text").replaceChildren(...model.card_text.flatMap(cardSection));
  voices.show();
}

function cardSection(section) {
  const list = element("ul", "");
  list.append(...section.points.map(point => element("li", "", point)));
  return [element("h3", "", section.heading), ...section.paragraphs.map(text => element("p", "", text)),
    ...(section.points.length > 0 ? [list] : []), ...section.tables.map(cardTable)];
}

function cardTable(rows) {
  const box = element("div", "wide");
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", rows[0].join(", "));
  const table = element("table", "facts");
  rows.forEach((cells, i) => {
    const row = element("tr", "");
    row.append(...cells.map(cell => element(i === 0 ? "th" : "td", "", cell)));
    table.append(row);
  });
  box.append(table);
  return box;
}

// ---- speakers

const voices = speakerProfiles({
  model: () => $("model").value,
  recordings: () => entries.filter(entry => entry.state === "done" && entry.voice === "" && entry.promised === ""
    && sure(entry.answer).length > 0).map(entry => ({ probabilities: entry.answer.probabilities, seconds: entry.answer.duration_seconds })),
  changed: askAgain,
  say,
});

const hearing = live({
  wanted: () => ({ model: $("model").value, speaker: voices.voice(),
    coverage: chosenModel().calibrated && voices.voice() === "" ? Number($("coverage").value) || null : null }),
  say,
});

function askAgain() {
  hearing.again();
  entries.forEach(entry => { entry.state = "waiting"; entry.answer = null; entry.unbiased = null; entry.turns = null; });
  list();
  work();
}

$("model").addEventListener("change", () => {
  describe();
  askAgain();
});
$("anyway").addEventListener("change", askAgain);
$("coverage").addEventListener("change", askAgain);

// ---- recordings

function add(files) {
  for (const file of files) {
    const entry = { file, name: file.name, state: "waiting", answer: null, unbiased: null, error: "" };
    if (file.size > LARGEST_BYTES) {
      entry.state = "failed";
      entry.error = "is larger than 20 MB; cut it into parts or send it as FLAC or MP3";
      say(entry.name + ": " + entry.error, true);
    }
    entries.push(entry);
  }
  list();
  work();
}

async function work() {
  if (working) {
    return;
  }
  working = true;
  for (let entry = next(); entry; entry = next()) {
    entry.state = "listening";
    list();
    const model = $("model").value;
    entry.voice = voices.voice();
    entry.promised = chosenModel().calibrated && entry.voice === "" ? $("coverage").value : "";
    try {
      entry.answer = await predict(entry.file, entry.name, model, $("anyway").checked, entry.promised, entry.voice);
      entry.state = model === $("model").value ? "done" : "waiting";
      say([entry.name + ": " + entry.answer.emotion, ...sure(entry.answer)].join(", "));
      if (entry.state === "done" && (!shown || shown === entry || entries.length === 1 || entry === entries.at(-1))) {
        show(entry);
      }
    } catch (error) {
      entry.state = "failed";
      entry.error = error.message;
      say(error.message, true);
    }
    list();
  }
  working = false;
  voices.offer();
  await hearTogether();
}

/** How probable the emotion is, as a list: empty without a voice. */
function sure(answer) {
  const share = answer.probabilities[answer.emotion];
  return share === undefined ? [] : [probable(share)];
}

function next() {
  return entries.find(entry => entry.state === "waiting");
}

// ---- recordings of one speaker

/** The answer that is shown: with the speaker's other recordings if they are taken together, or alone. */
function heard(entry) {
  return entry.unbiased ? { ...entry.answer, ...entry.unbiased } : entry.answer;
}

async function hearTogether() {
  const asked = ++timesAsked;
  const done = entries.filter(entry => entry.state === "done" && sure(entry.answer).length > 0);
  $("speaker").hidden = done.length < 2;
  let heardTogether = { answers: [], leaning: null };
  if ($("together").checked && done.length > 1) {
    try {
      heardTogether = await together(done.map(entry => entry.answer.probabilities));
      say(done.length + " recordings of one speaker, heard together.");
    } catch (error) {
      say(error.message, true);
    }
  }
  if (asked !== timesAsked) {
    return;
  }
  entries.forEach(entry => { entry.unbiased = heardTogether.answers[done.indexOf(entry)] || null; });
  const leaning = heardTogether.leaning;
  $("leaning").textContent = leaning ? "Taken off: in everything this voice says the model hears " + named(leaning, 1)
    + " too much, " + named(leaning, -1) + " too little." : TOGETHER;
  list();
  if (shown?.answer) {
    tell(heard(shown));
  }
}

/** The two emotions a model leans to most, or with sign -1 least. */
function named(leaning, sign) {
  return Object.keys(leaning).sort((a, b) => sign * (leaning[b] - leaning[a])).slice(0, 2).join(" and ");
}

$("together").addEventListener("change", hearTogether);

/** What must be known to judge this answer, without what holds for all answers of the model. */
function doubts(entry) {
  return entry.answer ? entry.answer.notes.filter(note => !("; " + entry.answer.caution + "; ").includes("; " + note + "; ")) : [];
}

function list() {
  $("queue-section").hidden = entries.length === 0;
  const focused = [...$("queue").children].findIndex(item => item.contains(document.activeElement));
  $("queue").replaceChildren(...entries.map(entry => {
    const item = element("li", entry.state);
    const button = element("button", "quiet");
    button.type = "button";
    button.setAttribute("aria-current", String(entry === shown));
    const state = entry.state === "done" ? heard(entry).emotion : entry.state === "failed" ? "not usable" : entry.state + "…";
    button.append(element("span", "name", entry.name), element("span", "state", state));
    if (doubts(entry).length > 0) {
      button.append(element("span", "doubts", "note: " + doubts(entry).join("; ")));
    }
    button.addEventListener("click", () => entry.state === "failed" ? say(entry.error, true) : show(entry));
    item.append(button);
    return item;
  }));
  $("queue").children[focused]?.firstChild.focus();
}

// ---- the result

function show(entry) {
  if (!entry.answer) {
    return;
  }
  shown = entry;
  const answer = entry.answer;
  $("empty").hidden = true;
  $("found").hidden = false;
  $("file").textContent = answer.file + ", " + answer.duration_seconds.toFixed(1) + " s";
  tell(heard(entry));
  URL.revokeObjectURL($("player").src);
  $("player").src = URL.createObjectURL(entry.file);
  $("wave").setAttribute("aria-label", "Waveform of " + answer.file);
  $("sound").hidden = !answer.log_mel;
  $("mel").src = answer.log_mel || "";
  $("loudness").hidden = !answer.voice;
  const pitch = answer.voice ? medianPitch(answer.voice) : null;
  $("seen").textContent = !answer.voice ? "Waveform and log-mel spectrogram"
    : "Waveform; spectrogram with " + (pitch ? "pitch (line, median " + Math.round(pitch) + "\u00a0Hz) and formants (dots)"
      : "no pitch, since nothing is voiced") + "; loudness";
  pictures(0);
  const long = answer.timeline.length > 1;
  $("over-time").hidden = !long;
  if (long) {
    timeline($("strip"), $("windows"), answer.timeline, Object.keys(answer.probabilities), answer.duration_seconds, seek);
  }
  talk.show();
  list();
}

function tell(answer) {
  $("emotion").textContent = "Emotion Detected: " + answer.emotion
    + (sure(answer).length > 0 ? " (" + probable(answer.probabilities[answer.emotion], 0) + ")" : "");
  $("notes").replaceChildren(...answer.notes.map(note => element("li", "", note)));
  bars($("bars"), answer.probabilities);
}

const talk = turnFinder({ shown: () => shown, model: () => $("model").value, seek, say });

function seek(seconds) {
  $("player").currentTime = seconds;
  $("player").play();
}

function pictures(played) {
  const answer = shown.answer;
  wave($("wave"), answer.peaks || [], played);
  if (answer.log_mel) {
    tracks($("tracks"), answer.log_mel_hz, answer.voice, answer.duration_seconds);
  }
  if (answer.voice) {
    loudness($("loudness"), answer.voice, answer.duration_seconds);
  }
}

function redraw() {
  if (shown) {
    pictures($("player").currentTime / shown.answer.duration_seconds);
  }
}

$("player").addEventListener("timeupdate", () => {
  wave($("wave"), shown.answer.peaks || [], $("player").currentTime / shown.answer.duration_seconds);
  talk.played($("player").currentTime);
});
window.addEventListener("resize", redraw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
$("wave").addEventListener("click", event => {
  $("player").currentTime = event.offsetX / $("wave").clientWidth * shown.answer.duration_seconds;
});

// ---- ways in

$("files").addEventListener("change", () => {
  add($("files").files);
  $("files").value = "";
});
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, event => {
    event.preventDefault();
    $("drop").classList.toggle("over", kind === "dragover");
    if (kind === "drop") {
      add(event.dataTransfer.files);
    }
  });
}
document.addEventListener("dragleave", () => $("drop").classList.remove("over"));

async function startRecording() {
  starting = true;
  try {
    const begun = Date.now();
    recording = await record(level => {
      $("level-bar").style.width = Math.min(100, 130 * level) + "%";
      const seconds = Math.floor((Date.now() - begun) / 1000);
      $("record-text").textContent = "Stop (" + seconds + " s)";
      if (seconds >= LONGEST_RECORDING_SECONDS && recording) {
        stopRecording();
      }
    });
    $("level").hidden = false;
    $("record").setAttribute("aria-pressed", "true");
    say("Recording.");
  } catch (error) {
    say(error.message, true);
  }
  starting = false;
}

async function stopRecording() {
  const ending = recording;
  recording = null;
  const file = await ending.stop();
  $("level").hidden = true;
  $("record").setAttribute("aria-pressed", "false");
  $("record-text").textContent = "Record";
  add([new File([file], "recording " + new Date().toLocaleTimeString() + ".wav", { type: file.type })]);
}

$("record").addEventListener("click", () => {
  if (recording) {
    stopRecording();
  } else if (!starting) {
    startRecording();
  }
});

loadModels().then(voices.load).then(() => teacher({
  async learned(model) {
    await loadModels();
    $("model").value = model;
    $("model").dispatchEvent(new Event("change"));
  },
})).catch(error => say(error.message, true));
