package serlab.corpus.locate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.NearestFile;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusPlace;
import serlab.corpus.CorpusSpec;
import serlab.corpus.MediaKind;
import serlab.corpus.folder.ClassFolders;
import serlab.corpus.folder.FolderSpec;
import serlab.corpus.folder.ImagesSpec;
import serlab.corpus.media.DamagedFiles;
import serlab.corpus.media.MediaInventory;
import serlab.corpus.media.UnreadFiles;
import serlab.corpus.named.KnownCorpus;
import serlab.corpus.named.NamedSpec;
import serlab.corpus.ravdess.RavdessSpec;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.corpus.table.CsvSpec;
import serlab.corpus.table.ManifestSpec;
import serlab.part.Catalog;

/**
 * Search for the corpus: {@code --data}, then {@code SER_DATA}, then {@code data/ravdess} in the project. A place that
 * was asked for must hold a corpus; the last may be absent.
 *
 * @param projectRoot the project's folder
 * @param environment value of {@code SER_DATA}; empty or blank if not set
 */
public record CorpusLocator(Path projectRoot, Optional<String> environment) {
    /** Detect what the place holds, or make synthetic voices where there is no place. */
    public static final String AUTO = "auto";
    private static final Catalog<CorpusSpec> CORPORA = new Catalog<>(CorpusSpec.class, "corpus type", List.of(
            AutoSpec.class,
            RavdessSpec.class,
            FolderSpec.class,
            ImagesSpec.class,
            ManifestSpec.class,
            CsvSpec.class,
            SyntheticSpec.class,
            NamedSpec.class,
            SeveralSpec.class));
    private static final List<String> TABLES = List.of("csv", "tsv", "tab", "jsonl", "ndjson", "json", "parquet", "pq");

    public CorpusLocator {
        environment = environment.filter(value -> !value.isBlank());
    }

    /** The corpora by type. */
    public static Catalog<CorpusSpec> catalog() {
        return CORPORA;
    }

    /**
     * Opens the corpus of a type in its default settings.
     *
     * @param type a name of {@link #catalog()}
     * @param data value of {@code --data}
     */
    public Corpus find(String type, Optional<Path> data) {
        return open(CORPORA.standard(type), data);
    }

    /** Opens the corpus that {@code spec} describes, at {@code data} or where it is usually found. */
    public Corpus open(CorpusSpec asked, Optional<Path> data) {
        return several(asked, data).map(all -> merged(all, CorpusLocator::open)).orElseGet(() -> one(asked, data));
    }

    private Corpus one(CorpusSpec asked, Optional<Path> data) {
        Optional<Path> place = place(asked, data);
        CorpusSpec spec = found(asked, place);
        if (!spec.needsPlace()) {
            return spec.open(null);
        }
        Corpus corpus = noted(spec.open(place.orElse(null)));
        return place.map(where -> corpus.at(CorpusPlace.of(spec, where))).orElse(corpus);
    }

    /** The corpora, where several are asked for by the file, {@code --data} or {@code SER_DATA}. */
    private Optional<SeveralSpec> several(CorpusSpec asked, Optional<Path> data) {
        if (asked instanceof SeveralSpec all) {
            return Optional.of(data.map(place -> all.at(Places.of(place))).orElse(all));
        }
        return data.or(() -> environment.map(Path::of)).filter(place -> asked.needsPlace()).map(Places::of)
                .filter(Places::several).map(places -> SeveralSpec.of(Places.of(asked(data).orElseThrow()), asked));
    }

    /** Whether several corpora are asked for, by the file, {@code --data} or {@code SER_DATA}. */
    public boolean isSeveral(CorpusSpec asked, Optional<Path> data) {
        return several(asked, data).isPresent();
    }

    /** Opens a corpus at a place. */
    @FunctionalInterface
    private interface Opening {
        Corpus open(CorpusLocator locator, CorpusSpec spec, Optional<Path> place);
    }

    private Corpus merged(SeveralSpec several, Opening opening) {
        MergedCorpus merged = new MergedCorpus();
        CorpusLocator usual = new CorpusLocator(projectRoot, Optional.empty());
        List<MemberCorpus> members = several.members();
        for (MemberCorpus member : members) {
            if (member.path().isEmpty() && member.spec() instanceof AutoSpec) {
                throw new InvalidInputException("corpus.of[" + members.indexOf(member) + "] has no path; say where it lies");
            }
            Optional<Path> named = Optional.of(member.path()).filter(path -> !path.isEmpty()).map(this::resolved);
            Optional<Path> place = named.or(() -> usual.place(member.spec(), Optional.empty()));
            merged.add(member, found(member.spec(), place), place, opening.open(usual, member.spec(), place));
        }
        return merged.corpus();
    }

