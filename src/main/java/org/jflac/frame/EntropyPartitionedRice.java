package org.jflac.frame;

import java.io.IOException;
import org.jflac.io.BitInputStream;

/**
 * Stands in for jflac's class of this name, which prints a line to standard output for every escape-coded partition.
 *
 * <p>Source: RFC 9639, section 9.2.7, "Coded residual".
 */
public class EntropyPartitionedRice extends EntropyCodingMethod {
    private static final int RAW_WIDTH_BITS = 5;
    private static final int LEAST_CAPACITY = 6;

    protected int order;
    protected EntropyPartitionedRiceContents contents;

    /**
     * Reads the residual of one sub-frame.
     *
     * @param predictorOrder samples of the first partition that the predictor gives
     * @param partitionOrder base 2 logarithm of the number of partitions
     * @param residual       gets the values
     * @param isExtended     whether Rice parameters have five bits rather than four
     */
    void readResidual(BitInputStream is, int predictorOrder, int partitionOrder, Header header, int[] residual,
                      boolean isExtended) throws IOException {
        int partitions = 1 << partitionOrder;
        int parameterBits = isExtended ? 5 : 4;
        int escape = (1 << parameterBits) - 1;
        contents.ensureSize(Math.max(LEAST_CAPACITY, partitionOrder));
        contents.parameters = new int[partitions];
        int sample = 0;
        for (int partition = 0; partition < partitions; partition++) {
            int count = (header.blockSize >> partitionOrder) - (partition == 0 ? predictorOrder : 0);
            int parameter = is.readRawUInt(parameterBits);
            contents.parameters[partition] = parameter;
            if (parameter < escape) {
                contents.rawBits[partition] = 0;
                is.readRiceSignedBlock(residual, sample, count, parameter);
                sample += count;
            } else {
                int width = is.readRawUInt(RAW_WIDTH_BITS);
                contents.rawBits[partition] = width;
                for (int end = sample + count; sample < end; sample++) {
                    residual[sample] = width == 0 ? 0 : is.readRawInt(width);
                }
            }
        }
    }
}
