@echo off
rem The command of an installed workstation. What stands before -- is for Chromium.
"%~dp0..\Bulbar.exe" --cli -- %*
