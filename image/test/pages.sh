# shellcheck shell=bash
# The box as a person sees it who sits at another computer: its pages by HTTPS, its mail by IMAP and POP3. All under its own
# name, with its own authority, as the first page gives it.

box_name=portineria.local

outside() {
  curl --silent --show-error --fail-with-body --max-time 600 --cacert "$machine/ca.crt" --resolve "$box_name:$1:127.0.0.1" "${@:2}"
}

get_authority() {
  curl --silent --show-error --fail --max-time 300 -o "$machine/ca.crt" "http://127.0.0.1:${door[80]}/ca.crt" || fail "the first page has no certificate"
}

# browse PATH [CURL OPTION…]: leaves the page in $machine/page, and where it led in $arrived.
browse() {
  arrived=$(outside "${door[443]}" --location --cookie "$machine/cookies" --cookie-jar "$machine/cookies" -o "$machine/page" \
    -w '%{url_effective}' "${@:2}" "https://$box_name:${door[443]}$1") || page_fails "the page $1 can't be had"
  arrived=/${arrived#https://*/}
}

# press PATH FIELD=VALUE…: the form of the page that is open, sent.
press() {
  local path=$1 field fields=()
  shift
  for field in "token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$machine/page" | head -n 1)" "$@"; do
    fields+=(--data-urlencode "$field")
  done
  browse "$path" "${fields[@]}"
  # What takes longer has a page of its own until it is done.
  while [ "$arrived" = /under-way ]; do
    sleep 1
    browse /under-way
  done
}

arrives() {
  [ "$arrived" = "$1" ] || page_fails "the pages lead to $arrived, not to $1"
}

page_fails() {
  sed 's/<[^>]*>//g' "$machine/page" | grep -v '^ *$' | tail -n 30 >&2
  fail "$1"
}

# The first start: a password, names, one account, and the mailbox at its provider.
first_start() {
  browse /first
  press /first password="gatto lampada ponte" again="gatto lampada ponte"
  arrives /start/names
  press /start/names step=NAMES office="Studio Rossi" box=
  arrives /start/accounts
  press /start/accounts name0=maria password0="$mail_password"
  press /start step=ACCOUNTS
  arrives /start/sources
  press /start/sources address=maria@office.example account=maria host=10.0.2.2 user=maria password=secret tls=NONE \
    port="$provider_port" smtp= smtpPort=465
  arrives /start/sources
  grep -q maria "$machine/page" || fail "the source is not there"
  press /start step=SOURCES
  arrives /start/import
}

# by_imap MAILBOX COMMAND: what it answers, in maria's mailbox.
by_imap() {
  outside "${door[993]}" --user "maria:$mail_password" --request "$2" "imaps://$box_name:${door[993]}/${1//\//%2F}"
}

# The subjects in maria's mailbox, one a line.
subjects_by_imap() {
  by_imap "$1" 'FETCH 1:* (ENVELOPE)' | sed -n 's/^\* [0-9]* FETCH (ENVELOPE (\(NIL\|"[^"]*"\) "\([^"]*\)".*/\2/p'
}

# by_pop3 [NUMBER]
by_pop3() {
  outside "${door[995]}" --user "maria:$mail_password" "pop3s://$box_name:${door[995]}/${1:-}"
}
