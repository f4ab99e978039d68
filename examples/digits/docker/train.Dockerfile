# What training and evaluation run in: Python with the locked packages of requirements-train.txt; the code is mounted.
#   docker build --build-arg PYTHON=python:3.11-slim@sha256:… -f docker/train.Dockerfile .
# With a package index of your own: --secret id=pip.conf,src=$HOME/.config/pip/pip.conf
ARG PYTHON
FROM ${PYTHON}
COPY requirements-train.txt /tmp/requirements-train.txt
RUN --mount=type=secret,id=pip.conf,target=/etc/pip.conf \
  pip install --no-cache-dir --require-hashes -r /tmp/requirements-train.txt
USER 65532:65532
