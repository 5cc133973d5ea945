/** Flat tables as Parquet files, by Apache Parquet's own encodings, without Hadoop. */
package serlab.parquet;
