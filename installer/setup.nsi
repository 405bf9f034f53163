; «Программа школы» для Windows: ставит одному пользователю, без прав администратора, по-русски.
; Всё названное ${…} приходит из installer/windows.py.
Unicode true
ManifestDPIAware true
!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh

!define UNKEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"

Name "${TITLE}"
BrandingText "${TITLE} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\${NAME}" "InstallDir"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1049 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=1049 "FileDescription" "Установка: ${TITLE}"
VIAddVersionKey /LANG=1049 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1049 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1049 "LegalCopyright" "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEPAGE_TEXT "Программа ставится только вам, права администратора не нужны.$\r$\n$\r$\nЕсли она уже стоит, она обновится: ваши файлы, копии и настройки останутся как есть."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_SHOWREADME ""
!define MUI_FINISHPAGE_SHOWREADME_TEXT "Ярлык на рабочем столе"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION DesktopShortcut
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Будет убрана только программа. Файлы школ (.shnor), резервные копии и настройки останутся."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Russian"

; A running program holds its .exe: writing into it is refused. Nothing is replaced under her hands.
!macro WAIT_UNTIL_CLOSED LABEL
  ${LABEL}_again:
  IfFileExists "$INSTDIR\${EXE}" 0 ${LABEL}_free
  ClearErrors
  FileOpen $0 "$INSTDIR\${EXE}" a
  IfErrors 0 ${LABEL}_close
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Программа сейчас открыта. Закройте её окно и нажмите «Повтор»." /SD IDCANCEL IDRETRY ${LABEL}_again
  SetErrorLevel 2
  Quit
  ${LABEL}_close:
  FileClose $0
  ${LABEL}_free:
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "Нужна 64-разрядная Windows 10 или новее." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Function DesktopShortcut
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${EXE}"
FunctionEnd

Section
  SetShellVarContext current
  !insertmacro WAIT_UNTIL_CLOSED in
  ; An older version goes first, so that no file of it stays behind; _?= keeps its uninstaller in this process.
  IfFileExists "$INSTDIR\uninstall.exe" 0 +2
  ExecWait '"$INSTDIR\uninstall.exe" /S /UPDATE _?=$INSTDIR'
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${TREE}\*.*"
  File "/oname=licences.txt" "${LICENCE}"
  IfErrors 0 +4
  MessageBox MB_ICONSTOP "Файлы не записались: проверьте место на диске и антивирус и запустите установку ещё раз." /SD IDOK
  SetErrorLevel 4
  Quit
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\${NAME}" "InstallDir" "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${EXE}"

  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "" "${PROGID}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "Content Type" "${MIME}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${PROGID}" ""
  WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "${FILEKIND}"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\${EXE}" "FriendlyAppName" "${TITLE}"
  WriteRegStr HKCU "${CLASSES}\Applications\${EXE}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr HKCU "${UNKEY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNKEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNKEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNKEY}" "Publisher" "Авторы «Программы школы»"
  WriteRegStr HKCU "${UNKEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNKEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNKEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNKEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNKEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNKEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro WAIT_UNTIL_CLOSED out
  !include "${REMOVING}"
  Delete "$INSTDIR\licences.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/UPDATE" $2
  IfErrors 0 kept
  Delete "$DESKTOP\${TITLE}.lnk"
  kept:
  DeleteRegKey HKCU "${CLASSES}\${PROGID}"
  DeleteRegKey HKCU "${CLASSES}\Applications\${EXE}"
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${PROGID}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids"
  ReadRegStr $0 HKCU "${CLASSES}\${SUFFIX}" ""
  StrCmp $0 "${PROGID}" 0 foreign
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}" ""
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}" "Content Type"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}"
  foreign:
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  DeleteRegKey HKCU "${UNKEY}"
  DeleteRegKey HKCU "Software\${NAME}"
SectionEnd
