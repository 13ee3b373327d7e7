# Deploys an environment as its preview shows: the Azure half by the templates, the workspace by bricep.
#   scripts/deploy.sh <environment> <folder of the preview>

# The first run has a name of its own: its outputs stay when a later one fails.
name=$DEPLOYMENT
outputs >"$folder/outputs.json"
if jq --exit-status '. == {}' "$folder/outputs.json" >/dev/null; then name+=-first; fi

ahead 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d # Azure Databricks
create "$name" >"$folder/outputs.json"
inert <"$folder/outputs.json"
./bricep deploy package.zip --environment "$environment" --plan "$preview/plan.json" \
  --azure-outputs "$folder/outputs.json" 2>&1 | inert
