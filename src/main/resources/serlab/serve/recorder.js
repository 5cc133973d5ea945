// Records from the microphone and makes a 16-bit mono WAV of it in the browser.

/** Starts to record; {@code level} hears the loudest amplitude of each block, 0 to 1. */
export async function record(level) {
  const stream = await microphone();
  const context = new AudioContext();
  await context.audioWorklet.addModule("recorder-worklet.js");
  const tap = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0 });
  const blocks = [];
  tap.port.onmessage = ({ data }) => {
    blocks.push(data);
    level(data.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0));
  };
  context.createMediaStreamSource(stream).connect(tap);
  return {
    /** Ends the recording and gives the WAV file. */
    async stop() {
      stream.getTracks().forEach(track => track.stop());
      const rate = context.sampleRate;
      await context.close();
      return wav(blocks, rate);
    },
  };
}

/** The microphone's sound as it is, without what browsers do to it for calls. */
export async function microphone() {
  if (!navigator.mediaDevices || !window.AudioWorkletNode) {
    throw new Error("This browser gives pages like this one no microphone; open the page as localhost or over HTTPS.");
  }
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
  } catch (error) {
    throw new Error(error.name === "NotAllowedError" ? "The microphone was not allowed." : "No microphone was found.");
  }
}

function wav(blocks, rate) {
  return wavOf(blocks.map(block => Int16Array.from(block, pcm)), rate);
}

/** An amplitude as a 16-bit sample. */
export function pcm(amplitude) {
  return Math.max(-32768, Math.min(32767, Math.round(32768 * amplitude)));
}

/** A WAV file of 16-bit samples, one Int16Array after the other. */
export function wavOf(blocks, rate) {
  const count = blocks.reduce((sum, block) => sum + block.length, 0);
  const view = new DataView(new ArrayBuffer(44));
  const text = (at, word) => [...word].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + 2 * count, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, 2 * count, true);
  return new Blob([view, ...blocks], { type: "audio/wav" });
}
