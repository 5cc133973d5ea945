// Who felt what, when: the turns of the shown recording, as strips under the waveform, a table that plays, and files.
import { turns as ask } from "./api.js";
import { color, element, probable } from "./chart.js";

const FILES = { csv: ["CSV", ".csv", "text/csv"], webvtt: ["WebVTT", ".vtt", "text/vtt"], textgrid: ["TextGrid", ".TextGrid", "text/plain"],
  audacity: ["Audacity labels", ".labels.txt", "text/plain"] };
/** Shorter recordings are of one turn. */
const SHORTEST_SECONDS = 4;
const $ = id => document.getElementById(id);

/**
 * Turns of the recording that is shown: {@code shown} gives it, {@code model} an id, {@code seek} plays from a second, {@code say}
 * tells. Entries keep what was found as {@code turns}.
 */
export function turnFinder({ shown, model, seek, say }) {
  let addresses = [];

  async function find() {
    const entry = shown();
    const asked = model();
    $("talk-find").disabled = true;
    say("Looking for turns in " + entry.name + "…");
    try {
      entry.turns = await ask(entry.file, entry.name, asked, $("talk-speakers").value);
      const count = entry.turns.speakers.length;
      say(entry.name + ": " + count + (count === 1 ? " speaker." : " speakers."));
    } catch (error) {
      say(error.message, true);
    }
    $("talk-find").disabled = false;
    if (entry === shown()) {
      show();
    }
  }

  /** Shows what was found of the recording that is shown, if anything. */
  function show() {
    const entry = shown();
    const found = entry.turns;
    $("talk").hidden = entry.answer.duration_seconds < SHORTEST_SECONDS || !entry.answer.peaks;
    $("talk-found").hidden = !found;
    addresses.forEach(address => URL.revokeObjectURL(address));
    addresses = [];
    $("talk-strips").replaceChildren(...found ? found.speakers.map(speaker => strip(found, speaker.name)) : []);
    if (!found) {
      return;
    }
    const labels = emotions(found);
    $("talk-turns").replaceChildren(...found.turns.map(turn => row(turn, labels)));
    $("talk-notes").replaceChildren(...found.notes.map(note => element("li", "", note)));
    $("talk-files").replaceChildren("Download", ...Object.keys(FILES).map(format => link(found, format)));
  }

  function emotions(found) {
    return Object.keys(found.turns.find(turn => turn.speaker)?.probabilities ?? {});
  }

  function strip(found, speaker) {
    const bar = element("div", "strip");
    const labels = emotions(found);
    bar.append(...found.turns.filter(turn => turn.speaker === speaker).map(turn => {
      const part = element("i");
      part.style.left = 100 * turn.start_seconds / found.duration_seconds + "%";
      part.style.width = 100 * (turn.end_seconds - turn.start_seconds) / found.duration_seconds + "%";
      part.style.background = color(labels.indexOf(turn.emotion));
      part.title = speaker + ": " + turn.emotion;
      return part;
    }), element("b", "", speaker));
    bar.addEventListener("click", event => seek((event.clientX - bar.getBoundingClientRect().left) / bar.clientWidth
      * found.duration_seconds));
    return bar;
  }

  function row(turn, labels) {
    const line = element("tr");
    const play = element("button", "quiet", clock(turn.start_seconds));
    play.type = "button";
    play.setAttribute("aria-label", "Play from " + clock(turn.start_seconds) + ", " + (turn.speaker ? turn.speaker + ", " : "") + turn.emotion);
    play.addEventListener("click", () => seek(turn.start_seconds));
    const from = element("td");
    from.append(play);
    const swatch = element("span", "swatch");
    swatch.style.background = color(labels.indexOf(turn.emotion));
    const emotion = element("td");
    emotion.append(swatch, turn.emotion);
    line.append(from, element("td", "", clock(turn.end_seconds)), element("td", "", turn.speaker ?? ""), emotion,
      element("td", "", turn.confidence === null ? "" : probable(turn.confidence)));
    return line;
  }

  function link(found, format) {
    const [name, ending, type] = FILES[format];
    const anchor = element("a", "button", name);
    anchor.href = URL.createObjectURL(new Blob([found.formats[format]], { type }));
    anchor.download = found.file.replace(/\.\w+$/, "") + ending;
    addresses.push(anchor.href);
    return anchor;
  }

  function clock(seconds) {
    const tenths = Math.round(10 * seconds);
    return Math.floor(tenths / 600) + ":" + String((tenths % 600 / 10).toFixed(1)).padStart(4, "0");
  }

  /** Marks the turn at a second. */
  function played(seconds) {
    const all = shown()?.turns?.turns ?? [];
    [...$("talk-turns").children].forEach((line, i) => line.setAttribute("aria-current",
      String(all[i] && all[i].start_seconds <= seconds && seconds < all[i].end_seconds)));
  }

  $("talk-find").addEventListener("click", find);
  return { show, played };
}
