// Talks to the server: which models there are, and what one hears in a recording.

const ATTEMPTS = 6;

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

function post(address, body) {
  return ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** Waits and asks again while the server is busy. */
async function ask(address, request) {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(address, request);
    if (answer.status === 503 && attempt < ATTEMPTS) {
      await wait(1000 * (Number(answer.headers.get("Retry-After")) || 2));
      continue;
    }
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new Error(body.error || "The server answered with status " + answer.status + ".");
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

function wait(milliseconds) {
  return new Promise(done => setTimeout(done, milliseconds));
}
