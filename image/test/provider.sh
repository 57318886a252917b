# shellcheck shell=bash
# The office's provider: a Dovecot of the test's own on loopback, which the machine reaches at 10.0.2.2. Every user exists,
# with the password "secret".

# provider FOLDER
start_provider() {
  provider=$1
  provider_port=$(free_port)
  mkdir -p "$provider/home"
  # Dovecot gives no mail to root, and its programs have to get there.
  chmod 711 "$(dirname "$provider")" "$provider"
  chown nobody "$provider/home"
  cat >"$provider/dovecot.conf" <<CONF
base_dir = $provider/run
state_dir = $provider/state
log_path = $provider/log
protocols = pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:~/mail
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=$(id -u nobody) gid=$(id -g nobody) home=$provider/home/%u
}
service pop3-login {
  inet_listener pop3 {
    port = $provider_port
  }
  inet_listener pop3s {
    port = 0
  }
}
CONF
  dovecot -F -c "$provider/dovecot.conf" >"$provider/out" 2>&1 &
  provider_process=$!
}

stop_provider() {
  if [ -n "${provider_process:-}" ]; then
    kill "$provider_process" 2>/dev/null || true
    wait "$provider_process" || true
    provider_process=
  fi
}

# deliver USER SUBJECT
deliver() {
  local mail=$provider/home/$1/mail part name=$EPOCHREALTIME.$BASHPID.test
  for part in tmp new cur; do
    [ -d "$mail/$part" ] || install -d -o nobody "${mail%/*}" "$mail" "$mail/$part"
  done
  printf 'From: a@example.org\r\nTo: %s\r\nSubject: %s\r\n\r\nBuongiorno\r\n' "$1" "$2" >"$mail/tmp/$name"
  chown nobody "$mail/tmp/$name"
  mv "$mail/tmp/$name" "$mail/new/$name"
}

# How many the provider has of USER.
at_provider() {
  find "$provider/home/$1/mail/new" "$provider/home/$1/mail/cur" -type f 2>/dev/null | wc -l
}

subjects_at_provider() {
  find "$provider/home/$1/mail/new" "$provider/home/$1/mail/cur" -type f -exec sed -n 's/^Subject: \([^\r]*\).*/\1/p' {} + 2>/dev/null || true
}
