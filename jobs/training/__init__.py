"""Trains a calibrated model from features: the model as ONNX, its metrics and those of a baseline."""
