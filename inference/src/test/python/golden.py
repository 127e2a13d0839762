#!/usr/bin/env python3
"""Computes the golden answers of a model bundle, independently of everything in Java.

    golden.py DRAFT-FOLDER

reads DRAFT-FOLDER/manifest.json (a bundle draft), sends each golden picture through the fp32 network and writes its
logits and class activation map to the `expected` file the manifest names. It shares no code with the product: Pillow
decodes, the resize is a matrix product in double precision, and the network is evaluated operator by operator with
numpy in double precision from the ONNX file's bytes. Needs python3-numpy and python3-pil.

Crop to the field of view: on a copy 256 pixels wide (box averages) a pixel belongs to the field when its largest
channel is above 22; kept are the rows and columns of which more than 12 % belong.
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np
from PIL import Image


# --- the ONNX file: just enough of the protobuf wire format -----------------------------------------------------------

def fields(data):
    """Yields (field number, value); values are ints for varints and bytes for everything else."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        key = varint()
        kind = key & 7
        if kind == 0:
            yield key >> 3, varint()
        else:
            size = {1: 8, 5: 4}.get(kind) or varint()
            yield key >> 3, data[at:at + size]
            at += size


def packed(values):
    """A repeated integer field: one key each, or all in one packed block."""
    out = []
    for value in values:
        if isinstance(value, int):
            out.append(value)
        else:
            number = shift = 0
            for byte in value:
                number |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80:
                    out.append(number)
                    number = shift = 0
    return out


def all_of(data, number):
    return [value for field, value in fields(data) if field == number]


def text(data, number):
    return [bytes(value).decode() for value in all_of(data, number)]


def tensor(data):
    shape = packed(all_of(data, 1))
    kind = all_of(data, 2)[0]
    raw = all_of(data, 9)
    if raw:
        values = np.frombuffer(raw[0], {1: "<f4", 7: "<i8"}[kind])
    elif kind == 1:
        values = np.frombuffer(b"".join(all_of(data, 4)), "<f4")
    else:
        values = np.array(packed(all_of(data, 7)))
    return text(data, 8)[0], values.reshape(shape).astype(np.float64 if kind == 1 else np.int64)


def attributes(node):
    found = {}
    for data in all_of(node, 5):
        name = text(data, 1)[0]
        if all_of(data, 8):
            found[name] = packed(all_of(data, 8))
        elif all_of(data, 3):
            found[name] = all_of(data, 3)[0]
        elif all_of(data, 2):
            found[name] = struct.unpack("<f", all_of(data, 2)[0])[0]
    return found


# --- the operators of a folded MobileNetV2 ----------------------------------------------------------------------------

def conv(x, weight, bias, options):
    groups, (top, left, bottom, right) = options.get("group", 1), options.get("pads", [0, 0, 0, 0])
    stride_y, stride_x = options.get("strides", [1, 1])
    outs, ins, height, width = weight.shape
    x = np.pad(x, ((0, 0), (top, bottom), (left, right)))
    rows, columns = (x.shape[1] - height) // stride_y + 1, (x.shape[2] - width) // stride_x + 1
    y = np.zeros((outs, rows, columns))
    for i in range(height):
        for j in range(width):
            part = x[:, i:i + rows * stride_y:stride_y, j:j + columns * stride_x:stride_x]
            if groups == 1:
                y += np.tensordot(weight[:, :, i, j], part, 1)
            else:
                assert groups == outs and ins == 1, "only plain and depthwise convolutions"
                y += weight[:, 0, i, j][:, None, None] * part
    return y if bias is None else y + bias[:, None, None]


