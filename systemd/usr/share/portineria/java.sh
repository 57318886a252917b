# Which Java, with which options; read by the scripts of an installed box. shellcheck shell=bash
# shellcheck disable=SC2034 # for who reads it

share=/usr/share/portineria
jar=$share/portineria.jar
data=/var/lib/portineria
cache=/var/cache/portineria/portineria.aot

# Debian's, the oldest that is new enough: it is the one that the package depends on.
find_java() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/java-{25..29}-openjdk-*; do
    if [ -x "$home/bin/java" ]; then
      java=$home/bin/java
      return 0
    fi
  done
  echo "portineria: Java 25 is missing: apt-get install openjdk-25-jre-headless" >&2
  return 1
}

find_java || exit 1
# The same options as in a checkout: java.options is made from those.
mapfile -t options <"$share/java.options"
options+=("-Dorg.sqlite.lib.path=$share/lib/org/sqlite/native/Linux/$HOSTTYPE" "-Dportineria.data=$data")
