{{- /* The set-up program. Every text of the app's goes through q or data. Run with UNINSTALLER defined it makes the uninstaller alone. */ -}}
Unicode true
Target amd64-unicode
!define DOLLAR "$$"
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

Name {{q .Manifest.Name}} {{q .Ampersands}}
ManifestDPIAware true
SetCompressor bzip2
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText " "
RequestExecutionLevel {{if .Package.Windows.PerMachine}}admin{{else}}user{{end}}
InstallDir "{{.Folders}}\"{{/* the end of a folder gets its name in .onInit */}}
OutFile made.exe

VIProductVersion {{.Number}}
VIFileVersion {{.Number}}
VIAddVersionKey /LANG=1033 ProductName {{q .Manifest.Name}}
VIAddVersionKey /LANG=1033 FileDescription {{q .Manifest.Name}}
VIAddVersionKey /LANG=1033 ProductVersion {{q .Manifest.Version}}
VIAddVersionKey /LANG=1033 FileVersion {{q .Manifest.Version}}
VIAddVersionKey /LANG=1033 CompanyName {{q .Package.Author}}
VIAddVersionKey /LANG=1033 LegalCopyright {{q .Package.Copyright}}

!define ROOT {{if .Package.Windows.PerMachine}}HKLM{{else}}HKCU{{end}}
!define OWN {{q (printf `Software\%s` .Manifest.ID)}}
!define REMOVAL {{q .Uninstall}}
!define PROGRAM {{q .Program}}
!define SHORTCUT {{q (printf "%s.lnk" .Folder)}}
!define CLIENT "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

!define MUI_ICON {{.IconPath}}
!define MUI_UNICON {{.IconPath}}
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION Start
{{- if .LicensePath}}
!insertmacro MUI_PAGE_LICENSE {{.LicensePath}}
{{- end}}
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!ifdef UNINSTALLER
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!endif
{{- range .Speaks}}
!insertmacro MUI_LANGUAGE {{.Name}}
LangString Running ${LANG_{{.Name}}} {{q .Running}}
LangString Locked ${LANG_{{.Name}}} {{q .Locked}}
LangString WebView ${LANG_{{.Name}}} {{q .WebView}}
LangString Failed ${LANG_{{.Name}}} {{q .Failed}}
LangString Data ${LANG_{{.Name}}} {{q .Data}}
LangString Old ${LANG_{{.Name}}} {{q .Old}}
{{- end}}

; CloseApp ends the app if it runs from $INSTDIR: by the restart manager, which knows the processes that have a file open.
!macro CloseApp un
Function ${un}CloseApp
  StrCpy $9 0
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
      Return
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${IfNot} ${Errors}
      FileClose $0
      Return
    ${EndIf}
    ${If} $9 = 0
      MessageBox MB_OKCANCEL|MB_ICONINFORMATION "$(Running)" /SD IDOK IDOK +2
      Abort
    ${ElseIf} $9 > 1
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Locked)" /SD IDCANCEL IDRETRY +3
      SetErrorLevel 3
      Abort
    ${EndIf}
    IntOp $9 $9 + 1
    System::Call '*(&w1024 "$INSTDIR\${PROGRAM}") p .r4'
    System::Call '*(p r4) p .r3'
    System::Call 'rstrtmgr::RmStartSession(*i .r1, i 0, w .r2) i .r0'
    ${If} $0 = 0
      System::Call 'rstrtmgr::RmRegisterResources(i r1, i 1, p r3, i 0, p 0, i 0, p 0) i .r0'
      System::Call 'rstrtmgr::RmShutdown(i r1, i 1, p 0) i .r0'
      System::Call 'rstrtmgr::RmEndSession(i r1)'
    ${EndIf}
    System::Free $3
    System::Free $4
    Sleep 500
  ${Loop}
FunctionEnd
!macroend

!macro Scope
  SetRegView 64
  SetShellVarContext {{if .Package.Windows.PerMachine}}all{{else}}current{{end}}
!macroend

!ifdef UNINSTALLER
Section
  WriteUninstaller ignored.exe
SectionEnd
Function Start
FunctionEnd
!uninstfinalize '{{.Copy}} "%1" uninstall.exe'

!insertmacro CloseApp un.

