package serlab.corpus.split;

import java.util.List;
import serlab.InvalidInputException;
import serlab.NearestName;

/** The protocols by name. */
public final class SplitProtocols {
    private static final List<SplitProtocol> ALL = List.of(new RandomStratified(), ActorFolds.FIVE, ActorFolds.SIX,
            new InnerActorFolds(), new LeaveOneActorOut(), new StatementDisjoint(), GroupFolds.bySpeaker());

    private SplitProtocols() {
    }

    /** One of each; {@code groups} stands for {@code groups:COLUMN} too. */
    public static List<SplitProtocol> all() {
        return ALL;
    }

    /** The names of {@link #all()}. */
    public static List<String> names() {
        return ALL.stream().map(SplitProtocol::name).toList();
    }

    /**
     * The protocol of a name.
     *
     * @param name one of {@link #names()}, or {@code groups:COLUMN} with a column of a manifest; with
     *             {@code testing FIELD=VALUE} behind it, only such clips validate and test; with
     *             {@code ignoring duplicates} behind it, duplicates of a recording may stand on several sides
     */
    public static SplitProtocol named(String name) {
        if (name.contains(PartTested.SEPARATOR)) {
            return PartTested.named(name);
        }
        if (name.endsWith(IgnoringDuplicates.SUFFIX)) {
            return IgnoringDuplicates.named(name);
        }
        if (name.startsWith(GroupFolds.COLUMN_PREFIX)) {
            return new GroupFolds(name.substring(GroupFolds.COLUMN_PREFIX.length()));
        }
        return ALL.stream().filter(protocol -> protocol.name().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidInputException(NearestName.suggest("split protocol", name, names())));
    }
}
