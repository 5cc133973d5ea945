package serlab.audit;

/** What a leak is worth in points, where results say it. */
public interface LeakCost {
    /** Nothing was measured. */
    LeakCost UNKNOWN = new LeakCost() {
        @Override
        public String ofLeak(String name) {
            return "";
        }

        @Override
        public String ofSpeakers() {
            return "";
        }
    };

    /** A sentence on a leak by its name in experiment files, with a blank before it; empty if nothing was measured. */
    String ofLeak(String name);

    /** A sentence on speakers who are trained on and tested, with a blank before it; empty if nothing was measured. */
    String ofSpeakers();
}
