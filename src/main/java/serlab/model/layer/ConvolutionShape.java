package serlab.model.layer;

/**
 * Sizes of a convolution of images, stride 1, padded to keep their size.
 *
 * @param clips        images in a batch
 * @param channels     of the input
 * @param height       rows
 * @param width        columns
 * @param filters      channels of the output
 * @param kernelHeight rows of the kernel, odd
 * @param kernelWidth  columns of the kernel, odd
 */
record ConvolutionShape(int clips, int channels, int height, int width, int filters, int kernelHeight, int kernelWidth) {
    /** Images of a part of a batch, whatever cores there are, so that sums over a batch have the same order. */
    static final int PART = 16;

    /** How many parts a batch has. */
    int parts() {
        return (clips + PART - 1) / PART;
    }

    /** One part of the batch, counted from 0. */
    ConvolutionShape part(int number) {
        return new ConvolutionShape(Math.min(PART, clips - number * PART), channels, height, width, filters, kernelHeight, kernelWidth);
    }

    /** Values of one input. */
    int inputSize() {
        return channels * height * width;
    }

    /** Values of one output. */
    int outputSize() {
        return filters * height * width;
    }

    /** Values of the kernel. */
    int kernelSize() {
        return filters * channels * kernelHeight * kernelWidth;
    }

    long[] input() {
        return new long[] {clips, channels, height, width};
    }

    long[] kernel() {
        return new long[] {filters, channels, kernelHeight, kernelWidth};
    }

    long[] output() {
        return new long[] {clips, filters, height, width};
    }

    long[] biases() {
        return new long[] {filters};
    }

    long[] padding() {
        return new long[] {(kernelHeight - 1) / 2, (kernelWidth - 1) / 2};
    }
}
