package serlab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.cli.terminal.TemporaryFolder;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.model.ModelBundle;
import serlab.model.ModelSpec;
import serlab.predict.StarterModel;
import serlab.training.Throughput;
import serlab.training.TrainingSpec;

/** {@code ./ser warm-up}: goes once through prediction and training, so that the launcher can archive the classes they load. */
@Command(name = "warm-up", hidden = true, description = "Goes once through prediction and training; for the launcher.")
final class WarmUpCommand implements Callable<Integer> {
    private static final int BANDS = 16;
    private static final int SAMPLING_RATE = 22050;

    @Override
    public Integer call() throws IOException {
        try (TemporaryFolder temporary = TemporaryFolder.create("ser-warm-up")) {
            Path folder = temporary.path();
            ModelBundle bundle = ModelBundle.untrained("warm-up", ModelSpec.of(Map.of("type", "logmel-stats-cnn")),
                    FeatureSpec.of(Map.of("type", "log-mel", "bands", BANDS, "frames", BANDS)),
                    new Scaler(Scaler.Kind.PER_BAND, new float[BANDS], ones()), List.of("calm", "happy"),
                    TrainingSpec.of(Map.of()).build(1));
            bundle.save(folder.resolve("model"));
            Path wav = folder.resolve("clip.wav");
            Files.write(wav, WavEncoder.encode16(tone()));
            Path flac = folder.resolve("clip.flac");
            try (InputStream tone = WarmUpCommand.class.getResourceAsStream("tone.flac")) {
                Files.copy(tone, flac);
            }
            Throughput.trainOneStep();
            return Ser.execute("predict", "--json", "--model", folder.resolve("model").toString(), wav.toString(),
                    flac.toString()) + Ser.execute("predict", "--model", StarterModel.NAME, flac.toString());
        }
    }

    private static float[] ones() {
        float[] ones = new float[BANDS];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Waveform tone() {
        float[] samples = new float[SAMPLING_RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(0.05 * i));
        }
        return new Waveform(samples, SAMPLING_RATE);
    }
}
