package serlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.cli.terminal.TerminalStream;
import serlab.corpus.folder.FolderFiles;
import serlab.lab.Workspace;
import serlab.model.KnownShares;
import serlab.model.ModelBundle;
import serlab.model.SpeakerBias;
import serlab.predict.ClipFiles;
import serlab.predict.FoundModel;
import serlab.predict.Microphone;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.SpeakerProfile;
import serlab.predict.SpeakerProfiles;
import serlab.tracking.TrackingUnavailableException;

/** {@code ./ser predict}: an emotion and probabilities per file. */
@Command(name = "predict", mixinStandardHelpOptions = true,
        description = "Tells the emotion of recordings, with probabilities.",
        footer = {"", Ser.CODES_OF_RECORDINGS})
final class PredictCommand implements Callable<Integer> {
    private static final int WIDTH = 100;
    private static final int AHEAD_PER_WORKER = 4;

    @Parameters(arity = "0..*", paramLabel = "FILES",
            description = "recordings, or folders of them: " + AudioDecoder.FORMATS + "; PNG or JPEG for a model of images")
    private List<Path> files = List.of();

    @Mixin
    private ModelOptions model;

    @Option(names = "--speaker-of-folder", description = "every folder holds one speaker, whose recordings are heard "
            + "together before any is answered: for models normalized per speaker")
    private boolean speakerOfFolder;

    @Option(names = "--shares", split = ",", paramLabel = "EMOTION=N",
            description = "how often every emotion occurs among the recordings of each speaker, such as calm=8,sad=8; those "
            + "not named do not occur. All answers of a folder are then scaled to agree with it")
    private Map<String, Double> shares = Map.of();

    @Option(names = "--without-bias", description = "takes off what is heard in everything a speaker says; for eight or more "
            + "recordings of each speaker, in mixed emotions")
    private boolean withoutBias;

    @Option(names = "--not-sure-below", paramLabel = "P", description = "answers 'not sure' where the most probable "
            + "emotion has less than this probability, 0 to 1")
    private double notSureBelow;

    @Option(names = "--speaker", paramLabel = "NAME", description = "who speaks in all of them, as ./ser enroll knows them")
    private String speaker;

    @Mixin
    private final PromiseOptions promised = new PromiseOptions();

    @Option(names = "--answer-anyway", description = "an emotion also where nobody is heard: for whispers, and for voices "
            + "under music; silence stays silence")
    private boolean answerAnyway;

    @Option(names = "--microphone", description = "records from the default microphone until Enter is pressed")
    private boolean microphone;

    @Option(names = "--timeline", description = "also the emotion of every window of a long recording")
    private boolean timeline;

    @Option(names = "--json", description = "one JSON object per file and line")
    private boolean json;

    @Option(names = "--csv", description = "one row per file, or per window with --timeline")
    private boolean csv;

    @Option(names = "--parquet", paramLabel = "FILE", description = "writes the rows of --csv into a Parquet file, with numbers as such")
    private Path parquet;

    @Option(names = "--workers", paramLabel = "N", description = "files side by side; by default one per core")
    private Integer workers;

    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    @Override
    public Integer call() throws TrackingUnavailableException, InterruptedException, IOException {
        check();
        files.forEach(ClipFiles::requirePresent);
        if (parquet != null) {
            ParquetPredictions.requireWritable(parquet, files);
        }
        FoundModel found = model.announced(quiet);
        List<FolderFiles> folders = new ArrayList<>();
        List<Path> recordings = ClipFiles.below(files, ClipFiles.of(found.bundle().features()), folders::add);
        if (parquet != null) {
            new OutputFile("--parquet", parquet).requireApartFrom(recordings);
        }
        int unread = told(folders);
        Optional<SpeakerProfile> profile = Optional.ofNullable(speaker).map(new SpeakerProfiles(Workspace.here().speakers())::find);
        ModelBundle heard = profile.isPresent() ? profile.get().of(found.bundle()) : found.bundle();
        if (!speakerOfFolder) {
            heard.requireNoSpeaker();
        }
        Optional<UnaryOperator<float[][]>> adjustment = adjustment(found.bundle().labels());
        Predictor predictor = predictor(heard);
        Optional<ParquetPredictions> table = Optional.ofNullable(parquet).map(path -> new ParquetPredictions(path,
                new PredictionTable(found.bundle(), timeline, promised.promise().isPresent())));
        PredictionPrinter all = table.isPresent() ? table.get() : PredictionPrinter.of(json, csv, timeline, promised.promise().isPresent(),
                found.bundle());
        PredictionPrinter printer = (file, prediction) -> all.print(file, profile.map(one -> one.adapted(prediction))
                .orElse(prediction).sureFrom(notSureBelow));
        int code = Math.max(unread, Ser.codeOf(unanswered(recordings, predictor, adjustment, printer), recordings.size()));
        if (code != Ser.WRONG_INPUT) {
            table.ifPresent(ParquetPredictions::write);
        }
        return code;
    }

    /** How many recordings could not be used. */
    private int unanswered(List<Path> recordings, Predictor predictor, Optional<UnaryOperator<float[][]>> adjustment,
                           PredictionPrinter printer) throws InterruptedException {
        if (microphone) {
            printer.print("microphone", predictor.predict(record(), "microphone"));
            return 0;
        }
        if (!speakerOfFolder) {
            return predictAll(recordings, predictor, printer);
        }
        int failed = 0;
        for (List<Path> speaker : ClipFiles.byFolder(recordings)) {
            SpeakerBatch batch = new SpeakerBatch();
            failed += predictAll(speaker, predictor.forSpeaker(speaker), adjustment.isPresent() ? batch : printer);
            adjustment.ifPresent(how -> batch.print(how, printer));
        }
        return failed;
    }

