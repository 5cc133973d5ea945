package serlab.tracking;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.server.Destination;

/**
 * A process that tracks until it is killed, and says on standard output what it was told to be safe: {@code run KEY},
 * {@code metric STEP}, {@code artifact PATH}, {@code model}. Arguments: server, folder of the outbox, steps (0 for
 * endless).
 */
final class TrackingChild {
    private TrackingChild() {
    }

    public static void main(String[] arguments) throws Exception {
        int steps = Integer.parseInt(arguments[2]);
        Path model = Files.createDirectories(Path.of(arguments[1]).resolve("model-of-" + ProcessHandle.current().pid()));
        Files.write(model.resolve("net.bin"), new byte[100_000]);
        try (OutboxTracker tracker = new OutboxTracker(Destination.at(URI.create(arguments[0]), Map.of()), Path.of(arguments[1]));
             Run run = tracker.start(new RunRequest("crashes", "child", null, Map.of()))) {
            System.out.println("run " + run.key());
            for (int step = 1; steps == 0 || step <= steps; step++) {
                run.metrics(Map.of("loss", 1.0 / step), step);
                System.out.println("metric " + step);
                if (step % 25 == 0) {
                    run.artifact("files/" + step, new byte[] {(byte) step});
                    System.out.println("artifact files/" + step);
                }
                if (step == 30) {
                    run.model("net", model, ModelSignature.of(4, 4, 2));
                    System.out.println("model");
                }
                Thread.sleep(2);
            }
            run.finish(RunStatus.FINISHED);
        }
    }
}
