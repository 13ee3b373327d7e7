# Deploys an environment as its preview shows: the Azure half by the templates, the workspace by bricep.
#   scripts/deploy.sh <environment> <folder of the preview>

create "$DEPLOYMENT" >"$folder/outputs.json"
inert <"$folder/outputs.json"
./bricep deploy package.zip --environment "$environment" --plan "$preview/plan.json" \
  --azure-outputs "$folder/outputs.json" 2>&1 | inert
