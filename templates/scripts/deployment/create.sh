: "${LOCATION:?}"

# Deploys the templates under a name; prints the outputs.
create() {
  tame az deployment group create --resource-group "${group[@]}" --name "$1" --template-file "$templates/main.json" \
    --parameters "${parameters[@]}" "${@:2}" --no-prompt true --query properties.outputs --output json | values
}
exists=$(tame az group exists --name "${group[@]}" --output json)
[[ $exists == true ]] || tame az group create --name "${group[@]}" --location "$LOCATION" --output none

