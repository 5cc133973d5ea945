package serlab.model;

import java.util.ArrayList;
import java.util.List;
import serlab.audio.Waveform;
import serlab.augment.ChangedCopy;
import serlab.augment.Speed;
import serlab.feature.FeatureSpec;

/**
 * Inference of a single model: the recording at each speed, its feature cut into windows, each scaled and put to the model,
 * and what it says of them all averaged by a {@link LogOpinionPool}.
 *
 * @param model a bundle without further members
 */
record Inference(ModelBundle model) {
    /** What it hears in a recording, before any temperature. */
    BundleAnswer hear(Waveform waveform) {
        List<float[][]> played = model.inference().speeds().stream().map(speed -> feature(waveform, speed)).toList();
        return new BundleAnswer(LogOpinionPool.of(played.stream().flatMap(feature -> windows(feature).stream()).toList()),
                played.stream().mapToDouble(this::strangeness).min().orElseThrow());
    }

    /** What it hears in a feature as {@link FeatureSpec#extract} gives it, by the temperature of the model. */
    BundleAnswer hear(float[][] extracted) {
        return new BundleAnswer(LogOpinionPool.of(windows(extracted), model.inference().temperature()), strangeness(extracted));
    }

    /** The feature of a recording as it is: whole where the model reads windows, else as {@link FeatureSpec#extract} gives it. */
    float[][] feature(Waveform waveform) {
        return model.inference().whole() ? model.features().full(waveform) : model.features().extract(waveform);
    }

    private float[][] feature(Waveform waveform, double speed) {
        return feature(speed == 1 ? waveform : new ChangedCopy(Speed.of(speed), 0, 0).apply(waveform));
    }

    private double strangeness(float[][] feature) {
        return model.scaler().distance(feature) / model.scaler().furthest();
    }

    /** What the model says of each window of a feature. */
    private List<float[]> windows(float[][] extracted) {
        model.requireNoSpeaker();
        int frames = model.features().frames();
        List<float[]> opinions = new ArrayList<>();
        float[][] window = new float[model.features().bands()][frames];
        for (int start : model.inference().starts(extracted[0].length, frames)) {
            model.scaler().apply(extracted, start, window);
            float[] flat = new float[window.length * frames];
            for (int band = 0; band < window.length; band++) {
                System.arraycopy(window[band], 0, flat, band * frames, frames);
            }
            opinions.add(model.weights().probabilities(flat));
        }
        return opinions;
    }
}
