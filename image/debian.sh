# shellcheck shell=bash
# Debian as this machine gets it: its mirrors, and how apt reaches them.

say() {
  echo "portineria: $*" >&2
}

# apt's own settings for fetching, as this machine has them: a proxy, say.
apt_settings() {
  apt-config dump --format '%F "%v";%n' Acquire | grep -E '^Acquire::(http|https|Check|Retries)' || true
}

# Debian's mirrors as this machine uses them, if it is a Debian; else none, and whoever asks takes its own. For those of $1:
# main, or main and others.
mirrors() {
  local main security
  main=$(mirror Debian)
  security=$(mirror Debian-Security)
  [ -n "$main" ] && [ -n "$security" ] || return 0
  echo "deb $main trixie $1"
  echo "deb $main trixie-updates $1"
  echo "deb $security trixie-security $1"
}

mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' "Label: $1" 2>/dev/null | head -n 1
}
