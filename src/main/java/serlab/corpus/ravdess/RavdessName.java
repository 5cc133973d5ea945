package serlab.corpus.ravdess;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;

/**
 * The seven fields of a RAVDESS file name: modality-channel-emotion-intensity-statement-repetition-actor.
 *
 * <p>Source: Livingstone and Russo 2018, The Ryerson Audio-Visual Database of Emotional Speech and Song,
 * doi:10.1371/journal.pone.0196391; Zenodo record 1188976.
 *
 * @param modality   1 audio and video, 2 video, 3 audio
 * @param channel    1 speech, 2 song
 * @param emotion    1 to 8, position in {@link #EMOTIONS} plus one
 * @param intensity  1 normal, 2 strong
 * @param statement  1 "Kids are talking by the door", 2 "Dogs are sitting by the door"
 * @param repetition 1 or 2
 * @param actor      1 to 99; odd ones are men
 */
public record RavdessName(int modality, int channel, int emotion, int intensity, int statement, int repetition, int actor) {
    public static final List<String> EMOTIONS =
            List.of("neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised");
    public static final int AUDIO_ONLY = 3;
    private static final Pattern PATTERN =
            Pattern.compile("0([1-3])-0([12])-0([1-8])-0([12])-0([12])-0([12])-(0[1-9]|[1-9][0-9])");

    /** Reads a file name without its extension; empty if it is not of this form. */
    public static Optional<RavdessName> parse(String stem) {
        Matcher m = PATTERN.matcher(stem);
        if (!m.matches()) {
            return Optional.empty();
        }
        int[] f = new int[m.groupCount()];
        for (int i = 0; i < f.length; i++) {
            f[i] = Integer.parseInt(m.group(i + 1));
        }
        return Optional.of(new RavdessName(f[0], f[1], f[2], f[3], f[4], f[5], f[6]));
    }

    /** The name without extension, {@code 03-01-05-02-01-02-12}. */
    public String id() {
        return "0" + modality + "-0" + channel + "-0" + emotion + "-0" + intensity + "-0" + statement + "-0"
                + repetition + "-" + speaker();
    }

    String label() {
        return EMOTIONS.get(emotion - 1);
    }

    /** The actor's number in two digits. */
    public String speaker() {
        return actor < 10 ? "0" + actor : Integer.toString(actor);
    }

    /** {@code speech} or {@code song}. */
    String channelName() {
        return channel == 1 ? "speech" : "song";
    }

    /** What {@link Clip#fields()} says of the clip. */
    public Map<String, String> fields() {
        return Map.of("channel", channelName(), "intensity", intensity == 1 ? "normal" : "strong",
                "statement", statement == 1 ? "kids" : "dogs", "repetition", Integer.toString(repetition),
                "sex", actor % 2 == 1 ? "male" : "female", "actor", speaker());
    }

    /** This clip, with {@code source} for its audio. */
    public Clip clip(ClipSource source) {
        return clip(id(), source);
    }

    /** This clip under another id. */
    public Clip clip(String id, ClipSource source) {
        return new Clip(id, label(), speaker(), fields(), source);
    }
}
