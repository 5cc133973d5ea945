package serlab.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.part.Limits;
import serlab.part.OptionType;

/**
 * A whole number for each block of a network: one number for all, or a list. A list that ends in … begins with its numbers,
 * of which the last counts for all blocks that follow.
 *
 * @param numbers at least one
 * @param open    whether there may be fewer or more blocks
 */
@OptionType.By(PerBlock.InFiles.class)
public record PerBlock(List<Integer> numbers, boolean open) {
    private static final String AND_SO_ON = "…";

    public PerBlock {
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("no number for any block");
        }
    }

    /** The same number for all blocks. */
    public static PerBlock all(int number) {
        return new PerBlock(List.of(number), true);
    }

    /** One number for each of so many blocks. */
    PerBlock over(int blocks, String key) {
        if (!open && numbers.size() != blocks) {
            throw new InvalidInputException(key + " is " + numbers + ", but filters has " + blocks
                    + " blocks; expected one number, or as many as blocks");
        }
        return new PerBlock(IntStream.range(0, blocks).map(i -> numbers.get(Math.min(i, numbers.size() - 1))).boxed().toList(),
                false);
    }

    int of(int block) {
        return numbers.get(block);
    }

    /** One number where all are the same, else a list. */
    static final class InFiles implements OptionType<PerBlock> {
        @Override
        public Optional<PerBlock> read(Object raw, String path) {
            if (!(raw instanceof List<?> list)) {
                return number(raw).map(PerBlock::all);
            }
            boolean open = !list.isEmpty() && AND_SO_ON.equals(list.get(list.size() - 1));
            List<Integer> numbers = new ArrayList<>();
            for (Object item : open ? list.subList(0, list.size() - 1) : list) {
                number(item).ifPresent(numbers::add);
            }
            return numbers.isEmpty() || numbers.size() != list.size() - (open ? 1 : 0) ? Optional.empty()
                    : Optional.of(new PerBlock(numbers, open));
        }

        private static Optional<Integer> number(Object raw) {
            try {
                double number = raw instanceof Number n ? n.doubleValue() : Double.parseDouble(String.valueOf(raw));
                return number == (int) number ? Optional.of((int) number) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public Object write(PerBlock value) {
            return value.numbers.stream().distinct().count() == 1 ? value.numbers.get(0) : value.numbers;
        }

        @Override
        public boolean allows(PerBlock value, Limits limits) {
            return value.numbers.stream().allMatch(limits::allow);
        }

        @Override
        public String expected(Limits limits) {
            return limits.expected("a whole number") + ", or a list with one for each block";
        }
    }
}
