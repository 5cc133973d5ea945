package serlab.corpus.named;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.corpus.MediaKind;
import serlab.corpus.media.MediaInventory;
import serlab.corpus.media.Unread;
import serlab.corpus.media.UnreadFiles;
import serlab.part.Declaration;
import serlab.part.Part;
import serlab.part.PartName;

/**
 * A corpus whose file names tell label, speaker and more, in any layout: flat, in folders at any depth, in zip archives, in the
 * copy that holds every clip twice, with its videos beside. A clip is known by its name and read once, lossless before others.
 */
@Part(name = "emodb", does = "EMO-DB, German, seven emotions")
@Part(name = "cremad", does = "CREMA-D, English, six emotions")
@Part(name = "tess", does = "TESS, English, two women, seven emotions")
@Part(name = "savee", does = "SAVEE, English, four men, seven emotions")
@Part(name = "emovo", does = "EMOVO, Italian, seven emotions")
@Part(name = "jl-corpus", does = "JL corpus, English, thirteen emotions")
@Part(name = "esd", does = "ESD, English and Mandarin, five emotions")
@Part(name = "shemo", does = "ShEMO, Persian, six emotions")
@Part(name = "cafe", does = "CaFE, Canadian French, seven emotions")
@Part(name = "mesd", does = "MESD, Mexican Spanish, six emotions")
public record NamedSpec(@PartName String type) implements CorpusSpec {
    private static final Set<String> LOSSLESS = Set.of("wav", "flac");

    public NamedSpec {
        Declaration.check(NamedSpec.class, type);
    }

    /** The corpus of those names. */
    public NamedSpec(NamedCorpus corpus) {
        this(corpus.type());
    }

    /** What its file names mean. */
    public NamedCorpus corpus() {
        return NamedCorpus.of(type).orElseThrow();
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
        NamedCorpus corpus = corpus();
        if (dataOrNull == null) {
            throw new InvalidInputException("no " + corpus.title() + " found; name its folder or zip file with --data or SER_DATA");
        }
        MediaInventory inventory = MediaInventory.byContent(dataOrNull, MediaKind.AUDIO);
        List<MediaInventory.Item> items = inventory.items().stream().sorted(Comparator.comparing(item ->
                !LOSSLESS.contains(MediaKind.extension(item.path())))).toList();
        Map<String, Clip> clips = new TreeMap<>();
        int repeats = 0;
        int others = 0;
        for (MediaInventory.Item item : items) {
            Optional<NamedCorpus.Meaning> read = corpus.read(item.path());
            if (read.isPresent()) {
                NamedCorpus.Meaning name = read.get();
                String id = everyFile ? item.path() : name.id();
                repeats += clips.putIfAbsent(id, new Clip(id, name.label(), name.speaker(), name.fields(), item.source())) == null
                        ? 0 : 1;
            } else {
                others++;
            }
        }
        List<Unread> unread = inventory.unread().stream().map(file -> file.kind() == Unread.Kind.CLIP
                && corpus.read(file.path()).isEmpty() ? file.asOther() : file).toList();
        UnreadFiles unreadFiles = new UnreadFiles(unread, MediaKind.AUDIO,
                path -> corpus.read(path).map(NamedCorpus.Meaning::label).orElse(""));
        List<String> labels = corpus.labels().stream()
                .filter(label -> clips.values().stream().anyMatch(clip -> clip.label().equals(label))).toList();
        List<String> faults = unreadFiles.faults(dataOrNull, Set.copyOf(labels));
        if (clips.isEmpty()) {
            throw new InvalidInputException("'" + dataOrNull + "' holds no recording of " + corpus.title() + " among its "
                    + MediaKind.AUDIO.count(inventory.items().size()) + "; leave corpus.type out to have it recognized"
                    + (faults.isEmpty() ? "" : "; " + faults.get(0)));
        }
        List<String> warnings = new ArrayList<>(inventory.warnings());
        warn(warnings, repeats, "left out: a clip of the same name was read already");
        warn(warnings, others, "left out: no name of " + corpus.title());
        warnings.addAll(unreadFiles.notes());
        return new Corpus(corpus.title(), false, labels, List.copyOf(clips.values()), warnings, faults);
    }

    private static void warn(List<String> warnings, int count, String what) {
        if (count > 0) {
            warnings.add(MediaKind.AUDIO.count(count) + " " + what);
        }
    }
}
