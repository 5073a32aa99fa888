# The image of the feature-engineering stage on Spark: one node or a cluster. Build context: jobs/
FROM python:3.12.12-slim-bookworm

COPY requirements.txt /opt/credit-risk/requirements.txt
COPY feature_engineering/requirements-spark.txt /opt/credit-risk/requirements-spark.txt
RUN pip install --no-cache-dir --require-hashes -r /opt/credit-risk/requirements.txt \
    && pip install --no-cache-dir --require-hashes -r /opt/credit-risk/requirements-spark.txt

COPY container /opt/credit-risk/container
COPY contract /opt/credit-risk/contract
COPY feature_engineering /opt/credit-risk/feature_engineering

# SageMaker mounts /opt/ml for root; it runs a container in a machine of its own.
ENV PYTHONPATH=/opt/credit-risk PYTHONUNBUFFERED=1
RUN python -m feature_engineering.cluster.jars
ENTRYPOINT ["python", "-m", "feature_engineering"]
