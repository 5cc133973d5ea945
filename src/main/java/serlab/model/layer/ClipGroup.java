package serlab.model.layer;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Clips of a batch that go through an {@link EncoderBlock} together, one behind the other: products of many rows are faster, and
 * only attention has to do with single clips.
 *
 * @param first row of memory where the first clip stands
 * @param rows  positions of all its clips
 * @param clips those that have positions
 */
record ClipGroup(int first, int rows, List<Clip> clips) {
    /**
     * A clip.
     *
     * @param number its place in the batch
     * @param at     where it begins among the values of the batch
     * @param row    its first row in the group
     * @param count  its positions
     */
    record Clip(int number, int at, int row, int count) {
    }

    /**
     * All clips of a batch.
     *
     * @param values {@code [clips][positions][width]}
     * @param most   rows of a group, unless a clip alone has more; 1 for a group of each clip, whose outputs are then the same
     *               whatever else is in the batch
     */
    static List<ClipGroup> of(FloatBuffer values, int clips, int positions, int width, int most) {
        List<ClipGroup> groups = new ArrayList<>();
        List<Clip> open = new ArrayList<>();
        int first = 0;
        int rows = 0;
        for (int clip = 0; clip < clips; clip++) {
            int at = clip * positions * width;
            int count = Positions.count(values, at, positions, width);
            if (rows > 0 && rows + count > most) {
                groups.add(new ClipGroup(first, rows, List.copyOf(open)));
                open.clear();
                first += rows;
                rows = 0;
            }
            if (count > 0) {
                open.add(new Clip(clip, at, rows, count));
                rows += count;
            }
        }
        if (rows > 0) {
            groups.add(new ClipGroup(first, rows, List.copyOf(open)));
        }
        return groups;
    }

    /** A group of one clip as though it were the only one of its batch. */
    ClipGroup alone() {
        Clip clip = clips.get(0);
        return new ClipGroup(0, rows, List.of(new Clip(0, clip.at(), 0, clip.count())));
    }
}
