import process from 'node:process';
import * as vscode from 'vscode';
import type { ProxySettings } from '../core/proxySettings.ts';

/** What VS Code's settings and the environment say of proxies just now: a worker sees neither VS Code's proxy nor its patches. */
export function readProxySettings(): ProxySettings {
  const http = vscode.workspace.getConfiguration('http');
  const environment = (name: string) => process.env[name.toLowerCase()] ?? process.env[name] ?? '';
  const noProxy = http.get<string[]>('noProxy') ?? [];
  return {
    off: http.get<string>('proxySupport') === 'off',
    proxy: http.get<string>('proxy') ?? '',
    noProxy: noProxy.length > 0 ? noProxy : environment('NO_PROXY').split(','),
    authorization: http.get<string | null>('proxyAuthorization') ?? '',
    strictSSL: http.get<boolean>('proxyStrictSSL') ?? true,
    httpProxy: environment('HTTP_PROXY'),
    httpsProxy: environment('HTTPS_PROXY'),
  };
}
