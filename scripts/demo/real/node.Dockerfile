# What the dead man's switch runs in where Docker Hub is out of reach: this machine's node.
ARG PYTHON
FROM ${PYTHON}
COPY node /usr/local/bin/node
USER 65532:65532
