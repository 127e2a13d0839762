"""Keeps a virtual machine's host from taking back its free memory while something is measured.

A host with free page reporting takes back free memory in blocks of 2 MB or more within a second or so, and the next
byte written there waits for the host. This touches so many gigabytes and gives them back to the guest all but one
page in each megabyte: the blocks are no longer free as a whole, so the host leaves them, and the guest has the rest.

Usage: python3 hold_memory.py GIGABYTES &     end it when done; it costs 4 KiB of memory for each MiB
"""

import mmap
import sys
import time

MIB = 1 << 20
PAGE = mmap.PAGESIZE


def main() -> None:
    size = int(sys.argv[1]) << 30
    memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    memory.madvise(mmap.MADV_NOHUGEPAGE)
    full = b"\1" * MIB
    for at in range(0, size, MIB):
        memory[at : at + MIB] = full
    for at in range(0, size, MIB):
        memory.madvise(mmap.MADV_DONTNEED, at + PAGE, MIB - PAGE)
    print(f"holds {sys.argv[1]} GiB", flush=True)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main()
