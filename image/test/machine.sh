# shellcheck shell=bash
# A virtual machine that the image boots in, and how to get at it.
# The disk is a chain of layers over the image, one for each start. What the machine has written and not flushed is lost with
# QEMU, as with a disk's power: where it lies in the layer is known to QEMU's memory alone until the machine flushes.

# What the machine's doors are here, on loopback: door:port.
declare -A door=()

# of_tools PROGRAM …: one of the tools' tree (../build), by that tree's own loader: in Debian 13's version, on any machine.
of_tools() {
  (exec_of_tools "$@")
}

# In place of the shell that runs it: whoever ends that one ends the program.
exec_of_tools() {
  local tree=$here/../target/tools/usr
  exec "$(compgen -G "$tree/lib*/ld-linux-*.so.*")" --library-path "$(compgen -G "$tree/lib/*-linux-gnu")" "$tree/bin/$1" "${@:2}"
}

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); do
    if ! { exec {probe}<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null; then break; fi
    exec {probe}>&-
  done
  echo "$port"
}

# new_machine IMAGE FOLDER SIZE: a machine with a copy of the image on a disk of that size.
new_machine() {
  local name
  machine=$2
  mkdir -p "$machine"
  cp "$here/../target/tools/usr/share/OVMF/OVMF_VARS_4M.fd" "$machine/vars.fd"
  layer=0
  of_tools qemu-img create -q -f qcow2 -F raw -b "$(readlink -f "$1")" "$machine/disk-0.qcow2" "$3"
  for name in 143 993 110 995 80 443; do
    door[$name]=$(free_port)
  done
}

# What the machine wrote is laid aside, and the next start begins a new layer. Old ones are merged when there are many.
add_layer() {
  local under=$machine/disk-$layer.qcow2
  layer=$((layer + 1))
  of_tools qemu-img create -q -f qcow2 -F qcow2 -b "$under" "$machine/disk-$layer.qcow2"
}

forwards() {
  local name
  for name in "${!door[@]}"; do
    printf ',hostfwd=tcp:127.0.0.1:%s-:%s' "${door[$name]}" "$name"
  done
}

# smbios NAME FILE: a credential.
credential() {
  printf 'type=11,value=io.systemd.credential.binary:%s=%s' "$1" "$(base64 -w0 <"$2")"
}

# What the machine is told by the test alone: the shell's unit, and that an emulated processor is slow: it has to compile anew
# what the JVM compiles, so that the JVM had better not try hard, and what hangs is not to be told from what takes its time.
make_units() {
  cat >"$machine/shell.service" <<'UNIT'
[Unit]
DefaultDependencies=no
ConditionPathExists=!/etc/initrd-release
[Service]
ImportCredential=test.shell
ExecStart=/bin/bash %d/test.shell
Restart=always
UNIT
  printf '[Unit]\nWants=test-shell.service\n' >"$machine/wants.conf"
  cat >"$machine/slow.conf" <<'UNIT'
[Service]
Environment=JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1
WatchdogSec=30min
TimeoutStartSec=30min
UNIT
}

# power_on [QEMU OPTION…]
# What the JVM would learn of its start takes an emulated machine longer than all starts of the test together.
power_on() {
  make_units
  rm -f "$machine"/shell.{in,out}
  mkfifo "$machine"/shell.{in,out}
  local share=$here/../target/tools/usr/share
  exec_of_tools qemu-system-x86_64 -L "$share/qemu" -L "$share/seabios" \
    -name portineria -machine q35 -accel tcg,thread=multi -cpu max -smp 2 -m 1G -nodefaults -display none -no-reboot \
    -drive "if=pflash,format=raw,readonly=on,file=$share/OVMF/OVMF_CODE_4M.fd" -drive "if=pflash,format=raw,file=$machine/vars.fd" \
    -drive "if=none,id=disk,format=qcow2,cache=writeback,discard=unmap,file=$machine/disk-$layer.qcow2" -device virtio-blk-pci,drive=disk \
    -netdev "user,id=net$(forwards)" -device virtio-net-pci,netdev=net -device virtio-rng-pci \
    -device virtio-serial-pci -chardev "pipe,id=shell,path=$machine/shell" -device virtserialport,chardev=shell,name=portineria.test \
    -serial "file:$machine/console.log" -monitor none \
    -smbios "type=11,value=io.systemd.stub.kernel-cmdline-extra=console=ttyS0 systemd.default_device_timeout_sec=900 systemd.show_status=error systemd.mask=portineria-warm-up.service" \
    -smbios "$(credential test.shell "$here/shell.sh")" \
    -smbios "$(credential systemd.extra-unit.test-shell.service "$machine/shell.service")" \
    -smbios "$(credential systemd.unit-dropin.sysinit.target~test "$machine/wants.conf")" \
    -smbios "$(credential systemd.unit-dropin.portineria.service~test "$machine/slow.conf")" \
    "$@" >"$machine/qemu.log" 2>&1 &
  qemu=$!
  switched_on=$SECONDS
  exec {to}<>"$machine/shell.in" {from}<>"$machine/shell.out"
  answers
}

# Its shell says hello when it is there.
answers() {
  local hello tries
  for ((tries = 0; tries < 120; tries++)); do
    if read -r -t 5 -u "$from" hello; then
      [ "$hello" = hello ] || fail_to_start
      return 0
    fi
    kill -0 "$qemu" 2>/dev/null || fail_to_start
  done
  fail_to_start
}

fail_to_start() {
  tail -n 60 "$machine/console.log" "$machine/qemu.log" >&2 || true
  say "FAILED: the machine did not start"
  exit 1
}

# As in checks.sh.
inside() {
  local code out err line tries
  line="export PATH=/usr/sbin:/usr/bin HOME=/root LC_ALL=C.UTF-8 JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1; $(printf '%q ' "$@")"
  base64 -w0 <<<"$line" >&"$to"
  echo >&"$to"
  for ((tries = 0; ; tries++)); do
    if read -r -t 10 -u "$from" code out err; then break; fi
    kill -0 "$qemu" 2>/dev/null && [ $tries -lt 60 ] || return 124
  done
  base64 -d <<<"${err%.}" >&2
  base64 -d <<<"${out%.}"
  return "$code"
}

wait_ready() {
  local tries
  for ((tries = 0; tries < 450; tries++)); do
    if inside systemctl --quiet is-active portineria.service; then return; fi
    kill -0 "$qemu" 2>/dev/null || fail_to_start
    sleep 2
  done
  fail "the box did not come to ready"
}

# As when somebody pulls the plug.
cut_power() {
  kill -KILL "$qemu" 2>/dev/null || true
  unplugged
}

# In order; the machine switches itself off.
power_off() {
  inside systemctl --no-block poweroff
  wait "$qemu" || true
  unplugged
}

unplugged() {
  wait "$qemu" 2>/dev/null || true
  qemu=
  exec {to}>&- {from}>&-
}
