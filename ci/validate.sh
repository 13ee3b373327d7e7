#!/usr/bin/env bash
# Runs `bricep validate` in $FORMAT on $PATHS, one a line; into the file $REPORT, if there is one.
set -euo pipefail
: "${FORMAT:?is how findings are printed}" "${PATHS:?are the specs and folders, one a line}"
arguments=("--format=$FORMAT")
[[ -z ${ENVIRONMENT:-} ]] || arguments+=("--environment=$ENVIRONMENT")
[[ -z ${CHANGED_SINCE:-} ]] || arguments+=("--changed-since=$CHANGED_SINCE")
case ${DENY_WARNINGS:-false} in
  [Tt]rue) arguments+=(--deny=warnings) ;;
esac
paths=()
while IFS= read -r path; do
  [[ -z $path ]] || paths+=("$path")
done <<<"$PATHS"
if [[ -n ${REPORT:-} ]]; then
  exec >"$REPORT"
fi
bricep validate "${arguments[@]}" -- "${paths[@]}"
