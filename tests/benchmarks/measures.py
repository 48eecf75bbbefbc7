"""How long the measures take at scale: python tests/benchmarks/measures.py [SECTION…]

A section is a module of this folder with a function ``bench_<section>`` that prints its times
beside their goals and beside a plain loop. Not a test: for people to judge.
"""

from __future__ import annotations

import sys

from convergence import bench_convergence
from network import bench_network
from recodings import bench_recodings
from tables import bench_tables

SECTIONS = {
    "recodings": bench_recodings,
    "convergence": bench_convergence,
    "network": bench_network,
    "tables": bench_tables,
}


def main(wanted: list[str]) -> None:
    """Run the sections named, or all."""
    unknown = [name for name in wanted if name not in SECTIONS]
    if unknown:
        sys.exit(f"no section {unknown[0]}; there are {', '.join(SECTIONS)}")
    for name in wanted or SECTIONS:
        SECTIONS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
