package serlab.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.cli.terminal.Json;
import serlab.lab.Workspace;
import serlab.tracking.outbox.OutboxSync;
import serlab.tracking.server.Destination;

/** {@code ./ser sync}: sends what tracking servers have not had. */
@Command(name = "sync", mixinStandardHelpOptions = true,
        description = "Sends what an unreachable tracking server has not had, and ends runs whose process died.")
final class SyncCommand implements Callable<Integer> {
    @Option(names = "--forget-refused", description = "drops what a server refused for good")
    private boolean forget;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Workspace project = Workspace.here();
        OutboxSync.Result result = OutboxSync.run(project.mlruns(), name -> project.destination(name.equals(Destination.LOCAL) ? Optional.empty() : Optional.of(name), System.err::println));
        if (result.ended() > 0) {
            System.out.println(result.ended() + (result.ended() == 1 ? " run whose process" : " runs whose processes")
                    + " had died ended as KILLED.");
        }
        System.out.println(result.sent() + (result.sent() == 1 ? " record" : " records") + " sent.");
        result.left().forEach(line -> System.out.println("left: " + line));
        result.refused().forEach(line -> System.out.println("refused: " + line));
        if (forget) {
            OutboxSync.forgetRefused(project.mlruns());
        } else if (!result.refused().isEmpty()) {
            System.out.println("Refused records stay aside; ./ser sync --forget-refused drops them.");
        }
        if (json.asked()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("sent", result.sent());
            all.put("ended", result.ended());
            all.put("left", result.left());
            all.put("refused", result.refused());
            System.out.println(Json.line(all));
        }
        return result.left().isEmpty() ? 0 : Ser.FAILED;
    }
}
