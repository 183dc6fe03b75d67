"""The peers that ``npm run bench -- --json`` holds Bulbar against: its work as a careful user of Python writes it.

Makes the grad-cam package importable beside the CPU build of PyTorch: it needs torchvision for image transforms. PyPI's
torchvision is built for CUDA; beside a CPU build of torch its compiled operators do not load, and its import then stops
at the names below, which nothing here uses.
"""

import torch

if torch.version.cuda is None:
    TORCHVISION = torch.library.Library("torchvision", "DEF")
    for operator in ("nms", "qnms"):
        TORCHVISION.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
