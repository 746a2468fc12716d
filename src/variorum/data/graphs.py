"""Shipped networks, opened by onnxruntime."""

from pathlib import Path
from typing import Any


def open_graph(path: Path) -> Any:
    """Open an ONNX graph on one thread, in sequence: the same numbers whatever else the machine does.

    Raises what onnxruntime raises.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
