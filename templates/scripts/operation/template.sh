# By way of databricks-operations.json.
template=databricks-operations.json
if [[ $kind == clusters ]]; then parameters=("clusterId=$key"); else parameters=("jobId=$key"); fi
case $operation/$kind in
  run/jobs) operation=run-job ;;
  status/jobs)
    ! takes databricksProviderName "$template" || fail 'the custom provider tells the status of clusters alone'
    ;;
esac

tame az deployment group create --resource-group "${group[@]}" --name "$DEPLOYMENT-operation" \
  --template-file "$templates/$template" --parameters "environment=$environment" "operationType=$operation" \
  "${parameters[@]}" --no-prompt true --query properties.outputs.result.value --output tsv | inert
