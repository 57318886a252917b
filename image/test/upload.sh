# shellcheck shell=bash
# A new version by the box's pages, as the administrator uploads it from another computer: HTTPS, with pages.sh.

admin_password="gatto lampada ponte"

# Logs in; a box whose administrator has no password yet gets this one.
log_in() {
  [ -e "$machine/ca.crt" ] || get_authority
  browse /login/admin
  case $arrived in
    /first) press /first password="$admin_password" again="$admin_password" ;;
    /login/admin)
      press /login/admin password="$admin_password"
      arrives /today
      ;;
  esac
}

# upload_update FILE: returns when the box has it. By HTTP/1.1, which costs an emulated processor a third of what HTTP/2 costs.
upload_update() {
  log_in
  browse /box/update
  arrives /box/update
  browse /box/update --http1.1 --max-time 3600 --form "token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$machine/page" | head -n 1)" \
    --form "file=@$1;type=application/octet-stream"
  arrives /box/update
}

# page_of_updates_says WORDS: in English.
page_of_updates_says() {
  browse /box/update --header "Accept-Language: en"
  arrives /box/update
  grep -qF "$1" "$machine/page"
}