def run(model, image):
    graph = all_of(model, 7)[0]
    values = dict(tensor(data) for data in all_of(graph, 5))
    inputs = [text(data, 1)[0] for data in all_of(graph, 11)]
    values[next(name for name in inputs if name not in values)] = image
    for node in all_of(graph, 1):
        kind, options = text(node, 4)[0], attributes(node)
        args = [values[name] if name else None for name in text(node, 1)]
        if kind == "Conv":
            result = conv(args[0], args[1], args[2] if len(args) > 2 else None, options)
        elif kind == "Clip":
            result = np.clip(args[0], args[1], args[2])
        elif kind == "Add":
            result = args[0] + args[1]
        elif kind == "GlobalAveragePool":
            result = args[0].mean((1, 2), keepdims=True)
        elif kind == "Flatten":
            result = args[0].reshape(-1)
        elif kind == "Gemm":
            weight = args[1].T if options.get("transB") else args[1]
            result = args[0] @ weight + args[2]
        else:
            raise SystemExit(f"operator {kind} is not known here")
        values[text(node, 2)[0]] = result
    return values


# --- the picture ------------------------------------------------------------------------------------------------------

def area(size, out):
    """Rows of weights: area average with fractional coverage when shrinking, bilinear at half-pixel centres when growing."""
    weights = np.zeros((out, size))
    scale = size / out
    for i in range(out):
        if scale >= 1:
            low, high = i * scale, (i + 1) * scale
            for j in range(int(low), min(size, int(np.ceil(high)))):
                weights[i, j] = max(0, min(high, j + 1) - max(low, j))
            weights[i] /= weights[i].sum()
        else:
            centre = min(max((i + 0.5) * scale - 0.5, 0), size - 1)
            j = min(int(centre), size - 2)
            weights[i, j], weights[i, j + 1] = 1 - (centre - j), centre - j
    return weights


def span(mask, scale, size):
    inside = np.flatnonzero(mask > 0.12)
    return int(inside[0] * scale), min(size, int(np.ceil((inside[-1] + 1) * scale)))


def crop_to_field(picture):
    height, width, _ = picture.shape
    scale = width / 256
    small_height = max(1, round(height / scale))
    small = np.einsum("ij,jkc->ikc", area(height, small_height), picture)
    small = np.einsum("ij,kjc->kic", area(width, 256), small)
    field = small.max(2) > 22
    left, right = span(field.mean(0), scale, width)
    top, bottom = span(field.mean(1), height / small_height, height)
    cut = picture[top:bottom, left:right]
    side = max(cut.shape[:2])
    square = np.zeros((side, side, 3))
    y, x = (side - cut.shape[0]) // 2, (side - cut.shape[1]) // 2
    square[y:y + cut.shape[0], x:x + cut.shape[1]] = cut
    return square


def prepare(path, rules):
    picture = np.asarray(Image.open(path).convert("RGB"), dtype=np.float64)
    if rules["crop"] == "field-of-view":
        picture = crop_to_field(picture)
    assert rules["resize"] == "area", rules["resize"]
    picture = np.einsum("ij,jkc->ikc", area(picture.shape[0], rules["height"]), picture)
    picture = np.einsum("ij,kjc->kic", area(picture.shape[1], rules["width"]), picture)
    picture = (picture / 255 - rules["mean"]) / rules["std"]
    return picture.transpose(2, 0, 1)


def main():
    folder = Path(sys.argv[1])
    manifest = json.loads((folder / "manifest.json").read_text())
    file = next(network["file"] for network in manifest["networks"].values() if network["precision"] == "fp32")
    model = memoryview((folder / file).read_bytes())
    for golden in manifest["goldens"]:
        values = run(model, prepare(folder / golden["image"], manifest["input"]))
        logits, cam = values[manifest["outputs"]["logits"]], values[manifest["outputs"]["map"]]
        drift = np.abs(cam.mean((1, 2)) + manifest["bias"] - logits).max()
        answer = {"logits": [round(v, 6) for v in logits.tolist()], "map": [round(v, 5) for v in cam.ravel().tolist()]}
        (folder / golden["expected"]).write_text(json.dumps(answer) + "\n")
        print(golden["name"], np.round(logits, 4), f"identity off by {drift:.1e}")


if __name__ == "__main__":
    main()
