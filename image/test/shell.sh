# shellcheck shell=bash
# Root's commands for the test, over a virtual port: one a line in base64, answered by exit code, stdout and stderr. It comes
# into the machine as a credential when that starts; the image knows nothing of it.
port=/dev/virtio-ports/portineria.test
until [ -e $port ]; do sleep 0.2; done
exec 3<>$port
echo hello >&3
cd /
while IFS= read -r line <&3; do
  code=0
  bash -c "$(base64 -d <<<"$line")" >/run/test.out 2>/run/test.err 3<&- </dev/null || code=$?
  echo "$code $(base64 -w0 </run/test.out). $(base64 -w0 </run/test.err)." >&3
done
