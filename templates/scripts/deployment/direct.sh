# Deploys an environment as its preview shows: the Azure half by the templates, the workspace by bricep.
#   scripts/deploy.sh <environment> <folder of the preview>

# A deployment that failed takes the place of the one before it under its name, outputs and all. The first one has a name
# of its own, so that the workspace is found whatever happens to those after it.
outputs >"$folder/outputs.json"
name=$DEPLOYMENT
if jq --exit-status 'length == 0' "$folder/outputs.json" >/dev/null; then name=$DEPLOYMENT-first; fi
create "$name" >"$folder/outputs.json"
inert <"$folder/outputs.json"
./bricep deploy package.zip --environment "$environment" --plan "$preview/plan.json" \
  --azure-outputs "$folder/outputs.json" 2>&1 | inert
