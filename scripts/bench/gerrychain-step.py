"""Milliseconds of one GerryChain ReCom step on a graph: JSON on standard input, one number on standard output."""

import json
import random
import sys
import time
from functools import partial

import networkx
from gerrychain import GeographicPartition, Graph, MarkovChain, Partition, accept, constraints
from gerrychain.proposals import recom
from gerrychain.updaters import Tally

given = json.load(sys.stdin)
random.seed(given["seed"])
graph = networkx.Graph()
for atom, households in enumerate(given["households"]):
    graph.add_node(atom, households=households)
graph.add_edges_from(given["edges"])
chain_graph = Graph.from_networkx(graph)
start = Partition(chain_graph, dict(enumerate(given["labels"])), {"households": Tally("households", alias="households")})
ideal = sum(given["households"]) / len(start)
proposal = partial(recom, pop_col="households", pop_target=ideal, epsilon=given["epsilon"], node_repeats=0)
chain = MarkovChain(
    proposal=proposal,
    constraints=[constraints.within_percent_of_ideal_population(start, given["epsilon"], "households")],
    acceptance_fn=accept.always_accept,
    initial_partition=start,
    total_steps=given["steps"] + 1,
)
steps = iter(chain)
next(steps)
begun = time.perf_counter()
done = sum(1 for _ in steps)
print((time.perf_counter() - begun) * 1000 / done)
