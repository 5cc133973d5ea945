package serlab.predict.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.audio.VoiceGate;
import serlab.audio.Waveform;
import serlab.feature.encoder.EncoderUnavailableException;
import serlab.predict.ListeningWindow;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.SpeakerProfile;

/** Model that listens: a predictor, perhaps for one known speaker, and the length of sound that it hears at once. */
public final class LiveModel {
    private static final String LOCATION = "live sound";
    private static final int WARM_UPS = 10;

    private final Predictor predictor;
    private final Optional<SpeakerProfile> speaker;
    private final double windowSeconds;

    /**
     * @param predictor for the speaker already, if there is one
     * @param speaker   whose answers are adapted
     * @throws InvalidInputException if the model reads no recordings, or needs to know the speaker beforehand
     */
    public LiveModel(Predictor predictor, Optional<SpeakerProfile> speaker) {
        if (!predictor.model().features().ofRecordings()) {
            throw new InvalidInputException("model '" + predictor.modelName() + "' reads features of type "
                    + predictor.model().features().type() + ", and no recordings; choose another --model");
        }
        if (predictor.model().transductive()) {
            throw new InvalidInputException("model '" + predictor.modelName()
                    + "' has to know the speaker before it answers; enroll them "
                    + "(./ser enroll NAME FOLDER) and give --speaker NAME, or choose another --model");
        }
        this.predictor = predictor.answeringAnyway();
        this.speaker = speaker;
        this.windowSeconds = ListeningWindow.seconds(predictor.model());
    }

    /** What is asked. */
    public Predictor predictor() {
        return predictor;
    }

    /** The emotions, in the model's order. */
    public List<String> labels() {
        return predictor.model().labels();
    }

    /** Length of the sound that one answer comes from, in seconds. */
    public double windowSeconds() {
        return windowSeconds;
    }

    /** Has it hear something, so that its first answer takes no longer than the others. */
    public void warmUp() {
        int rate = predictor.model().features().sampleRate();
        float[] hum = new float[(int) (windowSeconds * rate)];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = (float) (0.1 * Math.sin(0.06 * i) * Math.sin(0.0005 * i));
        }
        Waveform sound = new Waveform(hum, rate);
        for (int round = 0; round < WARM_UPS; round++) {
            VoiceGate.listen(sound, 1);
            hear(sound);
        }
    }

    /** What it hears where somebody speaks; no probabilities where that is too short for it. */
    Prediction hear(Waveform window) {
        try {
            Prediction heard = predictor.predict(window, LOCATION);
            return speaker.map(profile -> profile.adapted(heard)).orElse(heard);
        } catch (EncoderUnavailableException e) {
            throw e;
        } catch (InvalidInputException tooShort) {
            return new Prediction(Prediction.NOT_SURE, Map.of(), window.durationSeconds(), List.of());
        }
    }
}
