// Teaching: recordings of classes of one's own go to the server, which learns a model of them, cross-validated.
import { content, teach, teaching, wait } from "./api.js";
import { element, percent } from "./chart.js";

const LEAST = 5;
const FIRST_CLASSES = 2;
const LOOK_MILLISECONDS = 500;
const $ = id => document.getElementById(id);

/** The form, where models can be taught; {@code learned} gets the id of a new model. */
export async function teacher({ learned }) {
  const classes = [];
  let busy = false;
  let before = "";
  if (!(await teaching()).enabled) {
    return;
  }
  $("teach").hidden = false;
  for (let i = 0; i < FIRST_CLASSES; i++) {
    another();
  }

  function tell(text, error = false) {
    $("teach-status").textContent = text;
    $("teach-status").classList.toggle("error", error);
  }

  function another() {
    const number = classes.length + 1;
    const item = element("li");
    const label = element("label", "", "Class ");
    const name = element("input");
    name.type = "text";
    name.maxLength = 40;
    name.placeholder = ["bored", "rushed"][number - 1] ?? "another";
    label.append(name);
    const files = element("input", "away");
    files.type = "file";
    files.multiple = true;
    files.id = "teach-files-" + number;
    const choose = element("label", "button", "Choose recordings");
    choose.htmlFor = files.id;
    const count = element("p", "hint", "or drop them here");
    const one = { name, files: [], count };
    const add = more => {
      one.files.push(...more);
      count.textContent = one.files.length + (one.files.length === 1 ? " recording" : " recordings");
    };
    files.addEventListener("change", () => {
      add(files.files);
      files.value = "";
    });
    for (const kind of ["dragover", "dragleave", "drop"]) {
      item.addEventListener(kind, event => {
        event.preventDefault();
        event.stopPropagation();
        item.classList.toggle("over", kind === "dragover");
        if (kind === "drop") {
          add(event.dataTransfer.files);
        }
      });
    }
    item.append(label, files, choose, count);
    classes.push(one);
    $("teach-classes").append(item);
  }

  /** What keeps the classes from being taught; empty for nothing. */
  function lacking(taught) {
    const few = taught.find(one => one.files.length < LEAST);
    const names = taught.map(one => one.name.value.trim());
    return taught.length < 2 ? "Give recordings of two classes at least."
      : names.includes("") ? "Name every class that has recordings."
      : new Set(names).size < names.length ? "Two classes have one name."
      : few ? few.name.value.trim() + " has " + few.files.length + (few.files.length === 1 ? " recording" : " recordings") + "; five of each class are needed at least." : "";
  }

  async function learn() {
    const taught = classes.filter(one => one.files.length > 0);
    const reason = lacking(taught);
    if (reason || busy) {
      tell(reason || "It learns already.", Boolean(reason));
      return;
    }
    busy = true;
    $("teach-learn").disabled = true;
    $("teach-found").hidden = true;
    try {
      const { lesson } = await teach("start", { name: $("teach-name").value.trim(), lesson: before });
      before = lesson;
      const refused = await send(lesson, taught);
      await teach("learn", { lesson });
      const result = await done(lesson);
      show(result, refused);
      await learned(result.model);
    } catch (error) {
      tell(error.message, true);
    }
    busy = false;
    $("teach-learn").disabled = false;
  }

  /** Sends all clips; gives what was said of those that cannot be used. */
  async function send(lesson, taught) {
    const all = taught.flatMap(one => one.files.map(file => ({ label: one.name.value.trim(), file })));
    const refused = [];
    for (const [i, { label, file }] of all.entries()) {
      tell("Sends recording " + (i + 1) + " of " + all.length + ".");
      try {
        const sound = await content(file).catch(() => {
          throw new Error(file.name + " cannot be read any more; choose it again.");
        });
        await teach("clip", { lesson, label, file: file.name, sound });
      } catch (error) {
        if (error.status !== 413 && error.status !== 422) {
          throw error;
        }
        refused.push(error.message);
      }
    }
    return refused;
  }

  async function done(lesson) {
    for (;;) {
      const now = await teach("state", { lesson });
      if (now.state === "learned") {
        return now.result;
      }
      if (now.state === "failed") {
        throw new Error("It could not be learned: " + now.progress);
      }
      tell("Learns: " + now.progress + ".");
      await wait(LOOK_MILLISECONDS);
    }
  }

  function show(result, refused) {
    tell("Learned." + (refused.length > 0 ? " Left out: " + refused.join("; ") : ""), refused.length > 0);
    const span = result.interval.length === 2 ? " (95 % interval " + percent(Math.max(0, result.interval[0])) + " to " + percent(Math.min(1, result.interval[1])) + ")" : "";
    $("teach-score").textContent = "Cross-validated: it tells " + result.labels.join(", ") + " apart with a UAR of " + percent(result.uar) + span
      + "; guessing gives " + percent(result.chance) + "."
      + (result.speaker_independent ? "" : " A voice may have been on both sides of that test: expect less of new voices.")
      + (result.encoder ? "" : " No speech encoder is on this machine; ./ser fetch whisper-tiny.en gets one, which usually hears far more.");
    $("teach-outlook").textContent = result.outlook;
    $("teach-use").textContent = "It is chosen above; ./ser predict --model " + result.model + " FILES uses it, too.";
    $("teach-found").hidden = false;
  }

  $("teach-more").addEventListener("click", another);
  $("teach-form").addEventListener("submit", event => {
    event.preventDefault();
    learn();
  });
}
