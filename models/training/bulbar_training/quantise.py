"""Graphs that take less room: weights stored in 16 bits, or matrix products in 8-bit integers. Front-ends stay.

fp16: every large weight outside the front-end is stored as float16 and widened when the graph is loaded; it computes in
float32. int8: matrix products with a constant weight (convolutions not: they became slower) are dynamic 8-bit products,
weights in 7 bits, since processors without VNNI saturate at 8.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from bulbar_training.export import ParityError, run_graph, self_test_waveform, session
from bulbar_training.manifest import SelfTest

Method = Literal["fp16", "int8"]
FRONT_ENDS = ("spectrogram", "feature_values")
"""Outputs that show what the network was given: whatever they need is front-end."""
LARGE = 256
"""Numbers in a weight that is worth halving."""
LARGE_PRODUCT = 2**16
"""Numbers in the weight of a product that is worth doing in 8 bits: a small last layer decides, and loses most."""
HALF_MAXIMUM = float(np.finfo(np.float16).max)


def front_end(graph: onnx.GraphProto) -> set[str]:
    """Names of the nodes that the front-end's output needs."""
    makers = {output: node for node in graph.node for output in node.output}
    waiting = [output.name for output in graph.output if output.name in FRONT_ENDS]
    names: set[str] = set()
    while waiting:
        node = makers.get(waiting.pop())
        if node is not None and node.name not in names:
            names.add(node.name)
            waiting += node.input
    return names


def store_halves(source: Path, target: Path) -> None:
    """Large weights of the network as float16, cast to float32 as the graph is loaded."""
    model = onnx.load(source)
    graph, spared = model.graph, front_end(model.graph)
    kept = {name for node in graph.node if node.name in spared for name in node.input}
    casts = []
    for tensor in graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or tensor.name in kept:
            continue
        values = numpy_helper.to_array(tensor)
        if values.size < LARGE or np.abs(values).max() > HALF_MAXIMUM:
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}/half"))
        casts.append(helper.make_node("Cast", [f"{name}/half"], [name], name=f"{name}/widened", to=TensorProto.FLOAT))
    if not casts:
        raise ValueError("the network has no large weight that could be stored in 16 bits")
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, target)


def _weights_of_their_own(graph: onnx.GraphProto) -> None:
    """Gives every Gemm its own weight: the quantiser transposes it, and Grad-CAM multiplies with the same one."""
    weights = {tensor.name: tensor for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Gemm" and node.input[1] in weights:
            own = TensorProto()
            own.CopyFrom(weights[node.input[1]])
            own.name = f"{node.name}/weight"
            graph.initializer.append(own)
            node.input[1] = own.name
    used = {name for node in graph.node for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)


def _small_products(graph: onnx.GraphProto) -> set[str]:
    """Names of the products whose constant weight is small. The quantiser names a Gemm that it changes ``_MatMul``."""
    sizes = {tensor.name: int(np.prod(tensor.dims)) for tensor in graph.initializer}
    small = {
        node.name
        for node in graph.node
        if node.op_type in {"Gemm", "MatMul"} and sizes.get(node.input[1], 0) < LARGE_PRODUCT
    }
    return small | {f"{name}_MatMul" for name in small}


def integer_products(source: Path, target: Path) -> None:
    """Matrix products of the network as dynamic 8-bit products."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 seconds, for this alone

    model = onnx.load(source)
    _weights_of_their_own(model.graph)
    excluded = front_end(model.graph) | _small_products(model.graph)
    logging.disable(logging.WARNING)  # it recommends a preprocessing that would fold the front-end
    try:
        quantize_dynamic(
            model,
            target,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=sorted(excluded),
        )
    finally:
        logging.disable(logging.NOTSET)
    if not any(node.op_type == "MatMulInteger" for node in onnx.load(target).graph.node):
        target.unlink()
        raise ValueError("the network has no large matrix product that could be done in 8 bits: take --quantise fp16")


METHODS: dict[Method, Callable[[Path, Path], None]] = {"fp16": store_halves, "int8": integer_products}


def check_steady(path: Path, test: SelfTest, rate_hz: int) -> None:
    """The self-test holds on other machines: rounding of the input moves the answer by less than half its tolerance.

    Raises :class:`ParityError` otherwise; 8-bit activations can jump by a step where a float moves by its last bit.
    """
    if test.waveform is None:
        return
    runner, tone = session(path), self_test_waveform(test.waveform, rate_hz)
    for gain in (1 - 1e-6, 1 + 1e-6, 1 - 1e-5, 1 + 1e-5):
        answer = run_graph(runner, gain * tone)["probabilities"][0]
        moved = float(np.abs(answer - test.probabilities).max())
        if moved > test.tolerance / 2:
            raise ParityError(f"rounding alone moves the answer to the self-test by {moved:.1e}")
