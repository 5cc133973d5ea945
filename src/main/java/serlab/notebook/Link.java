package serlab.notebook;

import serlab.Html;

/**
 * An address that a cell shows as a link.
 *
 * @param text    what is read
 * @param address where it leads
 */
public record Link(String text, String address) {
    String html() {
        return "<a href=\"" + Html.escaped(address) + "\" target=\"_blank\">" + Html.escaped(text) + "</a>";
    }
}
