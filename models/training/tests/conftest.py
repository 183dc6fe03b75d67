"""One thread, and grad-cam importable beside the CPU build of PyTorch."""

import torch

import bulbar_training.peers  # noqa: F401

torch.set_num_threads(1)
