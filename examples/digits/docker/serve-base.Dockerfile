# Python with the locked packages of requirements.txt and no installer; built when they change, then named by digest
# as BASE of ../Dockerfile:  docker build --build-arg PYTHON=python:3.11-slim@sha256:… -f docker/serve-base.Dockerfile .
# With a package index of your own: --secret id=pip.conf,src=$HOME/.config/pip/pip.conf
ARG PYTHON
FROM ${PYTHON} AS packages
COPY requirements.txt /tmp/requirements.txt
RUN --mount=type=secret,id=pip.conf,target=/etc/pip.conf \
  pip install --no-cache-dir --require-hashes --no-compile --target /opt/site-packages -r /tmp/requirements.txt \
  # Compiled once here, and valid whatever time the layer's files carry: a pod starts in half the time.
  && python -m compileall -q --invalidation-mode unchecked-hash /opt/site-packages

FROM ${PYTHON}
COPY --from=packages /opt/site-packages /opt/site-packages
ENV PYTHONPATH=/opt/site-packages
USER 65532:65532
