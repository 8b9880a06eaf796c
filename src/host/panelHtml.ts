import type { TableLayout } from '../core/tableLayout.ts';

/** What the panel's document is made of. */
export interface PanelParts {
  /** Addresses of the panel's script and style sheet, as the webview may load them. */
  script: string;
  style: string;
  /** The webview's own source in its content security policy. */
  cspSource: string;
  nonce: string;
  strings: Record<string, string>;
  /** How the table was laid out last. */
  layout: TableLayout;
  title: string;
  language: string;
}

/** The results panel's document: nothing runs in it but the panel's own script. */
export function panelHtml(parts: PanelParts): string {
  const { script, style, cspSource, nonce } = parts;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(parts.title)}</title>
<link rel="stylesheet" href="${escapeHtml(style)}">
</head>
<body>
<div id="gather-panel" data-strings="${escapeHtml(JSON.stringify(parts.strings))}" data-layout="${escapeHtml(JSON.stringify(parts.layout))}"></div>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
