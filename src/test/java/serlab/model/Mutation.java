package serlab.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random changes of files, as damage and malice make them. */
final class Mutation {
    private Mutation() {
    }

    /** Bits flipped, bytes overwritten, the end cut off, a piece doubled or taken out. */
    static byte[] ofBytes(byte[] content, Random random) {
        if (content.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        byte[] changed = content.clone();
        int at = random.nextInt(content.length);
        switch (random.nextInt(6)) {
            case 0 -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> changed = Arrays.copyOf(changed, at);
            case 2 -> Arrays.fill(changed, at, Math.min(changed.length, at + 4), (byte) 0xFF);
            case 3 -> Arrays.fill(changed, at, Math.min(changed.length, at + 8), (byte) 0);
            case 4 -> {
                int end = at + random.nextInt(content.length - at);
                changed = Arrays.copyOf(content, content.length + end - at);
                System.arraycopy(content, at, changed, end, content.length - at);
            }
            default -> {
                int end = at + random.nextInt(content.length - at);
                changed = Arrays.copyOf(content, content.length - end + at);
                System.arraycopy(content, end, changed, at, content.length - end);
            }
        }
        return changed;
    }

    /** One file taken away, renamed, added, changed or swapped with another. */
    static Map<String, byte[]> ofParts(Map<String, byte[]> parts, Random random) {
        Map<String, byte[]> changed = new LinkedHashMap<>(parts);
        List<String> names = new ArrayList<>(parts.keySet());
        String one = names.get(random.nextInt(names.size()));
        String other = names.get(random.nextInt(names.size()));
        switch (random.nextInt(6)) {
            case 0 -> changed.remove(one);
            case 1 -> changed.put("x" + one, changed.remove(one));
            case 2 -> changed.put("member-" + (2 + random.nextInt(3)) + ".zip", parts.get(one));
            case 3 -> {
                changed.put(one, parts.get(other));
                changed.put(other, parts.get(one));
            }
            default -> changed.put(one, ofBytes(parts.get(one), random));
        }
        return changed;
    }
}
