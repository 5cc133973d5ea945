package serlab.model;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.Settings;

/** Reads the settings of a network's blocks: lists of one number per block, or one number for all of them. */
record BlockSettings(Settings settings) {
    private static final int MOST_FILTERS = 1024;

    /** Output channels of each block. */
    List<Integer> filters(List<Integer> otherwise) {
        List<Integer> filters = settings.list("filters", otherwise).stream().map(BlockSettings::channels).toList();
        if (filters.stream().anyMatch(f -> f < 1 || f > MOST_FILTERS)) {
            throw new InvalidInputException("model.filters is " + filters + "; expected one number of channels from 1 "
                    + "to " + MOST_FILTERS + " per block, such as [16, 32, 64]");
        }
        return filters;
    }

    private static int channels(Object value) {
        if (value instanceof Integer channels) {
            return channels;
        }
        throw new InvalidInputException("model.filters holds '" + value + "'; expected whole numbers, such as "
                + "[16, 32, 64]");
    }

    /** One number from 1 to {@code most} for each block; a single given number counts for all. */
    List<Integer> perBlock(String key, List<Integer> otherwise, int most, int blocks) {
        if (!settings.has(key)) {
            return IntStream.range(0, blocks).map(i -> at(otherwise, i)).boxed().toList();
        }
        if (!(settings.raw(key) instanceof List<?> list)) {
            return Collections.nCopies(blocks, settings.integer(key, 1, 1, most));
        }
        if (list.size() != blocks) {
            throw new InvalidInputException("model." + key + " is " + list + ", but model.filters has " + blocks
                    + " blocks; expected one number, or as many as blocks");
        }
        for (Object value : list) {
            if (!(value instanceof Integer number) || number < 1 || number > most) {
                throw new InvalidInputException("model." + key + " holds '" + value + "'; expected whole numbers from 1 to "
                        + most);
            }
        }
        return list.stream().map(Integer.class::cast).toList();
    }

    boolean flag(String key, boolean otherwise) {
        return Boolean.parseBoolean(settings.choice(key, String.valueOf(otherwise), Set.of("false", "true")));
    }

    /** One number where all are the same. */
    static Object shortest(List<Integer> numbers) {
        return numbers.stream().distinct().count() == 1 ? numbers.get(0) : numbers;
    }

    /** The number of a block; the last one counts for all that follow. */
    static int at(List<Integer> numbers, int block) {
        return numbers.get(Math.min(block, numbers.size() - 1));
    }
}
