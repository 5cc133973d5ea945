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
    /** The same for another number of images. */
    ConvolutionShape of(int others) {
        return new ConvolutionShape(others, channels, height, width, filters, kernelHeight, kernelWidth);
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
