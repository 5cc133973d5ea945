package serlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.ContentHash;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TextTable;
import serlab.corpus.MediaKind;
import serlab.feature.Scaler;
import serlab.lab.Workspace;
import serlab.model.ModelBundle;
import serlab.predict.ClipFiles;
import serlab.predict.Enrollment;
import serlab.predict.FoundModel;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.SpeakerProfile;
import serlab.predict.SpeakerProfiles;
import serlab.tracking.TrackingUnavailableException;

/** {@code ./ser enroll}: what a model has to know of one speaker. */
@Command(name = "enroll", mixinStandardHelpOptions = true,
        description = "Learns one speaker's voice, for ./ser predict --speaker NAME.",
        footer = {"", "Half a minute of speech in mixed emotions is enough; a minute or two is better. Recordings in folders that are",
            "named as the model's emotions count as labeled. Profiles stay on this machine, and hold no sound."})
final class EnrollCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "what the speaker is called")
    private String name;

    @Parameters(index = "1..*", paramLabel = "FILES", description = "recordings of this speaker alone, or folders of them")
    private List<Path> files = List.of();

    @Mixin
    private ModelOptions model;

    @Option(names = "--replace", description = "makes a profile anew that is there already")
    private boolean replace;

    @Option(names = "--list", description = "lists who is enrolled")
    private boolean list;

    @Option(names = "--delete", paramLabel = "NAME", description = "removes a profile")
    private String delete;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws TrackingUnavailableException {
        SpeakerProfiles profiles = new SpeakerProfiles(Workspace.here().speakers());
        if ((list ? 1 : 0) + (delete != null ? 1 : 0) + (name != null ? 1 : 0) != 1) {
            throw new InvalidInputException("expected a name and recordings (./ser enroll ann FOLDER), or --list, or --delete NAME");
        }
        if (list) {
            list(profiles);
        } else if (delete != null) {
            Path removed = profiles.delete(delete);
            System.out.println("Removed " + removed + ".");
            if (json.asked()) {
                System.out.println(Json.line(Map.of("removed", removed.toString())));
            }
        } else {
            enroll(profiles);
        }
        return 0;
    }

    private void list(SpeakerProfiles profiles) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("speaker", "model", "recordings", "seconds", "labeled")));
        List<Map<String, Object>> all = new ArrayList<>();
        for (String speaker : profiles.names()) {
            SpeakerProfile profile;
            try {
                profile = profiles.find(speaker);
            } catch (InvalidInputException e) {
                System.err.println("WARNING: " + e.getMessage());
                continue;
            }
            rows.add(List.of(speaker, profile.model(), String.valueOf(profile.recordings()),
                    String.format(Locale.ROOT, "%.0f", profile.seconds()), String.valueOf(profile.labeled())));
            all.add(fields(profile));
        }
        System.out.print(all.isEmpty() ? "Nobody is enrolled.\n" : new TextTable(rows).plain());
        if (json.asked()) {
            System.out.println(Json.line(Map.of("folder", profiles.folder().toString(), "speakers", all)));
        }
    }

    private static Map<String, Object> fields(SpeakerProfile profile) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("speaker", profile.name());
        fields.put("model", profile.model());
        fields.put("recordings", profile.recordings());
        fields.put("seconds", profile.seconds());
        fields.put("labeled", profile.labeled());
        return fields;
    }

    /** Each recording once: one that is there twice would be learned from and held out. */
    private static List<Path> different(List<Path> named) {
        Map<String, Path> known = new LinkedHashMap<>();
        for (Path recording : named) {
            Path first = known.putIfAbsent(content(recording), recording);
            if (first != null) {
                System.err.println("WARNING: " + recording + " is left out: it is the same recording as " + first);
            }
        }
        return List.copyOf(known.values());
    }

    /** What tells a file apart: its bytes, or where they cannot be read, which is told later, its name. */
    private static String content(Path file) {
        try {
            return ContentHash.of(file);
        } catch (IOException e) {
            return file.toString();
        }
    }

    private void enroll(SpeakerProfiles profiles) throws TrackingUnavailableException {
        if (files.isEmpty()) {
            throw new InvalidInputException("no recording of '" + name + "' is named; give files or folders of them");
        }
        SpeakerProfile.requireName(name);
        boolean before = profiles.names().contains(name);
        if (!replace) {
            profiles.requireFree(name, "add --replace");
        }
        files.forEach(ClipFiles::requirePresent);
        FoundModel found = model.find();
        ModelBundle bundle = found.bundle();
        if (ClipFiles.of(bundle.features()) != MediaKind.AUDIO) {
            throw new InvalidInputException("model '" + bundle.name() + "' hears no recordings; name one that does by --model");
        }
        List<Path> recordings = different(ClipFiles.below(files, MediaKind.AUDIO, folder -> { }));
        Predictor predictor = new Predictor(bundle).forSpeaker(recordings);
        List<Prediction> heard = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (Path recording : recordings) {
            try {
                Prediction answer = predictor.predict(recording);
                if (answer.probabilities().isEmpty()) {
                    System.err.println("WARNING: " + recording + " is left out: " + answer.emotion());
                    continue;
                }
                heard.add(answer);
                classes.add(label(recording, bundle.labels()));
            } catch (InvalidInputException e) {
                System.err.println("WARNING: " + e.getMessage());
            }
        }
        if (heard.isEmpty()) {
            throw new InvalidInputException((recordings.size() == 1 ? "in the recording of '"
                    : "in none of the " + recordings.size() + " recordings of '") + name
                    + "' can a voice be heard; record some speech");
        }
        Enrollment enrollment = new Enrollment(Prediction.values(heard), classes.stream().mapToInt(Integer::intValue).toArray());
        if (enrollment.labeled() == 0 && classes.stream().anyMatch(own -> own >= 0)) {
            System.err.println("note: every label says the same emotion, which tells nothing of how the others sound; the recordings are "
                    + "taken as unlabeled");
        }
        List<Map<String, Object>> scalers = bundle.transductive()
                ? predictor.model().members().stream().map(ModelBundle::scaler).map(Scaler::settings).toList() : List.of();
        SpeakerProfile profile = SpeakerProfile.of(name, bundle, enrollment,
                heard.stream().mapToDouble(Prediction::durationSeconds).sum(), scalers);
        Path file = profiles.save(profile);
        System.out.printf(Locale.ROOT, "Enrolled %s for model '%s': %s, %.0f s, %d labeled.%nProfile%s: %s%n", name,
                bundle.name(), Counted.of(heard.size(), "recording"), profile.seconds(), enrollment.labeled(), before ? ", in place of the one before" : "", file);
        profile.advice().ifPresent(advice -> System.err.println("note: " + advice));
        Map<String, Object> fields = fields(profile);
        enrollment.worth(bundle.labels()).ifPresent(worth -> {
            System.out.printf(Locale.ROOT, "Labeled recordings held out, a fifth at a time: UAR %.1f %% without a profile, %.1f %% with "
                    + "one%s.%n", 100 * worth.before(), 100 * worth.after(), worth.difference().map(by -> ", "
                    + by.interval().points() + " points (95 % interval over recordings)").orElse(""));
            fields.put("uar_before", worth.before());
            fields.put("uar_after", worth.after());
        });
        if (json.asked()) {
            System.out.println(Json.line(fields));
        }
    }

    /** The class that the recording's folder is named after, or -1. */
    private static int label(Path recording, List<String> labels) {
        Path folder = recording.toAbsolutePath().normalize().getParent();
        return folder.getFileName() == null ? -1 : labels.indexOf(folder.getFileName().toString().toLowerCase(Locale.ROOT));
    }
}
