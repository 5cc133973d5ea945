package serlab.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextTableTest {
    /** {@code 生气} takes four columns, {@code é} as a letter and a mark takes one. */
    @Test
    void columnsLineUpWhereCharactersAreWideOrTakeNoPlace() {
        String table = new TextTable(List.of(List.of("emotion", "who", "share"), List.of("生气", "a", "50.0 %"),
                List.of("fâche\u0301", "기쁨", "9.0 %")), Set.of(0, 1)).ruled();
        assertEquals("""
                emotion   who     share
                ───────────────────────
                生气      a      50.0 %
                fâche\u0301     기쁨    9.0 %
                """, table);
    }
}
