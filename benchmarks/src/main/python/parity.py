#!/usr/bin/python3
"""Grades photographs with a model bundle by means that share no code with Fovea.

Decoding is Pillow's, cropping and resizing are written here in numpy from the words of the bundle's manifest, and the
network runs in PyTorch: its graph and weights are read from the ONNX file by the few lines of protobuf reader below
(https://protobuf.dev/programming-guides/encoding/), operator by operator.

Run it with the distribution's own interpreter: /usr/bin/python3 parity.py MODEL.onnx SETTINGS.json
Packages: python3-torch python3-pil python3-numpy. SETTINGS.json holds crop ("none" or "field-of-view"), resize ("area"
or "bilinear-antialiased"), width, height, mean, std, and files (a list of paths). One JSON line per file goes to standard output: {"file", "logits"}.
"""
import json
import struct
import sys

try:
    import numpy
    import torch
    import torch.nn.functional as functional
    from PIL import Image
except ImportError as missing:
    print(json.dumps({"skipped": f"{missing}; install python3-torch python3-pil python3-numpy"}))
    sys.exit(3)

BATCH = 16

# --- the ONNX file -------------------------------------------------------------------------------------------------


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    """The (number, value) pairs of one protobuf message."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 1:
            value, at = bytes(data[at:at + 8]), at + 8
        elif kind == 2:
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        elif kind == 5:
            value, at = bytes(data[at:at + 4]), at + 4
        else:
            raise ValueError(f"wire type {kind}")
        yield key >> 3, value


def grouped(data):
    result = {}
    for number, value in fields(data):
        result.setdefault(number, []).append(value)
    return result


def text(value):
    return bytes(value).decode()


def signed(value):
    return value - (1 << 64) if value >> 63 else value


def integers(values):
    """A repeated int64 field, packed or not."""
    result = []
    for value in values:
        if isinstance(value, int):
            result.append(signed(value))
        else:
            at = 0
            while at < len(value):
                number, at = varint(value, at)
                result.append(signed(number))
    return result


DTYPES = {1: numpy.float32, 2: numpy.uint8, 3: numpy.int8, 6: numpy.int32, 7: numpy.int64}


def tensor(message):
    """TensorProto: dims 1, data_type 2, float_data 4, int32_data 5, int64_data 7, name 8, raw_data 9."""
    parts = grouped(message)
    shape = integers(parts.get(1, []))
    dtype = DTYPES[parts[2][0]]
    if 9 in parts:
        values = numpy.frombuffer(bytes(parts[9][0]), dtype)
    elif 4 in parts:
        values = numpy.frombuffer(b"".join(bytes(value) for value in parts[4]), numpy.float32)
    else:
        values = numpy.array(integers(parts.get(5, []) + parts.get(7, [])), dtype)
    return text(parts[8][0]) if 8 in parts else "", torch.from_numpy(values.reshape(shape).copy())


def attribute(message):
    """AttributeProto: name 1, f 2, i 3, s 4, t 5, ints 8."""
    parts = grouped(message)
    name = text(parts[1][0])
    if 8 in parts:
        return name, integers(parts[8])
    if 3 in parts:
        return name, signed(parts[3][0])
    if 2 in parts:
        return name, struct.unpack("<f", parts[2][0])[0]
    if 4 in parts:
        return name, text(parts[4][0])
    if 5 in parts:
        return name, tensor(parts[5][0])[1]
    return name, None


class Network:
    """GraphProto: node 1, initializer 5, output 12; NodeProto: input 1, output 2, op_type 4, attribute 5."""

    def __init__(self, path):
        with open(path, "rb") as file:
            graph = grouped(grouped(memoryview(file.read()))[7][0])
        self.weights = dict(tensor(message) for message in graph.get(5, []))
        self.nodes = []
        for message in graph[1]:
            parts = grouped(message)
            self.nodes.append((
                text(parts[4][0]),
                [text(name) for name in parts.get(1, [])],
                [text(name) for name in parts[2]],
                dict(attribute(part) for part in parts.get(5, []))))
        self.nodes = self.needed("logits")
        inputs = [text(grouped(message)[1][0]) for message in graph[11]]
        self.input = next(name for name in inputs if name not in self.weights)

    def needed(self, wanted):
        """The nodes that the wanted value hangs on, in their order."""
        names, kept = {wanted}, []
        for node in reversed(self.nodes):
            if names.intersection(node[2]):
                names.update(node[1])
                kept.append(node)
        return kept[::-1]

    def logits(self, images):
        values = dict(self.weights)
        values[self.input] = images
        for kind, inputs, outputs, attributes in self.nodes:
            arguments = [values[name] if name else None for name in inputs]
            values[outputs[0]] = OPERATORS[kind](attributes, *arguments)
        return values["logits"]


def convolution(attributes, image, weight, bias=None):
    top, left, bottom, right = attributes.get("pads", [0, 0, 0, 0])
    padded = functional.pad(image, (left, right, top, bottom))
    return functional.conv2d(padded, weight, bias, attributes.get("strides", 1), 0, attributes.get("dilations", 1),
                             attributes.get("group", 1))


def average(attributes, image):
    top, left, bottom, right = attributes.get("pads", [0, 0, 0, 0])
    if not attributes.get("count_include_pad", 0) and any((top, left, bottom, right)):
        raise ValueError("an average over a part of the window only is not written here")
    padded = functional.pad(image, (left, right, top, bottom))
    return functional.avg_pool2d(padded, attributes["kernel_shape"], attributes.get("strides", 1))


def largest(attributes, value):
    return value.amax(attributes["axes"], keepdim=bool(attributes.get("keepdims", 1)))


def resize(attributes, image, region, scales):
    if attributes.get("mode") != "linear" or attributes.get("coordinate_transformation_mode") != "half_pixel":
        raise ValueError(f"resize by {attributes} is not written here")
    size = [round(side * scale) for side, scale in zip(image.shape[2:], scales[2:].tolist())]
    return functional.interpolate(image, size=size, mode="bilinear", align_corners=False)


def gemm(attributes, left, right, bias=None):
    left = left.t() if attributes.get("transA", 0) else left
    right = right.t() if attributes.get("transB", 0) else right
    product = attributes.get("alpha", 1.0) * (left @ right)
    return product if bias is None else product + attributes.get("beta", 1.0) * bias


def mean(attributes, value, axes=None):
    over = attributes.get("axes") or [int(axis) for axis in axes]
    return value.mean(over, keepdim=bool(attributes.get("keepdims", 1)))


def per_axis(value, parameter, axis):
    if parameter.dim() == 0 or parameter.numel() == 1:
        return parameter.reshape([1] * value.dim())
    return parameter.reshape([-1 if index == axis else 1 for index in range(value.dim())])


def quantise(attributes, value, scale, zero):
    axis = attributes.get("axis", 1)
    low, high = (0, 255) if zero.dtype == torch.uint8 else (-128, 127)
    steps = torch.round(value / per_axis(value, scale, axis)) + per_axis(value, zero.float(), axis)
    return steps.clamp(low, high).to(zero.dtype)


def dequantise(attributes, value, scale, zero=None):
    axis = attributes.get("axis", 1)
    shift = 0 if zero is None else per_axis(value, zero.float(), axis)
    return (value.float() - shift) * per_axis(value, scale, axis)


OPERATORS = {
    "Add": lambda attributes, left, right: left + right,
    "AveragePool": average,
    "Clip": lambda attributes, value, low, high: value.clamp(low.item(), high.item()),
    "Conv": convolution,
    "DequantizeLinear": dequantise,
    "Div": lambda attributes, left, right: left / right,
    "Flatten": lambda attributes, value: value.flatten(attributes.get("axis", 1)),
    "Gemm": gemm,
    "GlobalAveragePool": lambda attributes, value: value.mean((2, 3), keepdim=True),
    "Identity": lambda attributes, value: value,
    "MatMul": lambda attributes, left, right: left @ right,
    "Mul": lambda attributes, left, right: left * right,
    "QuantizeLinear": quantise,
    "ReduceMax": largest,
    "ReduceMean": mean,
    "Relu": lambda attributes, value: value.clamp_min(0),
    "Resize": resize,
    "Sqrt": lambda attributes, value: value.sqrt(),
    "Sub": lambda attributes, left, right: left - right,
}

# --- the photograph ------------------------------------------------------------------------------------------------

FIELD_LEVEL = 22
FIELD_SHARE = 0.12
FIELD_COPY_WIDTH = 256


def along(image, axis, at):
    """Values between the samples of one axis, by straight lines; at[] is in samples and may be outside."""
    last = image.shape[axis] - 1
    below = numpy.clip(numpy.floor(at).astype(int), 0, last)
    above = numpy.clip(numpy.floor(at).astype(int) + 1, 0, last)
    shape = [1] * image.ndim
    shape[axis] = -1
    share = (at - numpy.floor(at)).reshape(shape)
    return image.take(below, axis) * (1 - share) + image.take(above, axis) * share


def scaled(image, axis, target):
    """One axis: area average with fractional coverage when it shrinks, half-pixel bilinear when it grows."""
    step = image.shape[axis] / target
    if step <= 1:
        return along(image, axis, (numpy.arange(target) + 0.5) * step - 0.5)
    before = numpy.zeros_like(image.take([0], axis))
    sums = numpy.concatenate([before, image.cumsum(axis)], axis)
    edges = along(sums, axis, numpy.arange(target + 1) * step)
    return numpy.diff(edges, axis=axis) / step


def resized(image, width, height):
    return scaled(scaled(image, 0, height), 1, width)


def field_of_view(image):
    """Cut to the field of view, found on a copy 256 pixels wide, and pad to a centred black square."""
    height, width = image.shape[:2]
    copy_width = min(FIELD_COPY_WIDTH, width)
    copy_height = max(1, round(height * copy_width / width))
    lit = resized(image, copy_width, copy_height).max(2) > FIELD_LEVEL
    rows = numpy.flatnonzero(lit.mean(1) > FIELD_SHARE)
    columns = numpy.flatnonzero(lit.mean(0) > FIELD_SHARE)
    if rows.size and columns.size:
        top, bottom = rows[0] * height // copy_height, -(-(rows[-1] + 1) * height // copy_height)
        left, right = columns[0] * width // copy_width, -(-(columns[-1] + 1) * width // copy_width)
        image = image[top:bottom, left:right]
    height, width = image.shape[:2]
    side = max(height, width)
    square = numpy.zeros((side, side, 3), image.dtype)
    top, left = (side - height) // 2, (side - width) // 2
    square[top:top + height, left:left + width] = image
    return square


def prepared(path, settings):
    image = numpy.asarray(Image.open(path).convert("RGB"), numpy.float64)
    if settings["crop"] == "field-of-view":
        image = field_of_view(image)
    if settings["resize"] == "area":
        small = resized(image, settings["width"], settings["height"]) / 255
    else:
        square = Image.fromarray(image.astype(numpy.uint8))
        small = numpy.asarray(square.resize((settings["width"], settings["height"]), Image.BILINEAR)) / 255
    return ((small - settings["mean"]) / settings["std"]).transpose(2, 0, 1).astype(numpy.float32)


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    network = Network(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        settings = json.load(file)
    files = settings["files"]
    with torch.no_grad():
        for start in range(0, len(files), BATCH):
            batch = files[start:start + BATCH]
            images = torch.from_numpy(numpy.stack([prepared(path, settings) for path in batch]))
            for path, logits in zip(batch, network.logits(images)):
                print(json.dumps({"file": path, "logits": [round(float(value), 6) for value in logits]}), flush=True)


if __name__ == "__main__":
    main()
