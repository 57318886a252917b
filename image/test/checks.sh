# shellcheck shell=bash
# What is asked of an installed box; "inside" runs a command in the machine; debian.sh has to be there.

fail() {
  say "FAILED: $*"
  inside journalctl --no-pager -n 40 -u portineria.service >&2 || true
  exit 1
}

is_serving() {
  inside systemctl --quiet is-active portineria.service || fail "the service does not run"
  inside systemctl --quiet is-enabled portineria.service || fail "the service would not run after the next start"
  local door
  for door in 143 993 110 995 80 443; do
    inside bash -c "exec 3<>/dev/tcp/127.0.0.1/$door" 2>/dev/null || fail "door $door is closed"
  done
}

# Seconds from the start of the process to READY=1.
started_in() {
  local begun active
  begun=$(inside systemctl show --value -p ExecMainStartTimestampMonotonic portineria.service)
  active=$(inside systemctl show --value -p ActiveEnterTimestampMonotonic portineria.service)
  say "$1: ready after $(((active - begun) / 1000)) ms"
}

# One IMAP session; each word is a command, {…} in it stands for a literal of its own.
imap() {
  inside bash -c '
    exec 3<>/dev/tcp/127.0.0.1/143
    read -r -u 3 greeting
    n=0
    for command in "$@"; do
      n=$((n + 1))
      case $command in
        *"{"*"}")
          text=${command#*\{}
          text=${text%\}}$'"'\\r\\n'"'
          printf "a%d %s{%d}\r\n" $n "${command%%\{*}" ${#text} >&3
          read -r -u 3 go_on
          printf "%s\r\n" "$text" >&3
          ;;
        *) printf "a%d %s\r\n" $n "$command" >&3 ;;
      esac
      while IFS= read -r -u 3 line; do
        echo "$line"
        case $line in "a$n "*) break ;; esac
      done
    done' imap "$@"
}

put_mail() {
  inside bash -c 'umask 077; echo s3cret >/run/password'
  inside portineria user add maria --password-file /run/password >/dev/null || fail "root can give no command"
  imap "LOGIN maria s3cret" "APPEND INBOX {Subject: kept}" | grep '^a2 OK' >/dev/null || fail "no mail is taken in"
  # What root's commands wrote is the box's.
  [ -z "$(inside find /var/lib/portineria ! -user portineria)" ] || fail "files in the data's folder belong to others"
}

mail_is_there() {
  imap "LOGIN maria s3cret" "SELECT INBOX" "FETCH 1 BODY.PEEK[]" | grep '^Subject: kept' >/dev/null || fail "the mail is gone"
  inside portineria verify >/dev/null || fail "portineria verify finds something wrong"
}

data_is_there() {
  inside test -s /var/lib/portineria/index.db || fail "the mail's folder is gone"
}

# As the programs see them for whom they are.
the_files_are_right() {
  inside systemd-analyze verify portineria.service portineria-warm-up.service portineria-firewall.service || fail "a unit is wrong"
  inside udevadm verify /usr/lib/udev/rules.d/70-portineria.rules >/dev/null || fail "a udev rule is wrong"
  inside nft -f /usr/share/portineria/portineria.nft || fail "nftables does not take its file"
  inside bash -c 'exec 3<>/dev/tcp/127.0.0.1/993' || fail "the firewall shuts the doors"
  inside nft delete table inet portineria
  [ "$(inside stat -c '%U %a' /var/lib/portineria)" = "portineria 700" ] || fail "the data's folder is open to others"
  inside id -nG portineria | grep -w gpio >/dev/null || fail "the box may not use the pins"
}

# 2.0 is what the project asks of itself.
is_safe() {
  inside systemd-analyze security --threshold=20 --no-pager portineria.service | tail -n 1 >&2 || fail "the service may do too much"
  local account
  account=$(inside systemctl show --value -p MainPID portineria.service)
  [ "$(inside stat -c %U "/proc/$account")" = portineria ] || fail "the service runs as somebody else"
}

# The service's second start is the quick one.
warmed_up() {
  inside systemctl start portineria-warm-up.service || fail "the JVM's cache can't be made"
  inside test -s /var/cache/portineria/portineria.aot || fail "there is no cache for the JVM"
  inside systemctl restart portineria.service
  started_in "second start"
  ! inside runuser -u portineria -- /usr/lib/portineria/warm-up --is-needed || fail "the JVM's cache is made at every start"
}

# A box that hangs is ended by the watchdog, one that was killed comes again.
dies_and_lives() {
  inside mkdir -p /run/systemd/system/portineria.service.d
  inside bash -c "printf '[Service]\nWatchdogSec=6s\nTimeoutAbortSec=2s\n' >/run/systemd/system/portineria.service.d/test.conf"
  inside systemctl daemon-reload
  inside systemctl restart portineria.service
  comes_again STOP 60
  comes_again KILL 30
  inside rm /run/systemd/system/portineria.service.d/test.conf
  inside systemctl daemon-reload
  inside systemctl restart portineria.service
  mail_is_there
}

# comes_again SIGNAL SECONDS
comes_again() {
  local before after tries
  before=$(inside systemctl show --value -p MainPID portineria.service)
  inside bash -c "kill -s $1 $before"
  for ((tries = 0; tries < $2 * 5; tries++)); do
    after=$(inside systemctl show --value -p MainPID portineria.service)
    if [ "$after" != "$before" ] && [ "$after" != 0 ] && inside systemctl --quiet is-active portineria.service; then
      return
    fi
    sleep 0.2
  done
  fail "it did not come again within $2 seconds after a SIG$1"
}

ends_in_time() {
  local begun=$SECONDS
  inside systemctl stop portineria.service
  [ $((SECONDS - begun)) -le 10 ] || fail "it took more than ten seconds to end"
  [ "$(inside systemctl show --value -p Result portineria.service)" = success ] || fail "it did not end well"
  inside systemctl start portineria.service
}

# What is mounted later is there for a service that runs, and can be written to.
sees_disks() {
  local service
  service=$(inside systemctl show --value -p MainPID portineria.service)
  inside mkdir -p /media/STICK
  inside mount -t tmpfs -o uid=portineria,mode=700 none /media/STICK
  inside grep -q ' /media/STICK rw' "/proc/$service/mountinfo" || fail "the service does not see a disk, or can't write to it"
  inside umount /media/STICK
  ! inside grep -q ' /media/STICK ' "/proc/$service/mountinfo" || fail "the service holds a disk that is gone"
}

press_for_six_seconds() {
  inside bash -c 'echo "PORTINERIA_RUN=\"--board simulated\"" >/etc/default/portineria'
  inside systemctl restart portineria.service
  inside portineria board press 6 >/dev/null || fail "there is no button to press"
}

purge_with_yes() {
  # What a person would type.
  inside bash -c 'echo portineria portineria/remove-mail boolean true | debconf-set-selections'
  inside env DEBIAN_FRONTEND=noninteractive dpkg --purge portineria >/dev/null 2>&1 || fail "it can't be purged with yes"
}
