package serlab.notebook.assist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Place in YAML that is being written, in block or short form.
 *
 * @param path  keys from the outermost section to the one that the place is in
 * @param beside the keys and plain values of that section
 * @param key   the key whose value is written; empty where a key is
 * @param word  what of the key or value stands before the place
 */
record YamlAt(List<String> path, Map<String, String> beside, String key, String word) {
    private static final Pattern LINE = Pattern.compile("^(\\s*(?:- +)*)(?:([\\w.-]+):(?: +(.*))?|(.*))$");
    private static final Pattern PLAIN = Pattern.compile("([\\w.-]+):\\s*([\\w.-]+)\\s*");

    /** @param text the whole of it */
    static YamlAt of(String text, int at) {
        int begin = text.lastIndexOf('\n', at - 1) + 1;
        Matcher line = line(text.substring(begin, at));
        int column = line.group(1).length();
        List<String> path = new ArrayList<>(parents(text.substring(0, begin), column));
        Map<String, String> beside = new LinkedHashMap<>();
        List<String> before = text.substring(0, begin).lines().toList();
        if (!line.group(1).contains("-")) {
            for (int i = before.size() - 1; i >= 0 && beside(before.get(i), column, beside); i--) {
                if (before.get(i).stripLeading().startsWith("- ")) {
                    break;
                }
            }
        }
        int next = text.indexOf('\n', at);
        if (next >= 0) {
            for (String one : text.substring(next + 1).lines().toList()) {
                if (one.stripLeading().startsWith("- ") || !beside(one, column, beside)) {
                    break;
                }
            }
        }
        String key = line.group(2);
        if (key == null) {
            String flow = line.group(4);
            return flow.startsWith("{") || flow.startsWith("[") ? flow(path, "", flow) : new YamlAt(path, beside, "", flow);
        }
        String value = line.group(3) == null ? "" : line.group(3);
        return value.startsWith("{") || value.startsWith("[") ? flow(path, key, value) : new YamlAt(path, beside, key, value);
    }

    private static Matcher line(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalStateException("the pattern matches every line; got " + text);
        }
        return line;
    }

    private static List<String> parents(String before, int column) {
        List<String> path = new ArrayList<>();
        List<String> lines = before.lines().toList();
        int least = column;
        for (int i = lines.size() - 1; i >= 0 && least > 0; i--) {
            Matcher line = line(lines.get(i));
            boolean opens = line.group(2) != null && (line.group(3) == null || line.group(3).isBlank());
            if (opens && line.group(1).length() < least) {
                path.add(0, line.group(2));
                least = line.group(1).length();
            } else if (line.group(2) != null && line.group(1).length() < least) {
                least = Math.min(least, line.group(1).length() + 1);
            }
        }
        return path;
    }

    /** Takes up a line of the same section; false where another begins. */
    private static boolean beside(String text, int column, Map<String, String> beside) {
        Matcher line = line(text);
        if (!text.isBlank() && line.group(1).length() < column) {
            return false;
        }
        if (line.group(2) != null && line.group(1).length() == column) {
            beside.put(line.group(2), line.group(3) == null ? "" : line.group(3).strip());
        }
        return true;
    }

    /** In braces: every brace is a section under the key before it. */
    private static YamlAt flow(List<String> block, String blockKey, String text) {
        List<String> path = new ArrayList<>(block);
        List<Integer> braces = new ArrayList<>();
        String key = blockKey;
        int entry = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                path.add(key);
                braces.add(i);
                key = "";
                entry = i + 1;
            } else if (c == '}' && !braces.isEmpty()) {
                key = path.remove(path.size() - 1);
                braces.remove(braces.size() - 1);
            } else if (c == ':' && (i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
                key = text.substring(entry, i).strip();
                entry = i + 1;
            } else if (c == '[' || c == ',') {
                boolean list = text.lastIndexOf('[', i) > text.lastIndexOf(']', i) && (braces.isEmpty()
                        || text.lastIndexOf('[', i) > braces.get(braces.size() - 1));
                key = list ? key : "";
                entry = i + 1;
            }
        }
        Map<String, String> beside = new LinkedHashMap<>();
        if (!braces.isEmpty()) {
            String own = text.substring(braces.get(braces.size() - 1) + 1).replaceAll("\\{[^{}]*}", "");
            Matcher plain = PLAIN.matcher(own);
            while (plain.find()) {
                beside.put(plain.group(1), plain.group(2));
            }
        }
        beside.remove(key);
        path.removeIf(String::isEmpty);
        return new YamlAt(path, beside, key, text.substring(entry).stripLeading());
    }
}
