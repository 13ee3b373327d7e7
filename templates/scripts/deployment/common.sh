# The current folder holds package.zip and bricep.
preview=${2:?a folder for the preview}

# A federated sign-in gives new tokens for minutes only, and each token serves for about an hour. So a token for a service
# that is needed after a long step is fetched before it; whether that worked is told where it is needed.
ahead() {
  tame az account get-access-token --scope "$1/.default" --output none || true
}

# Values of variables that no environment gives, `parameter:variable:type` each, from BRICEP_VAR_<variable>. Azure DevOps
# leaves `$(name)` where there is no such variable.
jq --null-input '
  def typed($kind):
    if $kind == "integer" then tonumber | if . == floor then . else error end
    elif $kind == "boolean" then if . == "true" or . == "false" then fromjson else error end
    elif $kind == "list" then fromjson | if type == "array" then . else error end
    elif $kind == "map" then fromjson | if type == "object" then . else error end
    else . end;
  reduce ($ENV.BRICEP_PARAMETERS // "" | splits("\\s+") | select(. != "") / ":") as [$name, $variable, $type] ({};
    ($ENV["BRICEP_VAR_" + $variable] // "") as $value
    | if $value == "" or ($value | test("\\A\\$\\([^)]*\\)\\z")) then error("the variable \($variable) has no value: set BRICEP_VAR_\($variable)") else . end
    | .[$name].value = (try ($value | typed($type)) catch error("BRICEP_VAR_\($variable) holds no \($type)")))
  | {parameters: .}' >"$folder/given.json"
[[ -f $templates/$environment.parameters.json ]] || fail "there is no environment $environment"
parameters=("@$templates/$environment.parameters.json" "@$folder/given.json")

