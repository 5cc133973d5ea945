package serlab.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.bench.ServingLoad;
import serlab.cli.terminal.Json;
import serlab.corpus.ClipSource;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.experiment.Provenance;
import serlab.lab.Workspace;
import serlab.predict.StarterModel;
import serlab.serve.ModelShelf;
import serlab.serve.PredictionServer;
import serlab.serve.ServeSettings;
import serlab.tracking.TrackingUnavailableException;

/** {@code ./ser bench serving}. */
@Command(name = "serving", mixinStandardHelpOptions = true,
        description = "Uploads to a server of this process at a steady rate: how long the answers take.")
final class BenchServingCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "MODEL", defaultValue = StarterModel.NAME,
            description = "as for ./ser predict (default: ${DEFAULT-VALUE})")
    private String model;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "20", description = "uploads a second (default: 20)")
    private double rate;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "30", description = "how long (default: 30)")
    private double seconds;

    @Option(names = "--clip-seconds", paramLabel = "S", defaultValue = "3", description = "length of the clip (default: 3)")
    private double clipSeconds;

    @Option(names = "--views", description = "asks for waveform and spectrogram too, as the web page does")
    private boolean views;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws TrackingUnavailableException, IOException {
        if (!(clipSeconds >= 0.1 && clipSeconds <= 600)) {
            throw new InvalidInputException("--clip-seconds " + clipSeconds + " is outside 0.1–600");
        }
        ServingLoad load = new ServingLoad(rate, seconds, views);
        byte[] clip = clip();
        ModelShelf shelf = new ModelShelf(List.of(Workspace.here().models(Workspace.here().tracking(null), System.err::println).find(model)));
        ServingLoad.Measured measured;
        try (PredictionServer server = new PredictionServer(ServeSettings.local(0), shelf, Provenance.libraryVersion())) {
            server.start();
            server.warm();
            measured = load.measure(server.address(), clip);
        }
        print(measured);
        return 0;
    }

    /** A synthetic voice, again and again until the clip is long enough. */
    private byte[] clip() throws IOException {
        ClipSource source = SyntheticSpec.defaults().open(null).clips().get(0).source();
        Waveform voice = AudioDecoder.decode(source.bytes(), source.location());
        float[] samples = new float[(int) Math.round(clipSeconds * voice.sampleRate())];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = voice.samples()[i % voice.samples().length];
        }
        return WavEncoder.encode16(new Waveform(samples, voice.sampleRate()));
    }

    private void print(ServingLoad.Measured measured) {
        double longest = Arrays.stream(measured.milliseconds()).max().orElseThrow();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("uploads", measured.milliseconds().length);
        row.put("median_ms", measured.quantile(0.5));
        row.put("p99_ms", measured.quantile(0.99));
        row.put("longest_ms", longest);
        row.put("processor_ms", measured.processor());
        row.put("statuses", measured.statuses());
        System.out.printf(Locale.ROOT, "%s of %.1f s at %.1f a second: median %.1f ms, 99th percentile %.1f ms, "
                + "longest %.1f ms; %.1f ms of processor time each, client and server; answers by status %s%n",
                Counted.of(measured.milliseconds().length, "upload"), clipSeconds, rate, measured.quantile(0.5), measured.quantile(0.99),
                longest, measured.processor(), measured.statuses());
        if (json.asked()) {
            System.out.println(Json.line(Map.of("serving", row)));
        }
    }
}
