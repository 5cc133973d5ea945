package serlab.notebook;

import java.util.Base64;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;

/** A recording as an audio player that needs no file. */
final class SoundHtml {
    private SoundHtml() {
    }

    static String of(Waveform waveform) {
        return "<audio controls src=\"data:audio/wav;base64,"
                + Base64.getEncoder().encodeToString(WavEncoder.encode16(waveform)) + "\"></audio>";
    }
}
