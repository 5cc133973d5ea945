// Speaker profiles: which there are, whose is used, making one of the recordings that were answered, deleting one.
import { enroll, forget, speakers } from "./api.js";
import { element } from "./chart.js";

const ENOUGH_SECONDS = 30;
const $ = id => document.getElementById(id);

/**
 * Wires the choice of a speaker and the form that makes a profile.
 *
 * @param page.model      id of the chosen model
 * @param page.recordings answered recordings, as the model hears them of nobody in particular: [{probabilities, seconds}]
 * @param page.changed    called when other answers are to be asked for
 * @param page.say        tells the user something
 */
export function speakerProfiles(page) {
  let known = { enabled: false, speakers: [] };

  async function load() {
    known = await speakers();
    show();
  }

  function fitting() {
    return known.speakers.filter(one => one.models.includes(page.model()));
  }

  function show(chosen = $("voice").value) {
    const nobody = element("option", "", "anyone");
    nobody.value = "";
    $("voice").replaceChildren(nobody, ...known.speakers.map(one => {
      const fits = one.models.includes(page.model());
      const option = element("option", "", one.speaker + (fits ? "" : " (another model’s)"));
      option.value = one.speaker;
      option.disabled = !fits;
      option.selected = fits && one.speaker === chosen;
      return option;
    }));
    $("who").hidden = known.speakers.length === 0;
    $("forget").hidden = voice() === "";
    offer();
  }

  /** Who speaks; empty for anyone. */
  function voice() {
    return fitting().some(one => one.speaker === $("voice").value) ? $("voice").value : "";
  }

  /** Shows the form where there is something to make a profile of. */
  function offer() {
    const recordings = page.recordings();
    const seconds = recordings.reduce((sum, one) => sum + one.seconds, 0);
    $("enroll").hidden = !known.enabled || voice() !== "" || recordings.length === 0;
    $("enroll-button").textContent = known.speakers.some(one => one.speaker === $("enroll-name").value.trim())
      ? "Replace profile" : "Make profile";
    $("enroll-hint").textContent = recordings.length + (recordings.length === 1 ? " recording, " : " recordings, ")
      + seconds.toFixed(0) + " s; all of it must be one person’s. " + (seconds < ENOUGH_SECONDS
        ? "Half a minute or more in mixed emotions is advised." : "A profile holds no sound and stays on this machine’s disk.");
  }

  $("voice").addEventListener("change", () => {
    show();
    page.changed();
  });
  $("enroll-name").addEventListener("input", offer);
  $("enroll").addEventListener("submit", async event => {
    event.preventDefault();
    const name = $("enroll-name").value.trim();
    try {
      const made = await enroll({ speaker: name, model: page.model(), recordings: page.recordings(),
        replace: $("enroll-button").textContent === "Replace profile" });
      await load();
      show(name);
      page.say("Profile of " + name + ", of " + made.recordings + (made.recordings === 1 ? " recording" : " recordings")
        + (made.advice ? ". " + made.advice : "") + ".");
      $("voice").focus();
      page.changed();
    } catch (error) {
      page.say(error.message, true);
    }
  });
  $("forget").addEventListener("click", async () => {
    const name = voice();
    try {
      known = await forget(name);
      show("");
      page.say("The profile of " + name + " is deleted.");
      page.changed();
    } catch (error) {
      page.say(error.message, true);
    }
  });

  return { load, show, offer, voice };
}
