package serlab.predict;

import java.util.Arrays;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.audio.Waveform;
import serlab.feature.ClipCheck;
import serlab.feature.dsp.Statistic;
import serlab.model.ModelBundle;

/**
 * Which part of a feature a model's decision rests on: a patch after the other is covered with the mean of its bands, and
 * what the probability of a class falls by is noted where the patch lies.
 *
 * <p>Source: Zeiler and Fergus 2014, "Visualizing and Understanding Convolutional Networks", section 4.2.
 *
 * @param bands  height of a patch, at least 1
 * @param frames its width, at least 1
 */
public record Occlusion(int bands, int frames) {
    public Occlusion {
        if (bands < 1 || frames < 1) {
            throw new InvalidInputException("patch of " + bands + " x " + frames + ": expected at least 1 x 1");
        }
    }

    /**
     * The map of a recording.
     *
     * @return {@code float[bands][frames]} of the model's feature: loss of the class's probability, negative where the class
     *         gains by covering
     * @throws InvalidInputException if the model does not know the class
     */
    public float[][] map(ModelBundle model, Waveform sound, String emotion) {
        int label = model.labels().indexOf(emotion);
        if (label < 0) {
            throw new InvalidInputException(NearestName.suggest("emotion", emotion, model.labels()));
        }
        float[][] feature = model.features().extract(ClipCheck.usable(sound, "the sound"));
        float whole = model.probabilities(feature)[label];
        float[][] map = new float[feature.length][feature[0].length];
        for (int top = 0; top < feature.length; top += bands) {
            for (int left = 0; left < feature[0].length; left += frames) {
                float loss = whole - model.probabilities(covered(feature, top, left))[label];
                for (int band = top; band < Math.min(feature.length, top + bands); band++) {
                    Arrays.fill(map[band], left, Math.min(map[band].length, left + frames), loss);
                }
            }
        }
        return map;
    }

    private float[][] covered(float[][] feature, int top, int left) {
        float[][] copy = new float[feature.length][];
        for (int band = 0; band < copy.length; band++) {
            copy[band] = feature[band].clone();
            if (band >= top && band < top + bands) {
                float mean = (float) Statistic.MEAN.of(feature[band]);
                Arrays.fill(copy[band], left, Math.min(copy[band].length, left + frames), mean);
            }
        }
        return copy;
    }
}
