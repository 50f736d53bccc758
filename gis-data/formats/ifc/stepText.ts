/** Characters of STEP texts (ISO 10303-21, 6.4.3): doubled quotes, \S\, \X\, \X2\ and \X4\. */

const ESCAPE = /\\X2\\([0-9A-Fa-f]*)\\X0\\|\\X4\\([0-9A-Fa-f]*)\\X0\\|\\X\\([0-9A-Fa-f]{2})|\\S\\([\s\S])|\\P[A-I]\\|\\\\|''/g;

/** Plain text of what stands between the quotes. */
export function decodeStepText(text: string): string {
  if (!text.includes('\\') && !text.includes("''")) return text;
  return text.replace(ESCAPE, (whole: string, x2?: string, x4?: string, x?: string, s?: string) => {
    if (x2 !== undefined) return codes(x2, 4);
    if (x4 !== undefined) return codes(x4, 8);
    if (x !== undefined) return String.fromCharCode(Number.parseInt(x, 16));
    if (s !== undefined) return String.fromCharCode(s.charCodeAt(0) + 128);
    if (whole === '\\\\') return '\\';
    return whole === "''" ? "'" : '';
  });
}

function codes(hex: string, width: number): string {
  let text = '';
  for (let i = 0; i + width <= hex.length; i += width) {
    const code = Number.parseInt(hex.slice(i, i + width), 16);
    text += code <= 0x10ffff ? (width === 4 ? String.fromCharCode(code) : String.fromCodePoint(code)) : '\uFFFD';
  }
  return text;
}

/** The same text for a STEP file, without its quotes. */
export function encodeStepText(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === "'") out += "''";
    else if (char === '\\') out += '\\\\';
    else if (code >= 32 && code < 127) out += char;
    else if (code > 0xffff) out += `\\X4\\${code.toString(16).toUpperCase().padStart(8, '0')}\\X0\\`;
    else out += `\\X2\\${code.toString(16).toUpperCase().padStart(4, '0')}\\X0\\`;
  }
  return out;
}
