# Has an operation carried out, and hands its answer to the deployment.
: "${OPERATION:?}"
done_within=3000 # seconds; the script itself may take an hour

: >"$answer"
case $OPERATION in
  start | stop | restart) [[ -n ${CLUSTER_ID:-} ]] || fail "the operation $OPERATION needs the parameter clusterId" ;;
  status) [[ -n ${CLUSTER_ID:-}${JOB_ID:-} ]] || fail "the operation status needs the parameter clusterId or jobId" ;;
  run-job) [[ -n ${JOB_ID:-} ]] || fail "the operation $OPERATION needs the parameter jobId" ;;
  *) fail "there is no operation $OPERATION" ;;
esac

jq --null-input --compact-output '
  $ENV | {environment: .BRICEP_ENVIRONMENT, operation: .OPERATION}
  + ({clusterId: .CLUSTER_ID, jobId: .JOB_ID, workspaceId: .BRICEP_WORKSPACE_ID, workspaceUrl: .BRICEP_WORKSPACE_URL}
    | with_entries(select(.value != null and .value != "")))' >"$request"

# What may have been begun is not begun twice.
follow "$OPERATION" 'unsent|429|503' /api/operate

jq --compact-output '{operation: $ENV.OPERATION, answer: .}' "$answer" >"$AZ_SCRIPTS_OUTPUT_PATH"
echo "bricep: $OPERATION is done"
