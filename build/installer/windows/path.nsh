; bin/bulbar.cmd on the path of all users. By PowerShell: NSIS itself cuts a path of more than 8192 characters.
!macro changePath expression
  nsExec::Exec `powershell -NoProfile -NonInteractive -Command "$$bin = '$INSTDIR\bin'; $$old = @([Environment]::GetEnvironmentVariable('Path', 'Machine') -split ';' | Where-Object { $$_ -and $$_ -ne $$bin }); [Environment]::SetEnvironmentVariable('Path', (${expression} -join ';'), 'Machine')"`
  Pop $0
!macroend

!macro customInstall
  !insertmacro changePath "($$old + $$bin)"
!macroend

!macro customUnInstall
  !insertmacro changePath "$$old"
!macroend
