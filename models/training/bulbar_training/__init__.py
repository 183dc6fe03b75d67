"""Training, evaluation and export of Bulbar's model packages. Research use only, not for diagnosis."""

import os

# onnxruntime carries its maker's telemetry; the library reads this when it is loaded.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
