"""Random numbers by counter: each depends on the seed, a purpose and a number alone."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]


def _mix(words: Words) -> Words:
    """The finalizer of splitmix64."""
    with np.errstate(over="ignore"):
        words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


def _key(seed: int, purpose: str) -> np.uint64:
    digest = hashlib.sha256(f"{seed} {purpose}".encode()).digest()
    return np.uint64(int.from_bytes(digest[:8], "little"))


def uniform(seed: int, purpose: str, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """A number in [0, 1) for each counter."""
    with np.errstate(over="ignore"):
        words = _mix(numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + _key(seed, purpose))
    return (words >> np.uint64(11)) / float(2**53)


class Permutation:
    """A shuffling of 0 … count-1 that needs no memory: a Feistel network, walked until it lands inside."""

    def __init__(self, seed: int, purpose: str, count: int) -> None:
        self._count = count
        self._bits = np.uint64(max(1, (max(count - 1, 1).bit_length() + 1) // 2))
        self._mask = np.uint64((1 << int(self._bits)) - 1)
        self._keys = [_key(seed, f"{purpose} {turn}") for turn in range(4)]

    def _once(self, words: Words) -> Words:
        left, right = words >> self._bits, words & self._mask
        for key in self._keys:
            with np.errstate(over="ignore"):
                left, right = right, left ^ (_mix(right + key) & self._mask)
        return (left << self._bits) | right

    def __call__(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Where each number goes."""
        words = self._once(numbers.astype(np.uint64))
        while (outside := words >= np.uint64(self._count)).any():
            words[outside] = self._once(words[outside])
        return words.astype(np.int64)
