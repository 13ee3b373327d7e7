# Has the workspace brought to what the manifest declares, and hands the outputs to the deployment.
: "${BRICEP_MANIFEST_DIGEST:?}"
ready_within=900 # seconds until the app serves the package of this manifest
done_within=6600 # seconds for all of it; the script itself may take two hours

until served=$(curl --silent --max-time 30 "$BRICEP_PROVIDER_URL/readyz" |
  jq --raw-output "$show"'.manifestDigest? | strings | inert' 2>/dev/null) && [[ $served == "$BRICEP_MANIFEST_DIGEST" ]]; do
  : >"$answer"
  ((SECONDS < ready_within)) ||
    fail "the provider does not serve manifest $BRICEP_MANIFEST_DIGEST; it serves '${served:-nothing}'"
  echo "bricep: waiting for the provider to serve manifest ${BRICEP_MANIFEST_DIGEST:0:12}"
  sleep 10
done

jq --null-input --compact-output '
  def given: with_entries(select(.value != null and .value != ""));
  def parsed: if . == null or . == "" then {} else fromjson end;
  $ENV | {
    environment: .BRICEP_ENVIRONMENT, manifestDigest: .BRICEP_MANIFEST_DIGEST, azure: (.BRICEP_AZURE | parsed),
    variables: (.BRICEP_VARIABLES | parsed | with_entries(select(.value != null)))
  } + ({
    planDigest: .BRICEP_PLAN_DIGEST, user: .BRICEP_USER, workspaceId: .BRICEP_WORKSPACE_ID,
    workspaceUrl: .BRICEP_WORKSPACE_URL
  } | given)' >"$request"

# A role that was assigned a moment ago takes minutes to be known: 403 may pass. What may have been begun is not begun
# twice.
follow 'the run' 'unsent|403|429|503' /api/apply

# Outputs of the deployment are texts.
jq '.outputs // {} | map_values(if type == "string" then . else tojson end)' "$answer" >"$AZ_SCRIPTS_OUTPUT_PATH"
jq --raw-output '"bricep: changes: \(.changes? // 0 | if type == "array" then length elif type == "number" then . else 0 end)"' "$answer"
