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

/** What a model hears; waits and asks again while the server is busy. */
export async function predict(file, name, model) {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(file, name, model);
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

async function send(file, name, model) {
  const form = new FormData();
  form.append("file", file, name);
  form.append("model", model);
  form.append("views", "true");
  try {
    return await fetch("api/predict", { method: "POST", body: form });
  } catch {
    throw new Error("The server cannot be reached; is it still running?");
  }
}

function wait(milliseconds) {
  return new Promise(done => setTimeout(done, milliseconds));
}
