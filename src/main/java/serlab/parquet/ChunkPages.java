package serlab.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The pages of one column in one group of rows, decompressed one after another. */
final class ChunkPages implements PageReader {
    private final ByteArrayInputStream bytes;
    private final CompressionCodec codec;
    private final long values;
    private final Statistics<?> none;
    private DictionaryPage dictionary;
    private DataPage first;

    /**
     * @param bytes  the pages with their headers
     * @param values how many they hold, missing ones too
     */
    ChunkPages(byte[] bytes, CompressionCodec codec, long values, ColumnDescriptor column) throws IOException {
        this.bytes = new ByteArrayInputStream(bytes);
        this.codec = codec;
        this.values = values;
        this.none = Statistics.getBuilderForReading(column.getPrimitiveType()).build();
        this.first = next();
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        return dictionary;
    }

    @Override
    public long getTotalValueCount() {
        return values;
    }

    @Override
    public DataPage readPage() {
        try {
            DataPage page = first != null ? first : next();
            first = null;
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next page with values; null behind the last. A dictionary on the way is kept. */
    private DataPage next() throws IOException {
        while (bytes.available() > 0) {
            PageHeader header = Util.readPageHeader(bytes);
            byte[] content = bytes.readNBytes(header.getCompressed_page_size());
            if (content.length < header.getCompressed_page_size()) {
                throw new IOException("a page is cut off");
            }
            if (header.isSetCrc() && header.getCrc() != crc(content)) {
                throw new IOException("the checksum of a page is wrong");
            }
            if (header.getType() == PageType.DICTIONARY_PAGE) {
                dictionary = dictionary(header.getDictionary_page_header(), PageCodec.decompressed(codec, content,
                        header.getUncompressed_page_size()));
            } else if (header.getType() == PageType.DATA_PAGE) {
                return first(header, content);
            } else if (header.getType() == PageType.DATA_PAGE_V2) {
                return second(header, content);
            }
        }
        return null;
    }

    private static DictionaryPage dictionary(DictionaryPageHeader header, byte[] plain) throws IOException {
        if (header.getNum_values() < 0 || header.getNum_values() > plain.length) {
            throw new IOException("a dictionary of " + header.getNum_values() + " values in " + plain.length + " bytes");
        }
        return new DictionaryPage(BytesInput.from(plain), header.getNum_values(), encoding(header.getEncoding()));
    }

    static int crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }

    private DataPage first(PageHeader header, byte[] content) throws IOException {
        DataPageHeader data = header.getData_page_header();
        byte[] plain = PageCodec.decompressed(codec, content, header.getUncompressed_page_size());
        return new DataPageV1(BytesInput.from(plain), data.getNum_values(), plain.length, none,
                encoding(data.getRepetition_level_encoding()), encoding(data.getDefinition_level_encoding()),
                encoding(data.getEncoding()));
    }

    /** Of a page of version 2, only what stands behind its levels is compressed. */
    private DataPage second(PageHeader header, byte[] content) throws IOException {
        DataPageHeaderV2 data = header.getData_page_header_v2();
        int repetition = data.getRepetition_levels_byte_length();
        int levels = repetition + data.getDefinition_levels_byte_length();
        if (repetition < 0 || levels < repetition || levels > content.length) {
            throw new IOException("the levels of a page are cut off");
        }
        byte[] rest = Arrays.copyOfRange(content, levels, content.length);
        byte[] plain = !data.isIs_compressed() ? rest
                : PageCodec.decompressed(codec, rest, header.getUncompressed_page_size() - levels);
        return DataPageV2.uncompressed(data.getNum_rows(), data.getNum_nulls(), data.getNum_values(),
                BytesInput.from(content, 0, repetition), BytesInput.from(content, repetition, levels - repetition),
                encoding(data.getEncoding()), BytesInput.from(plain), none);
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }
}