Function un.onInit
  !insertmacro Scope
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPDATE" $6
  ${If} ${Errors}
    StrCpy $6 remove
  ${Else}
    StrCpy $6 update
  ${EndIf}
FunctionEnd

; $6 says whether the app goes for good or makes room for another version of itself.
Section Uninstall
  !insertmacro Scope
  Call un.CloseApp
  Delete "$INSTDIR\${PROGRAM}"
{{- range .Extras}}
  Delete "$INSTDIR\{{.Name}}"
{{- end}}
  ${If} $6 == remove
    Delete "$INSTDIR\Uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${SHORTCUT}"
    Delete "$DESKTOP\${SHORTCUT}"
    DeleteRegValue ${ROOT} {{q .Autostart.Key}} {{q .Autostart.Name}}
  ${EndIf}
{{- range .Claims}}
  ReadRegStr $0 ${ROOT} {{q (print .Key .Command)}} ""
  ${If} $0 == "{{if .Command}}$\"$INSTDIR\${PROGRAM}$\" $\"%1$\"{{else}}$INSTDIR\${PROGRAM}{{end}}"
    DeleteRegKey ${ROOT} {{q .Key}}
  ${EndIf}
{{- end}}
{{- range .Shared}}
  DeleteRegValue ${ROOT} {{q .Key}} {{q .Name}}
{{- end}}
{{- range .Shared}}
  DeleteRegKey /ifempty ${ROOT} {{q .Key}}
{{- end}}
{{- range .Manifest.FileAssociations}}
{{- range .Extensions}}
  DeleteRegKey /ifempty ${ROOT} {{q (print `Software\Classes\.` .)}}
{{- end}}
{{- end}}
{{- range .Trees}}
  DeleteRegKey ${ROOT} {{q .}}
{{- end}}
  DeleteRegKey ${ROOT} "${REMOVAL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${If} $6 == remove
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(Data)" /SD IDNO IDYES +2
    Return
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\{{.Manifest.ID}}"
    RMDir /r "$LOCALAPPDATA\cache\{{.Manifest.ID}}"
  ${EndIf}
SectionEnd
!else

; DeskJS's runtime runs on Windows 10 and later. A folder that was chosen before, or with /D=, is kept.
Function .onInit
  !insertmacro Scope
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(Old)" /SD IDOK
    SetErrorLevel 4
    Abort
  ${EndIf}
  ReadRegStr $8 ${ROOT} "${OWN}" "InstallDir"
  ${If} $INSTDIR == "{{.Folders}}"
  ${OrIf} $INSTDIR == "{{.Folders}}\"
    ${If} $8 != ""
      StrCpy $INSTDIR $8
    ${Else}
      StrCpy $INSTDIR {{in .Folders .Folder}}
    ${EndIf}
  ${EndIf}
FunctionEnd

; Start leaves it to the desktop, since the set-up program may be an administrator's and the app must not be.
Function Start
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${PROGRAM}"'
FunctionEnd

!insertmacro CloseApp ""

; WebView2 draws the app's pages. Windows 11 has it.
Function FindWebView
  SetRegView 32
  ReadRegStr $0 HKLM "SOFTWARE\${CLIENT}" pv
  SetRegView 64
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    ReadRegStr $0 HKCU "Software\${CLIENT}" pv
  ${EndIf}
  ${If} $0 == "0.0.0.0"
    StrCpy $0 ""
  ${EndIf}
FunctionEnd

Function WebView
  Call FindWebView
  ${If} $0 != ""
    Return
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONQUESTION "$(WebView)" /SD IDNO IDYES +2
  Return
  InitPluginsDir
  System::Call 'urlmon::URLDownloadToFileW(p 0, w "https://go.microsoft.com/fwlink/p/?LinkId=2124703", w "$PLUGINSDIR\MicrosoftEdgeWebview2Setup.exe", i 0, p 0) i .r1'
  ${If} $1 = 0
    ExecWait '"$PLUGINSDIR\MicrosoftEdgeWebview2Setup.exe" /silent /install'
  ${EndIf}
  Call FindWebView
  ${If} $0 == ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(Failed)" /SD IDOK
  ${EndIf}
FunctionEnd

