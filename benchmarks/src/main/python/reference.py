#!/usr/bin/python3
"""Images per second the way the published reference measured itself.

The published program (PyTorch, torchvision MobileNetV2 with four classes) timed its whole evaluation loop: a DataLoader
with one worker process and batches of 32, each photograph opened by PIL, converted to RGB, squashed to 224x224 with
torchvision's default (bilinear) filter, normalised, then the forward pass. This script does the same over the files of
one folder and nothing else, with the same network on another side where one is asked for. The weights are random: they
change no instruction that is run.

Run it with the distribution's own interpreter: /usr/bin/python3 reference.py FOLDER [--side PIXELS] [--threads N] [--repeat N] [--cold]
Packages: python3-torch python3-torchvision python3-pil. One JSON line goes to standard output.
"""
import argparse
import json
import os
import sys
import time
from pathlib import Path

try:
    import torch
    import torchvision
    from PIL import Image
    from torch.utils.data import DataLoader, Dataset
    from torchvision import transforms
except ImportError as missing:
    print(json.dumps({"skipped": f"{missing}; install python3-torch python3-torchvision python3-pil"}))
    sys.exit(3)

BATCH = 32
WORKERS = 1
CLASSES = 4
FILES_MAX = 100_000


class Photographs(Dataset):
    """Every JPEG of a folder, prepared as the published program does it."""

    def __init__(self, folder, passes, side):
        files = sorted(Path(folder).glob("*.jpg"))[:FILES_MAX]
        if not files:
            raise SystemExit(f"no *.jpg in {folder}")
        self.files = files * passes
        self.prepare = transforms.Compose([
            transforms.Resize((side, side)),
            transforms.ToTensor(),
            transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ])

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        return self.prepare(Image.open(self.files[index]).convert("RGB"))


def forget(folder):
    """Drops the files from the page cache, as far as the kernel agrees."""
    for file in sorted(Path(folder).glob("*.jpg"))[:FILES_MAX]:
        with open(file, "rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def measure(network, folder, repeat, side):
    """Seconds of wall time for the whole loop, as the published program's own figure."""
    photographs = Photographs(folder, repeat, side)
    began = time.perf_counter()
    seen = 0
    with torch.no_grad():
        for batch in DataLoader(photographs, batch_size=BATCH, shuffle=False, num_workers=WORKERS):
            seen += network(batch).argmax(1).shape[0]
    return seen, time.perf_counter() - began


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--side", type=int, default=224, help="of the network's input in pixels; published: 224")
    arguments.add_argument("--threads", type=int, default=0, help="torch threads; 0 leaves the default")
    arguments.add_argument("--repeat", type=int, default=1, help="how often one pass goes over the folder")
    arguments.add_argument("--cold", action="store_true", help="drop the files from the page cache first")
    options = arguments.parse_args()

    if options.threads:
        torch.set_num_threads(options.threads)
    network = torchvision.models.mobilenet_v2(num_classes=CLASSES).eval()
    if options.cold:
        forget(options.folder)
    images, seconds = measure(network, options.folder, options.repeat, options.side)
    print(json.dumps({
        "images": images,
        "seconds": round(seconds, 3),
        "imagesPerSecond": round(images / seconds, 3),
        "side": options.side,
        "threads": torch.get_num_threads(),
        "cold": options.cold,
        "torch": torch.__version__,
        "torchvision": torchvision.__version__,
    }), flush=True)


if __name__ == "__main__":
    main()
