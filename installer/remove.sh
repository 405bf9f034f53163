#!/bin/sh
# Убирает «Программу школы» из домашней папки. Файлы школ, резервные копии и настройки не трогает.
set -eu
name=@NAME@
program=$HOME/.local/lib/$name
share=${XDG_DATA_HOME:-$HOME/.local/share}
tables="aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types version XMLnamespaces \
    @MIME@.xml mimeinfo.cache"

# The desktop's own tables of this folder are made anew; those that are about nothing any more go.
refresh() {
    for tool in "update-mime-database $share/mime/packages" "update-desktop-database $share/applications"; do
        folder=${tool#* }
        if [ -n "$(find "$folder" -name '*.xml' -o -name '*.desktop' 2>/dev/null)" ]; then
            command -v "${tool%% *}" >/dev/null 2>&1 && "${tool%% *}" "${folder%/packages}" >/dev/null 2>&1 || true
        elif [ -d "${folder%/packages}" ]; then
            (cd "${folder%/packages}" && rm -f $tables)
            find "${folder%/packages}" -depth -type d -exec rmdir --ignore-fail-on-non-empty {} + 2>/dev/null || true
        fi
    done
}

if [ "${1:-}" = --refresh ]; then
    refresh
    exit 0
fi

while IFS= read -r place; do
    rm -f "$share/$place"
    rmdir -p --ignore-fail-on-non-empty "$(dirname "$share/$place")" 2>/dev/null || true
done <"$program/installed.txt"
[ ! -L "$HOME/.local/bin/$name" ] || rm -f "$HOME/.local/bin/$name"
refresh
rm -rf "$program"
[ "${1:-}" = --quiet ] || echo "Программа убрана. Файлы школ, копии и настройки остались."
