"""The harness: folds that share no speaker, scores with intervals, and what they have to be held against.

``cohort``: who is judged, and the unit of a score; ``held_out``: answers about strangers, calibrated inside the folds;
``scores`` and ``controls``: pure functions of those; ``document``: evaluation.json; ``evaluation``: one model's run.
"""
