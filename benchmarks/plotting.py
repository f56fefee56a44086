"""pygal as the charts need it, and nothing of it left behind in the process."""

import sys

from pygal import XY, Bar, HorizontalBar
from pygal.graph.graph import Graph
from pygal.style import Style

# pygal hangs an importer of the old kind into the process, which every later import of a missing module warns of.
sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]

__all__ = ["XY", "Bar", "Graph", "HorizontalBar", "Style"]
