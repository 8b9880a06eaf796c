@node "%~dp0code.ts" %*
