"""Features to a calibrated model as ONNX, with its metrics beside a baseline."""
