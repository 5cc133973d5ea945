package serlab.corpus.named;

import serlab.corpus.media.MediaInventory;

/** A corpus that is known by its label files alone: the names of its recordings tell nothing. */
interface LabeledCorpus extends KnownCorpus {
    @Override
    default boolean names(String path) {
        return false;
    }

    @Override
    default long in(MediaInventory inventory) {
        CorpusReading reading = reading(inventory);
        return reading.labelFiles().isEmpty() ? 0
                : inventory.items().stream().filter(item -> !reading.of(item.path()).isEmpty()).count();
    }
}
