package serlab.sweep.search;

import java.util.List;
import serlab.part.Catalog;
import serlab.part.Configured;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** How a sweep chooses its configurations: the {@code sampler} section of a sweep file. */
public interface SamplerSpec extends Configured {
    /** Most trials. */
    int trials();

    /** Trials drawn at random before it starts to learn; of no meaning to one that does not. */
    int startup();

    /** The sampler of a space. */
    Sampler over(SearchSpace space, long seed);

    /** How many trials there will be at most. */
    default int planned(SearchSpace space) {
        return trials();
    }

    /** The samplers by name. */
    static Catalog<SamplerSpec> catalog() {
        return Samplers.ALL;
    }

    /** All combinations. */
    @Part(name = "grid", does = "all combinations, in order", sets = "trials: 100000")
    record Grid(@Option(like = Tpe.class) int trials, @Option(like = Tpe.class) int startup) implements SamplerSpec {
        public Grid {
            Declaration.check(Grid.class, trials, startup);
        }

        @Override
        public Sampler over(SearchSpace space, long seed) {
            return new Sampler.Grid(space.grid());
        }

        @Override
        public int planned(SearchSpace space) {
            return Math.min(trials, space.grid().size());
        }
    }

    /** Independent draws. */
    @Part(name = "random", does = "independent draws, none twice")
    record Random(@Option(like = Tpe.class) int trials, @Option(like = Tpe.class) int startup) implements SamplerSpec {
        public Random {
            Declaration.check(Random.class, trials, startup);
        }

        @Override
        public Sampler over(SearchSpace space, long seed) {
            return new Sampler.Random(space, seed);
        }
    }

    /** The tree-structured Parzen estimator. */
    @Part(name = "tpe", does = "draws where earlier trials were good (tree-structured Parzen estimator)")
    record Tpe(
            @Option(value = "30", min = 1, max = 100_000, meaning = "most trials") int trials,
            @Option(value = "10", min = 1, max = 100_000, meaning = "random trials before tpe starts to learn") int startup)
            implements SamplerSpec {
        public Tpe {
            Declaration.check(Tpe.class, trials, startup);
        }

        @Override
        public Sampler over(SearchSpace space, long seed) {
            return new TpeSampler(space, seed, startup);
        }
    }

    /** The samplers that sweep files can name. */
    final class Samplers {
        private static final Catalog<SamplerSpec> ALL = new Catalog<>(SamplerSpec.class, "sampler", List.of(
                Tpe.class,
                Random.class,
                Grid.class));

        private Samplers() {
        }
    }
}
