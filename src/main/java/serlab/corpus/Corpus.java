package serlab.corpus;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import serlab.Counted;
import serlab.InvalidInputException;

/**
 * Labeled clips in a stable order.
 *
 * @param name      what tables call it ({@code RAVDESS speech}, {@code synthetic voices})
 * @param synthetic whether no human spoke; said wherever a number of it is shown
 * @param labels    the emotions, in the corpus's own order; a clip's class index is its label's position here
 * @param clips     the clips, sorted by id
 * @param warnings  what was odd in it and how it was read (one line each)
 * @param faults    clips that were found and cannot be used (one line each); see {@link #requireWhole}
 * @param place     where it lies; empty for synthetic voices and clips that were put together
 * @param duplicates which clips are one recording, as far as that was looked for; splits keep these on one side
 * @param marks     what must be said wherever a number of it is shown, one line each
 */
public record Corpus(String name, boolean synthetic, List<String> labels, List<Clip> clips, List<String> warnings,
                     List<String> faults, Optional<CorpusPlace> place, Duplicates duplicates, List<String> marks) {
    /** A corpus of no place that nobody has listened to. */
    public Corpus(String name, boolean synthetic, List<String> labels, List<Clip> clips, List<String> warnings,
                  List<String> faults) {
        this(name, synthetic, labels, clips, warnings, faults, Optional.empty(), Duplicates.NONE, List.of());
    }

    /** A corpus of no place of which every clip that was found can be used. */
    public Corpus(String name, boolean synthetic, List<String> labels, List<Clip> clips, List<String> warnings) {
        this(name, synthetic, labels, clips, warnings, List.of());
    }

    public Corpus {
        labels = List.copyOf(labels);
        if (labels.stream().anyMatch(String::isBlank) || new HashSet<>(labels).size() != labels.size()) {
            throw new InvalidInputException("corpus '" + name + "' has the labels " + labels + ", of which one is blank or "
                    + "stands twice; give each emotion a name of its own");
        }
        clips = List.copyOf(clips);
        warnings = List.copyOf(warnings);
        faults = List.copyOf(faults);
        marks = List.copyOf(marks);
        Set<String> ids = new HashSet<>();
        for (Clip clip : clips) {
            if (!ids.add(clip.id())) {
                throw new InvalidInputException("corpus '" + name + "' has two clips named '" + clip.id()
                        + "'; give each its own name");
            }
            if (!labels.contains(clip.label())) {
                throw new InvalidInputException("clip '" + clip.id() + "' is labeled '" + clip.label()
                        + "'; corpus '" + name + "' has " + String.join(", ", labels));
            }
        }
    }

    /**
     * Lets a corpus pass of which every clip that was found can be used.
     *
     * @throws InvalidInputException with the first of the {@link #faults()}
     */
    public void requireWhole() {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults.get(0));
        }
    }

    /** One line per class that has no clip besides those with the given ids. */
    public List<String> lostWithout(Set<String> ids) {
        return labels.stream().filter(label -> clips.stream().anyMatch(clip -> clip.label().equals(label)))
                .filter(label -> clips.stream().allMatch(clip -> !clip.label().equals(label) || ids.contains(clip.id())))
                .map(label -> "class " + label + " is MISSING from everything that follows: none of its clips can be used")
                .toList();
    }

    /** The same corpus with one more warning, ahead of the others. */
    public Corpus noting(String warning) {
        return new Corpus(name, synthetic, labels, clips, Stream.concat(Stream.of(warning), warnings.stream()).toList(),
                faults,
                place, duplicates, marks);
    }

    /** The same corpus, read from a place. */
    public Corpus at(CorpusPlace where) {
        return new Corpus(name, synthetic, labels, clips, warnings, faults, Optional.of(where), duplicates, marks);
    }

    /** The same, knowing its duplicates. */
    public Corpus with(Duplicates found) {
        return new Corpus(name, synthetic, labels, clips, warnings, faults, place, found, marks);
    }

    /** The same with its marks. */
    public Corpus marked(List<String> lines) {
        return new Corpus(name, synthetic, labels, clips, warnings, faults, place, duplicates, lines);
    }

    /** Class index of a clip: the position of its label in {@link #labels()}. */
    public int classOf(Clip clip) {
        return labels.indexOf(clip.label());
    }

    /** {@code RAVDESS speech: 1440 clips, 8 emotions, 24 speakers}. */
    public String summary() {
        int speakers = speakers().size();
        return name + ": " + Counted.of(clips.size(), "clip") + ", " + Counted.of(labels.size(), "emotion") + ", "
                + (speakers == 0 ? "speakers unknown" : Counted.of(speakers, "speaker"));
    }

    /** Who speaks, sorted; without the empty name of clips whose speaker is unknown. */
    public List<String> speakers() {
        Set<String> speakers = new TreeSet<>();
        clips.forEach(clip -> speakers.add(clip.speaker()));
        speakers.remove("");
        return List.copyOf(speakers);
    }

    /** The names of the corpora that it was put together of, sorted; empty where it is one. */
    public List<String> members() {
        Set<String> members = new TreeSet<>();
        clips.forEach(clip -> members.add(clip.corpus()));
        members.remove("");
        return List.copyOf(members);
    }

    /** Some of its clips as a corpus, with its labels and what is known of their duplicates. */
    public Corpus only(Predicate<Clip> which) {
        return new Corpus(name, synthetic, labels, clips.stream().filter(which).toList(), List.of()).with(duplicates);
    }

    /** Whether every clip tells who speaks. */
    public boolean knowsSpeakers() {
        return clips.stream().noneMatch(clip -> clip.speaker().isEmpty());
    }
}
