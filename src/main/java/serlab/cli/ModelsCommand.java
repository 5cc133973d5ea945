package serlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import serlab.AtomicFile;
import serlab.EmptyFolders;
import serlab.InvalidInputException;
import serlab.augment.Augmentation;
import serlab.cli.terminal.Json;
import serlab.corpus.locate.CorpusLocator;
import serlab.corpus.split.SplitProtocols;
import serlab.feature.EncoderSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.OnnxSpec;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.onnx.OnnxStore;
import serlab.lab.Workspace;
import serlab.model.ModelBundle;
import serlab.model.ModelSpec;
import serlab.predict.FoundModel;
import serlab.predict.ModelLocator;
import serlab.predict.RankedModels;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.registry.ModelRegistry;
import serlab.tracking.registry.RegisteredVersion;
import serlab.training.optimizer.Optimizer;
import serlab.training.schedule.Schedule;

/** {@code ./ser models}: the names an experiment file may use, and the models that are registered. */
@Command(name = "models", mixinStandardHelpOptions = true,
        description = "Lists what experiment files may name, and the models that are registered.")
final class ModelsCommand implements Callable<Integer> {
    /** Names of weights beside a model: of a speech encoder, and of ONNX files in a folder. */
    private static final Pattern WEIGHTS = Pattern.compile("[0-9a-f]{64}(\\.bin|/.+)");

    @Mixin
    private TrackingOption tracking;

    @Mixin
    private JsonOption json;

    @Parameters(arity = "0..*", paramLabel = "NAME",
            description = "a name that is listed: tells what it is for and which options it has")
    private List<String> named = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws TrackingUnavailableException {
        if (!named.isEmpty()) {
            System.out.print(named.stream().map(name -> PartSheet.of(name, spec.subcommands().keySet())).collect(Collectors.joining()));
            if (json.asked()) {
                System.out.println(Json.line(PartSheet.json(named)));
            }
            return 0;
        }
        Optional<ModelRegistry> server = Workspace.here().runningRegistry(tracking.address());
        FoundModel standard = tracking.models().standard();
        System.out.println("models         " + String.join(", ", ModelSpec.catalog().names()));
        System.out.println("features       " + String.join(", ", FeatureSpec.catalog().names()));
        System.out.println("augmentations  " + String.join(", ", Augmentation.catalog().names()));
        System.out.println("optimizers     " + String.join(", ", Optimizer.catalog().names()));
        System.out.println("schedules      " + String.join(", ", Schedule.catalog().names()));
        System.out.println("splits         " + String.join(", ", SplitProtocols.names()));
        System.out.println("corpora        " + String.join(", ", CorpusLocator.catalog().names()));
        System.out.println("\nWhere none is named, the answers are those of " + standard.described());
        List<RankedModels> tasks = List.of();
        try {
            if (server.isPresent()) {
                tasks = Workspace.here().models(server::get).registered();
                System.out.println();
                System.out.println(tasks.isEmpty() ? "No model is registered; ./ser models register RUN_ID --name NAME"
                        : "registered, best first; scores of different tasks cannot be compared, and best is of the first task:");
            }
        } catch (TrackingUnavailableException | InvalidInputException e) {
            System.err.println("note: registered models are not listed: " + e.getMessage()
                    + Workspace.here().mendTracking(tracking.given()));
        }
        tasks.forEach(ModelsCommand::print);
        if (json.asked()) {
            System.out.println(Json.line(json(standard, tasks)));
        }
        return 0;
    }

    private static void print(RankedModels models) {
        System.out.println("  " + models.task().words());
        models.versions().forEach(version -> System.out.println("    " + version.uri() + "  " + version.score()
                + (models.best().equals(Optional.of(version)) ? "  best" : "")));
    }