    private Predictor predictor(ModelBundle bundle) {
        Predictor answering = answerAnyway ? new Predictor(bundle).answeringAnyway() : new Predictor(bundle);
        return promised.promise().map(answering::promising).orElse(answering);
    }

    /** Says what lies in the folders besides; 1 if recordings are among it, which are not answered. */
    private static int told(List<FolderFiles> folders) {
        folders.forEach(folder -> {
            folder.notes().forEach(note -> System.err.println("note: " + note));
            folder.faults().forEach(fault -> System.err.println("WARNING: " + fault));
        });
        return folders.stream().allMatch(folder -> folder.faults().isEmpty()) ? 0 : Ser.FAILED;
    }

    /** @throws InvalidInputException if options contradict each other or are out of range */
    private void check() {
        if (files.isEmpty() != microphone) {
            throw new InvalidInputException(microphone ? "--microphone takes no files; leave one of them out" : "no recording is named; "
                    + "give files or folders, or --microphone");
        }
        if (json && csv) {
            throw new InvalidInputException("--json and --csv exclude each other; keep one of them");
        }
        if (parquet != null && (json || csv)) {
            throw new InvalidInputException("--parquet and " + (json ? "--json" : "--csv") + " exclude each other; keep one of them");
        }
        if (workers != null && workers < 1) {
            throw new InvalidInputException("--workers " + workers + " is not positive");
        }
        if (!(notSureBelow >= 0 && notSureBelow <= 1)) {
            throw new InvalidInputException("--not-sure-below " + notSureBelow + " is no probability; expected 0 to 1");
        }
        shares.forEach((emotion, share) -> {
            if (!(share >= 0)) {
                throw new InvalidInputException("--shares " + emotion + "=" + share + " is no share; expected how often it occurs, 0 or more");
            }
        });
        if (speaker != null && speakerOfFolder) {
            throw new InvalidInputException("--speaker says who speaks in all recordings; leave --speaker-of-folder out");
        }
        if (promised.promise().isPresent() && (speaker != null || withoutBias || timeline || !shares.isEmpty())) {
            throw new InvalidInputException("--coverage is promised of answers to whole recordings as they are; leave "
                    + (speaker != null ? "--speaker" : timeline ? "--timeline" : withoutBias ? "--without-bias" : "--shares") + " out");
        }
        if (withoutBias && !shares.isEmpty()) {
            throw new InvalidInputException("--shares removes a speaker's bias too; leave --without-bias out");
        }
        if ((withoutBias || !shares.isEmpty()) && (!speakerOfFolder || timeline)) {
            throw new InvalidInputException((withoutBias ? "--without-bias" : "--shares")
                    + " takes all recordings of a speaker together: "
                    + (timeline ? "leave --timeline out" : "give a folder for each speaker and --speaker-of-folder"));
        }
    }

    /** What is done to all answers for a speaker together. */
    private Optional<UnaryOperator<float[][]>> adjustment(List<String> labels) {
        if (withoutBias) {
            return Optional.of(said -> SpeakerBias.of(said).removedFrom(said));
        }
        return shares.isEmpty() ? Optional.empty() : Optional.of(shares(labels)::match);
    }

    private KnownShares shares(List<String> labels) {
        for (String name : shares.keySet()) {
            if (!labels.contains(name)) {
                throw new InvalidInputException("--shares: " + NearestName.suggest("emotion", name, labels));
            }
        }
        return new KnownShares(labels.stream().mapToDouble(label -> shares.getOrDefault(label, 0.0)).toArray());
    }

    private static Waveform record() {
        return Microphone.record(() -> System.err.println("Recording; press Enter to end."), () -> {
            try {
                return System.in.available() > 0;
            } catch (IOException e) {
                return true;
            }
        });
    }

    /**
     * Works on several files at once and prints in their order; a few files ahead, so that memory stays small. How many could not
     * be used.
     */
    private int predictAll(List<Path> recordings, Predictor predictor, PredictionPrinter printer)
            throws InterruptedException {
        int threads = Math.min(recordings.size(),
                workers != null ? workers : Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Deque<Future<Prediction>> ahead = new ArrayDeque<>();
        int failed = 0;
        try (ProgressBar bar = bar(recordings.size())) {
            int next = 0;
            for (Path recording : recordings) {
                while (next < recordings.size() && ahead.size() < AHEAD_PER_WORKER * threads) {
                    Path file = recordings.get(next++);
                    ahead.add(pool.submit(() -> predictor.predict(file)));
                }
                failed += print(recording, ahead.remove(), printer) ? 0 : 1;
                Optional.ofNullable(bar).ifPresent(ProgressBar::step);
            }
        } finally {
            pool.shutdownNow();
        }
        if (failed > 0 && recordings.size() > 1) {
            System.err.println("ser: " + failed + " of " + recordings.size() + " recordings could not be used");
        }
        return failed;
    }

    private static boolean print(Path recording, Future<Prediction> prediction, PredictionPrinter printer)
            throws InterruptedException {
        try {
            printer.print(recording.toString(), prediction.get());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidInputException unusable) {
                System.err.println("ser: " + unusable.getMessage());
                return false;
            }
            throw new IllegalStateException(recording + ": " + e.getCause(), e.getCause());
        }
    }

    /** A bar with an estimate on a terminal, for more than one file; null elsewhere. */
    private ProgressBar bar(int total) {
        if (quiet || total < 2 || System.console() == null) {
            return null;
        }
        return new ProgressBarBuilder().setTaskName("Recordings").setInitialMax(total)
                .setConsumer(new ConsoleProgressBarConsumer(TerminalStream.beneath(System.err), WIDTH)).setUpdateIntervalMillis(500).build();
    }
}
