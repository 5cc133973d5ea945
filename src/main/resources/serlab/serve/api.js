// Talks to the server: which models there are, and what one hears in a recording.

const ATTEMPTS = 6;
/** For an answer to live sound. */
const PATIENCE_MILLISECONDS = 10_000;
/** Bytes that one call takes as arguments. */
const CHUNK = 8192;

/** The models and the usual one: {default, models: [...]}. */
export async function models() {
  const answer = await fetch("api/models");
  if (!answer.ok) {
    throw new Error("The server does not answer.");
  }
  return answer.json();
}

/** What a model hears; with anyway also where nobody speaks, with a coverage what it leaves possible. */
export function predict(file, name, model, anyway, coverage, speaker) {
  const form = new FormData();
  form.append("file", file, name);
  form.append("model", model);
  form.append("views", "true");
  form.append("anyway", String(anyway));
  form.append("coverage", coverage);
  form.append("speaker", speaker);
  return ask("api/predict", { method: "POST", body: form });
}

/** Who felt what, when; {@code speakers} is how many speak, or empty. */
export function turns(file, name, model, speakers) {
  const form = new FormData();
  form.append("file", file, name);
  form.append("model", model);
  form.append("speakers", speakers);
  form.append("formats", "true");
  return ask("api/turns", { method: "POST", body: form });
}

/** Answers to recordings of one speaker, without what is heard in all of them: {answers: [...], leaning: {...}}. */
export function together(answers) {
  return post("api/speaker", { answers });
}

/** Whose profiles there are: {enabled, speakers: [{speaker, models, …}]}. */
export function speakers() {
  return ask("api/speakers", {});
}

/** Makes a profile: {speaker, model, recordings: [{probabilities, seconds}], replace}. */
export function enroll(wanted) {
  return post("api/speakers", wanted);
}

/** Deletes a profile; the speakers that are left. */
export function forget(speaker) {
  return post("api/speakers/delete", { speaker });
}

/** Begins a session of live sound: {rate, model, speaker, coverage}; gives {session, every_samples, labels, …}. */
export function liveStart(wanted) {
  return live("start", wanted);
}

/** What is heard at the end of a block of 16-bit samples, which begins with sample {@code at}: {heard, update, …}. */
export function liveSound(session, at, samples) {
  return live("sound", { session, at, sound: base64(samples) });
}

/** Ends a session of live sound. */
export function liveStop(session) {
  return live("stop", { session });
}

/** Whether models can be taught here: {enabled}. */
export function teaching() {
  return ask("api/teach", {});
}

/** A step of a lesson, such as "start" or "clip"; gives {state, clips, progress, result}. */
export function teach(step, body) {
  return post("api/teach/" + step, body);
}

/** The content of a file in base64. */
export async function content(file) {
  return encoded(new Uint8Array(await file.arrayBuffer()));
}

function base64(samples) {
  const view = new DataView(new ArrayBuffer(2 * samples.length));
  samples.forEach((sample, i) => view.setInt16(2 * i, sample, true));
  return encoded(new Uint8Array(view.buffer));
}

function encoded(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
}

/** Once and not for long: whoever asks knows when to try again. */
function live(step, body) {
  return post("api/live/" + step, body, 1, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
}

function post(address, body, attempts = ATTEMPTS, more = {}) {
  return ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), ...more }, attempts);
}

/** Waits and asks again while the server is busy. */
async function ask(address, request, attempts = ATTEMPTS) {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(address, request);
    if (answer.status === 503 && attempt < attempts) {
      await wait(1000 * (Number(answer.headers.get("Retry-After")) || 2));
      continue;
    }
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw Object.assign(new Error(body.error || "The server answered with status " + answer.status + "."), { status: answer.status });
    }
    return body;
  }
}

async function send(address, request) {
  try {
    return await fetch(address, request);
  } catch {
    throw new Error("The server cannot be reached; is it still running?");
  }
}

export function wait(milliseconds) {
  return new Promise(done => setTimeout(done, milliseconds));
}
