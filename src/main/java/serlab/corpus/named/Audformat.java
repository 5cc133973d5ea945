package serlab.corpus.named;

import java.util.List;
import serlab.corpus.media.MediaInventory;

/**
 * Databases in audformat: a header {@code db.yaml} with tables {@code db.emotion.csv} and others, which name recordings or
 * parts of recordings. Source: the specification in audformat's documentation, version 1.4.
 */
record Audformat() implements LabeledCorpus {
    @Override
    public String type() {
        return "audformat";
    }

    @Override
    public String title() {
        return "audformat database";
    }

    @Override
    public CorpusReading reading(MediaInventory inventory) {
        return LabelFile.named(inventory, "db\\.yaml").stream().findFirst()
                .map(header -> new AudformatTables(header, inventory).reading())
                .orElseGet(() -> new CorpusReading(path -> List.of(), List.of(), List.of(), List.of()));
    }
}
