#!/bin/bash
# Runs on each node of the ETL's cluster as it starts; a failure stops the cluster.
set -euo pipefail

# Python packages come from the company's mirror when there is one.
if [[ -n "${PIP_INDEX_URL:-}" ]]; then
  /databricks/python/bin/pip config --global set global.index-url "$PIP_INDEX_URL"
fi
/databricks/python/bin/pip install --quiet --disable-pip-version-check 'python-json-logger==3.3.0'
