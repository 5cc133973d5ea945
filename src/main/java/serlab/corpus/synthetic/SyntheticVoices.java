package serlab.corpus.synthetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.corpus.ravdess.RavdessName;

/**
 * A corpus that no human spoke. Each clip is synthesized when its bytes are asked for; equal specs give equal bytes on
 * every machine.
 */
final class SyntheticVoices {
    /** What tables call it. */
    static final String NAME = "synthetic voices";
    /** Intensity, statement and repetition of a speaker's clips of one emotion, in the order they are taken. */
    private static final int[][] TAKES =
            {{1, 1, 1}, {2, 2, 1}, {2, 1, 1}, {1, 2, 1}, {1, 1, 2}, {2, 2, 2}, {2, 1, 2}, {1, 2, 2}};
    private static final int[][] NEUTRAL_TAKES = {{1, 1, 1}, {1, 2, 1}, {1, 1, 2}, {1, 2, 2}};

    private SyntheticVoices() {
    }

    static Corpus corpus(SyntheticSpec spec) {
        List<Clip> clips = new ArrayList<>();
        for (int speaker = 1; speaker <= spec.speakers(); speaker++) {
            for (int emotion = 1; emotion <= RavdessName.EMOTIONS.size(); emotion++) {
                int[][] takes = emotion == 1 ? NEUTRAL_TAKES : TAKES;
                for (int i = 0; i < Math.min(takes.length, spec.clipsPerEmotion()); i++) {
                    RavdessName name = new RavdessName(RavdessName.AUDIO_ONLY, 1, emotion, takes[i][0], takes[i][1],
                            takes[i][2], speaker);
                    clips.add(name.clip(new Source(spec.seed(), name)));
                }
            }
        }
        clips.sort(Comparator.comparing(Clip::id));
        return new Corpus(NAME, true, RavdessName.EMOTIONS, clips,
                List.of("these voices are synthetic, and so is every number of theirs"));
    }

    /** Synthesizes one clip as a 16 bit WAV file. */
    private record Source(long seed, RavdessName name) implements ClipSource {
        @Override
        public byte[] bytes() {
            return WavEncoder.encode16(new VoiceSynthesizer(seed, name).waveform());
        }

        @Override
        public String location() {
            return "synthetic voice " + name.id();
        }
    }
}
