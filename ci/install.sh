#!/usr/bin/env bash
# Puts bricep into the folder $BRICEP_BIN: the release $VERSION, or what the archive at $URL holds.
set -euo pipefail
: "${BRICEP_BIN:?is the folder that takes the binary}"
url=${URL:-}
if [[ -z $url ]]; then
  if [[ ! ${VERSION:-} =~ ^[0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.-]*$ ]]; then
    printf 'bricep: %q is no version\n' "${VERSION:-}" >&2
    exit 2
  fi
  url=https://github.com/bricep/bricep/releases/download/v$VERSION/bricep-$VERSION-x86_64-unknown-linux-musl.tar.gz
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fetch() { curl --fail --silent --show-error --location --proto '=https' --retry 3 --output "$1" "$2"; }
fetch "$folder/bricep.tar.gz" "$url"
sha256=${SHA256:-}
if [[ -z $sha256 ]]; then
  # This digest stands beside the archive: it finds a broken download, not a forged release.
  fetch "$folder/bricep.sha256" "$url.sha256"
  read -r sha256 _ <"$folder/bricep.sha256"
fi
printf '%s  %s\n' "$sha256" "$folder/bricep.tar.gz" | sha256sum --check --quiet
tar -xzf "$folder/bricep.tar.gz" -C "$folder"
binary=$(find "$folder" -type f -name bricep -print -quit)
if [[ -z $binary ]]; then
  printf 'bricep: %s holds no file bricep\n' "$url" >&2
  exit 1
fi
mkdir -p "$BRICEP_BIN"
install -m 755 "$binary" "$BRICEP_BIN/bricep"
