package serlab.model.folded;

/** Rows and columns of a kernel, a stride or a pooling window. */
public record Window(int height, int width) {
    public static Window square(int side) {
        return new Window(side, side);
    }

    public static Window row(int length) {
        return new Window(1, length);
    }

    public boolean isSingle() {
        return height == 1 && width == 1;
    }
}
