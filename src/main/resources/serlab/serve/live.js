// Live: the microphone's sound goes to the server block by block, and what is heard comes back while it is still said.
import { liveSound, liveStart, liveStop, wait } from "./api.js";
import { chart, draw, legend, level, pause, quantile, show, SHOWN_SECONDS, sum, tell } from "./live-view.js";
import { microphone, pcm } from "./recorder.js";

/** Sound that waits for a lost connection; of more the oldest is lost. */
const KEPT_SECONDS = 10;
const LONGEST_BLOCK_SECONDS = 5;
const LONGEST_RECORDING_SECONDS = 3600;
const AGAIN_MILLISECONDS = 1000;
const LEVEL_SAMPLES = 2048;
const $ = id => document.getElementById(id);

/** The newest samples, by their number since the beginning. */
class Sound {
  constructor(most) {
    this.ring = new Int16Array(most);
    this.taken = 0;
  }

  add(block) {
    for (const amplitude of block) {
      this.ring[this.taken++ % this.ring.length] = pcm(amplitude);
    }
  }

  get first() {
    return Math.max(0, this.taken - this.ring.length);
  }

  part(from, to) {
    return Int16Array.from({ length: to - from }, (_, i) => this.ring[(from + i) % this.ring.length]);
  }
}

/** The switch and what it shows; {@code wanted} gives {model, speaker, coverage}. {@code again} begins anew with others. */
export function live({ wanted, say }) {
  let run = null;
  let starting = false;

  // ---- sound

  async function start() {
    starting = true;
    const context = new AudioContext();
    try {
      await context.audioWorklet.addModule("recorder-worklet.js");
      const rate = context.sampleRate;
      const begun = { context, rate, sound: new Sound(KEPT_SECONDS * rate), session: null, base: 0, heard: 0, every: 0, marks: [],
        points: [], labels: [], behind: [], updates: 0, voiced: 0, emotions: {}, leftOut: 0, lost: 0, kept: $("live-keep").checked ? [] : null,
        keptSamples: 0, energy: 0, counted: 0, away: false, ended: false, wake: () => {} };
      begun.tap = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0 });
      begun.tap.port.onmessage = ({ data }) => take(begun, data);
      await connect(begun);
      run = begun;
      show();
      pump(begun);
    } catch (error) {
      context.close();
      say(error.message, true);
    }
    starting = false;
  }

  async function connect(begun) {
    begun.stream = await microphone();
    if (begun.ended) {
      begun.stream.getTracks().forEach(track => track.stop());
      return;
    }
    begun.source = begun.context.createMediaStreamSource(begun.stream);
    begun.source.connect(begun.tap);
    begun.stream.getAudioTracks()[0].addEventListener("ended", () => lost(begun));
    await begun.context.resume();
  }

  /** The microphone was unplugged, or taken by the system. */
  async function lost(begun) {
    tell("The microphone gives no sound any more; it is tried again every second.", true);
    pause();
    begun.source.disconnect();
    while (!begun.ended) {
      await wait(AGAIN_MILLISECONDS);
      try {
        await connect(begun);
        tell("The microphone is back.");
        return;
      } catch {
        continue;
      }
    }
  }

  function take(begun, block) {
    if (begun.ended) {
      return;
    }
    const before = begun.sound.taken;
    begun.sound.add(block);
    const hop = Math.floor((begun.sound.taken - begun.base) / begun.every);
    if (begun.every > 0 && hop > Math.floor((before - begun.base) / begun.every)) {
      begun.marks.push({ sample: begun.base + hop * begun.every, time: performance.now() });
      begun.marks.splice(0, begun.marks.length - 100);
      begun.wake();
    }
    keep(begun, block);
    begun.energy += block.reduce((sum, amplitude) => sum + amplitude * amplitude, 0);
    begun.counted += block.length;
    if (begun.counted >= LEVEL_SAMPLES) {
      level(10 * Math.log10(begun.energy / begun.counted + 1e-10));
      begun.energy = 0;
      begun.counted = 0;
    }
  }

  /** In pieces of a second, so that an hour is no million arrays. */
  function keep(begun, block) {
    if (!begun.kept || begun.keptSamples + block.length > LONGEST_RECORDING_SECONDS * begun.rate) {
      begun.full = Boolean(begun.kept);
      return;
    }
    for (const amplitude of block) {
      const at = begun.keptSamples++ % begun.rate;
      if (at === 0) {
        begun.kept.push(new Int16Array(begun.rate));
      }
      begun.kept.at(-1)[at] = pcm(amplitude);
    }
  }

  // ---- the server

  async function pump(begun) {
    while (!begun.ended) {
      try {
        if (!begun.session) {
          await open(begun);
        }
        const from = Math.max(begun.heard, begun.sound.first);
        const due = begun.base + Math.floor((begun.sound.taken - begun.base) / begun.every) * begun.every;
        const to = Math.min(due, from + LONGEST_BLOCK_SECONDS * begun.rate);
        if (to <= from) {
          await new Promise(done => { begun.wake = done; });
          continue;
        }
        const session = begun.session;
        const answer = await liveSound(session, from - begun.base, begun.sound.part(from, to));
        if (session === begun.session) {
          heard(begun, answer);
        }
      } catch (error) {
        if (!await again(begun, error)) {
          return;
        }
      }
    }
  }

  async function open(begun) {
    const asked = JSON.stringify(wanted());
    const answer = await liveStart({ rate: begun.rate, ...JSON.parse(asked) });
    begun.session = asked === JSON.stringify(wanted()) ? answer.session : null;
    begun.base = Math.max(begun.heard, begun.sound.first);
    begun.lostBefore = begun.lost + begun.base - begun.heard;
    begun.lost = begun.lostBefore;
    begun.heard = begun.base;
    begun.every = answer.every_samples;
    begun.marks = [];
    begun.leftBefore = begun.leftOut;
    if (answer.labels.join() !== begun.labels.join()) {
      begun.labels = answer.labels;
      begun.points = [];
      legend(begun);
    }
    $("live-note").textContent = answer.caution ? "Caution: " + answer.caution + "." : "";
    if (!begun.away) {
      tell("Listening.");
    }
  }

  /** Whether to go on behind an error. */
  async function again(begun, error) {
    if (begun.ended) {
      return false;
    }
    if (error.status === 404 && begun.session) {
      begun.session = null; // it heard nothing for too long, or the server was started anew
      return true;
    }
    if (error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 409) {
      tell(error.message, true);
      await stop();
      return false;
    }
    begun.away = true;
    pause();
    // what the server has too much of: the sentence without its advice, which is followed here
    const reason = error.status === 503 ? error.message.replace(/; try again.*$/, "") : "the connection is lost";
    tell(reason[0].toUpperCase() + reason.slice(1) + "; it is tried again every second.", true);
    await wait(AGAIN_MILLISECONDS);
    return true;
  }

  function heard(begun, answer) {
    begun.heard = Math.max(begun.heard, begun.base + answer.heard);
    begun.leftOut = begun.leftBefore + answer.left_out;
    begun.lost = begun.lostBefore + Math.round(answer.lost_seconds * begun.rate);
    if (begun.away) {
      begun.away = false;
      tell("The connection is back.");
    }
    const update = answer.update;
    if (!update || begun.ended) {
      return;
    }
    const sample = begun.base + Math.round(update.time_seconds * begun.rate);
    begun.updates++;
    if (update.voice) {
      begun.voiced++;
      begun.emotions[update.emotion] = (begun.emotions[update.emotion] ?? 0) + 1;
    }
    begun.points.push({ time: sample / begun.rate, probabilities: update.probabilities });
    while (begun.points[0].time < sample / begun.rate - SHOWN_SECONDS - 1) {
      begun.points.shift();
    }
    draw(begun, update);
    const mark = begun.marks.find(one => one.sample >= sample);
    if (mark) {
      begun.behind.push(performance.now() - mark.time);
      begun.behind.splice(0, begun.behind.length - 14_400);
      $("live-behind").textContent = Math.round(quantile(begun.behind.slice(-8), 0.5)) + "\u00a0ms";
    }
  }

  async function stop() {
    const ending = run;
    run = null;
    ending.ended = true;
    ending.wake();
    ending.stream.getTracks().forEach(track => track.stop());
    await ending.context.close();
    if (ending.session) {
      liveStop(ending.session).catch(() => {});
    }
    sum(ending);
  }

  $("live-switch").addEventListener("click", () => {
    if (run) {
      stop();
    } else if (!starting) {
      start();
    }
  });
  $("live-stop").addEventListener("click", () => {
    $("live-switch").focus({ preventScroll: true });
    stop();
  });
  window.addEventListener("resize", () => run && chart(run));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => run && chart(run));

  return {
    again() {
      if (run?.session) {
        liveStop(run.session).catch(() => {});
        run.session = null;
        run.wake();
      }
    },
  };
}