    /** A path as it stands, else below the project's folder. */
    private Path resolved(String path) {
        return Stream.of(Path.of(path), projectRoot.resolve(path)).filter(Files::exists).findFirst()
                .orElseThrow(() -> absent("corpus.of", Path.of(path)));
    }

    private static InvalidInputException absent(String where, Path place) {
        return new InvalidInputException(where + " names '" + place + "', which does not exist; " + NearestFile.question(place)
                + "give a folder, a .zip archive, a .csv or a .parquet table");
    }

    private Optional<Path> place(CorpusSpec spec, Optional<Path> data) {
        return spec.hasUsualPlace() ? locate(data) : spec.needsPlace() ? asked(data) : Optional.empty();
    }

    private static CorpusSpec found(CorpusSpec spec, Optional<Path> place) {
        return spec instanceof AutoSpec auto ? auto.found(place) : spec;
    }

    /** The corpus with a line on the recordings that are damaged, if there are any. */
    private static Corpus noted(Corpus corpus) {
        return DamagedFiles.note(corpus).map(corpus::noting).orElse(corpus);
    }

    /** As {@link #open}, with every file: all parts of RAVDESS, and repeats of a clip as clips of their own. */
    public Corpus everyFile(CorpusSpec asked, Optional<Path> data) {
        return several(asked, data).map(all -> merged(all, CorpusLocator::everyFile)).orElseGet(() -> everyFileOfOne(asked, data));
    }

    private Corpus everyFileOfOne(CorpusSpec asked, Optional<Path> data) {
        Optional<Path> place = place(asked, data);
        CorpusSpec spec = found(asked, place);
        return place.isEmpty() || !spec.needsPlace() ? spec.open(null)
                : spec.everyPart(place.get()).openEveryFile(place.get());
    }

    /** Where a corpus lies: the first place of the search order that was asked for or holds RAVDESS. */
    public Optional<Path> locate(Optional<Path> data) {
        return asked(data).or(() -> Optional.of(projectRoot.resolve("data/ravdess"))
                .filter(place -> Files.isDirectory(place) && RavdessSpec.fits(MediaInventory.of(place))));
    }

    private Optional<Path> asked(Optional<Path> data) {
        Optional<Path> place = data.or(() -> environment.map(Path::of));
        place.map(Places::of).flatMap(Places::missing).ifPresent(missing -> {
            throw absent(data.isPresent() ? "--data" : "SER_DATA", missing);
        });
        return place;
    }

    /** Whether a place is a table: a CSV file, whose name may end in {@code .tsv} or {@code .tab} too, JSON or Parquet. */
    public static boolean isCsv(Path place) {
        return Files.isRegularFile(place) && TABLES.contains(MediaKind.extension(place.toString()));
    }

    /** What a place holds; empty where that is no corpus. */
    static Optional<CorpusSpec> detected(Path place) {
        try {
            return Optional.of(detect(place));
        } catch (InvalidInputException e) {
            return Optional.empty();     // said when it is opened
        }
    }

    /**
     * Says what a place holds: RAVDESS and other named corpora by their file names, a CSV file by its columns, else a folder
     * per class, of recordings or, where there are none, of images.
     *
     * @throws InvalidInputException if it holds neither audio nor images
     */
    public static CorpusSpec detect(Path place) {
        if (isCsv(place)) {
            return CsvSpec.listsFiles(place) ? new ManifestSpec() : CsvSpec.defaults();
        }
        if (!Files.isDirectory(place) && !MediaInventory.isZip(place)) {
            throw new InvalidInputException("'" + place + "' is no corpus; give a folder, a .zip archive, a .csv or "
                    + "a .parquet table");
        }
        MediaInventory inventory = MediaInventory.of(place);
        if (inventory.items().isEmpty()) {
            if (!MediaInventory.of(place, MediaKind.IMAGE).items().isEmpty()) {
                return new ImagesSpec();
            }
            List<String> unread = new UnreadFiles(inventory.unread(), MediaKind.AUDIO, ClassFolders.of(inventory)::label)
                    .faults(place, Set.of());
            throw new InvalidInputException("'" + place + "' holds no audio" + (unread.isEmpty() ? "" : " that is read: "
                    + unread.get(0)) + "; expected " + MediaKind.AUDIO.words() + " files at any depth");
        }
        if (RavdessSpec.fits(inventory)) {
            return RavdessSpec.fitting(inventory);
        }
        Optional<KnownCorpus> named = KnownCorpus.fitting(inventory);
        return named.isPresent() ? new NamedSpec(named.get()) : new FolderSpec();
    }
}
