"""Start a Ray cluster of two small nodes on loopback, run over shards, and kill one node midway if asked.

    python tests/scale/cluster.py SHARDS OUTPUT [--kill read|link]

Prints one JSON object: reports, shards read, rejects, nodes alive before and after, seconds.
"""

import json
import logging
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any


def start_cluster() -> Any:
    """Start two nodes of one core each with little memory for objects."""
    os.environ.setdefault("RAY_worker_niceness", "0")  # Ray's own 15 would starve beside other tests
    import ray
    from ray.cluster_utils import Cluster

    memory = 100 << 20
    head = {"num_cpus": 1, "object_store_memory": memory, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    cluster.add_node(num_cpus=1, object_store_memory=memory)
    ray.init(address=cluster.address, logging_level=logging.ERROR, log_to_driver=False)
    return cluster


def kill_midway(cluster: Any, output: Path, when: str) -> threading.Thread:
    """Kill the second node, all its workers with it, when a third is read or linking begins."""

    def wait_and_kill() -> None:
        deadline = time.monotonic() + 500
        while time.monotonic() < deadline:
            notes = len(list((output / "manifest").glob("*.json")))
            linking = list((output / "link").glob("*/laid/done"))
            if (when == "read" and notes >= 2) or linking:
                break
            time.sleep(0.02)
        node = next(node for node in cluster.list_all_nodes() if not node.is_head())
        cluster.remove_node(node, allow_graceful=False)

    thread = threading.Thread(target=wait_and_kill, daemon=True)
    thread.start()
    return thread


def main(shards: str, output: str, when: str | None) -> None:
    """Run once and print what happened."""
    import ray

    from variorum.scale import run

    cluster = start_cluster()
    try:
        before = sum(node["Alive"] for node in ray.nodes())
        killer = kill_midway(cluster, Path(output), when) if when else None
        begin = time.monotonic()
        scaled = run([shards], output, ray=cluster.address)
        took = time.monotonic() - begin
        if killer is not None:
            killer.join()
        after = sum(node["Alive"] for node in ray.nodes())
    finally:
        ray.shutdown()
        cluster.shutdown()
    told = {
        "reports": scaled.reports,
        "read": scaled.read,
        "rejects": len(scaled.rejects),
        "nodes": [before, after],
        "seconds": round(took, 1),
    }
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[4] if len(sys.argv) > 4 else None)