    private static Map<String, Object> json(FoundModel standard, List<RankedModels> tasks) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("default", standard.id());
        all.put("best", tasks.stream().findFirst().flatMap(RankedModels::best).map(RegisteredVersion::uri).orElse(null));
        all.put("registered", tasks.stream().flatMap(models -> models.versions().stream()).toList());
        all.put("tasks", tasks.stream().map(ModelsCommand::json).toList());
        return all;
    }

    private static Map<String, Object> json(RankedModels models) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("task", models.task());
        one.put("chance", models.task().chance());
        one.put("best", models.best().map(RegisteredVersion::uri).orElse(null));
        one.put("versions", models.versions().stream().map(RegisteredVersion::uri).toList());
        return one;
    }

    @Command(name = "register", mixinStandardHelpOptions = true,
            description = "Registers the model of a run in MLflow's model registry.")
    int register(@Parameters(paramLabel = "RUN_ID", description = "a run of ./ser run, compare or sweep") String runId,
                 @Option(names = "--name", required = true, paramLabel = "NAME", description = "its name there")
                 String name,
                 @Mixin TrackingOption server,
                 @Option(names = "--json", description = "one JSON object on standard output") boolean asJson)
            throws TrackingUnavailableException {
        RegisteredVersion version = server.models().register(runId, name);
        System.out.println(asJson ? Json.line(json(version)) : "Registered as " + version.uri());
        return 0;
    }

    private static Map<String, Object> json(RegisteredVersion version) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", version.name());
        all.put("version", version.version());
        all.put("run_id", version.runId());
        all.put("model_id", version.modelId());
        all.put("tags", version.tags());
        all.put("created", version.created());
        return all;
    }

    @Command(name = "export", mixinStandardHelpOptions = true,
            description = "Copies a model to a folder, or to an archive if the name ends in .zip.")
    int export(@Parameters(paramLabel = "MODEL", description = "as for ./ser predict --model") String model,
               @Parameters(paramLabel = "PATH", description = "folder or archive to write") Path target,
               @Option(names = "--with-encoder", description = "puts the weights of the speech encoder that its features need beside "
                       + "it, so that it works where they are not; into a folder only") boolean withEncoder,
               @Mixin TrackingOption server)
            throws TrackingUnavailableException {
        requireReplaceable(new OutputFile("PATH", target));
        ModelBundle bundle = server.models().find(model).bundle();
        Map<String, Path> weights = withEncoder ? weights(bundle, target) : Map.of();
        bundle.save(target);
        weights.forEach((name, file) -> new AtomicFile(ModelBundle.encoders(target).resolve(name))
                .write(out -> Files.copy(file, out)));
        removeOthers(ModelBundle.encoders(target), weights.keySet());
        System.out.println("Model: " + target);
        return 0;
    }

    /** Removes the weights that an earlier model in that folder needed; they are named by their SHA-256, and nothing else is. */
    private static void removeOthers(Path encoders, Set<String> kept) {
        if (!Files.isDirectory(encoders)) {
            return;
        }
        try (Stream<Path> all = Files.walk(encoders, 2)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = encoders.relativize(file).toString().replace('\\', '/');
                if (WEIGHTS.matcher(name).matches() && !kept.contains(name)) {
                    Files.delete(file);
                    EmptyFolders.delete(file.getParent(), encoders.getParent());
                }
            }
        } catch (IOException e) {
            throw AtomicFile.failure(encoders, e);
        }
    }

    /** @throws InvalidInputException if something else than a model lies where one is to be written, which would be lost, or none can be */
    private static void requireReplaceable(OutputFile written) {
        Path target = written.file();
        written.requireWritable();
        try {
            if (Files.exists(target) && !(Files.isDirectory(target) && isEmpty(target))) {
                ModelBundle.load(target);
            }
        } catch (InvalidInputException e) {
            throw new InvalidInputException("'" + target + "' is there already and is no model that would be replaced; "
                    + "choose another name, or remove it first", e);
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        }
    }

    /** The files of weights that are to lie beside a model, all of them on this machine, by their names there. */
    private static Map<String, Path> weights(ModelBundle bundle, Path target) {
        Map<String, Path> weights = new LinkedHashMap<>();
        for (ModelBundle member : bundle.members()) {
            EncoderSpec.encoders(member.features()).forEach(model ->
                    weights.put(model.sha256() + ".bin", EncoderStore.ofUser().find(model)));
            OnnxSpec.models(member.features()).forEach(model -> OnnxStore.files(model).forEach((name, file) ->
                    weights.put(model.sha256() + "/" + name, file)));
        }
        if (weights.isEmpty()) {
            throw new InvalidInputException("model '" + bundle.name() + "' needs no encoder; leave --with-encoder out");
        }
        if (target.toString().endsWith(".zip")) {
            throw new InvalidInputException("'" + target + "' is to be an archive, and encoders lie beside a model in a folder; name a "
                    + "folder, or leave --with-encoder out");
        }
        return weights;
    }

    @Command(name = "ensemble", mixinStandardHelpOptions = true,
            description = "Makes one model out of several, such as those of several runs: the mean of their log-probabilities.")
    int ensemble(@Parameters(paramLabel = "MODELS", arity = "2..*", description = "as for ./ser predict --model; same classes")
                 List<String> names,
                 @Option(names = "--out", required = true, paramLabel = "PATH", description = "folder or archive to write")
                 Path target,
                 @Option(names = "--name", defaultValue = "ensemble", paramLabel = "NAME", description = "what it is called")
                 String name,
                 @Mixin TrackingOption server)
            throws TrackingUnavailableException {
        OutputFile written = new OutputFile("--out", target);
        written.requireApartFrom(names.stream().map(Path::of).toList());
        requireReplaceable(written);
        ModelLocator locator = server.models();
        List<ModelBundle> members = new ArrayList<>();
        for (String member : names) {
            members.add(locator.find(member).bundle());
        }
        ModelBundle all = ModelBundle.ensemble(name, members);
        all.save(target);
        System.out.println("Model: " + target + ", " + all.members().size() + " networks");
        return 0;
    }
}
