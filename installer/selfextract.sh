#!/bin/sh
# «Программа школы» @VERSION@: ставит программу в домашнюю папку, права администратора не нужны.
#   sh ФАЙЛ.run              поставить или обновить
#   sh ФАЙЛ.run --unpack П   только распаковать в папку П (флешка): запускать П/@NAME@
#   sh ФАЙЛ.run --remove     убрать программу; файлы школ, копии и настройки остаются
set -eu
umask 022
name=@NAME@
lib=$HOME/.local/lib
program=$lib/$name
share=${XDG_DATA_HOME:-$HOME/.local/share}

tell() {
    echo "$1"
    [ -t 1 ] && return
    for window in "zenity --info --text" "kdialog --msgbox" "xmessage"; do
        if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v "${window%% *}" >/dev/null 2>&1; then
            $window "$1" >/dev/null 2>&1 || true
            return
        fi
    done
}

stop() {
    tell "$1" >&2
    exit 1
}

unpack() {
    command -v xz >/dev/null 2>&1 || stop "Нет программы xz: попросите поставить пакет xz-utils (xz) и повторите."
    tail -n +@LINES@ "$0" | tar -xJf - -C "$1" || stop "Распаковать не удалось: проверьте место на диске и скачан ли файл целиком."
}

case "$(uname -s)-$(uname -m)" in
Linux-x86_64) ;;
*) stop "Эта программа – для 64-разрядного Linux на процессоре x86." ;;
esac

case "${1:-}" in
"") ;;
--remove)
    [ -f "$program/remove.sh" ] || stop "Программа не установлена."
    exec sh "$program/remove.sh"
    ;;
--unpack)
    [ -n "${2:-}" ] || stop "Назовите папку: --unpack ПАПКА"
    mkdir -p "$2"
    work=$(mktemp -d "$2/.unpack.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    unpack "$work"
    cp -R "$work/program/." "$2/"
    tell "Готово. Запускайте: $2/$name"
    exit 0
    ;;
*) stop "Непонятно: $1. Бывает --unpack ПАПКА и --remove." ;;
esac

mkdir -p "$lib" "$share" "$HOME/.local/bin"
work=$(mktemp -d "$lib/.$name.XXXXXX")
trap 'rm -rf "$work"' EXIT
unpack "$work"
cp "$work/remove.sh" "$work/program/remove.sh"
[ ! -f "$program/remove.sh" ] || sh "$program/remove.sh" --quiet
[ ! -e "$program" ] || mv "$program" "$work/old"
mv "$work/program" "$program"

# Quotes only where they are needed: the xdg-open of systems without a desktop does not understand them.
case "$program" in
*[!A-Za-z0-9/._-]*) command=\"$program/$name\" ;;
*) command=$program/$name ;;
esac
place=$(printf '%s' "$command" | sed 's/[\\&|]/\\&/g')
sed -i "s|@COMMAND@|$place|" "$work/share/applications/$name.desktop"
(cd "$work/share" && find . -type f) | sed 's|^\./||' >"$program/installed.txt"
cp -R "$work/share/." "$share/"
ln -sf "$program/$name" "$HOME/.local/bin/$name"
sh "$program/remove.sh" --refresh
tell "Программа школы установлена. Она в меню «Офис»; файлы .shnor открываются двойным щелчком."
exit 0
