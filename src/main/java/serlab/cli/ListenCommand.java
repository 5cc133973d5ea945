package serlab.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.VisibleText;
import serlab.audio.MicrophoneLine;
import serlab.audio.file.GrowingWav;
import serlab.audio.file.LongRecording;
import serlab.cli.terminal.Stoppable;
import serlab.cli.terminal.TerminalStream;
import serlab.lab.Workspace;
import serlab.model.ModelBundle;
import serlab.predict.FoundModel;
import serlab.predict.Predictor;
import serlab.predict.SpeakerProfile;
import serlab.predict.SpeakerProfiles;
import serlab.predict.live.Listening;
import serlab.predict.live.LiveModel;
import serlab.predict.live.LiveSettings;
import serlab.predict.live.LiveSource;
import serlab.predict.live.LiveUpdate;
import serlab.predict.live.MicrophoneSource;
import serlab.predict.live.PlayedRecording;
import serlab.tracking.TrackingUnavailableException;

/** {@code ./ser listen}: the emotion of a voice while it speaks. */
@Command(name = "listen", mixinStandardHelpOptions = true,
        description = "Tells the emotion of a voice while it speaks: the microphone, or a recording as if it were said now.",
        footer = {"", "Ctrl-C ends with a summary. Nothing is recorded without --record. docs/live.md says how fast and how "
                + "well it hears.",
            "Exit codes: 0 done, 1 failed, 2 the request is wrong or there is no microphone, 130 ended by Ctrl-C."})
