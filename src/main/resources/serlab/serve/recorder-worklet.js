// Hands the samples of the microphone over, block by block.
class Tap extends AudioWorkletProcessor {
  process(inputs) {
    const channel = inputs[0][0];
    if (channel) {
      this.port.postMessage(channel.slice());
    }
    return true;
  }
}

registerProcessor("tap", Tap);
