package serlab.model.head;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import serlab.InvalidInputException;

/**
 * Ensembles of decision trees by XGBoost, on one thread, with histograms of the numbers: gradient boosting of the softmax
 * cross-entropy, or one round of many trees side by side, each of some rows and numbers, which is a random forest.
 *
 * <p>Sources: Chen and Guestrin, "XGBoost: a scalable tree boosting system", KDD 2016; Breiman, "Random forests", Machine
 * Learning 45 (2001), of which the trees here differ in that each speaks for one class and sees its rows at most once.
 */
public final class TreesLearner implements HeadLearner {
    private static final int BINS = 64;
    private static final double FOREST_ROWS = 0.632;
    private static final double FOREST_LEAST_WEIGHT = 0.5;
    private static final double FOREST_RIDGE = 1e-5;
    /** Of a forest, a node chooses among the square root of all numbers, a third of those that its tree has. */
    private static final double NODE_SHARE = 1.0 / 3;

    private final Rows rows;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final int parallel;
    private final List<Integer> rounds;

    private TreesLearner(Rows rows, int parallel, List<Integer> rounds, int depth, long seed) {
        this.rows = rows;
        this.parallel = parallel;
        this.rounds = rounds.stream().sorted().toList();
        settings.put("objective", "multi:softprob");
        settings.put("num_class", rows.classes());
        settings.put("base_score", "0.5");
        settings.put("tree_method", "hist");
        settings.put("max_bin", BINS);
        settings.put("nthread", 1);
        settings.put("verbosity", 0);
        settings.put("seed", Math.floorMod(seed, Integer.MAX_VALUE));
        settings.put("max_depth", depth);
        settings.put("num_parallel_tree", parallel);
    }

    /**
     * Gradient boosting.
     *
     * @param rounds      numbers of rounds to choose from, each of one tree per class
     * @param depth       most questions one behind the other
     * @param rate        what each tree's values are multiplied by
     * @param rowShare    share of the rows that each round sees
     * @param columnShare share of the numbers that each tree may ask for
     */
    public static TreesLearner boosted(Rows rows, List<Integer> rounds, int depth, double rate, double rowShare,
                                       double columnShare, long seed) {
        TreesLearner learner = new TreesLearner(rows, 1, rounds, depth, seed);
        learner.settings.put("eta", rate);
        learner.settings.put("subsample", rowShare);
        learner.settings.put("colsample_bytree", columnShare);
        return learner;
    }

    /** A random forest of so many trees per class. */
    public static TreesLearner forest(Rows rows, int trees, int depth, long seed) {
        TreesLearner learner = new TreesLearner(rows, trees, List.of(1), depth, seed);
        double share = Math.min(1, 1 / (NODE_SHARE * Math.sqrt(rows.numbers())));
        learner.settings.put("eta", 1);
        learner.settings.put("subsample", FOREST_ROWS);
        learner.settings.put("colsample_bytree", share);
        learner.settings.put("colsample_bynode", share < 1 ? NODE_SHARE : Math.min(1, 1 / Math.sqrt(rows.numbers())));
        learner.settings.put("min_child_weight", FOREST_LEAST_WEIGHT);
        learner.settings.put("lambda", FOREST_RIDGE);
        return learner;
    }

    @Override
    public List<String> choices() {
        return rounds.stream().map(number -> parallel > 1 ? parallel + " trees a class" : number + " rounds").toList();
    }

    @Override
    public double[][][] heldOut(int[] training, int[] heldOut) {
        TreesHead head = train(training, rounds.get(rounds.size() - 1));
        double[][][] scores = new double[rounds.size()][heldOut.length][];
        for (int choice = 0; choice < scores.length; choice++) {
            int trees = rounds.get(choice) * parallel * rows.classes();
            for (int i = 0; i < heldOut.length; i++) {
                scores[choice][i] = head.scores(rows.values()[heldOut[i]], trees);
            }
        }
        return scores;
    }

    @Override
    public Head learn(int choice) {
        return train(rows.all(), rounds.get(choice));
    }

    private TreesHead train(int[] training, int number) {
        Matrix.prepare();
        DMatrix data = null;
        Booster booster = null;
        try {
            data = data(training);
            booster = XGBoost.train(data, settings, number, Map.of(), null, null);
            return TreesReader.read(booster.toByteArray("json"), rows.classes());
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new InvalidInputException("trees are learned by XGBoost, which does not run on this machine ("
                    + e.getMessage() + "); use another model.type, such as logistic-regression", e);
        } finally {
            if (booster != null) {
                booster.dispose();
            }
            if (data != null) {
                data.dispose();
            }
        }
    }

    private DMatrix data(int[] training) throws XGBoostError {
        int numbers = rows.numbers();
        float[] values = new float[Math.multiplyExact(training.length, numbers)];
        float[] labels = new float[training.length];
        float[] weights = new float[training.length];
        for (int i = 0; i < training.length; i++) {
            System.arraycopy(rows.values()[training[i]], 0, values, i * numbers, numbers);
            labels[i] = rows.labels()[training[i]];
            weights[i] = (float) rows.weights()[training[i]];
        }
        DMatrix data = new DMatrix(values, training.length, numbers, Float.NaN);
        data.setLabel(labels);
        data.setWeight(weights);
        return data;
    }
}