final class ListenCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions model;

    @Option(names = "--speaker", paramLabel = "NAME", description = "who speaks, as ./ser enroll knows them")
    private String speaker;

    @Option(names = "--device", paramLabel = "NAME", description = "the microphone, or a part of its name; by default the "
            + "system's")
    private String device;

    @Option(names = "--list-devices", description = "the microphones of this machine, and nothing else")
    private boolean listDevices;

    @Option(names = "--input", paramLabel = "FILE", description = "a recording instead of the microphone, at the speed it "
            + "was said")
    private Path input;

    @Option(names = "--fast", description = "with --input: as fast as it can be heard; no answer is left out")
    private boolean fast;

    @Option(names = "--record", paramLabel = "FILE.wav", description = "keeps what is heard; the file is whole at every "
            + "moment but for "
            + "its last second")
    private Path record;

    @Option(names = "--every", paramLabel = "MS", defaultValue = "250",
            description = "milliseconds between two answers, 50 to 5000 "
            + "(default: ${DEFAULT-VALUE})")
    private double every;

    @Option(names = "--smoothing", paramLabel = "S", defaultValue = "0.25",
            description = "seconds after which an earlier answer counts "
            + "half, 0 for none (default: ${DEFAULT-VALUE})")
    private double smoothing;

    @Option(names = "--not-sure-below", paramLabel = "P", description = "answers 'not sure' where the most probable emotion "
            + "has less "
            + "than this probability, 0 to 1")
    private double notSureBelow;

    @Mixin
    private final PromiseOptions promised = new PromiseOptions();

    @Option(names = "--duration", paramLabel = "S", description = "seconds of sound after which it ends; by default none")
    private Double duration;

    @Option(names = "--json", description = "one JSON object per answer and line; the last line is the summary")
    private boolean json;

    @Option(names = "--csv", description = "one row per answer; the summary goes to standard error")
    private boolean csv;

    @Option(names = "--quiet", description = "no notes on standard error")
    private boolean quiet;

    @Override
    public Integer call() throws TrackingUnavailableException {
        if (listDevices) {
            List<String> names = MicrophoneLine.names();
            names.forEach(name -> System.out.println(VisibleText.line(name)));
            System.err.print(names.isEmpty() ? "no microphone is here; connect one, or give a recording by --input FILE\n"
                    : "");
            return 0;
        }
        LiveSettings settings = settings();
        LiveSource source = source();
        FoundModel found = model.announced(quiet);
        LiveModel hearing = hearing(found.bundle());
        if (!fast) {
            hearing.warmUp();
        }
        Room room = new Room(display(found, hearing));
        Listening listening = new Listening(hearing, settings, room);
        try (Stoppable stoppable = new Stoppable(); room) {
            room.listening = listening;
            if (fast) {
                listening.fast(source);
            } else {
                listening.live(source);
            }
            Thread.interrupted(); // by Ctrl-C: what is left is to sum up
            room.end();
        }
        return room.failed ? Ser.FAILED : 0;
    }

    private LiveSettings settings() {
        if (json && csv) {
            throw new InvalidInputException("--json and --csv exclude each other; keep one of them");
        }
        if (device != null && input != null) {
            throw new InvalidInputException("--device is a microphone and --input a recording; leave one of them out");
        }
        if (fast && input == null) {
            throw new InvalidInputException("--fast is for a recording; add --input FILE");
        }
        if (duration != null && !(duration > 0)) {
            throw new InvalidInputException("--duration " + duration + " is not positive");
        }
        if (speaker != null && promised.promise().isPresent()) {
            throw new InvalidInputException("--coverage is promised of answers as they are; leave --speaker out");
        }
        if (record != null) {
            GrowingWav.requireFree(record);
            new OutputFile("--record", record).requireWritable();
        }
        return new LiveSettings(every / 1000, smoothing, notSureBelow);
    }

    private LiveSource source() {
        if (input == null) {
            MicrophoneLine.requirePresent(Optional.ofNullable(device));
            return new MicrophoneSource(Optional.ofNullable(device));
        }
        if (input.toString().equals("-")) {
            throw new InvalidInputException("--input is '-'; expected the file of a recording, since standard input is not heard");
        }
        LongRecording recording = LongRecording.of(input);
        recording.requirePresent();
        if (!quiet && !recording.damage().isEmpty()) {
            System.err.println("note: " + VisibleText.line(recording.damage()));
        }
        return new PlayedRecording(recording, !fast);
    }

    private LiveModel hearing(ModelBundle bundle) {
        Optional<SpeakerProfile> profile = Optional.ofNullable(speaker)
                .map(new SpeakerProfiles(Workspace.here().speakers())::find);
        Predictor predictor = new Predictor(profile.isPresent() ? profile.get().of(bundle) : bundle);
        return new LiveModel(promised.promise().map(predictor::promising).orElse(predictor), profile);
    }

    private ListenDisplay display(FoundModel found, LiveModel hearing) {
        if (json) {
            return ListenDisplay.json(found.bundle().name(), hearing.predictor().facts());
        }
        if (csv) {
            return ListenDisplay.csv(hearing.labels());
        }
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return terminal ? ListenDisplay.panel(TerminalStream.beneath(System.out)) : ListenDisplay.lines();
    }

    /** What becomes of answers and sound. */
    private final class Room implements Listening.Hearer, AutoCloseable {
        private final ListenDisplay display;
        private Listening listening;
        private GrowingWav recording;
        private volatile boolean failed;
        private volatile boolean over;
        private boolean ended;

        private Room(ListenDisplay display) {
            this.display = display;
        }

        @Override
        public boolean ended() {
            return over || System.out.checkError();
        }

        @Override
        public synchronized void sound(float[] block, int sampleRate) {
            if (record == null || failed || ended) {
                return;
            }
            try {
                recording = recording == null ? GrowingWav.create(record, sampleRate) : recording;
                recording.add(block);
            } catch (InvalidInputException | UncheckedIOException e) {
                failed = true;
                display.message("ser: the recording ends here: " + e.getMessage());
            }
        }

        @Override
        public void heard(LiveUpdate update) {
            display.update(update);
            over |= duration != null && update.timeSeconds() >= duration;
        }

        @Override
        public void lost() {
            display.message("note: the microphone gives no sound any more; it is tried again every second (Ctrl-C ends)");
        }

        @Override
        public void back() {
            display.message("note: the microphone is back");
        }

        private void end() {
            close();
            display.end(listening.summary(), listening.latencies());
            if (recording != null) {
                System.err.println(String.format(Locale.ROOT, "Recorded %.1f s: %s", recording.seconds(),
                        VisibleText.line(record.toString())));
            }
        }

        @Override
        public synchronized void close() {
            ended = true;
            if (recording != null) {
                recording.close();
            }
        }
    }
}
