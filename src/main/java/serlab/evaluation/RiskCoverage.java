package serlab.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How often answers are wrong when only the surest are given. Source: El-Yaniv and Wiener, "On the foundations of noise-free
 * selective classification", JMLR 11 (2010).
 *
 * @param points from the surest answer alone to all answers
 */
public record RiskCoverage(List<Point> points) {
    public RiskCoverage {
        points = List.copyOf(points);
    }

    /**
     * The surest answers.
     *
     * @param answered share of all that they are, above 0 to 1
     * @param least    probability of the least sure of them
     * @param risk     share of them that is wrong
     */
    public record Point(double answered, double least, double risk) {
    }

    /** @param answers at least one, with calibrated probabilities */
    public static RiskCoverage of(List<Answer> answers) {
        List<Answer> surest = new ArrayList<>(answers);
        surest.sort(Comparator.comparingDouble(RiskCoverage::sure).reversed());
        List<Point> points = new ArrayList<>();
        int wrong = 0;
        for (int i = 0; i < surest.size(); i++) {
            wrong += surest.get(i).correct() ? 0 : 1;
            boolean last = i + 1 == surest.size() || sure(surest.get(i + 1)) < sure(surest.get(i));
            if (last) {
                points.add(new Point((i + 1.0) / surest.size(), sure(surest.get(i)), wrong / (i + 1.0)));
            }
        }
        return new RiskCoverage(points);
    }

    private static double sure(Answer answer) {
        return answer.probabilities()[answer.predicted()];
    }

    /** Area under the curve: the mean risk over shares that are answered, 0 at best. */
    public double area() {
        double area = 0;
        double before = 0;
        for (Point point : points) {
            area += (point.answered - before) * point.risk;
            before = point.answered;
        }
        return area;
    }

    /** Rows under a header. */
    public String csv() {
        StringBuilder csv = new StringBuilder("answered,least_probability,risk\n");
        points.forEach(point -> csv.append(Csv.line(List.of(Csv.fixed(point.answered, 6), Csv.fixed(point.least, 6),
                Csv.fixed(point.risk, 6)))));
        return csv.toString();
    }
}
