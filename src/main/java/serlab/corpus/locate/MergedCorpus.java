package serlab.corpus.locate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusPlace;
import serlab.corpus.CorpusSpec;
import serlab.corpus.MediaKind;
import serlab.corpus.named.NamedSpec;
import serlab.corpus.ravdess.RavdessSpec;
import serlab.corpus.synthetic.SyntheticSpec;

/** Merging of several corpora. */
final class MergedCorpus {
    private static final String LANGUAGE = "language";

    private final List<String> names = new ArrayList<>();
    private final Map<Path, String> places = new TreeMap<>();
    private final List<Path> given = new ArrayList<>();
    private final List<Corpus> members = new ArrayList<>();
    private final List<Clip> clips = new ArrayList<>();
    private final Set<String> labels = new LinkedHashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * Adds a corpus.
     *
     * @param spec  what it was read as
     * @param place where it lies, if anywhere
     * @throws InvalidInputException if its place or name is that of another one
     */
    void add(MemberCorpus member, CorpusSpec spec, Optional<Path> place, Corpus opened) {
        place.ifPresent(where -> {
            String before = places.putIfAbsent(real(where), where.toString());
            if (before != null) {
                throw new InvalidInputException("corpus.of names one corpus twice: '" + before + "'"
                        + (before.equals(where.toString()) ? "" : " and '" + where + "' are the same place")
                        + "; leave one out");
            }
            given.add(where);
        });
        String name = name(member, spec, place);
        names.add(name);
        Corpus corpus = member.labels().of(opened);
        members.add(corpus);
        for (Clip clip : corpus.clips()) {
            Map<String, String> fields = new TreeMap<>(clip.fields());
            if (spec instanceof RavdessSpec) {
                fields.putIfAbsent(LANGUAGE, "English");
            }
            if (!member.language().isEmpty()) {
                fields.put(LANGUAGE, member.language());
            }
            fields.put(Clip.CORPUS, name);
            clips.add(new Clip(name + "/" + clip.id(), clip.label(), clip.speaker().isEmpty() ? "" : name + "/" + clip.speaker(),
                    fields, clip.source()));
        }
        labels.addAll(corpus.labels());
        warnings.add(name + " is " + corpus.summary() + place.map(where -> ", in '" + where + "'").orElse(""));
        corpus.warnings().forEach(warning -> warnings.add(name + ": " + warning));
        corpus.faults().forEach(fault -> faults.add(name + ": " + fault));
    }

    private static Path real(Path place) {
        try {
            return place.toRealPath();
        } catch (IOException e) {
            return place.toAbsolutePath().normalize();
        }
    }

    /** What a corpus is called: as it says, else as its type or its place; with a number where another is called so. */
    private String name(MemberCorpus member, CorpusSpec spec, Optional<Path> place) {
        if (!member.name().isEmpty()) {
            if (names.contains(member.name())) {
                throw new InvalidInputException("corpus.of calls two corpora '" + member.name()
                        + "'; give each a name of its own");
            }
            return member.name();
        }
        boolean known = spec instanceof RavdessSpec || spec instanceof NamedSpec || spec instanceof SyntheticSpec;
        String plain = known ? spec.type() : place.map(MergedCorpus::named).orElse(spec.type());
        String name = plain;
        for (int number = 2; names.contains(name); number++) {
            name = plain + "-" + number;
        }
        return name;
    }

    /** The name of a folder; of a file without its ending. */
    private static String named(Path place) {
        String name = place.toAbsolutePath().normalize().getFileName().toString();
        String ending = MediaKind.extension(name);
        return (Files.isDirectory(place) || ending.isEmpty() ? name : name.substring(0, name.length() - ending.length() - 1))
                .replace(',', '-');
    }

    /** The whole. */
    Corpus corpus() {
        clips.sort(Comparator.comparing(Clip::id));
        Corpus all = new Corpus(String.join(" + ", names), members.stream().anyMatch(Corpus::synthetic), List.copyOf(labels), clips,
                warnings, faults);
        return given.isEmpty() ? all : all.at(new CorpusPlace(SeveralSpec.SEVERAL,
                given.stream().map(Path::toString).collect(Collectors.joining(",")), new Places(given).absolute().toString()));
    }
}