; Identify gives the link $5 the identifier that the app's windows have, by which the taskbar and notifications know what belongs together.
Function Identify
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P= 0
    Return
  ${EndIf}
  ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
  ${If} $1 P<> 0
    ${IPersistFile::Load} $1 '(r5,${STGM_READWRITE}).r2'
    ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
    ${If} $2 P<> 0
      System::Call '*(&w256 "{{.Manifest.ID}}")p.r3'
      System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r4'
      System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,p r3)p.r6'
      ${IPropertyStore::SetValue} $2 '(r4,r6)'
      ${IPropertyStore::Commit} $2 ""
      ${IUnknown::Release} $2 ""
      System::Free $6
      System::Free $4
      System::Free $3
      ${IPersistFile::Save} $1 '(r5,1)'
    ${EndIf}
    ${IUnknown::Release} $1 ""
  ${EndIf}
  ${IUnknown::Release} $0 ""
FunctionEnd

Section
  !insertmacro Scope
  Call CloseApp
  ; The version that is there removes itself, but for what its user has set since.
  ReadRegStr $7 ${ROOT} "${OWN}" "Shortcut"
  ${If} $8 != ""
  ${AndIf} ${FileExists} "$8\Uninstall.exe"
    ExecWait '"$8\Uninstall.exe" /S /UPDATE _?=$8' $0
    Delete "$8\Uninstall.exe"
    RMDir "$8"
  ${EndIf}
  ${If} $7 != ""
  ${AndIf} $7 != "${SHORTCUT}"
    Delete "$SMPROGRAMS\$7"
    Delete "$DESKTOP\$7"
  ${EndIf}
  SetOutPath $INSTDIR
  ClearErrors
  File /oname=${PROGRAM} program.exe
  ${If} ${Errors}
    SetErrorLevel 3
    Abort
  ${EndIf}
  File /oname=Uninstall.exe uninstall.exe
{{- range .Extras}}
  File /oname={{.Name}} {{.Path}}
{{- end}}
  CreateShortcut "$SMPROGRAMS\${SHORTCUT}" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 SW_SHOWNORMAL "" {{q .Package.Summary}}
  StrCpy $5 "$SMPROGRAMS\${SHORTCUT}"
  Call Identify
{{- if .Package.Windows.DesktopShortcut}}
  ${If} $8 == ""
    CreateShortcut "$DESKTOP\${SHORTCUT}" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 SW_SHOWNORMAL "" {{q .Package.Summary}}
    StrCpy $5 "$DESKTOP\${SHORTCUT}"
    Call Identify
  ${EndIf}
{{- end}}
  WriteRegStr ${ROOT} "${OWN}" "InstallDir" $INSTDIR
  WriteRegStr ${ROOT} "${OWN}" "Shortcut" "${SHORTCUT}"
{{- range .Values}}
  WriteRegStr ${ROOT} {{q .Key}} {{q .Name}} {{data $.Program .Data}}
{{- end}}
{{- if .Package.Autostart}}
  ${If} $8 == ""
    WriteRegStr ${ROOT} {{q .Autostart.Key}} {{q .Autostart.Name}} {{data .Program .Autostart.Data}}
  ${EndIf}
{{- end}}
  WriteRegStr ${ROOT} "${REMOVAL}" DisplayName {{q .Manifest.Name}}
  WriteRegStr ${ROOT} "${REMOVAL}" DisplayVersion {{q .Manifest.Version}}
  WriteRegStr ${ROOT} "${REMOVAL}" DisplayIcon "$INSTDIR\${PROGRAM}"
  WriteRegStr ${ROOT} "${REMOVAL}" Publisher {{q .Package.Author}}
{{- if .Package.Homepage}}
  WriteRegStr ${ROOT} "${REMOVAL}" URLInfoAbout {{q .Package.Homepage}}
  WriteRegStr ${ROOT} "${REMOVAL}" HelpLink {{q .Package.Homepage}}
{{- end}}
  WriteRegStr ${ROOT} "${REMOVAL}" InstallLocation $INSTDIR
  WriteRegStr ${ROOT} "${REMOVAL}" UninstallString '"$INSTDIR\Uninstall.exe"'
  WriteRegStr ${ROOT} "${REMOVAL}" QuietUninstallString '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD ${ROOT} "${REMOVAL}" EstimatedSize {{.Kilobytes}}
  WriteRegDWORD ${ROOT} "${REMOVAL}" NoModify 1
  WriteRegDWORD ${ROOT} "${REMOVAL}" NoRepair 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  Call WebView
SectionEnd
!endif
