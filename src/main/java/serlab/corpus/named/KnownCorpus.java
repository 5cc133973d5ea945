package serlab.corpus.named;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.corpus.media.MediaInventory;

/** A corpus of the field that is known by the names of its recordings, or by the label files beside them. */
public interface KnownCorpus {
    /** The name in experiment files. */
    String type();

    /** The name in tables. */
    String title();

    /** Whether a path below a corpus root is named as its recordings are. */
    boolean names(String path);

    /** How many recordings of a place belong to it. */
    default long in(MediaInventory inventory) {
        return inventory.items().stream().filter(item -> names(item.path())).count();
    }

    /** What names and label files say in that place. */
    CorpusReading reading(MediaInventory inventory);

    /** Every corpus that is known, those first whose names tell everything. */
    static List<KnownCorpus> all() {
        return Stream.concat(Stream.of(NamedCorpus.values()), Stream.of(new Iemocap(), new Meld(), new MspPodcast(), new Emns(),
                new Audformat())).toList();
    }

    /** The corpus of a name in experiment files. */
    static Optional<KnownCorpus> of(String type) {
        return all().stream().filter(corpus -> corpus.type().equals(type)).findFirst();
    }

    /**
     * The corpus that most of the recordings of a place belong to; the largest of several if most belong to one of them; empty
     * if most are of none.
     */
    static Optional<KnownCorpus> fitting(MediaInventory inventory) {
        record Found(KnownCorpus corpus, long count) {
        }

        List<Found> found = new ArrayList<>();
        all().forEach(corpus -> found.add(new Found(corpus, corpus.in(inventory))));
        Optional<Found> largest = found.stream().filter(one -> one.count() > 0).max(Comparator.comparingLong(Found::count)
                .thenComparing(Comparator.comparingInt(found::indexOf).reversed()));
        long known = found.stream().mapToLong(Found::count).sum();
        return largest.filter(one -> 2 * known >= inventory.items().size()).map(Found::corpus);
    }
}
