package serlab.notebook.table;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import serlab.Percent;

/** Format of a column of shares or of probabilities of a model, which a table shows as percentages. */
public final class ShareFormat extends NumberFormat {
    private static final long serialVersionUID = 2L;

    private final boolean ofModel;

    /** @param ofModel whether they are a model's probabilities, of which none is certain */
    public ShareFormat(boolean ofModel) {
        this.ofModel = ofModel;
    }

    @Override
    public StringBuffer format(double share, StringBuffer to, FieldPosition position) {
        return to.append(ofModel ? Percent.ofProbability(share) : Percent.of(share));
    }

    @Override
    public StringBuffer format(long share, StringBuffer to, FieldPosition position) {
        return format((double) share, to, position);
    }

    @Override
    public Number parse(String source, ParsePosition position) {
        throw new UnsupportedOperationException("shares are shown by this format, not read");
    }
}
