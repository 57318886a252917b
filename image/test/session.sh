# shellcheck shell=bash
# An IMAP session from outside that lasts, for load: a coprocess speaks TLS, each command waits for its answer.

open_session() {
  coproc tls {
    exec openssl s_client -quiet -verify_return_error -CAfile "$machine/ca.crt" -verify_hostname "$box_name" \
      -connect "127.0.0.1:${door[993]}" 2>/dev/null
  }
  # Bash forgets them when the coprocess ends.
  # shellcheck disable=SC2154 # coproc sets it
  exec {send}>&"${tls[1]}" {hear}<&"${tls[0]}"
  tag=0
  read -r -t 60 -u "$hear" || return 1
  ask "LOGIN maria \"$mail_password\""
}

# Whether the answer is OK; it is left in $answer, what came before it in $untagged.
ask() {
  tag=$((tag + 1))
  { printf 'a%d %s\r\n' $tag "$1" >&"$send"; } 2>/dev/null || return 1
  tagged
}

tagged() {
  untagged=
  while IFS= read -r -t 120 -u "$hear" answer; do
    case $answer in
      "a$tag OK"*) return 0 ;;
      "a$tag "*) return 1 ;;
      *) untagged+=$answer$'\n' ;;
    esac
  done
  return 1
}

# append MAILBOX SUBJECT LINES
append() {
  local message
  message=$(printf 'Subject: %s\r\n\r' "$2"; printf '\n%064d\r' $(seq "$3"))
  message+=$'\n'
  tag=$((tag + 1))
  { printf 'a%d APPEND %s {%d}\r\n' $tag "$1" ${#message} >&"$send"; } 2>/dev/null || return 1
  IFS= read -r -t 120 -u "$hear" answer || return 1
  case $answer in
    +*) ;;
    *) return 1 ;;
  esac
  { printf '%s\r\n' "$message" >&"$send"; } 2>/dev/null || return 1
  tagged
}
