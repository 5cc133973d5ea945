package serlab.corpus.split;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.corpus.Corpus;
import serlab.part.Catalog;
import serlab.part.InlineText;

/** The protocols by name, and the {@code split} section of an experiment file. */
public final class SplitProtocols {
    static final Catalog<SplitProtocol> ALL = new Catalog<>(SplitProtocol.class, "split protocol", List.of(
            RandomStratified.class,
            ActorFolds.class,
            InnerActorFolds.class,
            LeaveOneActorOut.class,
            StatementDisjoint.class,
            GroupFolds.class,
            ColumnSplit.class,
            FoldsPerCorpus.class,
            LeaveOneCorpusOut.class,
            CrossCorpus.class,
            SpeakerFolds.class));
    /** Key of a section: only clips with {@code FIELD=VALUE} validate and test. */
    static final String TESTING = "testing";
    /** Key of a section: whether duplicates of a recording stay together. */
    static final String DUPLICATES = "duplicates";
    static final String IGNORED = "ignored";
    private static final String PROTOCOL = "protocol";
    private static final String TYPE = "type";

    private SplitProtocols() {
    }

    /** One of each that divides corpora itself, with its defaults. */
    public static List<SplitProtocol> all() {
        return ALL.names().stream().filter(name -> !name.equals(SpeakerFolds.NAME)).map(ALL::standard).toList();
    }

    /** What an experiment has that names none: {@code speakers}. */
    public static SplitProtocol standard() {
        return new SpeakerFolds();
    }

    /** Why a protocol cannot divide a corpus; empty if every fold can be made. */
    public static Optional<String> misfit(SplitProtocol protocol, Corpus corpus) {
        return SpeakerFolds.misfit(protocol, corpus);
    }

    /** The names of all protocols. */
    public static List<String> names() {
        return ALL.names();
    }

    /**
     * Reads the {@code split} section: {@code {type: groups, column: session}}, with {@code testing: FIELD=VALUE} and
     * {@code duplicates: ignored} if need be; or {@code protocol} with a name as {@link #named} takes it.
     *
     * @throws InvalidInputException for an unknown type, or a value out of range; keys that nothing knows are left to
     *                               {@link Settings#done}
     */
    public static SplitProtocol read(Settings section) {
        if (!section.has(TYPE)) {
            return named(section.text(PROTOCOL, SpeakerFolds.NAME));
        }
        if (section.has(PROTOCOL)) {
            throw new InvalidInputException(section.path(PROTOCOL) + " stands beside " + section.path(TYPE)
                    + ", which means the same; keep type");
        }
        SplitProtocol protocol = ALL.read(section, section.text(TYPE));
        if (section.has(TESTING)) {
            String part = section.text(TESTING);
            protocol = PartTested.of(protocol, part, protocol.name() + PartTested.SEPARATOR + part);
        }
        return section.choice(DUPLICATES, "together", Set.of("together", IGNORED)).equals(IGNORED)
                ? new IgnoringDuplicates(protocol) : protocol;
    }

    /**
     * The protocol of a name.
     *
     * @param name one of {@link #names()}, perhaps with options, {@code TYPE with option=value}; or {@code groups:COLUMN}
     *             with a column of a manifest; with {@code testing FIELD=VALUE} behind it, only such clips validate and
     *             test; with {@code ignoring duplicates} behind it, duplicates of a recording may stand on several sides
     */
    public static SplitProtocol named(String name) {
        if (name.endsWith(IgnoringDuplicates.SUFFIX)) {
            return IgnoringDuplicates.named(name);
        }
        if (name.contains(PartTested.SEPARATOR)) {
            return PartTested.named(name);
        }
        if (name.startsWith(GroupFolds.COLUMN_PREFIX)) {
            return new GroupFolds(name.substring(GroupFolds.COLUMN_PREFIX.length()));
        }
        return InlineText.read(ALL, "split", name);
    }
}
