# Deploys an environment as its preview shows.
#   scripts/deploy.sh <environment> <folder of the preview>

plan=()
if takes planDigest; then
  digest=$(sha256sum <"$preview/plan.json")
  plan=("planDigest=${digest%% *}")
fi

# The first run brings up the account that takes the package, and the app. The roles that it assigns take minutes to be
# known.
outputs >"$folder/outputs.json"
account=$(jq --raw-output '.packageStorageAccountName // empty' "$folder/outputs.json")
tries=1
if [[ -z $account ]]; then
  ahead https://storage.azure.com
  create "$DEPLOYMENT-first" applyResources=false >"$folder/outputs.json"
  account=$(jq --raw-output '.packageStorageAccountName // empty' "$folder/outputs.json")
  tries=20
fi

digest=$(sha256sum <package.zip)
blob=(--account-name "$account" --container-name packages --name "${digest%% *}.zip" --auth-mode login)
until there=$(tame az storage blob exists "${blob[@]}" --query exists --output json); do
  [[ $(<"$folder/complaints") != *AADSTS* ]] || fail 'the sign-in gives no token for storage: sign in again, and run this again'
  ((--tries)) || fail "no access to the storage account $account: see access.deployers, and the account's network"
  sleep 30
done
[[ $there == true ]] || tame az storage blob upload "${blob[@]}" --file package.zip --no-progress --output none

# The address with its signature goes from hand to hand in a file: never on a command line, never into a log.
expiry=$(date --utc --date '1 hour' +%Y-%m-%dT%H:%MZ)
tame az storage blob generate-sas "${blob[@]}" --as-user --https-only --permissions r --expiry "$expiry" --full-uri \
  --output json | jq '{parameters: {packageUri: {value: .}}}' >"$folder/package.json"
parameters+=("@$folder/package.json")
create "$DEPLOYMENT" "${plan[@]}" >"$folder/outputs.json"
inert <"$folder/outputs.json"
