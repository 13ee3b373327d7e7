# With the rights of who is signed in.
: "${SPEC:?}"
outputs >"$folder/outputs.json"
bricep "$operation" "$kind.$key" --spec "$SPEC" --environment "$environment" --azure-outputs "$folder/outputs.json" \
  2>&1 | inert
