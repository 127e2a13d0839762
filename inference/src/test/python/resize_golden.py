#!/usr/bin/python3
"""Writes the expected values of ResizerGoldenTest, from implementations that share no code with ours.

pillow.bin: Pillow's own Image.resize(size, Image.BILINEAR), one byte a value.
area.bin:   numpy in float64 through the integral of the picture (no taps, no weights), stored as little-endian float32.

Each case is a picture made by a formula, a rectangle of it that is laid centred on a black square (or the picture as it
is), and a size. Values are stored case by case, as rows of red, green, blue.

Run with Debian's python3-numpy and python3-pil:  /usr/bin/python3 resize_golden.py
"""
import pathlib

import numpy
import PIL
from PIL import Image

# picture width, height, crop x, y, width, height, pad to a square, output width, height
CASES = [
    (97, 61, 0, 0, 97, 61, False, 24, 17),
    (19, 13, 0, 0, 19, 13, False, 31, 20),
    (50, 20, 0, 0, 50, 20, False, 20, 33),
    (16, 16, 0, 0, 16, 16, False, 16, 16),
    (60, 44, 5, 3, 41, 28, True, 23, 23),
    (60, 44, 30, 2, 11, 40, True, 47, 47),
    (1, 1, 0, 0, 1, 1, False, 5, 3),
    (224, 150, 10, 0, 200, 150, True, 31, 31),
]


def picture(width, height):
    y, x, c = numpy.mgrid[0:height, 0:width, 0:3]
    return ((3 * x + 5 * y + 40 * c + (x * y >> 4) + ((x ^ y) & 31) * 3) & 255).astype(numpy.uint8)


def canvas(case):
    width, height, x, y, crop_width, crop_height, pad, _, _ = case
    crop = picture(width, height)[y : y + crop_height, x : x + crop_width]
    if not pad:
        return crop
    side = max(crop_width, crop_height)
    square = numpy.zeros((side, side, 3), numpy.uint8)
    top, left = (side - crop_height) // 2, (side - crop_width) // 2
    square[top : top + crop_height, left : left + crop_width] = crop
    return square


def axis(values, size):
    """Resizes along axis 0: the mean over each output cell when it shrinks, linear interpolation when it grows."""
    count = values.shape[0]
    if count >= size:
        integral = numpy.concatenate([numpy.zeros((1,) + values.shape[1:]), numpy.cumsum(values, axis=0)])
        edges = numpy.arange(size + 1) * (count / size)
        whole = numpy.minimum(edges.astype(int), count - 1)
        at = integral[whole] + (edges - whole)[:, None, None] * (integral[whole + 1] - integral[whole])
        return (at[1:] - at[:-1]) * (size / count)
    centres = numpy.clip((numpy.arange(size) + 0.5) * (count / size) - 0.5, 0, count - 1)
    flat = values.reshape(count, -1)
    columns = [numpy.interp(centres, numpy.arange(count), flat[:, i]) for i in range(flat.shape[1])]
    return numpy.stack(columns, axis=1).reshape((size,) + values.shape[1:])


def area(pixels, width, height):
    rows = axis(pixels.astype(numpy.float64), height)
    return axis(rows.transpose(1, 0, 2), width).transpose(1, 0, 2)


def main():
    folder = pathlib.Path(__file__).parent.parent / "resources" / "dev" / "fovea" / "image"
    pillow, averaged = b"", b""
    for case in CASES:
        pixels = canvas(case)
        width, height = case[7:]
        pillow += numpy.asarray(Image.fromarray(pixels).resize((width, height), Image.BILINEAR)).tobytes()
        averaged += area(pixels, width, height).astype("<f4").tobytes()
    (folder / "pillow.bin").write_bytes(pillow)
    (folder / "area.bin").write_bytes(averaged)
    print("Pillow", PIL.__version__, "numpy", numpy.__version__, len(pillow), len(averaged))


if __name__ == "__main__":
    main()
