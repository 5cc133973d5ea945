package serlab.corpus.locate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * The clips of several corpora as one. Ids and speakers bear the name of their corpus in front ({@code emodb/03a01Fa},
 * {@code emodb/03}), so that none collide; the field {@code corpus} tells the corpora apart.
 */
@Part(name = SeveralSpec.SEVERAL, does = "the clips of several corpora as one; a column corpus tells them apart, and labels: "
        + "common keeps the labels that all have")
public record SeveralSpec(
        @Option(value = "[]", least = 0, meaning = "the corpora: a place each, or {type: …, path: …, name: …, language: …, "
                + "labels: …}; path is where it lies, name what it is called, labels are its own")
        List<MemberCorpus> of) implements CorpusSpec {
    static final String SEVERAL = "several";
    private static final int LEAST = 2;

    public SeveralSpec {
        Declaration.check(SeveralSpec.class, of);
        of = List.copyOf(of);
    }

    /** Several places, each read as what it holds; as {@code asked} where it holds that. */
    static SeveralSpec of(Places places, CorpusSpec asked) {
        return new SeveralSpec(places.all().stream().map(place -> MemberCorpus.at(
                CorpusLocator.detected(place).filter(found -> found.type().equals(asked.type())).map(found -> asked)
                        .orElseGet(AutoSpec::defaults), place)).toList());
    }

    /**
     * The same corpora at other places.
     *
     * @param places one for each corpus that lies somewhere, in their order
     */
    SeveralSpec at(Places places) {
        List<MemberCorpus> placed = of.stream().filter(member -> member.spec().needsPlace()).toList();
        if (placed.size() != places.all().size()) {
            throw new InvalidInputException("--data names " + places.all().size() + " places for the " + placed.size()
                    + " corpora of corpus.of that lie somewhere; name one for each, with commas between them, or leave "
                    + "--data out");
        }
        List<MemberCorpus> moved = new ArrayList<>();
        for (MemberCorpus member : of) {
            int index = placed.indexOf(member);
            moved.add(index < 0 ? member : member.movedTo(places.all().get(index)));
        }
        return new SeveralSpec(moved);
    }

    /** @throws InvalidInputException if there are fewer than two */
    List<MemberCorpus> members() {
        if (of.size() < LEAST) {
            throw new InvalidInputException("corpus.of names " + (of.isEmpty() ? "no corpus" : "one corpus") + "; name two or "
                    + "more, such as corpus: {type: several, of: [{type: ravdess, path: A}, {type: emodb, path: B}]}, or --data A,B");
        }
        return of;
    }

    @Override
    public Corpus open(Path dataOrNull) {
        return new CorpusLocator(Path.of(""), Optional.empty()).open(this, Optional.ofNullable(dataOrNull));
    }
}
