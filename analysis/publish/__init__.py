"""The only part that writes: figures, their data and the manifest that tells if they are fresh.

Deciding must cost nothing and drawing must use all cores, so the two are kept apart. What
decides (``outputs``, ``inputs``, ``manifest``, ``plan``) imports the standard library alone;
what draws (``render``, ``workers``, ``draw``) is imported when something is stale.
"""
