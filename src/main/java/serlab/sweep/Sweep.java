package serlab.sweep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.experiment.DottedKeys;
import serlab.experiment.ExpectedCorpus;
import serlab.experiment.ExperimentSpec;
import serlab.model.BundleFolder;
import serlab.sweep.engine.Engine;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.engine.TrialTraining;
import serlab.sweep.search.Configuration;
import serlab.sweep.search.Observation;
import serlab.sweep.search.Pruner;
import serlab.sweep.search.Sampler;
import serlab.sweep.search.SearchSpace;

/**
 * Sweep as it is carried out: it chooses points, has them tried, repeats the best over folds and seeds. All of its state is
 * in the {@link TrialStore}, so that it can end at any instant and go on later. A trial may know the outcomes of those that
 * are at least the window before it, whatever else has finished; so points and pruning depend on the file alone.
 */
public final class Sweep {
    private static final String IDENTITY = "identity";
    private static final String FINGERPRINT = "corpus_fingerprint";
    private static final String CLIPS = "corpus_clips";
    private static final Duration TICK = Duration.ofSeconds(1);

    private final SweepSpec spec;
    private final Corpus corpus;
    private final TrialStore store;
    private final Engine engine;
    private final Path models;
    private final SweepListener listener;
    private final Map<Integer, Configuration> points = new TreeMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Sampler sampler;
    private final Logbook logbook;
    private final EarlierTrials earlier;
    /** By protocol and the folds that are asked for. */
    private final Map<Object, List<Integer>> folds = new HashMap<>();
    /** Trials before this one are over. */
    private int over;
    private int planned;

    /**
     * @param models folder for the models of finalists
     */
    public Sweep(SweepSpec spec, Corpus corpus, TrialStore store, Engine engine, Path models, SweepListener listener) {
        this.spec = spec;
        this.corpus = corpus;
        this.store = store;
        this.engine = engine;
        this.models = models;
        this.listener = listener;
        this.sampler = spec.samplerOfPoints();
        this.planned = spec.plannedTrials();
        this.logbook = new Logbook(points, outcomes);
        this.earlier = new EarlierTrials(spec.window(), points, outcomes);
        points.putAll(store.points());
        store.outcomes().forEach((job, outcome) -> outcomes.put(job, outcome.named(corpus.labels())));
        logbook.recount();
    }

    /**
     * Compares the sweep with what the store was made for.
     *
     * @param anyway whether a changed sweep may go on: finished trials are kept, finalists trained anew
     * @param fingerprint of the corpus, which must be that of the first trial
     * @throws InvalidInputException if they differ, naming what does
     */
    public void claim(boolean anyway, String fingerprint) {
        store.fact(FINGERPRINT).ifPresent(first -> new ExpectedCorpus("the sweep's first trial",
                store.fact(CLIPS).map(Integer::valueOf).orElse(0), first, "; or start afresh with another --out").require(corpus, fingerprint));
        List<String> now = new ArrayList<>(spec.identity());
        now.add("corpus: " + corpus.name() + ", " + corpus.clips().size() + " clips");
        List<String> before = store.fact(IDENTITY).map(text -> List.of(text.split("\n"))).orElse(now);
        List<String> differences = SweepSpec.differences(before, now);
        if (!differences.isEmpty()) {
            if (!anyway) {
                throw new InvalidInputException("the sweep has changed since its first trial (" + String.join("; ",
                        differences) + "); undo that, start afresh with another --out, or keep the "
                        + "finished trials with --continue-anyway");
            }
            SweepRecorder.forget(store);
            store.removeOutcomes("final-");
            outcomes.keySet().stream().filter(Job::isFinal).forEach(job -> new BundleFolder(Job.model(models, Job.trialOf(job),
                    Job.unitOf(job))).delete(models));
            outcomes.keySet().removeIf(Job::isFinal);
            List.copyOf(points.keySet()).stream().filter(n -> !outcomes.containsKey(Job.trialId(n))).forEach(n -> {
                store.removePoint(n);
                points.remove(n);
            });
        }
        logbook.recount();
        store.setFact(IDENTITY, String.join("\n", now));
        store.setFact(FINGERPRINT, fingerprint);
        store.setFact(CLIPS, String.valueOf(corpus.clips().size()));
    }

    /** How many trials are over, and of how many. */
    public SweepStatus status() {
        return logbook.status("search", planned, trainingsToCome("search"));
    }

    /** Searches to the end, then trains the finalists; returns at once where all that is done. */
    public void run() throws InterruptedException {
        Pump pump = new Pump();
        pump.run("search", this::nextTrial, () -> planned);
        List<Job> finals = finals();
        List<Job> open = new ArrayList<>(finals.stream().filter(job -> !outcomes.containsKey(job.id())).toList());
        pump.run("finalists", () -> open.isEmpty() ? Optional.empty() : Optional.of(open.remove(0)), finals::size);
    }

    /** Finalists' trainings that follow after a phase. */
    private int trainingsToCome(String phase) {
        SweepSpec.Finalists last = spec.finalists();
        return phase.equals("search") && !points.isEmpty() && last.count() > 0
                ? last.count() * last.seeds().size() * foldsOfFinalists(points.keySet().iterator().next()).size() : 0;
    }

    /** What has been found so far. */
    public SweepState state() {
        return new SweepState(spec, points, outcomes, finalists());
    }

