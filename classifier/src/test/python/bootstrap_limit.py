"""What vectorised NumPy needs for the bootstrap that EvaluationSpeed times in Java.

Column totals of 10,000 replicates over 12,000 groups and 49 columns, in blocks, as a matrix
product. Prints seconds on the wall and of the processor (all threads).
"""

import time

import numpy as np

GROUPS, REPLICATES, COLUMNS, BLOCK = 12_000, 10_000, 49, 500


def timed(name, work):
    wall, processor = time.perf_counter(), time.process_time()
    work()
    print(
        f"{name:28s} {time.perf_counter() - wall:.2f} s, "
        f"{time.process_time() - processor:.2f} s of processor"
    )


def main():
    random = np.random.default_rng(1)
    sums = random.random((GROUPS, COLUMNS))
    block = np.empty((BLOCK, GROUPS))

    def draw():
        for replicate in range(BLOCK):
            block[replicate] = np.bincount(
                random.integers(GROUPS, size=GROUPS), minlength=GROUPS
            )

    def draw_and_multiply():
        for _ in range(0, REPLICATES, BLOCK):
            draw()
            block @ sums

    def multiply():
        for _ in range(0, REPLICATES, BLOCK):
            block @ sums

    for _ in range(2):
        timed("NumPy, draws and product", draw_and_multiply)
        timed("NumPy, product alone", multiply)


if __name__ == "__main__":
    main()
