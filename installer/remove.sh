#!/bin/sh
# Убирает «Программу школы» из домашней папки. Файлы школ, резервные копии и настройки не трогает.
set -eu
name=@NAME@
program=$HOME/.local/lib/$name
share=${XDG_DATA_HOME:-$HOME/.local/share}

refresh() {
    for tool in "update-mime-database $share/mime" "update-desktop-database -q $share/applications"; do
        [ -d "${tool##* }" ] && command -v "${tool%% *}" >/dev/null 2>&1 && "${tool%% *}" "${tool##* }" >/dev/null 2>&1
    done
    return 0
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
