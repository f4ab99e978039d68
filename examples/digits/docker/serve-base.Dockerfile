# Python with the locked packages of requirements.txt and no installer; built when they change, then named by digest
# as BASE of ../Dockerfile:  docker build --build-arg PYTHON=python:3.11-slim@sha256:… -f docker/serve-base.Dockerfile .
ARG PYTHON
FROM ${PYTHON} AS packages
COPY requirements.txt /tmp/requirements.txt
RUN pip install --no-cache-dir --require-hashes --no-compile --target /opt/site-packages -r /tmp/requirements.txt

FROM ${PYTHON}
COPY --from=packages /opt/site-packages /opt/site-packages
ENV PYTHONPATH=/opt/site-packages
USER 65532:65532
