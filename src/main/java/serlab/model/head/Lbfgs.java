package serlab.model.head;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;

/**
 * Limited-memory BFGS: the minimum of a smooth convex function, with a line search by halving.
 *
 * <p>Source: Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical Programming 45
 * (1989).
 */
final class Lbfgs {
    private static final int PAIRS = 10;
    private static final int HALVINGS = 50;
    private static final double SUFFICIENT = 1e-4;

    private final Function function;
    private final double tolerance;
    private final int iterations;

    /** What is minimized. */
    @FunctionalInterface
    interface Function {
        /** The value at a point; writes the gradient there. */
        double at(double[] point, double[] gradient);
    }

    /** A step and the change of the gradient along it. */
    private record Pair(double[] step, double[] change, double curvature) {
    }

    /**
     * @param tolerance  ends when no part of the gradient is larger
     * @param iterations most steps
     */
    Lbfgs(Function function, double tolerance, int iterations) {
        this.function = function;
        this.tolerance = tolerance;
        this.iterations = iterations;
    }

    /** Moves a point to the minimum. */
    void minimize(double[] point) {
        int size = point.length;
        double[] gradient = new double[size];
        double[] trial = new double[size];
        double[] trialGradient = new double[size];
        double value = function.at(point, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int i = 0; i < iterations && largest(gradient) > tolerance; i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("learning was interrupted");
            }
            double[] direction = direction(gradient, pairs);
            double slope = dot(direction, gradient);
            double length = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            double next = value;
            boolean lower = false;
            for (int h = 0; h < HALVINGS && !lower; h++) {
                for (int j = 0; j < size; j++) {
                    trial[j] = point[j] + length * direction[j];
                }
                next = function.at(trial, trialGradient);
                lower = next <= value + SUFFICIENT * length * slope;
                length /= 2;
            }
            if (!lower) {
                return;
            }
            remember(pairs, point, trial, gradient, trialGradient);
            System.arraycopy(trial, 0, point, 0, size);
            System.arraycopy(trialGradient, 0, gradient, 0, size);
            value = next;
        }
    }

    private static void remember(Deque<Pair> pairs, double[] from, double[] to, double[] before, double[] after) {
        double[] step = new double[from.length];
        double[] change = new double[from.length];
        for (int j = 0; j < step.length; j++) {
            step[j] = to[j] - from[j];
            change[j] = after[j] - before[j];
        }
        double curvature = dot(step, change);
        if (curvature > 0) {
            if (pairs.size() == PAIRS) {
                pairs.removeFirst();
            }
            pairs.addLast(new Pair(step, change, curvature));
        }
    }

    /** The two loops: minus the estimated inverse Hessian times the gradient. */
    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] direction = gradient.clone();
        double[] shares = new double[pairs.size()];
        int at = pairs.size();
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
            Pair pair = newest.next();
            shares[--at] = dot(pair.step, direction) / pair.curvature;
            add(direction, -shares[at], pair.change);
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getLast();
            double scale = last.curvature / dot(last.change, last.change);
            for (int j = 0; j < direction.length; j++) {
                direction[j] *= scale;
            }
        }
        for (Pair pair : pairs) {
            add(direction, shares[at++] - dot(pair.change, direction) / pair.curvature, pair.step);
        }
        for (int j = 0; j < direction.length; j++) {
            direction[j] = -direction[j];
        }
        return direction;
    }

    private static void add(double[] to, double factor, double[] other) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * other[j];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
