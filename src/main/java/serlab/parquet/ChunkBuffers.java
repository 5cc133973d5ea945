package serlab.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The compressed pages of the columns of one group of rows, kept until the group is written. */
final class ChunkBuffers implements PageWriteStore {
    private final Map<ColumnDescriptor, Chunk> chunks = new HashMap<>();

    @Override
    public PageWriter getPageWriter(ColumnDescriptor column) {
        return chunk(column);
    }

    Chunk chunk(ColumnDescriptor column) {
        return chunks.computeIfAbsent(column, one -> new Chunk());
    }

    /** The pages of one column. */
    static final class Chunk implements PageWriter {
        private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
        private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
        private final Set<org.apache.parquet.format.Encoding> encodings =
                EnumSet.noneOf(org.apache.parquet.format.Encoding.class);
        private long plainBytes;

        @Override
        @SuppressWarnings("deprecation") // an older way that the interface has still
        public void writePage(BytesInput bytes, int values, Statistics<?> statistics, Encoding repetition,
                              Encoding definition, Encoding encoding) throws IOException {
            PageHeader header = header(PageType.DATA_PAGE, bytes).setData_page_header(
                    new DataPageHeader(values, known(encoding), known(definition), known(repetition)));
            write(pages, header, bytes);
        }

        @Override
        public void writePage(BytesInput bytes, int values, int rows, Statistics<?> statistics, Encoding repetition,
                              Encoding definition, Encoding encoding) throws IOException {
            writePage(bytes, values, statistics, repetition, definition, encoding);
        }

        @Override
        public void writePage(BytesInput bytes, int values, int rows, Statistics<?> statistics, SizeStatistics sizes,
                              Encoding repetition, Encoding definition, Encoding encoding) throws IOException {
            writePage(bytes, values, statistics, repetition, definition, encoding);
        }

        @Override
        public void writeDictionaryPage(DictionaryPage page) throws IOException {
            PageHeader header = header(PageType.DICTIONARY_PAGE, page.getBytes()).setDictionary_page_header(
                    new DictionaryPageHeader(page.getDictionarySize(), known(page.getEncoding())));
            write(dictionary, header, page.getBytes());
        }

        @Override
        public void writePageV2(int rows, int nulls, int values, BytesInput repetition, BytesInput definition,
                                Encoding encoding, BytesInput data, Statistics<?> statistics) {
            throw new UnsupportedOperationException("pages are of version 1");
        }

        private static PageHeader header(PageType type, BytesInput bytes) {
            return new PageHeader(type, Math.toIntExact(bytes.size()), 0);
        }

        private void write(ByteArrayOutputStream to, PageHeader header, BytesInput bytes) throws IOException {
            ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
            bytes.writeAllTo(plain);
            byte[] compressed = PageCodec.compressed(plain.toByteArray());
            int before = to.size();
            Util.writePageHeader(header.setCompressed_page_size(compressed.length).setCrc(ChunkPages.crc(compressed)), to);
            plainBytes += to.size() - before + bytes.size();
            to.writeBytes(compressed);
        }

        private org.apache.parquet.format.Encoding known(Encoding encoding) {
            org.apache.parquet.format.Encoding known = org.apache.parquet.format.Encoding.valueOf(encoding.name());
            encodings.add(known);
            return known;
        }

        /** Bytes before compression, with headers. */
        long plainBytes() {
            return plainBytes;
        }

        /** All pages, the dictionary first. */
        byte[] bytes() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(dictionary.toByteArray());
            all.writeBytes(pages.toByteArray());
            return all.toByteArray();
        }

        /** @param position where in the file the first page will lie */
        ColumnMetaData description(ParquetColumn column, long values, long position) {
            ColumnMetaData data = new ColumnMetaData(column.kind().type(), List.copyOf(encodings), List.of(column.name()),
                    PageCodec.WRITTEN, values, plainBytes, dictionary.size() + pages.size(), position + dictionary.size());
            return dictionary.size() == 0 ? data : data.setDictionary_page_offset(position);
        }

        @Override
        public long getMemSize() {
            return dictionary.size() + pages.size();
        }

        @Override
        public long allocatedSize() {
            return getMemSize();
        }

        @Override
        public String memUsageString(String prefix) {
            return prefix + getMemSize() + " bytes";
        }
    }
}
