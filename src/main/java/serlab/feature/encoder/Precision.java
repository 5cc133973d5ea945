package serlab.feature.encoder;

import serlab.Settings;

/** The numbers that an encoder's linear layers and convolutions multiply. */
public enum Precision {
    /** Single precision. */
    FLOAT32 {
        @Override
        LinearLayer layer(float[] matrix, float[] bias) {
            return new SingleLinearLayer(matrix, bias);
        }
    },
    /** Whole numbers of 8 bits with a factor for each row; attention, normalization and sums stay in single precision. */
    INT8 {
        @Override
        LinearLayer layer(float[] matrix, float[] bias) {
            return new ByteLinearLayer(matrix, bias);
        }
    };

    /** @param matrix {@code [columns][inner]} row by row */
    abstract LinearLayer layer(float[] matrix, float[] bias);

    /** Whether this machine has it. */
    public boolean available() {
        return this == FLOAT32 || ByteLinearLayer.available();
    }

    /** @throws EncoderUnavailableException if this machine does not have it */
    void require() {
        require(available());
    }

    void require(boolean available) {
        if (!available) {
            throw new EncoderUnavailableException("precision '" + Settings.word(this) + "' is not on this machine, which has no "
                    + "exact products of 8-bit numbers: they need ND4J with oneDNN and a processor with VNNI; leave precision "
                    + "out for float32");
        }
    }
}