    private Optional<Job> nextTrial() {
        boolean waits = spec.waits();
        while (over < planned && outcomes.containsKey(Job.trialId(over))) {
            over++;
        }
        for (int number = over; number < planned; number++) {
            String id = Job.trialId(number);
            if (waits && number >= spec.window() && !outcomes.containsKey(Job.trialId(number - spec.window()))) {
                return Optional.empty();
            }
            if (outcomes.containsKey(id) || logbook.isRunning(id)) {
                continue;
            }
            Optional<Configuration> point = point(number);
            if (point.isEmpty()) {
                planned = number;
                listener.notice("the search space has no more than " + number + " points");
                return Optional.empty();
            }
            return Optional.of(job(number, point.get()));
        }
        return Optional.empty();
    }

    private Optional<Configuration> point(int number) {
        if (!points.containsKey(number)) {
            List<Observation> found = sampler.learns() ? earlier.observed(number) : List.of();
            sampler.suggest(number, found, earlier.points(number)).ifPresent(point -> {
                store.addPoint(number, point);
                points.put(number, point);
            });
        }
        return Optional.ofNullable(points.get(number));
    }

    private Job job(int number, Configuration point) {
        ExperimentSpec experiment = spec.experiment(point);
        List<TrialTraining> units = new ArrayList<>();
        folds.computeIfAbsent(List.of(experiment.protocol(), experiment.folds()), split -> experiment.foldsOf(corpus))
                .forEach(fold -> experiment.seeds().forEach(seed -> units.add(new TrialTraining(fold, seed))));
        List<Integer> rungs = List.of();
        Map<Integer, Double> needed = Map.of();
        boolean byFolds = spec.pruner().map(Pruner::byFolds).orElse(false);
        if (spec.pruner().isPresent()) {
            int full = byFolds ? units.size() : experiment.epochs();
            rungs = spec.pruner().get().rungs(full);
            needed = spec.pruner().get().needed(full, earlier.ranked(number));
        }
        return new Job(Job.trialId(number), number, named(number, point), units, null, byFolds, rungs, needed);
    }

    private Map<String, Object> named(int number, Configuration point) {
        return SearchSpace.laidOver(spec.space().settings(point), "name", "trial " + number);
    }

    /** The best complete trials, best first. */
    private List<Integer> finalists() {
        return points.keySet().stream().filter(number -> {
            Outcome outcome = outcomes.get(Job.trialId(number));
            return outcome != null && outcome.state() == Outcome.State.COMPLETE;
        }).sorted(Comparator.comparingDouble((Integer number) -> -outcomes.get(Job.trialId(number)).score())
                .thenComparing(Comparator.naturalOrder())).limit(spec.finalists().count()).toList();
    }

    private List<Job> finals() {
        List<Job> jobs = new ArrayList<>();
        List<Integer> best = finalists();
        if (best.isEmpty()) {
            return jobs;
        }
        List<Integer> folds = foldsOfFinalists(best.get(0));
        for (int fold : folds) {
            for (long seed : spec.finalists().seeds()) {
                for (int number : best) {
                    TrialTraining unit = new TrialTraining(fold, seed);
                    jobs.add(new Job(Job.finalId(number, unit), number, named(number, points.get(number)), List.of(unit),
                            Job.model(models, number, unit).toString(), false, List.of(), Map.of()));
                }
            }
        }
        return jobs;
    }

    private List<Integer> foldsOfFinalists(int number) {
        Map<String, Object> folds = SearchSpace.laidOver(spec.space().settings(points.get(number)), "split.folds",
                spec.finalists().folds().isEmpty() ? "all" : spec.finalists().folds());
        return ExperimentSpec.of(DottedKeys.without(folds, "split", "fold")).foldsOf(corpus);
    }

    /** Keeps the engine busy until a phase is over. */
    private final class Pump {
        private final Deque<Job> again = new ArrayDeque<>();

        void run(String phase, Supplier<Optional<Job>> jobs, Supplier<Integer> total) throws InterruptedException {
            while (true) {
                while (engine.free() > 0) {
                    Optional<Job> job = again.isEmpty() ? jobs.get() : Optional.of(again.poll());
                    if (job.isEmpty()) {
                        break;
                    }
                    logbook.started(job.get());
                    engine.submit(job.get());
                }
                if (!logbook.anyRunning()) {
                    return;
                }
                Optional<Engine.Event> event = engine.next(TICK);
                if (event.isPresent()) {
                    handle(phase, event.get(), total.get());
                } else {
                    listener.moved(logbook.status(phase, total.get(), trainingsToCome(phase)));
                }
            }
        }

        private void handle(String phase, Engine.Event event, int total) {
            Job job = event.job();
            Optional<Outcome> outcome = event.outcome();
            if (event.death() != null) {
                outcome = died(job, event.death());
                if (outcome.isEmpty()) {
                    again.add(job);
                }
            } else {
                logbook.heard(event.message());
            }
            if (outcome.isEmpty()) {
                listener.moved(logbook.status(phase, total, trainingsToCome(phase)));
                return;
            }
            store.setOutcome(job.id(), outcome.get());
            outcomes.put(job.id(), outcome.get().named(corpus.labels()));
            logbook.ended(job);
            listener.jobDone(job, points.get(job.trial()), outcome.get(), logbook.status(phase, total, trainingsToCome(phase)));
        }

        private Optional<Outcome> died(Job job, String how) {
            if (how.equals(Engine.Event.INTERRUPTED)) {
                return Optional.empty();
            }
            int deaths = store.addDeath(job.id());
            if (deaths > spec.retries()) {
                return Optional.of(Outcome.failed("its worker died " + deaths + " times, last with " + how));
            }
            listener.notice("the worker at " + job.id() + " died (" + how + "); it is tried again");
            return Optional.empty();
        }
    }
}
