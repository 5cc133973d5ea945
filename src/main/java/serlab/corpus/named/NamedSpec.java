package serlab.corpus.named;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
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
 * A corpus whose file names or label files tell label, speaker and more, in any layout: flat, in folders at any depth, in zip
 * archives, in the copy that holds every clip twice, with its videos beside. A clip is known by its name and read once, lossless
 * before others.
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
@Part(name = "urdu", does = "URDU, four emotions")
@Part(name = "asvp-esd", does = "ASVP-ESD, speech and other sounds of people, thirteen emotions")
@Part(name = "iemocap", does = "IEMOCAP, English, five sessions of two actors, ten emotions, by its label files")
@Part(name = "meld", does = "MELD, English, scenes of a series, seven emotions, by its label files")
@Part(name = "msp-podcast", does = "MSP-Podcast, English, nine emotions, by its label files")
@Part(name = "emns", does = "EMNS, English, one woman, eight emotions, by its label file")
@Part(name = "audformat", does = "a database in audformat, by its header and tables")
public record NamedSpec(@PartName String type) implements CorpusSpec {
    public NamedSpec {
        Declaration.check(NamedSpec.class, type);
    }

    /** The corpus that is known under that name. */
    public NamedSpec(KnownCorpus corpus) {
        this(corpus.type());
    }

    /** What its names and label files mean. */
    public KnownCorpus corpus() {
        return KnownCorpus.of(type).orElseThrow();
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
            throw new InvalidInputException("no " + corpus().title() + " found; name its folder or zip file with --data or SER_DATA");
        }
        MediaInventory inventory = MediaInventory.byContent(dataOrNull, MediaKind.AUDIO);
        KnownClips clips = KnownClips.of(corpus(), inventory, everyFile);
        List<Unread> unread = inventory.unread().stream().filter(file -> !clips.reading().labelFiles().contains(file.path()))
                .map(file -> file.kind() == Unread.Kind.CLIP && clips.label(file.path()).isEmpty() ? file.asOther() : file).toList();
        UnreadFiles unreadFiles = new UnreadFiles(unread, MediaKind.AUDIO, clips::label);
        List<String> labels = clips.labels();
        List<String> faults = unreadFiles.faults(dataOrNull, Set.copyOf(labels));
        if (clips.byId().isEmpty()) {
            throw new InvalidInputException("'" + dataOrNull + "' holds no recording of " + corpus().title() + clips.withLabel() + " among its "
                    + MediaKind.AUDIO.count(inventory.items().size()) + clips.whyNone()
                    + faults.stream().limit(1).map(fault -> "; " + fault).collect(Collectors.joining()));
        }
        List<String> warnings = new ArrayList<>(List.of(clips.why(inventory.items().size())));
        warnings.addAll(inventory.warnings());
        warnings.addAll(clips.leftOut());
        warnings.addAll(clips.reading().notes());
        warnings.addAll(unreadFiles.notes());
        return new Corpus(corpus().title(), false, labels, List.copyOf(clips.byId().values()), warnings, faults);
    }
}
