package serlab.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import serlab.InvalidInputException;

/** Compression of pages: Snappy where they are written; where they are read, gzip, Zstandard and LZ4, too. */
final class PageCodec {
    /** What pages are written with. */
    static final CompressionCodec WRITTEN = CompressionCodec.SNAPPY;
    private static final int MOST_PAGE_BYTES = 256 << 20;

    private PageCodec() {
    }

    static byte[] compressed(byte[] page) {
        SnappyCompressor snappy = new SnappyCompressor();
        byte[] bytes = new byte[snappy.maxCompressedLength(page.length)];
        return Arrays.copyOf(bytes, snappy.compress(page, 0, page.length, bytes, 0, bytes.length));
    }

    /**
     * A page as it was.
     *
     * @param size bytes that it has then
     * @throws InvalidInputException for a compression that is not known
     */
    static byte[] decompressed(CompressionCodec codec, byte[] page, int size) throws IOException {
        if (size < 0 || size > MOST_PAGE_BYTES) {
            throw new IOException("a page of " + size + " bytes");
        }
        return switch (codec) {
            case UNCOMPRESSED -> page;
            case SNAPPY -> decompressed(new SnappyDecompressor(), page, size);
            case ZSTD -> decompressed(new ZstdDecompressor(), page, size);
            case LZ4_RAW -> decompressed(new Lz4Decompressor(), page, size);
            case GZIP -> {
                try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(page))) {
                    yield gzip.readNBytes(size);
                }
            }
            default -> throw new InvalidInputException("is compressed with " + codec + ", which is not read; write it with "
                    + "snappy, zstd, lz4, gzip or none");
        };
    }

    private static byte[] decompressed(Decompressor how, byte[] page, int size) {
        byte[] bytes = new byte[size];
        return Arrays.copyOf(bytes, size == 0 ? 0 : how.decompress(page, 0, page.length, bytes, 0, size));
    }
}
