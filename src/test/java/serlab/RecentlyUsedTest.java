package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentlyUsedTest {
    @Test
    void theValuesAskedForLastAreKept() {
        List<Integer> built = new ArrayList<>();
        RecentlyUsed<Integer, String> texts = new RecentlyUsed<>(2, key -> {
            built.add(key);
            return "text " + key;
        });
        for (int key : new int[] {1, 2, 1, 3, 1, 2}) {
            assertEquals("text " + key, texts.get(key));
        }
        // when 3 was built, 2 was the one asked for longest ago
        assertEquals(List.of(1, 2, 3, 2), built);
    }
}
