package serlab.notebook;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import serlab.Percent;

/** Format of a column of shares, which a table shows as percentages. */
final class ShareFormat extends NumberFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public StringBuffer format(double share, StringBuffer to, FieldPosition position) {
        return to.append(Percent.of(share));
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
