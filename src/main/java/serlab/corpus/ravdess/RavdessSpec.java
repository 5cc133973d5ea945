package serlab.corpus.ravdess;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.corpus.MediaKind;
import serlab.corpus.media.MediaInventory;
import serlab.corpus.media.Unread;
import serlab.corpus.media.UnreadFiles;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * RAVDESS in any layout: actor folders at any depth, flat, zip archives, the copy that holds every clip twice. A clip is
 * known by its file name and read once.
 */
@Part(name = "ravdess", does = "RAVDESS in any layout: folders of actors, flat, archives, also with every clip twice")
public record RavdessSpec(
        @Option(value = "[speech]", choices = {"speech", "song"}, meaning = "which recordings, each part once")
        List<String> parts) implements CorpusSpec {
    private static final List<String> PARTS = List.of("speech", "song");

    public RavdessSpec {
        Declaration.check(RavdessSpec.class, parts);
        parts = List.copyOf(parts);
        if (parts.stream().distinct().count() != parts.size()) {
            throw new InvalidInputException("parts " + parts + ": expected [speech], [song] or [speech, song]");
        }
    }

    /** The speech recordings alone. */
    public static RavdessSpec speech() {
        return new RavdessSpec(List.of("speech"));
    }

    @Override
    public Corpus open(Path dataOrNull) {
        return read(dataOrNull, false);
    }

    @Override
    public Corpus openEveryFile(Path dataOrNull) {
        return read(dataOrNull, true);
    }

    private Corpus read(Path dataOrNull, boolean everyFile) {
        if (dataOrNull == null) {
            throw new InvalidInputException("no RAVDESS found; name its folder or zip file with --data or SER_DATA, or "
                    + "run ./ser fetch ravdess");
        }
        MediaInventory inventory = MediaInventory.byContent(dataOrNull, MediaKind.AUDIO);
        Map<String, Clip> clips = new TreeMap<>();
        int repeats = 0;
        int otherModality = 0;
        int otherNames = 0;
        int otherParts = 0;
        for (MediaInventory.Item item : inventory.items()) {
            Optional<RavdessName> name = RavdessName.parse(item.stem());
            if (name.isEmpty()) {
                otherNames++;
            } else if (name.get().modality() != RavdessName.AUDIO_ONLY) {
                otherModality++;
            } else if (parts.contains(name.get().channelName())) {
                String id = everyFile ? item.path() : name.get().id();
                repeats += clips.putIfAbsent(id, name.get().clip(id, item.source())) == null ? 0 : 1;
            } else {
                otherParts++;
            }
        }
        List<Unread> unread = new ArrayList<>();
        for (Unread file : inventory.unread()) {
            Optional<RavdessName> name = RavdessName.parse(MediaInventory.stem(file.path()));
            if (file.kind() != Unread.Kind.CLIP || name.isEmpty()) {
                unread.add(file.kind() == Unread.Kind.CLIP ? file.asOther() : file);
            } else if (name.get().modality() != RavdessName.AUDIO_ONLY) {
                otherModality++;
            } else if (parts.contains(name.get().channelName())) {
                unread.add(file);
            }
        }
        UnreadFiles unreadFiles = new UnreadFiles(unread, MediaKind.AUDIO, path -> RavdessName.parse(MediaInventory.stem(path))
                .map(RavdessName::label).orElse(""));
        List<String> faults = unreadFiles.faults(dataOrNull, Set.copyOf(labels(clips)));
        if (clips.isEmpty()) {
            throw new InvalidInputException("'" + dataOrNull + "' holds no RAVDESS " + String.join(" or ", parts)
                    + " among its " + inventory.items().size() + " audio files; expected names such as "
                    + "03-01-05-02-01-02-12.wav" + faults.stream().map(fault -> "; " + fault).collect(Collectors.joining()));
        }
        List<String> warnings = new ArrayList<>(inventory.warnings());
        warn(warnings, repeats, "left out: a clip of the same name was read already");
        warn(warnings, otherModality, "left out: not audio-only (modality 01 or 02)");
        warn(warnings, otherNames, "left out: no RAVDESS name");
        warn(warnings, otherParts, "not asked for: " + String.join(", ", PARTS.stream().filter(part -> !parts.contains(part))
                .toList()) + " (see corpus.parts)");
        warnings.addAll(unreadFiles.notes());
        return new Corpus(corpusName(), false, labels(clips), List.copyOf(clips.values()), warnings, faults);
    }

    /** Whether most of the audio files have RAVDESS names. */
    public static boolean fits(MediaInventory inventory) {
        long named = inventory.items().stream().filter(item -> RavdessName.parse(item.stem()).isPresent()).count();
        return named > 0 && 2 * named >= inventory.items().size();
    }

    /** Speech; song where a place holds nothing else. */
    public static RavdessSpec fitting(MediaInventory inventory) {
        boolean speech = inventory.items().stream().flatMap(item -> RavdessName.parse(item.stem()).stream())
                .anyMatch(name -> name.modality() == RavdessName.AUDIO_ONLY && name.channel() == 1);
        return speech ? speech() : new RavdessSpec(List.of("song"));
    }

    @Override
    public boolean hasUsualPlace() {
        return true;
    }

    @Override
    public CorpusSpec everyPart(Path place) {
        MediaInventory inventory = MediaInventory.of(place);
        List<String> held = PARTS.stream().filter(part -> inventory.items().stream()
                .flatMap(item -> RavdessName.parse(item.stem()).stream())
                .anyMatch(name -> name.modality() == RavdessName.AUDIO_ONLY && name.channelName().equals(part))).toList();
        return held.isEmpty() ? fitting(inventory) : new RavdessSpec(held);
    }

    private String corpusName() {
        return "RAVDESS " + String.join(" + ", PARTS.stream().filter(parts::contains).toList());
    }

    private static List<String> labels(Map<String, Clip> clips) {
        return RavdessName.EMOTIONS.stream()
                .filter(emotion -> clips.values().stream().anyMatch(clip -> clip.label().equals(emotion))).toList();
    }

    private static void warn(List<String> warnings, int count, String what) {
        if (count > 0) {
            warnings.add(MediaKind.AUDIO.count(count) + " " + what);
        }
    }
}
