"""Parquet by pyarrow: `write FOLDER` makes files and what they hold as text; `read FILE` says what a file holds; `others FILE`
makes a table with columns of many types."""
import json
import pathlib
import sys

import numpy as np
import pandas
import pyarrow as pa
import pyarrow.parquet as pq


def text(value):
    return float(value).hex() if isinstance(value, (float, np.floating)) else value


def read(file):
    table = pq.read_table(file)
    parquet = pq.ParquetFile(file)
    kinds = [str(parquet.schema.column(i).physical_type) for i in range(len(parquet.schema))]
    pandas_kinds = {name: str(kind) for name, kind in pandas.read_parquet(file).dtypes.items()}
    print(json.dumps({"names": table.column_names, "types": [str(field.type) for field in table.schema], "kinds": kinds,
                      "pandas": pandas_kinds, "groups": parquet.num_row_groups,
                      "columns": [[text(value) for value in column.to_pylist()] for column in table.columns]}))


def table():
    def some(values, kind):
        return pa.array([None if i % 7 == 3 else value for i, value in enumerate(values)], kind)

    words = ["", "a", "ärger", "怒り", "x" * 300, "line\nbreak"]
    n = 100
    return pa.table({
        "text": pa.array([words[i % 6] for i in range(n)], pa.string()),
        "large": some([words[i % 5] for i in range(n)], pa.large_string()),
        "category": some([words[i % 3] for i in range(n)], pa.string()).dictionary_encode(),
        "yes": some([i % 2 == 0 for i in range(n)], pa.bool_()),
        "small": some([i - 50 for i in range(n)], pa.int8()),
        "int": some([i * 40_000_000 - 2_000_000_000 for i in range(n)], pa.int32()),
        "long": some([(i - 50) * 10**16 for i in range(n)], pa.int64()),
        "unsigned": some([4_294_967_295 - i for i in range(n)], pa.uint32()),
        "huge": some([2**64 - 1 - i for i in range(n)], pa.uint64()),
        "float": some([1.1 ** i * (-1) ** i for i in range(n)], pa.float32()),
        "double": some([1.1 ** i / 3 for i in range(n)], pa.float64()),
        "nothing": pa.array([None] * n, pa.float32()),
        "null": pa.nulls(n),
        "half": some([np.float16(np.ldexp(1 + i / 128, i % 40 - 26) * (-1) ** i) for i in range(n)], pa.float16()),
        "whole": pa.array([i / 8 for i in range(n)], pa.float32()),
    })


def expected(cell):
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else text(cell)


def write(folder):
    folder = pathlib.Path(folder)
    whole = table()
    delta = {"text": "DELTA_BYTE_ARRAY", "large": "DELTA_LENGTH_BYTE_ARRAY", "int": "DELTA_BINARY_PACKED",
             "long": "DELTA_BINARY_PACKED", "float": "BYTE_STREAM_SPLIT", "double": "BYTE_STREAM_SPLIT"}
    for codec in ["none", "snappy", "gzip", "zstd", "lz4"]:
        for version in ["1.0", "2.0"]:
            pq.write_table(whole, folder / f"{codec}-{version}.parquet", compression=codec, data_page_version=version,
                           row_group_size=30, write_page_checksum=version == "2.0")
    pq.write_table(whole, folder / "plain.parquet", use_dictionary=False, data_page_size=64)
    pq.write_table(whole, folder / "delta.parquet", use_dictionary=False, column_encoding=delta, compression="zstd")
    pq.write_table(whole.slice(0, 0), folder / "empty.parquet")
    whole.to_pandas().set_index(pandas.Index(range(5, 105), dtype="int64")).to_parquet(folder / "pandas.parquet")
    (folder / "expected.json").write_text(json.dumps(
        {"names": whole.column_names, "rows": [[expected(cell) for cell in row.values()] for row in whole.to_pylist()]}))
    bad = {"lists": pa.array([[1.0]], pa.list_(pa.float32())), "struct": pa.array([{"x": 1}]),
           "time": pa.array([0], pa.timestamp("us")), "decimal": pa.array([1], pa.decimal128(5, 2)),
           "bytes16": pa.array([b"ab"], pa.binary(2)), "date": pa.array([1], pa.date32()),
           "deep": pa.array([[{"x": [1], "y": {"z": "a"}}]])}
    for name, column in bad.items():
        pq.write_table(pa.table({"label": ["sad"], "column": column, "f0": [0.5]}), folder / f"bad-{name}.parquet")
    pq.write_table(pa.table({"label": ["sad"], "column": [1.0]}), folder / "bad-brotli.parquet", compression="brotli")


def others(file):
    pq.write_table(pa.table({
        "clip": ["b", "a"], "Label": ["sad", "calm"], "when": pa.array([0, 1], pa.timestamp("us")),
        "Emotions": pa.array([["sad"], []], pa.list_(pa.string())), "f0": pa.array([0.5, None], pa.float16()),
        "speaker": pa.nulls(2), "path": pa.array([{"bytes": b"", "path": "x.wav"}] * 2), "f1": [1, 2]}), file)


{"write": write, "read": read, "others": others}[sys.argv[1]](sys.argv[2])
