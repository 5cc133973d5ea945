// What is seen of live sound: the emotion, its probabilities over half a minute, level, pitch, and a summary at the end.
import { color, element, lines, percent, probable } from "./chart.js";
import { wavOf } from "./recorder.js";

export const SHOWN_SECONDS = 30;
const QUIET_DB = -60;
const $ = id => document.getElementById(id);

/** What goes on, in one line. */
export function tell(text, error = false) {
  $("live-status").textContent = text;
  $("live-status").classList.toggle("error", error);
}

/** The value that a share of them keeps to. */
export function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1];
}

/** Nothing is heard at the moment. */
export function pause() {
  $("live-emotion").textContent = "…";
  $("live-pitch").textContent = "–";
  $("live-db").textContent = "–";
}

/** A run begins. */
export function show() {
  $("live").hidden = false;
  $("live-now").hidden = false;
  $("live").scrollIntoView({ block: "nearest" });
  $("live-stop").hidden = false;
  $("live-summary").hidden = true;
  $("live-file").hidden = true;
  URL.revokeObjectURL($("live-download").href);
  $("live-switch").setAttribute("aria-pressed", "true");
  $("live-text").textContent = "Stop live";
  $("live-keep").disabled = true;
  pause();
  tell("Begins.");
}

/** The level of what is said now, in dB of full scale, as a bar; its number is that of the sound that was answered. */
export function level(db) {
  $("live-level").style.width = Math.max(0, Math.min(100, 100 * (1 - db / QUIET_DB))) + "%";
}

/** The emotions of a model with their colors. */
export function legend(begun) {
  $("live-legend").replaceChildren(...begun.labels.map((label, index) => {
    const item = element("li");
    const swatch = element("span", "swatch");
    swatch.style.background = color(index);
    item.append(swatch, element("span", "", label), element("span", "share", "–"));
    return item;
  }));
}

/** An answer. */
export function draw(begun, update) {
  const share = update.probabilities[update.emotion];
  $("live-emotion").textContent = update.emotion + (share === undefined ? "" : " (" + probable(share, 0) + ")")
    + (update.possible?.length > 1 ? ": " + update.possible.join(", ") : "");
  $("live-db").textContent = update.level_db.toFixed(0) + "\u00a0dB";
  $("live-pitch").textContent = update.pitch_hz === null ? "–" : Math.round(update.pitch_hz) + "\u00a0Hz";
  [...$("live-legend").children].forEach((item, index) => {
    const probability = update.probabilities[begun.labels[index]];
    item.lastChild.textContent = probability === undefined ? "–" : probable(probability, 0);
  });
  chart(begun);
}

/** The last half minute. */
export function chart(begun) {
  lines($("live-lines"), begun.points, begun.labels, begun.points.at(-1)?.time ?? 0, SHOWN_SECONDS);
}

/** What was heard in all, and the recording if it was kept. */
export function sum(ended) {
  pause();
  $("live-now").hidden = true;
  $("live-stop").hidden = true;
  $("live-switch").setAttribute("aria-pressed", "false");
  $("live-text").textContent = "Live";
  $("live-keep").disabled = false;
  if (!$("live-status").classList.contains("error")) {
    tell("Ended.");
  }
  const shares = Object.entries(ended.emotions).sort((a, b) => b[1] - a[1])
    .map(([emotion, count]) => emotion + " " + percent(count / ended.voiced)).join(", ");
  $("live-summary").textContent = "Heard " + ((ended.heard - ended.lost) / ended.rate).toFixed(1) + " s"
    + (ended.updates > 0 ? ", a voice in " + percent(ended.voiced / ended.updates) + " of it" : "") + (shares && ": " + shares) + ". "
    + (ended.behind.length > 0 ? "Answers came " + Math.round(quantile(ended.behind, 0.5)) + " ms behind the sound, 95 % of them within "
      + Math.round(quantile(ended.behind, 0.95)) + " ms; " + ended.leftOut + " were left out." : "")
    + (ended.full ? " The recording holds the first hour." : "");
  $("live-summary").hidden = false;
  if (ended.kept?.length > 0) {
    const last = ended.keptSamples % ended.rate || ended.rate;
    const blocks = [...ended.kept.slice(0, -1), ended.kept.at(-1).subarray(0, last)];
    $("live-download").href = URL.createObjectURL(wavOf(blocks, ended.rate));
    $("live-download").download = "live " + new Date().toISOString().slice(0, 19).replaceAll(":", "-") + ".wav";
    $("live-file").hidden = false;
  }
}
