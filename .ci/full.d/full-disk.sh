#!/usr/bin/env bash
# A replay on a disk that fills up ends with a clear error and loses nothing: with space again, the
# same command finishes. The disk is a small tmpfs in a mount namespace of its own; skipped where the
# machine does not allow one.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "${1:-}" != inside ]; then
  if ! unshare --map-root-user --mount true 2>/dev/null; then
    echo "full-disk: skipped, this machine allows no mount namespace for it"
    exit 77
  fi
  ./yardmaster --help >/dev/null
  exec unshare --map-root-user --mount "$0" inside
fi
disk=$(mktemp -d)
trap 'umount "$disk"; rmdir "$disk"' EXIT
mount -t tmpfs -o size=64m tmpfs "$disk"
./yardmaster import builtin --db "$disk/lab.duckdb" >/dev/null
replay() { ./yardmaster replay --dataset builtin --client simulated --trials "$1" --db "$disk/lab.duckdb"; }
left=$(df --output=avail -B1 "$disk" | tail -1)
head -c $((left - (14 << 20))) /dev/zero >"$disk/filler" # some answers fit, not all
if replay 3 >"$disk.out" 2>"$disk.err"; then
  echo "full-disk: the replay did not notice the full disk"; exit 1
fi
tail -2 "$disk.err"
grep -q "full" "$disk.err" || { echo "full-disk: no clear error:"; cat "$disk.err"; exit 1; }
if grep -qE "^\s+at " "$disk.err"; then echo "full-disk: a stack trace"; exit 1; fi
rm "$disk/filler"
mount -o remount,size=512m "$disk"
replay 3 >"$disk.out" 2>/dev/null
again=$(replay 3 2>/dev/null)
grep -q ": 0 calls made" <<<"$again" || { echo "full-disk: $again"; exit 1; }
head -1 "$disk.out"
echo "full-disk: clear error, nothing lost, finished afterwards"
rm -f "$disk.out" "$disk.err"
