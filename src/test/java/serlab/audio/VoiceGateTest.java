package serlab.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;

class VoiceGateTest {
    private static final int OF_EACH_KIND = 5;

    private static Waveform voice(Clip clip) throws Exception {
        return AudioDecoder.decode(clip.source().bytes(), clip.id());
    }

    @Test
    void noiseHumAndMusicAreNoVoice() {
        List<String> heard = new ArrayList<>();
        int all = 0;
        for (String kind : NoVoiceSounds.names()) {
            for (int seed = 0; seed < OF_EACH_KIND; seed++) {
                all++;
                if (VoiceGate.hears(NoVoiceSounds.of(kind, seed))) {
                    heard.add(kind + " " + seed);
                }
            }
        }
        assertTrue(heard.size() <= 0.02 * all, heard.size() + " of " + all + ": " + heard);
    }

    @Test
    void syntheticVoicesAreVoicesHoweverQuiet() throws Exception {
        for (Clip clip : new SyntheticSpec(2, 1, 1).open(null).clips()) {
            Waveform sound = voice(clip);
            assertTrue(VoiceGate.hears(sound), clip.id());
            float[] quiet = new float[sound.samples().length];
            for (int i = 0; i < quiet.length; i++) {
                quiet[i] = Math.round(0.01f * 32768 * sound.samples()[i]) / 32768f;
            }
            assertTrue(VoiceGate.hears(new Waveform(quiet, sound.sampleRate())), clip.id() + ", 40 dB quieter");
        }
    }

    @Test
    void aTelephonesRateIsEnough() throws Exception {
        Waveform sound = voice(new SyntheticSpec(1, 1, 1).open(null).clips().get(0));
        assertTrue(VoiceGate.hears(Resampler.resample(sound, 8000)));
    }

    @Test
    void aVoiceAnywhereInALongRecordingIsFound() throws Exception {
        Waveform voice = voice(new SyntheticSpec(1, 1, 1).open(null).clips().get(0));
        int rate = voice.sampleRate();
        float[] minutes = new float[40 * rate];
        for (int i = 0; i < minutes.length; i++) {
            minutes[i] = (i * 7919L % 101 - 50) / 50_000f;
        }
        assertFalse(VoiceGate.hears(new Waveform(minutes, rate)));
        System.arraycopy(voice.samples(), 0, minutes, 27 * rate, voice.samples().length);
        assertTrue(VoiceGate.hears(new Waveform(minutes, rate)));
    }

    @Test
    void thePitchOfAFrameIsThatOfItsHarmonics() {
        int rate = 16_000;
        float[] samples = new float[rate];
        for (int i = 0; i < rate; i++) {
            for (int h = 1; h <= 20; h++) {
                samples[i] += (float) (Math.sin(2 * Math.PI * 123.4 * h * i / rate) / h / 4);
            }
        }
        VoiceFrames.Frame middle = VoiceFrames.of(new Waveform(samples, rate), loudest -> loudest - 200).get(30);
        assertEquals(123.4, middle.pitch(), 0.5);
        assertTrue(middle.harmonicity() > 0.4, String.valueOf(middle.harmonicity()));
        assertEquals(0, Arrays.stream(middle.shape()).sum(), 1e-9);
        assertEquals(0, VoiceFrames.of(new Waveform(new float[rate], rate), loudest -> loudest - 200).get(30).pitch());
    }
}
