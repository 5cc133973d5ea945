package serlab.corpus.named;

import java.util.List;
import serlab.corpus.media.MediaInventory;

/**
 * Databases in audformat: a header {@code db.yaml} with tables {@code db.emotion.csv} and others, which name recordings or
 * parts of recordings. Source: the specification in audformat's documentation, version 1.4.
 */
record Audformat() implements KnownCorpus {
    @Override
    public String type() {
        return "audformat";
    }

    @Override
    public String title() {
        return "audformat database";
    }

    /** Its names tell nothing. */
    @Override
    public boolean names(String path) {
        return false;
    }

    @Override
    public long in(MediaInventory inventory) {
        CorpusReading reading = reading(inventory);
        return reading.labelFiles().isEmpty() ? 0
                : inventory.items().stream().filter(item -> !reading.of(item.path()).isEmpty()).count();
    }

    @Override
    public CorpusReading reading(MediaInventory inventory) {
        return LabelFile.named(inventory, "db\\.yaml").stream().findFirst()
                .map(header -> new AudformatTables(header, inventory).reading())
                .orElseGet(() -> new CorpusReading(path -> List.of(), List.of(), List.of(), List.of()));
    }
}
