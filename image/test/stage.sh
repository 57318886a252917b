# shellcheck shell=bash
# What the tests of the image have in common: a folder to work in, a machine, a provider, and that nothing of it stays.
#   stage.sh IMAGE

image=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
work=$(mktemp -d "$(dirname "$image")/test.XXXXXX")
mail_password="cane sedia fiume"
qemu=

# shellcheck source=image/debian.sh
. "$here/../debian.sh"
# shellcheck source=image/test/checks.sh
. "$here/checks.sh"
# shellcheck source=image/test/machine.sh
. "$here/machine.sh"
# shellcheck source=image/test/provider.sh
. "$here/provider.sh"
# shellcheck source=image/test/pages.sh
. "$here/pages.sh"
# shellcheck source=image/test/session.sh
. "$here/session.sh"
# shellcheck source=image/test/upload.sh
. "$here/upload.sh"

end() {
  if [ -n "$qemu" ]; then cut_power; fi
  stop_provider
  if [ -n "${PORTINERIA_KEEP:-}" ]; then
    say "all of it is in $work"
  else
    rm -rf "$work"
  fi
}
trap end EXIT

# start WHAT [QEMU OPTION…]
start() {
  power_on "${@:2}"
  wait_ready
  say "$1: ready $((SECONDS - switched_on)) s after power-on"
}

no_unit_failed() {
  local failed
  failed=$(inside systemctl list-units --failed --no-legend --plain)
  [ -z "$failed" ] || fail "units have failed: $failed"
}

# The disk of a machine that is off, as e2fsck sees it.
file_systems_are_clean() {
  local disk=$work/disk.raw start size label
  of_tools qemu-img convert -O raw "$machine/disk-$layer.qcow2" "$disk"
  while read -r start size label; do
    dd if="$disk" of="$work/part" bs=512 skip="$start" count="$size" conv=sparse status=none
    e2fsck -fn "$work/part" >"$work/fsck" 2>&1 || {
      cat "$work/fsck" >&2
      fail "the file system $label is not clean"
    }
    rm "$work/part"
  done < <(sfdisk --json "$disk" | python3 -c '
import json, sys
for part in json.load(sys.stdin)["partitiontable"]["partitions"]:
    if part.get("name") in ("portineria-var", "portineria-inner"):
        print(part["start"], part["size"], part["name"])')
  rm "$disk"
}
