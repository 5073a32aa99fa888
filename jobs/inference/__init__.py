"""Serves a model of `training` under SageMaker's hosting contract, over ONNX Runtime."""
