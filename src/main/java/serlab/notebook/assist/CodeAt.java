package serlab.notebook.assist;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Place in a cell's code: the text literal and the call that it is in.
 *
 * @param code    of the cell
 * @param at      the cursor
 * @param literal begin of the content of the text that the cursor is in; -1 for none
 * @param call    the call in whose parentheses it is
 */
record CodeAt(String code, int at, int literal, Optional<Call> call) {
    private static final String BLOCK = "\"\"\"";

    /**
     * A call that is being written.
     *
     * @param name     of the method
     * @param before   the line before the name
     * @param open     where its parenthesis opens
     * @param argument number of the argument, from 0
     * @param begin    where that begins
     */
    record Call(String name, String before, int open, int argument, int begin) {
    }

    /** An opened bracket with the number of commas in it. */
    private static final class Open {
        private final int at;
        private int commas;
        private int begin;

        Open(int at) {
            this.at = at;
            this.begin = at + 1;
        }
    }

    static CodeAt of(String code, int cursor) {
        int at = Math.min(cursor, code.length());
        Deque<Open> opened = new ArrayDeque<>();
        int i = 0;
        while (i < at) {
            String mark = mark(code, i);
            if (mark.isEmpty()) {
                bracket(code, i, opened);
                i++;
                continue;
            }
            int content = i + (mark.equals("*/") || mark.equals("\n") ? 2 : mark.length());
            int close = close(code, content, mark);
            if (at >= content && at <= close) {
                return new CodeAt(code, at, mark.startsWith("\"") ? content : -1, call(code, opened));
            }
            i = close + mark.length();
        }
        return new CodeAt(code, at, -1, call(code, opened));
    }

    private static void bracket(String code, int i, Deque<Open> opened) {
        switch (code.charAt(i)) {
            case '(', '[', '{' -> opened.push(new Open(i));
            case ')', ']', '}' -> opened.poll();
            case ',' -> {
                if (!opened.isEmpty()) {
                    opened.peek().commas++;
                    opened.peek().begin = i + 1;
                }
            }
            case ';' -> opened.removeIf(open -> code.charAt(open.at) == '(');
            default -> {
                // of no account
            }
        }
    }

    /** What ends the text, letter or comment that begins here; empty for anything else. */
    private static String mark(String code, int i) {
        if (code.startsWith("//", i)) {
            return "\n";
        }
        if (code.startsWith("/*", i)) {
            return "*/";
        }
        if (code.startsWith(BLOCK, i)) {
            return BLOCK;
        }
        char c = code.charAt(i);
        return c == '"' || c == '\'' ? String.valueOf(c) : "";
    }

    /** Where a text ends, or would end if it were closed. */
    private static int close(String code, int from, String mark) {
        boolean oneLine = mark.equals("\"") || mark.equals("'");
        int i = from;
        while (i < code.length() && !code.startsWith(mark, i) && !(oneLine && code.charAt(i) == '\n')) {
            i += code.charAt(i) == '\\' && !mark.equals("\n") ? 2 : 1;
        }
        return Math.min(i, code.length());
    }

    private static Optional<Call> call(String code, Deque<Open> opened) {
        return Optional.ofNullable(opened.peek()).filter(open -> code.charAt(open.at) == '(').map(open -> {
            int begin = nameBegin(code, open.at);
            int line = code.lastIndexOf('\n', begin) + 1;
            return new Call(code.substring(begin, open.at), code.substring(Math.min(line, begin), begin), open.at, open.commas,
                    open.begin);
        }).filter(call -> !call.name().isEmpty());
    }

    static int nameBegin(String code, int end) {
        int begin = end;
        while (begin > 0 && Character.isJavaIdentifierPart(code.charAt(begin - 1))) {
            begin--;
        }
        return begin;
    }

    /** The end of the name that the cursor is in or behind. */
    int nameEnd() {
        int end = at;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The content of the text up to the cursor. */
    String typed() {
        return code.substring(literal, at);
    }

    /** The whole content of the text. */
    String content() {
        String mark = literal >= BLOCK.length() && code.startsWith(BLOCK, literal - BLOCK.length()) ? BLOCK : "\"";
        return code.substring(literal, close(code, literal, mark));
    }
}
