package serlab.notebook.assist;

import java.util.List;

/**
 * One thing that Tab offers.
 *
 * @param text in place of what is replaced
 * @param kind what it is, in a word
 */
public record Offer(String text, String kind) {
    /**
     * What Tab offers.
     *
     * @param all   in the order in which they are shown
     * @param start where in the code what is replaced begins
     */
    public record Offers(List<Offer> all, int start) {
        /** Copies the list. */
        public Offers {
            all = List.copyOf(all);
        }
    }
}
