const bytesInLine = 16;

/** Bytes as lines of an offset, sixteen bytes, and their characters where they are ASCII. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += bytesInLine) {
    const part = [...bytes.subarray(offset, offset + bytesInLine)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(bytesInLine * 3 - 1)}  ${text}`);
  }
  return lines.join('\n');
}
