"""The warehouse's files: the raw log in, the published database out. The only code that opens them.

``log`` is the append-only Parquet log and the state it holds, ``lock`` admits one build at a time, ``publish`` swaps what
was built into place. What the rows mean is the contracts' business, how they are modelled is dbt's.
"""
