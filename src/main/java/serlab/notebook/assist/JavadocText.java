package serlab.notebook.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serlab.Html;

/**
 * A Javadoc comment for people.
 *
 * @param html its text with its marks
 * @param text without
 */
record JavadocText(String html, String text) {
    private static final Pattern TAG = Pattern.compile("(?m)^\\s*@(param|return|throws|see|since)\\b");
    private static final Pattern NAMED = Pattern.compile("^(<?\\w+>?)\\s+(.*)$", Pattern.DOTALL);

    static JavadocText of(String comment) {
        List<String> html = new ArrayList<>();
        Matcher tag = TAG.matcher(comment);
        int end = tag.find() ? tag.start() : comment.length();
        html.add("<p>" + inline(comment.substring(0, end)) + "</p>");
        while (end < comment.length()) {
            String kind = tag.group(1);
            int begin = tag.end();
            end = tag.find() ? tag.start() : comment.length();
            html.add("<p>" + tagged(kind, comment.substring(begin, end).strip()) + "</p>");
        }
        String all = String.join("", html);
        return new JavadocText(all, all.replaceAll("</?p>\\s*(</?p>)?", "\n").replaceAll("<[^>]*>", "").replace("&lt;", "<")
                .replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&").strip());
    }

    private static String tagged(String kind, String body) {
        Matcher named = NAMED.matcher(body);
        return switch (kind) {
            case "param", "throws" -> named.matches() ? (kind.equals("param") ? "" : "throws ") + "<code>" + Html.escaped(named.group(1))
                    + "</code>: " + inline(named.group(2)) : inline(body);
            case "return" -> "gives " + inline(body);
            default -> kind.toLowerCase(Locale.ROOT) + " " + inline(body);
        };
    }

    /** Inline tags as code; HTML stays. */
    private static String inline(String body) {
        StringBuilder html = new StringBuilder();
        int i = 0;
        while (i < body.length()) {
            if (!body.startsWith("{@", i)) {
                html.append(body.charAt(i++));
                continue;
            }
            int end = i + 1;
            for (int depth = 1; depth > 0 && end < body.length(); end++) {
                depth += body.charAt(end) == '{' ? 1 : body.charAt(end) == '}' ? -1 : 0;
            }
            html.append("<code>").append(Html.escaped(shown(body.substring(i + 2, end - 1)))).append("</code>");
            i = end;
        }
        return html.toString().replaceAll("\\s+", " ").strip();
    }

    private static String shown(String tag) {
        String content = tag.replaceFirst("^\\w+\\s*", "").replaceAll("\\s+", " ");
        if (!tag.startsWith("link")) {
            return content;
        }
        Matcher linked = Pattern.compile("^([\\w.]*)(?:#(\\w+)(?:\\([^)]*\\))?)?(?:\\s+(.*))?$").matcher(content);
        if (!linked.matches()) {
            return content;
        }
        return linked.group(3) != null ? linked.group(3) : linked.group(2) != null ? linked.group(2)
                : linked.group(1).substring(linked.group(1).lastIndexOf('.') + 1);
    }
}
