# Shows what a deployment would change. It reads Azure and makes nothing there.
#   scripts/preview.sh <environment> <folder for the preview>

# A block of Markdown. No line of it can end the block, since all are indented.
block() {
  printf '## %s\n\n~~~text\n' "$1"
  { inert <"$2" && echo; } | sed "s/^/    /"
  printf '~~~\n\n'
}

mkdir -p "$preview"
exists=$(tame az group exists --name "${group[@]}" --output json)
if [[ $exists == true ]]; then
  ahead 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d # Azure Databricks
  outputs >"$preview/outputs.json"
  # Whoever previews need not be allowed to deploy.
  tame az deployment group what-if --resource-group "${group[@]}" --template-file "$templates/main.json" \
    --parameters "${parameters[@]}" --validation-level ProviderNoRbac --no-prompt true >"$preview/what-if.txt"
else
  echo '{}' >"$preview/outputs.json"
  echo "The resource group $RESOURCE_GROUP does not exist: it is made, with all that the templates hold." >"$preview/what-if.txt"
fi
block "Azure, $environment" "$preview/what-if.txt" >"$preview/summary.md"

# What the workspace holds stands in the templates on the route custom-provider alone; on the others it is planned.
if takes planDigest || ! takes packageUri; then
  tame ./bricep plan package.zip --environment "$environment" --azure-outputs "$preview/outputs.json" \
    --out "$preview/plan.json" >"$preview/plan.txt"
  block "Workspace, $environment" "$preview/plan.txt" >>"$preview/summary.md"
fi
cat "$preview/summary.md"
